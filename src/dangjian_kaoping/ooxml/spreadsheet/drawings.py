"""What lies over the cells of a sheet that is read: text boxes, pictures, charts with the values kept in them."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.ooxml.markup import Element, is_named, local
from dangjian_kaoping.ooxml.package import Package, Relation
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.area import LAST_COLUMN, LAST_ROW, Area
from dangjian_kaoping.ooxml.spreadsheet.number_format import displayed, figure_in
from dangjian_kaoping.ooxml.spreadsheet.sheet import MOST_FEATURES, Feature

_ANCHORS = frozenset({"twoCellAnchor", "oneCellAnchor", "absoluteAnchor"})
_QUIET = frozenset({"ms:chartStyle", "ms:chartColorStyle", "themeOverride"})
"""What a chart refers to that only has its colours."""
_SAMPLES = (1234.5678, 0.25, 0, -3)
"""Figures that a format of a chart must leave readable."""
_LONGEST = 200
"""Characters of a text box that are told."""


class Series(NamedTuple):
    """Cells that a chart draws, as it names them, and what it keeps of them by their place in the row."""

    reference: str
    kept: tuple[tuple[int, str], ...]


class Chart(NamedTuple):
    """What a chart draws and says: kinds and ranges, its texts, its axes, formats that do not show figures.

    `title` and `texts` are all texts written in it; `kept` are values that lie in the chart itself.
    """

    drawn: tuple[object, ...]
    texts: tuple[str, ...]
    axes: tuple[object, ...]
    formats: tuple[str, ...]
    kept: tuple[Series, ...]


class Drawn(NamedTuple):
    """Something over the cells: which of them it covers, and the chart that it is."""

    feature: Feature
    area: Area | None
    chart: Chart | None = None


def drawn_on(package: Package, sheet: str) -> Iterator[Drawn]:
    """What is drawn on a sheet, by its part. Raises RefusedPackageError."""
    count = 0
    for relation in package.relations(sheet):
        if relation.kind == "drawing":
            for each in _in_drawing(package, relation.target):
                count += 1
                if count > MOST_FEATURES:
                    raise RefusedPackageError("too_large", f"一张工作表的图形最多 {MOST_FEATURES} 个")
                yield each


def _in_drawing(package: Package, part: str) -> Iterator[Drawn]:
    relations = {each.id: each for each in package.relations(part)}
    # a chart that several frames show is read once; the others are shapes of which nothing is known
    charts = {each.id: each.target for each in relations.values() if each.kind == "chart"}
    contents = _Contents(package)
    for each in package.root(part):
        if local(each) not in _ANCHORS:
            yield _shape(each, None)
            continue
        area = _area(each)
        for shape in each:
            match local(shape):
                case "from" | "to" | "ext" | "pos" | "clientData":
                    pass
                case "pic":
                    yield _picture(contents, shape, area, relations)
                case "graphicFrame":
                    yield _chart(package, shape, area, charts) or _shape(shape, area)
                case _:
                    yield _shape(shape, area)


def _shape(element: Element, area: Area | None) -> Drawn:
    text = " ".join("".join(each.text or "" for each in element.iter() if is_named(each, "t")).split())[:_LONGEST]
    where = "" if area is None else area.name
    return Drawn(Feature("drawing", where, text, (where, text)), area)


class _Contents:
    """The contents of pictures by their digests, each reckoned once."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._digests: dict[str, str] = {}

    def digest(self, part: str) -> str:
        """SHA-256 of a part."""
        if part not in self._digests:
            self._digests[part] = hashlib.sha256(self._package.read(part)).hexdigest()
        return self._digests[part]


def _picture(contents: _Contents, element: Element, area: Area | None, relations: Mapping[str, Relation]) -> Drawn:
    named = {value for each in element.iter() for value in each.attrib.values() if value in relations}
    targets = sorted(relations[each].target for each in named if not relations[each].external)
    key = tuple(map(contents.digest, targets))
    return Drawn(Feature("picture", "" if area is None else area.name, key=key), area)


