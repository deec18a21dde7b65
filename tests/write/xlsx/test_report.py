"""The workbook as a whole: types, hostile text, same bytes, 暂定, print set-up."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.model.edition import ProvisionalRoundError
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from dangjian_kaoping.write.xlsx import report as report_module
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from small_plant import UNINSPECTED, edition, held, plant

from .workbooks import SHEETS, opened, page_heads, report, sheet, table, words

pytestmark = pytest.mark.whole

HOSTILE = ("=1+1", "[red]", "http://x", "@SUM(A1)", "+1", "-1", "_x0041_", "{=1}", "007", "1/2", "TRUE")


def sheets(content: bytes) -> list[Worksheet]:
    return [each for each in opened(content) if isinstance(each, Worksheet)]


def test_the_sheets() -> None:
    assert tuple(opened(report()).sheetnames) == SHEETS


def test_nothing_is_an_error_and_links_lead_to_cells_of_the_workbook() -> None:
    book = opened(report())
    for each in sheets(report()):
        assert {cell.data_type for row in each.iter_rows() for cell in row} <= {"n", "s", "d"}
        for link in (cell.hyperlink for row in each.iter_rows() for cell in row if cell.hyperlink):
            assert (link.target, link.ref is not None) == (None, True)
            name, cell = str(link.location).split("!")
            assert book[name.strip("'")][cell].value


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    result = held(
        {"少开两次": f"'{text}'", "补开会议": f"'{text}'", "name: 发电部党支部": f"name: '{text}'"}
        | {"  发电部党支部:": f"  '{text}':"}
    )
    content = ranking_workbook(result, edition(unit=text, committee=text, notes=(text,)))
    row = next(row for row in table(sheet(content, "扣分明细"), "扣分") if row["编号"].value == "2021Q1-01")
    for head in ("扣分原因", "整改标准"):
        assert (row[head].value, row[head].data_type) == (text, "s")
    names = [row["党支部"] for row in table(sheet(content, "综合排名"), "综合得分")]
    assert text in [name.value for name in names]
    assert {name.data_type for name in names} == {"s"}
    test = sheet(content, "依据与口径")
    assert text in words(test)


def test_a_character_that_no_cell_can_hold_is_shown_as_such() -> None:
    content = ranking_workbook(plant(), edition(unit="甲\x00\x0b\x1b厂\ud800\ufffe", notes=("一\r\n二",)))
    assert "甲\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}厂" in words(
        sheet(content, "综合排名")
    )
    assert "一\n二" in words(sheet(content, "依据与口径"))


def test_the_same_input_gives_the_same_bytes() -> None:
    assert ranking_workbook(held(), edition()) == ranking_workbook(held(), edition())


def test_a_large_workbook_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "LARGE", 5)
    large = ranking_workbook(held(), edition(), self_assessment=True)
    assert large != report()
    assert dict(Reading(large)) == dict(Reading(report()))
    assert large == ranking_workbook(held(), edition(), self_assessment=True)


def test_another_day_gives_the_same_bytes() -> None:
    code = "import sys; from write.xlsx.workbooks import report; sys.stdout.buffer.write(report())"
    written = set()
    for zone, seed in (("Pacific/Kiritimati", "1"), ("America/Adak", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        # the same moment lies on two days in these places
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        written.add(done.stdout)
    assert written == {report()}


def test_the_workbook_is_as_old_as_its_quarter() -> None:
    assert opened(report()).properties.created == datetime(2021, 3, 31)


def test_a_provisional_round_is_refused() -> None:
    with pytest.raises(ProvisionalRoundError):
        ranking_workbook(held(UNINSPECTED), edition())


@pytest.mark.parametrize("complete", [True, False])
def test_a_draft_is_marked_on_every_sheet(complete: bool) -> None:
    content = ranking_workbook(plant() if complete else held(UNINSPECTED), edition(draft=True))
    for each in sheets(content):
        assert "（暂定）" in words(each)
        assert "暂定：" in words(each)
    assert ["暂定" in each for each in page_heads(content)] == [True] * len(SHEETS)


def test_what_is_complete_is_nowhere_called_provisional() -> None:
    for each in sheets(report()):
        assert "（暂定）" not in words(each)
    assert not [each for each in page_heads(report()) if "暂定" in each]


def test_print_set_up() -> None:
    for each in sheets(report()):
        assert each.page_setup.orientation == ("portrait" if each.title in ("一页纸摘要", "自评对照") else "landscape")
        assert each.page_setup.paperSize == 9
        # the summary is one page without a table's head
        assert bool(each.print_title_rows) == bool(each.freeze_panes) == (each.title != "一页纸摘要")
    assert [each.auto_filter.ref for each in sheets(report())] == [
        *(None, "A4:O12", "A5:T13", "A4:Q24", "A4:M7", "A4:I22", "A5:P13", None, None)
    ]
    for text in page_heads(report()):
        assert "测试厂" in text
        assert "第 &P 页，共 &N 页" in text


def test_fonts_are_those_of_windows_and_wps() -> None:
    fonts = {cell.font.name for each in sheets(report()) for row in each.iter_rows() for cell in row}
    assert fonts == {"宋体", "黑体"}
    assert {cell.font.scheme for each in sheets(report()) for row in each.iter_rows() for cell in row} == {None}


def test_a_long_header_is_shortened_and_its_ampersand_kept() -> None:
    for text in page_heads(ranking_workbook(plant(), edition(unit="甲&乙" * 50))):
        assert "甲&&乙甲&&乙" in text
        assert "…" in text
        assert len(text) < 2 * 255


def test_wrapped_rows_are_tall_enough_for_their_text() -> None:
    long = "会议记录缺议题" * 40
    content = ranking_workbook(held({"少开两次": long}), edition())
    worksheet = sheet(content, "扣分明细")
    row = next(row for row in table(worksheet, "扣分") if row["扣分原因"].value == long)
    height = worksheet.row_dimensions[row["扣分原因"].row or 0].height
    width = worksheet.column_dimensions["C"].width
    # 9 磅的汉字每个 12 像素
    lines = len(long) / (width * 8 // 12)
    assert height is not None
    assert height >= lines * 9 * 1.2
