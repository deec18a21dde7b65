"""负担: the versions, what they ask of the branches year by year, and what was done and written down."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.burden import (
    Alike,
    BranchYear,
    Burden,
    VersionBurden,
    YearRecords,
    alike,
    year_records,
)
from dangjian_kaoping.views.table import FIELDS, SCREEN, Column, Table, where_scarce
from dangjian_kaoping.words.burden import percent_in_words, traces_in_words, whose_in_words


def versions(burden: Burden) -> Table[VersionBurden]:
    """A row a version."""
    return Table(tuple(_version()), burden.versions)


def _version() -> Iterator[Column[VersionBurden]]:
    yield Column("rubric", "版本", lambda each: each.rubric.version, "name")
    yield Column("effective_from", "施行起", lambda each: str(each.rubric.effective_from))
    yield Column("items", "项目", lambda each: sum(1 for _ in each.rubric.items()), "count")
    yield Column("materials", "备查材料", lambda each: each.entries, "count")
    yield Column("different_materials", "名称不同的", lambda each: each.names, "count")
    yield Column("trace", "痕迹管理分", traces_in_words, "points", surfaces=SCREEN)
    yield Column("trace_percent", "占总分", percent_in_words, "points", surfaces=SCREEN)
    yield Column("trace_percent", "占总分", lambda each: each.most_traces, "points", surfaces=FIELDS)


def asked(burden: Burden) -> Table[Alike]:
    """What is asked of a branch in a year; a row for all of whom the same is asked."""
    return Table(tuple(_asked()), alike(burden.years))


def _asked() -> Iterator[Column[Alike]]:
    yield Column("year", "年度", lambda each: str(each.year), "name")
    yield Column("quarters", "季度", lambda each: each.quarters, "count")
    yield Column("branches", "支部数", lambda each: each.branches, "count")
    yield Column("materials", "备查材料", lambda each: each.materials, "count")
    yield Column("sheets", "自评表", lambda each: each.sheets, "count")
    yield Column("planned", "应受检", lambda each: each.planned, "count")
    yield Column("whose", "哪些支部", whose_in_words, "note")


def records(burden: Burden) -> Table[YearRecords]:
    """What was done in a year, all branches together."""
    return Table(tuple(_records()), year_records(burden))


def _records() -> Iterator[Column[YearRecords]]:
    yield Column("year", "年度", lambda each: str(each.year), "name")
    yield Column("rounds", "考评轮次", lambda each: each.rounds, "count")
    yield Column("branches", "支部数", lambda each: each.branches, "count")
    yield Column("held", "到支部检查", lambda each: each.held, "count")
    yield Column("findings", "部室记录", lambda each: each.findings, "count")
    yield Column("declared", "支部自评记录", lambda each: each.declared, "count", headings=where_scarce("自评记录"))


def branch_years(burden: Burden) -> Table[BranchYear]:
    """A row a branch and year, for programs and spreadsheets."""
    return Table(tuple(_branch_year()), burden.years)


def _branch_year() -> Iterator[Column[BranchYear]]:
    yield Column("year", "年度", lambda each: str(each.year))
    yield Column("branch", "党支部", lambda each: each.branch.name, "name")
    yield Column("id", "支部编号", lambda each: each.branch.id)
    yield Column("class", "类别", lambda each: each.branch.branch_class)
    yield Column("quarters", "参加考评的季度", lambda each: len(each.quarters), "count")
    yield Column("materials", "备查材料", lambda each: each.materials, "count")
    yield Column("sheets", "自评表", lambda each: each.sheets, "count")
    yield Column("planned", "应受检", lambda each: each.planned, "count")
    yield Column("held", "已受检", lambda each: each.held, "count")
    yield Column("findings", "部室记录", lambda each: each.findings, "count")
    yield Column("declared", "支部自评记录", lambda each: each.declared, "count")
