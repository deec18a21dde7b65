"""Reading a workbook as Office opens it: which part is the workbook, its sheets, and what each of them shows.

A package that could hide another workbook, or that brings in what lies elsewhere or runs, is refused (`ooxml`).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import NamedTuple

from dangjian_kaoping.ooxml.archive import Limits
from dangjian_kaoping.ooxml.forbidden import refuse_forbidden
from dangjian_kaoping.ooxml.markup import Element, local, namespace, pieces, says
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.comments import comments_on
from dangjian_kaoping.ooxml.spreadsheet.drawings import Drawn, drawn_on
from dangjian_kaoping.ooxml.spreadsheet.sheet import (
    MAIN,
    MOST_CELLS,
    MOST_FEATURES,
    MOST_TEXT,
    Allowance,
    Cells,
    Feature,
    Sheet,
    SheetReader,
    SheetText,
    sheet_text,
)
from dangjian_kaoping.ooxml.spreadsheet.style_sheet import StyleSheet

LIMITS = Limits(parts=4096, unpacked=300 << 20)
"""The workbook of 5,000 branches has twenty parts and takes a third of it."""

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_WORKBOOK = f"{_SPREADSHEET}sheet.main+xml"
_TYPES = {
    "worksheet": f"{_SPREADSHEET}worksheet+xml",
    "chartsheet": f"{_SPREADSHEET}chartsheet+xml",
    "styles": f"{_SPREADSHEET}styles+xml",
    "sharedStrings": f"{_SPREADSHEET}sharedStrings+xml",
    "comments": f"{_SPREADSHEET}comments+xml",
    "drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "chart": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
}
"""What a part must say that it is, by how it is referred to: some programs go by the one, some by the other."""
_OF_FILE = frozenset(
    {
        *("officeDocument", "extended-properties", "custom-properties", "customXml", "customXmlProps"),
        *("package:core-properties", "package:thumbnail", "package:origin", "package:signature"),
        *("package:certificate", "ms:classificationlabels"),
    }
)
"""What programs write for the file when they save."""
_OF_WORKBOOK = frozenset(
    {"worksheet", "chartsheet", "theme", "styles", "sharedStrings", "calcChain", "ms:person", "customXml"}
)
_OF_SHEETS = frozenset({"drawing", "printerSettings", "comments", "vmlDrawing", "hyperlink", "ms:threadedComment"})
_OF_DRAWINGS = frozenset({"chart", "image", "hyperlink"})
_HOLDING = (b"<v>", b"<is>", b"<f>")
"""In what a cell holds its value, its text, its formula."""
_TOLD = 300
"""Characters of a defined name that are told."""
_NAME_OF_FILTER = "_xlnm._filterdatabase"
"""The name that every filter has."""


class _Entry(NamedTuple):
    """A sheet as the workbook lists it; one of a chart alone has no cells."""

    kind: str
    part: str
    hidden: bool


class Counted(NamedTuple):
    """How many cells of a sheet hold something, and how many of them a formula."""

    cells: int
    formulas: int


class Reading(Mapping[str, Cells]):
    """The sheets of a workbook in their order. Each is read when it is asked for, so that only one is in memory.

    `features` are what the whole workbook has. Everything raises RefusedPackageError.
    """

    def __init__(self, content: bytes) -> None:
        with damage_told():
            self.package = package = Package(content, LIMITS)
            part = _workbook_of(package)
            root = package.root(part)
            if namespace(root) not in MAIN or local(root) != "workbook":
                raise RefusedPackageError("damaged", part)
            self._sheets = _listed(package, part, root)
            self._names = _names(root, list(self._sheets))
            self.features = (*_settings(root), *_strange(package, part), *self._names.pop("", []))
            self._shared = tuple(package.only(kind, part) for kind in ("styles", "theme", "sharedStrings"))
            self._allowance = Allowance()
            self._read: set[str] = set()

    def __iter__(self) -> Iterator[str]:
        return iter(self._sheets)

    def __len__(self) -> int:
        return len(self._sheets)

    def __contains__(self, name: object) -> bool:
        return name in self._sheets

    def __getitem__(self, name: str) -> Cells:
        return self.sheet(name).cells

    def sheet(self, name: str) -> Sheet:
        """All that a sheet shows in its cells; KeyError where there is none of that name."""
        entry = self._sheets[name]
        with damage_told():
            sheet = self._read_sheet(name, entry)
            more = (*comments_on(self.package, entry.part), *_unknown(self.package, entry.part, _OF_SHEETS))
            features = (*sheet.features, *more, *self._names.get(name, []))
            if len(features) > MOST_FEATURES:
                raise RefusedPackageError("too_large", f"一张工作表的批注、名称等最多 {MOST_FEATURES} 处")
            return sheet._replace(features=features, hidden=entry.hidden)

    def drawn(self, name: str) -> tuple[Drawn, ...]:
        """What is drawn over the cells of a sheet."""
        with damage_told():
            return tuple(drawn_on(self.package, self._sheets[name].part))

    def has_same(self, name: str, other: "Reading") -> bool:
        """Whether a sheet shows what it does in another workbook for being written there in the same bytes."""
        if self._sheets.get(name) != other._sheets.get(name) or self._names.get(name) != other._names.get(name):
            return False
        parts = (self._sheets[name].part, *filter(None, self._shared))
        with damage_told():
            return self._shared == other._shared and all(self.package.has_same(each, other.package) for each in parts)

    def counted(self, name: str) -> Counted:
        """How many cells a sheet has, as XlsxWriter writes it: each value and each text in a tag without attributes."""
        found, before = Counter[bytes](), b""
        with damage_told(), self.package.open(self._sheets[name].part) as part:
            for chunk in part.chunks():
                for tag in _HOLDING:
                    # a tag may be cut in two, and what is shorter than a tag is none
                    found[tag] += (before[1 - len(tag) :] + chunk).count(tag)
                before = chunk
        value, text, formula = (found[tag] for tag in _HOLDING)
        return Counted(value + text, formula)

    @cached_property
    def _reader(self) -> SheetReader:
        """What all sheets share is read with the first of them."""
        styles, theme, texts = self._shared
        sheet = StyleSheet(*(None if each is None else self.package.root(each) for each in (styles, theme)))
        return SheetReader(() if texts is None else _texts(self.package, texts, sheet), sheet)

    def _read_sheet(self, name: str, entry: _Entry) -> Sheet:
        if entry.kind != "worksheet":
            return Sheet({})
        # what is read again is not counted again
        allowance = Allowance() if name in self._read else self._allowance
        self._read.add(name)
        with self.package.open(entry.part) as part:
            return self._reader.read(part, entry.part, allowance)


@contextmanager
def damage_told() -> Iterator[None]:
    """Whatever a file can be broken in is that it is damaged."""
    try:
        yield
    except RefusedPackageError:
        raise
    except Exception as error:
        raise RefusedPackageError("damaged") from error


def _workbook_of(package: Package) -> str:
    """The part of the workbook, of a package in which nothing is that must not be."""
    part = package.only("officeDocument")
    if part is None:
        raise RefusedPackageError("no_package")
    refuse_forbidden(package)
    if package.content_type(part) != _WORKBOOK:
        raise RefusedPackageError("no_package")
    for each in ("", *package.parts):
        for relation in package.relations(each):
            expected = _TYPES.get(relation.kind)
            if expected is not None and package.content_type(relation.target) != expected:
                raise RefusedPackageError("ambiguous", f"{relation.target} 说的种类与用到它的地方说的不一样")
    return part


def _listed(package: Package, workbook: str, root: Element) -> dict[str, _Entry]:
    """The sheets by their names; each has a part of its own."""
    relations = {each.id: each for each in package.relations(workbook) if each.kind in ("worksheet", "chartsheet")}
    found: dict[str, _Entry] = {}
    for each in _children(root, "sheets"):
        name = each.get("name", "")
        ids = [value for key, value in each.attrib.items() if key.endswith("}id")]
        if name in found or len(ids) != 1 or ids[0] not in relations:
            raise RefusedPackageError("damaged", f"工作表 {name!a} 没有自己的内容")
        relation = relations.pop(ids[0])
        found[name] = _Entry(relation.kind, relation.target, each.get("state", "visible") != "visible")
    parts = [each.part for each in found.values()]
    if relations or len(set(parts)) < len(parts):
        raise RefusedPackageError("ambiguous", "有的工作表没有列出来，或者列了两次")
    return found


def _settings(root: Element) -> Iterator[Feature]:
    """Settings of the whole workbook that make its sheets show something else."""
    told = {local(each): each for each in root if namespace(each) in MAIN}
    calculation, properties = told.get("calcPr"), told.get("workbookPr")
    if calculation is not None and calculation.get("fullPrecision") in ("0", "false"):
        yield Feature("setting", says="precision", key="precision")
    if properties is not None and says(properties, "date1904"):
        yield Feature("setting", says="calendar", key="calendar")
    for view in _children(root, "bookViews"):
        if view.get("showSheetTabs") in ("0", "false"):
            yield Feature("setting", says="tabs", key="tabs")


def _names(root: Element, sheets: Sequence[str]) -> dict[str, list[Feature]]:
    """The defined names by the sheet that they are for, those for all of them under the empty name."""
    found: dict[str, list[Feature]] = {}
    for each in _children(root, "definedNames"):
        name, text = each.get("name", ""), (each.text or "").strip()
        number = each.get("localSheetId")
        sheet = "" if number is None else sheets[int(number)]
        key = name.lower(), tuple(sorted(text.replace("$", "").replace("'", "").split(",")))
        if name.lower() != _NAME_OF_FILTER:
            found.setdefault(sheet, []).append(Feature("name", says=f"{name} = {text}"[:_TOLD], key=key))
    return found


def _strange(package: Package, workbook: str) -> Iterator[Feature]:
    """Parts of the file and the workbook of which we know nothing."""
    yield from _unknown(package, "", _OF_FILE)
    yield from _unknown(package, workbook, _OF_WORKBOOK)


def _unknown(package: Package, part: str, known: frozenset[str]) -> Iterator[Feature]:
    for each in package.relations(part):
        if each.kind not in known:
            yield Feature("part", says=each.kind.rpartition("/")[2], key=each.kind)
        elif each.kind == "drawing":
            yield from _unknown(package, each.target, _OF_DRAWINGS)


def _texts(package: Package, name: str, styles: StyleSheet) -> Sequence[SheetText]:
    """The workbook's table of texts."""
    texts: list[SheetText] = []
    room = MOST_TEXT
    with package.open(name) as part:
        for each in pieces(part, name, "si"):
            if each.getparent() is not None:
                if each.getparent().getparent() is not None:
                    raise RefusedPackageError("damaged", name)
                texts.append(sheet_text(each, styles))
                room -= len(texts[-1].text)
                if len(texts) > MOST_CELLS or room < 0:
                    raise RefusedPackageError("too_large", f"文字表最多 {MOST_CELLS} 条、{MOST_TEXT >> 20} M 字")
            elif namespace(each) not in MAIN or local(each) != "sst":
                raise RefusedPackageError("damaged", name)
    return texts


def _children(root: Element, name: str) -> Iterator[Element]:
    for each in root:
        if namespace(each) in MAIN and local(each) == name:
            yield from each
