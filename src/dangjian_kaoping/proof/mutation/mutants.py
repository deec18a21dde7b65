"""改一改: small changes of an item or of the measure, such as slip in as a rubric is written; cases should tell them.

A price a little up and down, a line by one unit, an end with what it includes, a cap moved or gone, a direction turned
round, a setting otherwise. Settings that no case can see (how long a veto lasts) are left alone, as are those that
the rubric leaves to their default.
"""

from collections.abc import Iterator

from dangjian_kaoping.facts.event import EventFact
from dangjian_kaoping.facts.imported import ImportedFact
from dangjian_kaoping.facts.late import LateFact
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.facts.rank import RankFact
from dangjian_kaoping.facts.sample import SampleFact
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.facts.value import ValueFact
from dangjian_kaoping.model.clause import Clause, Empties, Group, Repeat, Trigger, Veto
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.measure import (
    AreasReached,
    Band,
    GradeLimits,
    LastPlaces,
    Measure,
    Rounding,
    Totals,
    Weights,
)
from dangjian_kaoping.model.number import ByClass, PerHead
from dangjian_kaoping.model.rubric import Item, NotApplicable
from dangjian_kaoping.model.rule import EachRule, LevelsRule, Row, ShareRule, TableRule, WithinRule
from dangjian_kaoping.proof.mutation.changing import (
    CHANGED,
    How,
    bands_changed,
    ends_changed,
    rows_changed,
    turned,
    weights_changed,
)
from dangjian_kaoping.proof.mutation.mutant import Edits, Mutant, Path, Spot, changed_to, mutant, title_of

_KEYS: dict[type[Document], dict[str, tuple[How, ...]]] = {
    Item: {
        "points": ("price",),
        "floor": ("cap",),
        "ceiling": ("cap", "removed"),
        "at_most": ("cap", "removed"),
        "start": ("choice",),
        "highest_only": ("off",),
        "not_applicable_to": ("each_removed",),
    },
    NotApplicable: {"points": ("price",)},
    Group: {
        "points": ("cap",),
        "ceiling": ("cap", "removed"),
        "at_most": ("cap", "removed"),
        "start": ("choice",),
        "highest_only": ("off",),
    },
    Clause: {
        "times": ("price", "removed"),
        "free": ("line", "removed"),
        "at_most": ("cap", "removed"),
        "combine": ("choice",),
        "below_zero": ("off",),
        "highest_per_event": ("off",),
        "highest_only": ("off",),
        "undone": ("off",),
        "empties": ("removed",),
        "veto": ("removed",),
        "repeat": ("removed",),
        "when": ("each_removed",),
        "group": ("removed",),
    },
    Empties: {"scope": ("choice",), "levels": ("each_removed",)},
    Trigger: {"levels": ("each_removed",)},
    Veto: {"at_most": ("cap",), "levels": ("each_removed",)},
    Repeat: {"prices": ("price",), "times": ("price",), "adds": ("off",)},
    EachRule: {
        "each": ("price",),
        "step": ("line",),
        "steps": ("choice",),
        "below": ("line",),
        "above": ("line",),
    },
    Row: {"points": ("price",), "to_points": ("price",), "each": ("price",)},
    TableRule: {"overlap": ("choice",)},
    LevelsRule: {"levels": ("price",)},
    ShareRule: {"share": ("price",), "of": ("line",)},
    WithinRule: {"within": ("line",), "per": ("choice",)},
    MissingFact: {"required": ("line",), "per": ("choice",), "counts_as": ("choice",), "if_none": ("choice",)},
    LateFact: {"most": ("line", "removed"), "never": ("price", "removed")},
    EventFact: {"roles": ("price",)},
    SampleFact: {"counts_as": ("choice",)},
    RankFact: {"of": ("line",), "ties": ("choice",)},
    ValueFact: {"at_least": ("line",), "at_most": ("line",)},
    ImportedFact: {"full": ("line",), "at_most": ("line",)},
    ScorersFact: {"full": ("line",), "levels": ("price",), "absent": ("choice",)},
    Measure: {
        "missing_month": ("choice",),
        "bonus_on": ("choice",),
        "floor": ("cap", "removed"),
        "ranking": ("choice",),
        "tie_breakers": ("each_removed",),
        "times": ("price",),
    },
    Totals: {"at_most": ("cap", "removed")},
    Rounding: {"places": ("number",), "mode": ("choice",), "stage": ("choice",)},
    LastPlaces: {
        "places": ("number",),
        "pool": ("choice",),
        "edge": ("choice",),
        "small_pool": ("number",),
        "small_last": ("number",),
    },
    Band: {"at_most_percent": ("line", "removed"), "at_most": ("line", "removed"), "areas": ("removed",)},
    AreasReached: {"from_percent": ("line",), "at_least": ("number",)},
    GradeLimits: {"pool": ("choice",), "ties": ("choice",), "rounding": ("choice",)},
}
"""What is done with each key, by what holds it."""
_SIDES = (("deduct", "earn"), ("bonus", "penalty"))


