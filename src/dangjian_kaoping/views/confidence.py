"""The facts that decide about a line, and the records by which they would."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.otherwise.edge import Deciding
from dangjian_kaoping.views.table import FIELDS, SCREEN, Column, Table
from dangjian_kaoping.words.confidence import instead_in_words, recorded_in_words

_BOTH = FIELDS | SCREEN


def deciding_facts(several: Sequence[Deciding]) -> Table[Deciding]:
    """A row a fact; whose they are, and what they lead to, stands above where people read."""
    return Table(tuple(_columns()), several)


def _columns() -> Iterator[Column[Deciding]]:
    yield Column("branch", "党支部", lambda each: each.fact.member.branch.name, "name", surfaces=FIELDS)
    yield Column("id", "支部编号", lambda each: each.fact.member.branch.id, surfaces=FIELDS)
    yield Column("item", "项目", lambda each: each.fact.item.id, surfaces=FIELDS)
    yield Column("clause", "条款", lambda each: each.fact.clause.id, surfaces=FIELDS)
    yield Column("clause", "条款", lambda each: f"{each.fact.item.id}/{each.fact.clause.id}", surfaces=SCREEN)
    yield Column("department", "部室", lambda each: each.fact.recorded.department, surfaces=_BOTH)
    yield Column("recorded", "记的", recorded_in_words, "note", surfaces=_BOTH)
    yield Column("instead", "换成", instead_in_words, "note", surfaces=_BOTH)
    yield Column("points", "综合得分", lambda each: each.points, "difference", surfaces=_BOTH)
    yield Column("where", "记录在", _where, surfaces=SCREEN, rare=SCREEN)


def _where(deciding: Deciding) -> str:
    """The name of the file, and the line; the folder too where it is not that of the inspections."""
    place = deciding.fact.recorded.finding.at
    name = place.file.removesuffix(".yaml").split("/", 2)[-1].removeprefix("inspection/")
    return f"{name}:{place.line}" if place.line else ""
