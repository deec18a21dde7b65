"""Single edits of a rubric, each giving exactly the one change that it is, and its mirror when undone."""

from typing import Any

import pytest

from dangjian_kaoping.compare.diff.kinds import KINDS

from .edits import EDITS, put
from .plant import Edit, Plain, clause, data, edited, item, later, told

pytestmark = pytest.mark.every(4)


def mixed_classes(rubric: Plain) -> None:
    clause(rubric, "DJ-02/迟缴")["deduct"]["each"] = {"by_class": {"机关": "0.3"}, "otherwise": "0.05"}


def test_there_are_more_than_forty() -> None:
    assert len(EDITS) >= 40


@pytest.mark.parametrize("name", EDITS)
def test_a_single_edit_is_one_change(name: str) -> None:
    edit, kind, path = EDITS[name]
    assert told(data(), edited(edit)) == [(kind, path)]


@pytest.mark.parametrize("name", EDITS)
def test_the_edit_undone_is_its_mirror(name: str) -> None:
    edit, kind, path = EDITS[name]
    assert told(edited(edit), data()) == [(KINDS[kind].mirror, path)]


OF_ONE_VERSION = ("版本", "起施行", "写上原编号", "条款写上原编号")
"""Edits that a new version makes anyway, or that mean something else there."""


@pytest.mark.parametrize("name", [name for name in EDITS if name not in OF_ONE_VERSION])
def test_the_edit_in_a_new_version_is_the_same_change(name: str) -> None:
    edit, kind, path = EDITS[name]
    # an area has no `was`: of two texts of one version nobody can say which id is the newer
    path = path.replace("area.WD.id", "area.WW.id")
    assert told(data(), edited(edit, later)) == [(kind, path)]
    assert told(edited(edit, later), data()) == [(KINDS[kind].mirror, path)]


@pytest.mark.parametrize("before", [["Q1", "Q4"], {"Q1": "03-15", "Q4": "12-20"}])
def test_a_deadline_that_came_or_moved_is_no_other_time(before: object) -> None:
    after = {"Q1": "03-20", "Q4": "12-20"}
    old, new = (edited(put("DJ-01", "due", value=each)) for each in (before, after))
    assert told(old, new) == told(new, old) == [("item-deadline-changed", "item.DJ-01.due")]


def priced(*roles: str, more: Plain | None = None) -> Edit:
    """The roles that have points of their own: one more for each that comes later."""

    def edit(rubric: Plain) -> None:
        there = clause(rubric, "WD-01/到场")
        there["fact"]["roles"] = list(roles)
        points = {role: str(number) for number, role in enumerate(roles, start=1)}
        there["give_back"]["levels"] = {"一般": points, "突出": points | (more or {})}

    return edit


def test_roles_with_points_of_their_own() -> None:
    """A role that comes is told once, not again at each level; points are told of the level and the role."""
    path = "item.WD-01.clause.到场"
    two = edited(priced("主办", "协办"))
    assert told(two, edited(priced("主办", "协办", "参与"))) == [("clause-role-added", f"{path}.fact.roles.参与")]
    assert told(two, edited(priced("主办", "协办", more={"协办": "3"}))) == [
        ("gain-level-increased", f"{path}.give_back.levels.突出.协办")
    ]
    assert told(two, edited(priced("协办", "主办"))) == [
        ("gain-level-increased", f"{path}.give_back.levels.一般.主办"),
        ("gain-level-decreased", f"{path}.give_back.levels.一般.协办"),
        ("gain-level-increased", f"{path}.give_back.levels.突出.主办"),
        ("gain-level-decreased", f"{path}.give_back.levels.突出.协办"),
    ]


def scorers(**more: Any) -> Edit:
    def edit(rubric: Plain) -> None:
        there = clause(rubric, "DJ-01/内容单一")
        there["fact"] = {"scorers": "党员", "full": "100", "weights": {"甲": "0.5", "乙": "0.5"}} | more

    return edit


@pytest.mark.parametrize(
    ("before", "after", "kind", "key"),
    [
        ({}, {"levels": {"优秀": "100"}}, "clause-ballot-level-added", "levels.优秀"),
        ({"levels": {"优": "90"}}, {"levels": {"优": "95"}}, "clause-ballot-level-increased", "levels.优"),
        ({}, {"absent": "share"}, "clause-absent-scorers-changed", "absent"),
        ({}, {"marks": "4"}, "clause-marks-changed", "marks"),
        ({"marks": "2"}, {"marks": "4"}, "clause-marks-changed", "marks"),
        ({"drop_highest": "1"}, {"drop_highest": "10%"}, "loss-drop-highest-changed", "drop_highest"),
        ({"drop_lowest": "9%"}, {"drop_lowest": "10%"}, "loss-drop-lowest-increased", "drop_lowest"),
    ],
)
def test_how_scorers_mark(before: Plain, after: Plain, kind: str, key: str) -> None:
    one, other = edited(scorers(**before)), edited(scorers(**after))
    path = f"item.DJ-01.clause.内容单一.fact.{key}"
    assert told(one, other) == [(kind, path)]
    assert told(other, one) == [(KINDS[kind].mirror, path)]


