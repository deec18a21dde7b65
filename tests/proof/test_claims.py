"""What is proven of an item holds of records that the proof did not choose: several of one clause, several months,
events, earlier rounds, branches of every class. What is said to do nothing is taken away from the rubric as it is
written, what is said to be out of reach is made monstrous, and nothing may change; what is shown is read back.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.bench import Given
from dangjian_kaoping.proof.proof import check_proof
from engine.generated.dice import Dice, Plain
from engine.generated.records import roster_of, stated_of
from engine.generated.rubrics import item_of, rubric_of
from engine.plant import CLASSES, modelled
from proof.said import case_of, given_of, holds, shown_in
from thorough import law

pytestmark = pytest.mark.whole

Path = tuple[str | int, ...]

_RECORDS = 24
"""So many records are tried of each item."""
_FAR = ("9", "12", "30")
_MONSTROUS = "77"


class Thrown(Dice):
    """Dice that fall by themselves: records are many, and need not shrink."""

    def __init__(self, random: Random) -> None:
        super().__init__(lambda _: None)
        self._random = random

    def number(self, low: int, high: int) -> int:
        return self._random.randint(low, high)


class Straight(Dice):
    """Dice that give no numbers by head count: each of them is proven again for the fewest and the most heads."""

    def price(self) -> Any:
        while isinstance(found := super().price(), dict) and "per_head" in found:
            pass
        return found


@st.composite
def items(draw: st.DrawFn) -> Plain:
    """Items of a few clauses, with limits that are often beyond all that can be recorded."""
    dice = Straight(draw, reading=draw(st.booleans()))
    item = item_of(dice, "项", plain=dice.chance(30))
    item["clauses"] = [each for each in item["clauses"] if _heads_aside(each)]
    for clause in item["clauses"]:
        if "at_most" in clause and dice.chance(60):
            clause["at_most"] = dice.pick(("4", "6", "20"))
        if "free" in clause and dice.chance(30):
            clause["free"] = dice.pick(("3", "9"))
        if isinstance(clause.get("empties"), dict) and "from" in clause["empties"] and dice.chance(40):
            clause["empties"]["from"] = dice.pick(("4", "8", "40"))
    return item


def _heads_aside(clause: Plain) -> Plain:
    if isinstance(clause["fact"].get("required"), dict):
        clause["fact"]["required"] = "3"
    return clause


def check(item: Plain) -> tuple[Rubric, list[tuple[Diagnostic, Path]]]:
    """All that is proven of an item, and where in it that is said of."""
    written = rubric_of([[item]], {})
    text = json.dumps(written, ensure_ascii=False)
    root = yaml.compose(text, yaml.CBaseLoader)
    assert root is not None
    paths = dict(_marks(root, ()))
    rubric = modelled(Rubric, written)
    told = check_proof(rubric, modelled(Roster, roster_of(CLASSES)))
    return rubric, [(each, paths[each.place.line, each.place.column][4:]) for each in told if each.place is not None]


def _marks(node: yaml.Node, path: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    """Where each key and each value is written."""
    mark = node.start_mark
    yield (mark.line + 1, mark.column + 1), path
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _marks(value, (*path, key.value))
            yield (key.start_mark.line + 1, key.start_mark.column + 1), (*path, key.value)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _marks(value, (*path, index))


def records(item: Plain, random: Random) -> Iterator[Plain]:
    """Records under an item: the heart of a case."""
    dice = Thrown(random)
    while True:
        often = dice.pick((20, 60, 95))
        facts = [
            {"clause": clause["id"], **_event(dice, _stated(dice, clause, style))}
            for clause in item["clauses"]
            if "same" not in clause["fact"]
            for style in (dice.number(0, 1),)
            for _ in range(dice.pick((1, 1, 1, 2, 3)) if dice.chance(often) else 0)
        ]
        windows = {each["id"]: int(each["repeat"].get("window", "4")) for each in item["clauses"] if "repeat" in each}
        earlier = {each: str(dice.number(1, most)) for each, most in windows.items() if dice.chance(50)}
        yield {"name": "试", "item": item["id"], "facts": facts, "earlier": earlier, "expect": {}}


def _stated(dice: Dice, clause: Plain, style: int) -> Plain:
    stated = stated_of(dice, clause, style, own=False)
    if dice.chance(25):
        for key in ("count", "amount", "late", "judged"):
            if isinstance(stated.get(key), str):
                stated[key] = dice.pick(_FAR)
    return stated


def _event(dice: Dice, stated: Plain) -> Plain:
    return stated | ({"event": dice.pick(("事一", "事二"))} if dice.chance(40) else {})


def outcomes(rubric: Rubric, cases: list[Case]) -> list[Given | None]:
    return [given_of(rubric, case, CLASSES) for case in cases]


def unlike(one: Given | None, other: Given | None) -> bool:
    """Whether two outcomes of one record differ, where both rubrics accept it and have points for it."""
    if one is None or other is None or None in (one.points, other.points):
        return False
    return one != other


# ── the claims ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _at(item: Plain, path: Path) -> Any:
    found: Any = item
    for key in path:
        found = found[key]
    return found


def without(item: Plain, path: Path) -> Plain:
    """An item as it would be written without what is there."""
    changed = deepcopy(item)
    parent = _at(changed, path[:-1])
    del parent[path[-1]]
    return changed


def instead(item: Plain, path: Path, value: Any) -> Plain:
    changed = deepcopy(item)
    _at(changed, path[:-1])[path[-1]] = value
    return changed


def recording(item: Plain, clause: int) -> Plain:
    """An item of which one clause only records."""
    changed = deepcopy(item)
    for key in ("deduct", "earn", "give_back", "bonus", "penalty", "empties", "veto", "repeat", "undone"):
        changed["clauses"][clause].pop(key, None)
    for key in ("free", "times", "at_most", "below_zero", "highest_only", "highest_per_event", "combine", "when"):
        changed["clauses"][clause].pop(key, None)
    return changed


def idle(item: Plain, told: Diagnostic, path: Path) -> Plain | None:
    """The item without what is said never to matter; None where that cannot be written."""
    if told.code == "KP260":
        return recording(item, int(path[1]))
    here = _at(item, path)
    if "levels" in path or path[-1] == "each" or (path[-1] == "points" and "table" in path):
        return instead(item, path, str(Decimal(here) - Decimal("0.01")))
    if "table" in path and isinstance(path[-1], int):
        return instead(item, (*path, "points"), "0")
    if path[-1] == "overlap":
        return instead(item, path, "lighter" if here == "heavier" else "heavier")
    if path[-1] == "most":
        return instead(item, path, str(Decimal(here) - 1)) if isinstance(here, str) and here != "1" else None
    if path[-1] in ("ceiling", "floor") and here != "none":
        inwards = Decimal("0.01") if path[-1] == "floor" else Decimal("-0.01")
        return instead(item, path, str(Decimal(here) + inwards))
    if path[0] == "groups" and len(path) == 2:
        return None
    return without(item, path)


def beyond(item: Plain, told: Diagnostic, path: Path) -> Plain | None:
    """The item with what is said to be out of reach made monstrous, or given up."""
    if "table" in path:
        return instead(item, (*path, "points"), _MONSTROUS)
    if "repeat" in path:
        return instead(item, path, _MONSTROUS)
    if "empties" in path or "veto" in path:
        return without(item, path[:3])
    return recording(item, int(path[1])) if "when" in path else None


def monstrous_or_gone(item: Plain, told: Diagnostic, path: Path) -> Plain | None:
    """The item with what a finding is about made otherwise; None where it is about something else."""
    if told.code in ("KP260", "KP261"):
        return idle(item, told, path)
    return beyond(item, told, path) if told.code == "KP262" else None


def tried(item: Plain, seed: int) -> list[Case]:
    random = Random(seed)
    several = zip(records(item, random), range(_RECORDS), strict=False)
    return [modelled(Case, plain | {"class": random.choice(CLASSES)}) for plain, _ in several]


@law(90)
@given(items(), st.integers(0, 2**32))
def test_what_is_claimed_holds_of_records_that_were_not_chosen(item: Plain, seed: int) -> None:
    rubric, told = check(item)
    cases = tried(item, seed)
    known = outcomes(rubric, cases)
    for each, path in told:
        for said in shown_in(each.message):
            shown = case_of(rubric.by_item["项"], said, CLASSES)
            assert holds(said, given_of(rubric, shown, CLASSES)), (each.message, shown)
        changed = monstrous_or_gone(item, each, path)
        if changed is not None:
            other = modelled(Rubric, rubric_of([[changed]], {}))
            for case, one in zip(cases, known, strict=True):
                assert not unlike(one, given_of(other, case, CLASSES)), (each.message, case)
        if each.code in ("KP266", "KP267"):
            for case, one in zip(cases, known, strict=True):
                assert one is None or one.points is None or within(rubric, each, case, one.points), (each.message, case)


def within(rubric: Rubric, told: Diagnostic, case: Case, points: Exact) -> bool:
    """Whether a branch has not all that nobody can have, and not lost what nobody can lose."""
    branch_class = case.branch_class or ""
    full = rubric.by_item["项"].of_class(branch_class).points
    if full is None or ("类支部" in told.message and f"{branch_class}类支部" not in told.message):
        return True
    return points < chosen(full, branch_class) if told.code == "KP266" else points > 0
