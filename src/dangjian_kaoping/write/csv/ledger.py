"""整改台账 as CSV."""

from collections.abc import Sequence
from pathlib import Path

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.views.ledger import ledger
from dangjian_kaoping.write.csv.table import as_csv


def ledger_csv(entries: Sequence[Entry], *, draft: bool = False) -> str:
    """The columns that an office uses; a draft has one more, which says 暂定 in every row."""
    return as_csv(ledger(entries, draft=draft))


def is_ledger_csv(path: Path) -> bool:
    """Whether a file has our columns: only those are overwritten unasked."""
    ours = [ledger_csv((), draft=draft).encode("utf-8-sig") for draft in (False, True)]
    with path.open("rb") as file:
        return file.read(max(map(len, ours))).startswith(tuple(ours))
