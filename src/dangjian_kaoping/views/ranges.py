"""What a rubric can give: a row for each clause, group, item, area and total, in the order of the rubric."""

from dangjian_kaoping.proof.ranges.table import RangeRow, RangeTable
from dangjian_kaoping.views.table import PAPER, SCREEN, Column, Table
from dangjian_kaoping.words.proof import (
    name_in_words,
    part_in_words,
    reached_in_words,
    record_for_people,
    side_in_words,
)

_READ = PAPER | SCREEN


def ranges(table: RangeTable) -> Table[RangeRow]:
    """The table."""
    return Table(
        (
            Column("kind", "类", part_in_words, surfaces=_READ),
            Column("name", "名称", name_in_words, "name", surfaces=_READ),
            Column("full", "满分", lambda each: each.full, "points", surfaces=_READ, blank=True, exact=True),
            Column("least", "最少", lambda each: side_in_words(each, each.least, most=False), surfaces=_READ),
            Column("most", "最多", lambda each: side_in_words(each, each.most, most=True), surfaces=_READ),
            Column("reached", "到得了吗", reached_in_words, surfaces=_READ),
            Column(
                "least_record",
                "怎样记最少",
                lambda each: record_for_people(each, each.least, most=False),
                "prose",
                surfaces=PAPER,
            ),
            Column(
                "most_record",
                "怎样记最多",
                lambda each: record_for_people(each, each.most, most=True),
                "prose",
                surfaces=PAPER,
            ),
        ),
        table.rows,
    )
