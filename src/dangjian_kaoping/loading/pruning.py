"""A document with faults as far as it can be read: what is wrong is taken out, and whatever held it says so.

An optional value is left out, a required one stood in for, and where that cannot be its holder is taken out: an element
of a list, an entry of a table. Nothing is scored from such a document; it is there to be checked further, and the
checks ask its parts what they lack.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeVar, get_args

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.loading import shapes
from dangjian_kaoping.loading.blame import blame, follows, way_of
from dangjian_kaoping.loading.lines import Lines, Way
from dangjian_kaoping.loading.unknown_keys import kinds_at, meant_here
from dangjian_kaoping.loading.validation import set_places
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import RefusedError
from dangjian_kaoping.model.values import ANY_KEY, Placed
from dangjian_kaoping.periods import Month, Quarter
from dangjian_kaoping.source.reader import Map, Seq

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=Document)

_MOST_PASSES = 20
"""What is wrong higher up shows only when what is wrong further in is gone; no document is so deep."""

_STAND_INS: dict[Any, str] = {
    str: "…",
    Decimal: "0",
    int: "0",
    bool: "false",
    date: "2000-01-01",
    Quarter: "2000Q1",
    Month: "2000-01",
}
"""What a required value that is wrong is replaced with; whoever would use it asks first whether it is lacking."""


def validated_partly(model: type[Model], data: Map, file: str, faults: Faults) -> Model | None:
    """The model of what is right in the data; None where nothing of it is. All faults are told."""
    pruning = _Pruning(model, data)
    for first in (True, *[False] * _MOST_PASSES):
        try:
            result = model.model_validate(data)
        except RefusedError as error:
            errors = error.errors
            if first:
                # what is wrong afterwards follows from what was taken out
                blame(model, [each for each in errors if not pruning.explains(each)], data, file, faults)
            if not pruning.take_out(errors):
                return None
        else:
            set_places(result, data, file, Lines(data.text, file, data, pruning.lacking))
            return result
    return None


class _Pruning:
    """Takes out of a document's data what is wrong, and notes what its mappings lack since then."""

    def __init__(self, model: type[Document], data: Map) -> None:
        self._model = model
        self._data = data
        self.lacking: dict[int, set[str]] = {}
        """The keys that a mapping lacks, by its identity; ANY_KEY where nobody knows which."""
        self._gone: list[object] = []  # kept, so that no other object gets an identity of theirs
        self._pending: dict[int, tuple[Map | Seq, set[Any]]] = {}
        for line, column, key in getattr(data, "lost", []):
            self._lose(line, column, key or ANY_KEY)
        self._carry_out()

    def explains(self, details: "ErrorDetails") -> bool:
        """Whether an error only says that something is missing which was lost when the text was read."""
        if details["type"] not in ("missing", "too_short"):
            return False
        way = way_of(details["loc"], self._data)
        if details["type"] == "missing":
            way = (*way, details["loc"][-1])
        holder, key = self._holder(way, way[-1] if way else "")
        return bool({key, ANY_KEY} & self.lacking.get(id(holder), set()))

    def take_out(self, errors: "Iterable[ErrorDetails]") -> bool:
        """Take out what the errors blame; False where that is the whole document."""
        several = list(errors)
        missing: dict[Way, str] = {}
        wrong: dict[Way, bool] = {}  # and whether the key is one that is known
        for details in several:
            way = way_of(details["loc"], self._data)
            if details["type"] == "missing" and isinstance(details["loc"][-1], str):
                missing[*way, details["loc"][-1]] = details["loc"][-1]
            elif not follows(details, several):
                wrong[way] = details["type"] != "extra_forbidden"
        found = [self._supply(way[:-1], key) for way, key in missing.items()]
        found += [self._leave_out(way, known=known) for way, known in wrong.items()]
        self._carry_out()
        return all(found)

    def _supply(self, way: Way, key: str) -> bool:
        """Stand in for a key that is not written, or take out what should hold it."""
        holder = self._at(way)
        stand_in = self._stand_in(way, key)
        if stand_in is None or not isinstance(holder, Map) or key in holder:
            return self._leave_out(way)
        # where keys stand may follow from which there are (`plain.Row`): asked before there is another
        holder.key_marks.append(holder.mark)
        holder.value_marks.append(holder.mark)
        holder[key] = stand_in
        self._note((*way, key), key)
        return True

    def _leave_out(self, way: Way, *, known: bool = True) -> bool:
        """Take out the value at the end of a way, or what holds it where that cannot be without it."""
        if not way:
            return False
        *before, last = way
        holder = self._at(tuple(before))
        if not isinstance(holder, (Map, Seq)):
            return True
        info = shapes.field_of(shapes.at(self._model, before), last)
        if isinstance(holder, Map) and info is not None and info.is_required():
            stand_in = self._stand_in(tuple(before), str(last))
            if stand_in is None or self._lacks(holder, str(last)):
                return self._leave_out(tuple(before))
            holder[str(last)] = stand_in
            self._note(way, str(last))
            return True
        if isinstance(holder, Seq) and not self._is_list(before):
            return self._leave_out(tuple(before))
        self._pending.setdefault(id(holder), (holder, set()))[1].add(last)
        self._note(way, last if known else self._meant(tuple(before), str(last)))
        return True

    def _meant(self, way: Way, key: str) -> str:
        """The key that was meant by one that is unknown; ANY_KEY where it may have been any."""
        return meant_here(key, kinds_at(self._model, way, self._at(way))) or ANY_KEY

    def _note(self, way: Way, key: int | str) -> None:
        """Say what is lacking at the nearest part of the document that can be asked for it."""
        holder, asked = self._holder(way, key)
        self.lacking.setdefault(id(holder), set()).add(asked)

    def _holder(self, way: Way, key: int | str) -> tuple[object, str]:
        """The nearest part around the end of a way that can be asked what it lacks, and the key there."""
        for length in range(len(way) - 1, -1, -1):
            holder = self._at(way[:length])
            if isinstance(holder, Map) and any(_is_placed(kind) for kind in shapes.at(self._model, way[:length])):
                return holder, str(key)
            key = way[length - 1]
        return self._data, ANY_KEY

    def _lacks(self, holder: Map, key: str) -> bool:
        return key in self.lacking.get(id(holder), ())

    def _stand_in(self, way: Way, key: str) -> str | None:
        for kind in shapes.at(self._model, (*way, key)):
            if shapes.built_of(kind) is Literal:
                return str(get_args(kind)[0])
            if kind in _STAND_INS:
                return _STAND_INS[kind]
        return None

    def _is_list(self, way: Iterable[int | str]) -> bool:
        """Whether a list may have any number of elements."""
        kinds = shapes.at(self._model, way)
        return any(shapes.built_of(kind) is tuple and get_args(kind)[-1] is Ellipsis for kind in kinds)

    def _carry_out(self) -> None:
        for holder, keys in self._pending.values():
            self._gone += [holder[key] for key in keys]
            holder.take_out(keys)
        self._pending = {}

    def _at(self, way: Way) -> Any:
        node: Any = self._data
        for part in way:
            if isinstance(node, str):
                return None  # a stand-in took the place of what held it
            node = node[part]
        return node

    def _last_of(self, way: Way) -> Way:
        """The way to the last of what stands at a way: a line that is indented oddly may have belonged there."""
        node = self._at(way)
        while isinstance(node, (Map, Seq)) and node:
            entries: list[tuple[int | str, object]] = list(node.items() if isinstance(node, Map) else enumerate(node))
            part, inner = entries[-1]
            if not isinstance(inner, (Map, Seq)):
                break
            way, node = (*way, part), inner
        return way

    # ── what was lost when the text was read ───────────────────────────────────────────────────────────────────────

    def _lose(self, line: int, column: int, key: str) -> None:
        """Note what was lost at a place: a key of the mapping, or an element of the list, that is indented so."""
        way: Way = ()
        node: Any = self._data
        above: Any = None
        while isinstance(node, (Map, Seq)):
            found = _last_before(node, line, column)
            if found is None:
                break
            part, inner = found
            if not isinstance(inner, (Map, Seq)) or inner.mark.column > column:
                if column > node.mark.column:
                    # what hangs on a key is lost, be it all or the rest of it
                    if not isinstance(inner, (Map, Seq)):
                        self._pending.setdefault(id(node), (node, set()))[1].add(part)
                    self._note((*way, part), part)
                    self._note_lost(self._last_of((*way, part)), key)
                    return
                break
            above, way, node = node, (*way, part), inner
        self._note_lost(way, key)
        if isinstance(node, Seq) and isinstance(above, Map) and above.mark.column == node.mark.column:
            # a list may stand right under its key: then the key after it may be what was lost
            self._note_lost(way[:-1], key)

    def _note_lost(self, way: Way, key: str) -> None:
        """Say that a mapping lacks a key which was lost, or another that was meant by it."""
        known = key in shapes.keys_of(kinds_at(self._model, way, self._at(way)))
        self._note((*way, key), key if known or key == ANY_KEY else self._meant(way, key))


def _last_before(node: Map | Seq, line: int, column: int) -> tuple[int | str, object] | None:
    """The last entry that begins before a place."""
    marks = node.key_marks if isinstance(node, Map) else node.marks
    entries: Iterable[tuple[int | str, object]] = node.items() if isinstance(node, Map) else enumerate(node)
    found = None
    for mark, entry in zip(marks, entries, strict=True):
        if (mark.line, mark.column) < (line, column):
            found = entry
    return found


def _is_placed(kind: Any) -> bool:
    return shapes.is_model(kind) and issubclass(kind, Placed)
