"""诊断 as a Code Quality report of GitLab, which shows them beside the merge request."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable

from dangjian_kaoping.diagnostics import Diagnostic, Severity

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def diagnostics_gitlab(faults: Iterable[Diagnostic]) -> str:
    """A JSON list. A fingerprint stays the same while the line number moves, and is unique in the report."""
    seen: Counter[str] = Counter()
    found = []
    for fault in faults:
        about = f"{fault.code}\0{fault.place.file}\0{fault.message}"
        seen[about] += 1
        found.append(
            {
                "description": f"{fault.message}。{fault.mend}",
                "check_name": fault.code,
                "fingerprint": hashlib.sha256(f"{about}\0{seen[about]}".encode()).hexdigest(),
                "severity": _SEVERITY[fault.severity],
                "location": {"path": fault.place.file, "lines": {"begin": max(fault.place.line, 1)}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
