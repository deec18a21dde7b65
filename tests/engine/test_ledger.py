"""整改台账: a fold over all rounds, as of a day or a quarter; overdue, closed, reopened, repeated."""

from copy import copy
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.follow.ledger import ledger, summary
from dangjian_kaoping.model.workspace import Round
from thorough import law

from .book import RUBRIC, Book, at, problem

# inspections are held on the 20th of a quarter's last month where nothing else is written


def one(until: str = "2020-04-30", visits: str = "[]") -> Book:
    """One problem, found on 2020-03-20, with visits in its round."""
    return Book({"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', until)}]}}"}, {"2020Q1": visits})


def visit(day: str, outcome: str, number: str = "2020Q1-01") -> str:
    return f"{{id: {number}, date: {day}, department: 部, outcome: {outcome}}}"


def follow_up(outcome: str, day: str | None = None, number: str = "2020Q1-01") -> str:
    """A round in which an inspection follows the problem up."""
    when = "" if day is None else f"date: {day}, "
    return f"部: {{甲一: {{{when}followups: {{{number}: {{outcome: {outcome}}}}}}}}}"


# ── what is an entry ───────────────────────────────────────────────────────────────────────────────────────────


def test_a_problem_is_an_entry_and_nothing_else_is() -> None:
    on_site = "{item: 会, clause: 缺会, settled: on_site}"
    shortfall = "{item: 会, clause: 缺会, count: 2}"
    book = Book({"2020Q1": f"部: {{甲一: [{on_site}, {problem('2020Q1-01', '2020-04-30')}, {shortfall}]}}"})
    assert list(book.entries("2020-12-31")) == ["2020Q1-01"]


def test_an_entry_tells_where_it_comes_from() -> None:
    entry = one().entry("2020-04-01")
    assert (entry.branch, entry.branch_id, entry.department, entry.area) == ("甲一", "B00", "部", "面")
    assert (entry.found, entry.quarter.chinese) == (date(2020, 3, 20), "2020年第一季度")
    assert (entry.closed_on, entry.follow_ups, entry.repeats, entry.rounds_open) == (None, (), (), 1)


def test_the_standard_is_the_findings_own_or_the_items() -> None:
    own = problem("2020Q1-02", "2020-04-30", standard="当天补开")
    book = Book({"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}, {own}]}}"})
    assert [entry.standard for entry in book.entries("2020-04-01").values()] == ["补开", "当天补开"]


def test_entries_stand_in_the_order_of_their_rounds_and_ids() -> None:
    book = Book(
        {
            "2020Q1": f"""部: {{甲一: [{problem("2020Q1-02", "2020-04-30")}],
                              甲二: [{problem("2020Q1-01", "2020-04-30")}]}}""",
            "2019Q4": f"部: {{甲二: [{problem('2019Q4-01', '2020-01-31')}]}}",
        }
    )
    assert list(book.entries("2020-12-31")) == ["2019Q4-01", "2020Q1-01", "2020Q1-02"]


def test_the_hundredth_problem_stands_after_the_ninety_ninth() -> None:
    both = f"{problem('2020Q1-99', '2020-04-30')}, {problem('2020Q1-100', '2020-04-30', '单一')}"
    assert list(Book({"2020Q1": f"部: {{甲一: [{both}]}}"}).entries("2020-12-31")) == ["2020Q1-99", "2020Q1-100"]


def test_what_is_found_at_a_branch_that_does_not_take_part_enters_the_ledger() -> None:
    # it began in February: not in force on the quarter's first day
    roster = "{branches: {B00: [{from: 2020-02-01, name: 甲一, class: 甲}]}}"
    book = Book({"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}"}, roster=roster)
    assert list(book.roster.taking_part(book.rounds[0].quarter)) == []
    assert book.states("2020-03-31") == {"2020Q1-01": "waiting"}


# ── as of a day ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("day", "known"), [("2020-03-19", 0), ("2020-03-20", 1), ("2020-03-21", 1)])
def test_a_problem_is_known_from_the_day_of_its_inspection(day: str, known: int) -> None:
    assert len(one().entries(day)) == known


