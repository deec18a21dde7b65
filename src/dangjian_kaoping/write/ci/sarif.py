"""诊断 as SARIF 2.1.0 (OASIS), for whatever reads the standard."""

import os
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import quote

from dangjian_kaoping.diagnostics import Diagnostic, Severity, catalogue, filled
from dangjian_kaoping.place import CellPlace
from dangjian_kaoping.write.ci.fingerprints import fingerprints
from dangjian_kaoping.write.json_text import as_json

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


_FINGERPRINT = "kaopingFault/v1"
"""Which way of telling a fault's likeness; another number where that is ever reckoned otherwise."""


def diagnostics_sarif(faults: Iterable[Diagnostic], texts: Mapping[str, str], version: str) -> str:
    """One run with the whole catalogue as rules and a result a fault; columns count characters.

    `texts` are the files' contents by path, for the fingerprints.
    """
    every = list(faults)
    rules = list(catalogue().values())
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
        "results": [
            _result(fault, index[fault.code], fingerprint)
            for fault, fingerprint in zip(every, fingerprints(every, texts), strict=True)
        ],
    }
    return as_json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(fault: Diagnostic, rule: int, fingerprint: str) -> dict[str, object]:
    return {
        "ruleId": fault.code,
        "ruleIndex": rule,
        "level": _LEVEL[fault.severity],
        "message": {"text": f"{fault.message}。{fault.mend}"},
        "locations": [_location(fault)] if fault.place.file else [],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _location(fault: Diagnostic) -> dict[str, object]:
    place = fault.place
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(place.file)}}
    location: dict[str, object] = {"physicalLocation": physical}
    if place.in_text:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endColumn": place.column + fault.width,
        }
    elif isinstance(place, CellPlace):
        location["logicalLocations"] = [{"fullyQualifiedName": place.cell}]
    return location


def _uri(file: str) -> str:
    """Relative for what lies in the repository; what lies outside has a scheme."""
    for path in (PurePosixPath(file), PureWindowsPath(file)):
        if path.is_absolute():
            return path.as_uri()
    return quote(os.fsencode(file))


class _Names(dict[str, str]):
    """The particulars of a sentence that is told without a fault, by name."""

    def __missing__(self, name: str) -> str:
        return f"〔{name}〕"


def _plain(sentence: str) -> str:
    return filled(sentence, _Names())
