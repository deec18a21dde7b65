"""Workbooks without end: every one is refused at a stated limit, and what was read until then is counted."""

import struct
import tracemalloc
from bisect import bisect_right
from collections.abc import Iterator
from unittest.mock import patch

import pytest

from dangjian_kaoping.ooxml import archive
from dangjian_kaoping.ooxml.archive import LARGEST_PIECE, Archive, Limits
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet import merging
from dangjian_kaoping.ooxml.spreadsheet import sheet as sheet_reading
from dangjian_kaoping.ooxml.spreadsheet.area import LAST_ROW, Area
from dangjian_kaoping.ooxml.spreadsheet.merging import covered
from dangjian_kaoping.ooxml.spreadsheet.workbook import LIMITS, Reading
from dangjian_kaoping.verify import comparison

from .workbooks import (
    DRAWING,
    OFFICE,
    SHEET,
    STYLES,
    Change,
    Parts,
    forged,
    held,
    in_sheet,
    replaced,
    substituted,
    with_part,
    with_relation,
    zipped,
)

pytestmark = pytest.mark.whole

TEXTS = "xl/sharedStrings.xml"


RULES = f'<conditionalFormatting sqref="{"A1 " * 200}"><cfRule/></conditionalFormatting>'


class Counted:
    """How many bytes were unpacked."""

    bytes = 0


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    """Counts what is unpacked while it lasts."""
    count = Counted()
    read = archive.Part.read

    def counting(part: archive.Part, size: int = -1) -> bytes:
        found = read(part, size)
        count.bytes += len(found)
        return found

    monkeypatch.setattr(archive.Part, "read", counting)
    yield count


def refusal(content: bytes) -> RefusedPackageError:
    with pytest.raises(RefusedPackageError) as caught:
        held(content)
    return caught.value


@pytest.mark.parametrize("row", ["2000000000", "1048577", "99999999999999999999", "-1", "1e3"])
def test_a_row_far_below(row: str) -> None:
    found = refusal(forged(in_sheet("</sheetData>", f'<row r="{row}"><c><v>1</v></c></row>')))
    assert found.trouble == "damaged"
    assert str(LAST_ROW) in found.detail


def test_cells_far_to_the_right() -> None:
    cell = '<row r="400"><c r="XFE400"><v>1</v></c></row>'
    assert refusal(forged(in_sheet("</sheetData>", cell))).trouble == "damaged"
    cell = '<row r="400"><c r="ZZZZZZZZ400"><v>1</v></c></row>'
    assert refusal(forged(in_sheet("</sheetData>", cell))).trouble == "damaged"


def _stating(size: int) -> bytes:
    """The real workbook, in which a sheet is said to be so long when it is unpacked."""
    content = bytearray(forged())
    name = SHEET.encode()
    first, last = content.index(name), content.rindex(name)
    struct.pack_into("<L", content, first - 30 + 22, size)
    struct.pack_into("<L", content, last - 46 + 24, size)
    return bytes(content)


def test_too_much_to_unpack_is_refused_before_anything_is(counted: Counted) -> None:
    found = refusal(_stating(600 << 20))
    assert found.trouble == "too_large"
    assert "300 MB" in found.detail
    assert counted.bytes == 0


def test_more_than_is_stated_is_never_unpacked(counted: Counted) -> None:
    assert refusal(_stating(900)).trouble == "damaged"
    assert counted.bytes < 200_000


def test_many_parts(counted: Counted) -> None:
    parts = {f"a/{number}": b"" for number in range(LIMITS.parts + 1)}
    found = refusal(zipped(parts))
    assert found.trouble == "too_large"
    assert str(LIMITS.parts) in found.detail
    assert counted.bytes == 0
    # nor is the directory read
    with patch("zipfile.ZipFile.infolist", side_effect=AssertionError):
        for entries, trouble in ((60_000, "too_large"), (0xFFFF, "ambiguous")):
            with pytest.raises(RefusedPackageError) as caught:
                Reading(zipped_end(entries))
            assert caught.value.trouble == trouble


def zipped_end(entries: int) -> bytes:
    """An archive that says that it has so many parts."""
    return forged()[:-14] + struct.pack("<2H", entries, entries) + forged()[-10:]


def test_a_part_that_is_held_as_a_whole(counted: Counted) -> None:
    found = refusal(forged(replaced(STYLES, "</styleSheet>", f"{' ' * LARGEST_PIECE}</styleSheet>")))
    assert found.trouble == "too_large"
    assert counted.bytes < LARGEST_PIECE


def _more(part: str, before: str, text: str, count: int) -> Change:
    return replaced(part, before, text * count + before, 1)


