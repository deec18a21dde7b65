"""The phrases of a sentence: what stands between two commas, in pieces by an LALR grammar."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dangjian_kaoping.grammar.meaning import Figure
from dangjian_kaoping.grammar.pieces import (
    Bound,
    Cap,
    Ceiling,
    Edge,
    Mark,
    Most,
    Piece,
    Price,
    Quantity,
    Rest,
    Step,
)
from dangjian_kaoping.grammar.tokens import Word, number, words

if TYPE_CHECKING:
    from lark import Lark

GRAMMAR = r"""
phrase: _piece+
_piece: text | KEPT | RANK | WORTH | BY | ITEM | UNTIL | SAME | UNDONE | VETO | ZERO | LAST | BARRED | GRADECAP
      | BELOWGRADE | ceiling | FROMTOTAL | TOTAL | VAGUE | JUDGE | NEVER | PERIOD | SAMPLE | KEEP | FULL | NONE | cap
      | most | rest | quantity | bound | step | price
text: TEXT
quantity: NUMBER (UNIT | FEN)
_line: quantity | TEXT quantity
bound: (ATLEAST | BELOW | ABOVE | ATMOST) _line
     | (ATLEAST | LACK)? quantity INC? (UP | DOWN | WITHIN) INC?
     | quantity INC? DASH quantity INC?
     | quantity LEFT TEXT (ATMOST | BELOW) quantity
     | NUMBER INC? DASH quantity INC?
cap: CAP NUMBER FEN? CAPPED?
   | UPTO? NUMBER FEN (CAPPED | LIMIT)
ceiling: SCORECAP NUMBER FEN
most: MOST quantity LIMIT
rest: BELOW quantity (ASONE NUMBER (UNIT | FEN)? COUNTED | IGNORED | PROP)
step: EACH
    | (EVERY | WHOLE) quantity
    | EVERY? (LACK | FALL | RISE | LATE) quantity
    | LATE EACH
price: _verb amount | EVEN _verb row | SHARE _verb amount | FOLD NUMBER TIMES
_verb: DEDUCT | EARN | BONUS | BACK | BELOWZERO
row: NUMBER FEN? (PAUSE NUMBER FEN?)+
amount: NUMBER FEN? (SLASH UNIT)?
      | NUMBER FEN? DASH NUMBER FEN? (SLASH UNIT)?
