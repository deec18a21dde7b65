"""The prices of a sentence, each with what stands before it and what limits it."""

import re

from dangjian_kaoping.grammar.entry import Entry, Need, unread
from dangjian_kaoping.grammar.limits import limit
from dangjian_kaoping.grammar.phrases import phrases
from dangjian_kaoping.grammar.pieces import Bound, Ceiling, Edge, Mark, Piece, Price, Quantity, Step
from dangjian_kaoping.grammar.ranks import places
from dangjian_kaoping.grammar.shapes import DUTIES, LIMIT, LONE, NEED, PRICED, SAMPLE, STEPPED, SUBJECT, VETO, VETOED
from dangjian_kaoping.grammar.taking import UNKNOWN, Taking, counts

_AND = re.compile("并?同时(?:还)?|并且?|且|还")


def entries(sentence: str, *, from_total: bool) -> list[Entry]:
    """The prices of a `normal` sentence in order; `from_total`: all that is taken is taken from the total.

    Raises DoubtError where something in it is not known.
    """
    found: list[Entry] = []
    open_entry = Entry()
    for phrase in phrases(sentence):
        if phrase.pieces is None:
            raise unread(phrase.start, phrase.end, *UNKNOWN)
        open_entry = _Phrases(sentence, found, open_entry, phrase).taken()
    if not found:
        raise unread(
            0, len(sentence), "没有认出扣几分、得几分、不得分或者否决", "写明几分，如“每次扣0.5分”“本项不得分”"
        )
    if open_entry.end:
        raise unread(open_entry.start, open_entry.end, *UNKNOWN)
    for entry in found:
        entry.total = entry.total or (from_total and entry.verb in ("DEDUCT", "VAGUE"))
    return found


