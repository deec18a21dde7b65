"""Text laid out by display width: a Han character takes two cells of a terminal.

Everything that leaves this package as text goes through `clean`, so that nothing in a record can send
control sequences to a terminal.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from unicodedata import category, combining, east_asian_width

from dangjian_kaoping.write.toned import Tone, joined, toned

NARROWEST = 40
"""Less than so many cells is treated as so many: there is no reading anything narrower."""

_UNPRINTABLE = "□"
_NEVER_FIRST = frozenset("，。、；：！？）》〉】」』”’…,.;:!?)]}%")
_NEVER_LAST = frozenset("（《〈【「『“‘([{")


def clean(text: str) -> str:
    """Text in one line that may be printed: white space becomes a space, a control character a box."""
    if text.isprintable():
        return text
    return "".join(map(_printable, text))


def _printable(character: str) -> str:
    kind = category(character)
    if kind in ("Cc", "Cf", "Cs"):
        return " " if character in "\t\n\r\v\f\x85" else _UNPRINTABLE
    return " " if kind in ("Zl", "Zp") else character


def width_of(text: str) -> int:
    """How many cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


@lru_cache(4096)
def _cells(character: str) -> int:
    if combining(character) or category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def to_left(text: str, width: int) -> str:
    """Text filled up with spaces on its right."""
    return text + " " * (width - width_of(text))


def to_right(text: str, width: int) -> str:
    """Text filled up with spaces on its left."""
    return " " * (width - width_of(text)) + text


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, none wider than `width`; at least one.

    Breaks between Han characters and between words, never before a closing mark or after an opening one,
    and inside a word only where it is wider than a whole line. Line ends of the text itself are kept.
    """
    return [line for paragraph in text.splitlines() or [""] for line in _wrapped(clean(paragraph), width)]


def _wrapped(text: str, width: int) -> list[str]:
    if width_of(text) <= width:
        return [text.rstrip()]
    lines = [""]
    used = 0
    for piece in _pieces(text):
        size = width_of(piece)
        if used and used + width_of(piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            used = 0
        rest = piece
        if size > width:
            *full, rest = _hard(piece, width)
            lines[-1:] = [*full, ""]
        lines[-1] += rest
        used += width_of(rest)
    lines[-1] = lines[-1].rstrip()
    return lines


def _pieces(text: str) -> Iterator[str]:
    """Text cut where a line may end; spaces stay with what is before them."""
    start = 0
    for index, (before, after) in enumerate(pairwise(text), start=1):
        if _may_part(before, after):
            yield text[start:index]
            start = index
    yield text[start:]


@lru_cache(16384)
def _may_part(before: str, after: str) -> bool:
    if after in _NEVER_FIRST or before in _NEVER_LAST or after == " " or _cells(after) == 0:
        return False
    return before == " " or _cells(before) == 2 or _cells(after) == 2 or before in _NEVER_FIRST - frozenset(".,:;")


def _hard(piece: str, width: int) -> list[str]:
    lines = [""]
    used = 0
    for character in piece:
        size = _cells(character)
        if used and used + size > width:
            lines.append("")
            used = 0
        lines[-1] += character
        used += size
    return lines


def balanced(text: str, width: int) -> list[str]:
    """A heading in as few lines as fit into `width`, all of about the same length."""
    fewest = wrapped(text, width)
    for narrower in range(2, width):
        lines = wrapped(text, narrower)
        if len(lines) == len(fewest) and max(map(width_of, lines)) <= width:
            return lines
    return fewest


class Page:
    """Lines of a text under way: cleaned, indented by depth (two cells each), wrapped to a width."""

    def __init__(self, width: int) -> None:
        self.width = max(width, NARROWEST)
        self._lines: list[str] = []

    def line(self, text: str, depth: int = 0, label: str = "", tone: Tone | None = None) -> None:
        """One line, or several where it is too long; what follows the label keeps to its right.

        The tone is that of the label; without one, of all.
        """
        indent = 2 * depth
        label = clean(label)
        hang = width_of(label)
        lines = wrapped(text, self.width - indent - hang)
        if len(lines) > 1 and not label:
            # a long sentence goes on a little to the right of where it began
            hang = 2
            lines = wrapped(text, self.width - indent - hang)
        if tone is not None and not label:
            lines = [toned(line, tone) for line in lines]
        self._lines.append(joined([" " * indent, toned(label, tone), lines[0]]))
        self._lines += [joined([" " * (indent + hang), line]) for line in lines[1:]]

    def as_it_is(self, lines: Iterable[str]) -> None:
        """Lines that are laid out already."""
        self._lines += lines

    def blank(self) -> None:
        """An empty line, but never two and never the first."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    @property
    def text(self) -> str:
        """All lines, the last one ended too."""
        while self._lines and not self._lines[-1]:
            self._lines.pop()
        return joined([*self._lines, ""], "\n") if self._lines else "\n"
