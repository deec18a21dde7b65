"""Laws of the comparison, over generated rubrics (those of the engine's own laws)."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.compare.diff.kinds import MIRRORED
from dangjian_kaoping.compare.diff.revision import Change, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.write.json.diff import diff_json
from dangjian_kaoping.write.text.diff import diff_text
from dumped import dumped
from engine.plant import modelled
from engine.rounds import Dice, whole_rubric
from thorough import law

pytestmark = pytest.mark.whole

Pair = tuple[Rubric, Rubric]


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Two rubrics, of one version or of two, with stories of what was what."""
    dice = Dice(draw)
    documents = [whole_rubric(dice), whole_rubric(dice)]
    if dice.chance(50):
        # a text and what was made of it: what is told must be little
        documents[1] = deepcopy(documents[0])
        _edit(dice, documents[1])
    _relate(dice, documents[1], documents[0])
    if dice.chance(40):
        _relate(dice, documents[0], documents[1])
    if dice.chance(60):
        documents[dice.number(0, 1)] |= {"version": "2", "effective_from": "2019Q1"}
    before, after = (modelled(Rubric, each) for each in documents)
    return before, after


def _items(rubric: Any) -> list[Any]:
    return [item for area in rubric["areas"] for item in area["items"]]


def _edit(dice: Dice, rubric: Any) -> None:
    for item in _items(rubric):
        if dice.chance(25):
            item["clauses"] = item["clauses"][:-1] or item["clauses"]
        if dice.chance(25):
            item["clauses"].reverse()
        if dice.chance(25):
            item["id"] = f"新{item['id']}"
        for clause in item["clauses"]:
            if dice.chance(15):
                clause["id"] = f"新{clause['id']}"


def _relate(dice: Dice, newer: Any, older: Any) -> None:
    """Write `was` here and there."""
    names = [item["id"] for item in _items(older)]
    clauses = [(item["id"], clause["id"]) for item in _items(older) for clause in item["clauses"]]
    for item in _items(newer):
        if dice.chance(35):
            item["was"] = [dice.pick(names) for _ in range(dice.number(1, 2))]
        for clause in item["clauses"]:
            if clauses and dice.chance(25):
                of, own = dice.pick(clauses)
                clause["was"] = [own if dice.chance(50) else f"{of}/{own}"]


def changes(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    return compare_rubrics(Version(before), Version(after)).changes


@law(100)
@given(pairs())
def test_a_rubric_does_not_differ_from_itself(pair: Pair) -> None:
    assert changes(pair[0], deepcopy(pair[0])) == ()


@law(150)
@given(pairs())
def test_the_other_way_round_it_is_the_mirror(pair: Pair) -> None:
    before, after = pair
    there = sorted((each.kind.mirror, each.path) for each in changes(before, after))
    back = sorted((each.kind.id, each.path) for each in changes(after, before))
    assert there == back


@law(150)
@given(pairs())
def test_the_mirror_has_the_other_direction_and_the_values_exchanged(pair: Pair) -> None:
    before, after = pair
    back = {(each.kind.id, each.path): each for each in changes(after, before)}
    for each in changes(before, after):
        mirror = back[each.kind.mirror, each.path]
        assert mirror.kind.direction == MIRRORED[each.kind.direction]
        assert same(mirror.before, each.after)
        assert same(mirror.after, each.before)
        assert (mirror.old.place, mirror.new.place) == (each.new.place, each.old.place)


@law(150)
@given(pairs())
def test_a_path_and_a_kind_are_told_once(pair: Pair) -> None:
    found = [(each.kind.id, each.path) for each in changes(*pair)]
    assert len(set(found)) == len(found)


@law(150)
@given(pairs())
def test_nothing_is_the_same_that_says_something_else(pair: Pair) -> None:
    # an order of names, and what `was` says in a new version, are no changes
    if not changes(*pair):
        assert _said(pair[0]) == _said(pair[1])


def _said(rubric: Rubric) -> object:
    data = dumped(rubric)
    for area in data["areas"]:
        for item in area["items"]:
            item["department"] = sorted(item["department"])
            for thing in (item, *item["clauses"]):
                thing.pop("was")
    return data


@law(100)
@given(pairs())
def test_every_change_can_be_told(pair: Pair) -> None:
    found = compare_rubrics(Version(pair[0], "甲"), Version(pair[1], "乙"))
    assert "变化" in diff_text(found, found.changes, 100)
    assert diff_json(found, found.changes).count('"direction"') == len(found.changes)


def test_what_a_clause_writes_is_told_where_it_gives_now_what_it_took() -> None:
    head = {"kind": "rubric", "version": "1", "title": "细则", "effective_from": "2018Q1"}
    clause = {"id": "条", "text": "条"}
    levels = {"fact": {"event": ["大", "小"], "roles": ["主办", "协办"]}}
    when = {"clause": "次", "from": "1"}
    takes = clause | {"fact": {"event": ["大", "小"]}, "deduct": {"levels": {"大": "1", "小": "0"}}}
    both = {"主办": "1", "协办": "0.5"}
    gives = clause | levels | {"earn": {"levels": {"大": both, "小": both}}, "when": when, "repeat": {"prices": ["1"]}}

    def version(each: Any) -> Rubric:
        counted = {"id": "次", "text": "次", "fact": {"count": "次"}}
        item = {"id": "项", "title": "项", "points": "3", "standard": "改好", "department": "部"}
        area = {"id": "面", "name": "面", "items": [item | {"clauses": [counted, each]}]}
        return modelled(Rubric, head | {"areas": [area]})

    for before, after in ((takes, gives), (gives, takes)):
        found = compare_rubrics(Version(version(before), "甲"), Version(version(after), "乙"))
        text = diff_text(found, found.changes, 100)
        assert ("各级别分写：主办、协办" in text, "首次 1 分" in text, "“次”1 次及以上的" in text) == (True, True, True)
        assert "{" not in text


@law(100)
@given(pairs())
def test_all_points_are_shared_out(pair: Pair) -> None:
    for shares in compare_rubrics(Version(pair[0]), Version(pair[1])).shares:
        for rows in (shares.areas, shares.departments):
            for side in ("before", "after"):
                sums = [getattr(row, side) for row in rows if getattr(row, side) is not None]
                whole = getattr(shares.whole, side)
                assert sum((each.total for each in sums), Decimal(0)) == whole.total
                assert sum(each.materials for each in sums) == whole.materials
