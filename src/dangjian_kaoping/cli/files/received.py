"""Files that came back, found and read: whole folders of them on several cores."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.loading.strangers import passed_over
from dangjian_kaoping.place import as_told

_MANY = 6
"""From so many files on, to start another process costs less than it saves."""
_MOST_CORES = 8


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files that are named, and all in the folders that are, in the order of their names; each once.

    What systems and programs leave behind is passed over in folders. Raises Misused for what is not there.
    """
    found: dict[str, Path] = {}
    for path in paths:
        if not path.exists():
            raise Misused(f"没有“{as_told(str(path))}”这个文件或文件夹。")
        for each in _below(path) if path.is_dir() else (path,):
            found.setdefault(os.path.realpath(each), each)
    return list(found.values())


def _below(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(each for each in folders if not passed_over(each))
        yield from (Path(where) / name for name in sorted(names) if not passed_over(name))


def all_read(paths: Sequence[Path], told: Callable[[int], None]) -> list[Returned | Diagnostic]:
    """The tables of files, or why one cannot be read, in their order; `told` hears how many are done."""
    cores = min(os.cpu_count() or 1, _MOST_CORES)
    if len(paths) < _MANY or cores < 2:
        found = []
        for path in paths:
            found.append(_read(path))
            told(len(found))
        return found
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(cores) as pool:
        found = []
        for each in pool.map(_read, paths, chunksize=4):
            found.append(each)
            told(len(found))
        return found


def _read(path: Path) -> Returned | Diagnostic:
    from dangjian_kaoping.tables.reading import read

    return read(path, as_told(path.name))
