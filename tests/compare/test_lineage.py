"""Renames, moves, splits and merges by `was`, read from either side; a likeness is only suggested."""

from copy import deepcopy

from dangjian_kaoping.compare.diff.kinds import KINDS

from .parting import join, part
from .plant import Plain, area, clause, data, edited, item, later, told


def both_ways(before: Plain, after: Plain) -> list[tuple[str, str]]:
    """What is told, which must be the mirror of what is told the other way round."""
    found = told(before, after)
    assert sorted((KINDS[kind].mirror, path) for kind, path in told(after, before)) == sorted(found)
    return found


def test_an_item_is_split() -> None:
    expected = [("item-split", "item.DJ-03"), ("clause-moved", "item.DJ-03.clause.内容单一.item")]
    assert both_ways(data(), edited(part)) == expected
    assert both_ways(data(), edited(part, later)) == expected


def test_items_are_merged() -> None:
    expected = [
        ("clause-moved", "item.DJ-01.clause.迟缴.item"),
        ("clause-moved", "item.DJ-01.clause.抽查.item"),
        ("item-merged", "item.DJ-02"),
    ]
    assert both_ways(data(), edited(join)) == expected
    assert both_ways(data(), edited(join, later)) == expected


def test_clauses_are_merged() -> None:
    def one_for_two(rubric: Plain) -> None:
        clauses = item(rubric, "DJ-02")["clauses"]
        clauses[0]["was"] = ["抽查"]
        clauses.pop()

    assert both_ways(data(), edited(one_for_two)) == [("clause-merged", "item.DJ-02.clause.抽查")]


def test_a_clause_is_split() -> None:
    def two_for_one(rubric: Plain) -> None:
        clauses = item(rubric, "DJ-02")["clauses"]
        clauses.append(deepcopy(clauses[0]) | {"id": "欠缴", "text": "欠缴的", "was": ["DJ-02/迟缴"]})

    assert both_ways(data(), edited(two_for_one)) == [("clause-split", "item.DJ-02.clause.欠缴")]


def test_a_renamed_item_keeps_its_clauses() -> None:
    def renamed(rubric: Plain) -> None:
        item(rubric, "DJ-02").update({"id": "DJ-07", "was": ["DJ-02"]})
        clause(rubric, "DJ-07/迟缴")["at_most"] = "1"

    expected = [("item-renamed", "item.DJ-07.id"), ("loss-cap-added", "item.DJ-07.clause.迟缴.at_most")]
    assert both_ways(data(), edited(renamed)) == expected
    assert both_ways(data(), edited(renamed, later)) == expected


def test_what_both_versions_say_is_an_older_story() -> None:
    def told_already(rubric: Plain) -> None:
        item(rubric, "DJ-02")["was"] = ["DJ-01"]

    assert both_ways(edited(told_already), edited(told_already, later)) == []


def test_what_the_older_version_says_is_not_about_the_newer() -> None:
    # the older version split DJ-02 off DJ-01; nothing happens to them now
    def split_before(rubric: Plain) -> None:
        item(rubric, "DJ-02")["was"] = ["DJ-01"]

    assert both_ways(edited(split_before), edited(later)) == []


def test_without_was_a_rename_is_only_suggested() -> None:
    def other_id(rubric: Plain) -> None:
        item(rubric, "DJ-02")["id"] = "DJ-07"

    expected = [
        ("item-added", "item.DJ-07"),
        ("item-removed", "item.DJ-02"),
        ("item-perhaps-renamed", "item.DJ-07"),
    ]
    assert both_ways(data(), edited(other_id, later)) == expected


def test_without_was_a_clause_is_only_suggested() -> None:
    def other_id(rubric: Plain) -> None:
        clause(rubric, "DJ-02/迟缴").update({"id": "晚缴", "text": "每晚1天扣0.1分"})

    expected = [
        ("loss-clause-added", "item.DJ-02.clause.晚缴"),
        ("loss-clause-removed", "item.DJ-02.clause.迟缴"),
        ("clause-perhaps-renamed", "item.DJ-02.clause.晚缴"),
    ]
    assert both_ways(data(), edited(other_id, later)) == expected


def test_what_is_unlike_is_no_suggestion() -> None:
    def replaced(rubric: Plain) -> None:
        clause(rubric, "DJ-02/迟缴").update({"id": "弄虚作假", "text": "伪造收据的不得分"})

    assert [kind for kind, _ in both_ways(data(), edited(replaced, later))] == [
        "loss-clause-added",
        "loss-clause-removed",
    ]


def test_lineage_runs_through_the_versions_between() -> None:
    def middle(rubric: Plain) -> None:
        item(rubric, "DJ-02").update({"id": "DJ-07", "was": ["DJ-02"]})
        clause(rubric, "DJ-07/迟缴").update({"id": "晚缴", "was": ["迟缴"]})

    def last(rubric: Plain) -> None:
        later(rubric)
        rubric |= {"version": "2022", "effective_from": "2022Q1"}
        node = item(rubric, "DJ-07")
        node |= {"id": "DJ-08", "was": ["DJ-07"]}
        for each in node["clauses"]:
            each.pop("was", None)

    before, between, after = data(), edited(middle, later), edited(middle, last)
    expected = [("item-renamed", "item.DJ-08.id"), ("clause-renamed", "item.DJ-08.clause.晚缴.id")]
    assert told(before, after, [between]) == expected
    assert told(after, before, [between]) == expected


def test_an_item_that_went_to_another_area_with_its_area() -> None:
    def other_area(rubric: Plain) -> None:
        area(rubric, "DJ").update({"id": "DD", "name": "党的建设"})

    assert both_ways(data(), edited(other_area, later)) == [
        ("area-renamed", "area.DD.id"),
        ("area-name-changed", "area.DD.name"),
    ]
