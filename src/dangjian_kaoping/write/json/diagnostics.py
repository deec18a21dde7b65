"""诊断 as JSON: `kaoping.check/1`."""

from collections.abc import Iterable

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.write.json_text import as_json


def diagnostics_json(faults: Iterable[Diagnostic]) -> str:
    """All faults, in file order; paths are relative to the workspace, lines and columns from 1.

    What is said of a file or folder as a whole has no line, column and width: null.
    """
    found = [
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
    return as_json({"format": "kaoping.check/1", "diagnostics": found})
