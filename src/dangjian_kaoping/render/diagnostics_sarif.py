"""诊断 as SARIF 2.1.0 (OASIS), for whatever reads the standard."""

import json
from collections.abc import Iterable
from urllib.parse import quote

from dangjian_kaoping.diagnostics import CATALOGUE, Diagnostic, Severity

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def diagnostics_sarif(faults: Iterable[Diagnostic], version: str) -> str:
    """One run with the whole catalogue as rules and a result a fault; columns count characters."""
    rules = list(CATALOGUE.values())
    index = {kind.code: number for number, kind in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "kaoping",
                "version": version,
                "language": "zh-CN",
                "rules": [
                    {
                        "id": kind.code,
                        "shortDescription": {"text": kind.title},
                        "fullDescription": {"text": _plain(kind.why)},
                        "help": {"text": _plain(kind.mend)},
                        "defaultConfiguration": {"level": _LEVEL[kind.severity]},
                    }
                    for kind in rules
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(fault, index[fault.code]) for fault in faults],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _result(fault: Diagnostic, rule: int) -> dict[str, object]:
    place = fault.place
    location: dict[str, object] = {"artifactLocation": {"uri": quote(place.file)}}
    if place.line:
        location["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + fault.width,
        }
    return {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": _LEVEL[fault.severity],
        "message": {"text": f"{fault.message}。{fault.mend}"},
        "locations": [{"physicalLocation": location}],
    }


def _plain(template: str) -> str:
    """A sentence of the catalogue without a fault's particulars."""
    return template.replace("{", "〔").replace("}", "〕")
