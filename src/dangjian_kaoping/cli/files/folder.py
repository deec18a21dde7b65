"""A folder of files that belong together: brought up to date as one, and nobody else's file in it touched.

What has not changed is not written, so that it keeps its time; what belongs no more is taken away at the end. Killed in
between, the folder holds whole files, some of them new: the same command run again goes on where it stopped.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.cli.files.publication import Target, refused, refused_anew, write_anew
from dangjian_kaoping.cli.files.writing import clear
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.session.session import Session


class Kept(NamedTuple):
    """The files of a folder: by their paths from it what they hold, the last one written last.

    Files that belong no more are looked for in the `folders` alone. `ours` says of a content whether it is one of the
    kind, as it was written; `mend` what to do where another lies in the way.
    """

    files: Mapping[str, bytes]
    folders: Sequence[str]
    ours: Callable[[bytes], bool]
    mend: str


class Change(NamedTuple):
    """What became of a folder: how many files were written, were the same, were taken away; and those that belong no
    more, and stay because somebody has changed them, or they cannot be taken away.
    """

    written: int
    same: int
    removed: int
    stay: tuple[Path, ...]


def bring_up_to_date(folder: Path, kept: Kept, *, session: Session, force: bool) -> Change:
    """Write what is new or other, all or none, and then take away what belongs no more. Raises Stopped where something
    is in the way that is not ours, unless with `force`; then nothing has changed.
    """
    for each in ("", *kept.folders):
        clear(folder / each)
    endings = frozenset(name.rpartition(".")[2] for name in kept.files)
    targets = [
        Target(folder / name, partial(bytes, content), lambda path: kept.ours(path.read_bytes()), kept.mend)
        for name, content in kept.files.items()
        if not _holds(folder / name, content)
    ]
    faults = Faults()
    faults.extend(refused([each for each in targets if each.path.exists()], force=force, session=session))
    faults.extend(refused_anew([each for each in targets if not each.path.exists()]))
    if not len(faults) and targets:
        faults = write_anew(targets)
    if len(faults):
        raise Stopped(FINDINGS, faults, {})
    removed, stay = 0, []
    for path in _others(folder, kept, endings):
        if _taken_away(path, kept):
            removed += 1
        else:
            stay.append(path)
    return Change(len(targets), len(kept.files) - len(targets), removed, tuple(stay))


def _taken_away(path: Path, kept: Kept) -> bool:
    """Whether a file was ours, and is gone: one that the system keeps, or lets nobody read, stays."""
    try:
        if not kept.ours(path.read_bytes()):
            return False
        path.unlink()
    except OSError:
        return False
    return True


def _holds(path: Path, content: bytes) -> bool:
    """Whether a file is there and holds that already."""
    try:
        return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _others(folder: Path, kept: Kept, endings: frozenset[str]) -> list[Path]:
    """The files in the folders that end as ours do, and are none of them."""
    known = {_folded(name) for name in kept.files}
    found = []
    for name in kept.folders:
        with suppress(FileNotFoundError):
            for path in sorted((folder / name).iterdir()):
                ours = path.suffix.removeprefix(".") in endings and _folded(f"{name}/{path.name}") not in known
                if ours and path.is_file() and not path.is_symlink():
                    found.append(path)
    return found


def _folded(name: str) -> str:
    """A name as a system may take it that minds neither upper case nor accents."""
    return unicodedata.normalize("NFKC", name).casefold()
