"""Names of branches as names of files: what some system cannot store goes by the branch's id."""

import re
from collections.abc import Iterable, Sequence
from unicodedata import normalize

from dangjian_kaoping.model.roster import Branch

_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_LONGEST = 120
"""Bytes of UTF-8; systems take 255, and a quarter and an ending are added."""


def file_names(branches: Sequence[Branch]) -> dict[str, str]:
    """By id, a name for the file of each branch: no two alike, however a system treats upper case and accents."""
    names = {branch.id: branch.name for branch in branches if is_safe(branch.name)}
    again = _alike(names.values())
    result: dict[str, str] = {}
    taken: set[str] = {_folded(name) for name in names.values() if _folded(name) not in again}
    for index, branch in enumerate(branches, 1):
        name = names.get(branch.id)
        if name is None or _folded(name) in again:
            name = branch.id
            if not is_safe(name) or _folded(name) in taken:
                name = f"支部{index}"
            while _folded(name) in taken:
                name += "_"
            taken.add(_folded(name))
        result[branch.id] = name
    return result


def is_safe(name: str) -> bool:
    """Whether Windows, Linux and macOS can all store a file of that name."""
    return (
        not _UNSAFE.search(name)
        and not _RESERVED.fullmatch(name.strip())
        and name == name.strip(" .\u3000")
        and 0 < len(name.encode()) <= _LONGEST
    )


def _folded(name: str) -> str:
    return normalize("NFKC", name).casefold()


def _alike(names: Iterable[str]) -> set[str]:
    seen: set[str] = set()
    again: set[str] = set()
    for name in map(_folded, names):
        (again if name in seen else seen).add(name)
    return again
