"""任务清单: what is due, by when, of whom; by hand and as a law over all rubrics of the sample."""

import json
from collections import Counter
from datetime import date

import pytest

from dangjian_kaoping.engine.content import rubric_parts
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, task_list, with_open
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Month, Period, Quarter, Year
from dangjian_kaoping.words.task import filings_in_words, note_of
from dangjian_kaoping.write.calendar import tasks_calendar
from dangjian_kaoping.write.json.tasks import tasks_json
from dangjian_kaoping.write.markdown.tasks import tasks_markdown
from dangjian_kaoping.write.text.tasks import tasks_text
from sample import entries as entries_of_sample
from sample import tasks, workspace

from .plant import modelled, plain

RUBRIC = """
kind: rubric
version: 1
title: 细则
effective_from: 2020Q2
areas:
- id: 面
  name: 面
  items:
  - id: 会
    title: 会
    points: {by_class: {甲: 6}, otherwise: 4}
    department: [D0, 室]
    due: monthly
    requirement: 每月开会
    clauses: [{id: 缺, text: 缺, fact: {count: 次}, deduct: {each: 1}}]
  - id: 讲
    title: 讲
    points: 2
    department: 室
    not_applicable_to: 乙
    clauses: [{id: 缺, text: 缺, fact: {count: 次}, deduct: {each: 1}}]
  - id: 结
    title: 结
    points: 3
    department: 室
    due: [Q2, Q4]
    task: true
    clauses: [{id: 缺, text: 缺, fact: {count: 次}, deduct: {each: 1}, undone: true}]
  - id: 奖
    title: 奖
    department: 室
    clauses: [{id: 奖, text: 奖, fact: {count: 次}, bonus: {each: 1}}]
  - id: 罚
    title: 罚
    department: 室
    due: monthly
    clauses: [{id: 罚, text: 罚, fact: {count: 次}, penalty: {each: 1}}]
"""
ROSTER = """
kind: roster
version: 1
classes: [甲, 乙]
departments:
  D0: [{from: 2018-01-01, name: 部}, {from: 2020-07-01, name: 新部}]
  D1: [{from: 2018-01-01, name: 室}]
branches:
  B0: [{from: 2018-01-01, name: 一, class: 甲}]
  B1: [{from: 2018-01-01, name: 二, class: 乙}, {from: 2020-10-01, class: 甲}]
  B2: [{from: 2020-08-15, name: 三, class: 甲}]
"""
OLD = RUBRIC.replace("version: 1", "version: 0").replace("2020Q2", "2020Q1").replace("due: [Q2, Q4]", "due: quarterly")


def listed(period: Period, branch: str | None = None) -> TaskList:
    old, new = (modelled(Rubric, plain(text)) for text in (OLD, RUBRIC))
    rubrics = {Quarter(2020, number): old if number == 1 else new for number in (1, 2, 3, 4)}
    return task_list(period, rubrics, modelled(Roster, plain(ROSTER)), branch)


def told(found: TaskList) -> list[str]:
    return [
        f"{each.due:%m-%d} {each.item.id} {''.join(branch.name for branch in each.branches)}" for each in found.tasks
    ]


def test_a_quarter_by_hand() -> None:
    assert told(listed(Quarter(2020, 2))) == [
        "04-30 会 一二",
        "05-31 会 一二",
        # monthly before quarterly, then the rubric's order
        "06-30 会 一二",
        "06-30 讲 一",
        "06-30 结 一二",
    ]


def test_a_month_has_what_is_due_in_it_and_counts_what_comes_later() -> None:
    found = listed(Month(2020, 5))
    assert told(found) == ["05-31 会 一二"]
    assert found.later == {date(2020, 6, 30): 2}
    assert listed(Month(2020, 6)).later == {}


def test_a_year_follows_the_version_in_force_in_each_quarter() -> None:
    found = listed(Year(2020))
    assert [str(each.period) for each in found.tasks if each.item.id == "结"] == ["2020Q1", "2020Q2", "2020Q4"]
    assert [each.rubric.version for each in found.tasks if each.item.id == "结"] == ["0", "1", "1"]


def test_one_branch_by_the_class_and_the_days_on_which_it_takes_part() -> None:
    # class 乙, to whom 讲 does not apply, until October
    assert [each for each in told(listed(Year(2020), "B1")) if "讲" in each] == ["12-31 讲 二"]
    # founded in August: it takes part from the fourth quarter
    assert {each.due for each in listed(Year(2020), "B2").tasks} == {
        date(2020, 10, 31),
        date(2020, 11, 30),
        date(2020, 12, 31),
    }
    assert listed(Quarter(2020, 3), "B2").tasks == ()
    assert listed(Quarter(2020, 3), "B2").branch is None


