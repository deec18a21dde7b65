"""Writing files: by rename, never in place, never over a file that the tool did not make."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.cli.failure import FINDINGS, Stopped
from dangjian_kaoping.diagnostics import CATALOGUE, Diagnostic, Faults, Kind
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import reason_of


class Target(NamedTuple):
    """A file to be written: what it will hold, and how the tool knows a file of its own."""

    path: Path
    content: Callable[[], bytes]
    made_by_us: Callable[[Path], bool]


def refused(targets: list[Target], *, force: bool) -> Faults:
    """Why the files may not be written; asked of all before any is."""
    faults = Faults()
    for target in targets:
        place = Place(str(target.path), 0)
        if not target.path.parent.is_dir():
            faults.add("KP118", place, folder=target.path.parent)
        elif target.path.is_dir():
            faults.add("KP120", place, file=target.path, reason="这是一个文件夹")
        elif target.path.exists() and not force and not target.made_by_us(target.path):
            faults.add("KP119", place, file=target.path)
    return faults


def write(targets: list[Target]) -> Faults:
    """Write all files or none: each beside its place first, then all are renamed."""
    faults = Faults()
    written: list[tuple[Path, Path]] = []
    try:
        for target in targets:
            content = target.content()
            try:
                written.append((_beside(target.path, content), target.path))
            except OSError as error:
                faults.add("KP120", Place(str(target.path), 0), file=target.path, reason=reason_of(error))
        while written and not len(faults):
            temporary, path = written[0]
            try:
                temporary.replace(path)
            except OSError as error:
                faults.add("KP120", Place(str(path), 0), file=path, reason=reason_of(error))
                break
            written.pop(0)
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
    return faults


def write_or_stop(targets: list[Target], *, force: bool) -> None:
    """Write all files, or stop the command with why they may not or cannot be written."""
    faults = refused(targets, force=force)
    if not len(faults):
        faults = write(targets)
    if len(faults):
        raise Stopped(FINDINGS, faults, {})


def refused_anew(targets: list[Target]) -> Faults:
    """Why new files may not be written; their folders may be missing, and nothing that is there is overwritten."""
    faults = Faults()
    for target in targets:
        place = Place(str(target.path), 0)
        folder = next(each for each in (target.path.parent, *target.path.absolute().parents) if os.path.lexists(each))
        if os.path.lexists(target.path):
            faults.extend([in_the_way(target.path)])
        elif not folder.is_dir():
            faults.add("KP120", place, file=target.path, reason=f"{folder} 不是文件夹")
    return faults


def in_the_way(path: Path, hint: str = "") -> Diagnostic:
    """That something is there already, where only new files are written."""
    return _InTheWay("KP119", Place(str(path), 0), {"file": str(path)}, hint=hint)


@dataclass(frozen=True, slots=True)
class _InTheWay(Diagnostic):
    """KP119 where there is no `--force`: what is there stays."""

    @property
    def kind(self) -> Kind:
        """Its entry in the catalogue, with what can be done about it here."""
        return CATALOGUE[self.code]._replace(
            message="{file} 已经存在", mend="请先把这个文件移到别处，或另选一个空的文件夹。"
        )


def write_anew(targets: list[Target]) -> Faults:
    """Write new files and make the folders for them; where that fails, no empty folder stays."""
    faults = Faults()
    made: list[Path] = []
    for target in targets:
        missing = [each for each in (target.path.parent, *target.path.parent.parents) if not os.path.lexists(each)]
        for folder in reversed(missing):
            try:
                folder.mkdir()
            except OSError as error:
                faults.add("KP120", Place(str(target.path), 0), file=target.path, reason=reason_of(error))
                break
            made.append(folder)
        if len(faults):
            break
    if not len(faults):
        faults = write(targets)
    if len(faults):
        for folder in reversed(made):
            with contextlib.suppress(OSError):
                folder.rmdir()
    return faults


def _beside(path: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes a private file; a report is for others to read
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
