"""The name of an item or area out of the text where it stands: its words as they are, none invented."""

import re
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.numbering import numbered, starts_with_number
from dangjian_kaoping.outline.outline import Points
from dangjian_kaoping.outline.points import bracket_end, has_points, stripped
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.typed import in_one_word

_LABELLED = re.compile(r"([^。；，：:;]{2,16})[：:]\s*(?=\S)", re.DOTALL)
_SENTENCE = re.compile(r"[。；;]|[，,：:](?=.{6})")
_FIRST = re.compile(r"[^。，；：;:,]{2,40}")
_PRICED = re.compile(r"([^（）。；]{2,40}?[^（）。；\d扣加减得] ?\d+(?:\.\d+)? ?分)（([^（）]*)）。?")
_BRACKETED = re.compile(r"([^（）。；，]{2,40})（([^（）]*)）[。；]?")
_CONTINUED = re.compile(r"[（(]续[表上]?[）)]\s*$")
_MARKS = re.compile("[，。；：]")
_LONGEST_LINE = 15
_STOPS = " 。；;，,：:、\n"
LONGEST = 30


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
    whole = _CONTINUED.sub("", numbered(text).text)
    priced = _PRICED.fullmatch(one_width(whole))
    if priced is not None and scored(priced.group(2)):
        # 职责明确 20分（每缺一名扣5分）
        found = titled(whole[: priced.end(1)], where)
        return found._replace(rest=(*found.rest, whole[slice(*priced.span(2))]))
    line, _, below = whole.partition("\n")
    if below and len(line) <= _LONGEST_LINE and not _MARKS.search(one_width(line)) and _begins_text(below):
        found = titled(line, where)
        return found._replace(rest=(*found.rest, below))
    end = bracket_end(whole)
    behind: tuple[str, ...] = ()
    if end and whole[end:].strip(_STOPS):
        whole, behind = whole[:end], (whole[end:].lstrip(_STOPS),)
    told = stripped(whole, where)
    name = in_one_word(told.text)
    if behind and not _long(name):
        return Titled(name.strip(_STOPS), behind, *told[1:])
    priced_behind = _BRACKETED.fullmatch(one_width(told.text))
    if priced_behind is not None and scored(f"（{priced_behind.group(2)}）") and not scored(priced_behind.group(1)):
        # 落实制度（未集体研究的，每件扣2分）
        inside = told.text[slice(*priced_behind.span(2))]
        return Titled(told.text[slice(*priced_behind.span(1))], (inside, *behind), *told[1:])
    named = heads_sentences(told.text)
    if named:
        return Titled(told.text[: named - 1], (told.text[named:].strip(), *behind), *told[1:])
    labelled = _LABELLED.match(told.text)
    if labelled is not None and not scored(labelled.group(1)):
        rest = told.text[labelled.end() :].strip()
        return Titled(in_one_word(labelled.group(1)), (rest, *behind), *told[1:])
    if not _long(name) and not scored(name):
        return Titled(name.strip(_STOPS), behind, *told[1:])
    first = _FIRST.match(name)
    title = first.group().strip() if first else name[:LONGEST]
    return Titled(title, (told.text, *behind), *told[1:], borrowed=True)


def _begins_text(below: str) -> bool:
    """Whether the lines under a title are text: with numbers, or with marks between their words."""
    return any(starts_with_number(line) or _MARKS.search(one_width(line)) for line in below.split("\n"))


def bare(text: str, where: str = "") -> str:
    """A text without its number and the brackets that say points, limits and departments."""
    return stripped(_CONTINUED.sub("", numbered(text).text), where).text


def pointed(text: str) -> bool:
    """Whether a text says what it is worth: in brackets, behind a title, or before brackets with how it is scored."""
    priced = _PRICED.fullmatch(one_width(text.strip()))
    return has_points(text) or (priced is not None and scored(priced.group(2)))


def heads_sentences(text: str) -> int:
    """Where the sentences begin behind a short name (加分。获省级表彰的每项加3分。); 0 where there is none."""
    plain = one_width(text)
    found = re.match(r"[^，。；：（）]{2,12}[。：]", plain)
    return found.end() if found and not scored(found.group()) and scored(plain[found.end() :]) else 0


def _long(name: str) -> bool:
    return len(name) > LONGEST or _SENTENCE.search(one_width(name)) is not None