@pytest.mark.parametrize(
    ("before", "after", "kind", "key"),
    [
        ({"per_head": "0.2"}, {"per_head": "0.3"}, "loss-price-increased", ""),
        ({"per_head": "0.2", "round": "down"}, {"per_head": "0.2", "round": "up"}, "loss-price-increased", ""),
        ({"per_head": "0.2"}, {"per_head": "0.2", "round": "half_up"}, "number-changed", ""),
        ("1", {"per_head": "0.2"}, "number-changed", ""),
        ("0", {"per_head": "0.2"}, "loss-price-increased", ""),
        (
            {"per_head": {"by_class": {"机关": "0.2"}, "otherwise": "0.1"}},
            {"per_head": {"by_class": {"机关": "0.3"}, "otherwise": "0.1"}},
            "loss-price-increased",
            "",
        ),
        (
            {"per_head": {"by_class": {"机关": "0.2"}, "otherwise": "0.2"}},
            {"per_head": {"by_class": {"机关": "0.3"}, "otherwise": "0.1"}},
            "loss-price-increased",
            ".by_class.机关",
        ),
    ],
)
def test_numbers_that_follow_from_head_counts(before: Any, after: Any, kind: str, key: str) -> None:
    one, other = (edited(put("DJ-01/缺会", "deduct", "each", value=each)) for each in (before, after))
    path = f"item.DJ-01.clause.缺会.deduct.each{key}"
    assert told(one, other)[0] == (kind, path)
    assert told(other, one)[0] == (KINDS[kind].mirror, path)


def test_a_table_whose_ends_follow_from_head_counts() -> None:
    def table(first: Any) -> Edit:
        rows = [{"from": first, "points": "2"}, {"under": first, "points": "1"}]
        return put("DJ-01/缺会", "deduct", value={"table": rows})

    some, more = (table({"per_head": each, "round": "up"}) for each in ("0.1", "0.2"))
    assert told(edited(some), edited(more)) == [("loss-table-looser", "item.DJ-01.clause.缺会.deduct")]
    assert told(edited(table("2")), edited(some)) == [("loss-table-changed", "item.DJ-01.clause.缺会.deduct")]


def test_the_most_of_a_score_and_a_line_below_nothing() -> None:
    def imported(most: str | None, line: str) -> Edit:
        def edit(rubric: Plain) -> None:
            there = clause(rubric, "DJ-01/内容单一")
            there["fact"] = {"imported": "平台", "full": "10"} | ({} if most is None else {"max": most})
            there["empties"] = {"under": line}

        return edit

    path = "item.DJ-01.clause.内容单一"
    assert told(edited(imported(None, "1")), edited(imported("12", "1"))) == [
        ("clause-domain-changed", f"{path}.fact.max")
    ]
    assert told(edited(imported(None, "-3")), edited(imported(None, "-5"))) == [
        ("clause-empties-looser", f"{path}.empties")
    ]


def test_what_is_looser_for_one_class_and_stricter_for_another_is_told_for_each() -> None:
    path = "item.DJ-02.clause.迟缴.deduct.each"
    assert told(data(), edited(mixed_classes)) == [
        ("loss-price-increased", f"{path}.by_class.机关"),
        ("loss-price-decreased", f"{path}.otherwise"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("8", "9", "item-ceiling-increased"),
        ("8", "none", "item-ceiling-increased"),
        ("none", "9", "item-ceiling-decreased"),
        ("none", None, "item-ceiling-removed"),
    ],
)
def test_a_ceiling_that_is_none_is_above_any_number(before: str, after: str | None, kind: str) -> None:
    def with_ceiling(ceiling: str | None) -> Plain:
        rubric = data()
        if ceiling is not None:
            item(rubric, "DJ-01")["ceiling"] = ceiling
        return rubric

    path = "item.DJ-01.ceiling"
    assert told(with_ceiling(before), with_ceiling(after)) == [(kind, path)]
    assert told(with_ceiling(after), with_ceiling(before)) == [(KINDS[kind].mirror, path)]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("0.2", "0.3", "area-times-increased"),
        ("0.2", {"item": "DJ-01"}, "area-times-changed"),
        ({"area": "WD"}, {"item": "DJ-01"}, "area-times-changed"),
    ],
)
def test_a_factor_is_a_number_or_another_thing(before: object, after: object, kind: str) -> None:
    def multiplied(by: object) -> Plain:
        rubric = data()
        rubric["areas"][0]["times"] = by
        return rubric

    assert told(multiplied(before), multiplied(after)) == [(kind, "area.DJ.times")]
    assert told(multiplied(after), multiplied(before)) == [(KINDS[kind].mirror, "area.DJ.times")]
