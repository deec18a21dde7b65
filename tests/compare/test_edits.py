"""Single edits of a rubric, each giving exactly the one change that it is, and its mirror when undone."""

import pytest

from dangjian_kaoping.compare.diff.kinds import KINDS

from .edits import EDITS, put
from .plant import Plain, clause, data, edited, later, told

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


def test_what_is_looser_for_one_class_and_stricter_for_another_is_told_for_each() -> None:
    path = "item.DJ-02.clause.迟缴.deduct.each"
    assert told(data(), edited(mixed_classes)) == [
        ("loss-price-increased", f"{path}.by_class.机关"),
        ("loss-price-decreased", f"{path}.otherwise"),
    ]
