"""What stands in a text only because it was printed on pages: their numbers, and what is repeated on each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from dangjian_kaoping.characters import visible
from dangjian_kaoping.documents.notes import Notes

_NUMBER = re.compile(
    r"第\d+页[,、/]?(?:共\d+页)?|共\d+页[,、/]?第\d+页|[-—–·]{1,3}\d{1,4}[-—–·]{1,3}|\d{1,3}/\d{1,3}|page\d+(?:of\d+)?",
    re.IGNORECASE,
)
"""A line that is the number of a page, without its spaces."""
_INSIDE = re.compile(r"第\s{0,3}[\d０-９]{1,4}\s{0,3}页\s{0,3}[,，、/]?\s{0,3}共\s{0,3}[\d０-９]{1,4}\s{0,3}页")
_SCORING = re.compile(r"\d分|[扣加减]")
_NUMBERS_LEFT, _HEADS_LEFT = "页码没有读", "每页都有的页眉没有读"


def of_pages(lines: Sequence[str], where: Sequence[str], notes: Notes) -> set[int]:
    """Which lines are numbers of pages or stand beside them on each page; what the lines are called is said of them."""
    seen = [number for number, line in enumerate(lines) if visible(line)]
    numbers = {place for place, number in enumerate(seen) if _is_number(lines[number])}
    title = _plain(lines[seen[0]]) if seen else ""
    beside = {near for place in numbers for near in (place - 1, place + 1) if 0 < near < len(seen)} - numbers
    often = Counter(_plain(lines[seen[near]]) for near in beside)
    heads = {near for near in beside if _is_head(text := _plain(lines[seen[near]]), title, often[text])}
    for place in sorted(numbers | heads):
        notes.add(_NUMBERS_LEFT if place in numbers else _HEADS_LEFT, where[seen[place]], lines[seen[place]])
    return {seen[place] for place in numbers | heads}


def without_number(line: str, where: str, notes: Notes) -> str:
    """A line without the number of a page that stands in it."""
    rest = _INSIDE.sub("", line)
    if rest != line:
        notes.add(_NUMBERS_LEFT, where)
    return rest


def _is_number(line: str) -> bool:
    plain = _plain(line)
    return len(plain) < 30 and _NUMBER.fullmatch(plain) is not None


def _is_head(text: str, title: str, count: int) -> bool:
    """Whether what stands beside so many numbers of pages is the same on each; a sentence is none."""
    return text == title or (count > 1 and not text.endswith(("。", ";", ":")) and _SCORING.search(text) is None)


def _plain(line: str) -> str:
    return unicodedata.normalize("NFKC", "".join(line.split()))
