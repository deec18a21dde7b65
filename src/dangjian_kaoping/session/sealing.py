"""A round as it is to be sealed: what it is now, and how that departs from its seals."""

from collections.abc import Mapping
from pathlib import Path

from dangjian_kaoping.checks.seal.seal import check_seals
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.seal import Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.money import rewards_until
from dangjian_kaoping.session.rounds import Rounds


class Sealing:
    """A round and the rounds before it, with their seals; a seal that cannot be read is an error here (SessionError).

    `before` are the seals of the round itself, if it has any.
    """

    def __init__(self, session: Rounds, quarter: Quarter) -> None:
        self._session = session
        self.workspace = session.reading.up_to(quarter, sealed=True)
        self.result: RoundResult = session.dossier(quarter).result
        self.before: Seals | None = self.workspace.rounds[quarter].seals

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self._session.loader.root

    @property
    def texts(self) -> Mapping[str, str]:
        """The files that were read, by their names."""
        return self._session.loader.texts

    def departures(self) -> Faults:
        """How the round is not as it was sealed."""
        quarter = self.result.quarter
        results = {each.quarter: each for each in self._session.rounds(until=quarter)}
        return check_seals(self.workspace, results, only=quarter)

    def refuse_unpayable(self) -> None:
        """Raise SessionError where a policy is in force and cannot pay the round."""
        quarter = self.result.quarter
        if self.workspace.policy_in_force(quarter) is not None:
            rewards_until(self._session, quarter)
