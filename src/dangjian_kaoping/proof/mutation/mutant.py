"""变异: one small change of a rubric: what kind it is, where it stands, what becomes of what, and how it is made."""

import re
from decimal import Decimal
from typing import Any, Literal, NamedTuple

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.number import ByClass, PerHead
from dangjian_kaoping.model.rewriting import with_value_at
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.place import NOWHERE, Place
from dangjian_kaoping.proof.mutation.nudging import numbers_of

MutantKind = Literal["price", "line", "end", "cap", "direction", "setting"]
Path = tuple[str | int, ...]
Edits = tuple[tuple[Path, object], ...]
"""The values that are otherwise, each with the way to it."""

GONE = "去掉"
_MORE = re.compile("[；：]|，(?:如|默认|写法|0)")


class Mutant(NamedTuple):
    """One small change: what kind it is, of which item (empty: of the measure) and clause (empty: of the item itself),
    where it stands, what is changed there, from what to what, and how.
    """

    kind: MutantKind
    item: str
    clause: str
    place: Place
    key: str
    title: str
    before: str
    after: str
    edits: Edits

    @property
    def path(self) -> Path:
        """The way to what is changed first."""
        return self.edits[0][0]

    def of(self, thing: Any) -> Any:
        """The item, or the measure, with the change."""
        for path, value in self.edits:
            thing = with_value_at(thing, path, value)
        return thing


class Spot(NamedTuple):
    """A model inside what is changed: the way there, where it stands, and the clause that it is of."""

    thing: Document
    path: Path
    place: Place
    clause: str = ""

    def place_of(self, *keys: str | int) -> Place:
        """Where a key of it stands."""
        thing = self.thing
        return thing.place_of(*keys) if isinstance(thing, Placed) and thing.at != NOWHERE else self.place

    def inner(self, thing: Document, *keys: str | int) -> "Spot":
        """What stands below some of its keys."""
        clause = thing.id if isinstance(thing, Clause) else self.clause
        names = (alias_of(self.thing, str(keys[0])), *keys[1:])
        return Spot(thing, (*self.path, *keys), self.place_of(*names), clause)


def changed_to(kind: MutantKind, spot: Spot, keys: Path, before: object, after: object) -> Mutant:
    """One value of a model as another."""
    return mutant(kind, spot, keys, before, after, (((*spot.path, *keys), after),))


def mutant(kind: MutantKind, spot: Spot, keys: Path, before: object, after: object, edits: Edits) -> Mutant:
    """A change of what stands under some keys of a model, told as of the first of them."""
    names = (alias_of(spot.thing, str(keys[0])), *keys[1:])
    key = "".join(f".{each}" if isinstance(each, str) else f"[{each + 1}]" for each in names).removeprefix(".")
    title = title_of(type(spot.thing), str(keys[0]))
    return Mutant(kind, "", spot.clause, spot.place_of(*names), key, title, said(before), said(after), edits)


def title_of(kind: type[Document], name: str) -> str:
    """What a key is, as the schema tells whoever writes it; without the examples."""
    return _MORE.split(kind.model_fields[name].description or "", maxsplit=1)[0]


def alias_of(thing: Document, name: str) -> str:
    """What a field is called where it is written."""
    return type(thing).model_fields[name].alias or name


def said(value: object) -> str:
    """A value as the rubric writes it; what is written over several lines by its key alone."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, ByClass | PerHead):
        return "、".join(plain(number) for _, number in numbers_of(value))
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Document | tuple):
        return "写着的"
    return str(value)
