"""docs/数据库.md: what it says of tables and views the database has; its questions answer as the engine does."""

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from statistics import mean
from typing import Any

import pytest

from dangjian_kaoping.database.table import Table
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import ZERO, minus, total
from dangjian_kaoping.views.database.database import database
from sample import SAMPLE

from .sample_export import QUARTERS, export, opened, session

pytestmark = pytest.mark.whole

PAGE = SAMPLE / "docs/数据库.md"
KINDS = {"text": "文字", "integer": "整数", "number": "数", "day": "日期", "truth": "是否"}
NEWEST, BEFORE = QUARTERS[-1], QUARTERS[-2]


def views_told() -> str:
    rows = [f"| `{each.name}` | {each.comment} |" for each in database(export()).views]
    return "\n".join(["| 视图 | 是什么 |", "|---|---|", *rows])


def tables_told() -> str:
    return "\n\n".join(_told(each) for each in database(export()).tables)


def _told(table: Table) -> str:
    key = "、".join(f"`{each}`" for each in table.key)
    links = [f"{'、'.join(f'`{name}`' for name in each.columns)} 指向 `{each.table}`" for each in table.references]
    rows = [
        f"| `{each.name}` | {KINDS[each.kind]}{'，可空' if each.optional else ''} | {each.comment} |"
        for each in table.columns
    ]
    about = "；".join([f"主键 {key}", *links])
    return "\n".join(
        [f"### {table.name}", "", f"{table.comment}。{about}。", "", "| 列 | 种类 | 是什么 |", "|---|---|---|", *rows]
    )


def test_the_tables_and_views_are_told() -> None:
    text = PAGE.read_text("utf-8")
    head, views, rest = text.partition("<!-- 视图 -->")
    between, tables, _ = rest.partition("<!-- 各表 -->")
    middle = between[between.index("\n## ") :]
    made = f"{head}{views}\n\n{views_told()}\n{middle}{tables}\n\n{tables_told()}\n"
    if os.environ.get("UPDATE_GOLDEN"):
        PAGE.write_text(made, "utf-8")
    assert PAGE.read_text("utf-8") == made


def questions() -> dict[str, str]:
    found = re.findall(
        r"^### ([一二三四五六七八九十])、[^\n]+\n\n```sql\n(.*?)```", PAGE.read_text("utf-8"), re.M | re.S
    )
    return dict(found)


def asked(number: str) -> list[tuple[Any, ...]]:
    return opened().execute(questions()[number]).fetchall()


def result(quarter: object = NEWEST) -> RoundResult:
    return session().round(quarter)  # type: ignore[arg-type]


def of_year() -> Iterator[RoundResult]:
    yield from (result(each) for each in QUARTERS if each.year == 2020)


def test_there_are_ten() -> None:
    assert list(questions()) == list("一二三四五六七八九十")


def test_the_ranking() -> None:
    expected = [
        (
            *(each.rank, each.score.branch.name, format(each.score.composite.value, "f"), each.grade),
            "末位" if "bottom_three" in each.flags else None,
        )
        for each in result().placings
        if each.score.composite is not None
    ]
    assert asked("一") == expected


def test_the_means_of_a_year() -> None:
    figures: dict[str, list[Fraction]] = defaultdict(list)
    for each in of_year():
        for placing in each.placings:
            assert placing.score.composite is not None
            figures[placing.score.branch.id].append(Fraction(placing.score.composite.value))
    found = asked("二")
    assert sorted(row[1] for row in found) == sorted(map(len, figures.values()))
    expected = sorted((float(mean(each)) for each in figures.values()), reverse=True)
    assert [row[2] for row in found] == pytest.approx(expected, abs=1e-4)


def test_the_clauses_that_cost_most_branches() -> None:
    branches: dict[tuple[str, str], set[str]] = defaultdict(set)
    points: Counter[tuple[str, str]] = Counter()
    for placing in result().placings:
        for each in placing.score.findings:
            if each.points < 0:
                branches[each.item.id, each.clause.id].add(placing.score.branch.id)
                points[each.item.id, each.clause.id] += Fraction(each.points)  # type: ignore[assignment]
    found = {(item, clause): (count, cost) for item, clause, count, cost in asked("三")}
    assert {key: count for key, (count, _) in found.items()} == {key: len(each) for key, each in branches.items()}
    assert {key: cost for key, (_, cost) in found.items()} == pytest.approx({k: float(v) for k, v in points.items()})


def test_where_the_points_were_lost() -> None:
    rubric = result().rubric
    home = {item.id: area.name for area in rubric.areas for item in area.items}
    lost: dict[str, list[Any]] = defaultdict(list)
    for placing in result().placings:
        for each in placing.score.inspected.items:
            if each.status == "scored" and each.value is not None:
                lost[home[each.item.id]].append(minus(each.points, each.value))
    found = asked("四")
    assert dict(found) == pytest.approx({name: float(total(each)) for name, each in lost.items()})
    assert all(one[1] >= other[1] for one, other in pairwise(found))


def test_who_was_last_twice() -> None:
    last = [
        {
            each.score.branch.id: each.score.branch.name
            for each in result(quarter).placings
            if "bottom_three" in each.flags
        }
        for quarter in (NEWEST, BEFORE)
    ]
    assert [row[0] for row in asked("五")] == [name for id, name in sorted(last[0].items()) if id in last[1]]


def test_what_is_open() -> None:
    count = Counter(each.branch for each in export().entries if each.open)
    late = Counter(each.branch for each in export().entries if each.state == "overdue")
    assert {name: (some, overdue) for name, some, overdue in asked("六")} == {
        name: (some, late[name]) for name, some in count.items()
    }
    assert count


def test_the_days_that_departments_took() -> None:
    counted = [each for each in export().entries if each.state != "withdrawn"]
    days: dict[str, list[int]] = defaultdict(list)
    for each in counted:
        if each.closed_on is not None:
            days[each.department].append((each.closed_on - each.found).days)
    found = {department: (count, taken) for department, count, taken in asked("七")}
    assert {name: count for name, (count, _) in found.items()} == Counter(each.department for each in counted)
    for name, (_, taken) in found.items():
        assert (taken is None) == (name not in days)
        assert taken is None or taken == pytest.approx(mean(days[name]), abs=0.051)


def test_where_branches_saw_less_than_the_inspectors() -> None:
    gaps = []
    for each in map(result, QUARTERS):
        for placing in each.placings:
            declared = placing.score.declared
            assert declared is not None
            own = {one.item.id: one.value for one in declared.items}
            for one in placing.score.inspected.items:
                if (said := own[one.item.id]) is not None and one.value is not None and said > one.value:
                    gap = minus(said, one.value)
                    gaps.append((-gap, str(each.quarter), placing.score.branch.id, one.item.id))
    found = asked("八")
    assert [(row[0], row[2]) for row in found] == [(quarter, item) for _, quarter, _, item in sorted(gaps)[:10]]
    assert [Fraction(row[3]) - Fraction(row[4]) for row in found] == [-gap for gap, *_ in sorted(gaps)[:10]]


def test_what_happened_again() -> None:
    expected = [(each.id, "、".join(each.repeats)) for each in export().entries if each.repeats]
    assert [(row[0], row[4]) for row in asked("九")] == sorted(expected)


def test_the_money_of_a_year() -> None:
    paid: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for held in export().rounds:
        if held.reward is not None and held.result.quarter.year == 2020:
            for each in held.reward.payouts:
                paid[each.claim.branch.id] += Decimal(str(each.net.value))
    assert [row[1] for row in asked("十")] == sorted((int(each * 100) for each in paid.values()), reverse=True)
    assert paid
