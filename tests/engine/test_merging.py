"""并入: a branch that is merged into another leaves it its open problems and its rounds of the year, nothing else."""

from decimal import Decimal

import pytest

from dangjian_kaoping.checks.round.concerns import check_concerns
from dangjian_kaoping.checks.round.followups import check_followups
from dangjian_kaoping.engine.content import roster_parts
from dangjian_kaoping.engine.follow.ledger import ledger
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult, score_year
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.ledger import owner_in_words
from dangjian_kaoping.words.year import eligibility_in_words

from .book import Book, at, problem
from .plant import hold, modelled, plain

ROSTER = """
classes: [甲, 乙]
branches:
  B1: [{from: 2018-01-01, name: 乙支部, class: 甲}, {from: 2020-05-10, ends: true%s}]
  B2: [{from: 2018-01-01, name: 丁支部, class: 甲}, {from: 2020-05-10, ends: true%s}]
  B3: [{from: 2020-05-10, name: 丙支部, class: 甲}]
  B4: [{from: 2018-01-01, name: 戊支部, class: 甲}]
"""
MERGED = ROSTER % (", into: 丙支部", ", into: B3")
CLOSED = ROSTER % ("", "")


def _roster(text: str = MERGED) -> Roster:
    department = {"departments": {"D0": [{"from": "2018-01-01", "name": "部"}]}}
    return modelled(Roster, {"kind": "roster", "version": "1"} | plain(text) | department)


# ── the ledger ─────────────────────────────────────────────────────────────────────────────────────────────────

FOUND = f"部: {{乙支部: [{problem('2020Q1-01', '2020-04-30')}, {problem('2020Q1-02', '2020-04-30', '单一')}]}}"


def _book(follow: str = "", visits: str = "[]", roster: str = MERGED) -> Book:
    held = {"2020Q1": FOUND, "2020Q3": follow or "部: {丙支部: []}"}
    return Book(held, {"2020Q1": visits}, roster=roster, everywhere=False)


def _visit(day: str, outcome: str) -> str:
    return f"[{{id: 2020Q1-01, date: {day}, department: 部, outcome: {outcome}}}]"


def test_open_problems_pass_to_the_branch_that_takes_over_and_say_where_they_were_found() -> None:
    book = _book()
    before = book.entries("2020-05-09")["2020Q1-01"]
    assert (before.branch_id, before.branch) == ("B1", "乙支部")
    after = book.entries("2020-05-10")["2020Q1-01"]
    assert (after.branch_id, owner_in_words(after), after.state) == ("B3", "丙支部（原乙支部）", "overdue")


@pytest.mark.parametrize(
    ("visits", "owner"),
    [
        # closed before, closed after, closed before and back again
        (_visit("2020-05-09", "closed"), "B1"),
        (_visit("2020-05-10", "closed"), "B3"),
        (_visit("2020-05-09", "closed")[:-1] + ", " + _visit("2020-06-01", "reopened")[1:], "B3"),
        (_visit("2020-05-09", "in_progress"), "B3"),
    ],
)
def test_what_was_closed_by_then_stays_where_it_was(visits: str, owner: str) -> None:
    assert _book(visits=visits).entries("2020-09-30")["2020Q1-01"].branch_id == owner


def test_a_branch_that_is_only_closed_keeps_its_problems() -> None:
    entry = _book(roster=CLOSED).entries("2020-09-30")["2020Q1-01"]
    assert (entry.branch_id, entry.branch) == ("B1", "乙支部")


def test_a_problem_goes_on_where_the_second_branch_is_merged_too() -> None:
    further = MERGED.replace(
        "name: 丙支部, class: 甲}", "name: 丙支部, class: 甲}, {from: 2020-07-01, ends: true, into: 戊支部}"
    )
    entries = _book("部: {戊支部: []}", roster=further).entries
    assert owner_in_words(entries("2020-06-30")["2020Q1-01"]) == "丙支部（原乙支部）"
    assert (entries("2020-07-01")["2020Q1-01"].branch_id, owner_in_words(entries("2020-07-01")["2020Q1-01"])) == (
        "B4",
        "戊支部（原乙支部）",
    )


def _codes(follow: str) -> list[str]:
    book = _book(follow)
    workspace = Workspace(None, book.roster, [], {each.quarter: each for each in book.rounds})
    faults = list(check_followups(workspace, book.roster, book.rubrics, at("2020-04-01").day))
    faults += check_concerns(workspace, book.roster, book.rubrics)
    return [each.code for each in faults]


