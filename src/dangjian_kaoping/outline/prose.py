"""A text without tables, or around them: which of its numbered paragraphs are areas, items and sentences."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.around import USED, firm, heads_use, is_grades, is_use, leads_to_grades
from dangjian_kaoping.outline.building import Building, Growing, Heading
from dangjian_kaoping.outline.document import Cell, Paragraph, Table
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Points, Said
from dangjian_kaoping.outline.points import OFFICES_BEHIND, names, stripped
from dangjian_kaoping.outline.remarks import is_continued, is_note, is_signature, take_note
from dangjian_kaoping.outline.sentences import scored, units
from dangjian_kaoping.outline.telling import consequence, heads_cases, labelled
from dangjian_kaoping.outline.titles import Titled, bare, heads_sentences, pointed, titled
from dangjian_kaoping.outline.tree import PLAIN, Node, tree

_ENCLOSED = re.compile(r"[（(]([^（）()]*)[）)][。；;]?")
_TABLE_NAME = re.compile(r"附?[表件] ?[\d一二三四五六七八九十]{0,2}(?:[：:、.]|[-— ]|(?=[^，。；]{2,30}$))")
NO_POINTS = "没有分值，也没有加分、扣分的段落"


class Prose:
    """The nodes of a text, taken one after another."""

    def __init__(self, building: Building, table: Callable[[Table], None]) -> None:
        self.building = building
        self.table = table
        self._used = False
        """Whether what comes stands under a heading of what follows from the results (结果运用)."""

    def take(self, node: Node) -> None:
        """Take all that stands under a node."""
        areas = {each.kind for each in node.under if isinstance(each, Node) and self._is_area(each)}
        stated: tuple[Points, int] | None = None
        for each in node.under:
            points = None if isinstance(each, Table) else _of_table(each)
            if stated is not None and isinstance(each, Node) and (each.kind != PLAIN or points is not None):
                self.building.stated(*stated)
                stated = None
            if isinstance(each, Table):
                self.table(each)
            elif points is not None:
                stated = (points, len(self.building.items))
                self.building.leave(each.text, each.where, "表的名称，写的分值用来核对")
            elif each.kind == PLAIN or not self._told(each):
                self._note(each)
            elif self._is_area(each):
                self._area(each, titled(each.text, each.where))
            else:
                self._item(each, titled(each.text, each.where), alone=each.kind in areas)
        if stated is not None:
            self.building.stated(*stated)

    def _note(self, node: Node) -> None:
        why = USED if self._used or heads_use(node.text) else NO_POINTS
        for each in (node, *node.nodes()):
            if not is_continued(each.text):
                if each.kind == PLAIN and scored(each.text) and not is_note(each.text) and heads_sentences(each.text):
                    self._item(each, titled(each.text, each.where), alone=False)
                else:
                    take_note(self.building, each.text, each.where, why)

    def _told(self, node: Node) -> bool:
        """Whether anything of a rubric is in a node or under it."""
        if node.tables() or pointed(node.text):
            return True
        texts = [node.text, *(each.text for each in node.nodes())]
        if (self._used or heads_use(node.text) or is_use(node.text)) and not any(map(firm, texts)):
            return False
        return any(pointed(text) or (scored(text) and not is_note(text)) for text in texts)

    def _is_area(self, node: Node) -> bool:
        """Whether items stand under a node, told by tables, by points, or by names with sentences behind them."""
        if node.kind == PLAIN or not self._told(node):
            return False
        if heads_use(node.text) and not pointed(node.text) and node.under:
            # each of what stands there by itself: most is no item
            return True
        if node.tables() or any(pointed(each.text) for each in node.nodes()):
            return True
        return not pointed(node.text) and any(self._heads(each) for each in node.under if isinstance(each, Node))

    def _heads(self, node: Node) -> bool:
        """Whether a node without points is an item by what it says: a name with sentences behind or under it."""
        if node.kind == PLAIN:
            return False
        below = [each.text for each in node.nodes()]
        return heads_sentences(node.text) > 0 or (not scored(bare(node.text)) and any(map(scored, below)))

    def _area(self, node: Node, found: Titled) -> None:
        outside = self.building.under
        heading = Heading(found.title, node.where, found.points, found.departments)
        self.building.under = (*outside, heading)
        used, self._used = self._used, self._used or heads_use(node.text)
        self.building.headed(heading, found.faults)
        for text in found.rest:
            if not (found.borrowed and text.strip(" 。；;") == found.title):
                take_note(self.building, text, node.where, "方面标题后面的话")
        self.take(node)
        self._used = used
        self.building.under = outside

    def _item(self, node: Node, found: Titled, *, alone: bool) -> None:
        """Take a node as an item; `alone`: it has the number of an area, and is one of its own."""
        faults = [Said(each, node.where) for each in found.faults]
        item = Growing(self._title(node, found), node.where, found.points, list(found.departments), faults=faults)
        behind = [Node(PLAIN, text, node.where) for text in found.rest]
        if behind and node.under and node.text.rstrip().endswith(("：", ":")) and behind[-1].text[-1:] not in "：:":
            # what is listed under it belongs to it
            behind[-1].text += "："
        for each in _with_lists([*behind, *node.nodes()]):
            if self._labelled(item, each.text, each.where):
                continue
            of_whole = is_grades(each.text) or leads_to_grades(each.text)
            if each not in behind and (of_whole or is_signature(each.text) or is_note(each.text)):
                take_note(self.building, each.text, each.where)
            else:
                clauses = each.kind != PLAIN and scored(each.text)
                item.take(each.text, each.where, clauses=clauses, level=each not in behind)
        outside = self.building.under
        if alone:
            self.building.under = (*outside, Heading(item.title, node.where, found.points))
        self.building.add(item)
        self.building.under = outside

    def _title(self, node: Node, found: Titled) -> str:
        """The title of an item; 有下列情形之一的 is none, but the heading above, else what happens then."""
        if not (found.borrowed and heads_cases(found.title)):
            return found.title
        above = self.building.under[-1].name if self.building.under else consequence(node.text)
        return above or found.title

    def _labelled(self, item: Growing, text: str, where: str) -> bool:
        """Take a text that says what it is (考核要求：…); False where it does not."""
        enclosed = _ENCLOSED.fullmatch(text.strip())
        text = enclosed.group(1) if enclosed else text
        plain = one_width(text)
        behind, scoring = labelled(text)
        if scoring is not None:
            item.take(behind, where, clauses=scoring)
            return True
        label = OFFICES_BEHIND.match(plain)
        if label is not None:
            item.take_departments(names(text[label.end() :].strip("。；; ")))
        return label is not None


def _of_table(node: Node) -> Points | None:
    """The points that the name of a table states for it (附表1：基础工作（60分）)."""
    if node.kind != PLAIN or _TABLE_NAME.match(node.text.strip()) is None or scored(node.text):
        return None
    return stripped(node.text.strip(), node.where).points


def _with_lists(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes; what is listed under a price (有下列情形之一的，扣2分：) is in one with it."""
    rest = list(nodes)
    while rest:
        head = rest.pop(0)
        listed: list[Node] = []
        if head.text.endswith(("：", ":")) and scored(head.text):
            while rest and not scored(rest[0].text) and (head.kind == PLAIN or rest[0].kind != head.kind):
                listed.append(rest.pop(0))
        lines = [head.text, *(f"{number}.{each.text}" for number, each in enumerate(listed, 1))]
        yield Node(head.kind, "\n".join(lines), head.where) if listed else head


def holds_items(text: str) -> bool:
    """Whether the lines of a cell are items: the first and others with points."""
    return any(pointed(unit) for unit in list(units(text))[:1])


def points_within(text: str) -> Sequence[Decimal]:
    """What the items that stand in a cell are worth (分)."""
    found = (titled(unit, "").points for unit in units(text) if pointed(unit))
    return [each.value for each in found if each is not None]


def items_within(building: Building, outer: Growing, cell: Cell, departments: Sequence[str]) -> Sequence[Growing]:
    """Take the items that stand in one cell, and tell which; what holds them is the area that they are in."""
    outside = building.under
    if outer.title:
        building.under = (*outside, Heading(outer.title, outer.where, outer.points))
    before = len(building.items)
    prose = Prose(building, _no_table)
    prose.take(tree([Paragraph(unit, cell.where, number=_number(unit)) for unit in units(cell.text)]))
    found = building.items[before:]
    for item in found:
        item.take_departments([*outer.departments, *departments])
        item.faults += outer.faults
    building.under = outside
    return found


def _number(unit: str) -> str:
    """What makes an item of a line that has points and no number."""
    return "1." if pointed(unit) and not numbered(unit).kind else ""


def _no_table(table: Table) -> None:
    raise AssertionError(table)
