"""集团: the units, what is ranked together, last places and undone tasks, problems, burden, versions."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple, cast

from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.group.rows import AreaRow, UnitRow
from dangjian_kaoping.engine.group.together import GroupRound, Placed, Pool
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.views.table import Column, Table, Width, where_scarce
from dangjian_kaoping.words.group import (
    bands_in_words,
    drift_in_words,
    marks_in_words,
    pool_name,
    standing,
    units_in_words,
    version_name,
)
from dangjian_kaoping.words.revision.revision import ChangeInWords, marks, phrase, sections


def _published(figure: Decimal | None) -> Step | None:
    """A published figure, which keeps the places with which it was published."""
    return None if figure is None else Step(names.COMPOSITE, "rounded", figure)


def _place(key: str, pool: Pool) -> Step | None:
    return _published(getattr(pool.spread, key, None))


def units(round: GroupRound) -> Table[UnitRow]:
    """A row a unit: where it stands, and whether it counts."""
    return Table(tuple(_units(round)), round.units)


def _units(round: GroupRound) -> Iterator[Column[UnitRow]]:
    yield Column("unit", "编号", lambda each: each.unit)
    yield Column("name", "单位", lambda each: each.name, "name")
    if any(each.region for each in round.units):
        yield Column("region", "区域", lambda each: each.region)
    yield Column("version", "细则", lambda each: each.version or None)
    yield Column("branches", "党支部", lambda each: each.branches or None, "count")
    yield Column("standing", "情况", standing, "note")


def ranking(pool: Pool) -> Table[Placed]:
    """A row a branch of the units that are ranked together."""
    return Table(tuple(_ranking(pool)), pool.placed)


def _ranking(pool: Pool) -> Iterator[Column[Placed]]:
    several = len(pool.units) > 1
    classes = {each.row.branch_class for each in pool.placed}
    yield Column("rank", "名次", lambda each: each.rank, "count")
    if several:
        yield Column("unit", "单位", lambda each: each.unit.name, "name")
    yield Column("branch", "党支部", lambda each: each.row.name, "name")
    yield Column("class", "类别", lambda each: each.row.branch_class)
    yield Column("composite", "综合得分", lambda each: _published(each.row.composite), "points", live=False)
    if len(classes) > 1:
        yield Column("class_rank", "同类名次", lambda each: each.class_rank, "count", headings=where_scarce("同类"))
    if several:
        yield Column("own_rank", "本单位名次", lambda each: each.row.rank, "count", headings=where_scarce("本单位"))
    if any(each.row.grade for each in pool.placed):
        yield Column("grade", "等次", lambda each: each.row.grade or "", blank=True)
    yield Column("marks", "考核情形", marks_in_words, "note", blank=True)


class InPool(NamedTuple):
    """A branch, and of which of several rankings."""

    number: int
    placed: Placed


def rankings(round: GroupRound) -> Table[InPool]:
    """All rankings in one table, the largest first; where there are several, each row says of which it is."""
    columns: dict[str, Column[InPool]] = {}
    if len(round.pools) > 1:
        columns["pool"] = Column("pool", "组", lambda each: pool_name(each.number))
    # a column stands where any of the rankings has it
    for key in _ORDER:
        for column in (each for pool in round.pools for each in _ranking(pool) if each.key == key):
            columns[key] = _of_placed(column)
            break
    rows = [InPool(number, each) for number, pool in enumerate(round.pools, 1) for each in pool.placed]
    return Table(tuple(columns.values()), rows)


_ORDER = ("rank", "unit", "branch", "class", "composite", "class_rank", "own_rank", "grade", "marks")


def _of_placed(column: Column[Placed]) -> Column[InPool]:
    value = column.value
    return cast("Column[InPool]", column._replace(value=lambda each: value(cast("InPool", each).placed)))


def marked(round: GroupRound) -> Table[Placed]:
    """The last places of each unit, and who left a single task undone."""
    rows = [each for pool in round.pools for each in pool.placed if each.row.last or each.row.undone]
    return Table(tuple(_marked()), sorted(rows, key=lambda each: (each.unit.unit, -(each.row.rank or 0))))


def _marked() -> Iterator[Column[Placed]]:
    yield Column("unit", "单位", lambda each: each.unit.name, "name")
    yield Column("branch", "党支部", lambda each: each.row.name, "name")
    yield Column("own_rank", "本单位名次", lambda each: each.row.rank, "count", headings=where_scarce("名次"))
    yield Column("composite", "综合得分", lambda each: _published(each.row.composite), "points", live=False)
    yield Column("marks", "考核情形", marks_in_words, "note")


def areas(round: GroupRound) -> Table[AreaRow]:
    """The problems by area, the commonest first."""
    return Table(tuple(_areas()), round.areas)


def _areas() -> Iterator[Column[AreaRow]]:
    yield Column("area", "方面", lambda each: each.area or "—", "name")
    yield Column("found", "本轮问题", lambda each: each.found, "count")
    yield Column("open", "没有销号", lambda each: each.open, "count")
    yield Column("overdue", "其中逾期", lambda each: each.overdue, "count")


def spreads(pools: Sequence[Pool]) -> Table[Pool]:
    """How the composites lie, ranking by ranking."""
    numbers = {each.rubric: number for number, each in enumerate(pools, 1)}
    return Table(tuple(_spreads(numbers)), [each for each in pools if each.spread is not None])


def _spreads(numbers: Mapping[str, int]) -> Iterator[Column[Pool]]:
    if len(numbers) > 1:
        yield Column("pool", "组", lambda each: pool_name(numbers[each.rubric]))
    yield Column("version", "细则", lambda each: each.version, "name")
    yield Column("units", "单位", lambda each: len(each.units), "count")
    yield Column("branches", "党支部", lambda each: len(each.placed), "count")
    for key, heading in _PLACES.items():
        yield Column(key, heading, partial(_place, key), "points", live=False)
    yield Column("bands", "分布", bands_in_words, "note")


_PLACES = {"highest": "最高", "upper": "上四分位", "median": "中位数", "lower": "下四分位", "lowest": "最低"}


def burdens(round: GroupRound) -> Table[UnitRow]:
    """What the units ask of a branch, and how much was written down."""
    return Table(tuple(_burdens()), [each for each in round.units if each.rubric])


def _burdens() -> Iterator[Column[UnitRow]]:
    yield Column("name", "单位", lambda each: each.name, "name")
    yield Column("materials", "备查材料", lambda each: each.materials, "count")
    yield Column("trace_percent", "痕迹管理占总分%", lambda each: each.trace_percent, "points", exact=True)
    yield Column("sheets", "一季自评表", lambda each: each.sheets, "count")
    yield Column("findings", "部室记录", lambda each: each.findings, "count")


class Difference(NamedTuple):
    """A change from the version that is compared with to one by which units score."""

    drift: Drift
    where: str
    entry: ChangeInWords


def differences(found: Sequence[Drift]) -> Table[Difference]:
    """All changes, as `rubric diff` tells them, version by version."""
    rows = [
        Difference(drift, f"{block.title}“{subject.name}”" if subject.name else block.title, entry)
        for drift in found
        if drift.revision is not None
        for section in sections(drift.revision.changes)
        for block in section.blocks
        for subject in block.subjects
        for entry in subject.entries
    ]
    return Table(tuple(_differences()), rows)


def _differences() -> Iterator[Column[Difference]]:
    yield Column("version", "细则", lambda each: version_name(each.drift), "name", width=Width(8, 16))
    yield Column("units", "哪些单位", lambda each: units_in_words(each.drift), "note", width=Width(8, 24))
    yield Column("where", "项目", lambda each: each.where, "note", width=Width(8, 30))
    yield Column("change", "差异", lambda each: phrase(each.entry), "prose", width=Width(16, 60))
    yield Column("way", "收严、放宽", lambda each: marks(each.entry.change), blank=True)


def versions(found: Sequence[Drift]) -> Table[Drift]:
    """The versions by which units score, and what differs from the group's own; from the first where it has none."""
    own = not any(each.revision is None and not each.own for each in found)
    return Table(tuple(_versions(own=own)), found)


def _versions(*, own: bool) -> Iterator[Column[Drift]]:
    yield Column("version", "细则", version_name, "name")
    yield Column("count", "单位", lambda each: len(each.units), "count")
    yield Column("differs", "差异", lambda each: drift_in_words(each, own=own), "note")
    yield Column("units", "哪些单位", units_in_words, "note")
