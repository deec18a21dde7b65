"""One at a time: a command that writes holds the folder meanwhile, and tells the others which one it is.

The lock is the system's own, so that it ends with the process that has it; on a share that knows none, it is a file
that bears the number of the process. Beside it, `.kaoping.lock` says who holds the folder: taken away at the end, it
stays where a command was killed before its end.
"""

import errno
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli import clock
from dangjian_kaoping.cli.failure import FINDINGS, Stopped
from dangjian_kaoping.cli.streams import tell
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.place import Place, legible
from dangjian_kaoping.source.files import reason_of

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
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with suppress(OSError), os.fdopen(os.open(folder / LOCK, flags), "rb") as file:
        # whatever else bears the name has no end, or makes us wait
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            found = _SIGNATURE.match(file.read(_MOST_BYTES).decode(errors="replace"))
            return None if found is None else Holder(found["command"], found[0])
    return None


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
        place = Place(legible(str(folder)), 0)
        fault = Diagnostic("KP192", place, {"folder": str(folder), "reason": reason_of(error)})
        raise Stopped(FINDINGS, [fault], {}) from error


class _Lock:
    """The lock of a folder; `earlier` is who was killed while he had it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.earlier: Holder | None = None
        self._lock: BaseFileLock | None = None
        self._file: os.stat_result | None = None
        self._signed = ""

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
            _remove(self.folder / _OF_SYSTEM)
            self._wait_for(SoftFileLock(self.folder / _OF_SHARE))
        self.earlier = holder_of(self.folder)
        self._sign()

    def release(self) -> None:
        """Take the files away, as long as they are ours, and let the next one in."""
        if self._lock is None:
            return
        found = holder_of(self.folder)
        if found is not None and found.words == self._signed:
            _remove(self.folder / LOCK)
        path = Path(self._lock.lock_file)
        with suppress(OSError):
            if self._file is not None and os.path.samestat(path.lstat(), self._file):
                # whoever waits for it sees that it has gone, and makes another
                path.unlink()
        with suppress(OSError):
            self._lock.release()

    def _wait_for(self, lock: "BaseFileLock") -> None:
        from filelock import Timeout

        try:
            lock.acquire(timeout=0)
        except Timeout:
            tell(f"另一个命令正在写 {self.folder}：{self._holder()}。等它做完 …")
            try:
                lock.acquire(timeout=PATIENCE)
            except Timeout as timeout:
                raise self._busy() from timeout
        self._lock = lock
        with suppress(OSError):
            self._file = Path(lock.lock_file).lstat()

    def _busy(self) -> Stopped:
        left = self.folder / _OF_SHARE
        # the system ends its own locks; of another machine's file nobody here can know
        hint = f"那台机器上已经没有 kaoping 在运行的，删去 {left}。" if os.path.lexists(left) else ""
        particulars = {"folder": str(self.folder), "holder": self._holder()}
        return Stopped(FINDINGS, [Diagnostic("KP191", Place(legible(str(self.folder)), 0), particulars, hint=hint)], {})

    def _holder(self) -> str:
        found = holder_of(self.folder)
        return "看不出是哪一个" if found is None else found.words

    def _sign(self) -> None:
        name = re.sub(r"[^\w.-]", "?", machine())[:64] or "?"
        since = f"{clock.now():%Y-%m-%d %H:%M:%S}"
        self._signed = f"{command}（机器 {name}，进程 {os.getpid()}，从 {since} 起）"
        new = self.folder / _NEW
        # without it only the others know less
        with suppress(OSError):
            new.unlink(missing_ok=True)
            with new.open("xb") as file:
                file.write(self._signed.encode())
            new.replace(self.folder / LOCK)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
