"""The draft of a whole document: what each sentence says, held against the language as rubrics are."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.grammar.meaning import Meaning
from dangjian_kaoping.grammar.reading import read
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.outline.draft import Draft, DraftArea, DraftClause, DraftItem
from dangjian_kaoping.outline.outline import Area, Item, Outline, Points
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import column_name
from dangjian_kaoping.session.drafting.item import drafted_item, settled
from dangjian_kaoping.session.drafting.text import Head, draft_text

_FILE = "rubrics/草稿.yaml"
_HOLDING = Head("草稿", Quarter(2000, 1), ("部室",))
_ENOUGH = Points(Decimal(1_000_000), "")
"""Of an item for which the document states none, or more: its clauses are held against the language all the same."""
_PLACES = 8
"""Decimal places that a rubric's numbers can have."""
_AS_WRITTEN = "照 docs/写细则.md 自己写"


class Drafted(NamedTuple):
    """A draft, and the rubric of what in it was understood (each item with points enough); None: nothing was."""

    draft: Draft
    understood: Rubric | None


def drafted_document(file: str, outline: Outline) -> Drafted:
    """The draft of a document; `file` is its name.

    A clause that the language cannot hold is one that was not understood, and says why.
    """
    areas = [_area(column_name(number), area) for number, area in enumerate(outline.areas, 1)]
    draft = Draft(file, outline, areas, _grades(outline))
    while True:
        held = _held(draft)
        if not held.faults:
            return Drafted(draft, held.rubric)
        # one that goes may show what another lacks
        draft = draft._replace(areas=[_without(area, held.faults) for area in draft.areas])


def _area(name: str, area: Area) -> DraftArea:
    width = max(2, len(str(len(area.items))))
    items = [drafted_item(f"{name}-{number:0{width}}", item) for number, item in enumerate(area.items, 1)]
    return DraftArea(name, area, items)


def _grades(outline: Outline) -> Meaning | None:
    """The grades of the whole, where the document states them once beside its items."""
    found = [
        meaning
        for text in (each.text for each in outline.general)
        for meaning in read(text).meanings
        if "grades" in meaning.rule
    ]
    return found[0] if len(found) == 1 else None


class _Fault(NamedTuple):
    """What is wrong with a clause that was read."""

    item: str
    clause: str
    message: str


class _Held(NamedTuple):
    rubric: Rubric | None
    faults: frozenset[_Fault]


def _without(area: DraftArea, faults: frozenset[_Fault]) -> DraftArea:
    def judged(item: DraftItem, clause: DraftClause) -> DraftClause:
        why = [each.message for each in sorted(faults) if (each.item, each.clause) == (item.id, clause.id)]
        if not why:
            return clause
        return clause.doubted("unread", f"读出来的条款不合语言：{'；'.join(why)}", _AS_WRITTEN)

    items = [settled(item.id, item.item, [judged(item, each) for each in item.clauses]) for item in area.items]
    return area._replace(items=items)


def _held(draft: Draft) -> _Held:
    """What the model and the checks of rubrics say against single clauses.

    What else they say (no department, points that do not add up) is told of the draft when somebody checks it.
    """
    holding = draft._replace(areas=list(_complete(draft.areas)), outline=draft.outline._replace(total=None))
    if not holding.areas:
        return _Held(None, frozenset())
    text = draft_text(holding, _HOLDING)
    loader = Loader(Path()).laid_over({_FILE: text.text})
    rubrics = list(loader.rubrics_in([_FILE]))
    faults = [*loader.faults, *(fault for rubric in rubrics for fault in check_rubric(rubric, None))]
    found = [
        _Fault(of.item, of.clause, fault.message)
        for fault in faults
        if fault.severity == "error" and (of := text.at(fault.place.line, fault.place.column)) and of.clause
    ]
    return _Held(rubrics[0] if rubrics else None, frozenset(found))


def _complete(areas: Sequence[DraftArea]) -> Iterator[DraftArea]:
    """The areas with the clauses that were understood alone, and with points enough for them."""
    for area in areas:
        items = [
            item._replace(
                clauses=[each for each in item.clauses if each.meaning is not None],
                item=item.item._replace(points=_enough(item.item)),
            )
            for item in area.items
        ]
        if kept := [item for item in items if item.clauses]:
            yield area._replace(items=kept, area=area.area._replace(points=None))


def _enough(item: Item) -> Points | None:
    """An item's points; enough where the document has none, or such as no rubric can have."""
    if item.points is None:
        return None if item.from_total else _ENOUGH
    value = item.points.value
    return item.points if value <= _ENOUGH.value and value == round(value, _PLACES) else _ENOUGH
