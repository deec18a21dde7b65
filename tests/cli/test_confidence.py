"""`kaoping confidence`: the line, the findings that decide, both ways; and what it refuses."""

import json
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from checks.laying import DANGQUN, JIWEI, RUBRIC, edit
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

HERE = ("--workspace", str(SAMPLE))


@pytest.mark.parametrize("about", ["last", "first"])
def test_the_sample(kaoping: Command, about: str) -> None:
    status, out, err = kaoping("confidence", "--quarter", "2021Q1", "--about", about, *HERE)
    assert (status, err) == (0, "")
    assert_golden(f"confidence-{about}.txt", out)


def test_grades(kaoping: Command) -> None:
    out = kaoping("confidence", "-q", "2020Q1", "--about", "grade", *HERE).out
    assert_golden("confidence-grade.txt", out)


def test_nothing_decides_in_a_round_whose_line_is_wide(kaoping: Command) -> None:
    out = kaoping("confidence", "-q", "2018Q2", *HERE).out
    assert "没有一条差一步末位就要换。" in out.replace("\n  ", "")
    assert "相差 5.97 分。" in out.replace("\n  ", "")
    assert "记录在" not in out


def test_the_last_places_are_what_is_asked_about_where_nothing_else_is(kaoping: Command) -> None:
    asked = ("confidence", "-q", "2018Q4", *HERE)
    assert kaoping(*asked).out == kaoping(*asked, "--about", "last").out


def test_as_json(kaoping: Command) -> None:
    data = json.loads(kaoping("confidence", "-q", "2021Q1", "--format", "json", *HERE).out)
    assert (data["format"], data["quarter"], data["rubric"]) == ("kaoping.confidence/1", "2021Q1", "2020")
    assert (data["facts"], data["deciding_near"], data["deciding_with_far"], data["refused"]) == (187, 15, 17, 0)
    (line,) = data["lines"]
    assert (line["pool"], line["margin"]) == (None, "0.58")
    assert line["above"] == [{"branch": "燃料部党支部", "id": "ZB02", "composite": "88.65"}]
    (found,) = [each for each in data["deciding"] if each["id"] == "ZB10"]
    assert found == {
        "branch": "物资部党支部",
        "id": "ZB10",
        "item": "LZ-02",
        "clause": "核实不符",
        "department": "纪委办公室",
        "recorded": "抽查 3 人，不合格 2 人",
        "instead": "没有这一条",
        "points": "1.860000",
        "way": "milder",
        "far": False,
        "fact": {"sampled": "3", "failed": "2"},
        "instead_fact": None,
        "comes_in": [{"branch": "燃料部党支部", "id": "ZB02"}],
        "goes_out": [{"branch": "物资部党支部", "id": "ZB10"}],
        "regraded": [],
        "source": "data/2021Q1/inspection/jiwei.yaml:146",
    }


def test_same_input_same_bytes(kaoping: Command) -> None:
    asked = ("confidence", "-q", "2020Q4", "-f", "json", *HERE)
    assert kaoping(*asked) == kaoping(*asked)


def test_as_files_it_is_marked_for_those_who_decide(kaoping: Command, tmp_path: Path) -> None:
    book, document = tmp_path / "稳.xlsx", tmp_path / "稳.docx"
    status, out, _ = kaoping("confidence", "-q", "2021Q1", "-p", str(book), "-p", str(document), *HERE)
    assert status == 0
    assert out.count("稳定情况（内部，不公布）已写到：") == 2
    before = book.read_bytes(), document.read_bytes()
    assert kaoping("confidence", "-q", "2021Q1", "-p", str(book), "-p", str(document), *HERE).status == 0
    assert (book.read_bytes(), document.read_bytes()) == before
    (sheet,) = load_workbook(book)
    for part in (sheet.oddHeader, sheet.oddFooter):
        assert part is not None
        assert "内部" in f"{part.left.text}{part.right.text}"
    rows = [
        row for row in sheet.iter_rows(values_only=True) if row[1] in ("从轻一步", "从严一步", "从轻到头", "从严到头")
    ]
    assert len(rows) == 17
    assert ("物资部党支部", "从轻一步", "LZ-02/核实不符") in {row[:3] for row in rows}
    read = docx.Document(str(document))
    assert read.paragraphs[0].text == "内部"
    assert "内部" in read.sections[0].footer.paragraphs[0].text
    assert sum(len(table.rows) - 1 for table in read.tables) == 17


def test_what_others_wrote_is_not_overwritten(kaoping: Command, tmp_path: Path) -> None:
    book = tmp_path / "稳.xlsx"
    book.write_bytes(b"mine")
    status, _, err = kaoping("confidence", "-q", "2021Q1", "-p", str(book), *HERE)
    assert (status, book.read_bytes()) == (1, b"mine")
    assert "KP119" in err
    status, _, err = kaoping("confidence", "-q", "2021Q1", "-p", str(tmp_path / "稳.html"), *HERE)
    assert status == 2
    assert ".xlsx 或 .docx" in err


# ── what it refuses ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_provisional_round_has_no_line_yet(root: Path, kaoping: Command) -> None:
    (root / JIWEI).unlink()
    status, out, err = kaoping("confidence")
    assert (status, out) == (1, "")
    assert "KP414" in err
    # what is missing is named: who has no composite, and which department was not there
    assert "发电部党支部" in err
    assert "KP405" in err
    assert "“纪委办公室”没有检查" in err


def test_a_rubric_without_grades_has_no_grade_to_lose(root: Path, kaoping: Command) -> None:
    assert "grades" not in (root / RUBRIC).read_text("utf-8")
    status, out, err = kaoping("confidence", "--about", "grade")
    assert (status, out) == (2, "")
    assert "没有规定一轮的等次" in err


def test_what_it_may_be_asked_about(root: Path, kaoping: Command) -> None:
    status, _, err = kaoping("confidence", "--about", "middle")
    assert status == 2
    assert "--about 没有“middle”。可写：last、first、grade。" in err


def test_a_round_that_cannot_be_scored_says_why(root: Path, kaoping: Command) -> None:
    edit(root, DANGQUN, ("missing: 1\n", "missing: 99\n"))
    status, _, err = kaoping("confidence")
    assert status == 3
    assert "KP315" in err
