"""Forms of one run that are of the same: copies of one another, or nobody knows which of them counts."""

from collections.abc import Iterable, Sequence

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Tree, plain_tree
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.importing.composing import first_cell, names_in, quarter_of_filed, records_of
from dangjian_kaoping.session.importing.ruling import Ruling

_NOT_OF_IT = {"KP721", "KP722", "KP723", "KP734"}
"""With these a form says nothing, or nobody knows of what or whom it is."""


def tell_copies(rulings: Iterable[Ruling]) -> None:
    """Of forms that are of the same, equal ones are copies, and of others nobody knows which one counts, also where
    one of them is refused.
    """
    first: dict[object, list[Ruling]] = {}
    for ruling in rulings:
        code, filing = ruling.filing.code, ruling.filing
        if ruling.refused and (code is None or _NOT_OF_IT & {each.code for each in ruling.faults}):
            continue
        key: tuple[object, ...] = (filing.name, *map(quarter_of_filed, filing.documents))
        if code is not None:
            key = code.kind, code.period, code.department, code.branches
        first.setdefault(key, []).append(ruling)
    for several in first.values():
        refused = {id(each) for each in several if each.refused}
        original = next((each for each in several if id(each) not in refused), None)
        for other in several if original is not None else ():
            assert original is not None
            if other is original:
                continue
            if id(other) not in refused and _plain(original.filing) == _plain(other.filing):
                other.of = original.filing.file
                continue
            for mine, theirs in ((original, other), (other, original)):
                if id(mine) not in refused:
                    fault = codes.KP742(what="同一张表", other=theirs.filing.file)
                    mine.faults.extend([Diagnostic(fault, Place(mine.filing.file, 0))])


def _plain(filing: Filing) -> list[object]:
    return [plain_tree(each.tree) for each in filing.documents]


def tell_overlaps(rulings: Sequence[Ruling], roster: Roster) -> None:
    """Parts of a department's form that speak of the same branch."""
    seen: dict[tuple[str, str, str], tuple[Ruling, Tree]] = {}
    for ruling in rulings:
        code = ruling.filing.code
        for filed in ruling.filing.documents if ruling.open and code is not None else ():
            for branch, record in records_of(filed).items() if filed.said("kind") == "inspection" else ():
                assert code is not None
                first, tree = seen.setdefault((code.period, code.department, branch), (ruling, record))
                if first is ruling:
                    continue
                what = f"{names_in(roster, quarter_of_filed(filed)).get(branch, branch)}的检查"
                how = "" if plain_tree(tree) == plain_tree(record) else None
                for mine, theirs, cells in ((first, ruling, tree), (ruling, first, record)):
                    fault = codes.KP742(what=what, other=theirs.filing.file, how=how)
                    mine.faults.extend([Diagnostic(fault, first_cell(cells, mine.filing.file))])
