"""Forms that came back damaged: what was done to each, and what is told at which of its cells."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.forms.columns import WORKINGS

from .plant import Change, Filled, visited

FINDINGS, NEEDED, VISITS, MARKS, FOLLOWUPS, OWN = "检查登记", "必填数据", "到支部检查", "打分", "复查", "自评表"
MINUTES = {"党支部": "发电党支部", "考评项目": "DJ-01 组织生活", "条款": "漏记", "数1": 2, "扣分原因": "漏记两处"}
MEETING = {**MINUTES, "条款": "缺会", "档次或计法": "少了", "数1": 1, "扣分原因": "少开一次"}
ABSENT = {"党支部": "发电党支部", "考评项目": "DJ-01 组织生活", "条款": "【不涉及】", "扣分原因": "新成立"}
PRIZE = {"党支部": "发电党支部", "考评项目": "JF-01 荣誉", "条款": "获奖", "档次或计法": "厂级", "角色": "主办"}


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


def with_finding(**values: object) -> Change:
    """A branch with problems, the first of them written so."""
    return lambda form: visited(form, "ZB1", result="有问题").put(FINDINGS, "1", **{**MINUTES, **values})


def _fact(sheet: str = FINDINGS, key: str = "1", format: str = "General", **values: object) -> Change:
    def change(form: Filled) -> None:
        visited(form, "ZB1", result="有问题").put(FINDINGS, "1", **MINUTES).put(sheet, key, **values)
        for heading in values:
            form.cell(sheet, key, heading).number_format = format

    return change


def _handled(**values: object) -> Change:
    return with_finding(**values)


def declared(said: str | None, **values: object) -> Change:
    def change(form: Filled) -> None:
        form.beside(OWN, "本月").value = said
        if values:
            form.put(OWN, "DJ-01/漏记", **values)

    return change


def _at(form: Filled, sheet: str, row: int, column: int, value: object) -> None:
    form.sheet(sheet).cell(row, column).value = value  # type: ignore[assignment]


def merged(form: Filled, heading: str) -> None:
    visited(form, "ZB1", result="有问题").put(FINDINGS, "1", **MINUTES).put(FINDINGS, "2", **{**MINUTES, "数1": 1})
    column = form.column(FINDINGS, heading)
    first = form.row(FINDINGS, "1")
    form.sheet(FINDINGS).merge_cells(None, first, column, first + 1, column)


def _extra_column(form: Filled) -> None:
    sheet = form.sheet(FINDINGS)
    with_finding()(form)
    column = sheet.max_column + 1
    _at(form, FINDINGS, form.top(FINDINGS), column, "扣几分")
    _at(form, FINDINGS, form.row(FINDINGS, "1"), column, 0.5)


def copied(form: Filled, **values: object) -> None:
    with_finding()(form)
    form.put(FINDINGS, "2", **{**MINUTES, **values})
    form.cell(FINDINGS, "2", "行").value = "1"


def _sheet_gone(*names: str) -> Change:
    def change(form: Filled) -> None:
        with_finding()(form)
        for name in names:
            del form.book[name]

    return change


def _headed(form: Filled, heading: str, other: str, value: object = None) -> None:
    """A finding whose sheet has another heading, with something below it."""
    with_finding()(form)
    column = form.column(FINDINGS, heading)
    _at(form, FINDINGS, form.top(FINDINGS), column, other)
    _at(form, FINDINGS, form.top(FINDINGS) + 1, column, value)


def _inserted(form: Filled) -> None:
    """A problem in a row without a 行, the one after the third."""
    visited(form, "ZB1", result="有问题").put(FINDINGS, "4", **MINUTES, 处理="限期整改", 整改期限=date(2021, 7, 1))
    form.cell(FINDINGS, "4", "行").value = None


def _digest(form: Filled) -> None:
    with_finding()(form)
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
        with_finding()(form)
        form.sheet(sheet).title = "改过名"

    return change


def _second_sheet(form: Filled) -> None:
    with_finding()(form)
    form.book.copy_worksheet(form.sheet(FINDINGS)).title = "检查登记 (2)"


INSPECTION: Mapping[str, Damage] = {
    # numbers (B1, B2, B3, B12, B13)
    "words with a number": Damage(with_finding(数1="约2"), _one("KP700", FINDINGS, "1", "数1")),
    "another unit": Damage(with_finding(数1="2次"), _one("KP700", FINDINGS, "1", "数1")),
    "none where there must be one": Damage(with_finding(数1="无"), _one("KP700", FINDINGS, "1", "数1")),
    "a comma in thousands": Damage(with_finding(数1="1,234"), _one("KP700", FINDINGS, "1", "数1")),
    "a minus": Damage(with_finding(数1=-1), _one("KP700", FINDINGS, "1", "数1")),
    "a part of one": Damage(with_finding(数1=0.5), _one("KP700", FINDINGS, "1", "数1")),
    "a date for a number": Damage(with_finding(数1=date(2021, 1, 2)), _one("KP709", FINDINGS, "1", "数1")),
    "a formula": Damage(with_finding(数1="=1+1"), _one("KP701", FINDINGS, "1", "数1")),
    "a formula in words": Damage(with_finding(扣分原因="=A1"), _one("KP701", FINDINGS, "1", "扣分原因")),
    "yes": Damage(with_finding(数1=True), _one("KP700", FINDINGS, "1", "数1")),
    "blank": Damage(with_finding(数1=None), _one("KP706", FINDINGS, "1", "数1")),
    "a percentage of pieces": Damage(_fact(数1=0.5, format="0%"), _one("KP700", FINDINGS, "1", "数1")),
    "0.885 of percent": Damage(
        with_finding(考评项目="DJ-02 主题党日", 条款="到会率", 数1=0.885), _one("KP703", FINDINGS, "1", "数1")
    ),
    "reason cut off": Damage(with_finding(扣分原因="长" * 32767), _one("KP708", FINDINGS, "1", "扣分原因")),
    # what is asked for
    "no way of counting": Damage(
        with_finding(**{**MEETING, "档次或计法": None}), _one("KP706", FINDINGS, "1", "档次或计法")
    ),
    "a way that there is not": Damage(
        with_finding(**{**MEETING, "档次或计法": "好"}), _one("KP705", FINDINGS, "1", "档次或计法")
    ),
    "a level of another clause": Damage(
        with_finding(**{**PRIZE, "档次或计法": "国家级", "数1": None}), _one("KP705", FINDINGS, "1", "档次或计法")
    ),
    "a second number that nobody asks for": Damage(with_finding(数2=3), _one("KP707", FINDINGS, "1", "数2")),
    "a role where there are none": Damage(with_finding(角色="主办"), _one("KP707", FINDINGS, "1", "角色")),
    "none of the kinds": Damage(with_finding(条款="迟到", 数1=None), _one("KP706", FINDINGS, "1", "数1")),
    # of whom and under what (B8)
    "no branch": Damage(with_finding(党支部=None), _one("KP725", FINDINGS, "1", "党支部")),
    "no item": Damage(with_finding(考评项目=None), _one("KP725", FINDINGS, "1", "考评项目")),
    "no clause": Damage(with_finding(条款=None), _one("KP725", FINDINGS, "1", "条款")),
    "a branch mistyped": Damage(with_finding(党支部="发电支部"), _one("KP728", FINDINGS, "1", "党支部")),
    "a branch mistyped, and a number": Damage(
        with_finding(党支部="发电支部", 数1="约2"),
        (("KP728", FINDINGS, "1", "党支部"), ("KP700", FINDINGS, "1", "数1")),
    ),
    "a clause of another item": Damage(with_finding(条款="到会率"), _one("KP728", FINDINGS, "1", "条款")),
    "an item of another department": Damage(
        with_finding(考评项目="JF-02 处分"), _one("KP728", FINDINGS, "1", "考评项目")
    ),
    "a branch by a formula": Damage(with_finding(党支部="=A1"), _one("KP701", FINDINGS, "1", "党支部")),
    "does not apply, without a reason": Damage(
        with_finding(**{**ABSENT, "扣分原因": None, "数1": None}), _one("KP726", FINDINGS, "1", "扣分原因")
    ),
    "does not apply, with a number": Damage(with_finding(**ABSENT), _one("KP707", FINDINGS, "1", "数1")),
    "may not fail to apply": Damage(
        with_finding(**{**ABSENT, "考评项目": "DJ-03 平台", "数1": None}), _one("KP728", FINDINGS, "1", "条款")
    ),
    "does not apply, and a finding": Damage(
        lambda form: (with_finding()(form), form.put(FINDINGS, "2", **ABSENT)),
        (("KP310", FINDINGS, "1", "条款"), ("KP310", FINDINGS, "2", "条款")),
    ),
    "marks in a row": Damage(
        with_finding(考评项目="DJ-04 民主测评", 条款="测评", 数1=9), _one("KP735", FINDINGS, "1", "条款")
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
    "numbers merged": Damage(lambda form: merged(form, "数1"), _one("KP727", FINDINGS, "1", "数1")),
    "a copied row changed": Damage(
        lambda form: copied(form, 数1=3), (("KP729", FINDINGS, "1", "党支部"), ("KP729", FINDINGS, "1+1", "党支部"))
    ),
    "columns sorted one by one": Damage(
        lambda form: visited(form, "ZB1", "ZB2").put(NEEDED, "ZB1/DJ-03/平台得分", 党支部="燃料党支部"),
        _one("KP730", NEEDED, "ZB1/DJ-03/平台得分", "条款"),
    ),
    "a problem in a row of one's own": Damage(_inserted, _one("KP730", FINDINGS, "3+1", "编号")),
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
        lambda form: visited(form, "ZB1").put(NEEDED, "ZB1/DJ-03/平台得分", 数1=None),
        _one("KP737", NEEDED, "ZB1/DJ-03/平台得分", "数1"),
    ),
    "needed, and unmarked": Damage(
        lambda form: (
            visited(form, "ZB1")
            .put(MARKS, "ZB1/DJ-04/测评/领导/1", **{"1": None, "2": None})
            .put(MARKS, "ZB1/DJ-04/测评/群众/1", **{"1": None, "2": None})
        ),
        _one("KP737", MARKS, "ZB1/DJ-04/测评/领导/1", "1"),
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
    "named after another department": Damage(with_finding(), _one("KP723"), file="2021Q2-检查表-纪委办（1）.xlsx"),
}
OF_BRANCHES: Mapping[str, Damage] = {
    "nothing said": Damage(declared(None), _one("KP734"), "own"),
    "nothing said of a problem": Damage(declared(None, 数1=2), _one("KP738", OWN, "", "beside"), "own"),
    "no problems, and one": Damage(declared("无问题", 数1=2, 扣分原因="漏记"), _one("KP738", OWN, "", "beside"), "own"),
    "problems, and none": Damage(declared("有问题"), _one("KP738", OWN, "", "beside"), "own"),
    "said in other words": Damage(declared("正常"), _one("KP705", OWN, "", "beside"), "own"),
    "a reason without its number": Damage(
        declared("有问题", 扣分原因="漏记"), _one("KP706", OWN, "DJ-01/漏记", "数1"), "own"
    ),
    "about two": Damage(declared("有问题", 数1="约2", 扣分原因="漏记"), _one("KP700", OWN, "DJ-01/漏记", "数1"), "own"),
    "a free row without a clause": Damage(
        lambda form: (declared("有问题")(form), form.put(OWN, "+1", 考评项目="DJ-01 组织生活", 数1=2)),
        _one("KP725", OWN, "+1", "条款"),
        "own",
    ),
    "a free row without a number": Damage(
        lambda form: (
            declared("有问题", 数1=2, 扣分原因="漏记")(form),
            form.put(OWN, "+1", 考评项目="DJ-01 组织生活", 条款="漏记"),
        ),
        _one("KP706", OWN, "+1", "数1"),
        "own",
    ),
    "no problems, and no meeting in the month": Damage(
        lambda form: (declared("无问题")(form), form.put(OWN, "DJ-01/缺会", 档次或计法="做了", 数1=0)),
        _one("KP738", OWN, "", "beside"),
        "own",
    ),
    "of a neighbour": Damage(declared("无问题"), _one("KP723"), "own", "2021-04-自评表-燃料党支部.xlsx"),
    "followed up on no day": Damage(
        lambda form: form.put(FOLLOWUPS, "2021Q1-01", 复查结果="已销号"),
        _one("KP733", FOLLOWUPS, "2021Q1-01", "复查日期"),
        "followup",
    ),
    "nothing followed up": Damage(lambda form: None, _one("KP734"), "followup"),
}
DAMAGES = {**{f"inspection: {name}": each for name, each in INSPECTION.items()}, **OF_BRANCHES}


def place_in(form: Filled, sheet: str, key: str, heading: str) -> str:
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
