"""One sheet of a workbook that is read: its cells and how they look, and all else that people see or do not see there.

Only what stands where the standard has it is read (ISO/IEC 29500-1, 18.3); what programs would read in different
ways, such as a cell that stands there twice, is refused.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from dangjian_kaoping.ooxml.archive import Part
from dangjian_kaoping.ooxml.markup import Element, local, namespace, pieces, says
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.area import LAST_COLUMN, LAST_ROW, Area, Place, area_of, place_of
from dangjian_kaoping.ooxml.spreadsheet.header_text import header_and_footer
from dangjian_kaoping.ooxml.spreadsheet.number_format import DAY_NOUGHT, LAST_DAY, is_date
from dangjian_kaoping.ooxml.spreadsheet.shared_formula import moved
from dangjian_kaoping.ooxml.spreadsheet.style_sheet import PLAIN, Letters, Look, StyleSheet

MAIN = frozenset(
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"}
)
"""The namespaces of sheets, transitional and strict."""
LONGEST = 32_767
"""Characters of a cell at most."""
MOST_CELLS, MOST_TEXT = 3_000_000, 64 << 20
"""Cells that hold something, and characters of their texts, in all sheets together."""
MOST_FEATURES = 10_000
"""Conditional formats, comments and the like of one sheet."""
MOST_MERGED = 65_536
"""Merged cells of one sheet."""

_LOWEST, _NARROWEST = 4.0, 1.0
"""Rows lower than this (磅) and columns narrower than this (字) are not seen."""
_ZOOM = (40, 250)
"""Per cent; what is smaller or larger than these cannot be read, or not be looked over."""
_FLOAT = re.compile(r"[-+]?(?:\d++\.?\d*+|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
_TOLD = 300
"""Characters of a feature that are told."""
_DIGEST = re.compile(r"\b[0-9a-f]{12}\b", re.ASCII)
"""The beginning of an input's digest, as footers have it."""
_INTEGER = re.compile(r"[-+]?[0-9]{1,15}", re.ASCII)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

FeatureKind = Literal[
    "background",
    "chart",
    "comment",
    "conditional_format",
    "digest",
    "drawing",
    "filter",
    "header",
    "header_picture",
    "hyperlink",
    "name",
    "part",
    "picture",
    "setting",
    "unknown",
    "validation",
    "view",
]


class Feature(NamedTuple):
    """Something that a sheet or a workbook has beside its cells.

    `where` are its cells and `says` what it says, for people; two of one `kind` and `key` are the same.
    """

    kind: FeatureKind
    where: str = ""
    says: str = ""
    key: object = ""


class Content(NamedTuple):
    """What a cell holds: its value (of a formula the stored one, None where none is stored) and its formula.

    `letters` are those of the text's pieces, where they are not the cell's own.
    """

    value: object
    formula: str | None = None
    look: Look = PLAIN
    letters: tuple[Letters, ...] = ()


Cells = dict[Place, Content]
"""The cells of a sheet that hold something, by row and column counted from 1."""


class SheetText(NamedTuple):
    """A text of the workbook's table of texts, with the letters of its pieces where it is in several."""

    text: str
    letters: tuple[Letters, ...] = ()


class Sheet(NamedTuple):
    """What a sheet shows. Rows and columns count from 1; `frozen` are how many rows and columns stay where they are."""

    cells: Cells
    merged: tuple[Area, ...] = ()
    unseen_rows: frozenset[int] = frozenset()
    unseen_columns: frozenset[int] = frozenset()
    frozen: tuple[int, int] = (0, 0)
    features: tuple[Feature, ...] = ()
    last_row: int = 0
    hidden: bool = False


class Allowance:
    """How many cells and how much text may still be read, of the whole workbook."""

    def __init__(self) -> None:
        self._cells, self._text = MOST_CELLS, MOST_TEXT

    def take(self, content: Content) -> None:
        """A cell was read. Raises RefusedPackageError."""
        self._cells -= 1
        if isinstance(content.value, str):
            self._text -= len(content.value)
        if self._cells < 0:
            raise RefusedPackageError("too_large", f"一个工作簿最多 {MOST_CELLS} 个有内容的格")
        if self._text < 0:
            raise RefusedPackageError("too_large", f"一个工作簿的文字最多 {MOST_TEXT >> 20} M 字")


class SheetReader:
    """Reads sheets with what all of them share: the texts, the styles, how much may be read."""

    def __init__(self, texts: Sequence[SheetText], styles: StyleSheet) -> None:
        self._texts = texts
        self._styles = styles

    def read(self, part: Part, name: str, allowance: Allowance) -> Sheet:
        """A sheet. Raises RefusedPackageError."""
        rows = _Rows(self._texts, self._styles, allowance)
        root: Element = None
        for element in pieces(part, name, "row"):
            if local(element) == "row" and element.getparent() is not None:
                rows.add(element)
            else:
                root = element
        if namespace(root) not in MAIN or local(root) != "worksheet":
            raise RefusedPackageError("damaged", name)
        return _finished(root, rows, self._styles)


