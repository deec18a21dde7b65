"""The examples of tests/examples as excerpts: what differs between the bad and the good one, and a little around."""

import re
from difflib import SequenceMatcher
from pathlib import Path

from dangjian_kaoping.diagnostics import Example

from .laying import BASE, CHANGES, EXAMPLES, EXPECTED, changes

_ABSENT = "没有这个文件"
_OF_RUBRICS = ("KP26", "KP27")
"""What is proven of rubrics: of that the item's title and full marks say what is wrong."""
_ITEM = re.compile(r" {6}- id: | {8}(title|points): ")
WIDE_SPACE = "\u3000"
BEFORE, AFTER = 3, 1
"""So many lines are shown around what differs."""


def excerpts(code: str) -> Example:
    """The two examples of a code."""
    bad, good = (EXAMPLES / code / kind for kind in ("bad", "good"))
    files = sorted({file for folder in (bad, good) for file in _files(folder)})
    lines = [(file, _lines(bad, file), _lines(good, file)) for file in files]
    of_items = code.startswith(_OF_RUBRICS)
    if of_items:
        # that there are no records is so that none of them is at fault
        lines = [each for each in lines if (each[1], each[2]) != (_ABSENT, _ABSENT)]
    parts = [_parts_of(*each, heads=of_items) for each in lines]
    return Example("\n".join(part[0] for part in parts if part[0]), "\n".join(part[1] for part in parts if part[1]))


def _files(overlay: Path) -> list[str]:
    laid = [path.relative_to(overlay).as_posix() for path in overlay.rglob("*") if path.is_file()]
    return [file for file in laid if file not in (CHANGES, EXPECTED)] + [each.file for each in changes(overlay)]


def _lines(overlay: Path, file: str) -> list[str] | str:
    """The lines of a file as the overlay lays it, or why it has none."""
    for change in changes(overlay):
        if change.file == file:
            return _ABSENT if change.verb == "remove" else "这个文件读不了"
    path = overlay / file if (overlay / file).exists() else BASE / file
    if not path.exists():
        return ""
    try:
        text = path.read_text("utf-8")
    except UnicodeDecodeError:
        return "这个文件不是 UTF-8 编码"
    return ["".join(map(_visible, line)) for line in text.split("\n")[:-1]] or "这个文件是空的"


def _visible(character: str) -> str:
    return character if character.isprintable() or character == WIDE_SPACE else "→" if character == "\t" else "□"


def _parts_of(file: str, bad: list[str] | str, good: list[str] | str, *, heads: bool) -> tuple[str, str]:
    if bad != good:
        return _differing(file, bad, good, heads=heads)
    # the same in both, but not as it was: without it neither would be understood
    _, part = _differing(file, _lines(BASE, file), good, heads=heads)
    return part, part


def _differing(file: str, bad: list[str] | str, good: list[str] | str, *, heads: bool) -> tuple[str, str]:
    if isinstance(bad, str) or isinstance(good, str):
        return _whole(file, bad), _whole(file, good)
    shown: tuple[set[int], set[int]] = set(), set()
    for what, *span in SequenceMatcher(None, bad, good, autojunk=False).get_opcodes():
        if what != "equal":
            shown[0].update(_around(span[0], span[1]))
            shown[1].update(_around(span[2], span[3]))
    if heads:
        shown = shown[0] | _heads(bad, shown[0]), shown[1] | _heads(good, shown[1])
    return _parts(file, bad, shown[0]), _parts(file, good, shown[1])


def _heads(lines: list[str], numbers: set[int]) -> set[int]:
    """Of each item of which a clause is shown, the lines with its id, title and full marks."""
    found: set[int] = set()
    for number in numbers:
        inside = number < len(lines) and lines[number].startswith(" " * 8)
        start = (
            next((each for each in range(number, -1, -1) if lines[each].startswith("      - id: ")), None)
            if inside
            else None
        )
        if start is not None:
            found |= {each for each in range(start, number) if _ITEM.match(lines[each])}
    return found


def _around(start: int, end: int) -> range:
    return range(max(start - BEFORE, 0), end + AFTER)


def _whole(file: str, lines: list[str] | str) -> str:
    if lines and Path(file).name == "seal.yaml":
        return f"# {file}：由 kaoping seal 写成"
    if isinstance(lines, str):
        return f"# {file}：{lines}" if lines else ""
    return _parts(file, lines, set(range(len(lines))))


def _parts(file: str, lines: list[str], numbers: set[int]) -> str:
    """The lines of some numbers, `…` for those between."""
    told = [f"# {file}"]
    for number, line in enumerate(lines):
        if number in numbers:
            told.append(line.rstrip())
        elif told[-1] != "…" and numbers and number < max(numbers):
            told.append("…")
    return "\n".join(told)
