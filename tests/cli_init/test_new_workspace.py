"""A new workspace: fit to check, test, score and rank at once, whatever the unit, the quarter and the folder."""

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dangjian_kaoping.cli.commands import init as command
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.clause import EFFECTS
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.source.reader import read_yaml

from .running import Kaoping, content

pytestmark = pytest.mark.every(3)

QUARTERS = [f"2021Q{number}" for number in (1, 2, 3, 4)]


def _made(kaoping: Kaoping, *arguments: str) -> Path:
    done = kaoping("init", *arguments)
    assert done.status == 0, done.told
    return Path.cwd()


def _rubric(folder: Path, year: int = 2021) -> Rubric:
    loader = Loader(folder)
    (rubric,) = loader.rubrics_in([f"rubrics/{year}.yaml"])
    assert not len(loader.faults)
    return rubric


@pytest.mark.whole
@pytest.mark.parametrize("quarter", QUARTERS)
def test_a_new_workspace_passes_everything_at_once(quarter: str, kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--unit", "甲厂", "--quarter", quarter)
    checked = kaoping("check", "--fail-on", "warning")
    assert (checked.status, checked.answer) == (0, "")
    tested = kaoping("rubric", "test")
    assert tested.status == 0
    assert "0 个不符" in tested.answer
    scored = kaoping("score", "--format", "json")
    assert scored.status == 0
    assert quarter in scored.told
    result = json.loads(scored.answer)
    assert (result["quarter"], result["rubric"], result["complete"]) == (quarter, "2021", True)
    assert len({branch["composite"] for branch in result["branches"]}) == 4
    ranked = kaoping("rank", "--publish", "report.xlsx")
    assert ranked.status == 0
    assert (folder / "report.xlsx").is_file()


@pytest.mark.whole
def test_the_unit_is_printed_on_the_ranking(kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--unit", "甲：乙（集团）#1 '热电' 厂", "--quarter", "2021Q1")
    assert kaoping("rank", "--publish", "report.xlsx").status == 0
    book = openpyxl.load_workbook(folder / "report.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert any("甲：乙（集团）#1 '热电' 厂" in cell for cell in cells)


UNITS = [
    *("甲:乙 #1", "甲: 乙", "甲：乙", "‘引号’", "“引号”", "'单引号'", "it's", '"', "- x", "-", "? x"),
    *("*甲", "&甲", "!甲", "%甲", "@甲", "`甲`", "[甲]", "{甲: 乙}", "甲, 乙", "|", ">", "# 甲", "甲 #乙"),
    *("~", "null", "no", "2021", "1e3", "0x1F", "<<<<<<< HEAD", "=======", "---", "..."),
    *(
        "甲\\n乙",
        "<<quarter>>",
        "甲厂（筹）",
        "某某集团有限公司",
        "😀厂",
        "　甲厂",
        "甲\u00a0厂",
        "Ürümqi",
        "_",
        "甲_乙",
    ),
]


@pytest.mark.whole
@pytest.mark.parametrize("unit", UNITS)
def test_any_name_of_a_unit_gives_a_sound_workspace(unit: str, kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--quarter", "2021Q1", f"--unit={unit}")
    assert kaoping("check", "--fail-on", "warning").status == 0
    loader = Loader(folder)
    settings = loader.workspace([]).settings
    assert settings is not None
    assert settings.unit == unit.strip()


@pytest.mark.parametrize("unit", ["", "  ", "甲\n乙", "甲\t乙", "甲\0", "甲\u2028乙", "甲\udcff"])
def test_a_name_that_no_file_can_hold_is_refused(unit: str, kaoping: Kaoping) -> None:
    done = kaoping("init", "--unit", unit, "--quarter", "2021Q1")
    assert done.status == 2
    assert "--unit" in done.told
    assert list(Path.cwd().iterdir()) == []


def test_a_quarter_is_used_everywhere(kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--unit", "甲厂", "--quarter", "2023Q3")
    files = content(folder)
    assert {"rubrics/2023.yaml", "rubrics/cases/2023.yaml"} <= files.keys()
    assert {path for path in files if path.startswith("data/2023Q3/self/")} == {
        f"data/2023Q3/self/2023-{month}.yaml" for month in ("07", "08", "09")
    }
    for path, data in files.items():
        text = data.decode()
        assert "<<" not in text, path
        if path.endswith(".json"):
            continue  # the schema gives a quarter as an example
        assert set(re.findall(r"\d{4}Q\d", text)) <= {"2023Q1", "2023Q3", "2023Q4"}, path
        assert set(re.findall(r"(\d{4})-\d{2}", text)) <= {"2023"}, path


def test_the_last_quarter_of_a_year_reaches_into_the_next(kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--unit", "甲厂", "--quarter", "2023Q4")
    files = content(folder)
    assert b"rectify_by: 2024-01-20" in files["data/2023Q4/inspection/dangqun.yaml"]
    assert "data/2024Q1" in files["说明.md"].decode()


def test_without_a_quarter_it_is_todays_and_says_so(kaoping: Kaoping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "today", lambda: date(2022, 8, 5))
    done = kaoping("init", "--unit", "甲厂")
    assert done.status == 0
    assert "2022-08-05" in done.told
    assert "2022Q3" in done.told
    assert Path("data/2022Q3/inspection").is_dir()


def test_without_a_unit_a_placeholder_stands_and_it_says_so(kaoping: Kaoping) -> None:
    done = kaoping("init", "--quarter", "2021Q1")
    assert done.status == 0
    assert "--unit" in done.told
    assert "unit: 某单位\n" in Path("kaoping.yaml").read_text("utf-8")


@pytest.mark.parametrize("quarter", ["2021q1", "2021Q5", "2021", "一季度", "1921Q1", "9999Q4", "0000Q1"])
def test_a_quarter_that_is_none_is_refused(quarter: str, kaoping: Kaoping) -> None:
    assert kaoping("init", "--unit", "甲厂", "--quarter", quarter).status == 2
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.whole
@pytest.mark.parametrize("folder", ["新厂", "我的 考评/二〇二一 年", "a b", "./y/", "[red]"])
def test_a_folder_is_made_where_it_is_missing(folder: str, kaoping: Kaoping) -> None:
    _made(kaoping, folder, "--unit", "甲厂", "--quarter", "2021Q1")
    assert kaoping("check", "--fail-on", "warning", "--workspace", folder).status == 0
    assert kaoping("rank", "--workspace", folder).status == 0


def test_what_is_to_be_done_next_leads_into_the_folder(kaoping: Kaoping) -> None:
    assert 'cd "新 厂"' in kaoping("init", "新 厂", "--unit", "甲厂", "--quarter", "2021Q1").answer
    assert "cd " not in kaoping("init", "--unit", "甲厂", "--quarter", "2021Q1").answer


@pytest.mark.whole
def test_the_same_words_give_the_same_bytes(kaoping: Kaoping) -> None:
    for folder in ("一", "二"):
        _made(kaoping, folder, "--unit", "甲厂", "--quarter", "2021Q1")
    assert content(Path("一")) == content(Path("二"))
    assert all(b"\r" not in data and data.endswith(b"\n") for data in content(Path("一")).values())


@pytest.mark.whole
def test_a_workspace_inside_another_is_pointed_out(kaoping: Kaoping) -> None:
    assert "注意" not in kaoping("init", "--unit", "甲厂", "--quarter", "2021Q1").told
    assert "注意" in kaoping("init", "data/里", "--unit", "甲厂", "--quarter", "2021Q1").told


def test_the_rubric_shows_the_main_building_blocks(kaoping: Kaoping) -> None:
    rubric = _rubric(_made(kaoping, "--unit", "甲厂", "--quarter", "2021Q1"))
    items = list(rubric.items())
    clauses = [clause for item in items for clause in item.clauses]
    facts = {type(clause.fact).TAG for clause in clauses}
    rules = {type(clause.rule).TAG for clause in clauses if clause.rule is not None}
    assert facts >= {"count", "missing", "value", "late", "sample", "level", "event", "judged", "imported"}
    assert rules == {"each", "table", "levels", "share", "within"}
    assert {clause.effect for clause in clauses} == set(EFFECTS) - {"give_back"}
    assert rubric.total == 100
    assert 3 <= len(rubric.areas) <= 4
    assert any(item.task for item in items)
    assert any(item.start == "zero" for item in items)
    for limit in ("free", "at_most", "empties", "repeat", "group"):
        assert any(getattr(clause, limit) for clause in clauses), limit


def test_the_first_quarter_has_findings_of_the_three_kinds(kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--unit", "甲厂", "--quarter", "2021Q1")
    this = Loader(folder).round_of(Quarter(2021, 1))
    findings = [finding for each in this.inspections for one in each.branches.values() for finding in one.findings]
    problems = [finding for finding in findings if finding.rectify_by is not None]
    assert len({finding.id for finding in problems}) == len(problems) == 3
    assert any(finding.settled == "on_site" for finding in findings)
    assert any(finding.rectify_by is None and finding.settled is None and finding.reason for finding in findings)
    assert all(len(each.branches) == 4 for each in this.inspections)
    assert all(len(each.branches) == 4 for each in this.self_assessments)


def test_every_document_explains_itself_in_chinese(kaoping: Kaoping) -> None:
    folder = _made(kaoping, "--unit", "甲厂", "--quarter", "2021Q1")
    for path, data in content(folder).items():
        if path.endswith(".yaml"):
            text = re.sub(r"\A# yaml-language-server: \$schema=\w+\.schema\.json\n", "", data.decode())
            assert re.match(r"# .*[\u4e00-\u9fff]", text), path
            faults = Faults()
            assert read_yaml(data.decode(), path, faults) is not None
            assert not len(faults)


@pytest.mark.whole
def test_the_guide_names_only_commands_that_exist(kaoping: Kaoping) -> None:
    _made(kaoping, "--unit", "甲厂", "--quarter", "2021Q1")
    lines = re.findall(r"`(kaoping [^`]*)`", Path("说明.md").read_text("utf-8"))
    assert len(lines) >= 9
    # what came back in the meantime
    assert kaoping("form", "inspection", "--quarter", "2021Q1", "--filled", "-o", "收").status == 0
    for line in lines:
        words = line.replace("支部名称", "机关党支部").split()[1:]
        assert kaoping(*words).status == 0, line
