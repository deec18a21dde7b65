"""The machine formats of diagnostics: JSON, GitHub, GitLab, SARIF."""

import json
from pathlib import Path

import jsonschema
import pytest

from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.place import CellPlace, Place
from dangjian_kaoping.write.ci.fingerprints import fingerprints
from dangjian_kaoping.write.ci.github import diagnostics_github
from dangjian_kaoping.write.ci.gitlab import diagnostics_gitlab
from dangjian_kaoping.write.ci.sarif import diagnostics_sarif
from dangjian_kaoping.write.json.diagnostics import diagnostics_json
from dangjian_kaoping.write.text.diagnostics import diagnostics_text

# OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0
SCHEMA = Path(__file__).parents[1] / "schemas" / "sarif-2.1.0.json"

HOSTILE = "甲,乙:丙%\n::error::丁"
FAULTS = [
    Diagnostic(codes.KP107(key=HOSTILE), Place("rubrics/二〇二〇 版.yaml", 3, 5), 4),
    Diagnostic(codes.KP301(item="DJ-01", clause="缺会", loss="要扣分"), Place("data/a.yaml", 7, 1)),
    Diagnostic(codes.KP301(item="DJ-01", clause="缺会", loss="要扣分"), Place("data/a.yaml", 9, 1)),
    Diagnostic(codes.KP222(), Place("rubrics/2020.yaml", 0, 1)),
]
REMARK = Diagnostic(codes.KP222(), Place("rubrics/2020.yaml", 4, 1), level="info")


