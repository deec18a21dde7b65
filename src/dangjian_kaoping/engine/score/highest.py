"""只取最重（最高）的一条: of the clauses of an item or a group, which count (docs/细则语言.md, 计分的先后, step 4)."""

from collections.abc import Sequence

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item


def only_highest(item: Item, scores: Sequence[ClauseScore]) -> list[ClauseScore]:
    """The clauses in order, those at 0 that another of their group or item outdoes, each under its own cap.

    What takes and what gives are compared apart; a veto is not compared; of equals the first in the rubric counts.
    What an outdone clause empties, and that it happened, stays.
    """
    result = list(scores)
    for name, group in item.groups.items():
        if group.highest_only:
            result = _among(result, [score for score in result if score.clause.group == name])
    return _among(result, result) if item.highest_only else result


def as_if_all_counted(scores: Sequence[ClauseScore]) -> list[ClauseScore]:
    """The clauses with the points that each would have if none outdid another."""
    return [
        score
        if (own := score.step.replaced) is None or score.outdone_by is None
        else score._replace(points=own.value, step=own, outdone_by=None)
        for score in scores
    ]


def _among(scores: Sequence[ClauseScore], own: Sequence[ClauseScore]) -> list[ClauseScore]:
    """The scores, with those of `own` at 0 that another of `own` outdoes."""
    standing: dict[bool, ClauseScore] = {}
    compared = [score for score in own if score.points and score.effect != "veto"]
    for score in compared:
        before = standing.setdefault(score.effect in GIVES, score)
        if score.points > before.points:
            standing[score.effect in GIVES] = score
    beaten = {id(score): standing[score.effect in GIVES].clause for score in compared}
    return [
        score if beaten.get(id(score)) in (None, score.clause) else _outdone(score, beaten[id(score)])
        for score in scores
    ]


def _outdone(score: ClauseScore, by: Clause) -> ClauseScore:
    step = given(names.OUTDONE, ZERO, score.clause)._replace(aside=(score.step,))
    findings = tuple(each._replace(points=ZERO, outdone_by=by) for each in score.findings)
    return score._replace(points=ZERO, step=step, findings=findings, outdone_by=by)
