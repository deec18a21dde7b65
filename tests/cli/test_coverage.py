"""`kaoping rubric test --coverage`: what was tried of a rubric, and what nobody has."""

import json
from pathlib import Path

import pytest

from documented import DOCS
from render.golden import assert_golden

from .conftest import Command

HEAD = "kind: cases\nversion: 1\nrubric: 2020\ncases:\n"
TRIED = "- {name: 缺一次, item: DJ-01, facts: [{clause: 缺会, missing: 1}], expect: {points: 3}}\n"
LOW = "- {name: 判最低, item: LZ-01, facts: [{clause: 不规范, judged: 0.5}], expect: {points: 3.5}}\n"
HIGH = "- {name: 判最高, item: LZ-01, facts: [{clause: 不规范, judged: 2}], expect: {points: 2}}\n"
LACKING = "- {name: 缺一项, item: DJ-02, facts: [{clause: 缺项, count: 1}], expect: {points: 1.5}}\n"
WRONG = "- {name: 算错, item: DJ-02, facts: [{clause: 缺项, count: 1}], expect: {points: 1}}\n"
REFUSED = "- {name: 不收, item: DJ-02, facts: [{clause: 缺项, value: 1}], expect: {refused: true}}\n"
NOTHING = "- {name: 没写, item: DJ-02, facts: [{clause: 缺项, count: 1}], expect: {}}\n"
OPEN = "- {name: 没算, item: DJ-02, facts: [{clause: 缺项, count: 2}], expect: 待填}\n"
LATER = "- {name: 以后, item: DJ-02, facts: [{clause: 缺项, count: 2}], expect: {points: 1}, later: 以后再算}\n"
EVERYTHING = (TRIED, LOW, HIGH, LACKING)


@pytest.fixture
def cases(root: Path) -> Path:
    """The file of the cases."""
    folder = root / "rubrics/cases"
    folder.mkdir(exist_ok=True)
    return folder / "2020.yaml"


def _covered(kaoping: Command, cases: Path, *several: str, more: tuple[str, ...] = ()) -> tuple[int, dict[str, object]]:
    cases.write_text(HEAD + "".join(several), encoding="utf-8")
    status, out, _ = kaoping("rubric", "test", "--coverage", "2020", "--format", "json", *more)
    [version] = json.loads(out)["rubrics"]
    return status, version


def _missing(version: dict[str, object]) -> list[tuple[str, str]]:
    missing = version["missing"]
    assert isinstance(missing, list)
    return [(each["clause"], each["text"].rpartition("：")[2]) for each in missing]


@pytest.mark.whole
def test_what_is_tried_and_what_is_not(kaoping: Command, cases: Path) -> None:
    status, version = _covered(kaoping, cases, TRIED, LOW)
    assert status == 0
    assert version["clauses"] == {"tried": 2, "held": 3, "of": 3, "percent": "66.7"}
    assert version["marks"] == {"tried": 3, "held": 3, "of": 5, "percent": "60.0"}
    assert _missing(version) == [("缺项", "记过这一条"), ("不规范", "判最高的 2 分")]


@pytest.mark.whole
def test_nothing_is_missing_where_everything_is_tried(kaoping: Command, cases: Path) -> None:
    status, version = _covered(kaoping, cases, *EVERYTHING, more=("--fail-under", "100"))
    assert (status, _missing(version)) == (0, [])


@pytest.mark.whole
@pytest.mark.parametrize(
    ("case", "counted"),
    [
        (WRONG, {"passed": 3, "failed": 1, "open": 0, "later": 0}),
        (REFUSED, {"passed": 4, "failed": 0, "open": 0, "later": 0}),
        (NOTHING, {"passed": 4, "failed": 0, "open": 0, "later": 0}),
        (OPEN, {"passed": 3, "failed": 0, "open": 1, "later": 0}),
        (LATER, {"passed": 3, "failed": 0, "open": 0, "later": 1}),
    ],
)
def test_what_does_not_pass_counts_for_nothing(
    kaoping: Command, cases: Path, case: str, counted: dict[str, int]
) -> None:
    status, version = _covered(kaoping, cases, TRIED, LOW, HIGH, case)
    assert status == counted["failed"]
    assert version["cases"] == counted
    assert _missing(version) == [("缺项", "记过这一条")]


