"""What lies in the folders of a workspace: one that cannot be looked into is told, never taken for an empty one."""

import os
from collections.abc import Iterator
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.source.files import reason_of


def walked(root: Path, folder: str, faults: Faults) -> Iterator[tuple[Path, list[str], list[str]]]:
    """A folder and those below it, with the names of the folders and of all else in each; links are not followed.

    Who takes names of folders away does not get there. What is not there, or is no folder, holds nothing.
    """
    for where, folders, names in os.walk(root / folder, onerror=lambda error: _blame(root, folder, error, faults)):
        yield Path(where), folders, names


def entries(root: Path, folder: str, faults: Faults) -> list[Path]:
    """What lies in a folder, by name; nothing where there is none."""
    try:
        with os.scandir(root / folder) as found:
            return sorted(Path(entry.path) for entry in found)
    except OSError as error:
        _blame(root, folder, error, faults)
        return []


def _blame(root: Path, folder: str, error: OSError, faults: Faults) -> None:
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return
    path = Path(error.filename or root / folder)
    file = as_told(path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix())
    faults.add(codes.KP173(reason=reason_of(error)), Place(file, 0))
