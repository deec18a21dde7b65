"""A key that stands where it is not known: what it was meant to be, or where it belongs."""

import difflib
from collections.abc import Iterable, Iterator
from functools import cache

from dangjian_kaoping.diagnostics import nearest
from dangjian_kaoping.loading import shapes
from dangjian_kaoping.loading.lines import Way
from dangjian_kaoping.loading.terms import called
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.source.reader import Map

_CLOSE = 0.8
"""From so much likeness on a slip of the finger is likelier than a key in the wrong place."""


def meant_here(key: str, kinds: Iterable[shapes.Shape]) -> str | None:
    """The key of a place that was meant by another: what an office calls so, or what is written much alike."""
    known = shapes.keys_of(kinds)
    return called(key, known) or nearest(key, known)


def hint_for(key: str, model: type[Document], way: Way, holder: Map, text: str) -> str:
    """What to say of an unknown key of the mapping at a way into a document, whose text is given."""
    known = shapes.keys_of(kinds_at(model, way, holder))
    here, elsewhere = called(key, known), ""
    if here is None:
        near = nearest(key, known)
        alike = near is not None and difflib.SequenceMatcher(None, key.lower(), near.lower()).ratio() >= _CLOSE
        elsewhere = "" if alike else _elsewhere(key, model, way, holder)
        here = None if elsewhere else near
    if here is not None:
        return f"是不是“{here}”？"
    return elsewhere or _cut_off(key, holder, text)


def kinds_at(model: type[Document], way: Way, holder: object) -> tuple[shapes.Shape, ...]:
    """What may stand at a way; of kinds that are told apart by a key, only those whose key is written."""
    kinds = shapes.at(model, way)
    written = [each for each in kinds if isinstance(holder, Map) and getattr(each, "TAG", None) in holder]
    return tuple(written) or kinds


# ── a key in the wrong place ───────────────────────────────────────────────────────────────────────────────────────


def _elsewhere(key: str, model: type[Document], way: Way, holder: Map) -> str:
    """Where a key belongs that is known nearby; nothing where none is called so."""
    if key not in _known(model) and called(key, _known(model)) is None:
        return ""
    here = tuple(_general(model, way))
    found = [
        (place, known)
        for place, keys in _places(model)
        for known in (key if key in keys else called(key, keys),)
        if known is not None and place != here
    ]
    if not found:
        return ""
    place, known = min(found, key=lambda each: _distance(here, each[0], holder))
    shared = _shared(here, place)
    name = f"“{key}”" if known == key else f"“{key}”就是 {known}，"
    below = [part for part in here[shared:] if part != _EACH]
    if len(place) == shared and below:
        if below[0] == known:
            return ""  # it is written there already, around what it stands in
        return f"{name}不写在“{below[0]}”里面，要写在外面，与“{below[0]}”并列。"
    inside = place[shared:]
    return f"{name}要写在{_inside(inside)}里面。"


_EACH = "*"


def _inside(way: tuple[str, ...]) -> str:
    """`clauses` and one of its elements in words: 每一个“clauses”."""
    parts = []
    for index, part in enumerate(way):
        if part != _EACH:
            each = way[index + 1 : index + 2] == (_EACH,)
            parts.append(f"“{part}”的每一条" if each else f"“{part}”")
    return "的".join(parts)


def _general(model: type[Document], way: Way) -> Iterator[str]:
    """A way with `*` for whichever element of a list, or name in a table."""
    for length, part in enumerate(way):
        known = shapes.field_of(shapes.at(model, way[:length]), part)
        yield _EACH if known is None else str(part)


@cache
def _places(model: type[Document]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Every mapping of known keys that a document may hold: the general way to it, and its keys."""
    found: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    pending: list[tuple[tuple[str, ...], tuple[shapes.Shape, ...]]] = [((), (model,))]
    while pending:
        way, kinds = pending.pop(0)
        keys = shapes.keys_of(kinds)
        if keys:
            found.append((way, tuple(keys)))
        pending += [((*way, key), shapes.beneath(kinds, key)) for key in keys]
        if any(shapes.built_of(kind) in (dict, tuple) for kind in kinds):
            pending.append(((*way, _EACH), shapes.beneath(kinds, 0)))
    return tuple(found)


@cache
def _known(model: type[Document]) -> frozenset[str]:
    """Every key that a document may hold anywhere."""
    return frozenset(key for _, keys in _places(model) for key in keys)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """How many steps two ways have in common."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _distance(here: tuple[str, ...], place: tuple[str, ...], holder: Map) -> tuple[int, bool]:
    """How far a place is; of several as near, what is written already comes first."""
    shared = _shared(here, place)
    unwritten = len(place) > shared and shared == len(here) and place[shared] not in holder
    return len(here) + len(place) - 2 * shared, unwritten


# ── no key at all ──────────────────────────────────────────────────────────────────────────────────────────────────


def _cut_off(key: str, holder: Map, text: str) -> str:
    """That a comma in braces cut a text in two, of which the rest looks like a key without a value."""
    if holder[key] is not None:
        return ""
    keys = list(holder)
    position = keys.index(key)
    braces = text.split("\n", holder.mark.line + 1)[holder.mark.line][holder.mark.column :].startswith("{")
    if not position or not braces:
        return ""
    before = keys[position - 1]
    words = holder[before]
    if not isinstance(words, str):
        return ""
    whole = f"{words}, {key}".replace("'", "''")
    return f"大括号里的半角逗号把文字断开了；是同一段文字的，放在引号里：{before}: '{whole}'。"
