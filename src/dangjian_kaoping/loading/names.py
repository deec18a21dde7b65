"""Names to choose from while a command line is typed: read quickly and leniently, never as a basis of anything."""

from collections.abc import Iterator
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.strangers import is_yaml
from dangjian_kaoping.periods import Quarter, parse_quarter
from dangjian_kaoping.source.files import read_text
from dangjian_kaoping.source.reader import read_header, read_yaml


class Names:
    """What may be named in a workspace; what cannot be read is left out."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def quarters(self) -> list[str]:
        """The quarters that have a folder, newest first."""
        folder = self._root / "data"
        found = (parse_quarter(entry.name) for entry in folder.iterdir() if entry.is_dir()) if folder.is_dir() else ()
        return [str(each) for each in sorted((quarter for quarter in found if quarter), reverse=True)]

    def inspected(self) -> list[str]:
        """The quarters that have an inspection, newest first."""
        folders = ((each, self._root / "data" / each / "inspection") for each in self.quarters())
        return [each for each, folder in folders if any(is_yaml(path.name) for path in folder.rglob("*"))]

    def versions(self) -> list[str]:
        """The rubrics' versions, newest first."""
        return [header["version"] for _, header in reversed(self._rubrics()) if "version" in header]

    def branches(self, quarter: Quarter | None) -> list[str]:
        """The names of the branches in a quarter (without one: today's), then their ids."""
        return self._called("branches", quarter)

    def departments(self, quarter: Quarter | None) -> list[str]:
        """The names of the departments in a quarter, then their ids."""
        return self._called("departments", quarter)

    def items(self, quarter: Quarter | None) -> list[str]:
        """The ids of the items of the rubric in force in a quarter (without one: of the newest)."""
        known = self._rubrics()
        if quarter is not None:
            known = [each for each in known if (_since(each[1]) or quarter) <= quarter]
        data = self._read(known[-1][0]) if known else None
        areas = _list(data, "areas")
        return [str(item["id"]) for area in areas for item in _list(area, "items") if "id" in item]

    def lists(self) -> list[str]:
        """The lists that the settings describe."""
        data = self._read(self._root / "kaoping.yaml")
        found = data.get("lists") if isinstance(data, dict) else None
        return list(found) if isinstance(found, dict) else []

    def _rubrics(self) -> list[tuple[Path, dict[str, str]]]:
        """The files of the rubrics with their first lines, oldest first."""
        folder = self._root / "rubrics"
        files = [path for path in folder.iterdir() if is_yaml(path.name)] if folder.is_dir() else []
        headers = [(path, read_header(self._text(path))) for path in sorted(files)]
        rubrics = [each for each in headers if each[1].get("kind") == "rubric"]
        return sorted(rubrics, key=lambda each: _since(each[1]) or Quarter(0, 1))

    def _called(self, group: str, quarter: Quarter | None) -> list[str]:
        data = self._read(self._root / "data/roster.yaml")
        entries = data.get(group) if isinstance(data, dict) else None
        known = entries if isinstance(entries, dict) else {}
        day = "9999" if quarter is None else str(quarter.last_day)
        names = {key: name for key, rows in known.items() if (name := _name(rows, day))}
        return [*names.values(), *names]

    def _text(self, path: Path) -> str:
        return read_text(path, path.name, Faults()) or ""

    def _read(self, path: Path) -> object:
        return read_yaml(self._text(path), path.name, Faults())


def _since(header: dict[str, str]) -> Quarter | None:
    return parse_quarter(header.get("effective_from", ""))


def _list(data: object, key: str) -> Iterator[dict[str, object]]:
    found = data.get(key) if isinstance(data, dict) else None
    return (each for each in found if isinstance(each, dict)) if isinstance(found, list) else iter(())


def _name(rows: object, day: str) -> str | None:
    """What somebody is called on a day, by its dated rows; None where it is not there any more."""
    name = None
    known = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    for row in sorted(known, key=lambda row: str(row.get("from"))):
        if str(row.get("from")) <= day:
            name = None if row.get("ends") == "true" else row.get("name") or name
    return name
