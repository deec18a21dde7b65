"""The rules in print: a rubric, a reward policy and a revision as documents and as workbooks."""

import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document

from compare.parting import part
from compare.plant import data, later
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.write.docx.revision import revision_docx
from dangjian_kaoping.write.docx.rubric import rubric_docx
from dangjian_kaoping.write.xlsx.sheets.revision import revision_workbook
from dangjian_kaoping.write.xlsx.sheets.rubric import rubric_workbook
from engine.plant import modelled
from office import OFFICE, PDFINFO, converted_all
from ooxml import faults_in
from printed import printed, smallest
from sample import SAMPLE
from small_plant import edition

from .conftest import Command

pytestmark = pytest.mark.whole

LONG = "；".join(f"第{index}种情形查实的，视情每次扣0.{index % 9 + 1}分，由检查部室写明依据" for index in range(16))
HEADS = ["序号", "考评项目", "考评内容", "分值", "评分标准", "整改标准", "备查材料", "时间", "部室", "侧重"]


def texts(document: Document) -> list[str]:
    return [each.text for each in document.paragraphs]


def rubric(clauses: int = 0) -> Rubric:
    """The rubric of a small plant, one item of it with so many clauses more, of 400 characters each."""
    plain = data()
    many = plain["areas"][0]["items"][0]
    many["clauses"] += [
        {"id": f"条{index}", "text": LONG, "fact": {"count": "次"}, "deduct": {"each": "0.1"}}
        for index in range(clauses)
    ]
    return modelled(Rubric, plain)


def test_the_sample_is_printed_with_every_word_of_it(
    kaoping: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(SAMPLE)
    document, workbook = tmp_path / "细则.docx", tmp_path / "细则.xlsx"
    done = kaoping("rubric", "show", "2020", "-o", str(document), "--publish", str(workbook))
    assert (done.status, done.out) == (0, f"细则已写到：{document}\n细则已写到：{workbook}\n")
    made: Any = docx.Document(str(document))
    book = openpyxl.load_workbook(workbook)
    rows = [[str(cell.value or "") for cell in row] for row in book["考评细则"].iter_rows()]
    for table in made.tables:
        assert [cell.text for cell in table.rows[0].cells] == HEADS
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert HEADS in rows
    printed_rows = {
        cells[1]: cells for table in made.tables for row in table.rows for cells in [[c.text for c in row.cells]]
    }
    in_sheet = {cells[1]: cells for cells in rows}
    shown = kaoping("rubric", "show", "2020", "-f", "markdown").out
    for name, cells in printed_rows.items():
        assert cells[2:] == in_sheet[name][2:]
        assert all(line in shown for line in cells[4].split("\n"))
    assert len(printed_rows) == 44 + 1
    assert printed_rows["DJ-01 “三会一课”落实"][3:5] == [
        "6",
        "1. 党员大会每季至少召开1次，每少开1次扣1分\n2. 支委会每月至少召开1次，每少开1次扣1分\n"
        "3. 党小组会每月至少召开1次，每少开1次扣0.5分\n4. 党课每季至少1次，每少1次扣1分\n"
        "5. 会议记录不真实、事后补记的，每处扣0.5分\n6. 会议记录缺议题、决议或签到的，每项扣0.2分",
    ]
    assert "二、党建工作（35 分）" in texts(made)
    assert any(each.startswith("1. 综合得分：") for each in texts(made))
    assert "考评细则" in kaoping("verify", str(workbook)).err


@pytest.mark.parametrize("clauses", [0, 60])
def test_it_can_be_read_and_nothing_is_cut_off(clauses: int) -> None:
    content = rubric_workbook(rubric(clauses), edition())
    assert smallest(content) >= 8
    assert all(each.fits and each.beside == 1 for each in printed(content).values())
    sheet = openpyxl.load_workbook(BytesIO(content))["考评细则"]
    said = "\n".join(str(row[4].value) for row in sheet.iter_rows() if len(row) > 4)
    assert said.count(LONG) == clauses
    assert max(each.height or 0 for each in sheet.row_dimensions.values()) < 405
    for suffix, file in ((".xlsx", content), (".docx", rubric_docx(rubric(clauses), edition()))):
        assert faults_in(file, suffix) == []


def test_a_reward_policy_is_printed_too(kaoping: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(SAMPLE)
    paths = [str(tmp_path / f"办法{suffix}") for suffix in (".docx", ".xlsx")]
    assert kaoping("rubric", "show", "reward-2020", "-o", paths[0], "-o", paths[1]).status == 0
    (table,) = docx.Document(paths[0]).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:2] == [["事项", "规定"], ["计奖得分", "综合得分"]]
    sheet = openpyxl.load_workbook(paths[1])["绩效奖励办法"]
    assert [[each.value for each in row] for row in sheet.iter_rows()][2:][: len(rows)] == rows


def test_what_changed_is_marked_in_the_document() -> None:
    before, after = data(), data()
    later(after)
    part(after)
    one = after["areas"][0]["items"][0]["clauses"][0]
    old = one["text"]
    one["text"] = old.replace("1", "2", 1)
    versions = [Version(modelled(Rubric, each), each["version"]) for each in (before, after)]
    found = compare_rubrics(versions[0], versions[1])
    document = revision_docx(found, found.changes, edition())
    assert faults_in(document, ".docx") == []
    made: Any = docx.Document(BytesIO(document))
    assert texts(made).count("二、逐条对照") == 1
    rows = [row.cells for table in made.tables for row in table.rows if len(row.cells) == 4]
    row = next(each for each in rows if each[1].text == old)
    before_runs, after_runs = (each.paragraphs[0].runs for each in row[1:3])
    assert [run.text for run in before_runs if run.font.strike] == ["1"]
    assert [run.text for run in after_runs if run.font.underline] == ["2"]
    # 新的整条都划线，没有了的整条都划掉
    for cells, mark in ((row, mark) for row in rows for mark in ("strike", "underline")):
        whole, other = (cells[1], cells[2]) if mark == "strike" else (cells[2], cells[1])
        if other.text == "—":
            assert all(getattr(run.font, mark) for each in whole.paragraphs for run in each.runs)
    content = revision_workbook(found, found.changes, edition())
    assert smallest(content) >= 8
    assert faults_in(content, ".xlsx") == []


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None or PDFINFO is None, reason="没有 LibreOffice、poppler-utils")
def test_how_many_pages_the_sample_takes(kaoping: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(SAMPLE)
    most = {"细则.docx": 9, "表.xlsx": 9, "对照.docx": 18, "对照表.xlsx": 22}
    for name in most:
        words = ("show", "2020") if name in ("细则.docx", "表.xlsx") else ("diff", "2019", "2020")
        assert kaoping("rubric", *words, "-o", str(tmp_path / name)).status == 0
    folder = converted_all([tmp_path / name for name in most], "pdf")
    for name, pages in most.items():
        pdf = str(folder / f"{Path(name).stem}.pdf")
        told = subprocess.run([str(PDFINFO), pdf], check=True, capture_output=True, text=True)
        assert int(told.stdout.partition("Pages:")[2].split()[0]) <= pages, name
