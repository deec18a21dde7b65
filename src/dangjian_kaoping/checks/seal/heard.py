"""更正以前听取意见: whom a correction makes worse is heard in a window of `corrections` before it is final."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.course.standing import governing
from dangjian_kaoping.engine.follow.correction import between, worsened
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import Results, results_of
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def check_corrections_heard(
    workspace: Workspace, results: Mapping[Quarter, RoundResult], only: Quarter | None = None
) -> Faults:
    """Of each governed round (of one, where asked) whether those whom a correction makes worse are heard."""
    faults = Faults()
    for quarter, this in workspace.rounds.items():
        if only not in (None, quarter) or this.seals is None:
            continue
        rubric = workspace.rubric_in_force(quarter)
        if rubric is not None and governing(workspace.settings, quarter, this.seals) is not None:
            faults.extend(check_heard(this, this.seals, rubric, results.get(quarter)))
    return faults


def check_heard(this: Round, seals: Seals, rubric: Rubric, result: RoundResult | None) -> Faults:
    """The same of one round: of its final seals that replace one another, and of what it is now, before it is sealed.

    Before a seal the window must be over; before what is not sealed yet it is enough that one is written.
    """
    faults = Faults()
    finals = seals.finals
    steps: list[tuple[Seal, Seal | None, Results]] = []
    steps += [(before, after, after.results) for before, after in pairwise(finals)]
    if finals and result is not None:
        steps.append((finals[-1], None, results_of(result)))
    for before, after, results in steps:
        worse = worsened(before.results, results, rubric.measure)
        if worse and not _heard(this, before, after):
            names = "、".join(each.after.name for each in worse)
            faults.add(codes.KP590(quarter=this.quarter, branches=names), _place(this, before))
    return faults


def _heard(this: Round, before: Seal, after: Seal | None) -> bool:
    """Whether a correction was public between two final results, once all that it corrects was decided."""
    since = max([before.sealed_on, *(each.date for each in between(this, before, after))])
    until = date.max if after is None else after.sealed_on
    corrections = () if this.settings is None else this.settings.corrections
    windows = (each.publication for each in corrections)
    return any(each is not None and since <= each.since and each.until < until for each in windows)


def _place(this: Round, before: Seal) -> Place:
    """The last correction that is written; else where it would be: the round's settings, else the seal it replaces."""
    if this.settings is None:
        return before.place_of("results")
    return this.settings.place_of("corrections") if this.settings.corrections else this.settings.at
