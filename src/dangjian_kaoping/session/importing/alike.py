"""Forms of one run that are of the same: copies of one another, or nobody knows which of them counts."""

from collections.abc import Iterable, Sequence

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Tree
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.importing.composing import first_cell, plain_tree, quarter_of_filed, records_of
from dangjian_kaoping.session.importing.ruling import Ruling


def tell_copies(rulings: Iterable[Ruling]) -> None:
    """Of forms that are of the same, equal ones are copies, and of others nobody knows which one counts."""
    first: dict[object, list[Ruling]] = {}
    for ruling in rulings:
        code, filing = ruling.filing.code, ruling.filing
        if ruling.refused:
            continue
        key = (filing.name,) if code is None else (code.kind, code.period, code.department, code.branches)
        first.setdefault((*key, *sorted({str(quarter_of_filed(each)) for each in filing.documents[:1]})), []).append(
            ruling
        )
    for several in first.values():
        original = several[0]
        for other in several[1:]:
            if _plain(original.filing) == _plain(other.filing):
                other.of = original.filing.file
                continue
            for mine, theirs in ((original, other), (other, original)):
                fault = codes.KP742(what="同一张表", other=theirs.filing.file)
                mine.faults.extend([Diagnostic(fault, Place(mine.filing.file, 0))])


def _plain(filing: Filing) -> list[object]:
    return [plain_tree(each.tree) for each in filing.documents]


def tell_overlaps(rulings: Sequence[Ruling]) -> None:
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
                for mine, theirs, cells in ((first, ruling, tree), (ruling, first, record)):
                    fault = codes.KP742(what=f"这个支部的检查（{branch}）", other=theirs.filing.file)
                    mine.faults.extend([Diagnostic(fault, first_cell(cells, mine.filing.file))])
