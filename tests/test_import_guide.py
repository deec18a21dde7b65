"""docs/导入细则.md: the document that it shows becomes what it shows, as far as the first ranking."""

import re
from datetime import date
from pathlib import Path

import pytest

from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.grammar.reading import read
from documented import DOCS
from documented import rows as documented_rows
from forms.plant import Filled

pytestmark = pytest.mark.whole

GUIDE = DOCS / "导入细则.md"
FOUND = {
    "党群工作部": (
        ("ZB01", "发电部党支部", "A-01 三会一课", "第1条", "少了", 1, "2月支委会没有召开"),
        ("ZB02", "检修部党支部", "A-02 学习教育", "第1条", None, 86, "一季度出勤率86%"),
        ("ZB03", "机关党支部", "A-02 学习教育", "第4条", None, 1, "两次学习只读了文件，没有讨论"),
    ),
    "纪委办公室": (("ZB02", "检修部党支部", "B-02 廉政教育", "第1条", "少了", 1, "本季没有开展廉政教育"),),
}


def _blocks(language: str) -> list[str]:
    """The fenced blocks of a language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    return [text for tag, text in found if tag == language]


def _table() -> list[list[str]]:
    """The rows of the table that is the document."""
    rows = re.findall(r"^\| (?:类别|党建基础|作风纪律|合计) \|.*$", GUIDE.read_text(encoding="utf-8"), re.M)
    return [[cell.strip() for cell in row[1:-1].split("|")] for row in rows]


def _document(path: Path) -> None:
    """The table in Word, its first column merged where it says the same."""
    import docx

    document = docx.Document()
    document.add_paragraph("党支部工作考核办法")
    rows = _table()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            if column or not at or row[0] != rows[at - 1][0]:
                table.cell(at, column).text = text
            else:
                table.cell(at - 1, 0).merge(table.cell(at, 0))
    document.save(str(path))


def _corrected(draft: str) -> str:
    """The draft with what the guide says is to be done."""
    answer = _blocks("")[1]
    clause = answer[answer.index("  text:") :].replace("\n", "\n          ").rstrip()
    left = re.compile(r"          - id: 第4条\n            text: 学习流于形式的，由考核组研究扣分\n")
    assert len(left.findall(draft)) == 1
    draft = left.sub(f"          - id: 第4条\n          {clause}\n", draft)
    assert draft.count("\ntotal: 90\n") == 1
    (standard,) = [each for each in _blocks("yaml") if "standard:" in each]
    assert draft.count("        clauses:\n") == 4
    return draft.replace("\ntotal: 90\n", "\ntotal: 100\n").replace(
        "        clauses:\n", f"{standard}        clauses:\n"
    )


def _filled() -> None:
    Path("收").mkdir()
    for department, rows in FOUND.items():
        name = f"2021Q1-检查表-{department}.xlsx"
        form = Filled(Path("表", name).read_bytes())
        for key in ("ZB01", "ZB02", "ZB03", "ZB04"):
            troubled = any(row[0] == key for row in rows)
            form.put("到支部检查", key, 检查日期=date(2021, 3, 25), 结果="有问题" if troubled else "无问题")
        for number, (_, branch, item, clause, way, count, reason) in enumerate(rows, 1):
            values = {"党支部": branch, "考评项目": item, "条款": clause, "档次或计法": way, "数1": count}
            form.put("检查登记", str(number), **values, 扣分原因=reason, 处理="指标差距")
        form.save(Path("收", name))


def test_the_guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shown = _blocks("")
    monkeypatch.chdir(tmp_path)
    creating = ["init", "示例厂", "--unit", "示例厂", "--quarter", "2021Q1", "--empty"]
    assert f"kaoping {' '.join(creating)}\n" in _blocks("sh")[1]
    assert run(creating) == 0
    monkeypatch.chdir(tmp_path / "示例厂")
    _document(Path("考核办法.docx"))
    capsys.readouterr()

    importing = ["rubric", "import", "考核办法.docx", "-o", "rubrics/2021.yaml", "--from", "2021Q1"]
    assert f"kaoping {' '.join(importing)} --report 报告.md\n" in _blocks("sh")[0]
    assert run([*importing, "--report", "报告.md"]) == 0
    assert capsys.readouterr().out == shown[0]
    draft, report = Path("rubrics/2021.yaml"), Path("报告.md").read_text(encoding="utf-8")
    assert _blocks("yaml")[0] in draft.read_text(encoding="utf-8")
    rows = re.findall(r"^\| 第[12]条 \|.*$", GUIDE.read_text(encoding="utf-8"), re.M)
    assert len(rows) == 2 and all(row in report for row in rows)
    assert run(["rubric", "check", "rubrics/2021.yaml"]) == 1
    capsys.readouterr()

    assert run(["rubric", "draft", "学习流于形式的，扣0.5—2分"]) == 0
    assert shown[1].partition("\n")[2] == capsys.readouterr().out
    draft.write_text(_corrected(draft.read_text(encoding="utf-8")), encoding="utf-8")
    assert run(["check"]) == 0
    said = capsys.readouterr().out
    assert "“三会一课”满分 30 分，而各条加起来最多只能扣 11 分" in said and "1 个提醒" in said and "错误" not in said

    assert run(["form", "inspection", "-q", "2021Q1", "-o", "表"]) == 0
    _filled()
    assert run(["import", "收"]) == 0
    capsys.readouterr()
    assert run(["score", "-q", "2021Q1"]) == 0
    assert shown[2] in capsys.readouterr().out


def test_what_it_says_is_not_understood_is_not() -> None:
    rows = [row.cells for row in documented_rows(GUIDE) if "为什么没有认出" in row.cells]
    assert len(rows) == 4
    for row in rows:
        assert read(row["原文"]).meanings == ()
        for better in re.findall("写成“(.*?)”", row["怎样办"]):
            assert read(better).meanings