class _Phrases(Taking):
    def taken(self) -> Entry:
        """The entry that is still without a price, after this phrase."""
        entry, shape = self.entry, self.shape
        if LIMIT.fullmatch(shape):
            self._limit()
            return entry
        if shape == "h" and self.found and not entry.end and "满分" in self._worth().text:
            # 每次加1分，满分5分
            self._once(self.found[-1], "worth", self._worth())
            self.found[-1].end = self.phrase.end
            return entry
        if not entry.end:
            entry.start = self.phrase.start
        entry.end = self.phrase.end
        entry.begins = entry.begins or self.phrase.begins
        if shape.endswith("h"):
            self._once(entry, "worth", self._worth())
        if shape == "h" and "满分" in self._worth().text:
            return entry
        if self.phrase.title and SUBJECT.fullmatch(shape):
            self._described(entry, title=True)
        elif SUBJECT.fullmatch(shape):
            self._described(entry)
        elif PRICED.fullmatch(shape):
            return self._priced(entry)
        elif VETO.fullmatch(shape):
            return self._vetoed(entry)
        elif STEPPED.fullmatch(shape) and entry.step is None:
            entry.step = next(each for each in self.pieces if isinstance(each, Step))
            self.pieces = tuple(each for each in self.pieces if isinstance(each, Mark))
            self._described(entry)
        elif DUTIES.fullmatch(shape) and self._is_of_several():
            self._several(entry)
        elif SAMPLE.fullmatch(shape) or NEED.fullmatch(shape) or LONE.fullmatch(shape):
            return self._measured(entry)
        else:
            raise self._unknown()
        return entry

    def _limit(self) -> None:
        if not self.found or self.entry.end:
            raise self._unknown()
        last = self.found[-1]
        if not limit(last, self.pieces):
            raise self._unknown()
        last.end = self.phrase.end
        wide = any(piece.kind in ("CAP", "SAME", "ITEM", "FROMTOTAL") for piece in self.pieces)
        if wide and self.phrase.begins and len(self.found) > 1:
            last.wide = True

    def _worth(self) -> Mark:
        return next(each for each in self.pieces if isinstance(each, Mark) and each.kind == "WORTH")

    def _happens(self) -> bool:
        """Whether one of something is what happened: 发现一次，扣3分."""
        texts = [each.text for each in self.pieces if isinstance(each, Mark) and each.kind == "TEXT"]
        return any(re.search("发[现生]|出现|查出|查实|有$", each.strip()) for each in texts)

    def _is_of_several(self) -> bool:
        """Whether there are several numbers of duties, or one that is for each of several (党员大会、党课各1次)."""
        texts = [each.text for each in self.pieces if isinstance(each, Mark) and each.kind == "TEXT"]
        numbers = [each for each in self.pieces if isinstance(each, Quantity | Bound)]
        if any(isinstance(each, Quantity) and each.unit == "分" for each in numbers):
            return False
        each_of = any(each.rstrip().endswith("各") or re.match("各[一-鿿]", each) for each in texts)
        return len(numbers) > 1 or (len(numbers) == 1 and each_of)

    def _several(self, entry: Entry) -> None:
        """Several duties in a phrase; only how many are missing of all of them can be said."""
        period = ""
        for piece in self.pieces:
            if isinstance(piece, Mark) and piece.kind == "PERIOD":
                period = piece.text
            quantity = piece if isinstance(piece, Quantity) else None
            if isinstance(piece, Bound):
                if piece.low is None or piece.high is not None or piece.low.inclusive is False:
                    raise self._unknown()
                quantity = piece.low.quantity
            if quantity is not None:
                if not counts(quantity.unit):
                    raise self._unknown()
                entry.duties.append(Need(quantity, period))
        if entry.need is not None:
            entry.duties.insert(0, entry.need)
            entry.need = None
        self.pieces = tuple(each for each in self.pieces if isinstance(each, Mark) and each.kind != "PERIOD")
        self._described(entry)

    def _measured(self, entry: Entry) -> Entry:
        """A need, a line, a sample, or points without a verb."""
        quantity = next((each for each in self.pieces if isinstance(each, Quantity)), None)
        period = next((each.text for each in self.pieces if isinstance(each, Mark) and each.kind == "PERIOD"), "")
        bound = next((each for each in self.pieces if isinstance(each, Bound)), None)
        marks = [each for each in self.pieces if isinstance(each, Mark) and each.kind != "PERIOD"]
        if "s" in self.shape:
            self._once(entry, "sample", quantity)
        elif quantity is not None and quantity.unit == "分" and LONE.fullmatch(self.shape):
            entry.step = next((each for each in self.pieces if isinstance(each, Step)), None)
            if bound is not None:
                self._once(entry, "line", bound)
            self._ranked(entry)
            entry.price = quantity._replace(kind="PLAIN")
            self._described(entry)
            if entry.subject.strip(" 的").endswith(("计", "共", "满分", "为", "本项", "该项")):
                raise self._unknown()
            self.found.append(entry)
            return Entry()
        elif "w" in self.shape:
            raise self._unknown()
        elif bound is not None:
            if bound.least and bound.low is not None and counts(bound.low.quantity.unit):
                self._once(entry, "need", Need(bound.low.quantity, period))
            else:
                entry.subject += period
                self._line(entry, bound, period)
        elif quantity is not None and quantity.unit in ("%", "个百分点", "百分点"):
            self._once(entry, "line", Bound(Edge(quantity, True), None, least=True))
        elif quantity is not None and period:
            self._once(entry, "need", Need(quantity, period))
        elif quantity is not None and quantity.figure.value == 1 and entry.step is None and self._happens():
            entry.step = quantity
        else:
            raise self._unknown()
        if marks:
            self.pieces = tuple(marks)
            self._described(entry)
        return entry

    def _on_top(self) -> bool:
        """Whether a price only adds to the consequence before it (取消评先资格，同时扣10分)."""
        last = self.found[-1] if self.found else None
        price = self.pieces[-1]
        if last is None or last.verb not in ("ZERO", "LAST", "BARRED") or last.line is not None or self.entry.subject:
            return False
        if len(self.pieces) != 2 or not _AND.fullmatch(str(getattr(self.pieces[0], "text", "")).strip()):
            return False
        if not isinstance(price, Price) or price.verb != "DEDUCT" or not isinstance(last.price, Mark):
            return False
        last.veto, last.price, last.end = last.price, price, self.phrase.end
        return True

    def _priced(self, entry: Entry) -> Entry:
        if self._on_top():
            return Entry()
        sampled = "s" in self.shape
        period = ""
        described: list[Piece] = []
        entry.said = self.sentence[self.phrase.start : self.phrase.end]
        if re.search("dp", self.shape):
            # 每人每月扣0.1分: for each of them, and there is no unit
            raise self._unknown()
        for piece in self.pieces:
            if isinstance(piece, Price) or piece.kind in ("KEEP", "FULL", "NONE", "VAGUE"):
                entry.price = piece  # type: ignore[assignment]
            elif isinstance(piece, Bound):
                self._bounded(entry, piece, period)
            elif isinstance(piece, Quantity) and sampled:
                sampled = False
                self._once(entry, "sample", piece)
            elif isinstance(piece, Step | Quantity):
                if isinstance(piece, Quantity) and piece.unit == "%" and not period:
                    self._once(entry, "line", self._reached(piece))
                    continue
                if period and isinstance(piece, Quantity):
                    raise self._unknown()
                if entry.step is not None:
                    raise self._unknown()
                entry.step = piece
            elif piece.kind == "JUDGE":
                entry.judge = True
            elif piece.kind == "TOTAL":
                entry.total = True
            elif piece.kind == "NEVER":
                entry.never = True
            elif piece.kind == "ITEM":
                entry.for_item = True
            elif piece.kind == "PERIOD":
                period = piece.text  # type: ignore[union-attr]
                described.append(piece)
            elif piece.kind in ("TEXT", "KEPT"):
                described.append(piece)
            elif isinstance(piece, Mark) and piece.kind == "RANK" and self._rewards():
                # 竞赛获第一名加3分: the name of what is rewarded
                described.append(piece._replace(kind="KEPT"))
            elif isinstance(piece, Mark) and piece.kind == "RANK":
                self._once(entry, "line", places(piece))
        self.pieces = tuple(described)
        self._described(entry)
        self.found.append(entry)
        return Entry()

    def _also(self, entry: Entry, last: Entry, effect: Piece) -> Entry:
        """每起扣5分，并取消评先资格: one thing with two consequences."""
        last.end = self.phrase.end
        if last.verb == "DEDUCT" and last.veto is None and isinstance(effect, Mark):
            last.veto = effect
        elif last.verb == "NONE" and isinstance(effect, Mark) and last.line is None and last.step is None:
            entry.subject, entry.name, entry.price, entry.apart, entry.again = (
                last.subject,
                last.name,
                effect,
                True,
                True,
            )
            self.found.append(entry)
        else:
            raise self._unknown()
        return Entry()

    def _vetoed(self, entry: Entry) -> Entry:
        last = self.found[-1] if self.found else None
        effect = next(each for each in self.pieces if each.kind in VETOED)
        more = [each for each in self.pieces if each.kind in VETOED and each.kind != "VETO"]
        marks = tuple(each for each in self.pieces if isinstance(each, Mark) and each.kind in ("TEXT", "KEPT"))
        if last is not None and last.verb in VETOED and not marks and not entry.subject and entry.need is None:
            known = last.price
            if isinstance(known, Mark) and more and known.kind in ("VETO", more[0].kind):
                year = known.text if known.kind != "VETO" else ""
                assert isinstance(more[0], Mark)
                last.price = more[0]._replace(text=year + more[0].text)
                last.end = self.phrase.end
                return Entry()
            raise self._unknown()
        assert isinstance(effect, Mark | Ceiling)
        if last is not None and not entry.subject and _AND.fullmatch("".join(each.text for each in marks).strip()):
            return self._also(entry, last, more[0] if more else effect)
        if marks and marks[-1].text.endswith(("本项", "该项", "此项", "单项", "项目")):
            raise self._unknown()
        entry.price = more[0] if more and isinstance(more[0], Mark | Ceiling) else effect
        self.pieces = marks
        self._described(entry)
        self.found.append(entry)
        return Entry()