@pytest.mark.parametrize(
    ("day", "state"), [("2020-04-29", "waiting"), ("2020-04-30", "waiting"), ("2020-05-01", "overdue")]
)
def test_overdue_from_the_day_after_the_deadline(day: str, state: str) -> None:
    assert one().entry(day).state == state


@pytest.mark.parametrize(
    ("outcome", "before", "after"),
    [
        ("not_started", "waiting", "overdue"),
        ("in_progress", "in_progress", "overdue"),
        ("reopened", "repeated", "overdue"),
        ("closed", "closed", "closed"),
    ],
)
def test_what_the_last_follow_up_says(outcome: str, before: str, after: str) -> None:
    book = one(visits=f"[{visit('2020-04-10', outcome)}]")
    # a day before it nothing of it is known
    assert [book.entry(day).state for day in ("2020-04-09", "2020-04-10", "2020-04-30", "2020-05-01")] == [
        "waiting",
        before,
        before,
        after,
    ]


def test_closed_late_is_overdue_until_then_and_closed_from_then() -> None:
    book = one(visits=f"[{visit('2020-05-20', 'closed')}]")
    assert [book.entry(day).state for day in ("2020-05-19", "2020-05-20")] == ["overdue", "closed"]
    assert [book.entry(day).closed_on for day in ("2020-05-19", "2020-05-20")] == [None, date(2020, 5, 20)]


def test_the_day_decides_among_visits_and_inspections() -> None:
    # an inspection of the round after says in progress on June 20; a visit had closed it on June 25
    book = Book(
        {
            "2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-06-30')}]}}",
            "2020Q2": follow_up("in_progress"),
        },
        {"2020Q1": f"[{visit('2020-06-25', 'closed')}]"},
    )
    entry = book.entry("2020-06-30")
    assert [each.day for each in entry.follow_ups] == [date(2020, 6, 20), date(2020, 6, 25)]
    assert [book.entry(day).state for day in ("2020-06-24", "2020-06-25")] == ["in_progress", "closed"]


# ── as of a quarter ────────────────────────────────────────────────────────────────────────────────────────────

LATE = {
    # found on time; the first quarter's second department came late, in April, and found another
    "2020Q1": f"""
        部: {{甲一: {{date: 2020-03-20, findings: [{problem("2020Q1-01", "2020-03-30")}]}}}}
        室: {{甲二: {{date: 2020-04-08, findings: [{problem("2020Q1-02", "2020-03-31")}],
             followups: {{2020Q1-01: {{outcome: closed}}}}}}}}
    """,
    # and the second quarter's first inspection came early, in March
    "2020Q2": f"部: {{甲二: {{date: 2020-03-31, findings: [{problem('2020Q2-01', '2020-06-30', '单一')}]}}}}",
}
SEEN_BY = {
    # what lies in an inspection counts with its round, whenever it was held; deadlines count to the last day
    "2020Q1": {"2020Q1-01": "closed", "2020Q1-02": "waiting"},
    "2020Q2": {"2020Q1-01": "closed", "2020Q1-02": "overdue", "2020Q2-01": "waiting"},
    # of the same day, only what bears a date up to it
    "2020-03-31": {"2020Q1-01": "overdue", "2020Q2-01": "waiting"},
    "2020-04-07": {"2020Q1-01": "overdue", "2020Q2-01": "waiting"},
    "2020-04-08": {"2020Q1-01": "closed", "2020Q1-02": "overdue", "2020Q2-01": "waiting"},
    "2019Q4": {},
}
TWO_DEPARTMENTS = """
    branches: {B00: [{from: 2018-01-01, name: 甲一, class: 甲}], B01: [{from: 2018-01-01, name: 甲二, class: 甲}]}
    departments: {D0: [{from: 2018-01-01, name: 部}], D1: [{from: 2018-01-01, name: 室}]}
"""


