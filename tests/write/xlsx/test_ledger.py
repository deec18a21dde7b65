"""整改台账 as a sheet, read back."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.engine.follow.ledger import State, as_of_quarter
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.ownership import format_of
from dangjian_kaoping.write.xlsx.sheets.ledger import ledger_workbook
from printed import printed, smallest
from sample import entries
from small_plant import edition

from .workbooks import sheet as sheet_of
from .workbooks import table

pytestmark = pytest.mark.whole

HEADS = (
    *("编号", "发现日期", "党支部", "专业方面\n项目/条款", "问题", "整改标准", "责任部室"),
    *("整改期限", "还剩\n（天）", "现在怎样", "复查情况", "历经轮次", "此前同样问题"),
)
AS_OF = as_of_quarter(Quarter(2019, 4))


def sheet(content: bytes, name: str = "整改台账") -> Worksheet:
    return sheet_of(content, name)


def written() -> bytes:
    return ledger_workbook(entries(AS_OF), AS_OF, edition())


def test_what_is_open_stands_by_its_deadline_and_what_is_closed_beside_it() -> None:
    still = [each for each in entries(AS_OF) if each.open]
    rows = table(sheet(written()), "编号")
    assert [row["编号"].value for row in rows] == [
        each.id for each in sorted(still, key=lambda each: each.finding.rectify_by or date.max)
    ]
    assert tuple(rows[0]) == HEADS
    left = [int(str(row["还剩\n（天）"].value)) for row in rows]
    assert left == sorted(left)
    assert left[0] < 0 < left[-1]
    closed = table(sheet(written(), "已销号问题"), "编号")
    assert [row["编号"].value for row in closed] == [each.id for each in entries(AS_OF) if not each.open]
    assert "销号日期" in closed[0]
    assert "还剩\n（天）" not in closed[0]


def test_what_is_overdue_says_so_in_red() -> None:
    for row in table(sheet(written()), "编号"):
        left, told = row["还剩\n（天）"].value, row["现在怎样"]
        assert isinstance(left, int)
        assert str(told.value).startswith("逾期 ") == (left < 0) == (told.font.color.rgb == "FFC00000")
        if left < 0:
            assert told.value == f"逾期 {-left} 天"
        else:
            assert str(told.value).endswith(f"还剩 {left} 天" if left else "当天到期")


def test_an_entry_that_was_reopened_and_one_that_came_back() -> None:
    rows = {
        row["编号"].value: row for name in ("整改台账", "已销号问题") for row in table(sheet(written(), name), "编号")
    }
    reopened = rows["2019Q2-04"]
    (entry,) = [each for each in entries(AS_OF) if each.id == "2019Q2-04"]
    assert str(reopened["现在怎样"].value).startswith("逾期 ")
    assert reopened["历经轮次"].value == entry.rounds_open
    said = str(reopened["复查情况"].value).split("；\n")
    assert len(said) == len(entry.follow_ups) > 1
    assert "又出现" in said[-1]
    repeated = rows["2019Q1-01"]
    assert repeated["此前同样问题"].value == "2018Q2-01"
    assert repeated["结论"].value == "已销号"
    # real dates
    assert repeated["销号日期"].value == datetime(2019, 6, 17)
    assert isinstance(repeated["整改期限"].value, datetime)
    assert isinstance(repeated["发现日期"].value, datetime)


def test_the_counts_are_on_top_and_the_sheet_can_be_filtered() -> None:
    found, here = sheet(written()), entries(AS_OF)
    still = [each for each in here if each.open]
    late = [each for each in still if each.state == "overdue"]
    said = str(found["A2"].value)
    assert said.startswith(
        f"截至2019年12月31日　{len(here)} 个问题，没有销号的 {len(still)} 个（其中逾期 {len(late)} 个"
    )
    assert said.endswith(f"，已销号 {len(here) - len(still)} 个")
    assert str(found["A3"].value).startswith("没有销号的：")
    assert found.page_setup.orientation == "landscape"
    assert found.print_title_rows == "$4:$4"
    assert found.auto_filter.ref == f"A4:M{4 + len(still)}"


def test_it_can_be_read_and_is_signed() -> None:
    assert smallest(written()) >= 8
    last = [cell.value for cell in list(sheet(written()).iter_rows())[-1] if cell.value]
    assert last == ["填表人：", "审核人：", "批准人：", "日期："]


@pytest.mark.parametrize("state", ["withdrawn", "closed"])
def test_what_is_no_more_is_counted_apart(state: State) -> None:
    (first, *_) = (each for each in entries(AS_OF) if each.open)
    found = sheet(ledger_workbook([first, first._replace(state=state)], AS_OF, edition()))
    told = {"withdrawn": "1 个问题，没有销号的 1 个", "closed": "2 个问题，没有销号的 1 个"}[state]
    assert f"　{told}" in str(found["A2"].value)
    assert str(found["A2"].value).endswith({"withdrawn": "另有 1 个经复核撤销", "closed": "已销号 1 个"}[state])


def test_the_same_input_gives_the_same_bytes_and_it_says_what_it_is(tmp_path: Path) -> None:
    assert written() == written()
    (tmp_path / "a.xlsx").write_bytes(written())
    assert format_of(tmp_path / "a.xlsx") == "kaoping.ledger/1"


def test_words_are_never_formulas() -> None:
    (first, *_) = (each for each in entries(AS_OF) if each.open)
    finding = first.finding.model_copy(update={"reason": '=HYPERLINK("http://x")', "standard": "+1"})
    hostile = first._replace(finding=finding, branch="=1+1", standard="@x", department="-1")
    (row,) = table(sheet(ledger_workbook([hostile], AS_OF, edition())), "编号")
    for head, text in (("问题", '=HYPERLINK("http://x")'), ("党支部", "=1+1"), ("整改标准", "@x"), ("责任部室", "-1")):
        assert (row[head].value, row[head].data_type) == (text, "s")


def test_an_empty_ledger_is_a_sheet_too() -> None:
    found = sheet(ledger_workbook([], AS_OF, edition(), "甲支部"))
    assert str(found["A1"].value).endswith("甲支部整改台账")
    assert found["A4"].value == "没有问题。"


def test_what_is_closed_is_printed_where_all_is() -> None:
    asked = ledger_workbook(entries(AS_OF), AS_OF, edition(), print_all=True)
    assert [name for name, each in printed(written()).items() if each.prints] == ["整改台账"]
    assert [name for name, each in printed(asked).items() if each.prints] == ["整改台账", "已销号问题"]
    assert smallest(asked) >= 8
