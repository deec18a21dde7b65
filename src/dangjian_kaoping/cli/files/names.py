"""Names of files: what no system minds; a branch whose name some system cannot store goes by its id."""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol
from unicodedata import normalize

# the bytes of a name in another encoding (\udc80-\udcff) come only from a system that has them already
_UNSAFE = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udc7f\udd00-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]'
)
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes of UTF-8; systems take 255, and a quarter and an ending are added."""


class Called(Protocol):
    """A branch, or a department."""

    @property
    def id(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


def file_names(branches: Sequence[Called], what: str = "支部") -> dict[str, str]:
    """By id, a name for the file of each branch (or of `what` else there is): no two alike, however a system treats
    upper case and accents.
    """
    names = {branch.id: branch.name for branch in branches if is_safe(branch.name)}
    again = _alike(names.values())
    result: dict[str, str] = {}
    taken: set[str] = {_folded(name) for name in names.values() if _folded(name) not in again}
    for index, branch in enumerate(branches, 1):
        name = names.get(branch.id)
        if name is None or _folded(name) in again:
            name = branch.id
            if not is_safe(name) or _folded(name) in taken:
                name = f"{what}{index}"
            while _folded(name) in taken:
                name += "_"
            taken.add(_folded(name))
        result[branch.id] = name
    return result


def is_safe(name: str) -> bool:
    """Whether Windows, Linux and macOS can all store a file of that name, with something added to it."""
    return objection(name) is None and name == name.strip("\u3000") and len(name.encode()) <= _LONGEST


def objection(name: str) -> str | None:
    """Why some system cannot store a file or folder of that name; None where all can.

    A workspace is copied, cloned and sent: what one system takes must open on the others.
    """
    if _RESERVED.fullmatch(name.strip()):
        return "它是 Windows 留作设备用的名称，在 Windows 上打不开"
    if found := _UNSAFE.search(name):
        mark = f"“{found[0]}”" if found[0].isprintable() else "看不见的字符"
        return f"里面有{mark}，Windows 上不能这样叫"
    if name != name.strip(" ") or name.endswith("."):
        return "首尾有空格或末尾有点，Windows 会把它去掉"
    return None if name else "名称是空的"


def objection_to_new(folder: Path) -> str | None:
    """Why some system cannot store a folder that is to be made, or those around it that are made with it."""
    new = (each.name for each in (folder, *folder.parents) if each.name not in ("", "..") and not os.path.lexists(each))
    return next(filter(None, map(objection, new)), None)


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _alike(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    again: set[str] = set()
    for name in map(_folded, names):
        (again if name in seen else seen).add(name)
    return again
