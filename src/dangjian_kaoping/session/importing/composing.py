"""A form's documents as the files that they become: names for ids, numbers for new problems, and the text."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from dangjian_kaoping.forms.filing import Filed, Filing
from dangjian_kaoping.forms.grid import Leaf, Tree
from dangjian_kaoping.forms.signature import LINES, signed
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.periods import Quarter, parse_month, parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.writer import Written, written

_UNSAFE = re.compile(r"[^\w.\-]")
_LONGEST = 60
"""Characters of a part of a file's name; what is longer is told apart by a digest."""


class Stated(NamedTuple):
    """A value as it will be written, and where it was read: the cell, where somebody wrote it, and the form; and the
    cell where a reason should stand and does not.
    """

    text: str
    place: Place | None = None
    form: int = -1
    reason: Place | None = None


StatedTree = Stated | Sequence["StatedTree"] | Mapping[str, "StatedTree"]


class Composed(NamedTuple):
    """A file as it will be: its name in the workspace, its text, and from where in it which value came."""

    file: str
    quarter: Quarter
    text: str
    written: Written[Stated]

    def stated(self, place: Place) -> Stated | None:
        """What stands at a place of the text, as far as it was read in a cell; else what was, before it."""
        marks = self.written.marks
        found = self.written.mark_at(place.line, place.column)
        before = (each for _, each in reversed(marks[: found + 1]) if each.place is not None)
        after = (each for _, each in marks[found + 1 :] if each.place is not None)
        return next(before, None) or next(after, None)


def quarter_of_filed(filed: Filed) -> Quarter:
    """The round in whose folder a document lies."""
    month = parse_month(filed.said("month"))
    quarter = parse_quarter(filed.said("quarter")) if month is None else month.quarter
    assert quarter is not None
    return quarter


def file_of(filing: Filing, filed: Filed) -> str:
    """Where a document lies: one file a form, visits by their department, a list by its name."""
    folder = f"data/{quarter_of_filed(filed)}"
    code = filing.code
    match filed.said("kind"):
        case "facts":
            return f"{folder}/lists/{_safe(filing.name)}.yaml"
        case "followups":
            return f"{folder}/followups/{_safe(visiting(filing, filed))}.yaml"
        case "self":
            assert code is not None
            period = filed.said("month") or filed.said("quarter")
            return f"{folder}/self/{_safe('-'.join((period, *code.branches)))}.form.yaml"
    assert code is not None
    parts = (code.department, *(code.branches if code.part else ()))
    return f"{folder}/inspection/{_safe('-'.join(parts))}.form.yaml"


def visiting(filing: Filing, filed: Filed) -> str:
    """The department whose visits a document holds, by its id."""
    if filing.code is not None and filing.code.department:
        return filing.code.department
    return next((text for visit in visits_of(filed) if (text := said(visit, "department"))), "")


def visits_of(filed: Filed) -> list[Mapping[str, Tree]]:
    """The visits of a document."""
    return [cast(Mapping[str, Tree], each) for each in cast(Sequence[Tree], filed.tree.get("followups", ()))]


def records_of(filed: Filed) -> Mapping[str, Mapping[str, Tree]]:
    """The records of a document by branch; of one that has nothing to declare, an empty one."""
    branches = cast(Mapping[str, Tree], filed.tree.get("branches", {}))
    return {name: {} if isinstance(each, Leaf) else cast(Mapping[str, Tree], each) for name, each in branches.items()}


def findings_of(record: Mapping[str, Tree]) -> list[Mapping[str, Tree]]:
    """The findings of a record."""
    return [cast(Mapping[str, Tree], each) for each in cast(Sequence[Tree], record.get("findings", ()))]


def said(tree: Mapping[str, Tree], key: str) -> str:
    """The text of a plain key; empty where there is none."""
    found = tree.get(key)
    return found.text if isinstance(found, Leaf) else ""


def first_cell(tree: Tree, file: str) -> Place:
    """The first cell of a tree that somebody filled in; the form as a whole where none was."""
    return next((leaf.cell.place(file) for leaf in _leaves(tree) if leaf.cell is not None), Place(file, 0))


