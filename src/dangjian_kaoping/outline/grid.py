"""A table with a head: its rows as items, by the cells that hold points and how far these are merged."""

import re
from collections.abc import Sequence

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.building import Building, Growing, Heading
from dangjian_kaoping.outline.columns import Column, Head
from dangjian_kaoping.outline.contradictions import from_total
from dangjian_kaoping.outline.document import Cell, Table, filled
from dangjian_kaoping.outline.layout import Layout
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Points, Said
from dangjian_kaoping.outline.points import names, number_of
from dangjian_kaoping.outline.prose import items_within
from dangjian_kaoping.outline.remarks import is_signature, take_note
from dangjian_kaoping.outline.rows import Group, Row, points_of, rows_of, take_sum
from dangjian_kaoping.outline.scoring import take_sentences
from dangjian_kaoping.outline.titles import AGAIN, LONGEST, bare, titled
from dangjian_kaoping.outline.typed import in_one_word

_ORDINAL = re.compile(r"[\d\s一二三四五六七八九十百（）.、①-⑳a-zA-Z—-]*")
_SHARE = re.compile("权重|比重|比例")


class Grid:
    """A table as it is read; one that goes on in another keeps what it was at (`last`)."""

    def __init__(
        self, table: Table, head: Head, building: Building, *, after: "Grid | None" = None, named: bool = False
    ) -> None:
        """`after` is the table that this one goes on from; `named`: its sheet is one of several, and has a name."""
        self.table = table
        self.named = named
        self.head = head
        self.building = building
        self.outside = building.under
        """The areas that stand above the table, in headings."""
        self.inside: tuple[Heading | None, ...] = after.inside if after else ()
        """The areas in the columns before the titles; None where an outer one is empty."""
        self.headings: list[tuple[str, Heading]] = list(after.headings) if after else []
        self.last: Growing | None = after.last if after else None
        self.rows = rows_of(table, head)
        body = [row.cells for row in self.rows if row.kind == "item"]
        self.layout: Layout = Layout(head, body, after.layout if after else None)
        self._seen: set[int] = set()

    def goes_on(self, table: Table) -> bool:
        """Whether a table may have more of this one: on the same sheet or in the same text, under the same headings."""
        return self.outside == self.building.under and self.table.name == table.name

    def read(self) -> None:
        """Take all rows, and what stands above the head."""
        for row in self.table.rows[: self.head.first]:
            self._above(row)
        held: list[Sequence[Cell]] = []
        for each in self.rows:
            if each.kind == "item":
                held.append(each.cells)
            elif each.kind != "nothing":
                self._take(held)
                held = []
                self._beside(each)
        self._take(held)
        self._unused()
        self.building.under = self.outside

    def _above(self, row: Sequence[Cell]) -> None:
        for cell in filled(row):
            if not self.building.title and cell.columns * 2 > len(row) and not is_signature(cell.text):
                self.building.named(cell.text, cell.where)
            else:
                take_note(self.building, cell.text, cell.where)

    def _beside(self, row: Row) -> None:
        if row.kind == "sum":
            take_sum(self.building, self.head, row)
        elif row.kind == "heading":
            self._heading(row)
        else:
            for cell in row.filled:
                take_note(self.building, cell.text, cell.where)

    def _heading(self, row: Row) -> None:
        """A row that heads those below; one with a number of the same kind ends the one before."""
        cell = row.named(self.head)
        kind = numbered(cell.text).kind or ("plain" if row.first is cell else "han")
        found = titled(cell.text, cell.where)
        number = points_of(self.head, row)
        points = found.points or (Points(number, cell.where) if number is not None else None)
        kinds = [each for each, _ in self.headings]
        del self.headings[kinds.index(kind) if kind in kinds else len(kinds) :]
        heading = Heading(found.title, cell.where, points, found.departments)
        self.headings.append((kind, heading))
        self.building.headed(heading, found.faults)
        for text in found.rest:
            take_note(self.building, text, cell.where)
        self.inside = ()
        self.last = None

    def _unused(self) -> None:
        """Leave what stands in columns that are no rubric, and names in that of the numbers."""
        for column in self.head.of("other", "answer", "ordinal", "empty"):
            for cell in self.layout.cells(column):
                ordinal = column.use == "ordinal" and _ORDINAL.fullmatch(one_width(cell.text))
                if not cell.formula and not ordinal:
                    self.building.leave(cell.text, cell.where, f"“{column.head}”一栏里的话，不作评分标准")

    def _take(self, rows: Sequence[Sequence[Cell]]) -> None:
        for group in self.layout.groups(rows):
            self._item(group, self.layout.title)

    def _item(self, group: Group, title: Column | None) -> None:
        named = self.head.of("name", "requirement")
        left = [each for each in named if self._is_area(each, title)]
        others = [each for each in named if each not in left and (title is None or each.place != title.place)]
        begins = self._areas(group, left)
        inner = (*(heading for _, heading in self.headings), *(each for each in self.inside if each is not None))
        # a sheet's name is all that tells where its items belong
        sheet = (Heading(self.table.name, self.table.where),) if self.named and not inner else ()
        self.building.under = (*self.outside, *sheet, *inner)
        # what is written again in each row is one name
        cells = group.names(title) if title else []
        own = bool(cells) or bool(self.layout.points and group.cells(self.layout.points))
        if not own and self.last is not None and not begins:
            self._fill(self.last, group, others)
            return
        if not own and not any(group.cells(each) for each in self.head.columns if each not in left):
            # a name alone is the area of what follows
            return
        item = Growing("", cells[0].where if cells else group.rows[0][0].where)
        for index, cell in enumerate(cells):
            self._named_by(item, cell, first=index == 0)
        if self.last is not None and item.title == self.last.title and AGAIN.search(cells[0].text if cells else ""):
            self._fill(self.last, group, others)
            return
        if self.layout.nested:
            self._worth(item, group)
            self._items_within(item, group, others)
            return
        if unequal := self.layout.unequal(group):
            item.faults.append(Said(unequal, group.rows[0][0].where))
        self._fill(item, group, others)
        if not item.title:
            for cell in filled(cell for row in group.rows for cell in row):
                self.building.leave(cell.text, cell.where, "看不出是哪个项目的")
            return
        self.building.add(item)
        self.last = item

    def _is_area(self, column: Column, title: Column | None) -> bool:
        """Whether a column names what items are in: before their titles, and one for each."""
        before = title is None or column.place < title.place
        names = column.use == "name" or column.place in self.layout.over
        return before and names and (column.place not in self.layout.several or title is None)

    def _items_within(self, outer: Growing, group: Group, others: Sequence[Column]) -> None:
        """Take the items that stand in cells; what stands beside a cell is of its item where it has only one."""
        for cell in (one for each in self.head.of("clauses") for one in group.cells(each)):
            rows = Group(self.head, [row for row in group.rows if any(each is cell for each in row)])
            departments = [
                name for each in self.head.of("departments") for one in rows.cells(each) for name in names(one.text)
            ]
            found = items_within(self.building, outer, cell, departments)
            for beside in (one for each in others for one in rows.cells(each) if id(one) not in outer.taken):
                outer.taken.add(id(beside))
                if len(found) == 1:
                    found[0].take(beside.text, beside.where, clauses=False)
                else:
                    self.building.leave(beside.text, beside.where, "旁边一格里有几个项目，看不出属于哪一个")
        self.last = None

    def _named_by(self, item: Growing, cell: Cell, *, first: bool) -> None:
        item.taken.add(id(cell))
        if not first:
            item.take(cell.text, cell.where, clauses=False)
            item.faults.append(Said("一个分值管着几格，题目用的是第一格", cell.where))
            return
        found = titled(cell.text, cell.where)
        item.title = found.title
        item.take_points(found.points)
        item.take_departments(found.departments)
        item.faults += [Said(each, cell.where) for each in found.faults]
        for text in found.rest:
            item.take(text, cell.where, clauses=False)

    def _areas(self, group: Group, left: Sequence[Column]) -> bool:
        """Take the areas that stand in a row; whether others begin with it."""
        before = self.inside
        inside = list(self.inside[: len(left)])
        for depth, column in enumerate(left):
            for cell in group.cells(column)[:1]:
                found = titled(cell.text, cell.where)
                whole = in_one_word(bare(cell.text))
                # an area is named by all that stands there
                name = whole if len(whole) <= LONGEST else found.title
                above = inside[depth] if depth < len(inside) else None
                if above is not None and above.name == name:
                    continue
                points = found.points or self._area_points(group, column)
                heading = Heading(name, cell.where, points, found.departments)
                inside[depth:] = [*[None] * (depth - len(inside)), heading]
                self.building.headed(heading, found.faults)
                for text in found.rest if name != whole else ():
                    take_note(self.building, text, cell.where)
        self.inside = tuple(inside)
        return self.inside != before

    def _area_points(self, group: Group, area: Column) -> Points | None:
        """The points of an area in a column of their own: the next behind it."""
        behind = [each for each in self.head.of("points", "name") if each.place > area.place]
        if not behind or behind[0].use != "points" or behind[0] == self.layout.points:
            return None
        for cell in group.cells(behind[0])[:1]:
            value, _ = number_of(cell.text)
            return None if value is None else Points(value, cell.where)
        return None

    def _fill(self, item: Growing, group: Group, others: Sequence[Column]) -> None:
        self._worth(item, group)
        for column in self.head.of("departments"):
            for cell in group.cells(column):
                item.take_departments(names(cell.text))
        for column in others:
            for cell in group.names(column):
                if id(cell) not in item.taken:
                    item.taken.add(id(cell))
                    item.take(cell.text, cell.where, clauses=False)
        self._by_levels(item, group)
        take_sentences(item, group, others, seen=self._seen)
        if not item.title and (item.requirement or item.sentences):
            text = item.requirement[0] if item.requirement else item.sentences[0].text
            item.title = titled(text, item.where).title

    def _worth(self, item: Growing, group: Group) -> None:
        """Take the points that stand in their column."""
        for cell in group.cells(self.layout.points) if self.layout.points is not None else ():
            value, why = number_of(cell.text)
            if value is not None and value < 1 and _SHARE.search(self.layout.points.head if self.layout.points else ""):
                value, why = None, f"权重写的是“{cell.text.strip()}”，看不出是几分"
            item.take_points(None if value is None else Points(value, cell.where))
            item.faults += [Said(why, cell.where)] if why else []

    def _by_levels(self, item: Growing, group: Group) -> None:
        """Take the best level of a grid as the points, where the document has no others."""
        if self.layout.points is not None or item.points is not None or from_total(item.title, "", ()):
            return
        cells = [group.rows[0][each.place] for each in self.head.of("level")]
        values = [number_of(cell.text)[0] for cell in cells if cell.text.strip()]
        known = [value for value in values if value is not None]
        if len(known) > 1 and len(known) == len(values):
            item.points = Points(max(known), cells[0].where)
            item.faults.append(Said(f"没有分值一栏，按最高的一档{plain(max(known))}分", cells[0].where))