@pytest.mark.whole
def test_sarif_validates_against_its_published_schema() -> None:
    report = json.loads(diagnostics_sarif(FAULTS, TEXTS, "0.1.0"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    (run,) = report["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [fault.code for fault in FAULTS]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}
    assert " " not in location["artifactLocation"]["uri"]


@pytest.mark.whole
def test_the_schema_refuses_what_is_no_sarif() -> None:
    report = json.loads(diagnostics_sarif(FAULTS, TEXTS, "0.1.0"))
    report["runs"][0]["results"][0]["level"] = "fatal"
    validator = jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
    assert not validator.is_valid(report)


@pytest.mark.whole
def test_sarif_names_what_lies_outside_the_repository_by_a_whole_address() -> None:
    places = {
        "/家/甲.yaml": "file:///%E5%AE%B6",
        "C:/家/甲.yaml": "file:///C:/%E5%AE%B6",
        "家/\udcff.yaml": "%E5%AE%B6/%FF",
    }
    for file, uri in places.items():
        report = json.loads(diagnostics_sarif([Diagnostic(codes.KP222(), Place(file, 1))], {}, "0.1.0"))
        jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
        location = report["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
        assert location["artifactLocation"]["uri"].startswith(uri)
    nowhere = json.loads(diagnostics_sarif([Diagnostic(codes.KP222(), Place("", 0))], {}, "0.1.0"))
    jsonschema.validate(nowhere, json.loads(SCHEMA.read_text("utf-8")))
    assert nowhere["runs"][0]["results"][0]["locations"] == []


def marks(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith("::")]


def test_github_escapes_what_separates() -> None:
    told = diagnostics_github(FAULTS)
    # one command a line, whatever the text says; a runner decodes %25, %0A, %3A and %2C
    assert len(marks(told)) == len(FAULTS)
    properties, _, message = marks(told)[0].removeprefix("::error ").partition("::")
    assert dict(each.split("=", 1) for each in properties.split(","))["line"] == "3"
    assert "%25" in message
    assert "%0A" in message


def test_what_has_no_line_is_told_of_its_file_alone() -> None:
    last = marks(diagnostics_github(FAULTS))[-1]
    assert last.startswith("::warning file=rubrics/2020.yaml,title=KP222 ")
    assert marks(diagnostics_github([Diagnostic(codes.KP222(), Place("", 0))]))[0].startswith("::warning title=KP222 ")
    told = json.loads(diagnostics_json(FAULTS))["diagnostics"][-1]
    assert (told["file"], told["line"], told["column"], told["width"]) == ("rubrics/2020.yaml", None, None, None)


def test_github_marks_the_gravest_and_the_log_names_every_fault() -> None:
    warnings = [Diagnostic(codes.KP222(), Place("a.yaml", line, 3)) for line in range(1, 31)]
    errors = [Diagnostic(codes.KP205(group="组"), Place("b.yaml", line, 5)) for line in range(1, 13)]
    told = diagnostics_github([*warnings, *errors])
    assert [each.partition(" ")[0] for each in marks(told)] == ["::error"] * 10 + ["::warning"] * 10
    lines = told.splitlines()
    listed = lines[len(marks(told)) : -1]
    places = [f"错误 KP205 b.yaml:{n}:5" for n in range(1, 13)] + [f"提醒 KP222 a.yaml:{n}:3" for n in range(1, 31)]
    assert [" ".join(line.split(" ")[:3]) for line in listed] == places
    assert all(fault.message in line for fault, line in zip([*errors, *warnings], listed, strict=True))
    assert lines[-1] == "共 12 个错误，30 个提醒"


def test_nothing_of_a_record_is_a_command_in_the_log() -> None:
    hostile = "\n::error::丙\r::stop-commands::x ##[add-mask]丁"
    faults = [Diagnostic(codes.KP107(key=hostile), Place("::error::甲.yaml", 1))]
    first, *others = diagnostics_github(faults).splitlines()
    assert first.startswith("::error file=%3A%3Aerror")
    assert not [line for line in others if line.lstrip().startswith("::") or "##[" in line]


# the text of data/a.yaml: two findings alike, and one that is not
TEXTS = {
    "data/a.yaml": """\
branches:
  甲:
    findings:
    - {item: DJ-01, clause: 缺会}
    - {item: DJ-01, clause: 缺会}
  乙:
    findings:
    - item: DJ-01
      clause: 缺会
      missing: 2次
"""
}


def identity(*faults: Diagnostic, text: str = TEXTS["data/a.yaml"]) -> list[str]:
    found = fingerprints(faults, {"data/a.yaml": text})
    assert len(set(found)) == len(faults)
    return found


def at(number: int, column: int = 1, width: int = 1, code: str = "KP301", **particulars: str) -> Diagnostic:
    said = {"item": "DJ-01", "clause": "缺会", "loss": "要扣分"} | particulars
    return Diagnostic(Fault(code, said), Place("data/a.yaml", number, column), width)


def test_fingerprints_are_unique_and_stay_when_lines_move() -> None:
    faults = [at(4, 7), at(5, 7), at(8, 7), at(10, 7, 7), at(10, 16, 2), at(10, 16, 2, code="KP302")]
    text = TEXTS["data/a.yaml"]
    known = identity(*faults)
    for moved in ("# 说明\n" + text, text.replace("  乙:", "  # 说明\n\n  乙:"), text.replace("2次", "2次  # 说明")):
        lines = moved.split("\n")
        first = next(n for n, line in enumerate(lines, 1) if "DJ-01" in line)
        alone = next(n for n, line in enumerate(lines, 1) if "- item" in line)
        shifted = [at(first, 7), at(first + 1, 7), at(alone, 7), at(alone + 2, 7, 7), at(alone + 2, 16, 2)]
        assert identity(*shifted, at(alone + 2, 16, 2, code="KP302"), text=moved) == known


def test_the_same_under_another_branch_is_another_fault() -> None:
    text = "甲:\n- {item: DJ-01}\n乙:\n- {item: DJ-01}\n"
    (first,) = identity(at(2), text=text)
    (second,) = identity(at(4), text=text)
    assert first != second
    # what is mended above it does not make it new
    assert identity(at(2), text="乙:\n- {item: DJ-01}\n") == [second]


def test_places_and_days_that_a_message_names_are_no_part_of_it() -> None:
    def told(first: str, lines: str, days: str) -> list[str]:
        return identity(
            at(4, code="KP317", id="2021Q1-01", first=first),
            at(4, code="KP201", area="党建", written="3", sum="4", lines=lines),
            at(4, code="KP411", branch="甲", id="1", until="2021-03-01", today=f"2021-04-{days}", days=days),
            at(4, code="KP204", id="a", where=f" rubrics/2020.yml 的第 {days} 行"),
            at(4, code="KP104", key="a", line=days),
        )

    assert told("a.yaml:3", "第3行 甲；第4行 乙", "10") == told("a.yaml:13", "第13行 甲；第14行 乙", "11")
    assert told("a.yaml:3", "第3行 甲", "10") != told("b.yaml:3", "第3行 甲", "10")


def test_what_has_no_line_is_known_by_what_it_says() -> None:
    one, other = (Diagnostic(codes.KP118(folder=name), Place("data", 0)) for name in "甲乙")
    assert fingerprints([one, other], {}) == fingerprints([other, one], {})[::-1]


def test_gitlab_and_sarif_bear_the_fingerprints() -> None:
    known = fingerprints(FAULTS, TEXTS)
    report = json.loads(diagnostics_gitlab(FAULTS, TEXTS))
    assert [each["fingerprint"] for each in report] == known
    assert all(each["location"]["lines"]["begin"] >= 1 for each in report)
    results = json.loads(diagnostics_sarif(FAULTS, TEXTS, "0.1.0"))["runs"][0]["results"]
    assert [list(each["partialFingerprints"].values()) for each in results] == [[each] for each in known]


def test_json_is_versioned_and_complete() -> None:
    report = json.loads(diagnostics_json(FAULTS))
    assert report["format"] == "kaoping.check/1"
    first = report["diagnostics"][0]
    assert {"code", "severity", "file", "line", "column", "message", "why", "mend"} <= set(first)
    assert HOSTILE in first["message"]


@pytest.mark.whole
def test_a_remark_bears_the_lightest_level_of_each_format() -> None:
    assert diagnostics_github([REMARK]).startswith("::notice ")
    assert json.loads(diagnostics_gitlab([REMARK], TEXTS))[0]["severity"] == "info"
    assert json.loads(diagnostics_json([REMARK]))["diagnostics"][0]["severity"] == "info"
    report = json.loads(diagnostics_sarif([REMARK], TEXTS, "0.1.0"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    assert report["runs"][0]["results"][0]["level"] == "note"


@pytest.mark.whole
def test_a_cell_of_a_form_is_told_as_such_in_each_format() -> None:
    fault = Diagnostic(codes.KP303(branch="甲", quarter="2021Q1"), CellPlace.of("表.xlsx", "检查登记", 7, 8), 4)
    other = Diagnostic(fault.fault, CellPlace.of("表.xlsx", "检查登记", 8, 8), 4)
    assert diagnostics_text([fault], {"表.xlsx": "七\n" * 9}).startswith("表.xlsx 检查登记!H7 错误 KP303 ")
    (data,) = json.loads(diagnostics_json([fault]))["diagnostics"]
    assert (data["file"], data["cell"], data["line"], data["width"]) == ("表.xlsx", "检查登记!H7", None, None)
    mark, listed, _ = diagnostics_github([fault]).splitlines()
    assert mark.startswith("::error file=表.xlsx,title=KP303 ") and "line=" not in mark
    assert "检查登记!H7::" in mark.replace("%3A", ":")
    assert "表.xlsx 检查登记!H7 " in listed
    (entry,) = json.loads(diagnostics_gitlab([fault], {}))
    assert entry["location"]["lines"] == {"begin": 1}
    assert entry["description"].startswith("检查登记!H7 ")
    report = json.loads(diagnostics_sarif([fault], {}, "0.1.0"))
    jsonschema.validate(report, json.loads(SCHEMA.read_text("utf-8")))
    (location,) = report["runs"][0]["results"][0]["locations"]
    assert location["logicalLocations"] == [{"fullyQualifiedName": "检查登记!H7"}]
    assert "region" not in location["physicalLocation"]
    assert len(set(fingerprints([fault, other], {}))) == 2
    assert fingerprints([fault], {}) == fingerprints([fault, other], {})[:1]
