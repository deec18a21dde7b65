"""绩效奖励办法 against what it is used with: the other versions, the roster, the grades of the rubric."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial
from itertools import pairwise

from dangjian_kaoping.checks.names import check_alike
from dangjian_kaoping.checks.rubric.classes import check_classes
from dangjian_kaoping.checks.rubric.reward import check_rules
from dangjian_kaoping.diagnostics import Faults, codes, perhaps, problems
from dangjian_kaoping.engine.score.interval import completed
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.reward import GradeFactor, RankFactor, RewardPolicy
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


def check_policy(
    policy: RewardPolicy, roster: Roster | None, rubrics: Sequence[Rubric], until: Quarter | None = None
) -> Faults:
    """All faults of one version; `until` is the quarter in which the next one begins."""
    faults = check_rules(policy)
    if roster is not None and roster.whole:
        _check_roster(policy, roster, until, faults)
    _check_grades(policy, _rubrics_meanwhile(policy, rubrics, until), faults)
    return faults


def check_policies(policies: Sequence[RewardPolicy], roster: Roster | None, rubrics: Sequence[Rubric]) -> Faults:
    """All versions, each by itself and against the others."""
    faults = Faults()
    check_alike(((policy.version, partial(policy.place_of, "version")) for policy in policies), faults)
    for index, policy in enumerate(policies):
        for other in policies[:index]:
            lacking = policy.lacks("effective_from", "version") or other.lacks("effective_from", "version")
            if other.effective_from == policy.effective_from and not lacking:
                place, first = policy.place_of("effective_from"), other.place_of("effective_from")
                faults.add(codes.KP404(first=first, quarter=policy.effective_from), place)
            if other.version == policy.version and not lacking:
                first = other.place_of("version")
                where = f" {first.file} 的第 {first.line} 行"
                faults.add(codes.KP204(id=policy.version, where=where), policy.place_of("version"))
        later = [each.effective_from for each in policies if each.effective_from > policy.effective_from]
        faults.extend(check_policy(policy, roster, rubrics, min(later, default=None)))
    return faults


def _check_roster(policy: RewardPolicy, roster: Roster, until: Quarter | None, faults: Faults) -> None:
    _check_classes(policy, roster, faults)
    counted = any(part.fund_per_head is not None for part in policy.rewards.values())
    headless: dict[str, None] = {}
    quarters = _quarters(policy.effective_from, until, roster)
    if counted or any(factor == "heads" for factor in policy.factors()):
        for quarter in quarters:
            headless.update((each.name, None) for each in roster.taking_part(quarter) if each.head_count is None)
    if headless:
        faults.add(codes.KP602(branches="、".join(headless)), _counting(policy))
    for factor in policy.factors():
        if isinstance(factor, RankFactor) and factor.within == "all" and factor.whole:
            _check_reach(factor, roster, quarters, faults)


def _counting(policy: RewardPolicy) -> Place:
    """Where it is first written that heads are counted."""
    for part in policy.rewards.values():
        if part.fund_per_head is not None:
            return part.key_of("fund_per_head")
    return next((part.place_of(*way) for part, way, factor in policy.ways() if factor == "heads"), policy.at)


def _check_reach(factor: RankFactor, roster: Roster, quarters: Iterable[Quarter], faults: Faults) -> None:
    """Whether the table has a number for the last of all branches."""
    stretches = completed(factor.rank)
    for quarter in quarters:
        count = sum(1 for _ in roster.taking_part(quarter))
        last = max((each.high for each in stretches if each.high is not None), default=None)
        if count and last is not None and not any(each.holds(Decimal(count)) for each in stretches) and count > last:
            faults.add(codes.KP605(last=plain(last), quarter=quarter, count=count), factor.rank[-1].place_of("to"))
            return


def _quarters(first: Quarter, until: Quarter | None, roster: Roster) -> list[Quarter]:
    """The quarters in which something of the roster changes while the policy is in force, and its first one."""
    changes = {Quarter(row.since.year, (row.since.month + 2) // 3) for rows in roster.branches.values() for row in rows}
    # what changes within a quarter counts from the next one
    found = {first, *(each for change in changes for each in (change, change.next))}
    return sorted(each for each in found if first <= each and (until is None or each < until))


def _check_classes(policy: RewardPolicy, roster: Roster, faults: Faults) -> None:
    known = roster.classes
    for when in policy.conditions():
        for index, name in enumerate(when.classes):
            if name not in known:
                problem = f"名册里没有“{name}”这个支部类别（有：{'、'.join(known)}）"
                faults.add(codes.KP606(problem=problem), when.place_of("classes", index), hint=perhaps(name, known))
    if policy.whole:
        check_classes(policy, known, faults, codes.KP606)


def _rubrics_meanwhile(policy: RewardPolicy, rubrics: Sequence[Rubric], until: Quarter | None) -> list[Rubric]:
    """The rubrics in force at some time while the policy is."""
    ordered = sorted(rubrics, key=lambda each: each.effective_from)
    found = []
    for index, rubric in enumerate(ordered):
        ends = ordered[index + 1].effective_from if index + 1 < len(ordered) else None
        if (until is None or rubric.effective_from < until) and (ends is None or ends > policy.effective_from):
            found.append(rubric)
    return found


def _check_grades(policy: RewardPolicy, rubrics: Iterable[Rubric], faults: Faults) -> None:
    for rubric in rubrics:
        if rubric.measure.lacks("grades") or not all(band.whole for band in rubric.measure.grades):
            continue
        known = [band.grade for band in rubric.measure.grades]
        named = f"{rubric.version} 版细则的等次（{'、'.join(known) or '没有划分等次'}）"
        for when in policy.conditions():
            for index, name in enumerate(when.grades):
                if name not in known:
                    problem = f"“{name}”不是{named}"
                    faults.add(codes.KP606(problem=problem), when.place_of("grades", index), hint=perhaps(name, known))
        for factor in policy.factors():
            if isinstance(factor, GradeFactor) and factor.whole:
                _check_grade_table(factor, known, named, faults)


def _check_grade_table(factor: GradeFactor, known: Sequence[str], named: str, faults: Faults) -> None:
    for name in factor.grade:
        if name not in known:
            place = factor.key_of("grade", name)
            faults.add(codes.KP606(problem=f"“{name}”不是{named}"), place, hint=perhaps(name, known))
    missing = [name for name in known if name not in factor.grade]
    if missing:
        faults.add(codes.KP603(problem=problems.grades_without_number(*missing)), factor.key_of("grade"))
    for higher, lower in pairwise(name for name in known if name in factor.grade):
        better, worse = factor.grade[higher], factor.grade[lower]
        if isinstance(better, Decimal) and isinstance(worse, Decimal) and better < worse:
            faults.add(codes.KP609(problem="等次高的反而比低的少"), factor.place_of("grade", higher))