@pytest.mark.parametrize("as_of", SEEN_BY)
def test_a_quarter_takes_the_inspections_of_its_rounds_and_a_day_what_is_dated_up_to_it(as_of: str) -> None:
    assert Book(LATE, roster=TWO_DEPARTMENTS, everywhere=False).states(as_of) == SEEN_BY[as_of]


def test_a_quarter_takes_other_visits_up_to_its_last_day() -> None:
    book = one(visits=f"[{visit('2020-03-31', 'in_progress')}, {visit('2020-04-01', 'closed')}]")
    assert (book.entry("2020Q1").state, book.entry("2020Q2").state) == ("in_progress", "closed")


@pytest.mark.parametrize(("until", "state"), [("2020-03-30", "overdue"), ("2020-03-31", "waiting")])
def test_a_quarter_takes_deadlines_up_to_its_last_day(until: str, state: str) -> None:
    assert one(until).entry("2020Q1").state == state


# ── reopened, rounds open ──────────────────────────────────────────────────────────────────────────────────────

REOPENED = Book(
    {
        "2019Q2": f"部: {{甲一: [{problem('2019Q2-04', '2019-08-15')}]}}",
        "2019Q3": "部: {甲一: []}",
        "2019Q4": follow_up("reopened", "2019-12-19", "2019Q2-04"),
        "2020Q1": follow_up("closed", "2020-03-26", "2019Q2-04"),
    },
    {"2019Q2": f"[{visit('2019-08-14', 'closed', '2019Q2-04')}]"},
)


@pytest.mark.parametrize(
    ("as_of", "state", "closed_on"),
    [
        ("2019-08-13", "waiting", None),
        ("2019-08-14", "closed", "2019-08-14"),
        ("2019-12-18", "closed", "2019-08-14"),
        # the old deadline has passed long since
        ("2019-12-19", "overdue", None),
        ("2019Q4", "overdue", None),
        ("2020-03-25", "overdue", None),
        ("2020-03-26", "closed", "2020-03-26"),
        ("2020Q1", "closed", "2020-03-26"),
    ],
)
def test_closed_reopened_and_closed_again(as_of: str, state: str, closed_on: str | None) -> None:
    entry = REOPENED.entry(as_of)
    assert (entry.state, entry.closed_on) == (state, None if closed_on is None else date.fromisoformat(closed_on))
    assert entry.open == (state != "closed")


@pytest.mark.parametrize(("as_of", "rounds"), [("2019Q2", 1), ("2019Q3", 2), ("2019Q4", 3), ("2020Q1", 4)])
def test_in_how_many_rounds_it_was_open(as_of: str, rounds: int) -> None:
    # found in the second quarter, closed in the third, reopened in the fourth, closed in the first
    assert REOPENED.entry(as_of).rounds_open == rounds


def test_closed_in_its_own_round_it_was_open_in_one() -> None:
    book = Book(
        {"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}", "2020Q2": "部: {甲一: []}"},
        {"2020Q1": f"[{visit('2020-03-30', 'closed')}]"},
    )
    assert book.entry("2020Q2").rounds_open == 1


def test_a_quarter_without_inspection_is_no_round_that_it_was_open_in() -> None:
    book = Book({"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}", "2020Q3": "部: {甲一: []}"})
    assert book.entry("2020Q3").rounds_open == 2


def test_rounds_in_which_it_lay_closed_do_not_count() -> None:
    book = Book(
        {
            "2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}",
            "2020Q2": "部: {甲一: []}",
            "2020Q3": "部: {甲一: []}",
            "2020Q4": follow_up("reopened"),
        },
        {"2020Q1": f"[{visit('2020-03-30', 'closed')}]"},
    )
    # open in the first quarter and in the fourth
    assert book.entry("2020Q4").rounds_open == 2


