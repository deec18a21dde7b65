"""Files to bytes, and bytes to text: what is no file or too large, the encoding, and what to say of it."""

import errno
import os
import stat
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.place import Place

MOST_BYTES = 64 * 1024 * 1024
"""What a department records of 50,000 branches is half of it; what is larger is some other file, and would only cost
time and memory.
"""


def read_text(path: Path, file: str, faults: Faults) -> str | None:
    """The text of a file; None where it cannot be read, and then a fault says why.

    A BOM, which Windows editors add, is taken off; line ends become those of Unix.
    """
    try:
        data = content_of(path)
    except TooLargeError as error:
        _blame_size(error.size, file, faults)
        return None
    except OSError as error:
        faults.add(codes.KP101(reason=reason_of(error)), Place(file, 1))
        return None
    return decoded(data, file, faults)


class TooLargeError(OSError):
    """A file has more bytes than it may."""

    def __init__(self, path: Path, size: int) -> None:
        super().__init__(errno.EFBIG, "", str(path))
        self.size = size


def content_of(path: Path, most: int = MOST_BYTES) -> bytes:
    """The bytes of a file. Raises OSError where it cannot be read, is no file, or has more than `most` bytes.

    A pipe would keep us waiting and a device never ends: it is looked at before it is opened, and again when it is
    open, because it may have been changed for another in between.
    """
    _refuse_irregular(path, path.stat())
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        _refuse_irregular(path, status)
        data = b"" if status.st_size > most else file.read(status.st_size + 1)
        if len(data) > status.st_size:
            # it grows, or is one of the system's own, which say that they are empty
            data += file.read(most + 1 - len(data))
    size = max(status.st_size, len(data))
    if size > most:
        raise TooLargeError(path, size)
    return data


def _refuse_irregular(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENXIO, "", str(path))


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
    errno.ENXIO: "不是普通文件（是管道、设备之类）",
    errno.EFBIG: "文件太大",
    errno.EMFILE: "同时打开的文件太多",
    errno.ENFILE: "系统里打开的文件太多",
    errno.ENOMEM: "内存不够",
    errno.EINVAL: "名称或位置不合系统的规定",
    errno.EILSEQ: "名称里有系统存不下的字",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.ESTALE: "共享文件夹断开了",
    errno.ENOTCONN: "共享文件夹断开了",
    errno.EHOSTDOWN: "共享文件夹断开了",
    errno.EXDEV: "不在同一个盘",
    errno.EMLINK: "链接太多",
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    if error.errno == errno.ENOENT and error.filename is None:
        # Python looked for a place of its own: where we stand, or where temporary files go
        return _NO_TEMPORARY if _stands_somewhere() else _NOWHERE_TO_STAND
    return _REASONS.get(error.errno or 0, f"系统拒绝（错误号 {error.errno}）")


_NO_TEMPORARY = "没有可以放临时文件的文件夹（看环境变量 TMPDIR）"
_NOWHERE_TO_STAND = "当前文件夹已经不在了，请先到别的文件夹去"


def _stands_somewhere() -> bool:
    try:
        Path.cwd()
    except OSError:
        return False
    return True


def decoded(data: bytes, file: str, faults: Faults) -> str | None:
    """The text of some bytes; None where they are not UTF-8, or too many."""
    if len(data) > MOST_BYTES:
        _blame_size(len(data), file, faults)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(codes.KP102(guess=_guess(data)), Place(file, line))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _blame_size(size: int, file: str, faults: Faults) -> None:
    mega = 1024 * 1024
    faults.add(codes.KP122(size=-(-size // mega), most=MOST_BYTES // mega), Place(file, 1))


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "看来是 UTF-16（记事本的“Unicode”）"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "文件也许损坏了"
    return "看来是 GBK（ANSI）"
