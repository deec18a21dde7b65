"""Where every value of a document stands. Asked for where two versions are compared, and where something is wrong;
scoring does without.
"""

from collections.abc import Mapping, Set
from functools import cached_property

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.model.values import ANY_KEY
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.reader import Map, Seq, key_place, place_at, place_of, read_yaml


def lines_of(text: str, file: str) -> dict[Place, dict[str, Place]]:
    """The places of the values of each mapping, by where the mapping begins; nothing of what cannot be read."""
    found: dict[Place, dict[str, Place]] = {}
    pending: list[object] = [read_yaml(text, file, Faults())]
    while pending:
        node = pending.pop()
        if isinstance(node, Map):
            found[place_of(file, node.mark)] = {
                key: place_of(file, mark) for key, mark in zip(node, node.value_marks, strict=True)
            }
            pending += node.values()
        elif isinstance(node, Seq):
            pending += node
    return found


Way = tuple[str | int, ...]
"""The keys, and places in lists, by which one gets to a value of a document."""
Begun = Mapping[Place, tuple[Way, Map]]
"""Mappings by where they begin, with the way to each."""


class Lines:
    """What the parts of one document ask where their values stand; its text is gone through again when the first does.

    A part begins where its mapping begins. One that is kept under its name begins at its name, and asks `named`.
    Of a document with faults the data are given, and what their mappings lack, by identity.
    """

    def __init__(
        self, text: str, file: str, data: Map | None = None, lacking: Mapping[int, Set[str]] | None = None
    ) -> None:
        self._text = text
        self._file = file
        self._given = data
        self.lacking = lacking or {}
        self.named = _Named(self)

    def __deepcopy__(self, _: object) -> "Lines":
        """A copy of a part asks the same document."""
        return self

    def value_at(self, at: Place, keys: Way) -> Place:
        """Where the value of the keys stands in the mapping that begins at a place."""
        way = self.way(self._mappings, at, keys)
        return self._first(at) if way is None else place_at(self.data, way, self._file)

    def key_at(self, at: Place, keys: Way) -> Place:
        """Where the last of the keys stands."""
        way = self.way(self._mappings, at, keys)
        return self._first(at) if way is None else key_place(self.data, way, self._file)

    def lacks(self, at: Place, keys: tuple[str, ...]) -> bool:
        """Whether the mapping that begins at a place lacks one of the keys, or nobody knows which."""
        return bool(self.lacking) and self.missed(self._mappings, at, keys)

    def is_whole(self, at: Place) -> bool:
        """Whether neither the mapping that begins at a place nor any in it lacks anything."""
        return not self.lacking or self.complete(self._mappings, at)

    def missed(self, begun: Begun, at: Place, keys: tuple[str, ...]) -> bool:
        """Whether one of the mappings lacks one of the keys; what is written in it is not the key that nobody knows."""
        mapping = begun[at][1] if at in begun else Map(None)
        lacking = self.lacking.get(id(mapping), frozenset())
        unknown = ANY_KEY in lacking and any(key not in mapping for key in keys)
        return unknown or any(key in lacking for key in keys)

    def complete(self, begun: Begun, at: Place) -> bool:
        """Whether one of the mappings and all in it lack nothing."""
        pending: list[object] = [begun[at][1]] if at in begun else []
        while pending:
            node = pending.pop()
            if id(node) in self.lacking:
                return False
            if isinstance(node, (Map, Seq)):
                pending += node.values() if isinstance(node, Map) else node
        return True

    def _first(self, at: Place) -> Place:
        """A mapping's first key, where it begins with that and not with a brace."""
        way, mapping = self._mappings.get(at, ((), {}))
        key = next((key_place(self.data, (*way, key), self._file) for key in mapping), at)
        return key if key == at else at

    def way(self, begun: Begun, at: Place, keys: Way) -> Way | None:
        """The way from the top to keys in one of the mappings; None where that has no such key."""
        way, mapping = begun.get(at, ((), ()))
        return (*way, *keys) if keys and keys[0] in mapping else None

    @cached_property
    def data(self) -> Map:
        """The document, read anew where it is not given."""
        data = self._given or read_yaml(self._text, self._file, Faults())
        assert data is not None, "what has been read once can be read again"
        return data

    @cached_property
    def _located(self) -> list[tuple[Place | None, Way, Map]]:
        """Each mapping, the way to it, and where the key stands whose value it is."""
        found: list[tuple[Place | None, Way, Map]] = []
        pending: list[tuple[object, Place | None, Way]] = [(self.data, None, ())]
        while pending:
            node, key, way = pending.pop()
            if isinstance(node, Map):
                found.append((key, way, node))
                marks = zip(node.items(), node.key_marks, strict=True)
                pending += (
                    (child, place_of(self._file, mark), (*way, name))
                    for (name, child), mark in marks
                    if isinstance(child, (Map, Seq))
                )
            elif isinstance(node, Seq):
                pending += (
                    (child, None, (*way, index)) for index, child in enumerate(node) if isinstance(child, (Map, Seq))
                )
        return found

    @cached_property
    def _mappings(self) -> dict[Place, tuple[Way, Map]]:
        return {place_of(self._file, mapping.mark): (way, mapping) for _, way, mapping in self._located}

    @cached_property
    def names(self) -> dict[Place, tuple[Way, Map]]:
        """The mappings that are values, by where their keys stand."""
        return {key: (way, mapping) for key, way, mapping in self._located if key is not None}


class _Named:
    """The same for the parts that are kept under their names: what they do not say stands at the name."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __deepcopy__(self, _: object) -> "_Named":
        return self

    def value_at(self, at: Place, keys: Way) -> Place:
        way = self._lines.way(self._lines.names, at, keys)
        return self._name(at) if way is None else place_at(self._lines.data, way, at.file)

    def key_at(self, at: Place, keys: Way) -> Place:
        way = self._lines.way(self._lines.names, at, keys)
        return self._name(at) if way is None else key_place(self._lines.data, way, at.file)

    def lacks(self, at: Place, keys: tuple[str, ...]) -> bool:
        return bool(self._lines.lacking) and self._lines.missed(self._lines.names, at, keys)

    def is_whole(self, at: Place) -> bool:
        return not self._lines.lacking or self._lines.complete(self._lines.names, at)

    def _name(self, at: Place) -> Place:
        way = self._lines.names[at][0] if at in self._lines.names else ()
        return key_place(self._lines.data, way, at.file) if way else at
