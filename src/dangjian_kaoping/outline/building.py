"""An outline while it is gathered: areas and items in the order of the document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.around import NO_GRADES, reason, understood
from dangjian_kaoping.outline.contradictions import bonus, faults_of, from_total
from dangjian_kaoping.outline.numbering import starts_with_number
from dangjian_kaoping.outline.outline import Area, Item, Left, Outline, Points, Said, Sentence, Sum
from dangjian_kaoping.outline.points import TOTAL, stripped, value_of
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.telling import labelled, told
from dangjian_kaoping.outline.typed import in_one_word

_WHOLE = re.compile(rf"{TOTAL}(\d+(?:\.\d+)?) *分(?!（?不?含|[及或]?以|[至到—-])|实?行? *(\d+) *分制|百分制")
SEPARATOR = "·"
"""Between the headings in an area's name where a document has areas within areas."""


class Heading(NamedTuple):
    """An area's name, or that of an area within it, with the points that the document states for it."""

    name: str
    where: str
    points: Points | None = None
    departments: tuple[str, ...] = ()
    """Of its items that name none of their own."""


@dataclass
class Growing:
    """An item while it grows."""

    title: str
    where: str
    points: Points | None = None
    departments: list[str] = field(default_factory=list)
    requirement: list[str] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    faults: list[Said] = field(default_factory=list)
    area: str = ""
    """The name of the area that it was added to."""
    cut: bool = False
    """Whether its last sentence stopped in the midst, at the end of a page."""
    taken: set[int] = field(default_factory=set)
    """The cells that were taken."""

    def take(self, text: str, where: str, *, clauses: bool, level: bool = False) -> None:
        """Take a text: what it asks for, and its sentences. `level`: it may be the next level of the last of these."""
        if not clauses and not scored(text):
            text = labelled(text).text
            self.requirement.append("\n".join(line.strip() for line in text.split("\n") if line.strip()))
            return
        if self.cut and self.sentences and not starts_with_number(text):
            text = self.sentences.pop().text + text
        before = self.sentences[-1] if level and self.sentences else None
        found = told(text, where, clauses=clauses, before=before.text + "；" if before else "")
        if before is not None and found.more:
            self.sentences[-1] = before._replace(text=f"{before.text}；{found.more}")
        self.requirement += found.requirement
        self.sentences += found.sentences
        self.faults += [Said(each, where) for each in found.faults]
        last = self.sentences[-1].text if self.sentences else ""
        self.cut = text.rstrip()[-1:] in "，,、" or (text.rstrip()[-1:] not in "。；;！!" and not scored(last))

    def take_points(self, points: Points | None) -> None:
        """Take points; two different ones are a fault, and the first stay."""
        if points is None:
            return
        if self.points is None:
            self.points = points
        elif self.points.value != points.value:
            words = f"两处分值不一样：一处{plain(self.points.value)}分，一处{plain(points.value)}分"
            self.faults.append(Said(words, points.where))

    def take_departments(self, names: Sequence[str]) -> None:
        """Take departments, each once."""
        self.departments += [each for each in names if each not in self.departments]

    @property
    def worth(self) -> Points | None:
        """Its points; None where it has none, and where they are not what it is worth (加分项 5分)."""
        return None if bonus(self.title, self.area, self.sentences) else self.points

    def item(self) -> Item:
        """The item as the outline has it."""
        done = Item(
            self.title,
            self.where,
            self.points,
            self.departments,
            "\n".join(each for each in self.requirement if each),
            self.sentences,
            self.points is None and from_total(self.title, self.area, self.sentences),
            self.faults,
        )
        if self.points is not None and self.worth is None:
            words = f"从总分中加扣的项目写着{plain(self.points.value)}分，看不出是封顶还是分值"
            done = done._replace(points=None, from_total=True, faults=[*self.faults, Said(words, self.points.where)])
        return done._replace(faults=[*done.faults, *faults_of(done)])