@pytest.mark.whole
def test_less_than_asked_is_a_failure(kaoping: Command, cases: Path) -> None:
    for percent, status in (("80", 0), ("80%", 0), ("81", 1)):
        found = _covered(kaoping, cases, TRIED, LOW, HIGH, more=("--fail-under", percent))
        assert found[0] == status, found[1]["marks"]


@pytest.mark.parametrize(("format", "suffix"), [("text", "txt"), ("markdown", "md"), ("json", "json")])
def test_as_it_is_written(kaoping: Command, cases: Path, format: str, suffix: str) -> None:
    cases.write_text(HEAD + TRIED + LOW + OPEN, encoding="utf-8")
    status, out, _ = kaoping("rubric", "test", "--coverage", "2020", "--format", format)
    assert status == 0
    assert_golden(f"coverage.{suffix}", out)


@pytest.mark.whole
def test_the_guide_shows_what_is_written(kaoping: Command, cases: Path) -> None:
    guide = (DOCS / "证明与覆盖.md").read_text(encoding="utf-8")
    cases.write_text(HEAD + TRIED + LOW + OPEN, encoding="utf-8")
    assert kaoping("rubric", "test", "--coverage", "2020").out in guide
    assert kaoping("rubric", "test").out in guide
    assert kaoping("rubric", "cases", "2020", "--missing", "--answers").out in guide


@pytest.mark.whole
def test_the_missing_cases_are_those_that_it_lacks(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + TRIED + LOW, encoding="utf-8")
    status, out, _ = kaoping("rubric", "cases", "2020", "--missing")
    assert status == 0
    assert [line.partition("facts: ")[2] for line in out.splitlines() if "facts: " in line] == [
        "[{clause: 缺项, count: 1}]",
        "[{clause: 不规范, judged: 2}]",
    ]
    cases.write_text(HEAD + "".join(EVERYTHING), encoding="utf-8")
    status, out, err = kaoping("rubric", "cases", "2020", "--missing")
    assert (status, out) == (0, "")
    assert "考点都试过了" in err


@pytest.mark.whole
def test_no_version_is_the_newest(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    named = kaoping("rubric", "test", "--coverage", "2020", "--format", "json")
    assert kaoping("rubric", "test", "--coverage", "--format", "json") == named
    assert kaoping("rubric", "test", "--format", "json", "--coverage") == named


def test_no_case_at_all_is_no_success(kaoping: Command, cases: Path) -> None:
    status, out, err = kaoping("rubric", "test")
    assert (status, out) == (1, "")
    assert "kaoping rubric cases 2020 -o rubrics/cases/2020.yaml" in err
    cases.write_text(HEAD + OPEN, encoding="utf-8")
    assert kaoping("rubric", "test").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--coverage", "1999"), "没有“1999”这一版细则"),
        (("一.yaml", "--coverage", "2020"), "不写文件"),
        (("--coverage", "2020", "--format", "xml"), "没有“xml”"),
        (("--coverage", "2020", "--fail-under", "101"), "写 0 到 100 的整数，如 80"),
        (("--coverage", "2020", "--mutate", "2020"), "一次写一个"),
        (("--fail-under", "80"), "--fail-under 只与 --coverage 或 --mutate 合用"),
        (("--format", "json"), "--format 只与 --coverage 或 --mutate 合用"),
        (("--coverage", "2020", "--item", "DJ-01"), "--item 只与 --mutate 合用"),
        (("--mutate", "2020", "--seed", "3"), "--seed 只与 --sample 合用"),
    ],
)
def test_what_cannot_be_asked(kaoping: Command, cases: Path, arguments: tuple[str, ...], said: str) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    status, out, err = kaoping("rubric", "test", *arguments)
    assert (status, out) == (2, "")
    assert said in err


@pytest.mark.whole
def test_all_versions_at_once(kaoping: Command, cases: Path) -> None:
    cases.write_text(HEAD + TRIED, encoding="utf-8")
    status, out, _ = kaoping("rubric", "test", "--coverage", "all")
    assert status == 0
    assert "细则测试的覆盖：2020 版（1 个情形通过；已经考评 1 轮）" in out