def _leaves(tree: Tree) -> Iterator[Leaf]:
    if isinstance(tree, Leaf):
        yield tree
        return
    for each in tree.values() if isinstance(tree, Mapping) else tree:
        yield from _leaves(each)


def composed(
    filing: Filing, form: int, filed: Filed, roster: Roster, ids: Mapping[tuple[str, int], str], kept: Mapping[str, str]
) -> Composed:
    """The file of a document of records. `ids` are the numbers of its findings, where the form leaves them open, by
    branch and position; `kept` all that were ever given to its rows.
    """
    quarter = quarter_of_filed(filed)
    names = names_in(roster, quarter)
    document: dict[str, StatedTree] = {}
    for key, value in filed.tree.items():
        if key == "branches":
            if filed.said("kind") == "inspection" and filing.code is not None:
                numbers = {row: Stated(number) for row, number in kept.items()}
                asked = [Stated(each) for each in filing.code.branches]
                document["form"] = {"branches": asked, **({"numbers": numbers} if numbers else {})}
            document[key] = {
                names.get(branch, branch): _numbered(
                    branch, cast(Mapping[str, Tree], filed.tree["branches"])[branch], ids, filing.file, form
                )
                for branch in cast(Mapping[str, Tree], value)
            }
        elif key == "department":
            department = filed.said(key)
            document[key] = Stated(department_in(roster, department, quarter))
        else:
            document[key] = stated_tree(value, filing.file, form)
        if key == "kind":
            document["version"] = Stated("1")
    return composed_of(file_of(filing, filed), quarter, document)


def composed_of(file: str, quarter: Quarter, document: Mapping[str, StatedTree]) -> Composed:
    """The file of a document."""
    found = written(document, [""] * LINES)
    body = found.text.split("\n", LINES)[LINES]
    return Composed(file, quarter, signed(body), found)


def names_in(roster: Roster, quarter: Quarter) -> dict[str, str]:
    """What the branches are called in a quarter, by id."""
    return {branch: name for name, branch in roster.in_force(quarter).items() if name != branch}


def department_in(roster: Roster, department: str, quarter: Quarter) -> str:
    """What a department, by its id, is called in a quarter."""
    name = roster.department_name(department, quarter) if department in roster.departments else department
    return name if roster.departments_in_force(quarter).get(name) == department else department


def _numbered(branch: str, record: Tree, ids: Mapping[tuple[str, int], str], file: str, form: int) -> StatedTree:
    if isinstance(record, Leaf):
        return stated_tree(record, file, form)
    found: dict[str, StatedTree] = {}
    for key, value in cast(Mapping[str, Tree], record).items():
        if key != "findings":
            found[key] = stated_tree(value, file, form)
            continue
        findings: list[StatedTree] = []
        for index, each in enumerate(cast(Sequence[Tree], value)):
            finding = stated_entries(cast(Mapping[str, Tree], each), file, form)
            number = ids.get((branch, index))
            if number is not None:
                until = cast(Stated, finding.pop("rectify_by"))
                origin = finding.pop("origin", None)
                finding |= {"id": until._replace(text=number), "rectify_by": until}
                finding |= {} if origin is None else {"origin": origin}
            findings.append(finding)
        found[key] = findings
    return found


def stated_tree(tree: Tree, file: str, form: int) -> StatedTree:
    """A tree with the places of its cells."""
    if isinstance(tree, Leaf):
        places = (None if each is None else each.place(file) for each in (tree.cell, tree.reason))
        return Stated(tree.text, next(places), form, next(places))
    if isinstance(tree, Mapping):
        return stated_entries(tree, file, form)
    return [stated_tree(each, file, form) for each in tree]


def stated_entries(tree: Mapping[str, Tree], file: str, form: int) -> dict[str, StatedTree]:
    """A mapping likewise, without what says nothing."""
    return {key: stated_tree(each, file, form) for key, each in tree.items() if not isinstance(each, Leaf) or each.text}


def _safe(name: str) -> str:
    """A part of a file's name that every system can store, told apart by a digest where that loses something."""
    safe = _UNSAFE.sub("_", name).strip(".") or "_"
    if safe == name and len(name) <= _LONGEST:
        return name
    return f"{safe[:_LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