def test_as_of_a_quarter_no_later_round_counts() -> None:
    book = Book(
        {
            "2019Q4": f"部: {{甲一: [{problem('2019Q4-01', '2020-04-30')}]}}",
            # the first quarter's inspection was held in April
            "2020Q1": follow_up("closed", "2020-04-08", "2019Q4-01"),
            "2020Q2": "部: {甲一: []}",
        }
    )
    assert book.entry("2020Q1").rounds_open == 2


def test_as_of_a_day_no_round_counts_whose_inspections_come_later() -> None:
    found = {"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-06-30')}]}}"}
    # the second quarter's inspections are held on June 20
    later = Book(found | {"2020Q2": "部: {甲一: []}"})
    assert later.entry("2020-04-15") == Book(found).entry("2020-04-15")


# ── repeated ───────────────────────────────────────────────────────────────────────────────────────────────────


def repeated(*found: str, measure: str = "{}") -> dict[str, tuple[str, ...]]:
    """The earlier entries that each repeats, where 甲一 has the same problem in these quarters (`-`: none)."""
    held = {
        quarter.rstrip("-"): "部: {甲一: []}"
        if quarter.endswith("-")
        else f"部: {{甲一: [{problem(f'{quarter}-01', f'{int(quarter[:4]) + 1}-12-31')}]}}"
        for quarter in found
    }
    book = Book(held, rubrics={"2000Q1": f"measure: {measure}\n{RUBRIC}"})
    return {entry.id: entry.repeats for entry in book.entries("2020-12-31").values()}


def test_a_problem_repeats_those_of_the_window() -> None:
    assert repeated("2020Q1", "2020Q2", "2020Q3") == {
        "2020Q1-01": (),
        "2020Q2-01": ("2020Q1-01",),
        "2020Q3-01": ("2020Q1-01", "2020Q2-01"),
    }


def test_the_window_counts_four_rounds_that_were_held() -> None:
    assert repeated("2019Q1", "2019Q2-", "2019Q3-", "2019Q4-", "2020Q1")["2020Q1-01"] == ("2019Q1-01",)
    assert repeated("2018Q4", "2019Q1-", "2019Q2-", "2019Q3-", "2019Q4-", "2020Q1")["2020Q1-01"] == ()
    # a quarter without inspection is no round
    assert repeated("2018Q4", "2019Q2-", "2019Q3-", "2019Q4-", "2020Q1")["2020Q1-01"] == ("2018Q4-01",)


def test_the_window_is_the_measures() -> None:
    assert repeated("2019Q3", "2019Q4", "2020Q1", measure="{repeat_window: 1}")["2020Q1-01"] == ("2019Q4-01",)
    assert repeated("2019Q4", "2020Q1", measure="{repeat_window: 0}")["2020Q1-01"] == ()


def test_another_branch_or_clause_is_no_repetition() -> None:
    book = Book(
        {
            "2019Q4": f"部: {{甲一: [{problem('2019Q4-01', '2020-12-31')}]}}",
            "2020Q1": f"""部: {{甲一: [{problem("2020Q1-01", "2020-12-31", "单一")}],
                              甲二: [{problem("2020Q1-02", "2020-12-31")}]}}""",
        }
    )
    assert {entry.repeats for entry in book.entries("2020Q1").values()} == {()}


def test_a_branch_that_was_renamed_repeats_its_own() -> None:
    rows = "[{from: 2018-01-01, name: 甲一, class: 甲}, {from: 2020-01-01, name: 新名}]"
    book = Book(
        {
            "2019Q4": f"部: {{甲一: [{problem('2019Q4-01', '2020-12-31')}]}}",
            "2020Q1": f"部: {{新名: [{problem('2020Q1-01', '2020-12-31')}]}}",
        },
        roster=f"branches: {{B00: {rows}}}",
        everywhere=False,
    )
    assert {entry.branch: entry.repeats for entry in book.entries("2020Q1").values()} == {
        "甲一": (),
        "新名": ("2019Q4-01",),
    }


NEWER = """
items:
- id: 课
  was: [会]
  points: 5
  clauses:
  - {id: 缺会, fact: {count: 次}, deduct: {each: 1}}
  - {id: 空洞, was: [会/单一], fact: {count: 次}, deduct: {each: 1}}
"""


