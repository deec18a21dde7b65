"""A diagnostic: a fault, which is a code with the particulars that its sentences are filled with, at a place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from dangjian_kaoping.diagnostics.catalogue import FaultKind, Severity, catalogue, filled
from dangjian_kaoping.place import CellPlace, Place, legible


class Fault(NamedTuple):
    """What is wrong, wherever that may be; made by the calls in `codes`."""

    code: str
    particulars: dict[str, str]


class Fix(NamedTuple):
    """What some characters of a fault's line (from the first, up to the last, from 0) should be."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A fault at a place. `width` is how many characters are marked; `hint` adds to how it is mended.

    With the `fix`, where there is one, the line means what was surely meant.
    """

    fault: Fault
    place: Place
    width: int = 1
    hint: str = ""
    level: Severity | None = None
    fix: Fix | None = None

    @property
    def code(self) -> str:
        """What users know it by."""
        return self.fault.code

    @property
    def particulars(self) -> Mapping[str, str]:
        """What its sentences are filled with."""
        return self.fault.particulars

    @property
    def kind(self) -> FaultKind:
        """Its entry in the catalogue."""
        return catalogue()[self.code]

    @property
    def severity(self) -> Severity:
        """error or warning: the catalogue's, or as the workspace sets it."""
        return self.level or self.kind.severity

    @property
    def message(self) -> str:
        """What is wrong."""
        return self._told(self.kind.message)

    @property
    def why(self) -> str:
        """Why it matters."""
        return self._told(self.kind.why)

    @property
    def mend(self) -> str:
        """How it is mended; what is known about this very case comes first."""
        return legible(self.hint) + self.remedy

    @property
    def remedy(self) -> str:
        """How it is mended, as the catalogue says it."""
        return self._told(self.kind.mend)

    def _told(self, sentence: str) -> str:
        return legible(filled(sentence, self.particulars, at_cell=isinstance(self.place, CellPlace)))


_LONGEST = 1000
"""Characters of a particular; nobody reads a longer one, and to set it in lines takes its time."""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class Faults:
    """Diagnostics as they are found; asked for in file order."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(self, fault: Fault, place: Place, *, width: int = 0, hint: str = "", fix: Fix | None = None) -> None:
        """Note a fault. Where no `width` is said, as much is marked as the place says."""
        short = {name: _shortened(value) for name, value in fault.particulars.items()}
        self._found.append(Diagnostic(fault._replace(particulars=short), place, width or place.width, hint, fix=fix))

    def extend(self, others: Iterable[Diagnostic]) -> None:
        """Note several."""
        self._found.extend(others)

    def has_error_since(self, before: int) -> bool:
        """Whether an error is among those that were noted after so many."""
        return any(each.severity == "error" for each in self._found[before:])

    def __iter__(self) -> Iterator[Diagnostic]:
        """In file order; what was found twice is told once."""
        found = sorted(self._found, key=lambda each: (each.place, each.code, each.message))
        return (each for each, _ in groupby(found))

    def __len__(self) -> int:
        return len(self._found)


def blocking(faults: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The errors that keep a round from being scored."""
    return [each for each in faults if each.severity == "error" and each.kind.blocks]
