"""读表: what filled forms record, and forms that came back damaged: each refused at its cell, none misread."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Leaf, Ref
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.model.records import FollowUps, Inspection, SelfAssessment
from office import OFFICE, converted

from .damages import (
    ABSENT,
    FINDINGS,
    FOLLOWUPS,
    MEETING,
    MINUTES,
    NEEDED,
    OWN,
    PRIZE,
    VISITS,
    copied,
    declared,
    merged,
    with_finding,
)
from .plant import EARLIER, ROSTER, RUBRIC, Filled, Plant, as_data, blank, remarks, told, visited, written

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("plant"))


@pytest.fixture(scope="module")
def plant(folder: Path) -> Plant:
    return Plant(folder)


def _filing(plant: Plant, form: Filled, path: Path) -> Filing:
    filing = plant.filing(form.save(path))
    assert isinstance(filing, Filing), filing
    assert told(filing) == []
    return filing


def test_a_filled_form_says_what_was_found(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1", result="有问题")
    form.put(VISITS, "ZB1", 备注="支部书记不在").beside("填表说明", "备注").value = "与纪委办同去"
    form.put(NEEDED, "ZB1/DJ-03/平台得分", 数1="８８．５分", 扣分原因="没有学完\n一项")
    rows: list[dict[str, object]] = [
        {**MEETING, "处理": "限期整改", "整改期限": "2021年7月1日", "整改标准": "补开", "旧问题": "2021Q1-01"},
        {**MINUTES, "党支部": " 发电党支部\n", "条款": "迟到", "数2": 1, "数1": None, "处理": "立行立改"},
        {**MINUTES, "条款": "迟报", "数1": None, "档次或计法": "始终未报"},
        {**MINUTES, "条款": "抽问", "数1": 5, "数2": "1人", "检查岗位": "组织岗"},
        {**PRIZE, "事件": "创新奖", "成效": "降本"},
        {**PRIZE, "考评项目": "荣誉", "事件": "创新奖", "档次或计法": "公司级"},
    ]
    for number, values in enumerate(rows, 5):
        form.put(FINDINGS, str(number), **values)
    form.put(FOLLOWUPS, "2021Q1-01", 复查结果="整改中", 说明="还差一处")
    filing = _filing(plant, form, tmp_path / "2021Q2-检查表-党群部.xlsx")
    (document,) = filing.documents
    data = as_data(document.tree)
    assert Inspection.model_validate({**data, "version": "1"}).department == "DQ"
    assert data == {
        "kind": "inspection",
        "quarter": "2021Q2",
        "department": "DQ",
        "note": "与纪委办同去",
        "branches": {
            "ZB1": {
                "date": "2021-06-20",
                "note": "支部书记不在",
                "findings": [
                    {
                        "item": "DJ-01",
                        "clause": "缺会",
                        "missing": "1",
                        "reason": "少开一次",
                        "standard": "补开",
                        "rectify_by": "2021-07-01",
                        "concerns": ["2021Q1-01"],
                    },
                    {
                        "item": "DJ-01",
                        "clause": "迟到",
                        "count": {"早退": "1"},
                        "reason": "漏记两处",
                        "settled": "on_site",
                    },
                    {"item": "DJ-01", "clause": "迟报", "never": "true", "reason": "漏记两处"},
                    {
                        "item": "DJ-01",
                        "clause": "抽问",
                        "sampled": "5",
                        "failed": "1",
                        "reason": "漏记两处",
                        "inspector": "组织岗",
                    },
                    {"item": "DJ-03", "clause": "平台得分", "score": "88.5", "reason": "没有学完\n一项"},
                    {
                        "item": "DJ-04",
                        "clause": "测评",
                        "scores": {"领导": ["10", "10"], "群众": ["10", "10"]},
                    },
                    {
                        "item": "JF-01",
                        "clause": "获奖",
                        "level": "厂级",
                        "role": "主办",
                        "event": "创新奖",
                        "result": "降本",
                    },
                    {"item": "JF-01", "clause": "获奖", "level": "公司级", "role": "主办", "event": "创新奖"},
                ],
                "followups": {"2021Q1-01": {"outcome": "in_progress", "note": "还差一处"}},
            }
        },
    }
    assert [document.rows["ZB1", index] for index in (0, 4, 5, 7)] == [
        "5",
        "ZB1/DJ-03/平台得分",
        "ZB1/DJ-04/测评/领导/1",
        "10",
    ]


def test_each_value_knows_its_cell_and_each_finding_its_row(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1", result="有问题").put(FINDINGS, "3", **MINUTES)
    tree = _filing(plant, form, tmp_path / "表.xlsx").documents[0].tree
    branches = tree["branches"]
    assert isinstance(branches, Mapping)
    record = branches["ZB1"]
    assert isinstance(record, Mapping)
    findings = record["findings"]
    assert not isinstance(findings, Leaf | Mapping)
    finding = findings[0]
    assert isinstance(finding, Mapping)
    row = form.row(FINDINGS, "3")
    assert finding["count"] == Leaf("2", Ref(FINDINGS, row, form.column(FINDINGS, "数1")))
    assert finding["clause"] == Leaf("漏记", Ref(FINDINGS, row, form.column(FINDINGS, "条款")))
    assert finding["origin"] == {"file": Leaf("表.xlsx"), "sheet": Leaf(FINDINGS), "row": Leaf(str(row))}


def test_what_does_not_apply_has_its_reason(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1", result="有问题").put(FINDINGS, "1", **ABSENT)
    data = as_data(_filing(plant, form, tmp_path / "表.xlsx").documents[0].tree)
    assert data["branches"]["ZB1"]["not_applicable"] == {"DJ-01": "新成立"}


def test_a_visit_on_another_day_is_one_of_the_problems_round(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1")
    form.put(FOLLOWUPS, "2021Q1-01", 复查结果="已销号", 复查日期="2021.5.8").put(
        FOLLOWUPS, "+1", 编号="2021Q1-99", 复查结果="未整改", 复查日期=date(2021, 5, 9)
    )
    _, first, second = _filing(plant, form, tmp_path / "表.xlsx").documents
    visit = {"id": "2021Q1-01", "date": "2021-05-08", "department": "DQ", "outcome": "closed"}
    assert as_data(first.tree) == {"kind": "followups", "quarter": "2021Q1", "followups": [visit]}
    assert FollowUps.model_validate({**as_data(first.tree), "version": "1"})
    # which round a number is of that nobody knows is for the checks to say
    assert second.said("quarter") == "2021Q2"


def test_a_form_of_older_problems_records_visits(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "followup")).put(
        FOLLOWUPS, "2021Q1-01", 复查结果="又出现", 复查日期=44324, 说明="又漏记"
    )
    (document,) = _filing(plant, form, tmp_path / "复查.xlsx").documents
    assert as_data(document.tree)["followups"] == [
        {"id": "2021Q1-01", "date": "2021-05-08", "department": "DQ", "outcome": "reopened", "note": "又漏记"}
    ]


def test_a_branch_says_what_it_found_or_that_there_is_nothing(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "own"))
    declared("无问题", 数1="无", 扣分原因="—")(form)
    form.put(OWN, "DJ-01/学时", 数1=2.5, 扣分原因="本月2.5学时")
    filing = _filing(plant, form, tmp_path / "自评.xlsx")
    data = as_data(filing.documents[0].tree)
    # what was done of a quarter's task is no problem, and 无 and — are nothing
    task = {"item": "DJ-01", "clause": "学时", "done": "2.5", "reason": "本月2.5学时"}
    assert data == {"kind": "self", "month": "2021-04", "branches": {"ZB1": {"findings": [task]}}}
    assert SelfAssessment.model_validate({**data, "version": "1"})


def test_a_branch_with_nothing_to_declare(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "own"))
    declared("无问题")(form)
    data = as_data(_filing(plant, form, tmp_path / "发电党支部 自评.xlsx").documents[0].tree)
    assert data["branches"] == {"ZB1": "无问题"}
    assert SelfAssessment.model_validate({**data, "version": "1"}).branches["ZB1"].findings == ()
    form.beside(OWN, "备注").value = "书记外出"
    data = as_data(_filing(plant, form, tmp_path / "表.xlsx").documents[0].tree)
    assert data["branches"] == {"ZB1": {"note": "书记外出"}}


def test_a_branch_may_find_a_second_thing_under_a_clause(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "own"))
    declared("有问题", 数1=1, 扣分原因="一处")(form)
    form.put(OWN, "+2", 考评项目="组织生活", 条款="漏记", 数1=0, 扣分原因="没有")
    data = as_data(_filing(plant, form, tmp_path / "自评.xlsx").documents[0].tree)
    assert [each["count"] for each in data["branches"]["ZB1"]["findings"]] == ["1", "0"]


# ── what is taken all the same ─────────────────────────────────────────────────────────────────────────────────


def test_moved_columns_hidden_rows_and_merged_reasons_are_read(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "inspection"))
    merged(form, "扣分原因")
    sheet = form.sheet(FINDINGS)
    sheet.row_dimensions[form.row(FINDINGS, "2")].hidden = True
    # 行 comes before all others, and headings stand in two lines
    first, last = form.column(FINDINGS, "党支部"), form.column(FINDINGS, "行")
    for row in range(form.top(FINDINGS), sheet.max_row + 1):
        one, other = sheet.cell(row, first), sheet.cell(row, last)
        one.value, other.value = other.value, one.value
    sheet.cell(form.top(FINDINGS), form.column(FINDINGS, "扣分原因")).value = "扣分\n原因 "
    filing = _filing(plant, form, tmp_path / "表.xlsx")
    findings = as_data(filing.documents[0].tree)["branches"]["ZB1"]["findings"]
    assert [(each["count"], each["reason"]) for each in findings[:2]] == [("2", "漏记两处"), ("1", "漏记两处")]
    assert any("隐藏" in each for each in remarks(filing))


def test_an_equal_copy_of_a_row_counts_once(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "inspection"))
    copied(form)
    filing = _filing(plant, form, tmp_path / "表.xlsx")
    assert len(as_data(filing.documents[0].tree)["branches"]["ZB1"]["findings"]) == 3
    assert any("只算一次" in each for each in remarks(filing))


def test_other_sheets_are_named_and_looks_do_not_matter(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1")
    form.book.create_sheet("草稿")["A1"] = "别读"
    form.book.create_sheet("空的")
    form.cell(VISITS, "ZB1", "结果").font = Font(bold=True)
    filing = _filing(plant, form, tmp_path / "表.xlsx")
    assert any("草稿" in each for each in remarks(filing))
    assert not any("空的" in each for each in remarks(filing))


def test_other_prices_are_a_remark_and_another_unit_is_not(folder: Path, tmp_path: Path) -> None:
    from .plant import RUBRIC

    saved = visited(Filled(blank(folder, "inspection")), "ZB1").save(tmp_path / "表.xlsx")
    dearer = Plant(written(tmp_path / "dearer", {"rubrics/2021.yaml": RUBRIC.replace("扣0.1分", "扣0.3分")}))
    filing = dearer.filing(saved)
    assert told(filing) == []
    assert any("改过" in each for each in remarks(filing))
    other = Plant(written(tmp_path / "other", {"rubrics/2021.yaml": RUBRIC.replace("count: 处", "count: 次")}))
    assert told(other.filing(saved)) == [("KP722", "")]


def test_branches_that_came_and_went_are_told(folder: Path, tmp_path: Path) -> None:
    from .plant import ROSTER

    saved = visited(Filled(blank(folder, "inspection")), "ZB1", "ZB3").save(tmp_path / "表.xlsx")
    gone = ROSTER.replace(
        "ZB3: [{from: 2018-01-01, name: 化学党支部, class: 生产}]",
        "ZB3: [{from: 2018-01-01, name: 化学党支部, class: 生产}, {from: 2021-05-01, ends: true}]\n"
        "  ZB4: [{from: 2018-01-01, name: 供热党支部, class: 生产}]",
    )
    filing = Plant(written(tmp_path / "gone", {"data/roster.yaml": gone})).filing(saved)
    assert {code for code, _ in told(filing)} == {"KP728"}
    assert [each for each in remarks(filing) if "化学党支部" in each]
    assert [each for each in remarks(filing) if "供热党支部" in each]


def test_a_part_of_a_form_knows_its_branches_only(plant: Plant, tmp_path: Path) -> None:
    from dangjian_kaoping.write.xlsx.form.workbook import form_workbook

    form = visited(Filled(form_workbook(plant.inspection(branches=("ZB1",)))), "ZB1", result="有问题")
    form.put(FINDINGS, "1", **{**MINUTES, "党支部": "燃料党支部"})
    filing = plant.filing(form.save(tmp_path / "表.xlsx"))
    assert ("KP728", form.at(FINDINGS, "1", "党支部")) in told(filing)
    assert isinstance(filing, Filing)
    assert filing.code is not None
    assert filing.code.part


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("to", ["xls", "ods"])
def test_a_form_saved_as_another_kind_is_read_or_refused(to: str, folder: Path, plant: Plant, tmp_path: Path) -> None:
    good = visited(Filled(blank(folder, "inspection")), "ZB1", result="有问题").put(FINDINGS, "1", **MINUTES)
    read = plant.filing(converted(good.save(tmp_path / "好.xlsx"), to))
    assert told(read) == []
    assert isinstance(read, Filing)
    assert as_data(read.documents[0].tree) == as_data(_filing(plant, good, tmp_path / "原.xlsx").documents[0].tree)
    bad = Filled(blank(folder, "inspection"))
    with_finding(考评项目="DJ-02 主题党日", 条款="到会率", 数1=0.885)(bad)
    bad.cell(FINDINGS, "1", "数1").number_format = "0.0%"
    assert told(plant.filing(bad.save(tmp_path / "百分.xlsx"))) == []
    # there the sign cannot be seen, nor an error where a number must be
    assert told(plant.filing(converted(tmp_path / "百分.xlsx", to))) == [("KP703", bad.at(FINDINGS, "1", "数1"))]
    bad.put(FINDINGS, "1", 条款="漏记", 考评项目="组织生活", 数1="=1/0")
    assert told(plant.filing(converted(bad.save(tmp_path / "错.xlsx"), to))) == [
        ("KP706", bad.at(FINDINGS, "1", "数1"))
    ]


def test_days_are_counted_as_their_workbook_counts_them(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = visited(Filled(blank(folder, "inspection")), "ZB1", "ZB2")
    form.book.epoch = CALENDAR_MAC_1904
    cell = form.cell(VISITS, "ZB1", "检查日期")
    cell.value, cell.number_format = 42905, "General"
    (document,) = _filing(plant, form, tmp_path / "表.xlsx").documents
    assert [each["date"] for each in as_data(document.tree)["branches"].values()] == ["2021-06-20", "2021-06-20"]


def test_names_with_several_spaces_are_known_again(tmp_path: Path) -> None:
    rubric = RUBRIC.replace("title: 组织生活", "title: 组织  生活").replace("id: 漏记", "id: 漏  记")
    folder = written(tmp_path / "厂", {"rubrics/2021.yaml": rubric, "data/2021Q1/inspection/dangqun.yaml": None})
    form = visited(Filled(blank(folder, "inspection")), "ZB1", result="有问题")
    form.put(FINDINGS, "1", **{**MINUTES, "考评项目": "DJ-01 组织  生活", "条款": "漏  记"})
    (document,) = _filing(Plant(folder), form, tmp_path / "表.xlsx").documents
    findings = as_data(document.tree)["branches"]["ZB1"]["findings"]
    assert findings[0] == {"item": "DJ-01", "clause": "漏  记", "count": "2", "reason": "漏记两处"}
    own = Filled(blank(folder, "own")).put(OWN, "DJ-01/漏  记", 数1=2, 扣分原因="漏记两处")
    own.beside(OWN, "本月").value = "有问题"
    (document,) = _filing(Plant(folder), own, tmp_path / "自评表.xlsx").documents
    assert as_data(document.tree)["branches"]["ZB1"]["findings"] == findings[:1]


GONE = ROSTER.replace("化学党支部, class: 生产}", "化学党支部, class: 生产}, {from: 2021-06-01, ends: true}")


def test_a_branch_that_is_gone_since_the_form_was_made_hinders_nobody(folder: Path, tmp_path: Path) -> None:
    now = Plant(written(tmp_path / "厂", {"data/roster.yaml": GONE}))
    form = visited(Filled(blank(folder, "inspection")), "ZB1")
    assert remarks(_filing(now, form, tmp_path / "表.xlsx")) == [
        "生成以后不再参加考评的支部：化学党支部；记了它们的行不收"
    ]
    form.put(VISITS, "ZB3", 检查日期=date(2021, 6, 20), 结果="无问题")
    filing = now.filing(form.save(tmp_path / "表.xlsx"))
    assert told(filing) == [("KP728", form.at(VISITS, "ZB3", "党支部"))]


def test_a_problem_that_is_gone_since_the_form_was_made_is_no_fault(folder: Path, tmp_path: Path) -> None:
    now = Plant(written(tmp_path / "厂", {"data/2021Q1/inspection/dangqun.yaml": None}))
    _filing(now, visited(Filled(blank(folder, "inspection")), "ZB1"), tmp_path / "表.xlsx")


def test_a_form_that_was_written_again_keeps_the_rows_by_which_problems_got_their_numbers(tmp_path: Path) -> None:
    numbers = "form: {branches: [ZB1, ZB2, ZB3], numbers: {3: 2021Q2-01, 7: 2021Q2-02, 9: 2021Q2-03}}\n"
    problem = "{item: DJ-01, clause: 漏记, count: 1, reason: 漏记, id: 2021Q2-0%s, rectify_by: 2021-07-30}"
    other = "{item: DJ-01, clause: 漏记, count: 1, reason: 漏记}"
    findings = "".join(f"    - {each}\n" for each in (problem % 2, other, problem % 1))
    recorded = EARLIER.partition("    date:")[0].replace("2021Q1", "2021Q2").replace("branches:", f"{numbers}branches:")
    text = f"{recorded}    date: 2021-06-20\n    findings:\n{findings}"
    plant = Plant(written(tmp_path / "厂", {"data/2021Q2/inspection/DQ.form.yaml": text}))
    form = inspection_form(plant.basis, "DQ", plant.basis.branches, filled=True)
    rows = next(each for each in form.sheets if each.name == FINDINGS).rows
    assert [each.key for each in rows[:5]] == ["7", "10", "3", "11", "12"]