@pytest.mark.parametrize(
    ("before", "now", "repeats"),
    [("缺会", "缺会", ("2019Q4-01",)), ("单一", "空洞", ("2019Q4-01",)), ("单一", "缺会", ()), ("缺会", "空洞", ())],
)
def test_a_clause_repeats_what_it_was_in_an_earlier_version(before: str, now: str, repeats: tuple[str, ...]) -> None:
    book = Book(
        {
            "2019Q4": f"部: {{甲一: [{problem('2019Q4-01', '2020-12-31', before)}]}}",
            "2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-12-31', now, item='课')}]}}",
        },
        rubrics={"2000Q1": RUBRIC, "2020Q1": NEWER},
    )
    assert book.entries("2020Q1")["2020Q1-01"].repeats == repeats


def test_repeated_is_a_state_until_overdue_or_closed() -> None:
    book = Book(
        {
            "2019Q4": f"部: {{甲一: [{problem('2019Q4-01', '2020-01-31')}]}}",
            "2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}",
        },
        {"2020Q1": f"[{visit('2020-05-10', 'closed')}]"},
    )
    days = ("2020-03-20", "2020-04-30", "2020-05-01", "2020-05-10")
    assert [book.states(day)["2020Q1-01"] for day in days] == ["repeated", "repeated", "overdue", "closed"]


# ── summary ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_summary_counts_rounds_problems_and_what_became_of_them() -> None:
    book = Book(
        {
            "2019Q4": f"""部: {{甲一: [{problem("2019Q4-01", "2020-01-31")},
                                     {problem("2019Q4-02", "2020-01-31", "单一")}],
                              甲二: [{problem("2019Q4-03", "2020-01-31")}]}}""",
            "2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}",
            "2020Q2": "部: {甲一: []}",
        },
        {"2019Q4": f"[{visit('2020-01-19', 'closed', '2019Q4-01')}, {visit('2020-02-03', 'closed', '2019Q4-03')}]"},
    )
    found = summary(book.entries("2020-03-31").values(), book.rounds, book.rubrics, at("2020-03-31"))
    assert (found.rounds, found.problems, found.rectified, found.open, found.overdue) == (2, 4, 2, 2, 1)
    # found on 2019-12-20, closed after 30 and 45 days
    assert found.days_to_close == 37.5
    assert found.by_area == {"面": (4, 2)}
    assert found.by_kind == {"三会一课": (4, 2)}


def test_the_summary_of_nothing() -> None:
    book = one()
    found = summary((), book.rounds, book.rubrics, at("2020-03-19"))
    assert (found.rounds, found.problems, found.rectified, found.open, found.overdue) == (0, 0, 0, 0, 0)
    assert (found.days_to_close, found.by_area, found.by_kind) == (None, {}, {})


# ── what it must not depend on ─────────────────────────────────────────────────────────────────────────────────

MANY = Book(
    LATE
    | {
        "2019Q4": f"""
            部: {{甲一: [{problem("2019Q4-01", "2020-01-31")}], 甲二: [{problem("2019Q4-02", "2020-06-30", "单一")}]}}
            室: {{甲一: [{problem("2019Q4-03", "2020-02-29", "单一")}]}}
        """,
        "2020Q3": f"""
            部: {{甲一: {{findings: [{problem("2020Q3-01", "2020-10-31")}],
                      followups: {{2020Q2-01: {{outcome: closed}}}}}}}}
            室: {{甲一: {{date: 2020-09-22, followups: {{2019Q4-03: {{outcome: reopened}}}}}}}}
        """,
    },
    {
        "2019Q4": f"""[{visit("2020-03-02", "closed", "2019Q4-03")}, {visit("2020-01-15", "in_progress", "2019Q4-01")},
                       {visit("2020-02-10", "closed", "2019Q4-01")}]""",
        "2020Q1": f"[{visit('2020-05-01', 'closed', '2020Q1-02')}, {visit('2020-04-20', 'reopened')}]",
    },
    roster=TWO_DEPARTMENTS,
    everywhere=False,
)
DAYS = ("2019-12-31", "2020-03-31", "2020-04-15", "2020-09-21", "2020-12-31", "2019Q4", "2020Q1", "2020Q3")


