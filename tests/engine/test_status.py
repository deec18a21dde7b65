"""进度: what of a round is in, what is missing, what is owed, and the next step."""

from datetime import date

import pytest

from dangjian_kaoping.engine.follow.ledger import ledger
from dangjian_kaoping.engine.follow.status import BranchStatus, RoundStatus, round_status
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.words.status import not_asked_in_words

from .book import Book, at, problem
from .plant import documents_of, modelled, plain, quarter_of, round_of

RUBRIC = """
measure: {weights: {inspection: 0.9, self_assessment: 0.1}}
items:
- {id: 项, points: 5, department: 部, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 事, points: 5, department: 室, clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 年末, points: 5, due: [Q4], not_applicable: full, department: 处,
   clauses: [{id: 扣, fact: {count: 次}, deduct: {each: 1}}]}
"""
ALL = "{部: {甲一: [], 甲二: []}, 室: {甲一: {date: 2021-03-22}, 甲二: {date: 2021-03-23}}}"
OWED = Book(
    {"2020Q4": f"部: {{甲一: [{problem('2020Q4-01', '2021-04-30')}]}}"},
    {"2020Q4": "[{id: 2020Q4-01, date: 2021-04-10, department: 部, outcome: closed}]"},
)


def status(
    inspection: str = ALL,
    own: str | None = None,
    *,
    rubric: str = RUBRIC,
    quarter: str = "2021Q1",
    owed: str | None = None,
    deadlines: str | None = None,
) -> RoundStatus:
    """The progress of a round of two branches; `owed`: as of which day there is a problem of 2020Q4 besides."""
    documents = documents_of(
        rubric,
        inspection,
        own,
        branches="{甲一: 甲, 甲二: 甲}",
        earlier=None,
        roster=None,
        quarter=quarter,
        everywhere=False,
    )
    entries = ledger(OWED.rounds, OWED.roster, OWED.rubrics, at(owed)) if owed else ()
    this = round_of(quarter, documents.inspections, documents.months)
    if deadlines:
        said = {"kind": "round", "version": "1", "quarter": quarter, "deadlines": plain(deadlines)}
        this.settings = modelled(RoundSettings, said)
    return round_status(modelled(Rubric, documents.rubric), modelled(Roster, documents.roster), this, entries)


def branch(found: RoundStatus, name: str = "甲一") -> BranchStatus:
    return next(each for each in found.branches if each.branch.name == name)


def filed(found: RoundStatus, name: str = "甲一") -> list[bool]:
    return list(branch(found, name).filed.values())


def test_on_which_day_each_department_was_there() -> None:
    found = status("{部: {甲一: []}, 室: {甲二: {date: 2021-03-23}}}")
    days = {each.branch.name: {name: str(day) for name, day in each.inspected.items()} for each in found.branches}
    assert days == {"甲一": {"部": "2021-03-20", "室": "None"}, "甲二": {"部": "None", "室": "2021-03-23"}}


@pytest.mark.parametrize(("quarter", "departments"), [("2021Q1", ("部", "室")), ("2021Q4", ("部", "室", "处"))])
def test_only_departments_that_have_something_due_are_waited_for(quarter: str, departments: tuple[str, ...]) -> None:
    assert status("{}", quarter=quarter).departments == departments


def test_which_months_were_handed_in() -> None:
    found = status(own="{2021-01: {甲一: [], 甲二: []}, 2021-03: {甲一: []}}")
    assert (filed(found), filed(found, "甲二")) == ([True, False, True], [True, False, False])


@pytest.mark.parametrize(
    ("inspection", "own", "owed", "step"),
    [
        ("{}", "{}", None, "inspect"),
        ("{部: {甲一: [], 甲二: []}, 室: {甲一: []}}", None, None, "inspect"),
        (ALL, "{}", None, "assess"),
        (
            ALL,
            "{2021-01: {甲一: [], 甲二: []}, 2021-02: {甲一: [], 甲二: []}, 2021-03: {甲一: []}}",
            "2021-03-31",
            "assess",
        ),
        (ALL, None, "2021-03-31", "follow_up"),
        (ALL, None, None, "publish"),
    ],
)
def test_the_next_step_is_the_first_that_is_still_to_be_done(
    inspection: str, own: str | None, owed: str | None, step: str
) -> None:
    assert status(inspection, own, owed=owed).next_step == step


def test_self_assessment_that_weighs_nothing_is_not_waited_for() -> None:
    rubric = RUBRIC.replace("{inspection: 0.9, self_assessment: 0.1}", "{inspection: 1, self_assessment: 0}")
    found = status(own="{}", rubric=rubric)
    assert (found.next_step, found.asks_months) == ("publish", False)
    # but that it decides between equals
    breaks_ties = rubric.replace("self_assessment: 0}", "self_assessment: 0}, tie_breakers: [self_assessment]")
    found = status(own="{}", rubric=breaks_ties)
    assert (found.next_step, found.asks_months) == ("assess", True)


def test_what_was_found_in_an_earlier_round_and_is_open_is_owed() -> None:
    found = status(owed="2021-03-31")
    assert [[entry.id for entry in each.owed] for each in found.branches] == [["2020Q4-01"], []]
    # closed on April 10
    assert [each.owed for each in status(owed="2021-04-10").branches] == [(), ()]
    # what this round found is not owed in this round
    assert [each.owed for each in status("{}", quarter="2020Q4", owed="2020-12-31").branches] == [(), ()]


