"""名单 (names_file): the names and words that must not go out, from a file that lies outside the workspace."""

import os
from pathlib import Path

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.workspace import Settings
from dangjian_kaoping.source.files import MOST_BYTES, TooLargeError, content_of, reason_of

_FEWEST = 2
"""Characters of an entry: one alone would be found in every text."""


def lies_inside(root: Path, settings: Settings) -> Faults:
    """That the list lies in the workspace, where it does (KP587)."""
    faults = Faults()
    named = settings.names_file
    if named is not None and _path(root, named).is_relative_to(os.path.realpath(root)):
        faults.add(codes.KP587(file=named), settings.place_of("names_file"))
    return faults


def names_in(root: Path, settings: Settings | None, faults: Faults) -> tuple[str, ...]:
    """The entries, one a line; `#` begins a comment. None where there is no list or it cannot be used.

    What is wrong with it is told by the line's number: nothing that stands in it is said.
    """
    if settings is None or settings.names_file is None:
        return ()
    inside = lies_inside(root, settings)
    faults.extend(inside)
    if len(inside):
        return ()
    reason = ""
    entries: list[str] = []
    try:
        text = content_of(_path(root, settings.names_file)).decode("utf-8-sig")
        for number, line in enumerate(text.splitlines(), 1):
            entry = line.partition("#")[0].strip()
            if entry:
                entries.append(entry)
            if len(entry) == _FEWEST - 1:
                reason = f"第 {number} 行只有一个字"
    except TooLargeError:
        reason = f"文件太大，最多 {MOST_BYTES >> 20} MB"
    except OSError as error:
        reason = reason_of(error)
    except UnicodeDecodeError:
        reason = "它不是 UTF-8 编码"
    if reason:
        faults.add(codes.KP588(file=settings.names_file, reason=reason), settings.place_of("names_file"))
        return ()
    return tuple(entries)


def _path(root: Path, named: str) -> Path:
    """Where it really lies; a name without a folder of its own is meant from the workspace's folder."""
    return Path(os.path.realpath(root / Path(named).expanduser()))