def test_points_departments_and_whom_it_spares() -> None:
    (meeting, *_) = listed(Month(2020, 5)).tasks
    assert {name: str(points) for name, points in meeting.points.items()} == {"甲": "6", "乙": "4"}
    assert meeting.departments == ("部", "室")
    (later, *_) = listed(Month(2020, 8)).tasks
    assert later.departments == ("新部", "室")
    lecture = listed(Quarter(2020, 2)).tasks[3]
    assert (lecture.spared, meeting.spared) == (("乙",), ())
    (own, *_) = listed(Month(2020, 5), "B1").tasks
    assert dict(own.points) == {"乙": 4}


def test_the_last_day_of_a_february() -> None:
    assert Month(2020, 2).last_day == date(2020, 2, 29)
    assert Month(2021, 2).last_day == date(2021, 2, 28)
    assert Month(2021, 12).last_day == date(2021, 12, 31)


# ── deadlines that the rubric names ────────────────────────────────────────────────────────────────────────────


def by(rubric: str, period: Period) -> TaskList:
    rubrics = {Quarter(2020, number): modelled(Rubric, plain(rubric)) for number in (1, 2, 3, 4)}
    return task_list(period, rubrics, modelled(Roster, plain(ROSTER)))


def filings(found: TaskList) -> list[str]:
    return [f"{each.period} {each.due}" for each in found.filings]


NAMED = RUBRIC.replace("due: [Q2, Q4]", "due: {Q2: 05-20, Q4: 12-10}")


def test_an_item_may_name_its_deadlines() -> None:
    assert told(by(NAMED, Quarter(2020, 2)))[1:3] == ["05-20 结 一二", "05-31 会 一二"]
    assert [f"{each.due}" for each in by(NAMED, Year(2020)).tasks if each.item.id == "结"] == [
        "2020-05-20",
        "2020-12-10",
    ]
    # it is due in its own quarters, and in a month that its day lies in
    assert told(by(NAMED, Month(2020, 5))) == ["05-20 结 一二", "05-31 会 一二"]
    assert by(NAMED, Month(2020, 4)).later == {date(2020, 5, 20): 1, date(2020, 6, 30): 1}


def test_a_monthly_item_may_name_its_day() -> None:
    monthly = RUBRIC.replace("due: monthly\n", "due: monthly\n    due_day: 30\n", 1)
    assert [f"{each.due:%m-%d}" for each in by(monthly, Quarter(2020, 1)).tasks if each.item.id == "会"] == [
        "01-30",
        "02-29",
        "03-30",
    ]


def test_in_the_sample_every_deadline_of_a_text_is_in_the_list() -> None:
    found = {(each.item.id, str(each.period)): each.due for each in tasks(Year(2021), "ZB03").tasks}
    assert found["WM-01", "2021Q1"] == date(2021, 3, 15)
    assert found["WM-01", "2021Q4"] == date(2021, 12, 15)
    assert found["DJ-06", "2021-02"] == date(2021, 2, 10)
    assert found["DJ-09", "2021-02"] == date(2021, 2, 28)


def test_the_29th_of_february_is_the_last_of_february() -> None:
    leap = modelled(Rubric, plain(RUBRIC.replace("due: [Q2, Q4]", "due: {Q1: 02-29}"))).by_item["结"]
    assert leap.deadline(Quarter(2020, 1)) == date(2020, 2, 29)
    assert leap.deadline(Quarter(2021, 1)) == date(2021, 2, 28)
    assert leap.deadline(Quarter(2021, 2)) is None


@pytest.mark.whole
def test_self_assessments_are_due_on_a_day_of_the_month_after() -> None:
    monthly = RUBRIC.replace("areas:", "measure: {due_day: 10}\nareas:")
    assert filings(by(monthly, Quarter(2020, 2))) == [
        "2020-03 2020-04-10",
        "2020-04 2020-05-10",
        "2020-05 2020-06-10",
    ]
    assert filings(by(monthly, Month(2020, 5))) == ["2020-04 2020-05-10"]
    quarterly = monthly.replace("due_day: 10", "due_day: 31, self_assessment: quarterly")
    assert filings(by(quarterly, Year(2020))) == [
        "2019Q4 2020-01-31",
        "2020Q1 2020-04-30",
        "2020Q2 2020-07-31",
        "2020Q3 2020-10-31",
    ]
    weights = "due_day: 10, self_assessment: none, weights: {inspection: 1, self_assessment: 0}"
    assert filings(by(monthly.replace("due_day: 10", weights), Year(2020))) == []
    assert filings(by(RUBRIC, Year(2020))) == []