class _Rows:
    """The rows of a sheet as they come."""

    def __init__(self, texts: Sequence[SheetText], styles: StyleSheet, allowance: Allowance) -> None:
        self.cells: Cells = {}
        self.hidden: set[int] = set()
        self.without_height: set[int] = set()
        self.last = 0
        self.features: list[Feature] = []
        self._texts = texts
        self._styles = styles
        self._allowance = allowance
        self._shared: dict[str, tuple[Place, str]] = {}

    def add(self, element: Element) -> None:
        """The next row, which must be below the last one."""
        parent = element.getparent()
        if namespace(element) not in MAIN or local(parent) != "sheetData" or parent.getparent() is None:
            raise RefusedPackageError("damaged", "有一行不在它该在的地方")
        number = int(_count(element.get("r"), self.last + 1))
        if not self.last < number <= LAST_ROW:
            raise RefusedPackageError("damaged", f"第 {number} 行不该在这里，工作表最多 {LAST_ROW} 行")
        self.last = number
        height = element.get("ht")
        if says(element, "hidden") or (height is not None and _number(height) < _LOWEST):
            self.hidden.add(number)
        elif height is None:
            self.without_height.add(number)
        column = 0
        for each in element:
            kind = _name(each)
            if kind == "c":
                column = self._add_cell(each, number, column)
            elif kind != "extLst":
                raise RefusedPackageError("damaged", f"第 {number} 行里有 {kind}")

    def _add_cell(self, element: Element, row: int, before: int) -> int:
        name = element.get("r")
        place = (row, before + 1) if name is None else place_of(name)
        if place[0] != row or not before < place[1] <= LAST_COLUMN:
            raise RefusedPackageError("damaged", f"{name} 这个格不该在第 {row} 行这个地方，或者有两个")
        content = self._content(element, place)
        if (element.get("vm") is not None or says(element, "ph")) and len(self.features) <= MOST_FEATURES:
            # a picture or a record in the place of the value, or how a text is pronounced above it
            self.features.append(_feature("unknown", name or "", "vm" if element.get("vm") else "ph"))
        if content is not None:
            self._allowance.take(content)
            self.cells[place] = content
        return place[1]

    def _content(self, element: Element, place: Place) -> Content | None:
        formula: str | None = None
        text: str | None = None
        letters: tuple[Letters, ...] = ()
        for each in element:
            match _name(each):
                case "f":
                    formula = self._formula(each, place)
                case "v":
                    text = _only_text(each)
                case "is":
                    text, letters = sheet_text(each, self._styles)
                case "extLst":
                    pass
                case other:
                    raise RefusedPackageError("damaged", f"格里有 {other}")
        look = self._look(element)
        value, letters = self._value(element.get("t", "n"), text, letters, look)
        if formula is None and (value is None or value == ""):
            return None
        return Content(value, formula, look, letters)

    def _look(self, element: Element) -> Look:
        try:
            return self._styles.looks[_count(element.get("s"), 0)]
        except IndexError as error:
            raise RefusedPackageError("damaged", "styles.xml") from error

    def _value(
        self, kind: str, text: str | None, letters: tuple[Letters, ...], look: Look
    ) -> tuple[object, tuple[Letters, ...]]:
        if text is None:
            return None, ()
        match kind:
            case "s":
                try:
                    return self._texts[_count(text, -1)]
                except IndexError as error:
                    raise RefusedPackageError("damaged", "sharedStrings.xml") from error
            case "inlineStr":
                return text, letters
            case "str" | "e":
                return _unescaped(text), ()
            case "b":
                return text.strip() == "1", ()
            case "n":
                return (_number_or_day(text, look.number_format) if text.strip() else None), ()
            case "d":
                return _day(text), ()
        raise RefusedPackageError("damaged", f"不认识的格的种类 {kind!a}")

    def _formula(self, element: Element, place: Place) -> str:
        text = _only_text(element)
        match element.get("t", "normal"):
            case "shared":
                index = element.get("si", "")
                if text:
                    self._shared[index] = (place, text)
                    return text
                if index not in self._shared:
                    raise RefusedPackageError("damaged", "共用的公式不全")
                origin, text = self._shared[index]
                return moved(text, place[0] - origin[0], place[1] - origin[1])
            case "dataTable":
                return f"TABLE({element.get('r1', '')};{element.get('r2', '')})"
        return text


