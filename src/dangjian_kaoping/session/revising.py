"""What a revision would have made of the rounds that were held."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.compare.impact.impact import HeldRounds, Impact, impact_of
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import Reading, nothing_recorded, roster_of
from dangjian_kaoping.session.rounds import Rounds
from dangjian_kaoping.session.versions import Versions

_SUMS = frozenset({"KP201", "KP202", "KP221", "KP223"})
"""Points that do not add up: what is only tried out need not yet."""


class Replay(NamedTuple):
    """Rounds that were held under one version, to be held against another. Raises SessionError (KP402) where there is
    none, once it is asked.

    `others` are the quarters of those asked for that were held under another version.
    """

    session: Rounds
    old: Rubric
    workspace: Workspace
    rounds: list[Round]
    others: list[Quarter]

    def impact(self, new: Rubric, *, tried: Sequence[str] = ()) -> Impact:
        """The rounds as if another version had been in force.

        Of one that is only the old one after edits that are `tried`, points need not add up.
        """
        session, held = self.session, self._held()
        self._check(new, tried=bool(tried))
        try:
            between = Versions(session.loader).between(self.old, new)
            return impact_of(self.old, new, held, self.rounds, between)._replace(tried=tuple(tried))
        except Refusal as refusal:
            raise SessionError([refusal.fault], session.loader.texts) from refusal

    def _held(self) -> HeldRounds:
        """All rounds that were held, of which those that are asked for are fit to be scored."""
        workspace, reading = self.workspace, self.session.reading
        every = _inspected(workspace)
        if not self.rounds:
            mine = (each.quarter for each in every if _is_under(self.old, reading, workspace, each))
            raise SessionError([nothing_recorded(f"按 {self.old.version} 版考评的各轮", mine)])
        for each in self.rounds:
            reading.stop_at(check_scorable(workspace, reading.rubric_of(workspace, each.quarter), each))
        return HeldRounds(roster_of(workspace), every, workspace.rubrics, workspace.policies)

    def _check(self, rubric: Rubric, *, tried: bool = False) -> None:
        faults = Faults()
        known = check_rubric(rubric, self.workspace.roster)
        faults.extend(each for each in known if not (tried and each.code in _SUMS))
        self.session.reading.stop_at(faults)


def replay(session: Rounds, old: Rubric, asked: tuple[Quarter, Quarter] | None) -> Replay:
    """The rounds that were held under a version, from one quarter to another where asked."""
    reading = session.reading
    workspace = reading.whole()
    wanted = [each for each in _inspected(workspace) if asked is None or asked[0] <= each.quarter <= asked[1]]
    mine = [each for each in wanted if _is_under(old, reading, workspace, each)]
    return Replay(session, old, workspace, mine, [each.quarter for each in wanted if each not in mine])


def _inspected(workspace: Workspace) -> list[Round]:
    return sorted((each for each in workspace.rounds.values() if each.inspections), key=lambda each: each.quarter)


def _is_under(rubric: Rubric, reading: Reading, workspace: Workspace, this: Round) -> bool:
    """Whether a round was held under a version; an error (KP401) where it was held under none."""
    return reading.rubric_of(workspace, this.quarter).version == rubric.version
