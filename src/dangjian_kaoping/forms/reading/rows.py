"""What rows of facts have in common, of a department's form and of a branch's: whose they are, and in what order."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.grid import Tree
from dangjian_kaoping.forms.reading.findings import Found, origin
from dangjian_kaoping.forms.reading.known import Meant


def key_of(meant: Meant, *before: str) -> str:
    """The 行 of a row that asks for the fact of a clause."""
    return "/".join((*before, meant.item.id, "" if meant.asking is None else meant.asking.clause.id))


def in_order(basis: Basis, found: Sequence[Found]) -> list[Found]:
    """Findings by the rubric's items, and under each as they stand in the form."""
    order = {item: index for index, item in enumerate(basis.rubric.by_item)}
    return sorted(found, key=lambda each: order[each.item.id])


def filed(found: Found, file: str) -> Tree:
    """A finding with where it comes from."""
    assert isinstance(found.tree, Mapping)
    return {**found.tree, "origin": origin(file, found.line)}
