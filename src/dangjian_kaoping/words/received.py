"""交表情况 in words, and what is written to those who owe a form."""

from collections.abc import Mapping

from dangjian_kaoping.forms.code import TITLES
from dangjian_kaoping.forms.received import Due, DueState, Received
from dangjian_kaoping.periods import parse_month, parse_quarter
from dangjian_kaoping.place import CellPlace

STATE: Mapping[DueState, str] = {
    "owed": "没有交",
    "refused": "交了，有错误，没有导入",
    "changed": "交来的与记录的不一样",
    "not_imported": "交了，还没有导入",
    "in": "已有记录",
}


def due_in_words(due: Due) -> str:
    """A form and whose it is, with what came of it: `党群工作部 2021年第二季度检查表（缺机关党支部）：甲.xlsx`."""
    files = "、".join(due.files)
    return f"{due.who} {form_in_words(due)}{_missing(due)}" + (f"：{files}" if files else "")


def form_in_words(due: Due) -> str:
    """Which form: `2021年4月自评表`."""
    month, quarter = parse_month(due.period), parse_quarter(due.period)
    if month is not None:
        period = f"{month.year}年{month.number}月"
    else:
        period = due.period if quarter is None else quarter.chinese
    return f"{period}{TITLES[due.kind]}"


def faults_of(due: Due) -> list[str]:
    """What is wrong with it, at which cell: `检查登记!H7：…`."""
    return [
        f"{fault.place.cell if isinstance(fault.place, CellPlace) else fault.place.file}：{fault.message}"
        for fault in due.faults
    ]


def reminders(found: Received) -> dict[str, list[str]]:
    """For each who owes, the lines of a text to be sent: what was not handed in, and what is to be put right."""
    written: dict[str, list[str]] = {}
    for due in found.dues:
        if due.state == "owed":
            written.setdefault(due.who, []).append(f"{form_in_words(due)}还没有交{_missing(due)}，请填好交回。")
        elif due.state == "refused":
            lines = written.setdefault(due.who, [])
            lines.append(f"{form_in_words(due)}（{'、'.join(due.files)}）有几处要改，改好再交一次：")
            lines += [f"  {each}" for each in faults_of(due)]
    return written


def next_in_words(found: Received) -> str:
    """What is to be done first."""
    if found.of("refused"):
        return "把有错误的退回去改，--remind 写出要说的话。"
    if found.of("not_imported"):
        return "用 kaoping import 导入。"
    if found.of("changed"):
        return "核对哪一个对；以交来的为准的，用 kaoping import --replace。"
    if found.of("owed"):
        return "催没有交的，--remind 写出要说的话。"
    return f"表已收齐，用 kaoping status --quarter {found.quarter} 看这一轮还缺什么。"


def _missing(due: Due) -> str:
    return f"（缺{'、'.join(due.missing)}）" if due.state == "owed" and due.missing else ""
