"""Widths and heights: Chinese is two columns wide, and rows must be tall enough in Excel, WPS and LibreOffice.

A wrapped row without a height is laid out anew by each of them, merged cells not at all; so every height is
set here. Estimates lean to the roomy side: fonts that stand in for a missing 宋体 have wider letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil

_DIGIT = 7.33
"""Pixels of a column's unit: the digit of 宋体 11, the workbook's default font. Excel rounds it up to 8."""
_PADDING = 5
_PIXELS_PER_POINT = 96 / 72
_LINE = 1.45
"""Height of a line, in letter sizes: 宋体 needs 1.2, Noto Sans CJK, which stands in for it, 1.45."""
_TALLEST = 409.0
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_LATIN = re.compile("[!-~]+")
_NARROW = 1.1
"""A Latin letter or digit, in half widths."""
_NOT_FIRST = frozenset("，。、；：？！）》】”’,.;:?!)]}%…")


@lru_cache(maxsize=8192)
def display_width(text: str) -> float:
    """How wide a text is, in half widths; of several lines, the widest."""
    return max((sum(map(_width, line)) for line in text.split("\n")), default=0.0)


def _width(character: str) -> float:
    if character.isascii():
        return _NARROW
    return 2.0 if unicodedata.east_asian_width(character) in "WFA" else _NARROW


def column_width(texts: Iterable[str], least: float, most: float, size: float = 10) -> float:
    """A column's width that takes the widest of the texts in one line, within bounds."""
    return min(max(_taking(max(map(display_width, set(texts)), default=0.0), size), least), most)


def name_width(names: Iterable[str], least: float, most: float, size: float = 10) -> float:
    """A column's width that takes the longest name in one line, within bounds, or else in two."""
    longest = max(map(display_width, set(names)), default=0.0)
    half = _taking(2.0 * ceil(longest / 4), size)
    return min(max(_taking(longest, size), least), max(most, half))


def _taking(wide: float, size: float) -> float:
    """The width of a column that takes so many half widths."""
    return ceil(wide * _half(size) / _DIGIT * 2 + 1) / 2


def half_widths(width: float, size: float) -> float:
    """How many half-width letters a column of a width takes on a line."""
    return width * _DIGIT / _half(size)


def longest_word(text: str) -> float:
    """The longest of the words of a text that are not broken: figures, Latin letters; in half widths."""
    return max((display_width(each) for each in _LATIN.findall(text)), default=0.0)


def pixels(width: float) -> float:
    """A column's width in pixels."""
    return width * _DIGIT + _PADDING


def _half(size: float) -> float:
    """Pixels of a half-width letter of a size (磅)."""
    return size * _PIXELS_PER_POINT / 2


@lru_cache(maxsize=8192)
def line_count(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column (or several merged ones) of a width."""
    room = max(half_widths(width, size), 2.0)
    return sum(_lines_of(paragraph, room) for paragraph in text.split("\n"))


def _lines_of(paragraph: str, room: float) -> int:
    if display_width(paragraph) <= room:
        return 1
    lines, used = 1, 0.0
    for piece in _pieces(paragraph):
        wide = display_width(piece)
        if used + wide <= room:
            used += wide
        elif wide <= room:
            lines, used = lines + 1, wide
        else:
            # a word longer than the line begins a new one and is broken
            lines += ceil(wide / room) - (used == 0)
            used = wide % room
    return lines


def _pieces(paragraph: str) -> Iterator[str]:
    """What is not broken: words, and letters with the punctuation that may not begin a line."""
    piece = ""
    for found in _WORD.findall(paragraph):
        if piece and (found not in _NOT_FIRST or len(piece) > 2):
            yield piece
            piece = ""
        piece += found
    if piece:
        yield piece


def text_height(text: str, width: float, size: float) -> float:
    """How tall (磅) a text of a letter size is in a column of a width."""
    return line_count(text, width, size) * size * _LINE + 3


def row_height(cells: Iterable[tuple[str, float, float]], least: float) -> float:
    """The height (磅) of a row whose cells have these texts, widths and letter sizes."""
    return taking(max((text_height(*each) for each in cells), default=0.0), least)


def taking(tallest: float, least: float) -> float:
    """The height (磅) of a row that takes its tallest text."""
    return min(max(ceil(tallest * 4) / 4, least), _TALLEST)
