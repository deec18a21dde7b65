"""Nothing that a rubric can say is left out: every field of the models is judged, and every value has words."""

from collections.abc import Iterator
from typing import Any

import pytest

from dangjian_kaoping.compare.diff.clause import RULE
from dangjian_kaoping.compare.diff.item import APART, ITEM
from dangjian_kaoping.compare.diff.measure import MEASURE
from dangjian_kaoping.compare.diff.structure import differences, written_fields
from dangjian_kaoping.facts.fact import KindOfFact
from dangjian_kaoping.facts.kinds import KINDS
from dangjian_kaoping.model import rule
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.measure import Band, Measure
from dangjian_kaoping.model.rubric import Area, Item, Rubric


def kinds_of(module: Any, ending: str) -> list[type[Document]]:
    return [each for name, each in vars(module).items() if name.endswith(ending) and isinstance(each, type)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_setting_of_a_fact_is_judged(kind: KindOfFact) -> None:
    assert {key for _, key in written_fields(kind)} == kind.CHANGES.keys()


def test_every_part_of_a_rule_is_judged() -> None:
    # tables and ranges are compared as a whole, levels name by name
    whole = {"table", "overlap", "levels", "within", "per"}
    keys = {key for model in kinds_of(rule, "Rule") for _, key in written_fields(model)}
    assert keys == RULE.keys() | whole


def test_every_key_of_a_clause_is_judged() -> None:
    assert {key for _, key in written_fields(Clause)} == {
        *("id", "text", "fact", "deduct", "earn", "give_back", "bonus", "penalty", "veto", "free", "times", "at_most"),
        *("empties", "below_zero", "highest_per_event", "highest_only", "repeat", "group", "undone", "was"),
        *("combine", "when", "department"),
    }


def test_every_key_of_an_item_is_judged() -> None:
    apart = {*APART, "due", "not_applicable", "at_most", "ceiling", "highest_only"}
    assert {key for _, key in written_fields(Item)} == ITEM.keys() | apart
    assert {key for _, key in written_fields(Group)} == {
        "title",
        "points",
        "at_most",
        "start",
        "ceiling",
        "highest_only",
    }
    assert {key for _, key in written_fields(Area)} == {"id", "name", "short", "points", "times", "items"}
    assert {key for _, key in written_fields(Rubric)} == {
        *("kind", "version", "title", "effective_from", "note", "total", "measure", "areas"),
    }


def leaves(model: type[Document], keys: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, key in written_fields(model):
        inner = model.model_fields[name].annotation
        if isinstance(inner, type) and issubclass(inner, Document):
            yield from leaves(inner, (*keys, key))
        else:
            yield (*keys, key)


def test_every_setting_of_a_measure_is_judged() -> None:
    assert set(leaves(Measure)) == MEASURE.keys() | {("grades",)}
    assert {key for _, key in written_fields(Band)} == {
        *("grade", "from", "over", "to", "under", "at_most_percent", "at_most", "areas"),
    }


class Part(Document):
    id: str
    amount: int = 0


class Policy(Document):
    """A document of another kind: what the neutral diff makes of what it does not know."""

    name: str
    parts: tuple[Part, ...] = ()
    table: dict[str, int] = Field(default={})


_part, _policy = Part.model_construct, Policy.model_construct


def test_the_neutral_diff_knows_any_document() -> None:
    one = Policy.model_construct(
        name="甲",
        parts=(_part(id="a", amount=1), _part(id="b", amount=2)),
        table={"x": 1, "y": 2},
    )
    other = Policy.model_construct(name="乙", parts=(_part(id="b", amount=3), _part(id="c")), table={"x": 1, "z": 2})
    found = {each.keys: (each.before, each.after) for each in differences(one, other)}
    assert found == {
        ("name",): ("甲", "乙"),
        ("parts", "a"): (one.parts[0], None),
        ("parts", "b", "amount"): (2, 3),
        ("parts", "c"): (None, other.parts[1]),
        ("table", "y"): (2, None),
        ("table", "z"): (None, 2),
    }
