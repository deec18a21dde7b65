"""The machine formats of diagnostics: JSON, GitHub, GitLab, SARIF."""

import json
from pathlib import Path

import jsonschema

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.place import Place
from dangjian_kaoping.render.diagnostics_github import diagnostics_github
from dangjian_kaoping.render.diagnostics_gitlab import diagnostics_gitlab
from dangjian_kaoping.render.diagnostics_json import diagnostics_json
from dangjian_kaoping.render.diagnostics_sarif import diagnostics_sarif

# OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0
SCHEMA = Path(__file__).parents[1] / "schemas" / "sarif-2.1.0.json"

HOSTILE = "甲,乙:丙%\n::error::丁"
FAULTS = [
    Diagnostic("KP107", Place("rubrics/二〇二〇 版.yaml", 3, 5), {"key": HOSTILE}, 4),
    Diagnostic("KP301", Place("data/a.yaml", 7, 1), {"item": "DJ-01", "clause": "缺会", "loss": "要扣分"}),
    Diagnostic("KP301", Place("data/a.yaml", 9, 1), {"item": "DJ-01", "clause": "缺会", "loss": "要扣分"}),
    Diagnostic("KP222", Place("rubrics/2020.yaml", 0, 1)),
]
REMARK = Diagnostic("KP222", Place("rubrics/2020.yaml", 4, 1), level="info")


def test_sarif_validates_against_its_published_schema() -> None:
    report = json.loads(diagnostics_sarif(FAULTS, "0.1.0"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [fault.code for fault in FAULTS]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    assert " " not in location["artifactLocation"]["uri"]


def test_the_schema_refuses_what_is_no_sarif() -> None:
    report = json.loads(diagnostics_sarif(FAULTS, "0.1.0"))
    report["runs"][0]["results"][0]["level"] = "fatal"
    validator = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert not validator.is_valid(report)


def test_github_escapes_what_separates() -> None:
    first = diagnostics_github(FAULTS).splitlines()[0]
    # one command a line, whatever the text says; a runner decodes %25, %0A, %3A and %2C
    assert len(diagnostics_github(FAULTS).splitlines()) == len(FAULTS)
    properties, _, message = first.removeprefix("::error ").partition("::")
    assert dict(each.split("=", 1) for each in properties.split(","))["line"] == "3"
    assert "%25" in message
    assert "%0A" in message


def test_what_has_no_line_is_told_of_its_file_alone() -> None:
    last = diagnostics_github(FAULTS).splitlines()[-1]
    assert last.startswith("::warning file=rubrics/2020.yaml,title=KP222 ")
    told = json.loads(diagnostics_json(FAULTS))["diagnostics"][-1]
    assert (told["file"], told["line"], told["column"], told["width"]) == ("rubrics/2020.yaml", None, None, None)


def test_gitlab_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    report = json.loads(diagnostics_gitlab(FAULTS))
    assert len({each["fingerprint"] for each in report}) == len(FAULTS)
    moved = [Diagnostic(each.code, each.place._replace(line=each.place.line + 10), each.particulars) for each in FAULTS]
    again = json.loads(diagnostics_gitlab(moved))
    assert [each["fingerprint"] for each in again] == [each["fingerprint"] for each in report]
    assert all(each["location"]["lines"]["begin"] >= 1 for each in report)


def test_json_is_versioned_and_complete() -> None:
    report = json.loads(diagnostics_json(FAULTS))
    assert report["format"] == "kaoping.check/1"
    first = report["diagnostics"][0]
    assert {"code", "severity", "file", "line", "column", "message", "why", "mend"} <= set(first)
    assert HOSTILE in first["message"]


def test_a_remark_bears_the_lightest_level_of_each_format() -> None:
    assert diagnostics_github([REMARK]).startswith("::notice ")
    assert json.loads(diagnostics_gitlab([REMARK]))[0]["severity"] == "info"
    assert json.loads(diagnostics_json([REMARK]))["diagnostics"][0]["severity"] == "info"
    report = json.loads(diagnostics_sarif([REMARK], "0.1.0"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    assert report["runs"][0]["results"][0]["level"] == "note"