def _chart(package: Package, element: Element, area: Area | None, charts: dict[str, str]) -> Drawn | None:
    named = [value for each in element.iter() if is_named(each, "chart") for value in each.attrib.values()]
    found = [each for each in named if each in charts]
    if len(found) != 1:
        return None
    part = charts.pop(found[0])
    chart = _read_chart(package.root(part))
    more = tuple(sorted(each.kind for each in package.relations(part) if each.kind not in _QUIET))
    key = repr((chart.drawn, chart.texts, chart.axes, chart.formats, more))
    where = "" if area is None else area.name
    return Drawn(Feature("chart", where, "、".join(chart.texts)[:_LONGEST], key), area, chart)


def _read_chart(root: Element) -> Chart:
    series = [each for each in root.iter() if is_named(each, "ser") and local(each.getparent()).endswith("Chart")]
    kept = tuple(found for each in series for found in _kept(each))
    texts = tuple(sorted(text for each in root.iter() if is_named(each, "t") and (text := (each.text or "").strip())))
    axes = tuple(sorted(_axis(each) for each in root.iter() if is_named(each, "scaling")))
    told = [each.get("formatCode", "") for each in root.iter() if is_named(each, "numFmt")]
    told += [each.text or "" for each in root.iter() if is_named(each, "formatCode")]
    odd = tuple(sorted({each for each in told if not _leaves_readable(each)}))
    return Chart(tuple(_drawn(each) for each in series), texts, axes, odd, kept)


def _drawn(series: Element) -> tuple[str, ...]:
    """The kind of a series and the cells of its name, categories and values; a name that is written is in quotes."""
    parts = {local(each): each for each in series}
    named = tuple(_source(parts[key]) for key in ("tx", "cat", "xVal", "val", "yVal", "bubbleSize") if key in parts)
    errors = tuple(key for key in ("errBars", "trendline") if key in parts)
    return local(series.getparent()), *named, *errors


def _source(element: Element) -> str:
    references = [(each.text or "").strip() for each in element.iter() if is_named(each, "f")]
    if references:
        return "+".join(references).replace("$", "")
    return "+".join(f'"{each.text or ""}"' for each in element.iter() if is_named(each, "v"))


def _kept(series: Element) -> Iterator[Series]:
    for each in series.iter():
        if not is_named(each, "strRef") and not is_named(each, "numRef"):
            continue
        reference = next(((child.text or "").strip() for child in each if is_named(child, "f")), "")
        points = (point for point in each.iter() if is_named(point, "pt"))
        values = ((_index(point), "".join(v.text or "" for v in point if is_named(v, "v"))) for point in points)
        yield Series(reference.replace("$", ""), tuple(values))


def _axis(scaling: Element) -> tuple[str, ...]:
    told = {local(each): each.get("val", "") for each in scaling}
    bounds = ("" if key not in told else f"{float(told[key]):g}" for key in ("min", "max", "logBase"))
    return told.get("orientation", "minMax"), *bounds


def _leaves_readable(code: str) -> bool:
    """Whether a format shows the figures themselves."""
    for each in _SAMPLES:
        shown = displayed(each, code)
        figure = None if shown is None else figure_in(shown)
        if figure is None or abs(float(figure) - each) > 0.5:
            return False
    return True


def _area(anchor: Element) -> Area | None:
    ends = {local(each): each for each in anchor if local(each) in ("from", "to")}
    if "from" not in ends:
        return None
    top, left = _corner(ends["from"])
    bottom, right = _corner(ends.get("to", ends["from"]))
    return Area(top, left, max(bottom, top), max(right, left))


def _corner(element: Element) -> tuple[int, int]:
    told = {local(each): each.text or "" for each in element}
    row, column = (int(told[key]) + 1 if told.get(key, "").strip().isdecimal() else 1 for key in ("row", "col"))
    return min(row, LAST_ROW), min(column, LAST_COLUMN)


def _index(point: Element) -> int:
    text = point.get("idx", "")
    return int(text) if text.isdecimal() and len(text) < 9 else -1
