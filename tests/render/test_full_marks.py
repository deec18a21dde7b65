"""满分 that the rubric does not state: the sum of the items, marked as such; and which areas are shown at all."""

import pytest

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.ledger import as_of_quarter, summary
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.views.notice import ranking_annex
from dangjian_kaoping.words.rubric.full_marks import marks_in_table, marks_in_words, out_of
from dangjian_kaoping.write.html.ranking import ranking_page
from dangjian_kaoping.write.text.score_table import score_table
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from engine.plant import hold
from small_plant import edition
from write.xlsx.workbooks import sheet, table

from .plant import document

ITEM = "{id: X-1, title: 项, department: 部, %s, clauses: [{id: 条, text: 文, fact: {count: 次}, %s}]}"


def area(*items: tuple[str, str], points: str = "") -> Area:
    text = ", ".join(ITEM % each for each in items)
    return document(Area, f"{{id: X, name: 方面, {points} items: [{text}]}}", "rubrics/1.yaml")


DEDUCTS = ("points: 5", "deduct: {each: 1}")
BY_CLASS = ("points: {by_class: {甲: 3}, otherwise: 4}", "deduct: {each: 1}")
EARNS = ("start: zero", "earn: {each: 1}")


@pytest.mark.parametrize(
    ("subject", "narrow", "words", "of"),
    [
        (area(DEDUCTS, points="points: 5,"), "5", "5 分", " / 5"),
        (area(DEDUCTS, DEDUCTS), "10*", "各项目合计 10 分", " / 各项合计 10"),
        (area(DEDUCTS, BY_CLASS), "8/9*", "各项目合计（甲 8 分、其余 9 分）", " / 各项合计 8"),
        (area(DEDUCTS, EARNS), "不定", "满分不定，有的项目没有满分", ""),
        (area(DEDUCTS, ("task: false", "bonus: {each: 1}")), "5*", "各项目合计 5 分", " / 各项合计 5"),
        (area(("floor: -2", "deduct: {each: 1}")), "0*", "各项目合计 0 分", " / 各项合计 0"),
    ],
)
def test_full_marks(subject: Area, narrow: str, words: str, of: str) -> None:
    assert subject.in_base
    assert marks_in_table(subject, ("甲", "乙")) == narrow
    assert marks_in_words(subject) == words
    assert out_of(subject, "甲") == of


@pytest.mark.parametrize("effect", ["bonus: {each: 1}", "penalty: {each: 1}", "veto: barred", "deduct: {each: 1}"])
def test_an_area_that_cannot_move_the_base_has_no_column(effect: str) -> None:
    assert not area(("task: false", effect)).in_base
    assert marks_in_words(area(("task: false", effect))) == "没有满分，加减总分"


ROUND = """\
measure: {weights: {inspection: 1, self_assessment: 0}}
areas:
- {id: 一, name: 写了的, points: 4, items: [
  {id: 一1, points: 4, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}]}
- {id: 二, name: 没写的, items: [
  {id: 二1, points: {by_class: {甲: 3, 乙: 5}}, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}]}
- {id: 三, name: 只得不扣, items: [{id: 三1, start: zero, clauses: [{id: 条, fact: {count: 次}, earn: {each: 0.5}}]}]}
- {id: 四, name: 倒扣, items: [{id: 四1, floor: -2, clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}}]}]}
- {id: 五, name: 加减, items: [{id: 五1, clauses: [{id: 条, fact: {count: 次}, bonus: {each: 1}}]}]}
"""
FOUND = """\
部:
  甲一:
  - {item: 二1, clause: 条, count: 2}
  - {item: 三1, clause: 条}
  - {item: 四1, clause: 条, count: 3}
  - {item: 五1, clause: 条}
"""
RESULT = hold(ROUND, FOUND, branches="{甲一: 甲, 乙一: 乙}").result
SHOWN = ["写了的", "没写的", "只得不扣", "倒扣"]


def test_the_terminal_shows_every_area_that_moves_the_base() -> None:
    text = score_table(RESULT, 120)
    heads, full = next((a, b) for a, b in zip(text.splitlines(), text.splitlines()[2:], strict=False) if "名次" in a)
    assert [name for name in SHOWN if name in heads] == SHOWN
    assert "加减" not in heads.replace("加减分", "")
    assert full.split() == ["满分", "不定", "4", "3/5*", "不定", "0*"]
    assert "是各项目满分之和，因支部类别而异：没写的 甲 3、乙 5。" in text
    assert "不定：细则没有写这里的满分" in text


@pytest.mark.whole
def test_page_notice_and_workbook_show_them_with_their_full_marks() -> None:
    of = Dossier((RESULT,), (), summary((), (), {}, as_of_quarter(RESULT.quarter)))
    heads = [column.head for column in ranking_annex(of).table.columns]
    told = ["写了的\n4分", "没写的\n各项合计甲3分、乙5分", "只得不扣\n满分不定", "倒扣\n各项合计0分"]
    assert [head for head in heads if head.split("\n")[0] in SHOWN] == told
    page = ranking_page(of, edition()).decode()
    for name, marks in zip(
        SHOWN, ("4 分", "各项目合计（甲 3 分、乙 5 分）", "满分不定", "各项目合计 0 分"), strict=True
    ):
        assert f"{name}<small>{marks}" in page
    content = ranking_workbook(of, edition())
    for row in table(sheet(content, "综合排名"), "综合得分"):
        bracketed = [f"{name}\n（{marks}）" for name, marks in (head.split("\n") for head in told)]
        figures = [float(str(row[head].value)) for head in bracketed]
        assert sum(figures) == float(str(row["基础分"].value))