def test_a_row_without_end(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PIECE", 1 << 20)
    cells = '<c t="inlineStr"><is><t>a</t></is></c>' * 60_000
    found = refusal(forged(in_sheet("</sheetData>", f"<row>{cells}</row>")))
    assert (found.trouble, "1 MB" in found.detail) == ("too_large", True)
    assert counted.bytes < 2_000_000


def test_a_sheet_without_end_behind_its_rows(counted: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_PIECE", 1 << 20)
    assert refusal(forged(_more(SHEET, "</mergeCells>", '<mergeCell ref="A1:B2"/>', 90_000))).trouble == "too_large"
    assert counted.bytes < 2_000_000


@pytest.mark.parametrize(
    ("limit", "change"),
    [
        ("MOST_MERGED", _more(SHEET, "</mergeCells>", '<mergeCell ref="A50:B50"/>', 200)),
        (
            "MOST_FEATURES",
            in_sheet("<printOptions", "<dataValidations>" + "<dataValidation/>" * 200 + "</dataValidations>"),
        ),
        (
            "MOST_FEATURES",
            in_sheet(
                "<printOptions", f'<conditionalFormatting sqref="{"A1 " * 200}"><cfRule/></conditionalFormatting>'
            ),
        ),
        ("MOST_FEATURES", _more(SHEET, "</worksheet>", "<a/>", 200)),
        ("MOST_CELLS", in_sheet("</sheetData>", "<row>" + "<c><v>1</v></c>" * 2000 + "</row>")),
        ("MOST_TEXT", in_sheet("</sheetData>", "<row>" + '<c t="s"><v>0</v></c>' * 2000 + "</row>")),
    ],
)
def test_more_of_something_than_a_sheet_has(limit: str, change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_reading, limit, 1500 if limit in ("MOST_CELLS", "MOST_TEXT") else 150)
    assert refusal(forged(change)).trouble == "too_large"


def test_a_text_longer_than_a_cell_holds() -> None:
    found = refusal(forged(substituted(TEXTS, "<si><t>", f"<si><t>{'长' * 32_768}")))
    assert (found.trouble, "32767" in found.detail) == ("too_large", True)
    inline = f'<row r="400"><c t="inlineStr"><is><t>{"长" * 32_768}</t></is></c></row>'
    assert refusal(forged(in_sheet("</sheetData>", inline))).trouble == "too_large"


def test_many_more_cells_than_follow(monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(comparison, "_MOST_MORE", 100)
    assert (
        refusal(forged(in_sheet("</sheetData>", "<row>" + "<c><v>1</v></c>" * 2000 + "</row>"))).trouble == "too_large"
    )


def test_elements_in_elements() -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert refusal(forged(in_sheet("<printOptions", deep))).trouble == "damaged"
    assert refusal(forged(replaced(STYLES, "<fonts", f"{deep}<fonts"))).trouble == "damaged"


def _laughs(head: str) -> str:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE a [<!ENTITY a0 "ha">{lines}]>{head}'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_unfold(encoding: str) -> None:
    def change(parts: Parts) -> None:
        text = parts[TEXTS].decode().replace("<sst", _laughs("<sst"), 1).replace("<t>", "<t>&a11;", 1)
        parts[TEXTS] = text.replace("UTF-8", encoding.upper()).encode(encoding)

    content = forged(change)
    tracemalloc.start()
    try:
        assert refusal(content).trouble in ("forbidden", "damaged")
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_columns_listed_over_and_over() -> None:
    columns = '<col min="1" max="16384" width="9"/>' * 2
    assert refusal(forged(in_sheet("</cols>", columns))).trouble == "damaged"


def test_merged_cells_are_looked_through_once() -> None:
    areas = [Area(row, 1, row + 1, 2) for row in range(1, 60_000, 2)]
    places = [(row, column) for row in range(1, 60_001) for column in (1, 2)]
    looked = 0

    def counting(lefts: list[int], column: int) -> int:
        nonlocal looked
        looked += 1
        return bisect_right(lefts, column)

    with patch.object(merging, "bisect_right", counting):
        assert sum(1 for _ in covered(areas, places)) == 3 * len(areas)
    assert looked <= len(places) + 2 * len(areas)


def test_one_chart_or_picture_in_many_frames_is_read_once(counted: Counted) -> None:
    def many(parts: Parts) -> None:
        text = parts[DRAWING].decode()
        start, end = text.index("<xdr:twoCellAnchor"), text.index("</xdr:wsDr>")
        picture = f'<xdr:pic><a:blip xmlns:r="{OFFICE}" r:embed="rIdX"/></xdr:pic>'
        more = text[start:end] * 200 + f"<xdr:absoluteAnchor>{picture}</xdr:absoluteAnchor>" * 200
        parts[DRAWING] = (text[:end] + more + text[end:]).encode()

    large = with_part("xl/media/a.png", bytes(1 << 20), "image/png")
    content = forged(many, large, with_relation(DRAWING, f"{OFFICE}/image", "/xl/media/a.png"))
    reading = Reading(content)
    counted.bytes = 0
    assert len(reading.drawn("综合排名")) == 401
    assert counted.bytes < 2 << 20


def test_an_archive_counts_what_it_unpacks() -> None:
    found = Archive(zipped({"a": bytes(5000), "b": bytes(70)}), Limits(10, 10_000))
    found.read("a")
    assert found.unpacked == 5000
    with pytest.raises(RefusedPackageError):
        Archive(zipped({"a": bytes(5000), "b": bytes(5001)}), Limits(10, 10_000))
