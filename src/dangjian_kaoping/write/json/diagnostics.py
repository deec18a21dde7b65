"""诊断 as JSON: `kaoping.check/1`."""

from collections.abc import Iterable
from typing import Literal

from dangjian_kaoping.diagnostics import Diagnostic, Severity
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
    found: list[DiagnosticData] = [
        {
            "code": fault.code,
            "severity": fault.severity,
            "file": fault.place.file,
            "line": fault.place.line or None,
            "column": fault.place.column if fault.place.line else None,
            "width": fault.width if fault.place.line else None,
            "title": fault.kind.title,
            "message": fault.message,
            "why": fault.why,
            "mend": fault.mend,
        }
        for fault in faults
    ]
    document: CheckDocument = {"format": "kaoping.check/1", "diagnostics": found}
    return as_json(document)