def test_follow_ups_and_concerns_under_the_new_name_are_accepted_and_under_another_are_not() -> None:
    follow = "{followups: {2020Q1-01: {outcome: closed}}, findings: [{item: 会, clause: 缺会, concerns: 2020Q1-02}]}"
    assert _codes(f"部: {{丙支部: {follow}}}") == []
    assert _codes(f"部: {{戊支部: {follow}}}") == ["KP326", "KP336"]


# ── what does not pass ─────────────────────────────────────────────────────────────────────────────────────────

REPEATED = """
items:
- id: 会
  points: 10
  clauses: [{id: 缺会, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [1, 3]}}]
"""


def test_what_another_branch_had_before_is_no_repeat() -> None:
    earlier = {"2020Q1": "部: {乙支部: [{item: 会, clause: 缺会, id: 2020Q1-01, rectify_by: 2020-04-30}]}"}
    now = "部: {丙支部: [{item: 会, clause: 缺会}]}"
    roster = MERGED.replace("2020-05-10", "2020-04-01")
    held = hold(REPEATED, now, "{}", earlier=earlier, roster=roster, quarter="2020Q2", everywhere=False)
    assert held.points("会", branch="丙支部") == 9


# ── the year ───────────────────────────────────────────────────────────────────────────────────────────────────

RUBRIC = """
measure:
  weights: {inspection: 1, self_assessment: 0}
  year: {min_quarters: 3}
  grades: [{grade: 优, from: 90, at_most_percent: 50}, {grade: 良, under: 90}]
items: [{id: 项, points: 100, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}]
"""


def _year(text: str = MERGED) -> YearResult:
    rounds = {
        "2020Q1": "{乙支部: [], 丁支部: [], 戊支部: [{clause: 扣, count: 2}]}",
        "2020Q3": "{丙支部: [{clause: 扣, count: 4}], 戊支部: []}",
        "2020Q4": "{丙支部: [{clause: 扣, count: 6}], 戊支部: []}",
    }
    results = [
        hold(RUBRIC, f"部: {written}", "{}", roster=text, quarter=quarter, everywhere=False).result
        for quarter, written in rounds.items()
    ]
    return score_year(2020, results, _roster(text))


def _placing(result: YearResult, name: str) -> YearPlacing:
    return next(each for each in result.placings if each.branch.name == name)


@pytest.mark.whole
def test_the_rounds_of_several_predecessors_count_once_each_for_the_least_number() -> None:
    taken_over = _placing(_year(), "丙支部")
    assert (taken_over.few, taken_over.inherited, taken_over.rank) == (False, 1, 2)
    # its points are its own
    assert taken_over.score is not None
    assert taken_over.score.value == Decimal("95.00")
    alone = _placing(_year(CLOSED), "丙支部")
    assert (alone.few, alone.inherited) == (True, 0)
    assert "只有 2 个季度" in eligibility_in_words(alone, _year().measure)


@pytest.mark.whole
def test_whoever_was_merged_stands_apart_is_not_ranked_and_takes_no_place_of_a_grade() -> None:
    result = _year()
    assert [each.branch.name for each in result.placings] == ["戊支部", "丙支部", "乙支部", "丁支部"]
    gone = _placing(result, "乙支部")
    assert (gone.rank, gone.grade, gone.merged_into) == (None, None, "丙支部")
    assert gone.score is not None
    assert eligibility_in_words(gone, result.measure) == "已并入丙支部，不参加年度排名"
    # of two that are left, half is one
    assert [each.grade for each in result.placings] == ["优", "良", None, None]
    closed = _year(CLOSED)
    assert _placing(closed, "乙支部").rank == 1


# ── the seal ───────────────────────────────────────────────────────────────────────────────────────────────────


def _digest(text: str, quarter: Quarter) -> str:
    return roster_parts(_roster(text), quarter).digest


@pytest.mark.parametrize("day", ["2020-04-01", "2020-05-10", "2020-06-30"])
def test_into_is_sealed_with_the_quarter_in_which_the_branch_is_closed_and_with_no_other(day: str) -> None:
    merged, closed = (text.replace("{from: 2020-05-10, ends", f"{{from: {day}, ends") for text in (MERGED, CLOSED))
    for number in (1, 2, 3):
        same = _digest(merged, Quarter(2020, number)) == _digest(closed, Quarter(2020, number))
        assert same == (number != 2), number


def test_by_name_or_by_id_is_the_same() -> None:
    assert _digest(MERGED, Quarter(2020, 2)) == _digest(MERGED.replace("丙支部}", "B3}"), Quarter(2020, 2))


def test_the_ledger_of_a_roster_without_into_is_what_it_was() -> None:
    book = _book(roster=CLOSED)
    entries = ledger(book.rounds, book.roster, book.rubrics, at("2020-09-30"))
    assert [each.branch for each in entries] == ["乙支部", "乙支部"]
