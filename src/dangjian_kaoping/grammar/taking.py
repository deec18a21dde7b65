"""What a phrase adds to the price that it stands before: words, a line, a duty."""

import re

from dangjian_kaoping.grammar.classes import named
from dangjian_kaoping.grammar.entry import SHORTER, DoubtError, Entry, Need, unread, unsettled
from dangjian_kaoping.grammar.numbers import figures
from dangjian_kaoping.grammar.otherwise import AS_GRADE, CONSEQUENCE, OTHER_SIDE, OTHERWISE
from dangjian_kaoping.grammar.phrases import Phrase
from dangjian_kaoping.grammar.pieces import Bound, Edge, Mark, Piece, Price, Quantity
from dangjian_kaoping.grammar.ranks import OTHERS, RANKING, is_of_places, places
from dangjian_kaoping.grammar.shapes import CODES, SUBJECT
from dangjian_kaoping.grammar.told import is_by_words, reason

_WHOLE = frozenset("次项个人名件篇条份起处场节期家户")
"""Units of which there are no parts: 1.3次以上 is 1. and 3次以上."""
_NUMBERED = re.compile(r"[1-9]\d?\.[1-9]\d%")
"""A line at the head of a sentence that may be a number of it and another: 1.60%以上 may be 1. and 60%以上."""
UNKNOWN = ("没有认出这一段说什么", SHORTER)
"""Why a phrase is not read, and what to do about it, where nothing better can be said."""


