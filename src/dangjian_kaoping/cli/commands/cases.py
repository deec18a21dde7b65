"""`kaoping rubric test`: a rubric's cases, facts in and points out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cases.run import Outcome, run_cases
from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.checks.rubric.reward import check_rules
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.cli.asking.scoring import loader_at, stop_at
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, width
from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.cases import Cases
from dangjian_kaoping.model.reward import RewardRules
from dangjian_kaoping.model.rubric import Rubric


def test(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="文件", help="测试文件；不写则运行 rubrics/cases 里全部")
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="通过的也列出")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Run the cases; a failing one shows the steps of what happened."""
    loader, named = _where(files, workspace)
    documents = list(loader.cases(named))
    stop_at(loader, loader.faults)
    faults = Faults()
    outcomes: list[tuple[str, Outcome]] = []
    waiting = 0
    for file, cases in documents:
        rubric = _rubric(loader, cases, faults)
        rules = _rules(loader, cases, faults)
        if rubric is not None and (rules is not None or cases.reward is None):
            outcomes += [(file, outcome) for outcome in run_cases(cases, rubric, rules)]
            waiting += sum(case.later is not None for case in cases.cases)
    stop_at(loader, faults)
    from dangjian_kaoping.write.text.cases import cases_text

    answer(cases_text(outcomes, waiting, width(sys.stdout), verbose=verbose))
    if not all(outcome.passed for _, outcome in outcomes):
        raise typer.Exit(FINDINGS)


def _where(files: list[Path] | None, workspace: Path | None) -> tuple[Loader, list[str] | None]:
    """Named files need no workspace around them: a clause can be tried anywhere."""
    if not files:
        return loader_at(workspace), None
    start = (workspace or Path.cwd()).absolute()
    loader = Loader(workspace_root(start) or start)
    return loader, [loader.name_of(path) for path in files]


def _rubric(loader: Loader, cases: Cases, faults: Faults) -> Rubric | None:
    """The rubric that the cases are about, if it is sound; a hole that is only reported does not matter."""
    roster = loader.roster()
    if cases.rubric is None:
        own = cases.own_rubric()
        # what is tried out has no department or roster of its own to answer to
        faults.extend(check_rubric(own, None))
        return own
    versions = loader.workspace([]).rubrics
    stop_at(loader, loader.faults)
    found = next((each for each in versions if each.version == cases.rubric), None)
    if found is None:
        _blame_version(cases, cases.rubric, [each.version for each in versions], faults)
        return None
    faults.extend(check_rubric(found, roster))
    return found


def _rules(loader: Loader, cases: Cases, faults: Faults) -> RewardRules | None:
    """The rules of the reward policy that the cases are about, if they are sound."""
    if cases.policy is not None:
        _stop_at_errors(loader, check_rules(cases.policy))
    if cases.reward is None:
        return cases.policy
    workspace = loader.workspace([])
    stop_at(loader, loader.faults)
    found = next((each for each in workspace.policies if each.version == cases.reward), None)
    if found is None:
        known = [each.version for each in workspace.policies]
        _blame_version(cases, cases.reward, known, faults)
        return None
    _stop_at_errors(loader, check_policies(workspace.policies, workspace.roster, workspace.rubrics))
    return found


def _stop_at_errors(loader: Loader, faults: Faults) -> None:
    """Stop at what keeps no round from being scored, but money from being paid."""
    if any(each.severity == "error" for each in faults):
        raise Stopped(UNREADABLE, faults, loader.texts)


def _blame_version(cases: Cases, version: str, known: list[str], faults: Faults) -> None:
    place = cases.place_of("rubric" if cases.rubric is not None else "reward")
    faults.add(codes.KP410(version=version, known="、".join(known) or "没有一版"), place, hint=perhaps(version, known))
