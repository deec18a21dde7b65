"""One fault: a code, a place, and the particulars that the catalogue's sentences are filled with."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from dangjian_kaoping.diagnostics.catalogue import CATALOGUE, Kind, Severity
from dangjian_kaoping.place import Place, legible


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

    code: str
    place: Place
    particulars: dict[str, str] = field(default_factory=dict)
    width: int = 1
    hint: str = ""
    level: Severity | None = None
    fix: Fix | None = None

    @property
    def kind(self) -> Kind:
        """Its entry in the catalogue."""
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """error or warning: the catalogue's, or as the workspace sets it."""
        return self.level or self.kind.severity

    @property
    def message(self) -> str:
        """What is wrong."""
        return legible(self.kind.message.format_map(self.particulars))

    @property
    def why(self) -> str:
        """Why it matters."""
        return legible(self.kind.why.format_map(self.particulars))

    @property
    def mend(self) -> str:
        """How it is mended; what is known about this very case comes first."""
        return legible(self.hint) + self.remedy

    @property
    def remedy(self) -> str:
        """How it is mended, as the catalogue says it."""
        return legible(self.kind.mend.format_map(self.particulars))


_LONGEST = 1000
"""Characters of a particular; nobody reads a longer one, and to set it in lines takes its time."""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


class Faults:
    """Diagnostics as they are found; asked for in file order."""

    def __init__(self) -> None:
        self._found: list[Diagnostic] = []

    def add(
        self,
        code: str,
        place: Place,
        /,
        *,
        width: int = 0,
        hint: str = "",
        fix: Fix | None = None,
        **particulars: object,
    ) -> None:
        """Note a fault. Where no `width` is said, as much is marked as the place says."""
        told = {key: _shortened(str(value)) for key, value in particulars.items()}
        self._found.append(Diagnostic(code, place, told, width or place.width, hint, fix=fix))

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