class Taking:
    """A phrase, and the entry that takes it; `found` are those that have their price already."""

    def __init__(self, sentence: str, found: list[Entry], entry: Entry, phrase: Phrase) -> None:
        self.sentence = sentence
        self.found = found
        self.entry = entry
        self.phrase = phrase
        self.pieces: tuple[Piece, ...] = phrase.pieces or ()
        self.shape = "".join(CODES[piece.kind] for piece in self.pieces)

    def _unknown(self) -> DoubtError:
        where = self.phrase.start, self.phrase.end
        known = reason(self.sentence[slice(*where)])
        if known is None:
            return unread(*where, *UNKNOWN)
        return (unread if known.kind == "unread" else unsettled)(*where, known.why, known.mend)

    def _described(self, entry: Entry, *, title: bool = False) -> None:
        """Plain words into the subject, with the numbers in them."""
        if self.phrase.begins:
            entry.name = ""
        # 满意度：较低的
        entry.by_words = entry.by_words or is_by_words(
            re.sub("[：:]", "", self.sentence[entry.start : self.phrase.end])
        )
        for index, piece in enumerate(self.pieces):
            if not isinstance(piece, Mark) or piece.kind not in ("TEXT", "KEPT", "PERIOD"):
                continue
            text = piece.text
            if entry.line is not None and AS_GRADE.fullmatch(text.strip()):
                continue
            if entry.line is not None and entry.lined != self.phrase.start and text.strip(" 的") and not title:
                text = self._beyond_line(entry, text.strip())
            whose = named(text.strip()) if index == 0 and piece.kind == "TEXT" and not entry.classes else None
            if whose is not None:
                entry.classes, text, entry.apart = whose.classes, whose.rest, True
            if piece.kind == "TEXT" and OTHERWISE.search(self._without_ranking(text.strip())):
                raise self._unknown()
            if SUBJECT.fullmatch(self.shape) and CONSEQUENCE.search(text.strip()):
                raise self._unknown()
            if piece.kind == "KEPT":
                entry.kept += figures(piece)
            if piece.kind == "PERIOD":
                entry.period = text
            if not title:
                entry.apart = entry.apart or bool(text.strip(" 的"))
                entry.subject += text
                entry.name += text

    def _once(self, entry: Entry, key: str, value: object) -> None:
        if key == "need" and isinstance(value, Need) and (entry.need is not None or entry.duties):
            entry.duties += [*([] if entry.need is None else [entry.need]), value]
            entry.need = None
            return
        if getattr(entry, key) is not None:
            raise self._unknown()
        edges = (value.low, value.high) if isinstance(value, Bound) else (value,) if isinstance(value, Need) else ()
        for quantity in (each.quantity for each in edges if each is not None):
            if quantity.figure.value % 1 and quantity.unit in _WHOLE:
                raise self._unknown()
            if quantity.unit == "%" and quantity.figure.start == 0 and _NUMBERED.match(self.sentence):
                raise self._unknown()
        setattr(entry, key, value)
        if key == "line":
            entry.lined = self.phrase.start

    def _reached(self, quantity: Quantity) -> Bound:
        """The range of a percentage alone: 达80%得2分 from it, 未完成80%扣2分 below it; 完成80%扣2分 does not say."""
        before = "".join(str(getattr(each, "text", "")) for each in self.pieces[: self.pieces.index(quantity)])
        if any(isinstance(each, Price) and each.verb == "DEDUCT" for each in self.pieces):
            if not re.search("(?:未|没有?|只|仅)(?:完成|达到?)[一-鿿]{0,6}$", before):
                raise self._unknown()
            return Bound(None, Edge(quantity, False))
        return Bound(Edge(quantity), None)

    def _beyond_line(self, entry: Entry, text: str) -> str:
        """The words behind a line of another part, but those that turn to its other side (合格率95%以上，达不到的)."""
        line = entry.line
        assert line is not None
        if not (found := OTHER_SIDE.match(text)) or (line.low is not None and line.high is not None):
            raise unread(
                self.phrase.start, self.phrase.end, "前面写了一条线，这里又写别的情形，看不出扣的是哪一样", SHORTER
            )
        exceeds = found.group().startswith("超")
        low, high = line.low, line.high
        if low is not None and low.inclusive is not False and not exceeds:
            entry.line = Bound(None, Edge(low.quantity, False), line.of)
        elif high is not None and high.inclusive is not False and (exceeds or found["any"]):
            entry.line = Bound(Edge(high.quantity, False), None, line.of)
        else:
            raise self._unknown()
        entry.lined = self.phrase.start
        return text[found.end() :]

    def _without_ranking(self, text: str) -> str:
        """What says only that it is of places, taken out where places are said."""
        if "a" in self.shape:
            return RANKING.sub("", text)
        last = self.found[-1].line if self.found else None
        return OTHERS.sub("", text) if last is not None and is_of_places(last) else text

    def _rewards(self) -> bool:
        return any(isinstance(piece, Price) and piece.verb == "BONUS" for piece in self.pieces)

    def _ranked(self, entry: Entry) -> None:
        for piece in self.pieces:
            if isinstance(piece, Mark) and piece.kind == "RANK":
                self._once(entry, "line", places(piece))

    def _bounded(self, entry: Entry, bound: Bound, period: str) -> None:
        end = bound.low or bound.high
        assert end is not None
        if bound.least and counts(end.quantity.unit) and entry.step is None and "w" in self.shape:
            self._once(entry, "need", Need(end.quantity, period))
        else:
            self._line(entry, bound, period)

    def _line(self, entry: Entry, bound: Bound, period: str) -> None:
        end = bound.low or bound.high
        assert end is not None
        other = period and not period.startswith(("每季", "每个季", "全季"))
        if counts(end.quantity.unit) and other and bound.low is not None and "p" not in self.shape:
            self._once(entry, "need", Need(end.quantity, period, least=False))
            return
        if counts(end.quantity.unit) and other:
            raise unsettled(
                self.phrase.start,
                self.phrase.end,
                f"“{period}”里的次数：一条记录只说一个季度，看不出怎样数",
                "写成每季几次；要数全年的，由检查的人把累计数记下来",
            )
        self._once(entry, "line", bound)


def counts(unit: str) -> bool:
    """Whether a unit is one of things that are counted."""
    return unit not in ("%", "个百分点", "百分点", "分", "岁", "元", "万元")
