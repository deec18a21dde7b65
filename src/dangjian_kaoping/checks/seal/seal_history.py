"""封存的历史: whether the seals that were once committed are still there, each where it stood.

A round's newest seal is in no other, so nothing in the workspace remembers it: to delete it, or to make another in its
place, is found only by what was committed before.
"""

from collections.abc import Iterable
from typing import NamedTuple

from dangjian_kaoping.checks.seal.seal import check_seals_themselves
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place


class CommittedSeals(NamedTuple):
    """A round's seals as a commit made them: its hash and day, and the file's path in the repository."""

    commit: str
    day: str
    path: str
    seals: Seals


class SealHistory(NamedTuple):
    """The seals of all commits, the oldest first; `gap` says why it may not be all of them, empty where it is."""

    committed: tuple[CommittedSeals, ...] = ()
    gap: str = ""


class _Known(NamedTuple):
    seal: Seal
    since: CommittedSeals


def check_seal_history(history: SealHistory, workspace: Workspace, only: Quarter | None = None) -> Faults:
    """For each round (or one) the first of its committed seals that is not where it stood."""
    faults = Faults()
    for quarter, chain in sorted(_chains(history.committed).items()):
        file = f"data/{quarter}/seal.yaml"
        if only not in (None, quarter) or not workspace.readable(file):
            continue
        this = workspace.rounds.get(quarter)
        now = () if this is None or this.seals is None else this.seals.seals
        for index, known in enumerate(chain):
            if index < len(now) and now[index].digest == known.seal.digest:
                continue
            newest = chain[-1].since
            faults.add(
                codes.KP541(
                    quarter=quarter,
                    sealed=known.seal.sealed_on,
                    day=known.since.day,
                    commit=known.since.commit,
                    now=f"现在换成了 {now[index].sealed_on} 的另一次" if index < len(now) else "现在没有了",
                    newest=newest.commit,
                    path=newest.path,
                ),
                now[index].place_of("digest") if index < len(now) else Place(file, 0),
            )
            break
    if history.gap and workspace.seals():
        last = max(workspace.seals(), key=lambda each: each.quarter)
        faults.add(codes.KP542(gap=history.gap), last.in_force.place_of("digest"))
    return faults


def _chains(committed: Iterable[CommittedSeals]) -> dict[Quarter, list[_Known]]:
    """By round the seals that were committed, each since the commit that brought it.

    Only what follows on the earlier ones counts: what was put in their place is what is to be found, and what was
    edited is no seal.
    """
    chains: dict[Quarter, list[_Known]] = {}
    for each in committed:
        chain = chains.setdefault(each.seals.quarter, [])
        sound = _sound(each.seals)
        if [seal.digest for seal in sound[: len(chain)]] == [known.seal.digest for known in chain]:
            chain += [_Known(seal, each) for seal in sound[len(chain) :]]
    return chains


def _sound(seals: Seals) -> tuple[Seal, ...]:
    broken = {fault.place for fault in check_seals_themselves(seals)}
    sound = []
    for seal in seals.seals:
        if seal.place_of("digest") in broken:
            break
        sound.append(seal)
    return tuple(sound)
