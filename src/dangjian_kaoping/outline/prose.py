"""A text without tables, or around them: which of its numbered paragraphs are areas, items and sentences."""

import re
from collections.abc import Callable

from dangjian_kaoping.grammar.tokens import normal
from dangjian_kaoping.outline.building import Building, Growing, Level
from dangjian_kaoping.outline.document import Cell, Paragraph, Table
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Said
from dangjian_kaoping.outline.points import has_points, names
from dangjian_kaoping.outline.remarks import is_continued, is_note, is_signature, take_note
from dangjian_kaoping.outline.sentences import scored, units
from dangjian_kaoping.outline.titles import Titled, heads_sentences, titled
from dangjian_kaoping.outline.tree import PLAIN, Node, tree

_ASKED = re.compile(r"(?:考核|考评|工作|具体|主要|目标|评价)?(?:要求|内容|目标|任务|要点|指标)(?:及要求)?：")
_SCORING = re.compile(
    r"(?:考核|考评|评分|扣分|计分|赋分|评价|检查|打分|加分|减分|加减分|奖惩)(?:标准|办法|细则|方法|规则|依据)："
)
_OFFICES = re.compile(r"(?:责任|牵头|考核|考评|主管|负责)(?:部门|单位|科室|处室)：")
_ENCLOSED = re.compile(r"[（(]([^（）()]*)[）)][。；;]?")
NO_POINTS = "没有分值，也没有加分、扣分的段落"


class Prose:
    """The nodes of a text, taken one after another."""

    def __init__(self, building: Building, table: Callable[[Table], None]) -> None:
        self.building = building
        self.table = table

    def take(self, node: Node) -> None:
        """Take all that stands under a node."""
        areas = {each.kind for each in node.under if isinstance(each, Node) and self._is_area(each)}
        for each in node.under:
            if isinstance(each, Table):
                self.table(each)
            elif each.kind == PLAIN or not self._told(each):
                self._note(each)
            elif self._is_area(each):
                self._area(each, titled(each.text, each.where))
            else:
                self._item(each, titled(each.text, each.where), alone=each.kind in areas)

    def _note(self, node: Node) -> None:
        for each in (node, *node.nodes()):
            if not is_continued(each.text):
                if each.kind == PLAIN and scored(each.text) and not is_note(each.text) and heads_sentences(each.text):
                    self._item(each, titled(each.text, each.where), alone=False)
                else:
                    take_note(self.building, each.text, each.where, NO_POINTS)

    def _told(self, node: Node) -> bool:
        """Whether anything of a rubric is in a node or under it."""
        if node.tables() or has_points(node.text):
            return True
        texts = [node.text, *(each.text for each in node.nodes())]
        return any(has_points(text) or (scored(text) and not is_note(text)) for text in texts)

    def _is_area(self, node: Node) -> bool:
        """Whether items stand under a node, told by tables, by points, or by names with sentences behind them."""
        if node.kind == PLAIN or not self._told(node):
            return False
        if node.tables() or any(has_points(each.text) for each in node.nodes()):
            return True
        return not has_points(node.text) and any(self._heads(each) for each in node.under if isinstance(each, Node))

    def _heads(self, node: Node) -> bool:
        """Whether a node without points is an item by what it says: a name with sentences behind or under it."""
        if node.kind == PLAIN:
            return False
        below = [each.text for each in node.nodes()]
        return heads_sentences(node.text) > 0 or (not scored(node.text) and any(map(scored, below)))

    def _area(self, node: Node, found: Titled) -> None:
        outside = self.building.levels
        self.building.levels = (*outside, Level(found.title, node.where, found.points))
        for text in found.rest:
            if not (found.borrowed and text == found.title):
                take_note(self.building, text, node.where, "方面标题后面的话")
        self.take(node)
        self.building.levels = outside

    def _item(self, node: Node, found: Titled, *, alone: bool) -> None:
        """Take a node as an item; `alone`: it has the number of an area, and is one of its own."""
        item = Growing(found.title, node.where, found.points, list(found.departments))
        item.faults += [Said(each, node.where) for each in found.faults]
        for text in found.rest:
            if not self._labelled(item, text, node.where):
                item.take(text, node.where, clauses=False)
        for each in node.nodes():
            if self._labelled(item, each.text, each.where):
                continue
            if is_signature(each.text) or is_note(each.text):
                take_note(self.building, each.text, each.where)
            else:
                numbered_ = each.kind != PLAIN
                item.take(each.text, each.where, clauses=numbered_ and scored(each.text), level=numbered_)
        outside = self.building.levels
        if alone:
            self.building.levels = (*outside, Level(found.title, node.where, found.points))
        self.building.add(item)
        self.building.levels = outside

    def _labelled(self, item: Growing, text: str, where: str) -> bool:
        """Take a text that says what it is (考核要求：…); False where it does not."""
        enclosed = _ENCLOSED.fullmatch(text.strip())
        text = enclosed.group(1) if enclosed else text
        plain = normal(text)
        for pattern, clauses in ((_ASKED, False), (_SCORING, True)):
            label = pattern.match(plain)
            if label is not None:
                item.take(text[label.end() :], where, clauses=clauses)
                return True
        label = _OFFICES.match(plain)
        if label is not None:
            item.take_departments(names(text[label.end() :].strip("。；; ")))
        return label is not None


def holds_items(text: str) -> bool:
    """Whether the lines of a cell are items, each with its points."""
    return any(has_points(unit) and numbered(unit).kind for unit in units(text))


def items_within(building: Building, outer: Growing, cell: Cell) -> None:
    """Take the items that stand in one cell; what holds them is the area that they are in."""
    outside = building.levels
    if outer.title:
        building.levels = (*outside, Level(outer.title, outer.where, outer.points))
    before = len(building.items)
    prose = Prose(building, _no_table)
    prose.take(tree([Paragraph(unit, cell.where) for unit in units(cell.text)]))
    for item in building.items[before:]:
        item.take_departments(outer.departments)
        item.faults += outer.faults
    building.levels = outside


def _no_table(table: Table) -> None:
    raise AssertionError(table)