def mutants_of_item(item: Item) -> Iterator[Mutant]:
    """The changes of an item, in the order in which it is written."""
    for spot in _spots(Spot(item, (), item.at)):
        for each in _changes(spot):
            yield each._replace(item=item.id, edits=tuple(_with_readers(item, each.edits)))


def mutants_of_measure(measure: Measure) -> Iterator[Mutant]:
    """The changes of a measure, likewise."""
    for spot in _spots(Spot(measure, (), measure.at)):
        if spot.path[:1] not in (("year",), ("commendation",)):  # of these no case can say what it expects
            yield from _changes(spot)


def _with_readers(item: Item, edits: Edits) -> Iterator[tuple[Path, object]]:
    """A change of a fact is one of it wherever it is read, but for how a reader counts it."""
    for path, value in edits:
        yield path, value
        if path[0] == "clauses" and path[2:3] == ("fact",) and path[3] != "counts_as":
            written = item.clauses[int(path[1])].id
            for index, each in enumerate(item.clauses):
                if each.fact.same == written:
                    yield ("clauses", index, *path[2:]), value


def _spots(spot: Spot) -> Iterator[Spot]:
    """A model, and all that it holds."""
    yield spot
    for name in type(spot.thing).model_fields:
        value = getattr(spot.thing, name)
        if name == "fact" and value.same is not None:
            yield spot.inner(value, name)
        elif isinstance(value, Document):
            if not isinstance(value, ByClass | PerHead):
                yield from _spots(spot.inner(value, name))
        elif isinstance(value, dict | tuple):
            for key, each in value.items() if isinstance(value, dict) else enumerate(value):
                if isinstance(each, Document) and not isinstance(each, ByClass | PerHead):
                    yield from _spots(spot.inner(each, name, key))


def _changes(spot: Spot) -> Iterator[Mutant]:
    thing = spot.thing
    own = _KEYS.get(type(thing)) or (_KEYS[Trigger] if isinstance(thing, Trigger) else {})
    for name, several in own.items():
        if name not in thing.model_fields_set:
            continue  # nobody wrote it
        if getattr(thing, "same", None) is not None and name != "counts_as":
            continue  # it is changed where it is written
        for how in several:
            yield from CHANGED[how](spot, name)
    if isinstance(thing, Trigger):
        yield from ends_changed(spot)
    elif isinstance(thing, Measure):
        yield from bands_changed(spot, thing)
    elif isinstance(thing, Weights):
        yield from weights_changed(spot, thing)
    elif isinstance(thing, TableRule):
        yield from rows_changed(spot, thing)
    elif isinstance(thing, EachRule):
        yield from turned(spot, "below", "above")
    elif isinstance(thing, Clause):
        for one, other in _SIDES:
            yield from turned(spot, one, other)
    elif isinstance(thing, NotApplicable):
        rule = "rescale" if thing.rule == "full" else "full"
        edits: Edits = (((*spot.path, "rule"), rule), ((*spot.path, "points"), None))
        title = title_of(Item, "not_applicable")
        yield mutant("setting", spot, ("rule",), thing.rule, rule, edits)._replace(title=title)
    if isinstance(thing, Veto):
        effect = "last_place" if thing.effect != "last_place" else "total_zero"
        yield changed_to("setting", spot, ("effect",), thing.effect, effect)
