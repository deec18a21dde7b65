"""What a 诊断 is known by from one run to the next: what it says and stands at, never the number of a line."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from dangjian_kaoping.diagnostics import Diagnostic, filled
from dangjian_kaoping.place import CellPlace, lines_of

_COMMENT = re.compile(r"(?:^|\s)#.*$")
_PLACES = re.compile(r"(?:(?<=\.yaml)|(?<=\.yml)):\d+|第 ?\d+ ?行")
"""How a message names the line of another place: as a place is printed, or in words."""
_DAILY = ("today", "days")
"""Particulars that are others every day."""


def fingerprints(faults: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[str]:
    """64 hexadecimal digits for each fault, no two alike; `texts` are the files' contents by path.

    A fault stays the same while comments and other lines come and go around it: it is known by its code, its file,
    the line that it stands at with those above that hold it, what is marked there, and its message without the
    places and days that it names. Those that agree in all of it are counted.
    """
    outlines: dict[str, _Outline] = {}
    seen: Counter[str] = Counter()
    found = []
    for fault in faults:
        file = fault.place.file
        if file not in outlines:
            outlines[file] = _Outline(texts.get(file, ""))
        cell = [fault.place.cell] if isinstance(fault.place, CellPlace) else []
        about = "\0".join((fault.code, file, *cell, *outlines[file].at(fault), _message(fault)))
        seen[about] += 1
        found.append(hashlib.sha256(f"{about}\0{seen[about]}".encode(errors="surrogatepass")).hexdigest())
    return found


def _message(fault: Diagnostic) -> str:
    lasting = {key: "" if key in _DAILY else value for key, value in fault.particulars.items()}
    return _PLACES.sub("", filled(fault.kind.message, lasting))


class _Outline:
    """A file's lines that are no comments, and for each the one above that holds it, as YAML's indentation says."""

    def __init__(self, text: str) -> None:
        self._lines = lines_of(text)
        self._above: dict[int, int | None] = {}
        open_lines: list[tuple[float, int]] = []
        for number, line in enumerate(self._lines):
            content = line.lstrip()
            if content and not content.startswith("#"):
                # an entry of a list may begin as far left as the key that holds the list
                indent = len(line) - len(content) + (0.5 if content.startswith("- ") else 0)
                while open_lines and open_lines[-1][0] >= indent:
                    open_lines.pop()
                self._above[number] = open_lines[-1][1] if open_lines else None
                open_lines.append((indent, number))

    def at(self, fault: Diagnostic) -> list[str]:
        """What is marked by a fault, its line, and the lines that hold it; nothing where it has no line.

        What is said of a document as a whole stands at its first line, which may be a comment: then the next counts.
        """
        start = fault.place.line - 1
        if not fault.place.in_text:
            return []
        number = next((each for each in range(start, len(self._lines)) if each in self._above), None)
        if number is None:
            return []
        first = fault.place.column - 1
        found = [self._lines[number][first : first + fault.width]]
        while number is not None:
            found.append(_COMMENT.sub("", self._lines[number]).strip())
            number = self._above[number]
        return found
