"""更正 in words: why a final result is another now, whose, from what to what; no amounts."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.follow.correction import Correction, Decided, Shift
from dangjian_kaoping.engine.seal import Results, same_results
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.seal import SealedBranch
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line, listed, quoted
from dangjian_kaoping.words.notice.publicity import period
from dangjian_kaoping.words.record.record import UNTOLD

NO_GRADE = "没有等次"


class Wording(NamedTuple):
    """How it is told that a figure is another: when, what is done to it, and what a flag is."""

    after: str
    made: str
    listed: str


CORRECTED = Wording("更正以后", "更正为", "")
PROPOSED = Wording("照此更正", "拟更正为", "拟")
ADJUSTED = Wording("调整以后", "调整为", "")
"""A final result is another; it is to be; one that was public is another."""


def why_corrected(
    correction: Correction, private: Collection[str] = (), wording: Wording = CORRECTED
) -> Iterator[Paragraph]:
    """What was decided, branch by branch; the reasons of `private` items stay inside."""
    for each in correction.decided:
        yield Paragraph(decision(each, private, wording), lead=each.score.branch.name)
    if correction.earlier:
        rounds = listed(quarter.chinese for quarter in correction.earlier)
        yield Paragraph(
            f"{rounds}的考评结果已经更正。本季度考评要看以前各轮查出的问题，结果随着变动。", lead="以前轮次更正"
        )


def decision(decided: Decided, private: Collection[str] = (), wording: Wording = CORRECTED) -> str:
    """One decision: 因异议 or 经复核, what was changed, on whose word, and what it made of the item's points."""
    adjusted = decided.adjusted
    adjustment, item, revision = adjusted.adjustment, adjusted.item, adjusted.revision
    cause = "因有异议，经复核" if adjustment.objection else "经复核"
    title, private_item = quoted(item.title), item.id in private
    if revision is None or private_item:
        # what was recorded tells as much as the reason does
        change = f"{title}的得分重新核定"
    else:
        fact = item.by_clause[revision.after.clause].fact
        was, now = (fact.recorded_in_words(each).replace(" ", "") for each in (revision.before, revision.after))
        made = "撤销" if adjustment.withdrawn else f"改为{now}"
        change = f"{title}原记{was}，{made}"
    reason = f"（{UNTOLD if private_item else in_a_line(adjustment.reason)}）"
    approved = f"{day_in_words(adjustment.date)}由{in_a_line(adjustment.approved_by)}批准"
    made_of_item = ""
    if decided.alone:
        made_of_item = f"本项得分由{_points(adjusted.points_before)}{wording.made}{_points(adjusted.points_after)}，"
    return f"{cause}，{change}{reason}，{made_of_item}{approved}。"


def _points(value: Exact | None) -> str:
    return "未计分" if value is None else f"{shown(value)}分"


def what_changed(correction: Correction, wording: Wording = CORRECTED) -> Iterator[Paragraph]:
    """The branches whose score, rank, grade or flags are others now."""
    shifts, after = correction.shifts, wording.after
    if not shifts:
        yield Paragraph(f"{after}，各党支部的综合得分、名次、等次都没有变化。")
        return
    told = "；".join(shift_in_words(each, wording) for each in shifts)
    yield Paragraph(f"{after}，得分、名次、等次或考核情形有变化的党支部{len(shifts)}个：{told}。")


def shift_in_words(shift: Shift, wording: Wording = CORRECTED) -> str:
    """物资部党支部综合得分由87.23分更正为88.16分，名次由第11名更正为第10名."""
    return f"{shift.after.name}{'，'.join(_changes(shift.before, shift.after, wording))}"


def _changes(before: SealedBranch, after: SealedBranch, wording: Wording) -> Iterator[str]:
    made, perhaps = wording.made, wording.listed
    if before.composite != after.composite:
        yield f"综合得分由{points(before.composite)}分{made}{points(after.composite)}分"
    if before.rank != after.rank:
        yield f"名次由第{before.rank}名{made}第{after.rank}名"
    if before.grade != after.grade:
        yield f"等次由{before.grade or NO_GRADE}{made}{after.grade or NO_GRADE}"
    yield from (f"{perhaps}不再列为{FLAG[each]}" for each in FLAG if each in before.flags and each not in after.flags)
    yield from (f"{perhaps}列为{FLAG[each]}" for each in FLAG if each in after.flags and each not in before.flags)


def how_many_adjusted(correction: Correction) -> str:
    """What was adjusted of a public result, where nobody may know of whom."""
    named = listed(dict.fromkeys(each.adjusted.adjustment.approved_by for each in correction.decided))
    branches = len({each.score.branch.id for each in correction.decided})
    if not branches:
        return f"公示以后，{_earlier(correction)}，本季度的结果随着调整，本公示所列是调整以后的结果。"
    return (
        f"公示以后，经{named}批准，对{branches}个党支部的考评结果作了复核调整{len(correction.decided)}处，"
        "本公示所列是调整以后的结果。"
    )


def _earlier(correction: Correction) -> str:
    return f"{listed(quarter.chinese for quarter in correction.earlier)}的考评结果更正"


def points(composite: Decimal) -> str:
    """A published figure as it was sealed."""
    return format(composite, "f")


def how_final(correction: Correction, standing: Standing) -> Iterator[Paragraph]:
    """Who approved the correction, when it was public, and which papers it takes the place of."""
    settings = standing.settings
    since = correction.before.sealed_on
    for each in () if settings is None else settings.corrections:
        if each.date >= since:
            public = "" if each.publication is None else f"，并在{period(each.publication)}公示"
            yield Paragraph(f"以上更正由{in_a_line(each.by)}于{day_in_words(each.date)}审定{public}。")
    known = replaced_in_words(standing, correction.before.results)
    replaced = "" if not known else f"本通报代替{known}。"
    yield Paragraph(f"各党支部更正前后的得分和名次见附件。{replaced}原公布的考评结果与本通报不一致的，以本通报为准。")


def replaced_in_words(standing: Standing, before: Results) -> str:
    """The newest paper that told a final result that holds no longer; empty where none is registered.

    2021年4月19日公布的通报（党委发〔2021〕7号）
    """
    seals = () if standing.seals is None else standing.seals.seals
    told = {each.digest for each in seals if each.final and same_results(each.results, before)}
    known = () if standing.this.publications is None else standing.this.publications.publications
    papers = [each for each in known if each.what in ("通报", "更正") and each.seal in told and each.year is None]
    if not papers:
        return ""
    newest = max(papers, key=lambda each: (each.date, each.number is not None, each.id))
    what = "更正的通报" if newest.what == "更正" else "通报"
    number = "" if newest.number is None else f"（{in_a_line(newest.number)}）"
    return f"{day_in_words(newest.date)}公布的{what}{number}"
