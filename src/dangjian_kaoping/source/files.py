"""Bytes to text: the encoding, and what to say where it is another."""

import hashlib
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import Place


def read_text(path: Path, file: str, faults: Faults) -> tuple[str, str] | None:
    """The text of a file and its digest; None where it cannot be read, and then a fault says why.

    A BOM, which Windows editors add, is taken off; line ends become those of Unix.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        faults.add("KP101", Place(file, 1), reason=error.strerror or "读取失败")
        return None
    return decoded(data, file, faults)


def decoded(data: bytes, file: str, faults: Faults) -> tuple[str, str] | None:
    """The text of some bytes and its digest; None where they are not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add("KP102", Place(file, line), guess=_guess(data))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text, hashlib.sha256(text.encode()).hexdigest()


def _guess(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "看来是 UTF-16（记事本的“Unicode”）"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return "文件也许损坏了"
    return "看来是 GBK（ANSI）"
