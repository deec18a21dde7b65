"""变化的种类: a table. Each kind has an id that users rely on, a level, a direction, and the kind that is its mirror.

Levels: `error` decides who is ranked, penalised or barred, or gives an old record another meaning; `warning`
changes points or who checks them; `info` changes words, order and materials.

Directions are those of a branch that does no better than before: `stricter` costs it more or gives it less,
`looser` the other way round, `neutral` depends, or costs nothing.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "info"]
Direction = Literal["stricter", "looser", "neutral"]
Side = Literal["loss", "gain"]
"""What a clause does with points: it takes them, or it gives them."""

LEVELS: tuple[Level, ...] = ("error", "warning", "info")
MIRRORED: Mapping[Direction, Direction] = {"stricter": "looser", "looser": "stricter", "neutral": "neutral"}


class ChangeKind(NamedTuple):
    """A kind of change: `part` is what changes, `verb` how; `mirror` is the kind of the same change backwards."""

    part: str
    verb: str
    level: Level
    direction: Direction
    mirror: str

    @property
    def id(self) -> str:
        """What users rely on, such as `item-points-increased`."""
        return f"{self.part}-{self.verb}"


_S: Direction = "stricter"
_L: Direction = "looser"
_N: Direction = "neutral"

MIRRORS: Mapping[str, str] = {"increased": "decreased", "added": "removed", "stricter": "looser", "split": "merged"}
"""Verbs and their mirrors; any other verb is its own, because backwards it is the same thing."""


def _pair(part: str, verb: str, level: Level, direction: Direction) -> Iterator[ChangeKind]:
    """A verb and its mirror, with the direction of the first."""
    back = MIRRORS[verb]
    yield ChangeKind(part, verb, level, direction, f"{part}-{back}")
    yield ChangeKind(part, back, level, MIRRORED[direction], f"{part}-{verb}")


def _alone(part: str, level: Level, *verbs: str) -> Iterator[ChangeKind]:
    """Verbs that are their own mirrors, and so have no direction."""
    for verb in verbs:
        yield ChangeKind(part, verb, level, _N, f"{part}-{verb}")


def _amount(part: str, level: Level, increased: Direction) -> Iterator[ChangeKind]:
    """A number that is always there."""
    yield from _pair(part, "increased", level, increased)


def _limit(part: str, level: Level, increased: Direction, added: Direction) -> Iterator[ChangeKind]:
    """A number that may be there."""
    yield from _pair(part, "increased", level, increased)
    yield from _pair(part, "added", level, added)


def _part(part: str, level: Level, added: Direction) -> Iterator[ChangeKind]:
    """Something that is there or is not."""
    yield from _pair(part, "added", level, added)


def _rule(part: str, level: Level) -> Iterator[ChangeKind]:
    """Something that is compared as a whole: stricter for everybody, looser, or neither."""
    yield from _pair(part, "stricter", level, _S)
    yield from _alone(part, level, "changed")


def _of_rubric() -> Iterator[ChangeKind]:
    for part in ("rubric-version", "rubric-title", "rubric-note"):
        yield from _alone(part, "info", "changed")
    yield from _alone("effective-from", "warning", "changed")
    yield from _limit("total", "error", _N, _N)
    yield from _part("area", "warning", _N)
    yield from _alone("area", "info", "renamed")
    yield from _alone("areas", "info", "reordered")
    yield from _alone("area-name", "info", "changed")
    yield from _alone("area-short", "info", "changed")
    yield from _limit("area-points", "warning", _N, _N)
    yield from _limit("area-times", "warning", _N, _N)
    yield from _alone("area-times", "warning", "changed")


def _of_items() -> Iterator[ChangeKind]:
    yield from _part("item", "warning", _N)
    yield from _pair("item", "split", "warning", _N)
    yield from _alone("item", "warning", "moved")
    yield from _alone("item", "info", "renamed", "perhaps-renamed")
    yield from _alone("items", "info", "reordered")
    for part in ("item-title", "item-focus", "item-requirement", "item-standard", "item-was"):
        yield from _alone(part, "info", "changed")
    yield from _limit("item-points", "warning", _N, _N)
    yield from _part("item-department", "warning", _N)
    yield from _alone("item-department", "warning", "changed")
    yield from _rule("item-due", "warning")
    yield from _alone("item-deadline", "info", "changed")
    yield from _part("item-materials", "info", _S)
    yield from _alone("item-materials", "info", "changed")
    yield from _part("item-task", "error", _S)
    yield from _part("item-factor", "warning", _N)
    yield from _part("item-not-applicable", "warning", _L)
    yield from _rule("item-not-applicable", "warning")
    yield from _part("item-exempt-class", "warning", _L)
    yield from _alone("item-exempt-class", "warning", "changed")
    yield from _amount("item-floor", "warning", _L)
    yield from _pair("item-start", "stricter", "warning", _S)
    yield from _part("group", "warning", _N)
    yield from _alone("group", "info", "renamed")
    yield from _alone("groups", "info", "reordered")
    yield from _alone("group-title", "info", "changed")
    yield from _limit("group-points", "warning", _N, _N)
    yield from _rule("group-start", "warning")
    for scope in ("item", "group"):
        yield from _limit(f"{scope}-ceiling", "warning", _L, _L)
        yield from _part(f"{scope}-loss-highest-only", "warning", _L)
        yield from _part(f"{scope}-gain-highest-only", "warning", _S)
        yield from _part(f"{scope}-highest-only", "warning", _N)
        # a cap holds what is taken and what is given, each by itself
        yield from _limit(f"{scope}-loss-cap", "warning", _S, _L)
        yield from _limit(f"{scope}-gain-cap", "warning", _L, _S)
        yield from _limit(f"{scope}-cap", "warning", _N, _N)


def _of_clauses() -> Iterator[ChangeKind]:
    yield from _part("veto-clause", "error", _S)
    yield from _alone("clause", "warning", "moved")
    yield from _pair("clause", "split", "warning", _N)
    yield from _alone("clause", "info", "renamed", "perhaps-renamed")
    yield from _alone("clauses", "info", "reordered")
    for part in ("clause-text", "clause-was", "clause-domain", "clause-level-order"):
        yield from _alone(part, "info", "changed")
    # one of the two changed, and the other stayed as it was
    yield from _alone("clause-text", "warning", "kept")
    yield from _alone("clause-rule", "warning", "kept")
    for part in ("clause-group", "clause-unit", "clause-ties", "clause-scorer-weights", "clause-required"):
        yield from _alone(part, "warning", "changed")
    yield from _part("clause-department", "warning", _N)
    yield from _alone("clause-department", "warning", "changed")
    for part in ("clause-absent-scorers", "clause-marks"):
        yield from _alone(part, "warning", "changed")
    yield from _limit("clause-ballot-level", "warning", _N, _N)
    for part in ("clause-effect", "clause-fact", "clause-counts-as", "clause-record"):
        yield from _alone(part, "error", "changed")
    yield from _amount("clause-required", "warning", _S)
    yield from _pair("clause-period", "stricter", "warning", _S)
    yield from _rule("clause-if-none", "warning")
    yield from _limit("clause-sample-size", "warning", _N, _N)
    yield from _amount("clause-full", "warning", _N)
    yield from _part("clause-level", "warning", _N)
    yield from _part("clause-role", "warning", _N)
    yield from _part("clause-undone", "error", _S)
    yield from _part("clause-empties", "warning", _S)
    yield from _rule("clause-empties", "warning")
    yield from _part("clause-veto", "error", _S)
    yield from _rule("clause-veto", "error")
    yield from _part("clause-below-zero", "warning", _S)


def _of_a_side(side: Side) -> Iterator[ChangeKind]:
    """What is stricter where points are taken is looser where they are given."""
    more, less = (_S, _L) if side == "loss" else (_L, _S)
    yield from _part(f"{side}-clause", "warning", more)
    yield from _part(f"{side}-rule", "warning", more)
    for part in ("rule", "line", "whole", "role", "drop-highest", "drop-lowest"):
        yield from _alone(f"{side}-{part}", "warning", "changed")
    for part in ("price", "below", "level", "share", "role", "times"):
        yield from _amount(f"{side}-{part}", "warning", more)
    for part in ("step", "above", "whole"):
        yield from _amount(f"{side}-{part}", "warning", less)
    yield from _amount(f"{side}-drop-highest", "warning", less)
    yield from _amount(f"{side}-drop-lowest", "warning", more)
    for part in ("steps", "table", "range", "overlap", "repeat", "repeat-window"):
        yield from _rule(f"{side}-{part}", "warning")
    yield from _limit(f"{side}-late-most", "warning", more, less)
    yield from _limit(f"{side}-never", "warning", more, more)
    yield from _limit(f"{side}-free", "warning", less, less)
    yield from _limit(f"{side}-cap", "warning", more, less)
    yield from _rule(f"{side}-combine", "warning")
    yield from _part(f"{side}-when", "warning", less)
    yield from _rule(f"{side}-when", "warning")
    for part in ("highest-per-event", "highest-only"):
        yield from _part(f"{side}-{part}", "warning", less)


def _of_measure() -> Iterator[ChangeKind]:
    yield from _amount("inspection-weight", "error", _N)
    yield from _amount("self-weight", "error", _N)
    yield from _alone("self-due-day", "info", "changed")
    yield from _pair("missing-month", "stricter", "error", _S)
    yield from _limit("bonus-limit", "error", _L, _S)
    yield from _limit("penalty-limit", "error", _S, _L)
    yield from _pair("bonus-on", "stricter", "error", _S)
    yield from _limit("measure-times", "error", _N, _N)
    yield from _alone("measure-times", "error", "changed")
    yield from _limit("composite-floor", "error", _L, _L)
    yield from _amount("rounding-places", "error", _N)
    for part in (
        "rounding-mode",
        "rounding-stage",
        "tie-breakers",
        "ranking",
        "last-pool",
        "year-combine",
        "self-assessment",
    ):
        yield from _alone(part, "error", "changed")
    yield from _amount("last-places", "error", _S)
    yield from _pair("last-edge", "stricter", "error", _S)
    yield from _amount("small-pool", "error", _L)
    yield from _amount("small-last", "error", _S)
    yield from _amount("measure-repeat-window", "error", _S)
    yield from _amount("year-quarters", "error", _S)
    for part in ("year-flags", "commendation-flags", "commendation-grade"):
        # what excludes from commendation
        yield from _part(part, "error", _S)
        yield from _alone(part, "error", "changed")
    yield from _part("published-part", "warning", _N)
    yield from _alone("published-part", "warning", "changed")
    yield from _part("grade", "error", _N)
    yield from _limit("grade-limit", "error", _L, _S)
    yield from _limit("grade-count", "error", _L, _S)
    yield from _part("grade-areas", "error", _S)
    yield from _rule("grade-areas", "error")
    yield from _alone("grade-limit-pool", "error", "changed")
    yield from _pair("grade-limit-ties", "stricter", "error", _S)
    yield from _pair("grade-limit-rounding", "stricter", "error", _S)
    yield from _rule("grade-line", "error")


def _of_policy() -> Iterator[ChangeKind]:
    for part in ("policy-version", "policy-title", "policy-note"):
        yield from _alone(part, "info", "changed")
    yield from _part("reward", "error", _L)
    yield from _alone("reward", "error", "changed")
    yield from _part("dock", "error", _S)
    yield from _alone("dock", "error", "changed")
    yield from _limit("reward-fund", "error", _L, _L)
    yield from _limit("reward-cap", "error", _L, _S)
    yield from _limit("reward-floor", "error", _L, _L)
    yield from _amount("reward-amount", "error", _L)
    yield from _limit("dock-cap", "error", _S, _L)
    yield from _limit("dock-floor", "error", _S, _S)
    yield from _amount("dock-amount", "error", _S)
    yield from _limit("coefficient-cap", "error", _L, _S)
    yield from _limit("coefficient-floor", "error", _L, _L)
    yield from _limit("net-floor", "error", _L, _L)


def _of_anything() -> Iterator[ChangeKind]:
    """What has no kind of its own: a part of a document that the table does not name yet."""
    yield from _limit("number", "error", _N, _N)
    # more for branches of some head counts, less for others
    yield from _alone("number", "warning", "changed")
    yield from _part("setting", "error", _N)
    yield from _alone("setting", "error", "changed")
    # the same number for every class, written in another way
    yield from _alone("number", "info", "rewritten")


def _table() -> dict[str, ChangeKind]:
    kinds = [
        *_of_rubric(),
        *_of_items(),
        *_of_clauses(),
        *_of_a_side("loss"),
        *_of_a_side("gain"),
        *_of_measure(),
        *_of_policy(),
        *_of_anything(),
    ]
    table = {kind.id: kind for kind in kinds}
    assert len(table) == len(kinds)
    return table


KINDS: Mapping[str, ChangeKind] = _table()
"""All kinds of change by id."""