@st.composite
def shuffled(draw: st.DrawFn) -> list[Round]:
    """The rounds of MANY in any order, with their inspections, branches, findings and visits in any order."""
    rounds = []
    for each in draw(st.permutations(MANY.rounds)):
        this = copy(each)
        this.inspections = [
            inspection.model_copy(
                update={
                    "branches": {
                        name: record.model_copy(update={"findings": tuple(draw(st.permutations(record.findings)))})
                        for name, record in draw(st.permutations(list(inspection.branches.items())))
                    }
                }
            )
            for inspection in draw(st.permutations(each.inspections))
        ]
        this.visits = [
            document.model_copy(update={"followups": tuple(draw(st.permutations(document.followups)))})
            for document in each.visits
        ]
        rounds.append(this)
    return rounds


@pytest.mark.whole
@law(60)
@given(rounds=shuffled(), as_of=st.sampled_from(DAYS))
def test_the_ledger_does_not_depend_on_the_order_of_rounds_or_files(rounds: list[Round], as_of: str) -> None:
    when = at(as_of)
    as_written = ledger(MANY.rounds, MANY.roster, MANY.rubrics, when)
    found = ledger(rounds, MANY.roster, MANY.rubrics, when)
    assert found == as_written
    counted = summary(found, rounds, MANY.rubrics, when)
    assert counted == summary(as_written, MANY.rounds, MANY.rubrics, when)
    assert list(counted.by_kind) == list(summary(as_written, MANY.rounds, MANY.rubrics, when).by_kind)


def test_nor_where_two_departments_follow_up_on_one_day() -> None:
    book = Book(
        {
            "2019Q4": f"部: {{甲一: [{problem('2019Q4-01', '2020-06-30')}]}}",
            "2020Q1": """
                部: {甲一: {followups: {2019Q4-01: {outcome: in_progress}}}}
                室: {甲一: {followups: {2019Q4-01: {outcome: closed}}}}
            """,
        },
        roster=TWO_DEPARTMENTS,
    )
    one_way = book.entry("2020Q1").state
    book.rounds[1].inspections.reverse()
    assert book.entry("2020Q1").state == one_way


@pytest.mark.parametrize("day", DAYS[:5])
def test_as_of_a_day_nothing_later_matters(day: str) -> None:
    """Records dated after the day may be there or not."""
    until = date.fromisoformat(day)
    before = []
    for each in MANY.rounds:
        this = copy(each)
        this.inspections = [
            inspection.model_copy(
                update={"branches": {k: record for k, record in inspection.branches.items() if record.date <= until}}
            )
            for inspection in each.inspections
        ]
        this.visits = [
            document.model_copy(update={"followups": tuple(one for one in document.followups if one.date <= until)})
            for document in each.visits
        ]
        before.append(this)
    entries = ledger(before, MANY.roster, MANY.rubrics, at(day))
    assert entries == ledger(MANY.rounds, MANY.roster, MANY.rubrics, at(day))


def test_a_follow_up_to_no_known_problem_changes_nothing() -> None:
    assert one(visits=f"[{visit('2020-04-10', 'closed', '2020Q1-09')}]").states("2020-04-30") == {
        "2020Q1-01": "waiting"
    }


def test_a_visit_counts_in_whatever_quarter_it_is_filed() -> None:
    book = Book(
        {"2020Q1": f"部: {{甲一: [{problem('2020Q1-01', '2020-04-30')}]}}"},
        # the second quarter's inspections are not held yet
        {"2020Q2": f"[{visit('2020-04-10', 'closed')}]"},
    )
    assert book.entry("2020-04-30").state == "closed"
