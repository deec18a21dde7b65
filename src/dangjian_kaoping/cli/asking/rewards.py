"""From scored rounds to money: what `reward` and `explain` share."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.cli.asking.rounds import Compiled, Held, hold_rounds
from dangjian_kaoping.cli.asking.scoring import Scored, refuse_provisional
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Stopped
from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.engine.money.reward import RewardResult, refusals_of, score_reward
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def reward_of_quarter(folder: Path | None, scored: Scored, *, draft: bool = False) -> RewardResult | None:
    """The money of a scored round; None where no policy is in force. The command stops where a policy has a fault.

    Earlier rounds are read only where they may have carried money over.
    """
    workspace, result = scored.workspace, scored.result
    if workspace.policy_in_force(result.quarter) is None:
        return None
    held = Held([result], workspace, scored.loader.texts)
    if _looks_back(workspace, result.quarter):
        held = hold_rounds(folder, until=result.quarter)
    return rewards_of(held, draft=draft)[-1]


def rewards_until(compiled: Compiled, *, draft: bool = False) -> list[RewardResult]:
    """The money of a compiled round, which has a policy in force, after that of the rounds before it where those may
    have carried money over. The command stops where it cannot be reckoned.
    """
    workspace, rounds = compiled.workspace, list(compiled.dossier.rounds)
    if not _looks_back(workspace, rounds[-1].quarter):
        del rounds[:-1]
    return rewards_of(Held(rounds, workspace, compiled.loader.texts), draft=draft)


def carriers(results: Sequence[RewardResult]) -> set[Quarter]:
    """The quarters whose money the last of some quarters in a row pays too, because it was carried over to it."""
    found: set[Quarter] = set()
    for before in reversed(results[:-1]):
        if not before.carried:
            break
        found.add(before.quarter)
    return found


def rewards_of(held: Held, *, draft: bool = False) -> list[RewardResult]:
    """The money of each round that was held while a policy was in force, in order; each gets what the one before it
    carried over. The command stops where that one is provisional, unless it is a draft.
    """
    _stop_at_errors(held.workspace, held.texts)
    found: list[RewardResult] = []
    before: RoundResult | None = None
    for result in held.results:
        policy = held.workspace.policy_in_force(result.quarter)
        if policy is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.carried and before is not None:
            refuse_provisional(before, draft=draft)
        found.append(_rewarded(policy, result, last, held.texts))
        before = result
    return found


def no_policy(workspace: Workspace, asked: str) -> Stopped:
    """That no policy is in force, and which there are."""
    ordered = sorted(workspace.policies, key=lambda each: each.effective_from)
    known = "、".join(f"{each.version} 版从 {each.effective_from} 起" for each in ordered) or "没有一版"
    return Stopped(UNREADABLE, [Diagnostic(codes.KP607(quarter=asked, known=known), Place("rubrics", 0))], {})


def _looks_back(workspace: Workspace, quarter: Quarter) -> bool:
    """Whether the quarter's funds may hold what an earlier one carried over."""
    earlier = (policy for policy in workspace.policies if policy.effective_from < quarter)
    return any(part.rest == "carry" for policy in earlier for part in policy.rewards.values())


def _stop_at_errors(workspace: Workspace, texts: Mapping[str, str]) -> None:
    """What is wrong with a policy keeps no round from being scored, but money from being paid."""
    faults = check_policies(workspace.policies, workspace.roster, workspace.rubrics)
    if any(each.severity == "error" for each in faults):
        raise Stopped(UNREADABLE, faults, texts)


def _rewarded(
    policy: RewardPolicy, result: RoundResult, before: RewardResult | None, texts: Mapping[str, str]
) -> RewardResult:
    carried = {} if before is None else before.carried
    try:
        return score_reward(policy, result, carried)
    except Refusal as refusal:
        faults = refusals_of(policy, result, carried) or [refusal.fault]
        raise Stopped(UNREADABLE, [_dated(each, result.quarter) for each in faults], texts) from refusal


def _dated(fault: Diagnostic, quarter: Quarter) -> Diagnostic:
    """A fault with its quarter: it may be an earlier one, whose rest the one asked for waits for."""
    if "problem" not in fault.particulars:
        return fault
    problem = f"{quarter} {fault.particulars['problem']}"
    return replace(fault, fault=Fault(fault.code, {**fault.particulars, "problem": problem}))
