"""诊断 as JSON: `kaoping.check/1`."""

from collections.abc import Iterable
from typing import Literal, NotRequired

from dangjian_kaoping.diagnostics import Diagnostic, Severity
from dangjian_kaoping.place import CellPlace
from dangjian_kaoping.write.json.document import Object
from dangjian_kaoping.write.json_text import as_json


class DiagnosticData(Object):
    """一个问题"""

    code: str
    """检查代码，如 KP301"""
    severity: Severity
    """级别，照工作区的设置：错误 error、提醒 warning、说明 info"""
    file: str
    """哪个文件，从工作区写起"""
    line: int | None
    """第几行，从 1 数；说整个文件的为 null"""
    column: int | None
    """第几列，从 1 数；说整个文件的为 null"""
    width: int | None
    """有问题的几个字；说整个文件的为 null"""
    cell: NotRequired[str]
    """表里的哪一格，如 检查登记!H7；说的不是表的没有这个键"""
    title: str
    """这个代码是什么"""
    message: str
    """什么问题"""
    why: str
    """为什么要紧"""
    mend: str
    """怎样改"""


class CheckDocument(Object):
    """检查出的问题（check）"""

    format: Literal["kaoping.check/1"]
    """格式和它的版本"""
    diagnostics: list[DiagnosticData]
    """各个问题，照文件和行的先后"""


def diagnostics_json(faults: Iterable[Diagnostic]) -> str:
    """All faults, in file order."""
    document: CheckDocument = {"format": "kaoping.check/1", "diagnostics": [_data(fault) for fault in faults]}
    return as_json(document)


def _data(fault: Diagnostic) -> DiagnosticData:
    place = fault.place
    data: DiagnosticData = {
        "code": fault.code,
        "severity": fault.severity,
        "file": place.file,
        "line": place.line if place.in_text else None,
        "column": place.column if place.in_text else None,
        "width": fault.width if place.in_text else None,
        "title": fault.kind.title,
        "message": fault.message,
        "why": fault.why,
        "mend": fault.mend,
    }
    if isinstance(place, CellPlace):
        data["cell"] = place.cell
    return data
