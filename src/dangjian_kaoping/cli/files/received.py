"""Files that came back, found and read: whole folders of them on several cores."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.several import shared_out
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.loading.strangers import passed_over
from dangjian_kaoping.place import as_told


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
    for where, folders, names in os.walk(folder, onerror=_raised):
        folders[:] = sorted(each for each in folders if not passed_over(each))
        yield from (Path(where) / name for name in sorted(names) if not passed_over(name))


def _raised(error: OSError) -> None:
    """A folder that cannot be looked into is not an empty one."""
    raise error


@contextmanager
def all_read(paths: Sequence[Path]) -> Iterator[list[Returned | Diagnostic]]:
    """The tables of files, or why one cannot be read, in their order; it is shown how far that is."""
    count = len(paths)
    with (
        shared_out([partial(_read, path) for path in paths]) as tables,
        patience(f"正在读取 {count} 个文件 …") as say,
    ):
        found: list[Returned | Diagnostic] = []
        for table in tables:
            found.append(table)
            say(f"正在读取文件 … {len(found)}/{count}")
        say("正在核对 …")
        yield found


def _read(path: Path) -> Returned | Diagnostic:
    from dangjian_kaoping.tables.reading import read

    return read(path, as_told(path.name))
