"""程序: whether a round's approval, windows, objections and decisions hold together, and are as they were sealed."""

from collections.abc import Mapping

from dangjian_kaoping.checks.procedure.approval import check_approval
from dangjian_kaoping.checks.procedure.held import check_held
from dangjian_kaoping.checks.procedure.objections import check_links, check_objections, check_outcome
from dangjian_kaoping.checks.procedure.organ import check_organs
from dangjian_kaoping.checks.procedure.parts import check_parts
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.course.standing import Standing, governing
from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter


def check_procedures(
    workspace: Workspace, results: Mapping[Quarter, RoundResult], only: Quarter | None = None
) -> Faults:
    """The faults of the rounds' procedures (of one, where asked); `results` are those of rounds that can be scored."""
    faults = Faults()
    for quarter, this in sorted(workspace.rounds.items()):
        if only in (None, quarter):
            check_procedure(workspace, this, results.get(quarter), faults)
    return faults


def check_procedure(workspace: Workspace, this: Round, result: RoundResult | None, faults: Faults) -> None:
    """The faults of one round's."""
    settings = workspace.settings
    calendar = WorkingDays() if settings is None else WorkingDays(settings.days_off, settings.days_worked)
    # what is asked here depends neither on what is still missing nor on how the round stands to its seal
    standing = Standing(this, governing(settings, this.quarter, this.seals), True, "as_sealed", calendar)
    check_approval(standing, faults)
    check_organs(standing, faults)
    check_objections(standing, workspace, faults)
    # what could not be read may hold the objection, or the adjustment, that is looked for
    if workspace.readable(f"data/{this.quarter}/objections.yaml") and workspace.readable(
        f"data/{this.quarter}/adjustments.yaml"
    ):
        called = {} if workspace.roster is None else workspace.roster.in_force(this.quarter)
        check_links(standing, called, faults)
    if result is not None and workspace.roster is not None:
        check_outcome(standing, workspace.roster, result, faults)
    if workspace.readable(f"data/{this.quarter}/"):
        check_held(standing, faults)
        check_parts(this, faults)
