"""What styles say of paragraphs and letters (ISO/IEC 29500-1, 17.7)."""

import re
from collections.abc import Iterator

from dangjian_kaoping.documents.docx.markup import W, attribute, child, number, switched, value
from dangjian_kaoping.ooxml.markup import Element

_HEADING = re.compile(r"(?:heading|标题) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]", re.IGNORECASE)
_BODY = 9
"""The outline level of what is no heading."""


class Styles:
    """The styles of a document; one without them has none."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else root.findall(f"{{{W}}}style")
        self._styles = {attribute(each, "styleId"): each for each in found}
        self._usual = {
            attribute(each, "type"): attribute(each, "styleId")
            for each in found
            if attribute(each, "default") in ("1", "true", "on")
        }
        self._defaults = child(root, "docDefaults", "rPrDefault", "rPr")

    def heading(self, paragraph: Element | None) -> int:
        """The level of a heading, from its paragraph's properties; 0 where it is none."""
        own = value(paragraph, "outlineLvl")
        if own:
            level = number(paragraph, "outlineLvl", otherwise=_BODY)
            return level + 1 if level < _BODY else 0
        for style in self._chain(value(paragraph, "pStyle"), "paragraph"):
            if value(style, "pPr", "outlineLvl"):
                level = number(style, "pPr", "outlineLvl", otherwise=_BODY)
                return level + 1 if level < _BODY else 0
            named = _HEADING.fullmatch(value(style, "name"))
            if named:
                return int(named[1])
        return 0

    def in_contents(self, paragraph: Element | None) -> bool:
        """Whether a paragraph is a line of a table of contents, which says everything once more."""
        chain = self._chain(value(paragraph, "pStyle"), "paragraph")
        return any(_CONTENTS.fullmatch(value(style, "name")) is not None for style in chain)

    def numbering(self, paragraph: Element | None) -> tuple[str, int, str]:
        """The list that a paragraph is in, its level there, and the style that says so; no list: empty."""
        own = child(paragraph, "numPr")
        if own is not None and child(own, "numId") is not None:
            return value(own, "numId"), number(own, "ilvl"), ""
        for style in self._chain(value(paragraph, "pStyle"), "paragraph"):
            told = child(style, "pPr", "numPr")
            if told is not None and child(told, "numId") is not None:
                level = number(told, "ilvl") if own is None else number(own, "ilvl")
                return value(told, "numId"), level, attribute(style, "styleId")
        return "", 0, ""

    def name(self, style: str) -> str:
        """What a style is called."""
        return value(self._styles.get(style), "name")

    def list_of(self, style: str) -> str:
        """The list that a style of lists stands for."""
        return value(self._styles.get(style), "pPr", "numPr", "numId")

    def switched(self, name: str, letters: Element | None, paragraph: Element | None) -> bool:
        """Whether a property of letters that is on or off (`vanish`) is on; two styles that have it undo each other."""
        own = switched(letters, name)
        if own is not None:
            return own
        by_paragraph = self._by_style(name, value(paragraph, "pStyle"), "paragraph")
        by_letters = self._by_style(name, value(letters, "rStyle"), "character")
        if by_paragraph is None and by_letters is None:
            return bool(switched(self._defaults, name))
        return bool(by_paragraph) is not bool(by_letters)

    def _by_style(self, name: str, style: str, kind: str) -> bool | None:
        said = (switched(child(each, "rPr"), name) for each in self._chain(style, kind))
        return next((each for each in said if each is not None), None)

    def _chain(self, style: str, kind: str) -> Iterator[Element]:
        """A style and those that it is based on; where none is named, what is usual of its kind."""
        seen: set[str] = set()
        style = style or self._usual.get(kind, "")
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = value(self._styles[style], "basedOn")
