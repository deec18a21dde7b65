"""考核情形: who stands last, who left a single task undone, who is vetoed or barred, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.words.circumstance import (
    BARRED,
    NOBODY_BARRED,
    flagged_in_words,
    meaning_of,
    nobody_in_words,
    reasons_of,
)
from dangjian_kaoping.words.eligibility import exclusions_in_words, shows_standing
from dangjian_kaoping.words.names import FLAG


class Case(NamedTuple):
    """A branch that a flag is set on: its place in the page, its name, what is said of it, and why."""

    key: str
    name: str
    words: str
    reasons: tuple[str, ...]


class Circumstance(NamedTuple):
    """A flag with what it means and whom it concerns; `nobody` where it concerns none."""

    title: str
    rule: str
    cases: tuple[Case, ...]
    nobody: str


def circumstances(result: RoundResult, publicity: Publicity) -> Iterator[Circumstance]:
    """The flags that are shown."""
    if publicity.shows("last_places"):
        yield _circumstance("bottom_three", result, publicity)
    if publicity.shows("undone"):
        yield _circumstance("task_not_done", result, publicity)
    if publicity.shows("veto") and (vetoed := _circumstance("veto", result, publicity)).cases:
        yield vetoed
    if publicity.whole and shows_standing(result.rubric.measure):
        yield Circumstance("不能评先选优", BARRED, tuple(_barred(result)), NOBODY_BARRED)


def _circumstance(flag: Flag, result: RoundResult, publicity: Publicity) -> Circumstance:
    rule, nobody = meaning_of(flag, result.rubric.measure), nobody_in_words(flag, result)
    return Circumstance(FLAG[flag], rule, tuple(_cases(flag, result, publicity)), nobody)


def _cases(flag: Flag, result: RoundResult, publicity: Publicity) -> Iterator[Case]:
    for number, placing in enumerate(result.placings, start=1):
        if flag in placing.flags and publicity.names(placing):
            reasons = tuple(reasons_of(flag, placing.score, publicity.private)) if publicity.shows("reasons") else ()
            yield Case(f"z{number}", placing.score.branch.name, flagged_in_words(flag, placing), reasons)


def _barred(result: RoundResult) -> Iterator[Case]:
    """Who is not eligible for 评先选优, and exactly why not."""
    for number, placing in enumerate(result.placings, start=1):
        if not placing.eligible:
            why = exclusions_in_words(placing.exclusions, result.rubric.measure, result.quarter)
            yield Case(f"z{number}", placing.score.branch.name, why, ())
