"""A workbook that hides another: what Office opens is verified; what programs would read differently is refused."""

import re
import struct
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.workbook import Reading
from write.xlsx.edited import with_value
from write.xlsx.workbooks import report

from .workbooks import (
    BOOK,
    CHART,
    MICROSOFT,
    OFFICE,
    ROOT,
    SHEET,
    TYPES,
    Change,
    Parts,
    entry,
    forged,
    held,
    in_sheet,
    replaced,
    substituted,
    with_part,
    with_relation,
    with_type,
    zipped,
)

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def refused(content: bytes) -> str:
    """How a workbook is refused, whichever of its sheets it takes to find out."""
    with pytest.raises(RefusedPackageError) as caught:
        held(content)
    return caught.value.trouble


def _beside(parts: Parts) -> None:
    """A second workbook with another score beside the first, which stays where it always lies."""
    for name in [each for each in parts if each.startswith("xl/")]:
        parts[f"office/{name}"] = parts[name]
    parts[f"office/{SHEET}"] = with_value("D5", "99.99")(parts[SHEET].decode()).encode()
    text = parts[TYPES].decode()
    copies = [f'{each}"/>' for each in text.split('"/>') if 'PartName="/xl/' in each]
    more = "".join(copies).replace('PartName="/xl/', 'PartName="/office/xl/')
    parts[TYPES] = text.replace("</Types>", more[more.index("<Override") :] + "</Types>").encode()


@pytest.mark.whole
@pytest.mark.parametrize("target", ["office/xl/workbook.xml", "/office/xl/workbook.xml", "./office/xl/workbook.xml"])
def test_the_workbook_is_the_one_that_is_referred_to(target: str) -> None:
    # the decoy that nothing refers to is what gives the file away
    with_decoy = forged(_beside, replaced(ROOT, 'Target="xl/workbook.xml"', f'Target="{target}"'))
    assert refused(with_decoy) == "ambiguous"

    def without_decoy(parts: Parts) -> None:
        for name in [each for each in parts if each.startswith("xl/")]:
            del parts[name]
        parts[TYPES] = "".join(
            each for each in parts[TYPES].decode().replace("/>", "/>\n").splitlines(True) if '"/xl/' not in each
        ).encode()

    moved = forged(_beside, replaced(ROOT, 'Target="xl/workbook.xml"', f'Target="{target}"'), without_decoy)
    (found,) = held(moved).deviations
    assert (found.sheet, found.cell) == ("综合排名", "D5")


