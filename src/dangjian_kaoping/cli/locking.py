"""One at a time: a command that writes holds the folder meanwhile, and tells the others which one it is.

The lock is the system's own on `.kaoping.lock`, so that it ends with the process that has it; on a share that knows
none, it is a second file, which says whose it is. In `.kaoping.lock` stands who holds it; a command takes the file
away when it ends. Where one is left behind, the command was killed before its end.
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
_OF_SHARES = ".kaoping.lock-held"
"""The lock itself where the share knows none."""
_WITHOUT_LOCKS = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK, errno.EINVAL})
"""What the system says of a share that knows no locks."""
PATIENCE = 60.0
"""Seconds that one command waits for another to end: the longest holds a folder for a few."""
_ATTEMPTS = 3
"""A folder that another command made, and takes away again, is made so many times."""
_MOST_BYTES = 400
_SIGNATURE = re.compile(
    r" (?P<command>kaoping[a-z -]{0,30})（机器 (?P<machine>[\w.?-]{1,64})，进程 (?P<process>\d{1,10})，"
    r"从 (?P<since>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) 起）"
)
"""Begins with the byte that Windows locks, which nobody else can read."""

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
    try:
        lock = _Lock(real)
        with _told(real):
            _take(lock, made)
        _held.add(real)
        try:
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
    with suppress(OSError):
        handle = os.open(folder / LOCK, os.O_RDONLY | _PLAIN)
        try:
            # whatever else lies there has no end, or makes us wait
            return _signature(handle) if stat.S_ISREG(os.fstat(handle).st_mode) else None
        finally:
            os.close(handle)
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
        self.path = folder / LOCK
        self.earlier: Holder | None = None
        self._lock: BaseFileLock | None = None
        self._handle = -1
        """Of `.kaoping.lock`."""

    def take(self) -> None:
        """Wait for the lock and have it. Raises OSError, and Stopped where another command does not end."""
        from filelock import FileLock, SoftFileLock

        # whoever comes after may be another user of the share
        system = FileLock(self.path, mode=0o666, fallback_to_soft=False, on_acquired=self._sign)
        try:
            self._wait_for(system)
        except OSError as error:
            if error.errno not in _WITHOUT_LOCKS:
                raise
            self._wait_for(SoftFileLock(self.folder / _OF_SHARES))
            handle = os.open(self.path, os.O_RDWR | os.O_CREAT | _PLAIN, 0o666)
            try:
                self._sign(handle)
            finally:
                os.close(handle)

    def release(self) -> None:
        """Take the file away, as long as it is ours, and let the next one in."""
        try:
            if os.path.samestat(self.path.lstat(), os.fstat(self._handle)):
                self.path.unlink()
        except OSError:
            # Windows takes away no file that is open; empty, it says of nobody that he was killed
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
        finally:
            os.close(self._handle)
        assert self._lock is not None
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

    def _busy(self) -> Stopped:
        left = self.folder / _OF_SHARES
        # the system ends its own locks; of another machine's file nobody here can know
        hint = f"那台机器上已经没有 kaoping 在运行的，删去 {left}。" if os.path.lexists(left) else ""
        particulars = {"folder": str(self.folder), "holder": self._holder()}
        return Stopped(FINDINGS, [Diagnostic("KP191", Place(legible(str(self.folder)), 0), particulars, hint=hint)], {})

    def _holder(self) -> str:
        found = holder_of(self.folder)
        return "看不出是哪一个" if found is None else found.words

    def _sign(self, handle: int) -> None:
        self._handle = os.dup(handle)
        # a disk that is full says so when there is something to be written
        with suppress(OSError):
            self.earlier = _signature(handle)
            text = _signed().encode()
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, text)
            os.ftruncate(handle, len(text))


_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _signed() -> str:
    name = re.sub(r"[^\w.-]", "?", machine())[:64] or "?"
    return f" {command}（机器 {name}，进程 {os.getpid()}，从 {clock.now():%Y-%m-%d %H:%M:%S} 起）"


def _signature(handle: int) -> Holder | None:
    os.lseek(handle, 1, os.SEEK_SET)
    found = _SIGNATURE.match(" " + os.read(handle, _MOST_BYTES).decode(errors="replace"))
    return None if found is None else Holder(found["command"], found[0].strip())
