"""Single edits of a rubric, each giving exactly the one change that it is, and its mirror when undone."""

import pytest

from dangjian_kaoping.compare.diff.kinds import KINDS

from .edits import EDITS
from .plant import Plain, clause, data, edited, item, later, told

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
