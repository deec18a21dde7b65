"""问题整改: what is open, the longest overdue first, what became of the round before, and the whole so far."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.ledger import Entry, most_urgent
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.words.ledger import (
    STATE,
    conclusion_in_words,
    followed_in_words,
    owner_in_words,
    standing_in_words,
)
from dangjian_kaoping.words.record.record import UNTOLD

MOST_LISTED = 60
"""More open problems than these are listed where one asks for them."""


class Problem(NamedTuple):
    """A problem in the ledger; `href` is where its branch is told of further, if anywhere."""

    id: str
    branch: str
    href: str
    text: str
    standard: str
    department: str
    deadline: str
    conclusion: str
    followed: str
    overdue: bool


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
    """The ledger as of the quarter's end: what is `open`, of this round only where it is `current`, and what of the
    round before is `settled`. `previous` is None where there was no round before.
    """

    as_of: str
    since: Quarter
    rounds: int
    this: Counted
    previous: Quarter | None
    before: Counted
    current: bool
    open: tuple[Problem, ...]
    settled: tuple[Problem, ...]
    whole: Counted
    areas: tuple[InArea, ...]


Link = Callable[[str], str]
"""Where a branch is told of further, by its id; empty where nowhere."""


def _nowhere(_: str) -> str:
    return ""


def still_open(dossier: Dossier, publicity: Publicity) -> list[Entry]:
    """The problems that are open and shown, the most urgent first."""
    if not publicity.shows("rectification"):
        return []
    # what was found in this round is among the reasons
    current = publicity.shows("reasons")
    unnamed = {each.score.branch.id for each in dossier.result.placings if not publicity.names(each)}
    return [
        each
        for each in most_urgent(dossier.entries)
        if each.quarter != dossier.result.quarter or (current and each.branch_id not in unnamed)
    ]


def rectification(dossier: Dossier, publicity: Publicity, link: Link = _nowhere) -> Rectification:
    """What the page says of the ledger; problems one by one only where they are shown."""
    result, previous = dossier.result, dossier.previous
    before = () if previous is None else dossier.found_in(previous)
    day = result.quarter.last_day
    settled = [each for each in before if not each.open] if publicity.shows("rectification") else []
    headline = dossier.headline
    return Rectification(
        day.isoformat(),
        dossier.rounds[0].quarter,
        headline.rounds,
        counted(dossier.found_in(result)),
        None if previous is None else previous.quarter,
        counted(before),
        publicity.shows("reasons"),
        tuple(problem(each, day, publicity, link) for each in still_open(dossier, publicity)),
        tuple(problem(each, day, publicity, link) for each in settled),
        Counted(headline.problems, headline.rectified, headline.open, headline.overdue),
        in_areas(headline.by_area),
    )


def in_areas(by_area: Mapping[str, tuple[int, int]]) -> tuple[InArea, ...]:
    """The areas of the problems, as they were counted."""
    return tuple(InArea(name, found, closed) for name, (found, closed) in by_area.items())


def counted(entries: Iterable[Entry]) -> Counted:
    """How many some problems are, and how they stand."""
    # what a review withdrew was no problem
    listed = [entry for entry in entries if entry.state != "withdrawn"]
    still = sum(entry.open for entry in listed)
    overdue = sum(entry.state == "overdue" for entry in listed)
    return Counted(len(listed), len(listed) - still, still, overdue)


def problem(entry: Entry, day: date, publicity: Publicity, link: Link = _nowhere) -> Problem:
    """A problem as it stands on a day, as far as it is told."""
    until = entry.finding.rectify_by
    told = entry.finding.item not in publicity.private
    return Problem(
        entry.id,
        owner_in_words(entry),
        link(entry.branch_id),
        (entry.finding.reason or "") if told else UNTOLD,
        (entry.standard or "") if told else "",
        entry.department,
        "" if until is None else until.isoformat(),
        _conclusion(entry, day),
        followed_in_words(entry) if told else "",
        entry.state == "overdue",
    )


def _conclusion(entry: Entry, day: date) -> str:
    """Its state; of an open one with the days that are left."""
    words = conclusion_in_words(entry)
    return standing_in_words(entry, day) + words.removeprefix(STATE[entry.state]) if entry.open else words
