"""扣分明细, read back."""

import re
from datetime import datetime
from fractions import Fraction

import pytest
from openpyxl.cell import Cell, MergedCell

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.apportioning import gains, losses
from dangjian_kaoping.engine.score.round import placings_of
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.periods import Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.names import with_former_names
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from dangjian_kaoping.write.xlsx.sheets.findings import tells
from sample import SAMPLE, quarters, workbook
from small_plant import edition, held, placing, plant

from .workbooks import Row, near, report, sheet, table

pytestmark = pytest.mark.every(4)


def rows(branch: str, content: bytes = b"") -> list[Row]:
    return [row for row in lines(content or report()) if row["党支部"].value == branch]


def lines(content: bytes) -> list[Row]:
    """The rows under the lines of the branches, which fold."""
    worksheet = sheet(content, "扣分明细")
    found = table(worksheet, "扣分")
    return [row for row in found if worksheet.row_dimensions[row["扣分"].row or 0].outline_level]


def on_total(branch: str) -> list[Row]:
    """The rows of a branch in the block below: bonus, penalties, vetoes."""
    return [row for row in _below(report()) if row["党支部"].value == branch]


def _below(content: bytes) -> list[Row]:
    worksheet = sheet(content, "扣分明细")
    written = list(worksheet.iter_rows())
    first = next(n for n, row in enumerate(written) if str(row[0].value).startswith("总分的加分、扣减"))
    heads = [str(cell.value) for cell in written[first + 1]]
    return [dict(zip(heads, row, strict=True)) for row in written[first + 2 :]]


@pytest.mark.whole
def test_every_finding_stands_once_item_by_item() -> None:
    found = lines(report())
    for each in plant().result.placings:
        mine = [row for row in found if row["党支部"].value == each.score.branch.name]
        expected = [part for part in losses(each.score, plant().result.rubric) if tells(part)]
        assert [row["扣分"].value for row in mine] == [near(part.points or ZERO) for part in expected]
        beside = on_total(each.score.branch.name)
        assert [row["加减总分"].value for row in beside] == [near(part.points or ZERO) for part in gains(each.score)]


def test_what_is_no_deduction_is_no_row() -> None:
    assert rows("发电部党支部") == []
    first = next(row for row in table(sheet(report(), "扣分明细"), "扣分") if row["项目"].value == "发电部党支部")
    assert str(first["扣分原因"].value).endswith("没有扣分")


@pytest.mark.whole
def test_the_line_of_a_branch_tells_what_was_taken_from_its_total() -> None:
    lines = [row for row in table(sheet(workbook("2021Q1"), "扣分明细"), "扣分") if row["项目"].value == "物资部党支部"]
    told = str(lines[0]["扣分原因"].value)
    assert told.endswith("另总分扣减 2.00 分，扣分合计 13.75 分")


def adds_up(content: bytes) -> int:
    """The sheet added up by what is printed beside it: items by their full marks and points, branches by the base."""
    found = lines(content)
    items: dict[object, list[Row]] = {}
    for row in found:
        items.setdefault((row["党支部"].value, row["项目"].value), []).append(row)
    checked = 0
    for several in items.values():
        full, points = several[0]["满分"].value, several[0]["得分"].value
        if isinstance(full, (int, float)) and isinstance(points, (int, float)):
            assert sum(float(str(row["扣分"].value)) for row in several) == pytest.approx(full - points, abs=1e-9)
            checked += 1
    by_branch: dict[str, float] = {}
    for row in found:
        name = str(row["党支部"].value)
        by_branch[name] = by_branch.get(name, 0) + float(str(row["扣分"].value))
    bases = {str(row["党支部"].value): row for row in table(sheet(content, "综合排名"), "基础分")}
    for name, lost in by_branch.items():
        base = bases[name]["基础分"].value
        assert lost + float(str(base)) == pytest.approx(whole(content), abs=0.0050001)
    return checked


def whole(content: bytes) -> float:
    """The full marks of all areas, as the heads of 综合排名 tell them."""
    heads = [str(cell.value) for row in sheet(content, "综合排名").iter_rows() for cell in row]
    return sum(float(found[1]) for head in heads if (found := re.search(r"\n（(\d+)分）$", head)))


def test_the_column_adds_up() -> None:
    assert adds_up(report()) == 11


@pytest.mark.whole
@pytest.mark.parametrize("quarter", quarters())
def test_the_column_of_the_sample_adds_up(quarter: str) -> None:
    assert adds_up(workbook(quarter)) > 90


def test_a_problem_with_all_that_belongs_to_it() -> None:
    (row,) = rows("燃料部党支部")
    assert {head: cell.value for head, cell in row.items()} == {
        "项目": "DJ-01 组织生活",
        "检查事实": "已做 1 次【本条封顶 2 分】【按本条应扣 3 分】",
        "扣分原因": "少开两次",
        "扣分": 2,
        "得分": 2,
        "满分": 4,
        "编号": "2021Q1-01",
        "党支部": "燃料部党支部",
        "专业方面": "党建工作",
        "评分标准": "每少1次扣1.5分",
        "整改标准": "补开会议",
        "落实、过程、成效": None,
        "检查部室": "党群部",
        "检查日期": datetime(2021, 3, 21),
        "整改期限": datetime(2021, 4, 30),
        "类型": "问题",
        "依据": "rubrics/2020.yaml:20；data/2021Q1/inspection/党群部.yaml:14",
    }
    assert row["扣分"].number_format == "0.00"
    assert row["检查日期"].data_type == "d"
    assert row["检查日期"].number_format == "yyyy-mm-dd"


