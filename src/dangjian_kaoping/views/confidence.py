"""The facts that decide about a line, and the records by which they would."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.otherwise.edge import Deciding
from dangjian_kaoping.engine.otherwise.lines import About
from dangjian_kaoping.views.table import FIELDS, PAPER, SCREEN, SHEET, Column, Table, Width
from dangjian_kaoping.words.confidence import instead_in_words, outcome_in_words, recorded_in_words, way_in_words

_READ = SCREEN | PAPER | SHEET
_ALL = FIELDS | _READ


def deciding_facts(several: Sequence[Deciding], about: About) -> Table[Deciding]:
    """A row a fact; where people read, whose they are, and what they lead to, stands above, but in a sheet."""
    return Table(tuple(_columns(about)), several)


def _columns(about: About) -> Iterator[Column[Deciding]]:
    yield Column("branch", "党支部", lambda each: each.fact.member.branch.name, "name", surfaces=FIELDS | SHEET)
    yield Column("id", "支部编号", lambda each: each.fact.member.branch.id, surfaces=FIELDS)
    yield Column("way", "怎样换", way_in_words, surfaces=SHEET, width=Width(9, 14))
    yield Column("item", "项目", lambda each: each.fact.item.id, surfaces=FIELDS)
    yield Column("clause", "条款", lambda each: each.fact.clause.id, surfaces=FIELDS)
    yield Column("clause", "条款", lambda each: f"{each.fact.item.id}/{each.fact.clause.id}", surfaces=_READ)
    yield Column("department", "部室", lambda each: each.fact.recorded.department, surfaces=_ALL)
    yield Column("recorded", "记的", recorded_in_words, "note", surfaces=_ALL, width=Width(12, 30, 16))
    yield Column("instead", "换成", instead_in_words, "note", surfaces=_ALL, width=Width(12, 30, 16))
    yield Column("points", "综合得分", lambda each: each.points, "difference", surfaces=_ALL)
    yield Column(
        "outcome", "结果", lambda each: outcome_in_words(each, about), "prose", surfaces=SHEET, width=Width(24, 40)
    )
    yield Column("where", "记录在", _where, surfaces=_READ, rare=_READ, width=Width(10, 20))


def _where(deciding: Deciding) -> str:
    """The name of the file, and the line; the folder too where it is not that of the inspections."""
    place = deciding.fact.recorded.finding.at
    name = place.file.removesuffix(".yaml").split("/", 2)[-1].removeprefix("inspection/")
    return f"{name}:{place.line}" if place.line else ""