def test_a_branch_that_does_not_take_part_is_not_waited_for() -> None:
    # 甲二 began in February
    documents = documents_of(
        RUBRIC, "{}", "{}", branches="{甲一: 甲}", earlier=None, roster=None, quarter="2021Q1", everywhere=False
    )
    documents.roster["branches"]["B09"] = [{"from": "2021-02-01", "name": "甲二", "class": "甲"}]
    found = round_status(
        modelled(Rubric, documents.rubric), modelled(Roster, documents.roster), round_of("2021Q1", [], []), ()
    )
    assert [each.branch.name for each in found.branches] == ["甲一"]
    assert found.quarter == quarter_of("2021Q1")


def asking(how: str, weight: str = "0.1") -> str:
    inspection = "0.9" if weight == "0.1" else "1"
    weights = f"{{inspection: {inspection}, self_assessment: {weight}}}"
    return RUBRIC.replace(
        "{weights: {inspection: 0.9, self_assessment: 0.1}}", f"{{weights: {weights}, self_assessment: {how}}}"
    )


def test_a_self_assessment_of_a_quarter_is_in_or_missing_as_one() -> None:
    found = status(own="{2021Q1: {甲一: []}}", rubric=asking("quarterly"))
    assert (filed(found, "甲一"), filed(found, "甲二")) == ([True], [False])
    assert found.next_step == "assess"
    assert status(own="{2021Q1: {甲一: [], 甲二: []}}", rubric=asking("quarterly")).next_step == "publish"
    # January is not the first quarter
    assert filed(status(own="{2021-01: {甲一: []}}", rubric=asking("quarterly"))) == [False]


def test_where_no_self_assessments_are_asked_for_none_is_missing() -> None:
    found = status(own="{}", rubric=asking("none", "0"))
    assert (filed(found), found.asks_months, found.next_step) == ([], False, "publish")
    assert not_asked_in_words(found) == "考评办法不要自查自评。"


# ── what is due when ───────────────────────────────────────────────────────────────────────────────────────────


def lacking(found: RoundStatus, day: str) -> list[str]:
    """What is missing on a day, of how many branches, by when; with ! where it is overdue."""
    now = date.fromisoformat(day)
    return [
        f"{each.what} {len(each.branches)} {each.by or '-'}{'!' if each.overdue(now) else ''}"
        for each in found.lacking(now)
    ]


DEADLINES = "{inspection: 2021-03-31, self_assessment: [2021-02-05, 2021-02-25, 2021-04-05]}"


def test_what_is_missing_is_overdue_the_day_after_the_one_that_was_named() -> None:
    found = status("{部: {甲一: []}}", own="{2021-01: {甲一: []}}", deadlines=DEADLINES)
    assert lacking(found, "2021-01-31") == ["部 1 2021-03-31", "室 2 2021-03-31"]
    # January is over, February is not
    assert lacking(found, "2021-02-05") == ["部 1 2021-03-31", "室 2 2021-03-31", "2021-01 1 2021-02-05"]
    # the office wanted February's before February was over
    assert lacking(found, "2021-02-26")[2:] == ["2021-01 1 2021-02-05!", "2021-02 2 2021-02-25!"]
    assert lacking(found, "2021-04-05")[-1] == "2021-03 2 2021-04-05"
    assert lacking(found, "2021-04-06")[0] == "部 1 2021-03-31!"
    assert lacking(found, "2021-04-06")[-1] == "2021-03 2 2021-04-05!"
    assert lacking(status(deadlines=DEADLINES, own="{2021-01: {甲一: [], 甲二: []}}"), "2021-02-20") == []


def test_without_a_day_of_its_own_a_self_assessment_is_due_as_the_rubric_says() -> None:
    rubric = RUBRIC.replace("measure: {", "measure: {due_day: 31, ")
    assert lacking(status(own="{}", rubric=rubric), "2021-03-01") == ["2021-01 2 2021-02-28!", "2021-02 2 2021-03-31"]
    assert lacking(status(own="{}"), "2021-03-01") == ["2021-01 2 -", "2021-02 2 -"]
    # a day that the round names goes before it; the others stand
    named = status(own="{}", rubric=rubric, deadlines="{self_assessment: [2021-03-02]}")
    assert lacking(named, "2021-03-01") == ["2021-01 2 2021-03-02", "2021-02 2 2021-03-31"]


def test_a_self_assessment_of_a_quarter_is_due_as_one() -> None:
    quarterly = asking("quarterly")
    found = status(own="{}", rubric=quarterly, deadlines="{self_assessment: [2021-04-08]}")
    assert lacking(found, "2021-03-31") == []
    assert lacking(found, "2021-04-09") == ["2021Q1 2 2021-04-08!"]
    # in the month after the quarter
    found = status(own="{}", rubric=quarterly.replace("measure: {", "measure: {due_day: 10, "))
    assert lacking(found, "2021-04-01") == ["2021Q1 2 2021-04-10"]
    assert not_asked_in_words(status(own="{2021Q1: {甲一: []}}", rubric=asking("quarterly", "0"))) == (
        "自评不计入综合得分，不要求交；交了的只作对照。"
    )
