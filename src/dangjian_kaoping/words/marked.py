"""Text of which some words are marked: those that only one of two texts has."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Only = Literal["before", "after"]
"""The one of two texts that has something: what was taken out, and what was put in."""


class Piece(NamedTuple):
    """Some text that both have (None), or only one of them."""

    text: str
    only: Only | None = None


class Marked(str):
    """The whole text, and the pieces that it consists of: whoever cannot mark words writes it as any other text."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Iterable[Piece]) -> "Marked":
        """The text of some pieces."""
        several = tuple(each for each in pieces if each.text)
        made = super().__new__(cls, "".join(each.text for each in several))
        made.pieces = several
        return made


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The pieces of a text; one where nothing in it is marked."""
    return text.pieces if isinstance(text, Marked) else (Piece(text),)


def joined(texts: Iterable[str]) -> Marked:
    """Texts in lines of their own, each with what is marked in it."""
    pieces: list[Piece] = []
    for index, text in enumerate(texts):
        pieces += [*([Piece("\n")] if index else []), *pieces_of(text)]
    return Marked(pieces)


def marked_lines(text: str) -> list[str]:
    """The lines of a text, each with what is marked in it."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces_of(text):
        first, *rest = piece.text.split("\n")
        lines[-1].append(Piece(first, piece.only))
        lines += [[Piece(each, piece.only)] for each in rest]
    return [Marked(each) for each in lines]
