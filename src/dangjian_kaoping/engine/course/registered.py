"""公布登记: how what went out of a round hangs together, and whether it still holds."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.seal import same_results
from dangjian_kaoping.model.canonical import canonical_without, digest_of
from dangjian_kaoping.model.publications import Publication
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.periods import Quarter


class Registered(NamedTuple):
    """A file that went out: in which round's list it stands, what took its place, and the seals of the round."""

    quarter: Quarter
    entry: Publication
    successor: Publication | None
    seals: Seals | None

    @property
    def seal(self) -> Seal | None:
        """The seal that was in force when it went out, where it is still there."""
        known = () if self.seals is None else self.seals.seals
        return next((each for each in known if each.digest == self.entry.seal), None)

    @property
    def replaced_by(self) -> Seal | None:
        """The seal in force, where that is another now."""
        return None if self.seals is None or self.seal is self.seals.in_force else self.seals.in_force

    @property
    def holds(self) -> bool:
        """Whether nothing took its place, and the round has the figures that it had."""
        same = self.replaced_by is None or same_figures(self.seal, self.replaced_by)
        return self.successor is None and same


class YearDocument(NamedTuple):
    """A registered document about a year, and the round in which it is registered."""

    quarter: Quarter
    entry: Publication


def entry_digest(quarter: Quarter, entry: Publication, before: str | None) -> str:
    """The digest of an entry: of all that it says, of the round that it belongs to, and of the one before it."""
    return digest_of([str(quarter), before or "", canonical_without(entry, "digest")])


def in_force_on(seals: Seals | None, day: date) -> Seal | None:
    """The seal that was in force on a day; None where there was none yet."""
    known = () if seals is None else seals.seals
    return next((each for each in reversed(known) if each.sealed_on <= day), None)


def same_figures(one: Seal | None, other: Seal | None) -> bool:
    """Whether two seals of a round have the same results; None where there is none."""
    return one is other or (one is not None and other is not None and same_results(one.results, other.results))


def outdated_years(standings: Iterable[Standing]) -> tuple[YearDocument, ...]:
    """The registered documents about a year that no longer hold, in the order of the rounds: of one of its rounds other
    figures are sealed since, or are to be. One that was replaced is not told of.
    """
    known = sorted(standings, key=lambda each: each.quarter)
    return tuple(
        YearDocument(each.quarter, entry)
        for each in known
        for entry in _about_years(each)
        if any(_moved(other, entry.date) for other in known if str(other.quarter.year) == entry.year)
    )


def _about_years(standing: Standing) -> Iterator[Publication]:
    found = standing.this.publications
    for entry in () if found is None else found.publications:
        if found is not None and entry.year is not None and found.successor(entry) is None:
            yield entry


def _moved(standing: Standing, since: date) -> bool:
    """Whether a round has other figures than it had on a day."""
    if standing.seals is None:
        return False
    return standing.sealing == "due" or not same_figures(in_force_on(standing.seals, since), standing.seals.in_force)
