"""The tables hold what the program says elsewhere: in its own JSON, and as it was written in the files."""

import json
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
import yaml

from dangjian_kaoping.write.json.ledger import ledger_json
from dangjian_kaoping.write.json.reward import reward_json
from dangjian_kaoping.write.json.score import score_json
from sample import SAMPLE

from .sample_export import QUARTERS, export, opened, session

pytestmark = pytest.mark.whole


def asked(sql: str, *values: object) -> list[dict[str, Any]]:
    found = opened().execute(sql, values)
    names = [each[0] for each in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


@pytest.mark.parametrize("quarter", [str(each) for each in QUARTERS])
def test_branches_are_as_the_scores_say(quarter: str) -> None:
    told = {each["id"]: each for each in json.loads(score_json(session().round(quarter)))["branches"]}
    rows = asked("SELECT * FROM branches WHERE quarter = ?", quarter)
    assert {each["branch"] for each in rows} == set(told)
    for row in rows:
        one = told[row["branch"]]
        assert [row[key] for key in ("name", "rank", "grade")] == [one[key] for key in ("branch", "rank", "grade")]
        for key in ("composite", "inspection", "self_assessment", "base"):
            assert row[f"{key}_exact"] == one[key]
            assert row[key] == float(one[key])
        for flag, key in (("bottom_three", "last"), ("task_not_done", "task_not_done"), ("veto", "veto")):
            assert row[key] == (flag in one["flags"])


def test_rounds_say_what_they_follow_from_as_a_workbook_prints_it() -> None:
    told = {each["quarter"]: each["inputs"] for each in asked("SELECT quarter, inputs FROM rounds")}
    assert told == {str(each): session().edition(each).digest for each in QUARTERS}


def test_problems_are_as_the_ledger_says() -> None:
    known = export()
    told = json.loads(ledger_json(known.entries, session().ledger(known.as_of).summary(), known.as_of, whole=True))
    rows = {each["problem"]: each for each in asked("SELECT * FROM problems")}
    assert set(rows) == {each["id"] for each in told["entries"]}
    for each in told["entries"]:
        row = rows[each["id"]]
        assert [row[key] for key in ("quarter", "branch", "item", "clause", "closed_on", "rounds_open")] == [
            each[key] for key in ("quarter", "branch_id", "item", "clause", "closed_on", "rounds_open")
        ]
        assert row["open"] == (each["state"] not in ("closed", "withdrawn"))
        assert (row["repeats"] or "") == "、".join(each["repeats"])


def test_findings_cost_what_the_scores_say() -> None:
    for quarter in map(str, QUARTERS):
        told = [
            (one["id"], each["item"], each["clause"], Decimal(each["points"]), each["department"], each["source"])
            for one in json.loads(score_json(session().round(quarter)))["branches"]
            for each in one["findings"]
        ]
        keys = ("branch", "item", "clause", "points_exact", "department", "source")
        rows = [tuple(each[key] for key in keys) for each in asked("SELECT * FROM findings WHERE quarter = ?", quarter)]
        assert sorted((*row[:3], Decimal(row[3]), *row[4:]) for row in rows) == sorted(told)


def test_payouts_are_what_is_paid() -> None:
    for held in export().rounds:
        assert held.reward is not None
        told = json.loads(reward_json(held.reward))
        rows = asked(
            "SELECT name, net_exact FROM payouts JOIN branches USING (quarter, branch) WHERE quarter = ?",
            told["quarter"],
        )
        assert {each["name"]: Decimal(each["net_exact"]) for each in rows} == {
            each["branch"]: Decimal(each["net"]) for each in told["branches"]
        }


def test_every_recorded_finding_of_an_inspection_has_a_row() -> None:
    """Counted without the program: as many as there are in the files."""
    recorded = Counter[str]()
    for path in sorted((SAMPLE / "data/2021Q1/inspection").glob("*.yaml")):
        for name, branch in yaml.safe_load(path.read_text("utf-8"))["branches"].items():
            recorded[name] += len(branch.get("findings") or ())
    sql = "SELECT name, COUNT(DISTINCT source) AS count FROM findings JOIN branches USING (quarter, branch)"
    rows = asked(f"{sql} WHERE quarter = '2021Q1' AND source LIKE '%/inspection/%' GROUP BY branch")
    assert {each["name"]: each["count"] for each in rows} == +recorded


def test_items_add_up_to_the_base_where_nothing_is_rescaled() -> None:
    for row in asked("SELECT * FROM branches WHERE quarter = '2021Q1'"):
        items = asked("SELECT * FROM items WHERE quarter = '2021Q1' AND branch = ?", row["branch"])
        if all(each["status"] in ("已计分", "不涉及") for each in items):
            sums = sum(Fraction(each["points_exact"]) for each in items)
            assert abs(sums - Fraction(row["base_exact"])) <= Fraction("0.005")
