"""What is exported to be asked: a file that answers SQL, or a folder of Parquet files, one a table."""

from collections.abc import Iterable
from pathlib import Path

from dangjian_kaoping.cli.files.publication import Target
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import File, Writable
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.export import Export
from dangjian_kaoping.place import Place, as_told

EXPORT = Writable[Export]("导出的数据库")
PARQUET = ".parquet"
"""What the name of a folder of Parquet files ends with."""


@EXPORT.written(file=File(".sqlite", ours.database, "一个文件"))
def _sqlite(asked: Export) -> bytes:
    from dangjian_kaoping.write.database import results_sqlite

    return results_sqlite(asked)


def refuse_unknown(paths: Iterable[Path]) -> None:
    """Stop before anything is read where a name says no format, or where its library is not installed."""
    known = [*(each.suffix for each in EXPORT.files), PARQUET]
    for path in paths:
        suffix = path.suffix.lower()
        if suffix not in known:
            raise Misused(f"不知道怎样写“{path}”：{EXPORT.name}的名称要以 {' 或 '.join(known)} 结尾。")
        if suffix == PARQUET:
            _refuse_without_duckdb(path)


def refuse_in_use(paths: Iterable[Path]) -> None:
    """Stop where another program has begun to change a database: what it left beside would be taken for a part of the
    new one, and spoil it.
    """
    for path in paths:
        for beside in (path.with_name(f"{path.name}{end}") for end in ("-journal", "-wal")):
            if path.suffix.lower() != PARQUET and beside.exists():
                mend = "请先在那个程序里关掉数据库；已经没有程序打开它的，删掉旁边的这个文件再写。"
                fault = codes.KP120(file=path, reason=f"旁边有 {beside.name}，别的程序正在写这个数据库", mend=mend)
                raise Stopped(FINDINGS, [Diagnostic(fault, Place(as_told(str(path)), 0))], {})


def export_targets(paths: Iterable[Path], asked: Export) -> list[Target]:
    """The files to be written: of a folder of Parquet files every one."""
    found: list[Target] = []
    for path in dict.fromkeys(paths):
        if path.suffix.lower() == PARQUET:
            found += _parquet(path, asked)
        else:
            found.append(EXPORT.target(path, asked))
    return found


def _parquet(folder: Path, asked: Export) -> list[Target]:
    from dangjian_kaoping.write.database import parquet_files

    return [Target(folder / name, content, ours.parquet) for name, content in parquet_files(asked).items()]


def _refuse_without_duckdb(path: Path) -> None:
    from importlib.util import find_spec

    if find_spec("duckdb") is None:
        fault = codes.KP951(file=path)
        raise Stopped(FINDINGS, [Diagnostic(fault, Place(as_told(str(path)), 0))], {})
