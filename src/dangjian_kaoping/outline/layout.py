"""Which of the columns of a table say what its items are: their titles, their points, and which rows are of one."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.exact import plain
from dangjian_kaoping.outline.columns import Column, Head
from dangjian_kaoping.outline.document import Cell
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.points import has_points, number_of
from dangjian_kaoping.outline.prose import holds_items, points_within
from dangjian_kaoping.outline.rows import Group, cells_of, shared
from dangjian_kaoping.outline.titles import titled


class Layout:
    """How the items of a table are laid out. `before` is that of the table that this one goes on from."""

    def __init__(self, head: Head, body: Sequence[Sequence[Cell]], before: "Layout | None" = None) -> None:
        self.head = head
        self.body = body
        self.points = self._item_points()
        self._titles: Column | None = before._titles if before else self._title()
        self.key = self._key()
        """The column whose cells are one for each item."""
        self.title = self._titles if self.points else self.key
        groups = list(self.groups(body))
        self.over = {each.place for each in head.of("name", "requirement") if shared(groups, each)}
        """Columns whose cells stand over several items."""
        self.several = {
            each.place for each in head.of("name", "requirement") if any(len(group.names(each)) > 1 for group in groups)
        }
        """Columns of which an item may have several cells."""
        self.nested = bool(groups) and all(self._holds(each) for each in groups)
        """Whether the items stand within the cells of the table, each with its points."""

    def cells(self, column: Column) -> list[Cell]:
        """The cells of a column in the rows of items, each once."""
        return cells_of(self.head, self.body, column)

    def _item_points(self) -> Column | None:
        """The column of the points of items: of several the one whose cells are the finest."""
        columns = self.head.of("points")
        return max(columns, key=lambda each: (len(self.cells(each)), each.place), default=None)

    def _key(self) -> Column | None:
        """The column whose cells are one for each item."""
        if self.points is not None:
            return self.points
        named = self.head.of("name", "requirement")
        pointed = [each for each in named if any(has_points(cell.text) for cell in self.cells(each))]
        clauses = [cell for each in self.head.of("clauses") for cell in self.cells(each)]
        within = bool(clauses) and all(holds_items(cell.text) for cell in clauses)
        if pointed and not within:
            return max(pointed, key=lambda each: (sum(has_points(cell.text) for cell in self.cells(each)), each.place))
        return self._titles

    def _title(self) -> Column | None:
        """The column of the titles: the narrowest that names things and has one cell for an item."""
        if self.points is None and not self.head.of("level"):
            named = self.head.of("name") or self.head.of("requirement")
            return named[-1] if named else None
        groups = list(self._by(self.body, self.points))
        single = [
            each
            for each in self.head.of("name", "requirement")
            if all(len(group.names(each)) <= 1 for group in groups)
            and len(self.cells(each)) * 10 >= len(groups) * 7
            and not shared(groups, each)
        ]
        inner = [each for each in single if not each.outer] or single
        of_names = [each for each in inner if each.use == "name"] or inner[:1]
        # points that are merged over several names are of all of them
        whole = [each for each in self.head.of("name") if not shared(groups, each)]
        return of_names[-1] if of_names else whole[0] if whole else None

    def groups(self, rows: Sequence[Sequence[Cell]]) -> Iterator[Group]:
        """The rows of each item."""
        return self._by(rows, self.key)

    def _by(self, rows: Sequence[Sequence[Cell]], key: Column | None) -> Iterator[Group]:
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
            again = has_points(row[key.place].text) and row[key.place].text == before[key.place].text
            return row[key.place] is before[key.place] or again or self._same(row, before, key)
        columns = [each for each in self.head.of("name", "requirement", "ordinal") if each.place != key.place]
        return all(not row[each.place].text.strip() or row[each.place] is before[each.place] for each in columns)

    def _same(self, row: Sequence[Cell], before: Sequence[Cell], key: Column) -> bool:
        """Whether a row says the same as the one before in all columns that name things, and of points.

        With a price a row is one sentence, and what is asked for may be what it is of.
        """
        named = self.head.of("name") if self.head.of("price") else self.head.of("name", "requirement")
        columns = [key, *named]
        return bool(named) and all(row[each.place].text.strip() == before[each.place].text.strip() for each in columns)

    def _holds(self, group: Group) -> bool:
        """Whether items stand in the cells of a group, and their points are all that it has."""
        cells = self._sentences(group)
        if not cells or not all(holds_items(cell.text) for cell in cells):
            return False
        worth = [each for cell in cells for each in points_within(cell.text)]
        value = self._stated(group)
        several = len(worth) > 1 or numbered(cells[0].text).kind != ""
        in_column = self.points is not None and bool(group.cells(self.points))
        return value is None or not in_column or (several and value == sum(worth))

    def _stated(self, group: Group) -> Decimal | None:
        """The points of a group in their column, else behind its title."""
        if self.points is not None and (stated := group.cells(self.points)):
            return number_of(stated[0].text)[0]
        named = group.cells(self._titles) if self._titles is not None else []
        points = titled(named[0].text, "").points if named else None
        return None if points is None else points.value

    def unequal(self, group: Group) -> str:
        """What is wrong where the points within cells are not those beside them, in words; empty where nothing is."""
        cells = self._sentences(group)
        if self.nested or not cells or not all(holds_items(cell.text) for cell in cells):
            return ""
        worth = [each for cell in cells for each in points_within(cell.text)]
        value = self._stated(group)
        if len(worth) < 2 or value is None or value == sum(worth):
            return ""
        return f"格里各项的分加起来是{plain(sum(worth, Decimal(0)))}分，分值写的是{plain(value)}分"

    def _sentences(self, group: Group) -> list[Cell]:
        return [cell for each in self.head.of("clauses") for cell in group.cells(each)]
