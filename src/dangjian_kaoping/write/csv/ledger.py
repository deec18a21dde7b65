"""整改台账 as CSV."""

import csv
import io
from collections.abc import Sequence

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.words.ledger import COLUMNS, cells_of
from dangjian_kaoping.words.names import PROVISIONAL
from dangjian_kaoping.write.csv.score import words


def ledger_csv(entries: Sequence[Entry], *, draft: bool = False) -> str:
    """The columns that an office uses; a draft has one more, which says 暂定 in every row."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*COLUMNS, PROVISIONAL] if draft else COLUMNS)
    for entry in entries:
        writer.writerow([words(cell) for cell in cells_of(entry)] + [PROVISIONAL] * draft)
    return file.getvalue()
