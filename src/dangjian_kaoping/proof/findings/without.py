"""去掉它: an item with one thing of it taken away, or drawn a little tighter. What is dead changes nothing by that.

A limit that is reached just so says what holds anyway, and nobody is misled; one that holds nothing back though it were
tighter says something that never happens.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Situation

A_LITTLE = Decimal("0.01")
"""By how much a limit is drawn tighter (分, or of what is measured)."""

Near = Literal["most", "least"]
Made = Callable[[Item], Item | None]
"""An item with the numbers of a class, changed; None where in that class there is nothing to change."""


class Change(NamedTuple):
    """One thing of an item: what it is called, where it stands, and what the item is without it; where several changes
    are made, none of them may matter.

    It is to be seen around `clauses` (none: around all). `first` are situations in which it will likely matter, if it
    does at all. `tighter` says that it stays, and is only drawn tighter. `otherwise` is what anybody can try
    to see that nothing changes, in words; `near` says on which side of the item's points it would bind.
    """

    what: str
    place: Place
    made: tuple[Made, ...]
    clauses: tuple[str, ...] = ()
    tighter: bool = False
    otherwise: str = "把它去掉"
    near: Near | None = None
    first: Callable[[Around], Iterable[Situation]] | None = None


def with_item(item: Item, **fields: Any) -> Item:
    """An item whose class is chosen, with some of its fields changed."""
    changed = with_fields(item, fields)
    # nothing is left to be chosen: to look for it again costs more than to score
    changed.__dict__["_unchosen"] = ()
    return changed


def with_clause(item: Item, clause_id: str, **fields: Any) -> Item:
    """An item whose class is chosen, with some fields of one clause changed."""
    clauses = (with_fields(each, fields) if each.id == clause_id else each for each in item.clauses)
    return with_item(item, clauses=tuple(clauses))


def with_fact(item: Item, clause_id: str, **fields: Any) -> Item:
    """An item whose class is chosen, with a fact set otherwise, for all clauses that read it."""
    clauses = (
        with_fields(each, {"fact": with_fields(each.fact, fields)}) if each.recorded_under == clause_id else each
        for each in item.clauses
    )
    return with_item(item, clauses=tuple(clauses))


def without_clause(item: Item, clause_id: str) -> Item:
    """An item in which a clause only records."""
    nothing: dict[str, Any] = dict.fromkeys(("empties", "veto", "repeat"))
    effect = item.by_clause[clause_id].effect
    if effect not in ("veto", "record"):
        nothing[effect] = None
    return with_clause(item, clause_id, **nothing, undone=False)


def removal(clause: Clause) -> Change:
    """A clause as a whole."""
    return Change(f"“{clause.id}”", clause.place_of("id"), (lambda own: without_clause(own, clause.id),), (clause.id,))


def less(number: Any) -> Decimal:
    """A number that the class has chosen, a little less; not below 0."""
    return max(decided(number) - A_LITTLE, Decimal(0))
