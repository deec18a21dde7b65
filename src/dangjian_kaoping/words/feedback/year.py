"""年度反馈单 in words: the year's rounds, what the rank means, where the points went over the year."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.digest import Lost
from dangjian_kaoping.engine.follow.year_feedback import YearFeedback
from dangjian_kaoping.exact import places
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import Year
from dangjian_kaoping.words.eligibility import grading_in_words
from dangjian_kaoping.words.feedback.profile import profile_chart, profile_table
from dangjian_kaoping.words.feedback.receipt import receipt
from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.figures import NONE, TABLE_PLACES, published
from dangjian_kaoping.words.names import draft_mark, titled_version_in_words, why_year_provisional
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import day_in_words
from dangjian_kaoping.words.year import eligibility_in_words

_MOST = 10
"""So many items are told, those that cost most."""


def year_sheet(feedback: YearFeedback, edition: Edition) -> Sheet:
    """The sheet of one branch; the same facts give the same words."""
    result, branch = feedback.dossier.result, feedback.placing.branch
    rubrics = dict.fromkeys(titled_version_in_words(each.rubric) for each in feedback.dossier.rounds)
    return Sheet(
        edition.unit,
        f"{result.year}年度党支部量化考评反馈单",
        branch.name,
        f"{branch.branch_class}　依据{'、'.join(rubrics)}",
        tuple(_headline(feedback)),
        why_year_provisional(result, edition.departure) if edition.draft else "",
        tuple(_sections(feedback)),
        (),
        edition.committee or edition.unit,
        Year(result.year),
        edition.draft,
        draft_mark(edition),
    )


def _headline(feedback: YearFeedback) -> Iterator[tuple[str, str]]:
    placing, result = feedback.placing, feedback.dossier.result
    yield "年度得分", "还没有" if placing.score is None else f"{published(placing.score)} 分"
    if placing.rank is not None:
        ranked = sum(each.rank is not None for each in result.placings)
        yield "年度名次", f"第 {placing.rank} 名（共 {ranked} 个）"
    if placing.grade is not None:
        yield "等次", placing.grade
    yield "评先选优", "可以" if placing.eligible else "不可以"
    yield "参加考评", f"{len(placing.quarters)} 轮"


def _sections(feedback: YearFeedback) -> Iterator[Section]:
    profile = feedback.profile
    table = profile_table(profile, feedback.placing.branch.branch_class, own="本支部全年平均")
    yield Section("各季度得分", (), table, (), profile_chart(profile))
    yield Section("名次说明什么", tuple(_meaning(feedback)))
    yield _losses(feedback)
    yield Section("查出问题的整改情况", tuple(_rectified(feedback)))
    yield from receipt(feedback.open)


def _meaning(feedback: YearFeedback) -> Iterator[str]:
    """How the year's figure came about, how far the neighbours are, what follows from it."""
    placing, measure = feedback.placing, feedback.dossier.result.measure
    if placing.score is not None:
        known = [each for each in placing.quarters if each.composite is not None]
        how = "合计" if measure.year.combine == "sum" else "平均"
        yield f"年度得分 {published(placing.score)} 分，按 {len(known)} 个季度综合得分的{how}算出。"
    if feedback.above is not None:
        yield f"比前一名低 {places(feedback.above, TABLE_PLACES)} 分。"
    if feedback.below is not None:
        yield f"比后一名高 {places(feedback.below, TABLE_PLACES)} 分。"
    if placing.grading is not None:
        yield f"年度等次：{grading_in_words(placing.grading)}。"
    if placing.eligible:
        yield "可以参加评先选优。"
    else:
        yield f"不能参加评先选优：{eligibility_in_words(placing, measure)}。"


def _losses(feedback: YearFeedback) -> Section:
    title = "全年失分情况"
    if not feedback.losses:
        return Section(title, ("各轮各项都得满分。",))
    number = sum(each.number for each in feedback.losses)
    points = places(feedback.lost, TABLE_PLACES)
    told = f"全年 {len(feedback.losses)} 个项目失过分，共 {number} 处，扣分合计 {points} 分（含折算和扣减）。"
    often = [each for each in feedback.losses if sum(lost is not None for lost in each.rounds) > 1]
    if often:
        told += f"不止一个季度失分的 {len(often)} 项。"
    if len(feedback.losses) > _MOST:
        told += f"下面是失分最多的 {_MOST} 项。"
    columns = (
        Column("考评项目", left=True, most=24),
        *(Column(quarter.of_year, most=10) for quarter in feedback.dossier.result.quarters),
        Column("处数", most=6),
        Column("全年失分", most=8),
    )
    rows = tuple(
        (
            f"{each.item.id} {each.item.title}",
            *map(_points, each.rounds),
            str(each.number) if each.number else NONE,
            places(each.points, TABLE_PLACES),
        )
        for each in feedback.losses[:_MOST]
    )
    return Section(title, (told,), Table(columns, rows))


def _points(lost: Lost | None) -> str:
    return NONE if lost is None else places(lost.points, TABLE_PLACES)


def _rectified(feedback: YearFeedback) -> Iterator[str]:
    """What became of the year's problems, and of older ones that are open."""
    found = [each for each in feedback.found if each.state != "withdrawn"]
    day = day_in_words(feedback.dossier.result.quarters[-1].last_day)
    if not found:
        yield "全年没有查出需要限期整改的问题。"
    else:
        still = sum(each.open for each in found)
        after = f"未销号 {still} 个。" if still else "都已销号。"
        yield f"全年查出需要限期整改的问题 {len(found)} 个，截至{day}，{after}"
    again = sum(bool(each.repeats) for each in found)
    if again:
        yield f"其中以前查出、重复发生的 {again} 个。"
    if feedback.before:
        yield f"以前年度查出、未销号的 {len(feedback.before)} 个。"
