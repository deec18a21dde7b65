"""The name of an item or area out of the text where it stands: its words as they are, none invented."""

import re
from typing import NamedTuple, TypeAlias

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.numbering import numbered, starts_with_number
from dangjian_kaoping.outline.outline import Points
from dangjian_kaoping.outline.points import bracket_end, has_points, stripped
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.typed import in_one_word

_LABELLED = re.compile(r"([^。；，：:;]{2,16})[：:]\s*(?=\S)", re.DOTALL)
_SENTENCE = re.compile(r"[。；;]|[，,：:](?=.{6})")
_FIRST = re.compile(r"[^。，；：;:,]{2,40}")
_POINTS_AND_PRICES = re.compile(r"([^（）。；]{2,40}?[^（）。；\d扣加减得] ?\d+(?:\.\d+)? ?分)（([^（）]*)）。?")
_PRICES_IN_BRACKETS = re.compile(r"([^（）。；，]{2,40})（([^（）]*)）[。；]?")
AGAIN = re.compile(r"[（(]续[表上]?[）)]\s*$")
"""Behind the title of an item that goes on here (党员管理（续））."""
_MARKS = re.compile("[，。；：]")
_LONGEST_LINE = 15
_STOPS = " 。；;，,：:、\n"
LONGEST = 30

_Apart: TypeAlias = tuple[str, str] | None
"""A title and what stands behind it, if a text is so."""


class Titled(NamedTuple):
    """A title, what its brackets tell, and what else stands in the text, of which the title may be `borrowed`."""

    title: str
    rest: tuple[str, ...]
    points: Points | None
    departments: tuple[str, ...]
    faults: tuple[str, ...]
    borrowed: bool = False


def titled(text: str, where: str) -> Titled:
    """The title in a text: before brackets with points, before a colon, all of a short text, else the first words."""
    whole = AGAIN.sub("", numbered(text).text)
    apart = _before_prices(whole) or _first_line(whole)
    if apart:
        found = titled(apart[0], where)
        return found._replace(rest=(*found.rest, apart[1]))
    end = bracket_end(whole)
    behind = whole[end:].lstrip(_STOPS) if end else ""
    told = stripped(whole[:end] if behind else whole, where)
    name = in_one_word(told.text)
    title, rest, borrowed = name, "", False
    if not behind or _long(name):
        apart = _before_brackets(told.text) or _before_sentences(told.text) or _before_colon(told.text)
        if apart:
            title, rest = apart
        elif _long(name) or scored(name):
            first = _FIRST.match(name)
            title, rest, borrowed = first.group() if first else name[:LONGEST], told.text, True
    return Titled(title.strip(_STOPS), tuple(each for each in (rest, behind) if each), *told[1:], borrowed)


def _before_prices(text: str) -> _Apart:
    """With points, before brackets with prices: 职责明确 20分（每缺一名扣5分）."""
    found = _POINTS_AND_PRICES.fullmatch(one_width(text))
    if found is None or not scored(found.group(2)):
        return None
    return text[slice(*found.span(1))], text[slice(*found.span(2))]


def _first_line(text: str) -> _Apart:
    """A short line of its own, before lines of text."""
    line, _, below = text.partition("\n")
    alone = below and len(line) <= _LONGEST_LINE and not _MARKS.search(one_width(line)) and _begins_text(below)
    return (line, below) if alone else None


def _before_brackets(text: str) -> _Apart:
    """Before brackets with prices: 落实制度（未集体研究的，每件扣2分）."""
    found = _PRICES_IN_BRACKETS.fullmatch(one_width(text))
    if found is None or not scored(f"（{found.group(2)}）") or scored(found.group(1)):
        return None
    return text[slice(*found.span(1))], text[slice(*found.span(2))]


def _before_sentences(text: str) -> _Apart:
    """A short name before sentences: 加分。获省级表彰的每项加3分。"""
    end = heads_sentences(text)
    return (text[: end - 1], text[end:].strip()) if end else None


def _before_colon(text: str) -> _Apart:
    """Before a colon: 工作计划：年初制定工作计划并上报."""
    found = _LABELLED.match(text)
    if found is None or scored(found.group(1)):
        return None
    return in_one_word(found.group(1)), text[found.end() :].strip()


def _begins_text(below: str) -> bool:
    """Whether the lines under a title are text: with numbers, or with marks between their words."""
    return any(starts_with_number(line) or _MARKS.search(one_width(line)) for line in below.split("\n"))


def bare(text: str) -> str:
    """A text without its number and the brackets that say points, limits and departments."""
    return stripped(AGAIN.sub("", numbered(text).text), "").text


def pointed(text: str) -> bool:
    """Whether a text says what it is worth: in brackets, behind a title, or before brackets with how it is scored."""
    return has_points(text) or _before_prices(text.strip()) is not None


def heads_sentences(text: str) -> int:
    """Where the sentences begin behind a short name (加分。获省级表彰的每项加3分。); 0 where there is none."""
    plain = one_width(text)
    found = re.match(r"[^，。；：（）,;:]{2,12}[。：:]", plain)
    return found.end() if found and not scored(found.group()) and scored(plain[found.end() :]) else 0


def _long(name: str) -> bool:
    return len(name) > LONGEST or _SENTENCE.search(one_width(name)) is not None