def test_what_a_list_says_of_its_deadlines_and_of_the_self_assessments() -> None:
    found = by(NAMED.replace("areas:", "measure: {due_day: 10}\nareas:"), Month(2020, 5))
    assert note_of(found).startswith("期限是细则写明的日子，没有写明的是当月、当季的最后一天")
    assert note_of(by(RUBRIC, Month(2020, 5))).startswith("期限是当月、当季的最后一天")
    assert filings_in_words(found) == "报送自评：2020年4月的 2020-05-10 前（含当日）。"
    assert filings_in_words(found) in tasks_text(found)
    assert filings_in_words(found) in tasks_markdown(found)
    assert json.loads(tasks_json(found))["self_assessments"] == [
        {"period": "2020-04", "due": "2020-05-10", "rubric": "1", "branches": ["一", "二"]}
    ]
    calendar = tasks_calendar(found, "某厂").decode()
    assert "SUMMARY:报送2020年4月自评" in calendar
    assert "DTSTART;VALUE=DATE:20200510" in calendar


# ── what lies outside the seals ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("due: [Q2, Q4]", "due: {Q2: 05-20, Q4: 12-10}"),
        ("due: {Q2: 05-20, Q4: 12-10}", "due: {Q2: 05-21, Q4: 12-10}"),
        ("areas:\n- id: 面\n  name: 面\n", "areas:\n- id: 面\n  name: 面\n  short: 小\n"),
        ("areas:", "measure: {due_day: 10}\nareas:"),
        ("    due: monthly\n", "    due: monthly\n    due_day: 10\n"),
        (
            "    department: 室\n    not_applicable_to: 乙\n",
            "    department: 室\n    not_applicable_to: 乙\n    due: {Q1: 03-15, Q2: 06-15, Q3: 09-15, Q4: 12-15}\n",
        ),
    ],
)
def test_a_sealed_rubric_may_gain_what_decides_nothing(before: str, after: str) -> None:
    text = NAMED if before.startswith("due: {") else RUBRIC
    changed = text.replace(before, after)
    assert changed != text
    old, new = (modelled(Rubric, plain(each)) for each in (text, changed))
    assert canonical(old) == canonical(new)
    assert rubric_parts(old).digest == rubric_parts(new).digest


@pytest.mark.parametrize("due", ["{Q2: 05-20}", "{Q1: 03-20, Q2: 05-20, Q4: 12-10}", "monthly"])
def test_of_which_quarters_an_item_is_lies_within(due: str) -> None:
    old, new = (modelled(Rubric, plain(RUBRIC.replace("due: [Q2, Q4]", f"due: {each}"))) for each in ("[Q2, Q4]", due))
    assert rubric_parts(old).digest != rubric_parts(new).digest


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021])
@pytest.mark.parametrize("branch", [None, "ZB01", "ZB11", "ZB12"])
def test_every_task_of_every_month_is_in_the_year_exactly_once(year: int, branch: str | None) -> None:
    def keys(found: TaskList) -> Counter[tuple[str, str]]:
        return Counter((each.item.id, str(each.period)) for each in found.tasks)

    whole = keys(tasks(Year(year), branch))
    assert set(whole.values()) <= {1}
    months = [keys(tasks(Month(year, number), branch)) for number in range(1, 13)]
    quarters = [keys(tasks(Quarter(year, number), branch)) for number in (1, 2, 3, 4)]
    assert sum(months, Counter()) == whole
    assert sum(quarters, Counter()) == whole


@pytest.mark.parametrize("year", [2019, 2020, 2021])
def test_every_item_with_points_is_a_task_as_often_as_it_is_due(year: int) -> None:
    counts = Counter(each.item.id for each in tasks(Year(year)).tasks)
    rubric = workspace().rubric_in_force(Quarter(year, 1))
    assert rubric is not None
    often = {"monthly": 12, "quarterly": 4}
    assert counts == {
        item.id: often[item.due] if isinstance(item.due, str) else len(item.due)
        for item in rubric.items()
        if item.points is not None
    }


def test_what_is_still_open_comes_by_its_deadline() -> None:
    day = date(2021, 1, 21)
    entries = entries_of_sample(AsOf(day))
    every = with_open(tasks(Month(2021, 1)), entries, day)
    assert [each.id for each in every.entries] == ["2020Q4-01", "2020Q4-04", "2020Q4-05"]
    mine = with_open(tasks(Month(2021, 1), "ZB03"), entries, day)
    assert [each.id for each in mine.entries] == ["2020Q4-04"]
