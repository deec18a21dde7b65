"""A table with a head: its rows as items, by the cells that hold points and how far these are merged."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.tokens import normal
from dangjian_kaoping.outline.building import Building, Growing, Level
from dangjian_kaoping.outline.columns import Column, Head
from dangjian_kaoping.outline.document import Cell, Table
from dangjian_kaoping.outline.levels import take_sentences
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Points, Said
from dangjian_kaoping.outline.points import has_points, names, number_of
from dangjian_kaoping.outline.prose import holds_items, items_within, points_within
from dangjian_kaoping.outline.remarks import is_signature, take_note
from dangjian_kaoping.outline.rows import Group, Row, cells_of, points_of, rows_of, shared, take_sum
from dangjian_kaoping.outline.titles import titled

_ORDINAL = re.compile(r"[\d\s一二三四五六七八九十百（）.、①-⑳a-zA-Z—-]*")


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
        self.outside = building.levels
        """The areas that stand above the table, in headings."""
        self.inside: tuple[Level, ...] = after.inside if after else ()
        self.headings: list[tuple[str, Level]] = list(after.headings) if after else []
        self.last: Growing | None = after.last if after else None
        self.rows = rows_of(table, head)
        self._body = [row.cells for row in self.rows if row.kind == "item"]
        self._seen: set[int] = set()
        # with a price a row is one sentence, and what it is of is written again
        self._repeats = bool(head.of("price")) or (len(head.of("name")) == 1 and not head.of("requirement"))
        self.points = self._item_points()
        self.title: Column | None = after.title if after else self._title()
        groups = list(self._groups(self._body, self._key()))
        self.over = {each.place for each in head.of("name", "requirement") if shared(groups, each)}
        """Columns whose cells stand over several items."""

    def goes_on(self, table: Table) -> bool:
        """Whether a table may have more of this one: on the same sheet or in the same text, under the same headings."""
        return self.outside == self.building.levels and self.table.name == table.name

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
        self.building.levels = self.outside

    def _above(self, row: Sequence[Cell]) -> None:
        for cell in {id(cell): cell for cell in row if cell.text.strip()}.values():
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
        level = Level(found.title, cell.where, points)
        self.headings.append((kind, level))
        self.building.headed(level)
        for text in found.rest:
            take_note(self.building, text, cell.where)
        self.inside = ()
        self.last = None

    def _unused(self) -> None:
        """Leave what stands in columns that are no rubric, and names in that of the numbers."""
        for column in self.head.of("other", "answer", "ordinal"):
            for cell in self._cells(column):
                ordinal = column.use == "ordinal" and _ORDINAL.fullmatch(normal(cell.text))
                if not cell.formula and not ordinal:
                    self.building.leave(cell.text, cell.where, f"“{column.head}”一栏里的话，不作评分标准")

    def _cells(self, column: Column) -> list[Cell]:
        return cells_of(self.head, self._body, column)

    def _item_points(self) -> Column | None:
        """The column of the points of items: of several the one whose cells are the finest."""
        columns = self.head.of("points")
        return max(columns, key=lambda each: (len(self._cells(each)), each.place), default=None)

    def _key(self) -> Column | None:
        """The column whose cells are one for each item."""
        if self.points is not None:
            return self.points
        named = self.head.of("name", "requirement")
        pointed = [each for each in named if any(has_points(cell.text) for cell in self._cells(each))]
        clauses = [cell for each in self.head.of("clauses") for cell in self._cells(each)]
        within = bool(clauses) and all(holds_items(cell.text) for cell in clauses)
        if pointed and not within:
            return max(pointed, key=lambda each: sum(has_points(cell.text) for cell in self._cells(each)))
        return self.title

    def _title(self) -> Column | None:
        """The column of the titles: the narrowest that names things and has one cell for an item."""
        if self.points is None and not self.head.of("level"):
            named = self.head.of("name") or self.head.of("requirement")
            return named[-1] if named else None
        groups = list(self._groups(self._body, self.points))
        single = [
            each
            for each in self.head.of("name", "requirement")
            if all(len(group.cells(each)) <= 1 for group in groups)
            and len(self._cells(each)) * 10 >= len(groups) * 7
            and not shared(groups, each)
        ]
        inner = [each for each in single if not each.outer] or single
        of_names = [each for each in inner if each.use == "name"] or inner[:1]
        # points that are merged over several names are of all of them
        whole = [each for each in self.head.of("name") if not shared(groups, each)]
        return of_names[-1] if of_names else whole[0] if whole else None

    def _groups(self, rows: Sequence[Sequence[Cell]], key: Column | None) -> Iterator[Group]:
        """The rows by the cells of a column; without one each row by itself."""
        held: list[Sequence[Cell]] = []
        for row in rows:
            if held and not (key and self._continues(row, held[-1], key)):
                yield Group(self.head, held)
                held = []
            held.append(row)
        if held:
            yield Group(self.head, held)

    def _continues(self, row: Sequence[Cell], before: Sequence[Cell], key: Column) -> bool:
        """Whether a row is of the same item as the row before: the same cell, or nothing in those that name things."""
        if row[key.place].text.strip():
            return row[key.place] is before[key.place] or (self._repeats and self._same(row, before, key))
        columns = [each for each in self.head.of("name", "requirement", "ordinal") if each.place != key.place]
        return all(not row[each.place].text.strip() or row[each.place] is before[each.place] for each in columns)

    def _same(self, row: Sequence[Cell], before: Sequence[Cell], key: Column) -> bool:
        """Whether a row says the same as the one before in all columns that name things, and of points."""
        columns = [key, *self.head.of("name")]
        return all(row[each.place].text.strip() == before[each.place].text.strip() for each in columns)

    def _take(self, rows: Sequence[Sequence[Cell]]) -> None:
        key = self._key()
        title = self.title if self.points else key
        for group in self._groups(rows, key):
            self._item(group, title)

    def _item(self, group: Group, title: Column | None) -> None:
        named = self.head.of("name", "requirement")
        left = [
            each
            for each in named
            if (title is None or each.place < title.place) and (each.use == "name" or each.place in self.over)
        ]
        others = [each for each in named if each not in left and (title is None or each.place != title.place)]
        self._areas(group, left)
        inner = (*(level for _, level in self.headings), *self.inside)
        # a sheet's name is all that tells where its items belong
        sheet = (Level(self.table.name, self.table.where),) if self.named and not inner else ()
        self.building.levels = (*self.outside, *sheet, *inner)
        # what is written again in each row is one name
        cells = list({cell.text.strip(): cell for cell in reversed(group.cells(title) if title else [])}.values())[::-1]
        if not cells and self.last is not None and not (self.points and group.cells(self.points)):
            self._fill(self.last, group, others)
            return
        item = Growing("", cells[0].where if cells else group.rows[0][0].where)
        for index, cell in enumerate(cells):
            self._named_by(item, cell, first=index == 0)
        within = self._within(item, group)
        if within:
            self._worth(item, group)
            self._items_within(item, group, others, within)
            return
        self._fill(item, group, others)
        self.building.add(item)
        self.last = item

    def _items_within(self, outer: Growing, group: Group, others: Sequence[Column], cells: Sequence[Cell]) -> None:
        """Take the items that stand in cells; what stands beside a cell is of its item where it has only one."""
        for cell in cells:
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

    def _areas(self, group: Group, left: Sequence[Column]) -> None:
        levels = list(self.inside[: len(left)])
        for depth, column in enumerate(left):
            for cell in group.cells(column)[:1]:
                found = titled(cell.text, cell.where)
                if depth < len(levels) and levels[depth].name == found.title:
                    continue
                levels[depth:] = [Level(found.title, cell.where, found.points or self._area_points(group, column))]
                for text in found.rest:
                    take_note(self.building, text, cell.where)
        self.inside = tuple(levels)

    def _area_points(self, group: Group, area: Column) -> Points | None:
        """The points of an area in a column of their own: the next behind it."""
        behind = [each for each in self.head.of("points", "name") if each.place > area.place]
        if not behind or behind[0].use != "points" or behind[0] == self.points:
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
            for cell in group.cells(column):
                if id(cell) not in item.taken:
                    item.taken.add(id(cell))
                    item.take(cell.text, cell.where, clauses=False)
        take_sentences(item, group, others, seen=self._seen)
        if not item.title and (item.requirement or item.sentences):
            text = item.requirement[0] if item.requirement else item.sentences[0].text
            item.title = titled(text, item.where).title

    def _worth(self, item: Growing, group: Group) -> None:
        """Take the points that stand in their column."""
        for cell in group.cells(self.points) if self.points is not None else ():
            value, why = number_of(cell.text)
            item.take_points(None if value is None else Points(value, cell.where))
            item.faults += [Said(why, cell.where)] if why else []

    def _within(self, item: Growing, group: Group) -> Sequence[Cell]:
        """The cells in which items stand, each with its points in brackets, where these are all that the item has."""
        cells = [cell for each in self.head.of("clauses") for cell in group.cells(each)]
        if not cells or not all(holds_items(cell.text) for cell in cells):
            return ()
        stated = group.cells(self.points) if self.points is not None else []
        value = number_of(stated[0].text)[0] if stated else item.points.value if item.points is not None else None
        worth = [each for cell in cells for each in points_within(cell.text)]
        several = len(worth) > 1 or numbered(cells[0].text).kind != ""
        if value is None or (several and (value == sum(worth) or not stated)):
            return cells
        # or else the brackets only say what a sentence is about
        if several:
            words = f"格里各项的分加起来是{plain(sum(worth, Decimal(0)))}分，分值写的是{plain(value)}分"
            item.faults.append(Said(words, stated[0].where))
        return ()
