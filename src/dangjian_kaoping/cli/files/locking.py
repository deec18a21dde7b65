"""One at a time: a command that writes holds the folder meanwhile, and tells the others which one it is.

The lock is the system's own, so that it ends with the process that has it; on a share that knows none, it is a file
that bears the number of the process. Beside it, `.kaoping.lock` says who holds the folder: taken away at the end, it
stays where a command was killed before its end.
"""

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.shell import clock
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.source.files import content_of, reason_of

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK = ".kaoping.lock"
_OF_SYSTEM = ".kaoping.lock-held"
_OF_SHARE = ".kaoping.lock-share"
"""The lock itself, the system's or where the share knows none."""
_NEW = ".kaoping.lock-new"
_WITHOUT_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})
"""What the system says of a share that knows no locks."""
PATIENCE = 60.0
"""Seconds that one command waits for another to end: the longest holds a folder for a few."""
_ATTEMPTS = 3
"""A folder that another command made, and takes away again, is made so many times."""
_MOST_BYTES = 400
_SIGNATURE = re.compile(
    r"(?P<command>kaoping[a-z -]{0,30})（机器 (?P<machine>[\w.?-]{1,64})，进程 (?P<process>\d{1,10})，"
    r"从 (?P<since>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) 起）"
)

INIT = "kaoping init"
"""The command of which what it has begun is no workspace yet."""
command = "kaoping"
"""The command under way, as it signs."""
_held: set[Path] = set()
"""The folders that this process holds."""


class Holder(NamedTuple):
    """Who holds a folder, or held it last."""

    command: str
    words: str


@contextmanager
def held(folder: Path) -> Iterator[bool]:
    """Hold a folder, which is made where it is missing, and all below it; a folder that stays empty goes again.

    Gives whether this same command held it last and was killed before its end; another one is told of. Raises Stopped
    where another command does not end, or where nothing can be written in the folder.
    """
    real = Path(os.path.realpath(folder))
    if not _held.isdisjoint((real, *real.parents)):
        yield False
        return
    made: list[Path] = []
    lock = _Lock(real)
    try:
        try:
            with _told(real):
                _take(lock, made)
            _held.add(real)
            earlier = lock.earlier
            if earlier is not None and earlier.command != command:
                tell(f"{earlier.words}没有做完就断了，它写的文件可能有新有旧，请再运行一次。")
            yield earlier is not None and earlier.command == command
        finally:
            _held.discard(real)
            lock.release()
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir()
        raise


def holder_of(folder: Path) -> Holder | None:
    """Who holds a folder, or was killed while he did, as far as it can be read."""
    try:
        text = content_of(folder / LOCK, _MOST_BYTES).decode(errors="replace")
    except OSError:
        return None
    found = _SIGNATURE.fullmatch(text)
    return None if found is None else Holder(found["command"], text)


def machine() -> str:
    """What the machine is called."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")


def _take(lock: "_Lock", made: list[Path]) -> None:
    for attempt in range(_ATTEMPTS):
        _make(lock.folder, made)
        try:
            lock.take()
        except FileNotFoundError:
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def _make(folder: Path, made: list[Path]) -> None:
    for each in reversed((folder, *folder.parents)):
        with suppress(FileExistsError):
            if not os.path.lexists(each):
                each.mkdir()
                made.append(each)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _refused(codes.KP192(folder=as_told(str(folder)), reason=reason_of(error)), folder) from error


def _refused(fault: Fault, folder: Path, hint: str = "") -> Stopped:
    return Stopped(FINDINGS, [Diagnostic(fault, Place(as_told(str(folder)), 0), hint=hint)], {})


_Identity = tuple[int, int, int]
"""What tells a file from another one that has taken its name, and maybe its number."""


def _identity(path: Path) -> _Identity:
    status = path.lstat()
    return status.st_dev, status.st_ino, status.st_mtime_ns


class _Lock:
    """The lock of a folder; `earlier` is who was killed while he had it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.earlier: Holder | None = None
        self._lock: BaseFileLock | None = None
        self._ours: list[tuple[Path, _Identity]] = []
        """The files that we have made."""

    def take(self) -> None:
        """Wait for the lock and have it. Raises OSError, and Stopped where another command does not end."""
        from filelock import FileLock, SoftFileLock

        # whoever comes after may be another user of the share
        system = FileLock(self.folder / _OF_SYSTEM, mode=0o666, fallback_to_soft=False)
        try:
            self._wait_for(system)
        except OSError as error:
            if error.errno not in _WITHOUT_LOCKS:
                raise
            with suppress(OSError):
                (self.folder / _OF_SYSTEM).unlink()
            self._wait_for(SoftFileLock(self.folder / _OF_SHARE))
        self.earlier = holder_of(self.folder)
        self._sign()

    def release(self) -> None:
        """Take the files away, as long as they are ours, and let the next one in."""
        if self._lock is None:
            return
        # the lock last: whoever waits for it sees that it has gone, and makes another
        for path, identity in reversed(self._ours):
            with suppress(OSError):
                if _identity(path) == identity:
                    path.unlink()
        with suppress(OSError):
            self._lock.release()

    def _wait_for(self, lock: "BaseFileLock") -> None:
        from filelock import Timeout

        try:
            lock.acquire(timeout=0)
        except Timeout:
            tell(f"另一个命令正在写 {as_told(str(self.folder))}：{self._holder()}。等它做完 …")
            try:
                lock.acquire(timeout=PATIENCE)
            except Timeout as timeout:
                raise self._busy() from timeout
        self._lock = lock
        self._own(Path(lock.lock_file))

    def _busy(self) -> Stopped:
        left = self.folder / _OF_SHARE
        # the system ends its own locks; of another machine's file nobody here can know
        hint = f"那台机器上已经没有 kaoping 在运行的，删去 {left}。" if os.path.lexists(left) else ""
        fault = codes.KP191(folder=as_told(str(self.folder)), holder=self._holder())
        return _refused(fault, self.folder, hint)

    def _holder(self) -> str:
        found = holder_of(self.folder)
        return "看不出是哪一个" if found is None else found.words

    def _sign(self) -> None:
        name = re.sub(r"[^\w.-]", "?", machine())[:64] or "?"
        since = f"{clock.now():%Y-%m-%d %H:%M:%S}"
        text = f"{command}（机器 {name}，进程 {os.getpid()}，从 {since} 起）"
        new = self.folder / _NEW
        # without it only the others know less
        with suppress(OSError):
            new.unlink(missing_ok=True)
            try:
                with new.open("xb") as file:
                    file.write(text.encode())
                new.replace(self.folder / LOCK)
                self._own(self.folder / LOCK)
            finally:
                new.unlink(missing_ok=True)

    def _own(self, path: Path) -> None:
        with suppress(OSError):
            self._ours.append((path, _identity(path)))
