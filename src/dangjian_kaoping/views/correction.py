"""更正前后对照表: a row a branch, in the order of the ranking after the correction."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.follow.correction import Correction
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import results_of
from dangjian_kaoping.model.seal import SealedBranch
from dangjian_kaoping.views.table import Column, Table, Value, Width
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.notice.correction import points

NAME = "更正前后"
_Figure = Callable[[SealedBranch], Value]


class Both(NamedTuple):
    """A branch before and after; None where it had no result before."""

    before: SealedBranch | None
    after: SealedBranch


def before_and_after(correction: Correction, result: RoundResult) -> Table[Both]:
    """Everybody, also those whom it did not move."""
    now = results_of(result)
    rows = tuple(Both(correction.before.results.get(branch_id), after) for branch_id, after in now.items())
    return Table(tuple(_columns(graded=bool(result.rubric.measure.round_grades))), rows)


def _columns(*, graded: bool) -> Iterator[Column[Both]]:
    figures: list[tuple[str, str, _Figure]] = [
        ("composite", "得分", lambda each: points(each.composite)),
        ("rank", "名次", lambda each: each.rank),
        *([("grade", "等次", lambda each: each.grade)] if graded else []),
        ("flags", "考核情形", _flags),
    ]
    yield Column("branch", "党支部", lambda each: each.after.name, "name", width=Width(24, 24))
    for key, heading, figure in figures:
        yield Column(f"{key}_before", f"原{heading}", _before(figure), width=Width(12, 20))
    for key, heading, figure in figures:
        yield Column(key, f"现{heading}", _after(figure), width=Width(12, 20))


def _before(figure: _Figure) -> Callable[[Both], Value]:
    return lambda each: None if each.before is None else figure(each.before)


def _after(figure: _Figure) -> Callable[[Both], Value]:
    return lambda each: figure(each.after)


def _flags(branch: SealedBranch) -> str:
    return "、".join(words for flag, words in FLAG.items() if flag in branch.flags)