def sheet_text(element: Element, styles: StyleSheet) -> SheetText:
    """A text with its pieces; what tells how to pronounce it is no part of it."""
    texts: list[str] = []
    letters: list[Letters] = []
    for each in element:
        match _name(each):
            case "t":
                texts.append(_only_text(each))
            case "r":
                texts += (_only_text(child) for child in each if _name(child) == "t")
                letters += (styles.letters(child) for child in each if _name(child) == "rPr")
            case "rPh" | "phoneticPr" | "extLst":
                pass
            case other:
                raise RefusedPackageError("damaged", f"文字里有 {other}")
    text = _unescaped("".join(texts))
    if len(text) > LONGEST:
        raise RefusedPackageError("too_large", f"一个格最多 {LONGEST} 个字")
    return SheetText(text, tuple(dict.fromkeys(letters)))


def _finished(root: Element, rows: _Rows, styles: StyleSheet) -> Sheet:
    merged: list[Area] = []
    columns: frozenset[int] = frozenset()
    frozen = (0, 0)
    unseen = rows.hidden
    features = rows.features
    data = 0
    # widths count in digits of the workbook's first font
    scale = styles.first_size / Letters().size
    for each in root:
        match _name(each):
            case "sheetData":
                data += 1
                if len(each):
                    raise RefusedPackageError("damaged", "sheetData 里有别的内容")
            case "sheetFormatPr":
                columns |= _narrow_by_default(each, scale)
                height = each.get("defaultRowHeight")
                if says(each, "zeroHeight") or (height is not None and _number(height) < _LOWEST):
                    unseen = unseen | rows.without_height
            case "cols":
                columns = _unseen_columns(each, columns, scale)
            case "sheetViews":
                for view in each:
                    frozen = max(frozen[0], _frozen(view)[0]), max(frozen[1], _frozen(view)[1])
                    features += islice(_view(view), MOST_FEATURES + 1)
            case "mergeCells":
                merged += (area_of(child.get("ref", "")) for child in each)
            case "headerFooter":
                features += _header(each)
            case kind:
                features += islice(_features(kind, each, styles), MOST_FEATURES + 1)
        if len(merged) > MOST_MERGED or len(features) > MOST_FEATURES:
            kinds = f"合并单元格最多 {MOST_MERGED} 处，条件格式、批注等最多 {MOST_FEATURES} 处"
            raise RefusedPackageError("too_large", f"一张工作表的{kinds}")
    if data != 1:
        raise RefusedPackageError("damaged", f"工作表里有 {data} 个 sheetData")
    return Sheet(rows.cells, tuple(merged), frozenset(unseen), columns, frozen, tuple(features), rows.last)


_QUIET = frozenset(
    {
        *("sheetPr", "dimension", "sheetCalcPr", "sheetProtection", "protectedRanges", "sortState", "phoneticPr"),
        *("printOptions", "pageMargins", "pageSetup", "rowBreaks", "colBreaks", "ignoredErrors", "customProperties"),
        # these are told by the parts that they point to
        *("drawing", "legacyDrawing", "tableParts", "cellWatches", "smartTags"),
    }
)
"""What a sheet has that changes nothing of what is seen in its cells."""
_EXTENSIONS = {"conditionalFormattings": "conditional_format", "dataValidations": "validation", "ignoredErrors": ""}
"""What Excel has added since 2007, in the list of extensions."""


def _features(kind: str, element: Element, styles: StyleSheet) -> Iterator[Feature]:
    match kind:
        case "conditionalFormatting":
            for rule in (each for each in element if _name(each) == "cfRule"):
                does = repr(_rule(rule, styles))
                for area in element.get("sqref", "").split():
                    yield Feature("conditional_format", area, rule.get("type", ""), (area, does))
        case "dataValidations":
            for each in element:
                yield _feature("validation", each.get("sqref", ""), each.get("prompt", "") or each.get("error", ""))
        case "hyperlinks":
            for each in element:
                yield _feature("hyperlink", each.get("ref", ""), each.get("location", "") or each.get("display", ""))
        case "autoFilter":
            if any(_name(each) == "filterColumn" for each in element):
                yield _feature("filter", element.get("ref", ""), "")
        case "legacyDrawingHF" | "drawingHF":
            yield Feature("header_picture")
        case "picture":
            yield Feature("background")
        case "extLst":
            yield from _extensions(element)
        case _ if kind not in _QUIET:
            yield _feature("unknown", "", kind)


def _extensions(element: Element) -> Iterator[Feature]:
    for extension in element:
        for each in extension:
            kind = _EXTENSIONS.get(local(each), "unknown")
            areas = " ".join(child.text or "" for child in each.iter() if local(child) == "sqref")
            if kind == "conditional_format":
                yield _feature("conditional_format", areas, "")
            elif kind == "validation":
                yield _feature("validation", areas, "")
            elif kind:
                yield _feature("unknown", areas, local(each))


def _feature(kind: FeatureKind, where: str, text: str) -> Feature:
    return Feature(kind, where[:_TOLD], text[:_TOLD], (where, text))


