"""上轮问题整改: how the problems of the round before stand, what is older and still open, and the whole so far."""

from collections.abc import Iterable
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.words.ledger import conclusion_in_words, followed_in_words, owner_in_words
from dangjian_kaoping.words.record.record import UNTOLD


class Problem(NamedTuple):
    """A problem in the ledger."""

    id: str
    branch: str
    text: str
    standard: str
    department: str
    deadline: str
    conclusion: str
    followed: str
    open: bool


class Counted(NamedTuple):
    """How many problems there are, and how they stand."""

    problems: int
    closed: int
    open: int
    overdue: int


class InArea(NamedTuple):
    """An area's problems over all rounds."""

    name: str
    problems: int
    closed: int


class Rectification(NamedTuple):
    """The ledger as of the quarter's end. `previous` is None where there was no round before."""

    as_of: str
    since: Quarter
    rounds: int
    this: Counted
    previous: Quarter | None
    before: Counted
    listed: tuple[Problem, ...]
    older: tuple[Problem, ...]
    whole: Counted
    areas: tuple[InArea, ...]


def rectification(dossier: Dossier, publicity: Publicity) -> Rectification:
    """What the page says of the ledger; problems one by one only where they are shown."""
    result, previous = dossier.result, dossier.previous
    before = () if previous is None else dossier.found_in(previous)
    known = {result.quarter, *(() if previous is None else (previous.quarter,))}
    older = [entry for entry in dossier.entries if entry.open and entry.quarter not in known]
    lists = publicity.shows("rectification")
    headline = dossier.headline
    return Rectification(
        result.quarter.last_day.isoformat(),
        dossier.rounds[0].quarter,
        headline.rounds,
        _counted(dossier.found_in(result)),
        None if previous is None else previous.quarter,
        _counted(before),
        tuple(_problem(each, publicity) for each in before) if lists else (),
        tuple(_problem(each, publicity) for each in older) if lists else (),
        Counted(headline.problems, headline.rectified, headline.open, headline.overdue),
        tuple(InArea(name, found, closed) for name, (found, closed) in headline.by_area.items()),
    )


def _counted(entries: Iterable[Entry]) -> Counted:
    listed = list(entries)
    still = sum(entry.open for entry in listed)
    overdue = sum(entry.state == "overdue" for entry in listed)
    return Counted(len(listed), len(listed) - still, still, overdue)


def _problem(entry: Entry, publicity: Publicity) -> Problem:
    until = entry.finding.rectify_by
    told = entry.finding.item not in publicity.private
    return Problem(
        entry.id,
        owner_in_words(entry),
        (entry.finding.reason or "") if told else UNTOLD,
        (entry.standard or "") if told else "",
        entry.department,
        "" if until is None else until.isoformat(),
        conclusion_in_words(entry),
        followed_in_words(entry) if told else "",
        entry.open,
    )