@pytest.mark.whole
@pytest.mark.parametrize("kind", [OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"])
def test_two_workbooks_are_refused_whatever_edition_of_the_standard_they_go_by(kind: str) -> None:
    second = with_relation("", f"{kind}/officeDocument", "office/xl/workbook.xml")
    assert refused(forged(_beside, second)) == "ambiguous"


def _renamed(old: str, new: str) -> Change:
    def change(parts: Parts) -> None:
        parts[new] = parts.pop(old)

    return change


@pytest.mark.whole
def test_names_are_the_same_whatever_their_capitals_and_escapes() -> None:
    assert held(forged(_renamed(BOOK, "XL/Workbook.XML"))).passes
    assert held(forged(_renamed(SHEET, SHEET.replace("/s", "/%73")))).passes
    assert held(forged(replaced(ROOT, 'Target="xl/workbook.xml"', 'Target="/XL/%57orkbook.xml"'))).passes
    assert held(forged(replaced("xl/_rels/workbook.xml.rels", '"styles.xml"', '"../xl/./styles.xml"'))).passes


def _in_gbk(content: bytes) -> bytes:
    return content.decode().replace("UTF-8", "GBK").encode("gbk")


AMBIGUOUS: dict[str, Change] = {
    "a part that nothing refers to": with_part("xl/worksheets/sheet99.xml", b"<a/>"),
    "an unused note": with_part("readme.txt", b"a"),
    "an OpenDocument beside it": with_part("content.xml", b"<a/>"),
    "the mark of an OpenDocument": with_part("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    "relationships of no part": with_part("xl/_rels/gone.xml.rels", b"<a/>"),
    "two names alike but for capitals": with_part("XL/workbook.xml", b"<a/>"),
    "two names alike but for escapes": with_part("xl/%77orkbook.xml", b"<a/>"),
    "two types of a part": with_type("xl/Workbook.xml", f"{_SPREADSHEET}.sheet.main+xml"),
    "two types of an ending": replaced(TYPES, "<Default", '<Default Extension="XML" ContentType="a/b"/><Default', 1),
    "a sheet of another type": replaced(TYPES, '.worksheet+xml"/>', '.chartsheet+xml"/>', 1),
    "two tables of styles": with_relation(BOOK, f"{OFFICE}/styles", "sharedStrings.xml"),
    "a target outside": with_relation(BOOK, f"{OFFICE}/theme", "../../theme/theme1.xml"),
    "a target of another system": with_relation(BOOK, f"{OFFICE}/theme", "theme\\theme1.xml"),
    "a target that is an address": with_relation(BOOK, f"{OFFICE}/theme", "file:theme/theme1.xml"),
    "a name twice escaped": with_part("xl/%2577orkbook.xml", b"<a/>"),
    "a name that climbs": with_part("xl/../xl/workbook2.xml", b"<a/>"),
    "a name of another script": with_part("xl/wоrkbook.xml", b"<a/>"),
    "a name with a backslash": with_part("xl\\workbook.xml", b"<a/>"),
    "a part in pieces": with_part("xl/workbook.xml/[0].piece", b"<a/>"),
    "a sheet that is not listed": with_relation(BOOK, f"{OFFICE}/worksheet", SHEET.removeprefix("xl/")),
    "another encoding": lambda parts: parts.update({SHEET: _in_gbk(parts[SHEET])}),
}


@pytest.mark.parametrize("how", AMBIGUOUS)
def test_what_can_be_read_in_two_ways_is_refused(how: str) -> None:
    assert refused(forged(AMBIGUOUS[how])) == "ambiguous"


DAMAGED: dict[str, Change] = {
    "a sheet listed twice": replaced(BOOK, "</sheets>", '<sheet name="又" sheetId="9" r:id="rId1"/></sheets>'),
    "a relationship to nothing": with_relation(BOOK, f"{OFFICE}/theme", "theme/gone.xml"),
    "a relationship listed twice": with_relation("", f"{OFFICE}/theme", "xl/theme/theme1.xml", id="rId1"),
    "a cell twice": in_sheet("</row>", '<c r="A1"><v>1</v></c>'),
    "a row twice": replaced(SHEET, '<row r="2"', '<row r="1"', 1),
    "a row above": replaced(SHEET, '<row r="3"', '<row r="2"', 1),
    "a cell in another's row": replaced(SHEET, '<c r="C2"', '<c r="C3"', 1),
    "rows in another place": in_sheet("</sheetData>", "<a><row/></a>"),
    "rows in a choice of programs": in_sheet(
        "</sheetData>", '<mc:AlternateContent xmlns:mc="http://a"><mc:Choice><row/></mc:Choice></mc:AlternateContent>'
    ),
    "cells of another kind in a row": in_sheet("</row>", '<x:c xmlns:x="http://a" r="Z1"><x:v>1</x:v></x:c>'),
    "rows twice": in_sheet("<autoFilter", "<sheetData/>"),
    "a value in two": replaced(SHEET, "<v>20.9</v>", "<v>20<a/>.9</v>", 1),
    "no number": replaced(SHEET, "<v>20.9</v>", "<v>nan</v>", 1),
    "a number of Python's": replaced(SHEET, "<v>20.9</v>", "<v>2_0.9</v>", 1),
    "a text that is not there": substituted(SHEET, r' t="s"><v>\d+</v>', ' t="s"><v>99999</v>'),
    "merged cells that overlap": in_sheet("</mergeCells>", '<mergeCell ref="A5:B6"/><mergeCell ref="B6:C7"/>'),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_what_programs_would_have_to_mend_is_refused(how: str) -> None:
    assert refused(forged(DAMAGED[how])) == "damaged"


def _brought_in(kind: str, target: str = "xl/more.bin", part: str = "", type: str = "application/x") -> Change:
    def change(parts: Parts) -> None:
        with_part(target, b"a", type)(parts)
        with_relation(part, kind, f"/{target}")(parts)

    return change


FORBIDDEN: dict[str, Change] = {
    "macros": _brought_in(f"{MICROSOFT}/vbaProject", part=BOOK),
    "macros by their type": _brought_in(f"{OFFICE}/customXml", type="application/vnd.ms-office.vbaProject"),
    "sheets of macros": _brought_in(f"{MICROSOFT}/xlMacrosheet", part=BOOK),
    "dialog sheets": _brought_in(f"{OFFICE}/dialogsheet", part=BOOK),
    "links to workbooks": _brought_in(f"{OFFICE}/externalLink", part=BOOK),
    "embedded objects": _brought_in(f"{OFFICE}/oleObject", part=SHEET),
    "embedded files": _brought_in(f"{OFFICE}/package", part=SHEET),
    "controls": _brought_in(f"{OFFICE}/control", part=SHEET),
    "form controls": _brought_in(f"{OFFICE}/ctrlProp", part=SHEET),
    "connections": _brought_in(f"{OFFICE}/connections", part=BOOK),
    "queries": _brought_in(f"{OFFICE}/queryTable", part=SHEET),
    "XML connections": _brought_in(f"{OFFICE}/xmlMaps", part=BOOK),
    "live data": _brought_in(f"{OFFICE}/volatileDependencies", part=BOOK),
    "add-ins": _brought_in("http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes"),
    "a ribbon": _brought_in(f"{MICROSOFT}/ui/extensibility"),
    "another document": _brought_in(f"{OFFICE}/aFChunk", part=BOOK),
    "by the strict edition": _brought_in(
        "http://purl.oclc.org/ooxml/officeDocument/relationships/oleObject", part=SHEET
    ),
    "a picture from elsewhere": with_relation(SHEET, f"{OFFICE}/image", "http://a/b.png", external=True),
    "a chart's data from elsewhere": with_relation(CHART, f"{OFFICE}/oleObject", "file:///a.xlsx", external=True),
    "a template from elsewhere": with_relation("", f"{OFFICE}/attachedTemplate", "//a/b.xltx", external=True),
    "a document type": replaced(SHEET, "<worksheet", '<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet', 1),
    "a document type far down": replaced(SHEET, "<worksheet", f"<!--{' ' * 9000}--><!DOCTYPE worksheet><worksheet", 1),
    "a document type of the texts": replaced("xl/sharedStrings.xml", "<sst", "<!DOCTYPE sst><sst", 1),
    "a document type of the relationships": replaced(ROOT, "<Relationships", "<!DOCTYPE a><Relationships", 1),
}


@pytest.mark.parametrize("how", FORBIDDEN)
def test_what_runs_or_is_fetched_is_refused(how: str) -> None:
    assert refused(forged(FORBIDDEN[how])) == "forbidden"


def test_a_document_type_in_sixteen_bits_is_seen() -> None:
    def change(parts: Parts) -> None:
        text = parts[SHEET].decode().replace("UTF-8", "UTF-16").replace("<worksheet", "<!DOCTYPE a><worksheet", 1)
        parts[SHEET] = text.encode("utf-16")

    assert refused(forged(change)) == "forbidden"


@pytest.mark.whole
def test_sixteen_bits_alone_are_read() -> None:
    def change(parts: Parts) -> None:
        parts[SHEET] = parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")

    assert held(forged(change)).passes


def test_a_workbook_with_macros_is_none() -> None:
    macros = replaced(TYPES, f"{_SPREADSHEET}.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert refused(forged(macros)) == "forbidden"
    assert refused(forged(replaced(TYPES, f"{_SPREADSHEET}.sheet.main+xml", "application/xml"))) == "no_package"


@pytest.mark.whole
def test_a_comment_in_a_value_does_not_cut_it() -> None:
    whole = forged(replaced(SHEET, "<v>20.9</v>", "<v>2<!-- -->0<?a b?>.<![CDATA[9]]></v>", 1))
    assert held(whole).passes
    (found, *_) = held(forged(replaced(SHEET, "<v>20.9</v>", "<v>20.9<!-- -->9</v>", 1))).deviations
    assert (found.cell, found.says.value if found.says else None) == ("D5", 20.99)


# the archive itself


def _end(count: int, size: int, start: int) -> bytes:
    return struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, count, count, size, start, 0)


def _stored(change: Callable[[bytes], bytes] = lambda name: name) -> bytes:
    """The real workbook, not packed, with the names in the directory changed."""
    with zipfile.ZipFile(BytesIO(report())) as before:
        parts = {name.encode(): before.read(name) for name in before.namelist()}
    body, directory = b"", b""
    for name, data in parts.items():
        local, listed = entry(name, data)
        listed = listed[:28] + struct.pack("<H", len(change(name))) + listed[30:]
        directory += listed[:42] + struct.pack("<L", len(body)) + change(name)
        body += local
    return body + directory + _end(len(parts), len(directory), len(body))


@pytest.mark.whole
def test_an_archive_made_by_hand_is_read() -> None:
    assert held(_stored()).passes


def _shifted(content: bytes, prefix: bytes) -> bytes:
    """What some self-extracting archives do: something in front, and every place counted from there."""
    result = bytearray(prefix + content)
    place = result.rindex(b"PK\5\6")
    start = struct.unpack_from("<L", result, place + 16)[0] + len(prefix)
    struct.pack_into("<L", result, place + 16, start)
    at = start
    while result[at : at + 4] == b"PK\1\2":
        struct.pack_into("<L", result, at + 42, struct.unpack_from("<L", result, at + 42)[0] + len(prefix))
        at += 46 + sum(struct.unpack_from("<3H", result, at + 28))
    return bytes(result)


ARCHIVES: dict[str, Callable[[bytes], bytes]] = {
    "something before": lambda content: b"#!/bin/sh\n" + content,
    "something before, counted": lambda content: _shifted(content, b"#!/bin/sh\n"),
    "another archive before": lambda content: _shifted(content, zipped({"a": b"b"})),
    "something behind": lambda content: content + b"\n",
    "another archive behind": lambda content: content + zipped({"a": b"b"}),
    "a comment": lambda content: content[:-2] + struct.pack("<H", 4) + b"note",
    "another name in the directory": lambda content: _stored(lambda name: name.replace(b"sheet1", b"sheet9")),
    "a gap between the parts": lambda content: _shifted(content, b"PK\3\4" + bytes(60)),
    "an entry more than are counted": lambda content: content[:-14] + struct.pack("<2H", 3, 3) + content[-10:],
    "a size of its own": lambda content: content[:-14] + struct.pack("<2H", 0xFFFF, 0xFFFF) + content[-10:],
}


@pytest.mark.parametrize("how", ARCHIVES)
def test_an_archive_that_can_be_read_in_two_ways_is_refused(how: str) -> None:
    assert refused(ARCHIVES[how](_stored())) == "ambiguous"


def _twice() -> bytes:
    with zipfile.ZipFile(BytesIO(report())) as before:
        parts = [(name, before.read(name)) for name in before.namelist()]
    target = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(target, "w") as after:
        for name, data in (*parts, (SHEET, with_value("D5", "99.99")(dict(parts)[SHEET].decode()).encode())):
            after.writestr(name, data)
    return target.getvalue()


def test_a_part_that_lies_there_twice_is_refused() -> None:
    assert refused(_twice()) == "ambiguous"


def test_an_extra_field_with_another_name_or_size_is_refused() -> None:
    for kind in (0x0001, 0x7075):
        target = BytesIO()
        with zipfile.ZipFile(BytesIO(report())) as before, zipfile.ZipFile(target, "w") as after:
            for name in before.namelist():
                about = zipfile.ZipInfo(name)
                if name == SHEET:
                    about.extra = struct.pack("<2H", kind, 8) + bytes(8)
                after.writestr(about, before.read(name))
        assert refused(target.getvalue()) in ("ambiguous", "damaged")


def test_a_part_kept_with_a_password_is_refused() -> None:
    content = bytearray(_stored())
    content[6] |= 1
    assert refused(bytes(content)) == "encrypted"


@pytest.mark.whole
def test_one_bit_changed_anywhere_is_never_another_workbook() -> None:
    """Of the file's frame, not of what is packed in it, which has its checksum."""
    ours = Reading(report())["综合排名"]
    content = _stored()
    directory = content.index(b"PK\1\2")
    for place in (*range(0, 200, 3), *range(directory, len(content), 17)):
        bent = bytearray(content)
        bent[place] ^= 0x10
        try:
            # dates and the like, which nobody goes by
            assert Reading(bytes(bent))["综合排名"] == ours
        except RefusedPackageError:
            continue


def test_such_files_are_not_ours_when_it_comes_to_writing_over_them(tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(report())
    assert ours.office(path)
    for how in ("something behind", "another archive before"):
        path.write_bytes(ARCHIVES[how](_stored()))
        assert not ours.office(path), how
    # a mark that lies in the usual place, and is not the one that Office shows
    aside = replaced(ROOT, 'Target="docProps/custom.xml"', 'Target="docProps/app.xml"')
    path.write_bytes(forged(aside))
    assert not ours.office(path)


@pytest.mark.whole
def test_every_sheet_says_what_it_says_by_any_name_of_its_namespace() -> None:
    def prefixed(parts: Parts) -> None:
        text = parts[SHEET].decode()
        text = re.sub(r"<(/?)(?![?!])", r"<\1s:", text).replace("xmlns=", "xmlns:s=")
        parts[SHEET] = text.encode()

    assert held(forged(prefixed)).passes
    usual = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    assert held(forged(replaced(SHEET, usual, "http://purl.oclc.org/ooxml/spreadsheetml/main"))).passes
    other = replaced(SHEET, usual, "http://example.org/main")
    assert refused(forged(other)) == "damaged"
    assert list(Reading(forged(prefixed))) == list(Reading(report()))