%declare TEXT KEPT RANK WORTH BY ITEM UNTIL SAME UNDONE VETO ZERO LAST BARRED GRADECAP BELOWGRADE SCORECAP FROMTOTAL
%declare TOTAL VAGUE JUDGE NEVER PERIOD SAMPLE KEEP FULL NONE CAP CAPPED UPTO MOST LIMIT ASONE COUNTED IGNORED PROP
%declare LEFT BELOW ATLEAST ABOVE ATMOST INC UP DOWN DASH WITHIN WHOLE EACH EVERY LACK FALL RISE LATE
%declare SHARE FOLD TIMES EVEN DEDUCT EARN BONUS BACK BELOWZERO SLASH PAUSE NUMBER UNIT FEN
"""
"""Pieces stand in any order here; what an order of them says is settled in `reading`."""


class Phrase(NamedTuple):
    """What stands between two commas. `pieces` is None where it cannot be read; `begins` tells whether more than a
    comma stands before it.
    """

    pieces: tuple[Piece, ...] | None
    start: int
    end: int
    begins: bool
    title: bool
    """Whether a colon stands behind it."""


def phrases(sentence: str) -> Iterator[Phrase]:
    """The phrases of a `normal` sentence that have anything in them."""
    held: list[Word] = []
    begins = True
    for word in (*words(sentence), None):
        if word is not None and word.kind not in ("COMMA", "BREAK", "COLON"):
            held.append(word)
            continue
        if any(each.text.strip() for each in held):
            start, end = held[0].start, held[-1].end
            yield Phrase(_pieces(held), start, end, begins, word is not None and word.kind == "COLON")
            begins = False
        begins = begins or (word is not None and word.kind == "BREAK")
        held = []


def _pieces(held: Sequence[Word]) -> tuple[Piece, ...] | None:
    from lark.exceptions import UnexpectedInput

    offset = held[0].start
    short = tuple(word._replace(start=word.start - offset, end=word.end - offset) for word in held)
    try:
        found = _parsed(short)
    except UnexpectedInput:
        return None
    return tuple(moved(each, offset) for each in found)


def moved(part: Any, by: int) -> Any:
    """A piece as it stands so many characters further on."""
    if isinstance(part, Figure | Mark):
        return part._replace(start=part.start + by, end=part.end + by)
    if not isinstance(part, tuple):
        return part
    parts = [moved(each, by) for each in part]
    return part._make(parts) if hasattr(part, "_make") else tuple(parts)


@cache
def _parsed(held: tuple[Word, ...]) -> tuple[Piece, ...]:
    result: tuple[Piece, ...] = _parser().parse(held)  # type: ignore[assignment]
    return result


@cache
def _parser() -> "Lark":
    from lark import Lark, Token, Transformer
    from lark.lexer import Lexer

    class Given(Lexer):
        """Words that are there already."""

        __future_interface__ = 2

        def __init__(self, conf: object) -> None: ...

        def lex(self, state: Any, parser_state: Any) -> Iterator[Token]:
            for word in state.text:
                yield Token(word.kind, word.text, word.start, end_pos=word.end)

    def figure(token: Token) -> Figure:
        assert token.start_pos is not None and token.end_pos is not None
        return Figure(number(str(token).strip()), token.start_pos, token.end_pos)

    def mark(token: Token) -> Mark:
        assert token.start_pos is not None and token.end_pos is not None
        return Mark(token.type, str(token), token.start_pos, token.end_pos)

    class Pieces(Transformer[Token, Any]):
        """Trees to pieces."""

        def phrase(self, parts: list[Any]) -> tuple[Piece, ...]:
            return tuple(mark(each) if isinstance(each, Token) else each for each in parts)

        def text(self, parts: list[Token]) -> Mark:
            return mark(parts[0])

        def quantity(self, parts: list[Token]) -> Quantity:
            half = str(parts[0]) == "半"
            unit = str(parts[1]).removeprefix("周") if str(parts[1]) == "周岁" else str(parts[1])
            return Quantity(figure(parts[0]), f"半{unit}" if half and unit == "天" else unit)

        def bound(self, parts: list[Any]) -> Bound:
            kinds = [each.type if isinstance(each, Token) else "" for each in parts]
            said = [each for each in parts if isinstance(each, Quantity)]
            of = next((str(each) for each in parts if isinstance(each, Token) and each.type == "TEXT"), "")
            if "DASH" in kinds:
                at = kinds.index("DASH")
                low = said[0] if len(said) == 2 else Quantity(figure(parts[0]), said[0].unit)
                return Bound(Edge(low, _inclusive(parts[:at])), Edge(said[-1], _inclusive(parts[at:])))
            if "LEFT" in kinds:
                left = next(str(each) for each in parts if isinstance(each, Token) and each.type == "LEFT")
                return Bound(Edge(said[0], left.strip() != "<"), Edge(said[1], "ATMOST" in kinds))
            inclusive = _inclusive(parts)
            if "DOWN" in kinds and inclusive is None:
                down = next(str(each) for each in parts if isinstance(each, Token) and each.type == "DOWN")
                inclusive = True if down[0] in "及或" else None
            if "UP" in kinds:
                up = next(str(each) for each in parts if isinstance(each, Token) and each.type == "UP")
                return Bound(Edge(said[0], True if up[0] in "及或（" else inclusive), None, of, "ATLEAST" in kinds)
            if "WITHIN" in kinds or "DOWN" in kinds:
                return Bound(None, Edge(said[0], inclusive if "DOWN" in kinds else inclusive is not False), of)
            if "ATLEAST" in kinds:
                return Bound(Edge(said[0], True), None, of, least=True)
            if "ATMOST" in kinds:
                return Bound(None, Edge(said[0], True), of)
            return Bound(Edge(said[0], False), None, of) if "ABOVE" in kinds else Bound(None, Edge(said[0], False), of)

        def cap(self, parts: list[Token]) -> Cap:
            item = any(each.type == "CAP" and re.search("[本该此]项|全项|[本该]部分", each) for each in parts)
            return Cap(figure(next(each for each in parts if each.type == "NUMBER")), item)

        def ceiling(self, parts: list[Token]) -> Ceiling:
            return Ceiling(figure(parts[1]))

        def most(self, parts: list[Any]) -> Most:
            return Most(parts[1])

        def rest(self, parts: list[Any]) -> Rest:
            kinds = [each.type if isinstance(each, Token) else "" for each in parts]
            again = figure(parts[kinds.index("NUMBER")]) if "NUMBER" in kinds else None
            how: Any = "started" if again is not None else "whole" if "IGNORED" in kinds else "exact"
            return Rest(parts[1], how, again)

        def step(self, parts: list[Any]) -> Step:
            said = next((each for each in parts if isinstance(each, Quantity)), None)
            ways: list[Any] = [each.type for each in parts if isinstance(each, Token)]
            way = next((each for each in ways if each not in ("EVERY", "EACH")), ways[0])
            each = next((str(part)[1:] for part in parts if getattr(part, "type", "") == "EACH"), "")
            each = re.sub("(?:[各都应须则即也均]|直接|可以?)$", "", each).replace("人每次", "人次")
            every = bool(each) or ways[0] in ("EVERY", "WHOLE")
            word = next(str(each) for each in parts if isinstance(each, Token) and each.type == way)
            return Step(way, said, each if said is None else said.unit, every, word)

        def price(self, parts: list[Any]) -> Price:
            if parts[0].type == "FOLD":
                return Price("DEDUCT", figure(parts[1]), None, "", of="FOLD")
            if parts[0].type == "SHARE":
                return self.price(parts[1:])._replace(of="SHARE")
            figures, unit = parts[-1]
            if parts[0].type == "EVEN":
                return Price(str(parts[1].type), figures[0], None, "", tuple(figures))
            high = figures[1] if len(figures) > 1 else None
            return Price(str(parts[0].type), figures[0], high, unit, apiece="各" in str(parts[0]))

        def row(self, parts: list[Token]) -> tuple[list[Figure], str]:
            return self.amount(parts)

        def amount(self, parts: list[Token]) -> tuple[list[Figure], str]:
            unit = str(parts[-1]) if parts[-1].type == "UNIT" else ""
            return [figure(each) for each in parts if each.type == "NUMBER"], unit

    def _inclusive(parts: Sequence[Any]) -> bool | None:
        said = next((str(each) for each in parts if isinstance(each, Token) and each.type == "INC"), None)
        return None if said is None else "不" not in said

    return Lark(GRAMMAR, start="phrase", parser="lalr", lexer=Given, transformer=Pieces())
