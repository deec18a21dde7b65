"""整改台账 as a sheet, read back."""

from datetime import datetime
from pathlib import Path

from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.engine.follow.ledger import as_of_quarter
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.ownership import format_of
from dangjian_kaoping.write.xlsx.sheets.ledger import ledger_workbook
from sample import entries
from small_plant import edition

from .workbooks import sheet as sheet_of
from .workbooks import table

HEADS = (
    *("编号", "发现日期", "党支部", "专业方面\n项目/条款", "问题", "整改标准", "责任部室"),
    *("整改期限", "复查情况", "结论", "销号日期", "历经轮次", "此前同样问题"),
)


def sheet(content: bytes, name: str = "整改台账") -> Worksheet:
    return sheet_of(content, name)


AS_OF = as_of_quarter(Quarter(2019, 4))


def written() -> bytes:
    return ledger_workbook(entries(AS_OF), AS_OF, edition())


def test_every_entry_has_its_row_in_order() -> None:
    rows = table(sheet(written()), "编号")
    assert [row["编号"].value for row in rows] == [each.id for each in entries(AS_OF)]
    assert tuple(rows[0]) == HEADS


def test_an_entry_that_was_reopened_and_one_that_came_back() -> None:
    rows = {row["编号"].value: row for row in table(sheet(written()), "编号")}
    reopened = rows["2019Q2-04"]
    (entry,) = [each for each in entries(AS_OF) if each.id == "2019Q2-04"]
    assert reopened["结论"].value == "逾期"
    assert reopened["销号日期"].value is None
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


def test_the_sheet_can_be_filtered_and_prints_across_with_its_head_on_each_page() -> None:
    found = sheet(written())
    assert found.page_setup.orientation == "landscape"
    assert found.print_title_rows == "$3:$3"
    assert found.auto_filter.ref == f"A3:M{3 + len(entries(AS_OF))}"
    assert (
        found["A2"].value
        == f"截至 2019Q4　{len(entries(AS_OF))} 个问题，没有销号的 {sum(each.open for each in entries(AS_OF))} 个"
    )


def test_the_same_input_gives_the_same_bytes_and_it_says_what_it_is(tmp_path: Path) -> None:
    assert written() == written()
    (tmp_path / "a.xlsx").write_bytes(written())
    assert format_of(tmp_path / "a.xlsx") == "kaoping.ledger/1"


def test_words_are_never_formulas() -> None:
    (first, *_) = entries(AS_OF)
    finding = first.finding.model_copy(update={"reason": '=HYPERLINK("http://x")', "standard": "+1"})
    hostile = first._replace(finding=finding, branch="=1+1", standard="@x", department="-1")
    (row,) = table(sheet(ledger_workbook([hostile], AS_OF, edition())), "编号")
    for head, text in (("问题", '=HYPERLINK("http://x")'), ("党支部", "=1+1"), ("整改标准", "@x"), ("责任部室", "-1")):
        assert (row[head].value, row[head].data_type) == (text, "s")


def test_an_empty_ledger_is_a_sheet_too() -> None:
    found = sheet(ledger_workbook([], AS_OF, edition(), "甲支部"))
    assert str(found["A1"].value).endswith("甲支部整改台账")
    assert found["A4"].value == "没有问题。"
