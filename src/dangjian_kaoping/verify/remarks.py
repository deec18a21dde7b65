"""What people see in a workbook where its cells hold something else, or do not see at all.

A sheet as it was read is held against the one that our writer writes today: only what is otherwise there is
remarked, and of what programs change when they merely save a file again nothing.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.area import Area, Place, area_of, areas_in_words, column_letters, some_of
from dangjian_kaoping.ooxml.spreadsheet.drawings import Chart, Drawn, Series
from dangjian_kaoping.ooxml.spreadsheet.merging import covered
from dangjian_kaoping.ooxml.spreadsheet.number_format import displayed, figure_in, sections, seen_alike
from dangjian_kaoping.ooxml.spreadsheet.sheet import Cells, Content, Feature, FeatureKind, Sheet
from dangjian_kaoping.ooxml.spreadsheet.style_sheet import Color, Letters, Look, contrast

RemarkKind = (
    FeatureKind
    | Literal[
        "chart_format",
        "chart_over",
        "chart_value",
        "frozen",
        "hidden_columns",
        "hidden_rows",
        "hidden_sheet",
        "letters",
        "merged",
        "missing_chart",
        "missing_picture",
        "number_format",
        "placing",
    ]
)
"""What there is to remark on: beside features that we have not written, how cells are made to show something else."""

_FAINT = 2.0
"""What stands out less than this from what lies behind it is not seen; our faintest is 5."""
_TINY = 5.0
"""Letters smaller than this (磅) are not read; our smallest are 8."""
_INDENTED = 15
"""A text indented by more than this is pushed out of its cell."""
_NEAR = 1e-9
_MOST_POINTS = 10_000
"""Points of a series that are looked at; ours have 60."""


class Remark(NamedTuple):
    """Something that people see otherwise than it is; `sheet` is empty where it is about the whole workbook.

    `where` are its cells, `says` is what stands there: a format, a text, a sign for what it is. Of a cell or a chart
    `follows` is the figure, and `shown` what is seen of it, None where that cannot be told.
    """

    kind: RemarkKind
    sheet: str
    where: str = ""
    says: str = ""
    follows: str = ""
    shown: str | None = ""


def remarks_on_workbook(found: Iterable[Feature], expected: Iterable[Feature]) -> Iterator[Remark]:
    """What the workbook has beside its sheets that ours has not."""
    for each in _more(found, expected):
        yield Remark(each.kind, "", each.where, each.says)


def remarks_on_sheet(name: str, found: Sheet, expected: Sheet) -> Iterator[Remark]:
    """What a sheet does not show as ours does, but for what is drawn over it."""
    if found.hidden:
        yield Remark("hidden_sheet", name)
    yield from _unseen(name, found, expected)
    yield from _merged(name, found, expected)
    yield from _looks(name, found.cells, expected.cells)
    if found.frozen[0] > expected.frozen[0] or found.frozen[1] > expected.frozen[1]:
        yield Remark("frozen", name)
    for each in _more(found.features, expected.features):
        yield Remark(each.kind, name, each.where, each.says)


def remarks_on_drawings(
    name: str, found: Sequence[Drawn], expected: Sequence[Drawn], says: Cells, follows: Cells
) -> Iterator[Remark]:
    """What lies over the cells of a sheet that ours does not have there, and charts that keep other values."""
    theirs, ours = [each.feature for each in found], [each.feature for each in expected]
    for each in _more(theirs, ours):
        yield Remark(each.kind, name, each.where, each.says)
    changed = Counter(each.kind for each in _more(theirs, ours))
    for each in _more(ours, theirs):
        changed[each.kind] -= 1
        # one that was changed is told as it is now
        if changed[each.kind] < 0:
            yield Remark("missing_chart" if each.kind == "chart" else "missing_picture", name, says=each.says)
    for one in found:
        if one.chart is None:
            continue
        yield from _kept(name, one.chart, says)
        if one.chart.formats:
            yield Remark("chart_format", name, one.feature.where, "、".join(one.chart.formats))
        same = next((each for each in expected if each.feature.key == one.feature.key), None)
        if same is not None and _cells_under(one.area, says) > _cells_under(same.area, follows):
            yield Remark("chart_over", name, one.feature.where)


def _more(found: Iterable[Feature], expected: Iterable[Feature]) -> Iterator[Feature]:
    """What is found and not expected, or oftener than it is."""
    left = Counter((each.kind, each.key) for each in expected)
    for each in found:
        identity = each.kind, each.key
        if left[identity] > 0:
            left[identity] -= 1
        else:
            yield each


def _unseen(name: str, found: Sheet, expected: Sheet) -> Iterator[Remark]:
    rows = sorted(each for each in found.unseen_rows - expected.unseen_rows if each <= expected.last_row)
    if rows:
        yield Remark("hidden_rows", name, some_of(_spans(rows, str)))
    last = max((column for _, column in expected.cells), default=0)
    columns = sorted(each for each in found.unseen_columns - expected.unseen_columns if each <= last)
    if columns:
        yield Remark("hidden_columns", name, some_of(_spans(columns, lambda number: column_letters(number - 1))))


def _spans(numbers: Sequence[int], named: Callable[[int], str]) -> list[str]:
    """Rows or columns by their names, those next to each other as one: 6:8."""
    spans: list[tuple[int, int]] = []
    for each in numbers:
        if spans and spans[-1][1] == each - 1:
            spans[-1] = (spans[-1][0], each)
        else:
            spans.append((each, each))
    return [named(one) if one == other else f"{named(one)}:{named(other)}" for one, other in spans]


def _merged(name: str, found: Sheet, expected: Sheet) -> Iterator[Remark]:
    ours = set(expected.merged)
    # what we have written ourselves may be covered by another of these areas, so all are laid down
    hidden: dict[Area, list[Place]] = {}
    for area, place in covered(set(found.merged), found.cells.keys() | expected.cells.keys()):
        if area not in ours:
            hidden.setdefault(area, []).append(place)
    for area, places in hidden.items():
        yield Remark("merged", name, area.name, areas_in_words(places))


def _looks(name: str, found: Cells, expected: Cells) -> Iterator[Remark]:
    """Cells that show another text than ours would, or that cannot be read; those alike are told together."""
    judged: dict[tuple[int, int, tuple[Letters, ...]], _Judgement] = {}
    places: dict[_Judgement, list[Place]] = {}
    formats: dict[str, list[Place]] = {}
    for place, content in found.items():
        ours = expected.get(place)
        if ours is None:
            continue
        pair = id(content.look), id(ours.look), content.letters
        if pair not in judged:
            judged[pair] = _judgement(content, ours)
        judgement = judged[pair]
        if judgement.letters or judgement.placing:
            places.setdefault(judgement._replace(same_format=True), []).append(place)
        if not judgement.same_format and not _shows_alike(content, ours):
            formats.setdefault(content.look.number_format, []).append(place)
    for judgement, cells in places.items():
        if judgement.letters:
            yield Remark("letters", name, areas_in_words(cells), judgement.letters)
        if judgement.placing:
            yield Remark("placing", name, areas_in_words(cells), judgement.placing)
    for code, cells in formats.items():
        first = min(cells)
        value = found[first].value
        shown, follows = displayed(value, code), displayed(value, expected[first].look.number_format)
        yield Remark("number_format", name, areas_in_words(cells), code, follows or str(value), shown)


class _Judgement(NamedTuple):
    """Of two looks: what is wrong with the letters, with how they stand, whether the formats are the same."""

    letters: str
    placing: str
    same_format: bool


def _judgement(content: Content, ours: Content) -> _Judgement:
    found, expected = content.look, ours.look
    letters = ""
    for each in content.letters or (found.letters,):
        letters = letters or _unreadable(each, found.behind, expected)
    indented = found.indent > max(_INDENTED, expected.indent)
    placing = found.placing if found.placing != expected.placing else "indent" if indented else ""
    return _Judgement(letters, placing, sections(found.number_format) == sections(expected.number_format))


def _unreadable(letters: Letters, behind: Sequence[Color], expected: Look) -> str:
    """Why letters cannot be read that can be read in ours; empty where they can."""
    faint = min(contrast(letters.color, each) for each in behind)
    ours = min(contrast(expected.letters.color, each) for each in expected.behind)
    if faint < min(_FAINT, ours):
        return "faint"
    if letters.size < min(_TINY, expected.letters.size):
        return "tiny"
    if letters.symbols and not expected.letters.symbols:
        return "symbols"
    return "struck" if letters.struck and not expected.letters.struck else ""


def _shows_alike(content: Content, ours: Content) -> bool:
    value = content.value
    return value is None or seen_alike(
        displayed(value, content.look.number_format), displayed(value, ours.look.number_format)
    )


def _kept(name: str, chart: Chart, cells: Cells) -> Iterator[Remark]:
    """Values that a chart keeps and that are not those of the cells it draws: they are seen until it is drawn anew."""
    wrong: dict[Place, tuple[str, object]] = {}
    for each in chart.kept:
        area = _area_on(name, each)
        if area is None or not each.kept:
            continue
        width = area.right - area.left + 1
        size = width * (area.bottom - area.top + 1)
        kept = {index: text for index, text in each.kept if 0 <= index < size}
        for index in range(min(size, _MOST_POINTS)):
            place = area.top + index // width, area.left + index % width
            held = None if place not in cells else cells[place].value
            unstored = held is None and place in cells
            if not unstored and not _keeps(kept.get(index), held):
                wrong[place] = kept.get(index, ""), held
    if wrong:
        says, follows = wrong[min(wrong)]
        yield Remark("chart_value", name, areas_in_words(wrong), says, "" if follows is None else str(follows))


def _area_on(name: str, series: Series) -> Area | None:
    """The area of a sheet that is drawn; None where it lies elsewhere, or is several."""
    sheet, mark, reference = series.reference.rpartition("!")
    if not mark or sheet.strip("'") != name:
        return None
    try:
        return area_of(reference)
    except RefusedPackageError:
        return None


def _keeps(text: str | None, held: object) -> bool:
    """Whether what a chart keeps of a cell is what the cell holds; of a text it may keep 0, and of nothing nothing."""
    if isinstance(held, (int, float)) and not isinstance(held, bool):
        figure = None if text is None else figure_in(text) if "e" not in text.lower() else Decimal(text)
        return figure is not None and abs(float(figure) - held) <= _NEAR
    if isinstance(held, str):
        return text is None or text in ("0", held)
    return text in (None, "", "0") or held is not None


def _cells_under(area: Area | None, cells: Cells) -> int:
    if area is None:
        return 0
    return sum(area.top <= row <= area.bottom and area.left <= column <= area.right for row, column in cells)
