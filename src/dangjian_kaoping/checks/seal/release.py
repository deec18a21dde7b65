"""公布: may a round be published as it stands? Whoever publishes, pays or verifies asks here, and nowhere else."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from dangjian_kaoping.checks.seal.seal import (
    CORRECTED,
    as_final,
    check_links,
    check_seals_themselves,
    faults_by_round,
    told_once,
)
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.engine.course.standing import is_governed
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

_FREE: Collection[SealState] = ("unsealed", "as_sealed")
_OF_THE_FILE = frozenset({"KP507", "KP508", "KP572"})
"""The seal itself was edited, or is gone: a later seal, or what went out, remembers it."""


class Release(NamedTuple):
    """How a round stands to its seal, its seals as far as they could be read, and all that is not as it was sealed."""

    quarter: Quarter
    state: SealState
    seals: Seals | None = None
    faults: tuple[Diagnostic, ...] = ()
    governed: bool = False

    @property
    def free(self) -> bool:
        """Whether the round may be published as it stands: it is as it was sealed, or has never been sealed."""
        return self.state in _FREE

    @property
    def departure(self) -> str:
        """In words why it may not; empty where it may."""
        day = "" if self.seals is None else f" {self.seals.in_force.sealed_on} "
        match self.state:
            case "due":
                return f"{self.quarter.chinese}封存以后有更正，还没有重新封存"
            case "differs":
                return f"{self.quarter.chinese}与{day}的封存不一致"
            case "broken":
                return f"{self.quarter.chinese}的封存文件读不了、被改动过或不见了"
        return ""

    def refusal(self) -> Diagnostic:
        """That it may not be published, and how a correction is made; what is not as sealed, `faults` tell."""
        day = "" if self.seals is None else str(self.seals.in_force.sealed_on)
        refusals = {
            "due": codes.KP522(quarter=self.quarter, day=day, final=as_final(self.seals, governed=self.governed)),
            "differs": codes.KP521(quarter=self.quarter, day=day),
            "broken": codes.KP523(quarter=self.quarter),
        }
        return Diagnostic(refusals[self.state], Place(f"data/{self.quarter}/seal.yaml", 0))


def releases(
    workspace: Workspace,
    results: Mapping[Quarter, RoundResult],
    asked: Collection[Quarter],
    unread: Mapping[Quarter, Faults],
    later: Iterable[Seals] = (),
    missed: Sequence[Diagnostic] = (),
) -> tuple[Release, ...]:
    """How each of the rounds asked for stands to its own seal; whatever is wrong with others does not matter.

    The workspace holds them and all rounds before them, with the seals that could be read; `unread` are the faults of
    those that could not, `later` the seals of rounds after them, which remember a seal that was taken away; `missed`
    tells of those that are gone and by which something went out. What came of a round is compared where there is its
    result.
    """
    found = faults_by_round(workspace, results, asked)
    known = [*later, *workspace.seals()]
    sound = (seals for seals in known if not len(check_seals_themselves(seals)))
    gone = [fault for seals in sound for fault in check_links(seals, workspace.rounds)]
    for quarter in asked:
        lost = [fault for fault in gone if fault.particulars["earlier"] == str(quarter)]
        lost += [fault for fault in missed if fault.particulars["quarter"] == str(quarter)]
        found.setdefault(quarter, Faults()).extend(lost)
    own = {each: workspace.rounds[each].seals for each in sorted(asked)}
    return tuple(
        Release(quarter, _state(seals, faults), seals, tuple(faults), is_governed(workspace.settings, quarter, seals))
        for quarter, seals in own.items()
        for faults in [unread[quarter] if quarter in unread else found.get(quarter, Faults())]
    )


def _state(seals: Seals | None, faults: Faults) -> SealState:
    codes = {fault.code for fault in faults}
    if not codes:
        return "unsealed" if seals is None else "as_sealed"
    if seals is None or codes & _OF_THE_FILE:
        return "broken"
    return "due" if codes <= CORRECTED else "differs"


def refusals(releases: Iterable[Release], hint: str = "") -> list[Diagnostic]:
    """For each round that may not be published that it may not, and after them all that is not as it was sealed.

    `hint` is what is known of the case beside.
    """
    held = [each for each in releases if not each.free]
    details = told_once(fault for each in held for fault in each.faults)
    return [*(replace(each.refusal(), hint=hint) for each in held), *details]


def departure_of(releases: Iterable[Release]) -> str:
    """Why what follows from these rounds may only be a draft; empty where nothing stands against it."""
    return "；".join(each.departure for each in releases if not each.free)


def seals_behind(
    digest: str,
    releases: Sequence[Release],
    now: Mapping[Quarter, str],
    whole: Callable[[Mapping[Quarter, str]], str],
) -> Mapping[Quarter, Seal] | None:
    """The seals that a publication with this digest of its input followed from, the newest first; None where it
    followed from none.

    `whole` makes one digest of those of the rounds, `now` are those of today: of rounds without a seal, and of those
    that are as they were sealed though an earlier one has been corrected since.
    """
    ways: list[list[tuple[str, Seal | None]]] = []
    for each in releases:
        mine = [] if each.seals is None else list(reversed(each.seals.seals))
        sealed: list[tuple[str, Seal | None]] = [(seal.inputs, seal) for seal in mine]
        ways.append([*sealed, *([(now[each.quarter], mine[0] if mine else None)] if each.free else [])])
    for way in product(*ways):
        if whole({each.quarter: one for each, (one, _) in zip(releases, way, strict=True)}) == digest:
            chosen = zip(releases, way, strict=True)
            return {each.quarter: seal for each, (_, seal) in chosen if seal is not None}
    return None
