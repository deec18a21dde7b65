"""反馈单 of a year: a branch's rounds side by side, what its rank means, where its points went."""

from functools import cache

import pytest

from dangjian_kaoping.engine.follow.digest import lost_by
from dangjian_kaoping.engine.follow.year_feedback import YearFeedback, year_feedbacks
from dangjian_kaoping.engine.score.round import placings_of
from dangjian_kaoping.exact import total
from dangjian_kaoping.periods import Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.feedback.year import year_sheet
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.docx.sheet import sheet_docx
from dangjian_kaoping.write.html.feedback import feedback_page
from sample import SAMPLE
from small_plant import edition

from .letters import all_text, opened

pytestmark = pytest.mark.whole


@cache
def told(year: int = 2020) -> tuple[YearFeedback, ...]:
    return year_feedbacks(Session(SAMPLE).dossier(Year(year)))


def of(feedback: YearFeedback) -> Sheet:
    return year_sheet(feedback, edition())


def part(sheet: Sheet, title: str) -> Section:
    return next(each for each in sheet.sections if title in each.title)


@pytest.mark.parametrize("year", [2018, 2019, 2020])
def test_every_branch_has_a_sheet_in_the_order_of_the_year(year: int) -> None:
    assert [each.placing for each in told(year)] == list(told(year)[0].dossier.result.placings)


def test_the_head_tells_score_rank_and_whether_it_is_eligible() -> None:
    head = dict(of(told()[0]).headline)
    assert head["年度得分"] == f"{published(told()[0].placing.score)} 分"
    assert head["年度名次"] == "第 1 名（共 12 个）"
    assert head["评先选优"] == "可以"


def test_the_four_quarters_stand_side_by_side() -> None:
    section = part(of(told()[0]), "各季度得分")
    assert section.table is not None
    assert section.chart is not None
    heads = [each.head for each in section.table.columns]
    assert heads[2:6] == [f"2020年\n第{each}季度" for each in "一二三四"]
    row = next(each for each in section.table.rows if each[0] == "综合得分")
    assert list(row[2:6]) == [published(each.composite) for each in told()[0].placing.quarters]


@pytest.mark.parametrize("index", range(12))
def test_what_is_lost_over_the_year_is_what_the_rounds_lost(index: int) -> None:
    feedback = told()[index]
    rounds = feedback.dossier.rounds
    placings = placings_of(rounds, feedback.placing.branch.id)
    every = [
        each.points
        for result, placing in zip(rounds, placings, strict=True)
        if placing is not None
        for each in lost_by(placing.score, result.rubric).items
    ]
    assert total(each.points for each in feedback.losses) == total(every)
    points = [each.points for each in feedback.losses]
    assert points == sorted(points, reverse=True)


def test_what_the_rank_means_tells_the_neighbours_and_why_one_is_not_eligible() -> None:
    first, *_, last = told()
    assert first.above is None
    assert last.below is None
    assert "比后一名高" in "".join(part(of(first), "名次说明什么").sentences)
    assert "比前一名低" in "".join(part(of(last), "名次说明什么").sentences)
    for feedback in told(2019) + told(2018):
        words = "".join(part(of(feedback), "名次说明什么").sentences)
        assert ("不能参加评先选优：" in words) == (not feedback.placing.eligible)


@pytest.mark.parametrize("index", [0, 11])
def test_both_formats_say_the_same(index: int) -> None:
    sheet = of(told()[index])
    page, document = feedback_page(sheet, edition()).decode(), all_text(opened(sheet_docx(sheet)))
    for section in sheet.sections:
        for row in () if section.table is None else section.table.rows:
            assert all(text in document for text in row)
            assert all(text.replace('"', "&#34;") in page for text in row)
