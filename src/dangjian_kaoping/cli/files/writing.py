"""Files put in their places: all or none, and what a killed run has left is cleared away. The one place that writes.

Each file is written beside its place first (`.report-….tmp`) and then renamed, so that nobody ever sees half of one.
Before the first of several is renamed, what they replace gets second names, so that it can be put back; and so long
their folders are held, so that two commands never leave some files of the one and some of the other.
"""

import errno
import os
import re
import shutil
import signal
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from dangjian_kaoping.cli.files.locking import held, machine
from dangjian_kaoping.cli.shell.failure import placed
from dangjian_kaoping.pace import counted

_LOST = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
"""What fsync says when the content is lost; all else only says that the share knows no fsync."""
_STALE = 3600
"""Seconds after which a temporary file is nobody's any more: it lives as long as its fellows are being made."""
_SHORTEST = 8
"""Bytes of the final name that a temporary name keeps at least."""
_TEMPORARY = re.compile(r"\..*-(?P<machine>[0-9a-f]{8})-(?P<process>\d{1,10})-\d+\.tmp", re.DOTALL)


class WriteError(Exception):
    """A file could not be written. `standing` are the new files that could not be taken back: none, mostly."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(path)
        self.path = path
        self.cause = cause
        self.standing: list[Path] = []


@dataclass(slots=True)
class _Move:
    """A file on its way: its content under a temporary name, its place, and what lay there under a second name."""

    path: Path
    temporary: Path
    place: Path
    earlier: Path | None = None
    done: bool = False


def write_all(contents: Sequence[tuple[Path, Callable[[], bytes]]]) -> None:
    """Write all files or none; a content is made when it is its turn. Where a path is a link, its target is replaced.

    Raises WriteError, Stopped where another command keeps a folder, and whatever making a content raises; then too no
    file has changed.
    """
    for folder in {Path(os.path.realpath(path)).parent for path, _ in contents}:
        clear(folder)
    moves: list[_Move] = []
    try:
        for path, make in counted(contents):
            # making one may want room for temporary files too
            with _blamed_on(path):
                place = Path(os.path.realpath(path))
                moves.append(_Move(path, _beside(place, make()), place))
        with ExitStack() as stack:
            if len(moves) > 1:
                for folder in sorted({move.place.parent for move in moves}):
                    stack.enter_context(held(folder))
            stack.enter_context(_uninterrupted())
            _put_in_place(moves)
    finally:
        for move in moves:
            _drop(move.temporary, move.earlier)


def _put_in_place(moves: Sequence[_Move]) -> None:
    """Rename all, or take back those that are renamed already."""
    try:
        for move in moves[:-1]:
            with _blamed_on(move.path):
                move.earlier = _second_name(move.place)
        for move in moves:
            with _blamed_on(move.path):
                move.temporary.replace(move.place)
                move.done = True
    except BaseException as error:
        standing = [move.path for move in reversed(moves) if move.done and not _taken_back(move)]
        placed.extend(standing)
        if isinstance(error, WriteError):
            error.standing = standing
        raise
    placed.extend(move.path for move in moves)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait: between two renames it could only leave some files new and some old."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)
    if came:
        raise KeyboardInterrupt


def _taken_back(move: _Move) -> bool:
    """Whether the place is again what it was."""
    try:
        if move.earlier is None:
            move.place.unlink()
        else:
            move.earlier.replace(move.place)
    except OSError:
        return False
    return True


@contextmanager
def _blamed_on(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(path, error) from error


def _drop(*names: Path | None) -> None:
    for name in names:
        if name is not None:
            with suppress(OSError):
                name.unlink()


def _beside(place: Path, content: bytes) -> Path:
    """The content under a temporary name in the same folder, with the rights of what it will replace."""
    mode = place.stat().st_mode & 0o777 if place.exists() else None
    temporary, handle = _opened(place, 0o666 if mode is None else mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            try:
                os.fsync(handle)
            except OSError as error:
                if error.errno in _LOST:
                    raise
        if mode is not None:
            # a share that keeps no rights gives the file those of all that lies there
            with suppress(OSError):
                temporary.chmod(mode)
    except BaseException:
        _drop(temporary)
        raise
    return temporary


def _second_name(place: Path) -> Path | None:
    """A second name for what lies at a place; a copy where the file system has none to give; None where nothing is."""
    if not place.exists():
        return None
    for name in _temporary_names(place):
        try:
            os.link(place, name)
        except FileExistsError:
            continue
        except OSError:
            break
        return name
    copy, handle = _opened(place, 0o600)
    try:
        with os.fdopen(handle, "wb") as target, place.open("rb") as source:
            shutil.copyfileobj(source, target)
        shutil.copymode(place, copy)
    except BaseException:
        _drop(copy)
        raise
    return copy


def _opened(place: Path, mode: int) -> tuple[Path, int]:
    """A new file beside a place, open for writing; the umask takes from its mode what it takes everywhere."""
    for name in _temporary_names(place):
        with suppress(FileExistsError):
            return name, os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    raise AssertionError  # the names never end


def _temporary_names(place: Path) -> Iterator[Path]:
    """Names beside a place that say whose they are; no longer than its own, unless that is a short one."""
    for number in count():
        end = f"-{_machine()}-{os.getpid()}-{number}.tmp"
        room = max(len(os.fsencode(place.name)) - len(end) - 1, _SHORTEST)
        # file systems count bytes, and a piece of a character is no name
        yield place.with_name(f".{os.fsencode(place.stem)[:room].decode(errors='ignore')}{end}")


def _machine() -> str:
    """A short sign of the machine, because two that share a folder may have processes of one number."""
    return f"{zlib.crc32(os.fsencode(machine())):08x}"


def clear(folder: Path) -> None:
    """Take away what killed runs have left in a folder."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _TEMPORARY.fullmatch(entry.name)
            # another command may be clearing away the same
            with suppress(OSError):
                if found and _is_abandoned(entry, found["machine"], int(found["process"])):
                    _drop(Path(entry.path))


def _is_abandoned(entry: os.DirEntry[str], machine: str, process: int) -> bool:
    """Whether a temporary file is ours, and whoever wrote it runs no more, or has had all the time that he needs.

    At the beginning of a run, what bears our own number is of an earlier process that had it.
    """
    about = entry.stat(follow_symlinks=False)
    if hasattr(os, "getuid") and about.st_uid != os.getuid():
        return False
    # a second name shares the time of the change with the first, but not that of the naming
    if time.time() - max(about.st_mtime, about.st_ctime) > _STALE:
        return True
    # Windows knows no harmless signal; there, a file in use cannot be taken away
    if machine != _machine() or os.name == "nt":
        return False
    if process == os.getpid():
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False
