"""A chunk: what some units answered, as Parquet files, with a leaf beside them that says what it follows from.

The leaf is written last, and holds the digests of the others: without it, or where one differs, there is no chunk.
"""

import hashlib
import json
import os
import platform
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from dangjian_kaoping.engine.group.rows import Asked, UnitRound, Workplace
from dangjian_kaoping.group.cluster.tables import AREAS, BRANCHES, KINDS, UNITS, Kind, write
from dangjian_kaoping.version import VERSION

FORMAT = "kaoping.chunk/1"
_BLOCK = 1 << 20

Former = Literal["none", "kept", "damaged", "differs"]
"""What lay there before: nothing, the same, files that are not those of their leaf, what follows from other things."""


class Piece(NamedTuple):
    """Some units to be asked, where the answer is written, and by which version of the program."""

    places: tuple[Workplace, ...]
    asked: Asked
    folder: str
    version: str = VERSION

    @property
    def name(self) -> str:
        """What its files are called: the same units, asked the same, are called the same wherever they lie."""
        told = [FORMAT, *self.asked, *((each.unit, each.name, each.region, each.told) for each in self.places)]
        digest = hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
        return f"{self.asked.quarter}-{digest[:16]}"

    def file(self, kind: Kind) -> Path:
        """Where one of its tables lies."""
        return Path(self.folder) / f"{self.name}.{kind.name}.parquet"

    @property
    def leaf(self) -> Path:
        """Where its leaf lies."""
        return Path(self.folder) / f"{self.name}.json"


def follows_from(piece: Piece) -> dict[str, Any]:
    """What a chunk follows from: the program's version, what is asked, and every file of its units. Raises OSError."""
    return {
        "format": FORMAT,
        "version": piece.version,
        "quarter": piece.asked.quarter,
        "unsealed": piece.asked.unsealed,
        "units": [
            [each.unit, each.name, each.region, each.told, digest_of_folder(Path(each.folder))] for each in piece.places
        ],
    }


def digest_of_folder(folder: Path) -> str:
    """The digest of a workspace: names and contents of its YAML, names and sizes of all else. Raises OSError."""
    digest = hashlib.sha256()
    for where, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                path = Path(where) / name
                inside = digest_of_file(path) if path.suffix.lower() in (".yaml", ".yml") else str(path.stat().st_size)
                digest.update(f"{path.relative_to(folder).as_posix()}\0{inside}\0".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _raise(error: OSError) -> None:
    raise error


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file's bytes. Raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def former(piece: Piece, follows: Mapping[str, Any]) -> tuple[Former, dict[str, str]]:
    """What lies where a chunk will lie; and where it may be kept, the digests of its tables."""
    try:
        leaf = json.loads(piece.leaf.read_text("utf-8"))
        tables: dict[str, str] = leaf.pop("tables")
    except FileNotFoundError:
        return "none", {}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return "damaged", {}
    if leaf != json.loads(json.dumps(follows)):
        return "differs", {}
    return ("kept", tables) if is_whole(piece, tables) else ("damaged", {})


def is_whole(piece: Piece, tables: Mapping[str, str]) -> bool:
    """Whether the tables of a chunk are, byte for byte, those of its leaf."""
    try:
        return all(digest_of_file(piece.file(kind)) == tables.get(kind.name) for kind in KINDS)
    except OSError:
        return False


def put(piece: Piece, follows: Mapping[str, Any], answers: Sequence[UnitRound]) -> dict[str, str]:
    """Write a chunk and give the digests of its tables. Raises OSError, and then there is no half of a chunk."""
    rows: dict[Kind, list[Any]] = {
        UNITS: [each.row for each in answers],
        BRANCHES: [branch for each in answers for branch in each.branches],
        AREAS: [(each.row.unit, *area) for each in answers for area in each.areas],
    }
    with suppress(FileNotFoundError):
        piece.leaf.unlink()
    tables = {}
    for kind, told in rows.items():
        new = _beside(piece.file(kind))
        try:
            write(kind, told, new)
            _to_disk(new)
            tables[kind.name] = digest_of_file(new)
            new.replace(piece.file(kind))
        finally:
            new.unlink(missing_ok=True)
    new = _beside(piece.leaf)
    try:
        new.write_text(json.dumps({**follows, "tables": tables}, ensure_ascii=False, indent=1) + "\n", "utf-8")
        _to_disk(new)
        new.replace(piece.leaf)
    finally:
        new.unlink(missing_ok=True)
    return tables


def _to_disk(file: Path) -> None:
    with file.open("r+b") as opened:
        os.fsync(opened.fileno())


def _beside(file: Path) -> Path:
    """A name that no other worker gives: two may make the same chunk, where one was thought dead."""
    return file.with_name(f".{file.name}.{platform.node()}-{os.getpid()}.tmp")
