"""更正 in words: why a final result is another now, whose, from what to what; no amounts."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.follow.correction import Correction, Decided, Shift
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.seal import SealedBranch
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line, listed
from dangjian_kaoping.words.notice.publicity import period

NO_GRADE = "没有等次"


def why_corrected(correction: Correction, private: Collection[str] = ()) -> Iterator[Paragraph]:
    """What was decided, branch by branch; the reasons of `private` items stay inside."""
    for each in correction.decided:
        yield Paragraph(decision(each, private), lead=each.score.branch.name)
    if correction.earlier:
        rounds = listed(quarter.chinese for quarter in correction.earlier)
        yield Paragraph(
            f"{rounds}的考评结果已经更正。本季度考评要看以前各轮查出的问题，结果随着变动。", lead="以前轮次更正"
        )


def decision(decided: Decided, private: Collection[str] = ()) -> str:
    """One decision: 因异议 or 经复核, what was changed, on whose word, and what it made of the item's points."""
    adjusted = decided.adjusted
    adjustment, item, revision = adjusted.adjustment, adjusted.item, adjusted.revision
    cause = "因有异议，经复核" if adjustment.objection else "经复核"
    if revision is None:
        change = f"“{in_a_line(item.title)}”的得分重新核定"
    else:
        fact = item.by_clause[revision.after.clause].fact
        was, now = (fact.recorded_in_words(each).replace(" ", "") for each in (revision.before, revision.after))
        made = "撤销" if adjustment.withdrawn else f"改为{now}"
        change = f"“{in_a_line(item.title)}”原记{was}，{made}"
    reason = "" if item.id in private else f"（{in_a_line(adjustment.reason)}）"
    approved = f"{day_in_words(adjustment.date)}由{in_a_line(adjustment.approved_by)}批准"
    made_of_item = ""
    if decided.alone:
        made_of_item = f"本项得分由{_points(adjusted.points_before)}更正为{_points(adjusted.points_after)}，"
    return f"{cause}，{change}{reason}，{made_of_item}{approved}。"


def _points(value: Exact | None) -> str:
    return "未计分" if value is None else f"{shown(value)}分"


def what_changed(correction: Correction) -> Iterator[Paragraph]:
    """The branches whose score, rank, grade or flags are others now."""
    shifts = correction.shifts
    if not shifts:
        yield Paragraph("更正以后，各党支部的综合得分、名次、等次都没有变化。")
        return
    told = "；".join(map(shift_in_words, shifts))
    yield Paragraph(f"更正以后，得分、名次、等次或考核情形有变化的党支部{len(shifts)}个：{told}。")


def shift_in_words(shift: Shift) -> str:
    """物资部党支部综合得分由87.23分更正为88.16分，名次由第11名更正为第10名."""
    return f"{shift.after.name}{'，'.join(_changes(shift.before, shift.after))}"


def _changes(before: SealedBranch, after: SealedBranch) -> Iterator[str]:
    if before.composite != after.composite:
        yield f"综合得分由{points(before.composite)}分更正为{points(after.composite)}分"
    if before.rank != after.rank:
        yield f"名次由第{before.rank}名更正为第{after.rank}名"
    if before.grade != after.grade:
        yield f"等次由{before.grade or NO_GRADE}更正为{after.grade or NO_GRADE}"
    yield from (f"不再列为{FLAG[each]}" for each in FLAG if each in before.flags and each not in after.flags)
    yield from (f"列为{FLAG[each]}" for each in FLAG if each in after.flags and each not in before.flags)


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
    yield Paragraph(f"各党支部更正前后的得分和名次见附件。{_replaced(standing)}与本通报不一致的，以本通报为准。")


def _replaced(standing: Standing) -> str:
    """The papers that went out, by their numbers."""
    known = () if standing.this.publications is None else standing.this.publications.publications
    numbers = dict.fromkeys(each.number for each in known if each.what in ("公示", "通报") and each.number)
    return f"原公布的考评结果（{listed(numbers)}）" if numbers else "原公布的考评结果"
