"""清单: tables from other systems as facts of branches: columns by their names, branches by what they are called."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.forms.lists.reading import list_filing
from dangjian_kaoping.model.records import Facts
from dangjian_kaoping.model.workspace import ListSource
from dangjian_kaoping.tables.reading import read

from .plant import QUARTER, ROSTER, RUBRIC, Plant, as_data, remarks, told, written

PLATFORM: Mapping[str, Any] = {
    "department": "党群部",
    "clause": "DJ-03/平台得分",
    "branch": "支部名称",
    "facts": {"score": "得分"},
    "reason": "平台得分{score}分",
    "aliases": {"运行部": "发电党支部"},
    "skip": ["合计", "平均"],
}
BALLOT = {**PLATFORM, "clause": "DJ-04/测评", "facts": {"scores": "打分", "who": "身份"}, "rows": "marks"}
BALLOT["reason"] = "民主测评"
VOTES = {**PLATFORM, "clause": "DJ-05/投票", "facts": {"votes": "你的评价"}, "rows": "marks", "reason": "投票"}
SAMPLE = {**PLATFORM, "clause": "DJ-01/抽问", "facts": {"sampled": "抽了", "failed": "答不出"}}
SAMPLE["reason"] = "抽问{sampled}人，{failed}人答不出"
LEVEL = {**PLATFORM, "clause": "DJ-06/定档", "facts": {"level": "档次"}, "reason": "定为{level}"}

OTHER_CLAUSES = """\
  - id: DJ-05
    title: 投票
    points: 5
    start: zero
    department: 党群部
    standard: 改进
    clauses:
    - {id: 投票, text: 按票, fact: {scorers: 群众, full: 10, levels: {满意: 10, 不满意: 0}}, earn: {share: 5}}
  - id: DJ-06
    title: 定档
    points: 5
    start: zero
    department: 党群部
    standard: 改进
    clauses:
    - {id: 定档, text: 好5一般3, fact: {level: [好, 一般]}, earn: {levels: {好: 5, 一般: 3}}}
