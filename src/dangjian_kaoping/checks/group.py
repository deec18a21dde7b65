"""What is wrong with the units of a group, each told where its list names it; none keeps the others from counting."""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.group.rows import Asked, UnitRow
from dangjian_kaoping.model.group import Group


def check_units(group: Group, rows: Iterable[UnitRow], asked: Asked) -> Iterator[Diagnostic]:
    """The faults of the units, in their order."""
    for row in rows:
        unit = group.unit_of(row.unit)
        place = unit.place_of("path" if unit.glob is None else "glob")
        # of several workspaces each may bear a name of its own
        if row.unit in group.units and row.said and row.said not in (unit.name, *unit.was):
            yield Diagnostic(codes.KP908(unit=row.unit, name=unit.name, said=row.said), place)
        if row.trouble == "unreadable":
            more = f"（共 {row.errors} 处）" if row.errors > 1 else ""
            yield Diagnostic(codes.KP909(unit=row.unit, told=row.told, more=more, folder=row.folder), place)
        elif not row.counted:
            why, mend = why_not(row)
            yield Diagnostic(codes.KP911(unit=row.unit, quarter=asked.quarter, why=why, mend=mend), place)


def why_not(row: UnitRow) -> tuple[str, str]:
    """Why a unit does not count, and what is to be done."""
    if row.trouble == "unreadable":
        return "记录读不了", f"请在它的工作区 {row.folder} 里运行 kaoping check，照提示改好。"
    if row.trouble == "absent":
        return "没有这一季的记录", "请催这个单位交来；这一季不考评的，不必管。"
    if row.trouble == "provisional":
        return "还有支部没有综合得分，是暂定的", f"请在它的工作区 {row.folder} 里运行 kaoping status，补齐记录。"
    if row.seal == "unsealed":
        return "还没有封存", "请它核对以后运行 kaoping seal；只是先看一看的，加 --unsealed。"
    if row.seal == "due":
        return "封存以后有更正，还没有重新封存", "请它运行 kaoping seal，把更正封存。"
    return "与封存的不一样，或者封存文件靠不住", f"请在它的工作区 {row.folder} 里运行 kaoping check，照提示恢复。"
