"""The rounds of a workspace, each scored once, and what is told of them together."""

from dataclasses import replace
from typing import TYPE_CHECKING, overload

from dangjian_kaoping.checks.round.scorable import examined
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.pace import counted
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.asked import quarter_of, round_or_year_of, year_of
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import Reading, nothing_recorded, roster_of

if TYPE_CHECKING:
    # a score needs none of these, and starts the quicker for it
    from dangjian_kaoping.checks.seal.release import Release
    from dangjian_kaoping.engine.course.objections import Heard
    from dangjian_kaoping.engine.dossier import Dossier, YearDossier
    from dangjian_kaoping.engine.score.year import YearResult


class Rounds:
    """The rounds that were held. Every method raises SessionError where it has no answer."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.reading = Reading(loader)
        self.releases_known: dict[object, tuple[Release, ...]] = {}
        """How rounds stand to their seals, by what was published (`session.publishing`)."""
        self._results: dict[Quarter, RoundResult] = {}
        self._dossiers: dict[Quarter, Dossier] = {}

    def quarters(self) -> list[Quarter]:
        """The quarters that have an inspection, in order."""
        return self.loader.inspected()

    def newest(self) -> Quarter | None:
        """The newest quarter that has an inspection; None where no one has. Raises SessionError where something was
        meant as a record of a newer one, and would not be read.
        """
        newest = self.loader.newest_inspected()
        self.loader.blame_newer(newest)
        self.reading.stop_at(self.loader.faults)
        return newest

    def records(self, quarter: Quarter | str) -> Round:
        """The records of a round, as they were read for its score."""
        asked = quarter_of(quarter)
        return self.reading.of_round(asked).rounds[asked]

    def round(self, quarter: Quarter | str, *, policies: bool = False) -> RoundResult:
        """The branches' points (分), ranks and flags, each figure a tree of steps; of a round that has an inspection.

        Only the versions and rounds are read that it depends on. With `policies` the reward policies are read along,
        and what is wrong with a file of theirs is an error here too.
        """
        asked = quarter_of(quarter)
        if policies or asked not in self._results:
            self._score(self.reading.of_round(asked, policies=policies), asked)
        return self._results[asked]

    def rounds(self, year: int | Year | None = None, until: Quarter | str | None = None) -> list[RoundResult]:
        """All rounds that were held (of one year, or up to a quarter, where asked), in order, each under the rubric
        that was in force. There is at least one, or it is an error (KP402).
        """
        wanted = None if year is None else year_of(year)
        workspace = self._up_to(wanted, None if until is None else quarter_of(until))
        held = [each for each in _held(workspace) if wanted in (None, each.year)]
        if not held:
            raise SessionError([nothing_recorded("还" if wanted is None else f"{wanted} 年", self.quarters())])
        return [self._score(workspace, each) for each in counted(held)]

    def year(self, year: int | Year) -> "YearResult":
        """年度排名: the means (分) of a year's rounds, and the ranking by them."""
        from dangjian_kaoping.engine.score.year import score_year

        rounds = self.rounds(year)
        return score_year(year_of(year), rounds, self.loader.roster())

    def _up_to(self, year: int | None, until: Quarter | None) -> Workspace:
        quarters = [
            each
            for each in self.loader.quarters()
            if (year is None or each.year <= year) and (until is None or each <= until)
        ]
        return self.reading.up_to(quarters[-1]) if quarters else self.reading.issued()

    def _score(self, workspace: Workspace, quarter: Quarter) -> RoundResult:
        """One round of what was read, checked and scored."""
        if quarter not in self._results:
            rubric, this = self.reading.rubric_of(workspace, quarter), workspace.rounds[quarter]
            faults, records = examined(workspace, rubric, this)
            self.reading.stop_at(faults)
            assert workspace.roster is not None
            earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
            try:
                self._results[quarter] = score_round(
                    rubric, workspace.roster, this, earlier, workspace.rubrics, records
                )
            except Refusal as refusal:
                raise SessionError([refusal.fault], self.loader.texts) from refusal
        return self._results[quarter]

    @overload
    def dossier(self, period: Quarter | str) -> "Dossier": ...
    @overload
    def dossier(self, period: Year) -> "YearDossier": ...
    def dossier(self, period: Quarter | str | Year) -> "Dossier | YearDossier":
        """All that a publication of a round tells: it, the rounds before it, and 整改台账 as of it; or of a year: its
        ranking, and the dossier of its last round.
        """
        from dangjian_kaoping.engine.dossier import dossier, year_dossier

        asked = round_or_year_of(period)
        if isinstance(asked, Year):
            return year_dossier(asked.number, self.dossier(self.rounds(asked)[-1].quarter), self.loader.roster())
        if asked not in self._dossiers:
            workspace = self.reading.up_to(asked)
            self.reading.rubric_of(workspace, asked)
            self.reading.refuse_empty(workspace, asked)
            known, roster = workspace.rounds.values(), roster_of(workspace)
            self._dossiers[asked] = dossier(self.rounds(until=asked), known, roster, self._heard(workspace, asked))
        return self._dossiers[asked]

    def _heard(self, workspace: Workspace, quarter: Quarter) -> "Heard | None":
        """The objections to a round's result; None where no procedure asks for any: then they are not read."""
        from dangjian_kaoping.engine.course.objections import heard
        from dangjian_kaoping.engine.course.standing import governing

        seals, _ = self.reading.seals().get(quarter, (None, None))
        if governing(workspace.settings, quarter, seals) is None:
            return None
        objections = self.loader.objections_of(quarter)
        self.reading.stop_at(self.loader.faults)
        return heard(replace(workspace.rounds[quarter], objections=objections), roster_of(workspace))


def _held(workspace: Workspace) -> list[Quarter]:
    """The quarters with an inspection, of those that were read."""
    return sorted(quarter for quarter, this in workspace.rounds.items() if this.inspections)