- id: JF
"""


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Plant:
    rubric = RUBRIC.replace("- id: JF\n", OTHER_CLAUSES, 1).replace("total: 40", "total: 50", 1)
    rubric = rubric.replace("points: 40", "points: 50", 1)
    roster = ROSTER.replace(
        "name: 燃料党支部, class: 生产}", "name: 煤管党支部, class: 生产}, {from: 2020-01-01, name: 燃料党支部}"
    )
    changed = {"rubrics/2021.yaml": rubric, "data/roster.yaml": roster}
    return Plant(written(tmp_path_factory.mktemp("lists"), changed))


def _filing(plant: Plant, path: Path, source: Mapping[str, Any]) -> Filing:
    returned = read(path, path.name)
    assert isinstance(returned, Returned), returned
    return list_filing(returned, "平台", ListSource.model_validate(source), QUARTER, plant.basis)


def _of(plant: Plant, path: Path, text: str, source: Mapping[str, Any] = PLATFORM) -> Filing:
    file = path / "清单.csv"
    file.write_text(text, encoding="utf-8")
    return _filing(plant, file, source)


def _findings(filing: Filing) -> dict[str, dict[str, Any]]:
    """The one finding of each branch, without its clause."""
    assert told(filing) == []
    (document,) = filing.documents
    data = as_data(document.tree)
    assert (data["kind"], data["quarter"], data["department"]) == ("facts", "2021Q2", "DQ")
    assert Facts.model_validate({**data, "version": "1"})
    found = {}
    for branch, record in data["branches"].items():
        (finding,) = record["findings"]
        found[branch] = {key: value for key, value in finding.items() if key not in ("item", "clause")}
    return found


# ── what is taken ──────────────────────────────────────────────────────────────────────────────────────────────

TABLE = """\
2021年二季度平台得分,,,
,,,
序号,支部名称,得 分,备注
1,运行部,９５,别名
2, 煤管党支部 ,88.5分,以前的名称
3,ZB3,100,编号
,合计,283.5,
平均,,94.5,
,,,
"""


def test_branches_are_known_by_name_id_former_name_and_alias(plant: Plant, tmp_path: Path) -> None:
    filing = _of(plant, tmp_path, TABLE)
    assert filing.name == "平台"
    assert _findings(filing) == {
        "ZB1": {"score": "95", "reason": "平台得分95分"},
        "ZB2": {"score": "88.5", "reason": "平台得分88.5分"},
        "ZB3": {"score": "100", "reason": "平台得分100分"},
    }


def test_a_questionnaires_headings_are_known_without_their_numbers(plant: Plant, tmp_path: Path) -> None:
    # as 问卷星 exports it: a row a respondent
    text = (
        "序号,提交答卷时间,所用时间,来源,来源详情,来自IP,1、支部名称,2、身份,3、打分\n"
        "1,2021/6/1 8:00:00,35秒,微信,N/A,10.0.0.1,发电党支部,领导,9\n"
        "2,2021/6/1 8:01:00,40秒,微信,N/A,10.0.0.1,燃料党支部,领导,8\n"
        "3,2021/6/1 8:02:00,40秒,微信,N/A,10.0.0.2,发电党支部,群众,10\n"
        "4,2021/6/1 8:03:00,41秒,微信,N/A,10.0.0.3,燃料党支部,群众,7.5\n"
        "5,2021/6/1 8:04:00,42秒,微信,N/A,10.0.0.4,发电党支部,领导,8\n"
    )
    filing = _of(plant, tmp_path, text, BALLOT)
    assert _findings(filing) == {
        "ZB1": {"scores": {"领导": ["9", "8"], "群众": ["10"]}, "reason": "民主测评"},
        "ZB2": {"scores": {"领导": ["8"], "群众": ["7.5"]}, "reason": "民主测评"},
    }
    assert any("交了两次" in each for each in remarks(filing))


def test_choices_are_counted_as_votes(plant: Plant, tmp_path: Path) -> None:
    text = "支部名称,你的评价\n发电党支部,满意\n发电党支部,满意\n发电党支部,不满意\n"
    assert _findings(_of(plant, tmp_path, text, VOTES)) == {
        "ZB1": {"votes": {"满意": "2", "不满意": "1"}, "reason": "投票"}
    }


def test_a_fact_of_two_numbers_and_one_of_a_word_have_their_columns(plant: Plant, tmp_path: Path) -> None:
    text = "支部名称,抽了,答不出,档次\n发电党支部,5人,1,一般\n"
    assert _findings(_of(plant, tmp_path, text, SAMPLE)) == {
        "ZB1": {"sampled": "5", "failed": "1", "reason": "抽问5人，1人答不出"}
    }
    assert _findings(_of(plant, tmp_path, text, LEVEL)) == {"ZB1": {"level": "一般", "reason": "定为一般"}}


def test_a_workbook_is_read_where_its_table_is(plant: Plant, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["说明"])
    sheet = book.create_sheet("得分")
    sheet.append(["平台得分"])
    sheet.append(["得分", "支部名称"])
    sheet.append([95, "发电党支部"])
    book.save(tmp_path / "平台.xlsx")
    assert _findings(_filing(plant, tmp_path / "平台.xlsx", PLATFORM))["ZB1"]["score"] == "95"


# ── what is refused ────────────────────────────────────────────────────────────────────────────────────────────

HEAD = "支部名称,得分\n"
REFUSED: Mapping[str, tuple[str, str, str]] = {
    "a near miss": (f"{HEAD}发电支部,95\n", "KP728", "A2"),
    "a branch twice": (f"{HEAD}发电党支部,95\n运行部,95\n", "KP739", "A3"),
    "nobody's score": (f"{HEAD},95\n", "KP725", "A2"),
    "no number": (f"{HEAD}发电党支部,缺考\n", "KP700", "B2"),
    "no score": (f"{HEAD}发电党支部,\n", "KP737", "B2"),
    "another heading": ("支部名称,平台分\n发电党支部,95\n", "KP739", ""),
    "a heading twice": ("支部名称,得分,得分\n发电党支部,95,96\n", "KP739", "C1"),
    "an empty table": (HEAD, "KP739", ""),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_wrong_in_a_list_is_told_at_its_cell(what: str, plant: Plant, tmp_path: Path) -> None:
    text, code, cell = REFUSED[what]
    filing = _of(plant, tmp_path, text)
    assert told(filing) == [(code, cell)]


def test_what_looks_like_a_branch_is_suggested_and_never_taken(plant: Plant, tmp_path: Path) -> None:
    (fault,) = (each for each in _of(plant, tmp_path, f"{HEAD}发电支部,95\n").faults if each.code == "KP728")
    assert "是不是“发电党支部”" in fault.mend


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"department": "党群"}, "部室"),
        ({"clause": "DJ-03/得分"}, "条款"),
        ({"clause": "JF-02/通报"}, "不归党群部记"),
        ({"facts": {"points": "得分"}}, "score"),
        ({"reason": "得{total}分"}, "total"),
        ({"rows": "marks"}, "rows: one"),
        ({"clause": "DJ-04/测评"}, "rows: marks"),
    ],
)
def test_what_is_wrong_in_how_a_list_is_read_is_told(
    changed: Mapping[str, Any], said: str, plant: Plant, tmp_path: Path
) -> None:
    filing = _of(plant, tmp_path, f"{HEAD}发电党支部,95\n", {**PLATFORM, **changed})
    (fault,) = filing.faults
    assert fault.code == "KP739"
    assert said in fault.message + fault.mend


def test_the_same_table_in_two_sheets_is_refused(plant: Plant, tmp_path: Path) -> None:
    book = Workbook()
    book.worksheets[0].append(["支部名称", "得分"])
    book.worksheets[0].append(["发电党支部", 95])
    book.copy_worksheet(book.worksheets[0])
    book.save(tmp_path / "平台.xlsx")
    assert told(_filing(plant, tmp_path / "平台.xlsx", PLATFORM)) == [("KP739", "")]


def test_marks_without_a_class_are_refused(plant: Plant, tmp_path: Path) -> None:
    text = "支部名称,身份,打分\n发电党支部,,9\n"
    assert told(_of(plant, tmp_path, text, BALLOT)) == [("KP739", "B2")]


def test_a_row_of_sums_is_passed_over_however_it_is_spaced(plant: Plant, tmp_path: Path) -> None:
    filing = _of(plant, tmp_path, "序号,支部名称,得分\n1,发电党支部,98\n合　计,,98\n,平 均,98\n")
    assert _findings(filing) == {"ZB1": {"score": "98", "reason": "平台得分98分"}}
