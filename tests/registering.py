"""What went out of a round, registered without a file that went out: as `kaoping publish` would have done."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.engine.course.registered import entry_digest
from dangjian_kaoping.loading.workspace import Loader, publications_file
from dangjian_kaoping.model.publications import Publication
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.write.publications_yaml import publications_yaml


class Sent(NamedTuple):
    """A file that went out: what it is, on which day, and by which seal (its digest; None: that in force)."""

    what: str
    day: date
    seal: str | None = None
    file: str | None = None


def register(root: Path, quarter: str, sent: Iterable[Sent]) -> None:
    """Write the list of what went out of a round, in this order; what stands there already stays as it is."""
    asked = parse_quarter(quarter)
    assert asked is not None
    seals = Loader(root).seals_of(asked)
    assert seals is not None
    known = Loader(root).publications_of(asked)
    before = () if known is None else known.publications
    entries: list[Publication] = []
    for number, each in enumerate(sent, 1):
        if number <= len(before) and (before[number - 1].what, before[number - 1].date) == (each.what, each.day):
            entries.append(before[number - 1])
            continue
        data: dict[str, object] = {
            "id": number,
            "what": each.what,
            "file": each.file or f"{each.what}.docx",
            "date": str(each.day),
            "sha256": f"{number:064}",
            "seal": each.seal or seals.in_force.digest,
            "digest": "-",
        }
        entry = Publication.model_validate({key: str(value) for key, value in data.items()})
        digest = entry_digest(asked, entry, entries[-1].digest if entries else None)
        entries.append(entry.model_copy(update={"digest": digest}))
    (root / publications_file(asked)).write_text(publications_yaml(asked, entries), "utf-8")