@pytest.mark.whole
@pytest.mark.parametrize(("quarter", "year"), [("2021Q1", None), (None, 2020)])
def test_every_problem_of_the_round_leads_to_its_row_and_back(quarter: str | None, year: int | None) -> None:
    content = workbook(quarter, year)
    # 加减分 too, which stand in the block below
    assert any(row["编号"].value for row in _below(content))
    for name in ("整改台账", "已销号问题"):
        for row in table(sheet(content, name), "编号"):
            if str(row["编号"].value)[: len(quarter or str(year))] == (quarter or str(year)):
                back = _led_to(content, row["编号"])
                assert (back.parent.title, back.value) == ("扣分明细", row["编号"].value)
                assert _led_to(content, back).coordinate == row["编号"].coordinate


def _led_to(content: bytes, cell: Cell | MergedCell) -> Cell:
    assert cell.hyperlink is not None
    name, place = str(cell.hyperlink.location).split("!")
    found = sheet(content, name.strip("'"))[place]
    assert isinstance(found, Cell)
    return found


def test_kinds_and_departments() -> None:
    on_site, shortfall, partial = rows("化学部党支部")
    assert (on_site["类型"].value, shortfall["类型"].value) == ("立行立改", "指标差距")
    assert (on_site["检查事实"].value, on_site["落实、过程、成效"].value) == ("3 处", "落实：专人负责")
    assert shortfall["检查部室"].value == "党群部（组织岗）"
    assert (partial["检查事实"].value, partial["扣分"].value) == ("定为“一般”【按本条得 2 分】", 1)
    assert [each["类型"].value for each in on_total("发电部党支部")] == ["加分", "加分"]


def test_a_suppressed_finding_and_an_emptied_item_say_so() -> None:
    first, second = on_total("发电部党支部")
    assert "同一事件" in str(second["检查事实"].value)
    assert (first["加减总分"].value, second["加减总分"].value) == (1, 0)
    assert first["加减总分"].number_format == "+0.00;-0.00;0.00"
    undone = next(row for row in rows("检修部党支部") if "DJ-03" in str(row["项目"].value))
    assert "本项从零分算起" in str(undone["检查事实"].value)
    assert (undone["扣分"].value, undone["得分"].value) == (5, 0)


def test_what_belongs_to_no_finding_has_rows_of_its_own() -> None:
    (row, level) = rows("供热部党支部")
    assert (row["项目"].value, row["检查事实"].value) == ("LZ-01 谈话", "【不涉及：新成立；按 4.5 分计】")
    assert (row["扣分"].value, row["满分"].value, row["得分"].value) == (0.5, 5, 4.5)
    assert (row["检查日期"].value, row["依据"].value, level["扣分"].value) == (None, None, 1)
    rescaled = rows("机关党支部")[-1]
    assert rescaled["检查事实"].value == "【不涉及：无现场；不计入，按其余各项折算，折算后少得的分】"
    assert rescaled["扣分"].value == near(Fraction(3) * (1 - (17 - Fraction(4, 3)) / 17))
    assert rescaled["得分"].value == "—"


@pytest.mark.whole
def test_of_two_departments_levels_the_one_that_does_not_stand_says_so() -> None:
    both = {
        "    department: 纪委办\n    standard: 治理现场": "    department: [纪委办, 党群部]\n    standard: 治理现场",
        "clause: 获奖, level: 厂级, event: 创新奖}": "clause: 获奖, level: 厂级, event: 创新奖}\n"
        "    - {item: LZ-02, clause: 定档, level: 一般, reason: 有积灰}",
    }
    found = [row for row in rows("发电部党支部", written(held(both))) if "LZ-02" in str(row["项目"].value)]
    assert [(row["扣分"].value, row["检查事实"].value) for row in found] == [
        (1, "定为“一般”【按本条得 2 分】"),
        (0, "定为“好”【几个部室都有记录的，以最不利的一条为准】"),
    ]


def written(dossier: Dossier) -> bytes:
    return ranking_workbook(dossier, edition())


@pytest.mark.whole
def test_a_branch_that_was_called_otherwise_is_named_as_in_the_year_s_last_round() -> None:
    dossier = Session(SAMPLE).dossier(Year(2020))
    for branch in (placed.branch for placed in dossier.result.placings):
        name = with_former_names(each.score.branch.name for each in placings_of(dossier.rounds, branch.id) if each)
        assert name.partition("（原")[0] == branch.name
        assert ("（原后勤服务中心党支部）" in name) == (branch.name == "综合服务部党支部")


@pytest.mark.whole
def test_a_round_without_findings_says_so() -> None:
    nothing = {
        "    - {item: LZ-02, clause: 定档, level: 好}\n    - {item: JF-02, clause: 通报, count: 2, "
        "reason: 两人被通报}\n": "",
        "    date: 2021-03-26\n    findings:\n  物资部": "    date: 2021-03-26\n  物资部",
        "    not_applicable: rescale\n": "    not_applicable: full\n    not_applicable_to: 机关\n",
    }
    held_round = held(nothing)
    result = held_round.result._replace(placings=(placing(held_round, "后勤党支部"),))
    content = written(held_round._replace(rounds=(result,)))
    branch, row = table(sheet(content, "扣分明细"), "扣分")
    assert (branch["项目"].value, branch["扣分原因"].value) == ("后勤党支部", "第 2 名，没有扣分")
    assert row["项目"].value == "没有扣分，检查也没有记录任何发现。"
