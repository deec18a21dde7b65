"""The stub beside the calls of codes, as it follows from their pages."""

from collections.abc import Iterable
from pathlib import Path

from dangjian_kaoping.diagnostics import FaultKind

TOP = Path(__file__).parents[2]


STUB = TOP / "src/dangjian_kaoping/diagnostics/codes.pyi"


def stub(kinds: Iterable[FaultKind]) -> str:
    """What mypy knows of the codes: a line for each."""
    head = "# 由 tests/checks/test_codes_page.py 照 pages/ 里的各页写出，不要手改。\n"
    return "".join([head, "from dangjian_kaoping.diagnostics.diagnostic import Fault\n\n", *map(_call, kinds)])


def _call(kind: FaultKind) -> str:
    said = [f"{name}: object" if must else f"{name}: object = ..." for name, must in kind.particulars().items()]
    return f"def {kind.code}({', '.join(['*', *said]) if said else ''}) -> Fault: ...\n"
