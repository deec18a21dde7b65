"""读表: what filled forms record, and forms that came back damaged: each refused at its cell, none misread."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from dangjian_kaoping.diagnostics import catalogue
from dangjian_kaoping.forms.columns import WORKINGS
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Leaf, Ref
from dangjian_kaoping.forms.inspection import inspection_form
from dangjian_kaoping.model.records import FollowUps, Inspection, SelfAssessment
from office import OFFICE, converted

from .plant import EARLIER, ROSTER, RUBRIC, Change, Filled, Plant, as_data, blank, remarks, told, visited, written

FINDINGS, NEEDED, VISITS, MARKS, FOLLOWUPS, OWN = "检查登记", "必填数据", "到支部检查", "打分", "复查", "自评表"
MINUTES = {"党支部": "发电党支部", "考评项目": "DJ-01 组织生活", "条款": "漏记", "数1": 2, "扣分原因": "漏记两处"}
MEETING = {**MINUTES, "条款": "缺会", "档次或计法": "少了", "数1": 1, "扣分原因": "少开一次"}
ABSENT = {"党支部": "发电党支部", "考评项目": "DJ-01 组织生活", "条款": "【不涉及】", "扣分原因": "新成立"}
PRIZE = {"党支部": "发电党支部", "考评项目": "JF-01 荣誉", "条款": "获奖", "档次或计法": "厂级", "角色": "主办"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("plant"))


@pytest.fixture(scope="module")
def plant(folder: Path) -> Plant:
    return Plant(folder)


class Damage(NamedTuple):
    """What is done to a form, and what is told then: a code and a cell by sheet, 行 and heading each.

    A place without a sheet is the file; one without a 行 is the sheet, or the cell that its heading names.
    """

    change: Change
    told: tuple[tuple[str, str, str, str], ...]
    kind: str = "inspection"
    file: str = "表.xlsx"


def _one(code: str, sheet: str = "", key: str = "", heading: str = "") -> tuple[tuple[str, str, str, str], ...]:
    return ((code, sheet, key, heading),)


def _finding(**values: object) -> Change:
    """A branch with problems, the first of them written so."""
    return lambda form: visited(form, "ZB1", result="有问题").put(FINDINGS, "1", **{**MINUTES, **values})


def _fact(sheet: str = FINDINGS, key: str = "1", format: str = "General", **values: object) -> Change:
    def change(form: Filled) -> None:
        visited(form, "ZB1", result="有问题").put(FINDINGS, "1", **MINUTES).put(sheet, key, **values)
        for heading in values:
            form.cell(sheet, key, heading).number_format = format

    return change


def _handled(**values: object) -> Change:
    return _finding(**values)


def _own(said: str | None, **values: object) -> Change:
    def change(form: Filled) -> None:
        form.beside(OWN, "本月").value = said
        if values:
            form.put(OWN, "DJ-01/漏记", **values)

    return change


def _at(form: Filled, sheet: str, row: int, column: int, value: object) -> None:
    form.sheet(sheet).cell(row, column).value = value  # type: ignore[assignment]


def _merged(form: Filled, heading: str) -> None:
    visited(form, "ZB1", result="有问题").put(FINDINGS, "1", **MINUTES).put(FINDINGS, "2", **{**MINUTES, "数1": 1})
    column = form.column(FINDINGS, heading)
    first = form.row(FINDINGS, "1")
    form.sheet(FINDINGS).merge_cells(None, first, column, first + 1, column)


def _extra_column(form: Filled) -> None:
    sheet = form.sheet(FINDINGS)
    _finding()(form)
    column = sheet.max_column + 1
    _at(form, FINDINGS, form.top(FINDINGS), column, "扣几分")
    _at(form, FINDINGS, form.row(FINDINGS, "1"), column, 0.5)


def _copied(form: Filled, **values: object) -> None:
    _finding()(form)
    form.put(FINDINGS, "2", **{**MINUTES, **values})
    form.cell(FINDINGS, "2", "行").value = "1"


def _sheet_gone(*names: str) -> Change:
    def change(form: Filled) -> None:
        _finding()(form)
        for name in names:
            del form.book[name]

    return change


def _headed(form: Filled, heading: str, other: str, value: object = None) -> None:
    """A finding whose sheet has another heading, with something below it."""
    _finding()(form)
    column = form.column(FINDINGS, heading)
    _at(form, FINDINGS, form.top(FINDINGS), column, other)
    _at(form, FINDINGS, form.top(FINDINGS) + 1, column, value)


def _digest(form: Filled) -> None:
    _finding()(form)
    sheet = form.sheet("代码")
    next(row for row in sheet.iter_rows() if row[0].value == "依据")[1].value = "0" * 64


def _several_days(form: Filled) -> None:
    visited(form, "ZB1")
    for heading in ("党支部", "检查日期", "结果"):
        value = form.cell(VISITS, "ZB1", heading).value
        _at(form, VISITS, form.row(VISITS, "ZB3") + 1, form.column(VISITS, heading), value)


def _swapped(form: Filled) -> None:
    visited(form, "ZB1")
    form.put(VISITS, "ZB1", 党支部="燃料党支部").put(VISITS, "ZB2", 党支部="发电党支部")


def _renamed(sheet: str) -> Change:
    def change(form: Filled) -> None:
        _finding()(form)
        form.sheet(sheet).title = "改过名"

    return change


def _second_sheet(form: Filled) -> None:
    _finding()(form)
    form.book.copy_worksheet(form.sheet(FINDINGS)).title = "检查登记 (2)"


INSPECTION: Mapping[str, Damage] = {
    # numbers (B1, B2, B3, B12, B13)
    "words with a number": Damage(_finding(数1="约2"), _one("KP700", FINDINGS, "1", "数1")),
    "another unit": Damage(_finding(数1="2次"), _one("KP700", FINDINGS, "1", "数1")),
    "none where there must be one": Damage(_finding(数1="无"), _one("KP700", FINDINGS, "1", "数1")),
    "a comma in thousands": Damage(_finding(数1="1,234"), _one("KP700", FINDINGS, "1", "数1")),
    "a minus": Damage(_finding(数1=-1), _one("KP700", FINDINGS, "1", "数1")),
    "a part of one": Damage(_finding(数1=0.5), _one("KP700", FINDINGS, "1", "数1")),
    "a date for a number": Damage(_finding(数1=date(2021, 1, 2)), _one("KP709", FINDINGS, "1", "数1")),
    "a formula": Damage(_finding(数1="=1+1"), _one("KP701", FINDINGS, "1", "数1")),
    "a formula in words": Damage(_finding(扣分原因="=A1"), _one("KP701", FINDINGS, "1", "扣分原因")),
    "yes": Damage(_finding(数1=True), _one("KP700", FINDINGS, "1", "数1")),
    "blank": Damage(_finding(数1=None), _one("KP706", FINDINGS, "1", "数1")),
    "a percentage of pieces": Damage(_fact(数1=0.5, format="0%"), _one("KP700", FINDINGS, "1", "数1")),
    "0.885 of percent": Damage(
        _finding(考评项目="DJ-02 主题党日", 条款="到会率", 数1=0.885), _one("KP703", FINDINGS, "1", "数1")
    ),
    "reason cut off": Damage(_finding(扣分原因="长" * 32767), _one("KP708", FINDINGS, "1", "扣分原因")),
    # what is asked for
    "no way of counting": Damage(
        _finding(**{**MEETING, "档次或计法": None}), _one("KP706", FINDINGS, "1", "档次或计法")
    ),
    "a way that there is not": Damage(
        _finding(**{**MEETING, "档次或计法": "好"}), _one("KP705", FINDINGS, "1", "档次或计法")
    ),
    "a level of another clause": Damage(
        _finding(**{**PRIZE, "档次或计法": "国家级", "数1": None}), _one("KP705", FINDINGS, "1", "档次或计法")
    ),
    "a second number that nobody asks for": Damage(_finding(数2=3), _one("KP707", FINDINGS, "1", "数2")),
    "a role where there are none": Damage(_finding(角色="主办"), _one("KP707", FINDINGS, "1", "角色")),
    "none of the kinds": Damage(_finding(条款="迟到", 数1=None), _one("KP706", FINDINGS, "1", "数1")),
    # of whom and under what (B8)
    "no branch": Damage(_finding(党支部=None), _one("KP725", FINDINGS, "1", "党支部")),
    "no item": Damage(_finding(考评项目=None), _one("KP725", FINDINGS, "1", "考评项目")),
    "no clause": Damage(_finding(条款=None), _one("KP725", FINDINGS, "1", "条款")),
    "a branch mistyped": Damage(_finding(党支部="发电支部"), _one("KP728", FINDINGS, "1", "党支部")),
    "a clause of another item": Damage(_finding(条款="到会率"), _one("KP728", FINDINGS, "1", "条款")),
    "an item of another department": Damage(_finding(考评项目="JF-02 处分"), _one("KP728", FINDINGS, "1", "考评项目")),
    "a branch by a formula": Damage(_finding(党支部="=A1"), _one("KP701", FINDINGS, "1", "党支部")),
    "does not apply, without a reason": Damage(
        _finding(**{**ABSENT, "扣分原因": None, "数1": None}), _one("KP726", FINDINGS, "1", "扣分原因")
    ),
    "does not apply, with a number": Damage(_finding(**ABSENT), _one("KP707", FINDINGS, "1", "数1")),
    "may not fail to apply": Damage(
        _finding(**{**ABSENT, "考评项目": "DJ-03 平台", "数1": None}), _one("KP728", FINDINGS, "1", "条款")
    ),
    "marks in a row": Damage(
        _finding(考评项目="DJ-04 民主测评", 条款="测评", 数1=9), _one("KP735", FINDINGS, "1", "条款")
    ),
    # what is to become of it
    "to be rectified, without a day": Damage(_handled(处理="限期整改"), _one("KP731", FINDINGS, "1", "整改期限")),
    "a day, and on the spot": Damage(
        _handled(处理="立行立改", 整改期限=date(2021, 7, 1)), _one("KP731", FINDINGS, "1", "整改期限")
    ),
    "a day, and nothing else": Damage(_handled(整改期限="2021-07-01"), _one("KP731", FINDINGS, "1", "整改期限")),
    "a day without a year": Damage(
        _handled(处理="限期整改", 整改期限="7月1日"), _one("KP704", FINDINGS, "1", "整改期限")
    ),
    "a number without handling": Damage(_handled(编号="2021Q2-01"), _one("KP731", FINDINGS, "1", "编号")),
    "handling in other words": Damage(_handled(处理="整改"), _one("KP705", FINDINGS, "1", "处理")),
    # rows and columns (B4, B5, B6, B18)
    "a column of one's own": Damage(_extra_column, _one("KP724", FINDINGS, "1", f"{WORKINGS[-1].heading}+1")),
    "a column renamed": Damage(lambda form: _headed(form, "处理", "处置"), _one("KP724", FINDINGS, "headings", "A")),
    "a column twice": Damage(
        lambda form: _headed(form, "数2", "数1", 3),
        (("KP724", FINDINGS, "headings", "A"), ("KP724", FINDINGS, "1", "数1+1")),
    ),
    "numbers merged": Damage(lambda form: _merged(form, "数1"), _one("KP727", FINDINGS, "1", "数1")),
    "a copied row changed": Damage(
        lambda form: _copied(form, 数1=3), (("KP729", FINDINGS, "1", "党支部"), ("KP729", FINDINGS, "1+1", "党支部"))
    ),
    "columns sorted one by one": Damage(
        lambda form: visited(form, "ZB1", "ZB2").put(NEEDED, "ZB1/DJ-03/平台得分", 党支部="燃料党支部"),
        _one("KP730", NEEDED, "ZB1/DJ-03/平台得分", "条款"),
    ),
    # where the department was (B15)
    "problems, and no row": Damage(
        lambda form: visited(form, "ZB1", result="有问题"), _one("KP732", VISITS, "ZB1", "结果")
    ),
    "no problems, and a row that costs": Damage(
        lambda form: visited(form, "ZB1").put(FINDINGS, "1", **MINUTES), _one("KP732", VISITS, "ZB1", "结果")
    ),
    "rows without a day": Damage(
        lambda form: form.put(FINDINGS, "1", **MINUTES), _one("KP732", VISITS, "ZB1", "检查日期")
    ),
    "a day without a result": Damage(
        lambda form: visited(form, "ZB1").put(VISITS, "ZB1", 结果=None), _one("KP732", VISITS, "ZB1", "结果")
    ),
    "a result without a day": Damage(
        lambda form: visited(form, "ZB1").put(VISITS, "ZB2", 结果="无问题"), _one("KP732", VISITS, "ZB2", "检查日期")
    ),
    "not there, on a day": Damage(
        lambda form: visited(form, "ZB1").put(VISITS, "ZB2", 检查日期=date(2021, 6, 1), 结果="未检查"),
        _one("KP732", VISITS, "ZB2", "结果"),
    ),
    "a result in other words": Damage(
        lambda form: visited(form, "ZB1").put(VISITS, "ZB2", 结果="正常"), _one("KP705", VISITS, "ZB2", "结果")
    ),
    "no day of this calendar": Damage(
        lambda form: visited(form, "ZB1").put(VISITS, "ZB1", 检查日期="2021-06-31"),
        _one("KP704", VISITS, "ZB1", "检查日期"),
    ),
    "a branch twice": Damage(_several_days, _one("KP729", VISITS, "ZB3+1", "党支部")),
    "names sorted without their rows": Damage(
        _swapped, (("KP730", VISITS, "ZB1", "党支部"), ("KP730", VISITS, "ZB2", "党支部"))
    ),
    "nothing at all": Damage(lambda form: None, _one("KP734")),
    # 必填数据, 打分
    "a reason without its number": Damage(
        lambda form: visited(form, "ZB1").put(NEEDED, "ZB1/DJ-03/平台得分", 数1=None, 扣分原因="没有学完"),
        _one("KP706", NEEDED, "ZB1/DJ-03/平台得分", "数1"),
    ),
    "needed, and blank": Damage(
        lambda form: visited(form, "ZB1").put(NEEDED, "ZB1/DJ-03/平台得分", 数1=None), _one("KP737", NEEDED)
    ),
    "a mark that is none": Damage(
        lambda form: visited(form, "ZB1").put(MARKS, "ZB1/DJ-04/测评/领导/1", **{"1": "优秀"}),
        _one("KP700", MARKS, "ZB1/DJ-04/测评/领导/1", "1"),
    ),
    "marks without a class": Damage(
        lambda form: visited(form, "ZB1").put(MARKS, "ZB1/DJ-04/测评/领导/1", 类别=None),
        _one("KP706", MARKS, "ZB1/DJ-04/测评/领导/1", "类别"),
    ),
    "marks under another branch": Damage(
        lambda form: visited(form, "ZB1", "ZB2").put(MARKS, "ZB1/DJ-04/测评/领导/1", 党支部="燃料党支部"),
        _one("KP730", MARKS, "ZB1/DJ-04/测评/领导/1", "条款"),
    ),
    "marks of another class": Damage(
        lambda form: visited(form, "ZB1").put(MARKS, "ZB1/DJ-04/测评/领导/1", 类别="群众"),
        _one("KP730", MARKS, "ZB1/DJ-04/测评/领导/1", "条款"),
    ),
    # 复查
    "followed up under another number": Damage(
        lambda form: visited(form, "ZB1").put(FOLLOWUPS, "2021Q1-01", 编号="2021Q1-02", 复查结果="已销号"),
        _one("KP730", FOLLOWUPS, "2021Q1-01", "编号"),
    ),
    "followed up without a result": Damage(
        lambda form: visited(form, "ZB1").put(FOLLOWUPS, "2021Q1-01", 说明="看了"),
        _one("KP733", FOLLOWUPS, "2021Q1-01", "复查结果"),
    ),
    "followed up without a number": Damage(
        lambda form: visited(form, "ZB1").put(FOLLOWUPS, "+1", 复查结果="已销号", 复查日期=date(2021, 5, 1)),
        _one("KP733", FOLLOWUPS, "+1", "编号"),
    ),
    "followed up where nobody was": Damage(
        lambda form: visited(form, "ZB2").put(FOLLOWUPS, "2021Q1-01", 复查结果="已销号"),
        _one("KP733", FOLLOWUPS, "2021Q1-01", "复查日期"),
    ),
    "followed up in other words": Damage(
        lambda form: visited(form, "ZB1").put(FOLLOWUPS, "2021Q1-01", 复查结果="好了"),
        _one("KP705", FOLLOWUPS, "2021Q1-01", "复查结果"),
    ),
    # the file (B7, B8, B9, B14)
    "only one sheet": Damage(_sheet_gone("代码", VISITS), _one("KP721")),
    "no form of ours": Damage(_sheet_gone(*(VISITS, NEEDED, MARKS, FINDINGS, FOLLOWUPS, "代码")), _one("KP721")),
    "a sheet gone": Damage(_sheet_gone(VISITS), _one("KP721")),
    **{f"{name} renamed": Damage(_renamed(name), _one("KP721", "改过名")) for name in (NEEDED, MARKS, FOLLOWUPS)},
    "two of one sheet": Damage(_second_sheet, _one("KP721", "检查登记 (2)")),
    "of another rubric": Damage(_digest, _one("KP722")),
    "named after another department": Damage(_finding(), _one("KP723"), file="2021Q2-检查表-纪委办（1）.xlsx"),
}
OF_BRANCHES: Mapping[str, Damage] = {
    "nothing said": Damage(_own(None), _one("KP734"), "own"),
    "nothing said of a problem": Damage(_own(None, 数1=2, 扣分原因="漏记"), _one("KP738", OWN, "", "beside"), "own"),
    "no problems, and one": Damage(_own("无问题", 数1=2, 扣分原因="漏记"), _one("KP738", OWN, "", "beside"), "own"),
    "problems, and none": Damage(_own("有问题"), _one("KP738", OWN, "", "beside"), "own"),
    "said in other words": Damage(_own("正常"), _one("KP705", OWN, "", "beside"), "own"),
    "a reason without its number": Damage(
        _own("有问题", 扣分原因="漏记"), _one("KP706", OWN, "DJ-01/漏记", "数1"), "own"
    ),
    "about two": Damage(_own("有问题", 数1="约2", 扣分原因="漏记"), _one("KP700", OWN, "DJ-01/漏记", "数1"), "own"),
    "a free row without a clause": Damage(
        lambda form: (_own("有问题")(form), form.put(OWN, "+1", 考评项目="DJ-01 组织生活", 数1=2)),
        _one("KP725", OWN, "+1", "条款"),
        "own",
    ),
    "a free row without a number": Damage(
        lambda form: (
            _own("有问题", 数1=2, 扣分原因="漏记")(form),
            form.put(OWN, "+1", 考评项目="DJ-01 组织生活", 条款="漏记"),
        ),
        _one("KP706", OWN, "+1", "数1"),
        "own",
    ),
    "no problems, and no meeting in the month": Damage(
        lambda form: (_own("无问题")(form), form.put(OWN, "DJ-01/缺会", 档次或计法="做了", 数1=0)),
        _one("KP738", OWN, "", "beside"),
        "own",
    ),
    "of a neighbour": Damage(_own("无问题"), _one("KP723"), "own", "2021-04-自评表-燃料党支部.xlsx"),
    "followed up on no day": Damage(
        lambda form: form.put(FOLLOWUPS, "2021Q1-01", 复查结果="已销号"),
        _one("KP733", FOLLOWUPS, "2021Q1-01", "复查日期"),
        "followup",
    ),
    "nothing followed up": Damage(lambda form: None, _one("KP734"), "followup"),
}
DAMAGES = {**{f"inspection: {name}": each for name, each in INSPECTION.items()}, **OF_BRANCHES}


def _place(form: Filled, sheet: str, key: str, heading: str) -> str:
    """How the cell is called that is meant."""
    if not sheet or not key:
        if heading != "beside":
            return sheet
        return f"{sheet}!{form.beside(sheet, '本月').coordinate}"
    if key == "headings":
        return f"{sheet}!{heading}{form.top(sheet)}"
    key, _, below = key.partition("+") if not key.startswith("+") else (key, "", "")
    heading, _, right = heading.partition("+")
    row = form.row(sheet, key) + int(below or 0)
    column = (form.column(sheet, heading) if heading else form.column(sheet, "行")) + int(right or 0)
    return f"{sheet}!{form.sheet(sheet).cell(row, column).coordinate}"


@pytest.mark.parametrize("what", DAMAGES)
def test_a_damaged_form_is_told_at_its_cell(what: str, folder: Path, plant: Plant, tmp_path: Path) -> None:
    damage = DAMAGES[what]
    form = Filled(blank(folder, damage.kind))
    damage.change(form)
    filing = plant.filing(form.save(tmp_path / damage.file))
    assert told(filing) == [(code, _place(form, *place)) for code, *place in damage.told]


def _filing(plant: Plant, form: Filled, path: Path) -> Filing:
    filing = plant.filing(form.save(path))
    assert isinstance(filing, Filing), filing
    assert told(filing) == []
    return filing


def test_every_fault_of_a_form_has_a_damaged_form() -> None:
    codes = {code for code in catalogue() if "KP721" <= code <= "KP738"} - {"KP736"}
    assert codes <= {code for each in DAMAGES.values() for code, *_ in each.told}


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
    _own("无问题", 数1="无", 扣分原因="—")(form)
    form.put(OWN, "DJ-01/学时", 数1=2.5, 扣分原因="本月2.5学时")
    filing = _filing(plant, form, tmp_path / "自评.xlsx")
    data = as_data(filing.documents[0].tree)
    # what was done of a quarter's task is no problem, and 无 and — are nothing
    task = {"item": "DJ-01", "clause": "学时", "done": "2.5", "reason": "本月2.5学时"}
    assert data == {"kind": "self", "month": "2021-04", "branches": {"ZB1": {"findings": [task]}}}
    assert SelfAssessment.model_validate({**data, "version": "1"})


def test_a_branch_with_nothing_to_declare(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "own"))
    _own("无问题")(form)
    data = as_data(_filing(plant, form, tmp_path / "发电党支部 自评.xlsx").documents[0].tree)
    assert data["branches"] == {"ZB1": "无问题"}
    assert SelfAssessment.model_validate({**data, "version": "1"}).branches["ZB1"].findings == ()
    form.beside(OWN, "备注").value = "书记外出"
    data = as_data(_filing(plant, form, tmp_path / "表.xlsx").documents[0].tree)
    assert data["branches"] == {"ZB1": {"note": "书记外出"}}


def test_a_branch_may_find_a_second_thing_under_a_clause(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "own"))
    _own("有问题", 数1=1, 扣分原因="一处")(form)
    form.put(OWN, "+2", 考评项目="组织生活", 条款="漏记", 数1=0, 扣分原因="没有")
    data = as_data(_filing(plant, form, tmp_path / "自评.xlsx").documents[0].tree)
    assert [each["count"] for each in data["branches"]["ZB1"]["findings"]] == ["1", "0"]


# ── what is taken all the same ─────────────────────────────────────────────────────────────────────────────────


def test_moved_columns_hidden_rows_and_merged_reasons_are_read(folder: Path, plant: Plant, tmp_path: Path) -> None:
    form = Filled(blank(folder, "inspection"))
    _merged(form, "扣分原因")
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
    _copied(form)
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
    _finding(考评项目="DJ-02 主题党日", 条款="到会率", 数1=0.885)(bad)
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
