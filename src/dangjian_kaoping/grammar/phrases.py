"""The phrases of a sentence: what stands between two commas, in pieces."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

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
    kinds = "".join(f"{each.kind}," for each in held)
    pieces: list[Piece] = []
    at = start = 0
    while at < len(held):
        found = _PIECE.match(kinds, start)
        if found is None:
            return None
        parts = held[at : at + found[0].count(",")]
        pieces.append(_MADE[str(found.lastgroup)](parts))
        at, start = at + len(parts), found.end()
    return tuple(pieces)


# ── the grammar ────────────────────────────────────────────────────────────────────────────────────────────────

_QUANTITY = "NUMBER (UNIT | FEN)"
_VERB = "(DEDUCT | EARN | BONUS | BACK | BELOWZERO)"
_AMOUNT = "NUMBER FEN? (DASH NUMBER FEN?)? (SLASH UNIT)?"
_GRAMMAR = {
    "cap": "CAP NUMBER FEN? CAPPED? | UPTO? NUMBER FEN (CAPPED | LIMIT)",
    "ceiling": "SCORECAP NUMBER FEN",
    "most": f"MOST {_QUANTITY} LIMIT",
    "rest": f"BELOW {_QUANTITY} (ASONE NUMBER (UNIT | FEN)? COUNTED | IGNORED | PROP)",
    "bound": f"(ATLEAST | LACK)? {_QUANTITY} INC? (UP | DOWN | WITHIN) INC?"
    f"| (NUMBER | {_QUANTITY}) INC? DASH {_QUANTITY} INC?"
    f"| {_QUANTITY} LEFT TEXT (ATMOST | BELOW) {_QUANTITY}"
    f"| (ATLEAST | BELOW | ABOVE | ATMOST) TEXT? {_QUANTITY}",
    "step": f"LATE? EACH | (EVERY | WHOLE) {_QUANTITY} | EVERY? (LACK | FALL | RISE | LATE) {_QUANTITY}",
    "price": f"SHARE? {_VERB} {_AMOUNT} | EVEN {_VERB} NUMBER FEN? (PAUSE NUMBER FEN?)+ | FOLD NUMBER TIMES",
    "quantity": _QUANTITY,
    "mark": "TEXT | KEPT | RANK | WORTH | BY | ITEM | UNTIL | SAME | UNDONE | VETO | ZERO | LAST | BARRED | GRADECAP"
    "| BELOWGRADE | FROMTOTAL | TOTAL | VAGUE | JUDGE | NEVER | PERIOD | SAMPLE | KEEP | FULL | NONE",
}
"""The words of each kind of piece, as a regular expression of their kinds. Of pieces that begin alike the longer stands
first; and they stand in any order in a phrase: what an order of them says is settled in `reading`.
"""


def _of_kinds(rule: str) -> str:
    """A rule as it is matched: each kind with the comma behind it."""
    return re.sub("[A-Z]+", r"(?:\g<0>,)", rule).replace(" ", "")


_PIECE = re.compile("|".join(f"(?P<{name}>{_of_kinds(rule)})" for name, rule in _GRAMMAR.items()))


# ── words to pieces ────────────────────────────────────────────────────────────────────────────────────────────


def _figure(word: Word) -> Figure:
    return Figure(number(word.text.strip()), word.start, word.end)


def _figures(parts: Sequence[Word]) -> list[Figure]:
    return [_figure(each) for each in parts if each.kind == "NUMBER"]


def _quantities(parts: Sequence[Word]) -> list[Quantity]:
    return [
        _quantity((one, other))
        for one, other in pairwise(parts)
        if one.kind == "NUMBER" and other.kind in ("UNIT", "FEN")
    ]


def _said(parts: Sequence[Word], kind: str) -> str:
    """The first word of a kind, as it is written; empty where there is none."""
    return next((each.text for each in parts if each.kind == kind), "")


def _inclusive(parts: Sequence[Word]) -> bool | None:
    said = _said(parts, "INC")
    return "不" not in said if said else None


def _mark(parts: Sequence[Word]) -> Mark:
    return Mark(*parts[0])


def _quantity(parts: Sequence[Word]) -> Quantity:
    half = parts[0].text == "半"
    unit = parts[1].text.removeprefix("周") if parts[1].text == "周岁" else parts[1].text
    return Quantity(_figure(parts[0]), f"半{unit}" if half and unit == "天" else unit)


def _bound(parts: Sequence[Word]) -> Bound:
    kinds = [each.kind for each in parts]
    quantities = _quantities(parts)
    of = _said(parts, "TEXT")
    if "DASH" in kinds:
        at = kinds.index("DASH")
        low = quantities[0] if len(quantities) == 2 else Quantity(_figure(parts[0]), quantities[0].unit)
        return Bound(Edge(low, _inclusive(parts[:at])), Edge(quantities[-1], _inclusive(parts[at:])))
    if "LEFT" in kinds:
        return Bound(Edge(quantities[0], _said(parts, "LEFT").strip() != "<"), Edge(quantities[1], "ATMOST" in kinds))
    quantity = quantities[0]
    inclusive = _inclusive(parts)
    if "DOWN" in kinds and inclusive is None:
        inclusive = True if _said(parts, "DOWN")[0] in "及或" else None
    if "UP" in kinds:
        up = True if _said(parts, "UP")[0] in "及或（" else inclusive
        return Bound(Edge(quantity, up), None, of, "ATLEAST" in kinds)
    if "WITHIN" in kinds or "DOWN" in kinds:
        return Bound(None, Edge(quantity, inclusive if "DOWN" in kinds else inclusive is not False), of)
    if "ATLEAST" in kinds:
        return Bound(Edge(quantity, True), None, of, least=True)
    if "ATMOST" in kinds:
        return Bound(None, Edge(quantity, True), of)
    return Bound(Edge(quantity, False), None, of) if "ABOVE" in kinds else Bound(None, Edge(quantity, False), of)


def _cap(parts: Sequence[Word]) -> Cap:
    item = re.search("[本该此]项|全项|[本该]部分", _said(parts, "CAP"))
    return Cap(_figures(parts)[0], item is not None)


def _ceiling(parts: Sequence[Word]) -> Ceiling:
    return Ceiling(_figure(parts[1]))


def _most(parts: Sequence[Word]) -> Most:
    return Most(_quantities(parts)[0])


def _rest(parts: Sequence[Word]) -> Rest:
    again = _figures(parts)[1:]
    how: Any = "started" if again else "whole" if _said(parts, "IGNORED") else "exact"
    return Rest(_quantities(parts)[0], how, again[0] if again else None)


def _step(parts: Sequence[Word]) -> Step:
    quantity = next(iter(_quantities(parts)), None)
    ways: list[Any] = [each.kind for each in parts if each.kind not in ("NUMBER", "UNIT", "FEN")]
    way = next((each for each in ways if each not in ("EVERY", "EACH")), ways[0])
    each = re.sub("(?:[各都应须则即也均]|直接|可以?)$", "", _said(parts, "EACH")[1:]).replace("人每次", "人次")
    every = bool(each) or ways[0] in ("EVERY", "WHOLE")
    return Step(way, quantity, each if quantity is None else quantity.unit, every, _said(parts, way))


def _price(parts: Sequence[Word]) -> Price:
    how, verb = parts[:2]
    figures = _figures(parts)
    if how.kind == "FOLD":
        return Price("DEDUCT", figures[0], None, "", of="FOLD")
    if how.kind == "SHARE":
        return _price(parts[1:])._replace(of="SHARE")
    if how.kind == "EVEN":
        return Price(verb.kind, figures[0], None, "", tuple(figures))
    high = figures[1] if len(figures) > 1 else None
    return Price(how.kind, figures[0], high, _said(parts, "UNIT"), apiece="各" in how.text)


_MADE: Mapping[str, Callable[[Sequence[Word]], Piece]] = {
    "cap": _cap,
    "ceiling": _ceiling,
    "most": _most,
    "rest": _rest,
    "bound": _bound,
    "step": _step,
    "price": _price,
    "quantity": _quantity,
    "mark": _mark,
}
