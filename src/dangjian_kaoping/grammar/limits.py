"""What limits the price before it: 最多扣2分, 每份以3天为限, 不足1天的按1天计, 同一事件就高."""

from collections.abc import Sequence

from dangjian_kaoping.grammar.entry import Entry
from dangjian_kaoping.grammar.pieces import Cap, Most, Piece, Rest


def limit(last: Entry, pieces: Sequence[Piece]) -> bool:
    """Give the limits that a phrase consists of to the price before it; False if it has one of them already."""
    for piece in pieces:
        if isinstance(piece, Cap):
            if last.cap is not None:
                return False
            last.cap, last.cap_of_item = piece.figure, piece.of_item
        elif isinstance(piece, Most):
            if last.most is not None:
                return False
            last.most = piece.quantity
        elif isinstance(piece, Rest):
            if last.rest is not None:
                return False
            last.rest = piece
        elif piece.kind == "SAME":
            last.same = True
        elif piece.kind == "UNDONE":
            last.undone = True
        elif piece.kind == "ITEM":
            last.for_item = True
        elif piece.kind == "FROMTOTAL":
            last.from_total = True
    return True
