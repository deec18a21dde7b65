"""Automatic numbers: the counting is the program's, and no number stands in the text (ISO/IEC 29500-1, 17.9)."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.documents.docx.markup import W, attribute, child, number, parts, switched, value
from dangjian_kaoping.documents.docx.numerals import numeral
from dangjian_kaoping.documents.docx.styles import Styles
from dangjian_kaoping.ooxml.markup import Element

_PLACE = re.compile("%([1-9])")
_SILENT = ("none", "bullet")
"""Kinds of numbers that are none."""


class _Level(NamedTuple):
    start: int
    kind: str
    text: str
    restart: int
    """After numbers of levels before this one it begins anew; 0: never."""
    plain: bool
    """Whether all numbers in it are written with digits."""
    hidden: bool
    style: str


class _List(NamedTuple):
    """A list: whose counting it goes on with, its levels, and from where it begins anew."""

    counting: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int]


class Numbering:
    """The counting of a document's lists, paragraph by paragraph."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        found = [] if root is None else root
        self._abstract = {
            attribute(each, "abstractNumId"): each for name, each in parts(found) if name == "abstractNum"
        }
        self._numbers = {attribute(each, "numId"): each for name, each in parts(found) if name == "num"}
        self._lists: dict[str, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, paragraph: Element | None) -> str:
        """The number that the next paragraph has, from its properties; empty where it has none."""
        key, level, style = self._styles.numbering(paragraph)
        if not key or key == "0":
            return ""
        if key not in self._lists:
            self._lists[key] = self._list(key)
        found = self._lists[key]
        if found is None:
            return ""
        if style:
            # a style's own level is where the list names it
            level = next((each for each, told in found.levels.items() if told.style == style), level)
        if level not in found.levels:
            return ""
        self._count(key, found, level)
        told = found.levels[level]
        if told.hidden or told.kind in _SILENT:
            return ""
        counts = self._counts[found.counting]

        def written(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            if other not in found.levels:
                return ""
            kind = "decimal" if told.plain else found.levels[other].kind
            return "" if kind in _SILENT else numeral(counts.get(other, found.levels[other].start), kind)

        return _PLACE.sub(written, told.text).strip()

    def _count(self, key: str, found: _List, level: int) -> None:
        counts = self._counts.setdefault(found.counting, {})
        if level in found.starts and (key, level) not in self._begun:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = found.levels[level].start
        self._begun.add((key, level))
        for deeper in [each for each in counts if each > level]:
            restart = found.levels[deeper].restart if deeper in found.levels else deeper
            if level < restart:
                del counts[deeper]

    def _list(self, key: str) -> _List | None:
        told = self._numbers.get(key)
        counting = value(told, "abstractNumId")
        abstract = self._abstract.get(counting)
        if told is None or abstract is None:
            return None
        linked = value(abstract, "numStyleLink")
        if linked:
            other = value(self._numbers.get(self._styles.list_of(linked)), "abstractNumId")
            counting, abstract = (other, self._abstract[other]) if other in self._abstract else (counting, abstract)
        levels = {int(attribute(each, "ilvl") or 0): _level(each) for each in abstract.findall(f"{{{W}}}lvl")}
        starts: dict[int, int] = {}
        for each in told.findall(f"{{{W}}}lvlOverride"):
            level = int(attribute(each, "ilvl") or 0)
            own = child(each, "lvl")
            if own is not None:
                levels[level] = _level(own)
            if child(each, "startOverride") is not None:
                starts[level] = number(each, "startOverride", otherwise=1)
        return _List(counting, levels, starts)


def _level(element: Element) -> _Level:
    level = int(attribute(element, "ilvl") or 0)
    kind = next((attribute(each, "val") for name, each in parts(element) if name == "numFmt"), "decimal")
    return _Level(
        start=number(element, "start", otherwise=0 if child(element, "start") is None else 1),
        kind=kind,
        text=value(element, "lvlText"),
        restart=number(element, "lvlRestart", otherwise=level),
        plain=bool(switched(element, "isLgl")),
        hidden=bool(switched(child(element, "rPr"), "vanish")),
        style=value(element, "pStyle"),
    )
