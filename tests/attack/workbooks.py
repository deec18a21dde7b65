"""Workbooks forged from the real one by changing the parts of its package, as someone would with a zip program."""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

from dangjian_kaoping.verify.verification import Verification, verified
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book
from small_plant import edition, plant
from write.xlsx.workbooks import SHEETS, report

BOOK, STYLES, TYPES = "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"
CHART, DRAWING, ROOT = "xl/charts/chart1.xml", "xl/drawings/drawing1.xml", "_rels/.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
RANKING = "综合排名"


def part_of(name: str) -> str:
    """The part of a sheet of the real workbook."""
    return f"xl/worksheets/sheet{SHEETS.index(name) + 1}.xml"


SHEET = part_of(RANKING)

Parts = dict[str, bytes]
Change = Callable[[Parts], object]


@cache
def _parts() -> Mapping[str, bytes]:
    with zipfile.ZipFile(BytesIO(report())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """An archive with these parts."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def forged(*changes: Change) -> bytes:
    """The real workbook, changed."""
    parts = dict(_parts())
    for change in changes:
        change(parts)
    return zipped(parts)


@cache
def _following() -> Book:
    """The workbook that follows, which is written once for all."""
    book = ranking_book(plant(), edition())
    written = book.to_bytes()
    setattr(book, "to_bytes", lambda: written)  # noqa: B010 - a method for this one book
    return book


def held(content: bytes) -> Verification:
    """A workbook held against what follows."""
    return verified(content, _following(), edition())


def replaced(part: str, old: str, new: str, count: int = -1) -> Change:
    """Text of a part replaced; it must be there."""

    def change(parts: Parts) -> None:
        text = parts[part].decode()
        assert old in text, old
        parts[part] = text.replace(old, new, count).encode()

    return change


def substituted(part: str, pattern: str, new: str) -> Change:
    """The first place of a pattern in a part replaced; it must be there."""

    def change(parts: Parts) -> None:
        text, count = re.subn(pattern, new, parts[part].decode(), count=1)
        assert count, pattern
        parts[part] = text.encode()

    return change


def with_type(name: str, kind: str) -> Change:
    """What a new part says that it is."""
    return replaced(TYPES, "</Types>", f'<Override PartName="/{name}" ContentType="{kind}"/></Types>')


def with_part(name: str, content: bytes, kind: str = "application/xml") -> Change:
    """One part more."""

    def change(parts: Parts) -> None:
        parts[name] = content
        with_type(name, kind)(parts)

    return change


def with_relation(part: str, kind: str, target: str, *, external: bool = False, id: str = "rIdX") -> Change:
    """One relationship more of a part; the part's relationships are begun where it has none."""
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if part else ROOT

    def change(parts: Parts) -> None:
        empty = f'<Relationships xmlns="{RELATIONS}"></Relationships>'.encode()
        text = parts.setdefault(relations, empty).decode()
        mode = ' TargetMode="External"' if external else ""
        entry = f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/>'
        parts[relations] = text.replace("</Relationships>", f"{entry}</Relationships>").encode()

    return change


def in_sheet(before: str, text: str, sheet: str = SHEET) -> Change:
    """Text put into a sheet before an element."""
    return replaced(sheet, before, text + before, 1)


def with_format(code: str, cell: str = "D5") -> Change:
    """A cell given a number format of its own."""
    return with_look(cell, number_format=code)


def with_look(
    cell: str, *, number_format: str = "", font: str = "", fill: str = "", aligned: str = "", sheet: str = SHEET
) -> Change:
    """A cell given a look of its own: that of the cell with something else in it."""

    def change(parts: Parts) -> None:
        text = parts[STYLES].decode()
        index = int(re.findall(f'<c r="{cell}" s="(\\d+)"', parts[sheet].decode())[0])
        xfs = re.findall(r"<cellXfs[^>]*>(.*)</cellXfs>", text, re.DOTALL)[0]
        looks = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", xfs)
        look = looks[index]
        for tag, attribute, content in (("fonts", "fontId", font), ("fills", "fillId", fill)):
            if content:
                number = len(re.findall(f"<{tag[:-1]}>", text))
                text = text.replace(f"</{tag}>", f"<{tag[:-1]}>{content}</{tag[:-1]}></{tag}>", 1)
                look = re.sub(f'{attribute}="\\d+"', f'{attribute}="{number}"', look)
        if number_format:
            escaped = number_format.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
            text = text.replace("</numFmts>", f'<numFmt numFmtId="990" formatCode="{escaped}"/></numFmts>', 1)
            look = re.sub(r'numFmtId="\d+"', 'numFmtId="990"', look)
        if aligned:
            look = re.sub(r"<alignment [^>]*/>", f"<alignment {aligned}/>", look)
        parts[STYLES] = text.replace("</cellXfs>", f"{look}</cellXfs>").encode()
        substituted(sheet, f'(<c r="{cell}" s=)"\\d+"', f'\\1"{len(looks)}"')(parts)

    return change


def entry(name: bytes, data: bytes) -> tuple[bytes, bytes]:
    """A part as it lies in an archive, and its line in the directory, all but where it lies."""
    head = struct.pack("<5H3L2H", 20, 0, 0, 0, 0x21, zlib.crc32(data), len(data), len(data), len(name), 0)
    return b"PK\3\4" + head + name + data, b"PK\1\2" + struct.pack("<H", 20) + head + bytes(10)
