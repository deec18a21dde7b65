"""诊断 as a Code Quality report of GitLab, which shows them beside the merge request."""

from collections.abc import Iterable, Mapping

from dangjian_kaoping.diagnostics import Diagnostic, Severity
from dangjian_kaoping.place import CellPlace, Place
from dangjian_kaoping.write.ci.fingerprints import fingerprints
from dangjian_kaoping.write.json_text import as_json

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def diagnostics_gitlab(faults: Iterable[Diagnostic], texts: Mapping[str, str]) -> str:
    """A JSON list. By its fingerprint GitLab tells what is new from what was there before."""
    every = list(faults)
    found = [
        {
            "description": f"{_cell(fault.place)}{fault.message}。{fault.mend}",
            "check_name": fault.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITY[fault.severity],
            "location": {"path": fault.place.file, "lines": {"begin": fault.place.line if fault.place.in_text else 1}},
        }
        for fault, fingerprint in zip(every, fingerprints(every, texts), strict=True)
    ]
    return as_json(found)


def _cell(place: Place) -> str:
    """The cell that is meant: a report knows lines only."""
    return f"{place.cell} " if isinstance(place, CellPlace) else ""
