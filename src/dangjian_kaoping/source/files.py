"""Bytes to text: the encoding, and what to say where it is another."""

import errno
import stat
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import Place

MOST_BYTES = 20 * 1024 * 1024
"""No document of ours has a quarter of it; what is larger is some other file, and would only cost time and memory."""


def read_text(path: Path, file: str, faults: Faults) -> str | None:
    """The text of a file; None where it cannot be read, and then a fault says why.

    A BOM, which Windows editors add, is taken off; line ends become those of Unix.
    """
    try:
        status = path.stat()
        # a pipe would keep us waiting, a device never ends
        if not stat.S_ISREG(status.st_mode):
            what = _REASONS[errno.EISDIR] if stat.S_ISDIR(status.st_mode) else "不是普通文件（是管道、设备之类）"
            faults.add("KP101", Place(file, 1), reason=what)
            return None
        if status.st_size > MOST_BYTES:
            _blame_size(status.st_size, file, faults)
            return None
        data = path.read_bytes()
    except OSError as error:
        faults.add("KP101", Place(file, 1), reason=reason_of(error))
        return None
    return decoded(data, file, faults)


_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有权限，或文件正被别的程序打开",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.EBADF: "它已经关闭",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接绕成了圈",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    return _REASONS.get(error.errno or 0, f"系统拒绝（错误号 {error.errno}）")


def decoded(data: bytes, file: str, faults: Faults) -> str | None:
    """The text of some bytes; None where they are not UTF-8, or too many."""
    if len(data) > MOST_BYTES:
        _blame_size(len(data), file, faults)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add("KP102", Place(file, line), guess=_guess(data))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blame_size(size: int, file: str, faults: Faults) -> None:
    mega = 1024 * 1024
    faults.add("KP122", Place(file, 1), size=-(-size // mega), most=MOST_BYTES // mega)


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "看来是 UTF-16（记事本的“Unicode”）"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "文件也许损坏了"
    return "看来是 GBK（ANSI）"
