"""What rows of facts have in common, of a department's form and of a branch's: whose they are, and in what order."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.grid import Tree
from dangjian_kaoping.forms.reading.findings import Found, origin
from dangjian_kaoping.forms.reading.known import Meant
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.table import Line


def key_of(meant: Meant, *before: str) -> str:
    """The 行 of a row that asks for the fact of a clause."""
    return "/".join((*before, meant.item.id, "" if meant.asking is None else meant.asking.clause.id))


def is_whole(line: Line, key: str, notes: Notes) -> bool:
    """Whether a row that came with its clause still has it; else it is noted: columns were sorted one by one."""
    if "/" not in line.key or line.key == key:
        return True
    problem = f"这一行原来是“{line.key}”的，现在写着“{key}”，多半只排了一部分列，或粘贴时盖住了几格"
    notes.at(line.ref("clause"), codes.KP730(problem=problem))
    return False


def in_order(basis: Basis, found: Sequence[Found]) -> list[Found]:
    """Findings by the rubric's items, and under each as they stand in the form."""
    order = {item: index for index, item in enumerate(basis.rubric.by_item)}
    return sorted(found, key=lambda each: order[each.item.id])


def filed(found: Found, file: str) -> Tree:
    """A finding with where it comes from."""
    assert isinstance(found.tree, Mapping)
    return {**found.tree, "origin": origin(file, found.line)}
