"""From scored rounds to money."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.checks.rubric.policies import check_policies
from dangjian_kaoping.checks.seal.release import Release, departure_of
from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.engine.money.reward import RewardResult, refusals_of, score_reward
from dangjian_kaoping.engine.money.year import RewardYear, reward_year
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.canonical import canonical, digest_of
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.permitting import edition_of, refuse_unpaid, refuse_unpublishable
from dangjian_kaoping.session.publishing import refuse_provisional, refuse_unreleased, releases
from dangjian_kaoping.session.rounds import Rounds

_NO_POLICY = "rubrics 里还没有绩效奖励办法，请先写上一版（写法见 docs/绩效奖励.md）。"


class Payment(NamedTuple):
    """The money of a round as it is published: what it says of itself, and how the rounds that it pays stand to their
    seals.
    """

    result: RewardResult
    edition: Edition
    releases: tuple[Release, ...]


def reward(session: Rounds, quarter: Quarter, *, draft: bool) -> RewardResult:
    """The money of a round. Earlier rounds are read only where they may have carried money over."""
    workspace = session.reading.of_round(quarter, policies=True)
    result = session.round(quarter)
    _refuse_unrewarded(workspace, [quarter], str(quarter))
    refuse_provisional(result, draft=draft)
    if _looks_back(workspace, quarter):
        return rewards_until(session, quarter, draft=draft)[-1]
    return _rewards(session, workspace, [result], draft=draft)[-1]


def rewards_until(session: Rounds, quarter: Quarter, *, draft: bool = False) -> list[RewardResult]:
    """The money of a round under a policy, after that of the rounds before it where those may have carried money over;
    the policy is held against every version.
    """
    workspace, results = session.reading.up_to(quarter), session.rounds(until=quarter)
    return _rewards(session, workspace, results if _looks_back(workspace, quarter) else results[-1:], draft=draft)


def payment(session: Rounds, quarter: Quarter, *, draft: bool, day: date = date.max) -> Payment:
    """The money of a round, to be published. Raises NotFinalError where a round that it follows from is not as it was
    sealed, is provisional or not final, unless for a draft; the state that is told is that of the `day`.
    """
    workspace = session.reading.up_to(quarter)
    _refuse_unrewarded(workspace, [quarter], str(quarter))
    refuse_unpublishable(session, quarter, draft=draft, act="pay", day=day)
    results = rewards_until(session, quarter, draft=draft)
    # the money that they left is paid now
    carriers = sorted(_carriers(results))
    carrying = [release for each in carriers for release in releases(session, each)]
    paid = (*releases(session, quarter), *carrying)
    refuse_unreleased(session, paid, draft=draft)
    refuse_unpaid(session, carriers, draft=draft, day=day)
    about = edition_of(session, quarter, draft=draft)
    policies = [canonical(each) for each in workspace.policies if each.effective_from <= quarter]
    digest = digest_of([about.digest, *policies])
    return Payment(results[-1], about._replace(digest=digest, departure=departure_of(paid) or about.departure), paid)


def reward_of_year(session: Rounds, year: int, *, draft: bool, day: date = date.max) -> RewardYear:
    """The money of a year's rounds."""
    mine = session.rounds(year)
    refuse_unpaid(session, (each.quarter for each in mine), draft=draft, day=day)
    for each in mine:
        refuse_provisional(each, draft=draft)
    last = mine[-1].quarter
    workspace = session.reading.up_to(last)
    found = _rewards(session, workspace, session.rounds(until=last), draft=draft)
    _refuse_unrewarded(workspace, [each.quarter for each in mine], f"{year} 年")
    return reward_year(year, [each for each in found if each.quarter.year == year])


class YearPayment(NamedTuple):
    """The money of a year as it is published, likewise."""

    result: RewardYear
    edition: Edition
    releases: tuple[Release, ...]


def payment_of_year(session: Rounds, year: int, *, draft: bool, day: date = date.max) -> YearPayment:
    """The money of a year, to be published. Raises NotFinalError as that of a round, and of the year."""
    result = reward_of_year(session, year, draft=draft, day=day)
    paid = tuple(release for each in result.quarters for release in releases(session, each.quarter))
    refuse_unreleased(session, paid, draft=draft)
    about = edition_of(session, Year(year), draft=draft)
    policies = [canonical(each) for each in session.reading.up_to(result.quarters[-1].quarter).policies]
    digest = digest_of([about.digest, *policies])
    return YearPayment(result, about._replace(digest=digest, departure=departure_of(paid) or about.departure), paid)


def _carriers(results: Sequence[RewardResult]) -> set[Quarter]:
    """The quarters whose money the last of some quarters in a row pays too, because it was carried over to it."""
    found: set[Quarter] = set()
    for before in reversed(results[:-1]):
        if not before.carried:
            break
        found.add(before.quarter)
    return found


def _rewards(
    session: Rounds, workspace: Workspace, results: Sequence[RoundResult], *, draft: bool
) -> list[RewardResult]:
    """The money of each of some rounds that was held while a policy was in force, in order; each gets what the one
    before it carried over. Raises NotFinalError where that one is provisional, unless it is a draft.
    """
    # what is wrong with a policy keeps no round from being scored, but money from being paid
    faults = check_policies(workspace.policies, workspace.roster, workspace.rubrics)
    if any(each.severity == "error" for each in faults):
        raise SessionError(faults, session.loader.texts)
    found: list[RewardResult] = []
    before: RoundResult | None = None
    for result in results:
        policy = workspace.policy_in_force(result.quarter)
        if policy is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.carried and before is not None:
            refuse_provisional(before, draft=draft)
        found.append(_rewarded(session, policy, result, last))
        before = result
    return found


def _refuse_unrewarded(workspace: Workspace, quarters: Sequence[Quarter], asked: str) -> None:
    """Raise SessionError (KP607) where no policy is in force in any of some quarters, and say which there are."""
    if not any(workspace.policy_in_force(each) for each in quarters):
        ordered = sorted(workspace.policies, key=lambda each: each.effective_from)
        known = "、".join(f"{each.version} 版从 {each.effective_from} 起" for each in ordered)
        mend = f"请检查 rubrics 里奖励办法的 effective_from；有：{known}。" if known else _NO_POLICY
        raise SessionError([Diagnostic(codes.KP607(quarter=asked, mend=mend), Place("rubrics", 0))])


def _looks_back(workspace: Workspace, quarter: Quarter) -> bool:
    """Whether the quarter's funds may hold what an earlier one carried over."""
    earlier = (policy for policy in workspace.policies if policy.effective_from < quarter)
    return any(part.rest == "carry" for policy in earlier for part in policy.rewards.values())


def _rewarded(session: Rounds, policy: RewardPolicy, result: RoundResult, before: RewardResult | None) -> RewardResult:
    carried = {} if before is None else before.carried
    try:
        return score_reward(policy, result, carried)
    except Refusal as refusal:
        faults = refusals_of(policy, result, carried) or [refusal.fault]
        raise SessionError([_dated(each, result.quarter) for each in faults], session.loader.texts) from refusal


def _dated(fault: Diagnostic, quarter: Quarter) -> Diagnostic:
    """A fault with its quarter: it may be an earlier one, whose rest the one asked for waits for."""
    if "problem" not in fault.particulars:
        return fault
    problem = f"{quarter} {fault.particulars['problem']}"
    return replace(fault, fault=Fault(fault.code, {**fault.particulars, "problem": problem}))
