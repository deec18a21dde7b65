"""What page headers and footers say, whatever fonts they are written in (ISO/IEC 29500-1, 18.3.1.46)."""

import re

from dangjian_kaoping.ooxml.markup import Element, local, says

_ALWAYS = ("oddHeader", "oddFooter")
_EVEN, _FIRST = ("evenHeader", "evenFooter"), ("firstHeader", "firstFooter")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f+-]{6}|\d{1,3} ?|[BIUEXYS])|(&[LCR])|(&.)', re.DOTALL)
"""Fonts, colours and sizes, which are left out; the three places; all else, which is text."""


def header_and_footer(element: Element) -> str:
    """The text in its places, of the odd pages, and of the even and first ones where those have their own."""
    names = [*_ALWAYS]
    names += _EVEN if says(element, "differentOddEven") else ()
    names += _FIRST if says(element, "differentFirst") else ()
    texts = {local(each): each.text or "" for each in element}
    return "；".join(_plain(texts.get(name, "")) for name in names)


def _plain(text: str) -> str:
    parts: dict[str, str] = {"&L": "", "&C": "", "&R": ""}
    place, end = "&C", 0
    for match in _CODE.finditer(text):
        parts[place] += text[end : match.start()]
        end = match.end()
        if match[1]:
            place = match[1]
        elif match[2]:
            parts[place] += match[2]
    parts[place] += text[end:]
    return " | ".join(" ".join(each.split()) for each in parts.values())
