"""What no record reaches (KP262), and numbers that no branch uses (KP261, KP262), each with the record that comes
nearest.
"""

import pytest

from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.proof.proof import check_proof
from proof.small import rubric_of, told

CLAUSE = "- points: 4\n  clauses:\n  - {{id: 甲, fact: {fact}, {clause}}}\n"


def clause(written: str, *, fact: str = "{count: 次}") -> str:
    return CLAUSE.format(fact=fact, clause=written)


MISSING = "{missing: 次, required: 1, per: month}"
UNREACHED = {
    "a row beyond what can be missing": (
        clause("deduct: {table: [{from: 1, points: 1}, {from: 3, points: 2}, {from: 4, points: 3}]}", fact=MISSING),
        "“甲”分段的第 3 段",
        "{clause: 甲, done: [0, 0, 0]}",
    ),
    "a row between two whole numbers": (
        clause("deduct: {table: [{from: 1, to: 2, points: 1}, {over: 2, under: 3, points: 2}, {from: 3, points: 3}]}"),
        "“甲”分段的第 2 段",
        "{clause: 甲, count: ",
    ),
    "a row above the highest score": (
        clause(
            "earn: {table: [{over: 100, points: 4}, {to: 100, points: 3}]}", fact="{imported: 得分, full: 100}"
        ).replace("points: 4\n", "points: 4\n  start: zero\n", 1),
        "“甲”分段的第 1 段",
        "{clause: 甲, score: ",
    ),
    "a row that what is free never leaves": (
        clause("free: 2, deduct: {table: [{from: 1, points: 1}, {from: 2, points: 2}]}", fact=MISSING),
        "“甲”分段的第 2 段",
        "{clause: 甲, done: [0, 0, 0]}",
    ),
    "a row for which another stands": (
        clause("deduct: {table: [{from: 1, to: 99, points: 1}, {from: 3, to: 9, points: 2}], overlap: first}"),
        "“甲”分段的第 2 段",
        "{clause: 甲, count: ",
    ),
    "an emptying beyond what can be missing": (
        clause("deduct: {each: 0.5}, empties: {from: 4}", fact=MISSING),
        "“甲”不得分（empties）的条件",
        "{clause: 甲, done: [0, 0, 0]}",
    ),
    "a veto below nothing": (
        clause("veto: {effect: total_zero, over: 100}", fact="{value: '%'}"),
        "“甲”一票否决（veto）的条件",
        "{clause: 甲, value: ",
    ),
    "a condition that never holds": (
        clause("deduct: {each: 0.01, below: 100}", fact="{missing: 次, required: 2, as: done_percent}")
        + "  - {id: 乙, fact: {count: 次}, deduct: {each: 1}, when: {clause: 甲, from: 60, to: 90}}",
        "“乙”的条件（when）",
        "{clause: 甲, done: 0}",
    ),
    "a price behind the window": (
        clause("deduct: {each: 0.5}, repeat: {prices: [0.5, 1, 2], window: 1}"),
        "“甲”屡犯（repeat）的第 3 个分",
        "“甲”前面有过 1 轮",
    ),
}


@pytest.mark.parametrize(("items", "what", "nearest"), UNREACHED.values(), ids=UNREACHED)
def test_what_no_record_reaches(items: str, what: str, nearest: str) -> None:
    found = told(items, "KP262")
    assert len(found) == 1
    assert found[0].message.startswith(f"{what}永远到不了；凭据：记 ")
    assert nearest in found[0].message


REACHED = {
    "a row at the very end": clause("deduct: {table: [{from: 1, points: 1}, {from: 3, points: 2}]}", fact=MISSING),
    "an emptying by several events": clause(
        "deduct: {levels: {轻: 0, 重: 1}}, empties: {from: 3, at: 重}", fact="{event: [轻, 重]}"
    ),
    "an emptying at the very end": clause("deduct: {each: 0.5}, empties: {from: 3}", fact=MISSING),
    "a price at the end of the window": clause("deduct: {each: 0.5}, repeat: {prices: [0.5, 1, 2], window: 2}"),
    "a row of what is done beyond what is required": (
        "- points: 4\n  ceiling: 6\n  clauses:\n"
        "  - {id: 甲, fact: {missing: 个, required: 3}, deduct: {each: 1}}\n"
        "  - {id: 乙, fact: {same: 甲, as: over}, earn: {table: [{from: 1, to: 1, points: 1}, {from: 2, points: 2}]}}"
    ),
}


@pytest.mark.parametrize("items", REACHED.values(), ids=REACHED)
def test_what_is_reached_is_not_told(items: str) -> None:
    assert [each.message for each in told(items, "KP262")] == []


def of_classes(more: str, number: str) -> list[str]:
    """What is proven of an item with a number by class, where the roster has two classes."""
    roster = Roster.model_construct(
        kind="roster", version="1", classes=("甲类", "乙类"), branches={}, departments={"党群工作部": ()}
    )
    items = (
        f"- points: 4\n  {more}\n  clauses:\n"
        f"  - {{id: 甲, fact: {{missing: 次, required: {number}}}, deduct: {{each: 1}}}}"
    )
    found = check_proof(rubric_of(items), roster)
    return [each.message.partition("；")[0] for each in found if each.code in ("KP261", "KP262")]


def test_a_number_that_no_class_uses() -> None:
    assert of_classes("", "{by_class: {甲类: 4, 乙类: 4}, otherwise: 4}") == ["“甲”的其余各类的数（otherwise）不起作用"]
    assert of_classes("", "{by_class: {甲类: 4}, otherwise: 4}") == []
    apart = "not_applicable: full, not_applicable_to: 乙类".replace(", ", "\n  ")
    assert of_classes(apart, "{by_class: {甲类: 4, 乙类: 4}}") == ["“甲”的“乙类”类的数不起作用"]


def test_an_item_that_no_branch_is_asked() -> None:
    apart = "not_applicable: full\n  not_applicable_to: [甲类, 乙类]"
    assert of_classes(apart, "4") == ["X-01（各类支部都不涉及）永远到不了"]