class Building:
    """What was found so far."""

    def __init__(self) -> None:
        self.title = ""
        self.total: Points | None = None
        self.sums: list[Sum] = []
        self.general: list[Said] = []
        self.left: list[Left] = []
        self._grades: list[Said] = []
        """What is said of grades, each list of them in one."""
        self._grading = False
        """Whether the last text was one of grades."""
        self.under: tuple[Heading, ...] = ()
        """The headings that the next item stands under, the outermost first; together they name its area."""
        self._areas: dict[str, tuple[Heading, list[Growing]]] = {}
        self._stated: dict[tuple[str, ...], tuple[Points, list[Growing]]] = {}
        self.items: list[Growing] = []
        """All items in their order."""
        self._since = 0
        self._since_whole = 0
        self._headings: list[Heading] = []
        self._used: set[tuple[Heading, ...]] = set()

    def add(self, item: Growing) -> None:
        """Add an item to the area that is now."""
        self._grading = False
        self.items.append(item)
        self._used.add(self.under)
        for heading in reversed(self.under):
            # the nearest heading that names some
            if not item.departments:
                item.take_departments(heading.departments)
        item.area = SEPARATOR.join(each.name for each in self.under)
        names = tuple(each.name for each in self.under)
        last = self.under[-1] if self.under else Heading("", item.where)
        self._areas.setdefault(item.area, (last, []))[1].append(item)
        for depth, heading in enumerate(self.under, 1):
            if heading.points is not None:
                self._stated.setdefault(names[:depth], (heading.points, []))[1].append(item)

    def named(self, text: str, where: str) -> None:
        """Take the title; the total may stand in brackets behind it."""
        found = stripped(in_one_word(text), where)
        self.title = found.text
        self.total = self.total or found.points

    def headed(self, heading: Heading, faults: Sequence[str]) -> None:
        """Hold a heading that items are to follow; what it says of all of them (最高加10分) has no place in one."""
        self._headings.append(heading)
        for fault in faults:
            self.leave(heading.name, heading.where, fault)

    def leave(self, text: str, where: str, why: str) -> None:
        """Keep a text that is in no item."""
        self._grading = False
        if text.strip():
            self.left.append(Left(Said(text.strip(), where), why))

    def grade(self, text: str, where: str, *, begins: bool = False) -> None:
        """Keep what is said of grades, with what was said of them directly before; `begins`: a list of them."""
        if self._grades and self._grading and not begins:
            last = self._grades.pop()
            text, where = f"{last.text}\n{text.strip()}", last.where
        self._grades.append(Said(text.strip(), where))
        self._grading = True

    def _settle_grades(self) -> None:
        """The grades are a rule for all items where the document states them once and they are understood."""
        known = [each for each in self._grades if not understood(each.text)]
        for each in self._grades:
            why = understood(each.text)
            if not why and len(known) == 1:
                self.general.append(each)
            else:
                self.leave(each.text, each.where, why or f"{NO_GRADES}（写了{len(known)}处）")
        self._grades.clear()

    def whole(self, text: str, where: str) -> bool:
        """Whether a text outside of items states the total (考核总分为100分); the first that does is taken."""
        found = _WHOLE.search(one_width(text))
        if found is not None and self.total is None:
            self.total = Points(value_of(found.group(1) or found.group(2) or "100"), where)
        return found is not None

    def summed(self, where: str, stated: Decimal | None, *, part: bool) -> None:
        """Hold a sum against what stands before it: a part's against its part, else against all."""
        items = self.items
        choices = [_points(items), _points(items[self._since_whole :]), _points(items[self._since :])]
        if part and self._areas:
            choices = [_points(items[self._since :]), _points(list(self._areas.values())[-1][1])]
        self._since = len(items)
        self._since_whole = self._since_whole if part else len(items)
        reckoned = stated if stated is not None and stated in choices else choices[0]
        self.sums.append(Sum(where, stated, reckoned))
        if not part and self.total is None and stated is not None:
            self.total = Points(stated, where)

    def stated(self, points: Points, since: int) -> None:
        """Hold points that the name of a table states against the items that came since, by their number."""
        if len(self.items) > since:
            self.sums.append(Sum(points.where, points.value, _points(self.items[since:])))

    def outline(self) -> Outline:
        """All of it; what the document states for areas and the whole is held against their items."""
        self._settle_grades()
        used = {heading for headings in self._used for heading in headings}
        for heading in self._headings:
            if heading not in used:
                worth = "" if heading.points is None else f"（{plain(heading.points.value)}分）"
                self.leave(f"{heading.name}{worth}", heading.where, reason(heading.name, "标题下面没有项目"))
        sums = list(self.sums)
        for points, items in self._stated.values():
            sums.append(Sum(points.where, points.value, _points(items)))
        if self.total is not None and all(each.where != self.total.where for each in self.sums):
            sums.append(Sum(self.total.where, self.total.value, _points(self.items)))
        areas = [
            Area(name, heading.where, heading.points, [each.item() for each in items])
            for name, (heading, items) in self._areas.items()
        ]
        return Outline(self.title, self.total, areas, sums, self.general, self.left)


def _points(items: Sequence[Growing]) -> Decimal:
    return sum((each.worth.value for each in items if each.worth is not None), Decimal(0))
