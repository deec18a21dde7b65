"""Every number of a sentence is in its meanings, or nothing is: with one that is not used no meaning is sure."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.entry import SHORTER, DoubtError, unread
from dangjian_kaoping.grammar.meaning import Doubt, Figure, Meaning
from dangjian_kaoping.grammar.patterns import NUMBER
from dangjian_kaoping.grammar.pieces import Mark
from dangjian_kaoping.grammar.tokens import number, words


def said_again(text: str, meanings: Sequence[Meaning]) -> Iterator[Meaning]:
    """The meanings with the numbers that （含3次） says again behind or before 3次以上."""
    again: list[Figure] = []
    said: Decimal | None = None
    for word in words(text):
        if word.kind == "NUMBER":
            said = number(word.text.strip())
        elif word.kind == "INC":
            digits = re.search(NUMBER, word.text)
            if digits is not None and said is not None and number(digits.group()) == said:
                again.append(Figure(said, word.start + digits.start(), word.start + digits.end()))
            elif digits is not None:
                raise _unsure(word.start, word.end)
    for meaning in meanings:
        mine = [each for each in again if meaning.start <= each.start < meaning.end]
        yield meaning._replace(unsaid=(*meaning.unsaid, *mine))


def _unsure(start: int, end: int) -> DoubtError:
    return unread(start, end, "括号里含的数与前面的数不一样", "照原件核对这两个数")


def lost_numbers(text: str, meanings: Sequence[Meaning]) -> tuple[Doubt, ...]:
    """Numbers of the sentence that are in no meaning: with one of them no meaning is sure."""
    taken: set[int] = set()
    for meaning in meanings:
        for figure in (*(each for _, each in meaning.figures()), *meaning.unsaid, *meaning.kept):
            if figure.about:
                continue
            taken.update(range(figure.start, figure.end))
    found = words(text)
    # 计0分, 总分为0: said by the word as a whole
    for word in found:
        if word.kind in ("NONE", "ZERO", "UNTIL", "COMMA"):
            taken.update(range(word.start, word.end))
    spans = [digits.span() for digits in re.finditer(r"\d+(?:\.\d+)?", text)]
    spans += [(word.start, word.end) for word in found if word.kind == "NUMBER"]
    for digits in re.finditer(r"(?<![\d.])0\d[\d.]*", text):
        return (Doubt("unread", *digits.span(), "这个数以0开头，看不出丢了什么", "照原件核对这个数"),)
    why = "这个数没有用上"
    return tuple(Doubt("unread", start, end, why, SHORTER) for start, end in sorted(set(spans)) if start not in taken)


def figures(mark: Mark) -> Iterator[Figure]:
    """The numbers in a piece of text, with their characters in the sentence."""
    for found in re.finditer(NUMBER, mark.text):
        yield Figure(number(found.group()), mark.start + found.start(), mark.start + found.end())