def _rule(element: Element, styles: StyleSheet) -> object:
    """What a conditional format does, whatever numbers it and its effect bear."""
    effect: object = None
    if element.get("dxfId") is not None:
        index = _count(element.get("dxfId"), 0)
        effect = styles.effects[index] if index < len(styles.effects) else index
    told = {key: value for key, value in element.attrib.items() if key not in ("priority", "dxfId")}
    told = {key: value for key, value in told.items() if value not in ("0", "false")}
    return (
        tuple(sorted(told.items())),
        effect,
        tuple(_shape(each, styles) for each in element if _name(each) != "extLst"),
    )


def _shape(element: Element, styles: StyleSheet) -> object:
    kind = _name(element)
    if kind == "color":
        return kind, styles.colors.of(element)
    told = dict(element.attrib)
    if told.get("type") in ("min", "max"):
        told.pop("val", None)
    text = (element.text or "").strip()
    return kind, tuple(sorted(told.items())), text, tuple(_shape(each, styles) for each in element)


def _header(element: Element) -> Iterator[Feature]:
    """Page headers and footers; the digest in them apart, since it alone differs where records were changed since."""
    text = header_and_footer(element)
    for digest in dict.fromkeys(_DIGEST.findall(text)):
        yield Feature("digest", says=digest, key=digest)
    yield Feature("header", says=text[:_TOLD], key=_DIGEST.sub("", text))


def _view(view: Element) -> Iterator[Feature]:
    """What a view of the sheet keeps from being seen, or shows otherwise."""
    zoom = _count(view.get("zoomScale"), 100)
    told = {
        "formulas": says(view, "showFormulas"),
        "zeros": view.get("showZeros") is not None and not says(view, "showZeros"),
        "zoom": not _ZOOM[0] <= zoom <= _ZOOM[1],
        "scrolled": _frozen(view) != (0, 0) and view.get("topLeftCell", "A1") != "A1",
    }
    for what, holds in told.items():
        if holds:
            yield Feature("view", says=what, key=what)


def _frozen(view: Element) -> tuple[int, int]:
    for each in view:
        if _name(each) == "pane" and each.get("state", "").startswith("frozen"):
            return int(_number(each.get("ySplit", "0"))), int(_number(each.get("xSplit", "0")))
    return 0, 0


def _narrow_by_default(element: Element, scale: float) -> frozenset[int]:
    width = element.get("defaultColWidth")
    narrow = width is not None and _number(width) * scale < _NARROWEST
    return frozenset(range(1, LAST_COLUMN + 1)) if narrow else frozenset()


def _unseen_columns(element: Element, unseen: frozenset[int], scale: float) -> frozenset[int]:
    found = set(unseen)
    before = 0
    for each in element:
        first, last = _count(each.get("min"), 0), _count(each.get("max"), 0)
        if not before < first <= last <= LAST_COLUMN:
            raise RefusedPackageError("damaged", f"没有从 {first} 到 {last} 的列，或者写了两次")
        before = last
        width = each.get("width")
        narrow = says(each, "hidden") or (width is not None and _number(width) * scale < _NARROWEST)
        (found.update if narrow else found.difference_update)(range(first, last + 1))
    return frozenset(found)


def _name(element: Element) -> str:
    """An element's name; of one that is not of a sheet with its namespace."""
    return _plain_name(element.tag)


@lru_cache(maxsize=1 << 10)
def _plain_name(tag: str) -> str:
    space, _, name = tag[1:].partition("}")
    return name if space in MAIN else tag


def _only_text(element: Element) -> str:
    if len(element):
        raise RefusedPackageError("damaged", f"{local(element)} 里有 {local(element[0])}")
    return element.text or ""


def _unescaped(text: str) -> str:
    """Text in which characters may be written as _x000D_."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    # half a character is none
    return match[0] if 0xD800 <= number < 0xE000 else chr(number)


def _count(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    text = text.strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 9):
        # beyond all limits; 9 digits are more than any count
        raise RefusedPackageError("damaged", f"{text[:20]!a} 不是能用的序号，工作表最多 {LAST_ROW} 行")
    return int(text)


def _number(text: str) -> float:
    if not _FLOAT.fullmatch(text.strip()) or len(text) > 400:
        raise RefusedPackageError("damaged", f"{text[:20]!a} 不是数")
    return float(text)


def _number_or_day(text: str, number_format: str) -> object:
    value = _number(text)
    if _is_day(number_format) and 0 <= value < LAST_DAY:
        return DAY_NOUGHT + timedelta(days=value)
    return int(text) if _INTEGER.fullmatch(text.strip()) else value


@lru_cache(maxsize=1 << 10)
def _is_day(number_format: str) -> bool:
    return is_date(number_format)


def _day(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise RefusedPackageError("damaged", f"{text[:20]!a} 不是日期") from error
