"""The whole database: its tables, what tells of them, and its questions."""

from collections.abc import Sequence

from dangjian_kaoping.database.table import Cell, Column, Database, Table, described
from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.views.database.followed import payouts_table, problems_table
from dangjian_kaoping.views.database.named import VIEWS
from dangjian_kaoping.views.database.results import findings_table, result_tables
from dangjian_kaoping.views.database.rubrics import rubric_tables

MARK = int.from_bytes(b"KPDB", "big")
"""By what an exported database is known as ours; at the same time SQLite's application ID."""
VERSION = 1
"""Tables and columns are only added in one version."""
FORMAT = f"kaoping.export/{VERSION}"
_POSITION = Column("position", "integer", "第几行")
_REFUSAL = "这个文件是导出的，只供查询，不能改。要改请改工作区里的 YAML，再导出一次"


def database(export: Export) -> Database:
    """All that is exported."""
    own = [*rubric_tables(export), *result_tables(export)]
    # a finding refers to the problem that it is
    own += [problems_table(export), findings_table(export), payouts_table(export)]
    about = _about(export)
    told = [_meanings([*own, about]), about]
    return Database(MARK, VERSION, [*own, *told], VIEWS, _REFUSAL)


def _about(export: Export) -> Table:
    lines = [("格式", FORMAT), ("单位", export.unit)]
    lines += [("说明", note) for note in export.notes]
    lines.append(("问题截至", export.as_of.text))
    final = all(each.final for each in export.rounds)
    lines.append(("能不能公布", "各轮都能照现在的样子公布" if final else "有不能公布的轮次，见 rounds 的 publishable"))
    lines.append(("使用范围", "内部使用：原因、责任部室、奖励都在内，不按公布的口径遮住"))
    lines.append(("以哪个为准", "以工作区里的细则和记录为准；本文件只供查询，改了不算数"))
    lines.append(("程序版本", export.tool_version))
    return Table(
        "about",
        "这个文件是什么",
        (_POSITION, Column("about", "text", "说的是什么"), Column("told", "text", "内容")),
        ("position",),
        rows=_numbered(lines),
    )


def _meanings(tables: list[Table]) -> Table:
    """What every table and every column is, for who opens the file without its documentation."""
    own = Table(
        "columns",
        "各表各列是什么意思",
        (
            _POSITION,
            Column("table_name", "text", "哪张表"),
            Column("column_name", "text", "哪一列；说表本身的，这里是空的文字"),
            Column("meaning", "text", "是什么"),
        ),
        ("position",),
    )
    return own._replace(rows=_numbered(described([*tables, own])))


def _numbered(lines: Sequence[tuple[str, ...]]) -> list[tuple[Cell, ...]]:
    return [(number, *line) for number, line in enumerate(lines, start=1)]
