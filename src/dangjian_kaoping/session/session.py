"""A workspace, asked: each file is read once, each version checked once, each round scored once."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, overload

from pydantic import BaseModel

from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.model.workspace import Round, Settings, Workspace
from dangjian_kaoping.periods import Period, Quarter, Year, parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import InForce, Reading, nothing_recorded, roster_of

if TYPE_CHECKING:
    # a score needs none of these, and starts the quicker for it
    from dangjian_kaoping.checks.seal.release import Release
    from dangjian_kaoping.engine.dossier import Dossier, YearDossier
    from dangjian_kaoping.engine.follow.ledger import AsOf, Entry
    from dangjian_kaoping.engine.follow.status import RoundStatus
    from dangjian_kaoping.engine.follow.tasks import Task, TaskList
    from dangjian_kaoping.engine.follow.whole_ledger import Ledger
    from dangjian_kaoping.engine.money.reward import RewardResult
    from dangjian_kaoping.engine.money.year import RewardYear
    from dangjian_kaoping.engine.score.branch import BranchScore
    from dangjian_kaoping.engine.score.year import YearResult
    from dangjian_kaoping.model.edition import Edition
    from dangjian_kaoping.model.rubric import Rubric
    from dangjian_kaoping.session.checking import Checked, Remember
    from dangjian_kaoping.session.publishing import Scope
    from dangjian_kaoping.session.revising import Replay
    from dangjian_kaoping.session.sealing import Sealing
    from dangjian_kaoping.session.versions import Versions


class Session:
    """A workspace, asked what follows from it. Every method raises SessionError where it has no answer.

    Quarters may be written as text, "2021Q1" (ValueError where it is no quarter). Points are exact, in 分 (Decimal, or
    Fraction where a quotient does not end); money is in 元. Nothing that is answered may be changed; to try
    something, ask `replacing` for another session.
    """

    def __init__(self, folder: Path | str = ".") -> None:
        """The workspace at or above a folder. Raises SessionError (KP124) where there is none."""
        start = Path(folder).absolute()
        root = workspace_root(start)
        if root is None:
            raise SessionError([Diagnostic("KP124", Place("kaoping.yaml", 0), {"folder": str(start)})])
        self._begin(Loader(root))

    def _begin(self, loader: Loader) -> None:
        self.loader = loader
        self.reading = Reading(loader)
        self._results: dict[Quarter, RoundResult] = {}
        self._dossiers: dict[Quarter, Dossier] = {}
        self._releases: dict[Scope, tuple[Release, ...]] = {}
        self._changed: dict[str, BaseModel] = {}

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.loader.root

    @property
    def settings(self) -> Settings:
        """kaoping.yaml."""
        found = self.loader.settings()
        self.reading.stop_at(self.loader.faults)
        assert found is not None
        return found

    def replacing(self, old: Placed, new: Placed) -> "Session":
        """Another session of the workspace in which one thing that was read is another; the files stay as they are.

        `old` is the very thing as it was read, out of `records`, `roster` or a rubric: a finding, a clause, a branch's
        inspection. Raises ValueError where this session has not read it.
        """
        known = self.loader.documents
        whole = {file: rewritten(each, lambda thing: new if thing is old else thing) for file, each in known.items()}
        changed = {file: each for file, each in whole.items() if each is not known[file]}
        if not changed:
            raise ValueError("what is to be replaced is nothing that this session has read")
        other = object.__new__(Session)
        other._begin(self.loader.holding(changed))
        other._changed = {**self._changed, **changed}
        return other

    # rounds

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
        return self.reading.of_round(_quarter(quarter)).rounds[_quarter(quarter)]

    def round(self, quarter: Quarter | str, *, policies: bool = False) -> RoundResult:
        """The branches' points (分), ranks and flags, each figure a tree of steps; of a round that has an inspection.

        Only the versions and rounds are read that it depends on. With `policies` the reward policies are read along,
        and what is wrong with a file of theirs is an error here too.
        """
        asked = _quarter(quarter)
        if policies or asked not in self._results:
            self._score(self.reading.of_round(asked, policies=policies), asked)
        return self._results[asked]

    def rounds(self, year: int | None = None, until: Quarter | None = None) -> list[RoundResult]:
        """All rounds that were held (of one year, or up to a quarter, where asked), in order, each under the rubric
        that was in force. There is at least one, or it is an error (KP402).
        """
        workspace = self._up_to(year, until)
        held = [each for each in _held(workspace) if year in (None, each.year)]
        if not held:
            raise SessionError([nothing_recorded("各季度" if year is None else f"{year} 年", self.quarters())])
        return [self._score(workspace, each) for each in held]

    def year(self, year: int) -> "YearResult":
        """年度排名: the means (分) of a year's rounds, and the ranking by them."""
        from dangjian_kaoping.engine.score.year import score_year

        return score_year(year, self.rounds(year))

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
            self.reading.stop_at(check_scorable(workspace, rubric, this))
            assert workspace.roster is not None
            earlier = [each for each in workspace.rounds.values() if each.quarter < quarter]
            try:
                self._results[quarter] = score_round(rubric, workspace.roster, this, earlier, workspace.rubrics)
            except Refusal as refusal:
                raise SessionError([refusal.fault], self.loader.texts) from refusal
        return self._results[quarter]

    # what is published of them

    @overload
    def dossier(self, period: Quarter | str) -> "Dossier": ...
    @overload
    def dossier(self, period: Year) -> "YearDossier": ...
    def dossier(self, period: Quarter | str | Year) -> "Dossier | YearDossier":
        """All that a publication of a round tells: it, the rounds before it, and 整改台账 as of it; or of a year: its
        ranking, and the dossier of its last round.
        """
        from dangjian_kaoping.engine.dossier import dossier, year_dossier

        if isinstance(period, Year):
            return year_dossier(period.number, self.dossier(self.rounds(period.number)[-1].quarter))
        asked = _quarter(period)
        if asked not in self._dossiers:
            workspace = self.reading.up_to(asked)
            self.reading.rubric_of(workspace, asked)
            self.reading.refuse_empty(workspace, asked)
            self._dossiers[asked] = dossier(self.rounds(until=asked), workspace.rounds.values(), roster_of(workspace))
        return self._dossiers[asked]

    def releases(self, scope: "Scope") -> "tuple[Release, ...]":
        """How the rounds that a publication is about stand to their seals: whether it may be published."""
        from dangjian_kaoping.session.publishing import releases

        if scope not in self._releases:
            self._releases[scope] = releases(self, scope)
        return self._releases[scope]

    def refuse_unreleased(self, scope: "Scope", *, draft: bool = False, hint: str = "") -> None:
        """Raise NotFinalError where a round that a publication is about is not as it was sealed, unless for a draft.

        `hint` is what is known of the case beside.
        """
        from dangjian_kaoping.session.publishing import refuse_unreleased

        refuse_unreleased(self, self.releases(scope), draft=draft, hint=hint)

    def refuse_unpublishable(self, period: Quarter | Year, *, draft: bool = False) -> None:
        """The same of a round or a year, and where it is provisional."""
        from dangjian_kaoping.session.publishing import refuse_provisional

        self.refuse_unreleased(period, draft=draft)
        result = self.round(period) if isinstance(period, Quarter) else self.year(period.number)
        refuse_provisional(result, draft=draft)

    def edition(self, scope: "Scope", *, draft: bool = False) -> "Edition":
        """What a publication of a round, a year, the ledger or of what is issued (None) says of itself."""
        from dangjian_kaoping.session.publishing import edition

        return edition(self, scope, draft=draft)

    def sealing(self, quarter: Quarter) -> "Sealing":
        """A round as it is to be sealed."""
        from dangjian_kaoping.session.sealing import Sealing

        return Sealing(self, quarter)

    # what follows of them

    def ledger(self, as_of: "AsOf") -> "Ledger":
        """整改台账 as of a day, or of a round (`engine.follow.ledger.as_of_quarter`)."""
        from dangjian_kaoping.checks.round.problem import check_ids_of

        self.reading.stop_at(check_ids_of(self.reading.all().rounds.values()))
        return self._ledger(as_of)

    def _ledger(self, as_of: "AsOf") -> "Ledger":
        from dangjian_kaoping.engine.follow.whole_ledger import whole_ledger

        workspace = self.reading.all()
        return whole_ledger(workspace.rounds.values(), roster_of(workspace), workspace.rubrics_by_quarter(), as_of)

    def concerned(self, quarter: Quarter | str, score: "BranchScore") -> "dict[str, Entry]":
        """The older problems that a branch's findings of a round name, by id, as the ledger has them in that round.

        The rounds since the oldest of them are read only here: no score needs them.
        """
        from dangjian_kaoping.engine.follow.ledger import as_of_quarter, ledger

        asked = _quarter(quarter)
        names = {each for finding in score.findings for each in finding.recorded.finding.concerns}
        found_in = [each for name in names if (each := parse_quarter(name.partition("-")[0])) is not None]
        if not found_in:
            return {}
        rounds = [self.loader.round_of(each) for each in self.loader.quarters() if min(found_in) <= each <= asked]
        self.reading.stop_at(self.loader.faults)
        roster = self.loader.roster()
        assert roster is not None
        return {each.id: each for each in ledger(rounds, roster, {}, as_of_quarter(asked)) if each.id in names}

    def status(self, quarter: Quarter | str, day: date) -> "RoundStatus":
        """What of a round is in, what is missing and what is owed, as of a day."""
        from dangjian_kaoping.checks.round.records import check_records
        from dangjian_kaoping.engine.follow.ledger import AsOf
        from dangjian_kaoping.engine.follow.status import round_status

        asked, workspace = _quarter(quarter), self.reading.all()
        rubric, roster = self.reading.rubric_of(workspace, asked), roster_of(workspace)
        this = workspace.rounds.get(asked, Round(asked))
        self.reading.stop_at(check_records(rubric, roster, this, workspace.rubrics))
        return round_status(rubric, roster, this, self._ledger(AsOf(day)).entries, day)

    def in_force(self, period: Period, *, records: bool = False) -> InForce:
        """What is in force in a period; an error (KP401) where none of its quarters has a rubric.

        With `records` all records are read along, and what is wrong with one is an error here too.
        """
        return self.reading.in_force(period, records=records)

    def tasks(self, period: Period, branch_id: str | None = None, as_of: date | None = None) -> "TaskList":
        """任务清单: what the rubrics in force ask for in a period, of all branches or one; with `as_of` also what is
        open in the ledger on that day.
        """
        from dangjian_kaoping.engine.follow.ledger import AsOf
        from dangjian_kaoping.engine.follow.tasks import task_list, with_open

        known = self.in_force(period, records=as_of is not None)
        listed = task_list(period, known.rubrics, known.roster, branch_id)
        return listed if as_of is None else with_open(listed, self.ledger(AsOf(as_of)).entries, as_of)

    def tasks_after(self, quarter: Quarter | str) -> "tuple[Task, ...]":
        """The tasks of the quarter after a round; none where no rubric is in force then."""
        from dangjian_kaoping.engine.follow.tasks import task_list

        asked = _quarter(quarter)
        workspace, after = self.reading.up_to(asked), asked.next
        rubric = workspace.rubric_in_force(after)
        return () if rubric is None else task_list(after, {after: rubric}, roster_of(workspace)).tasks

    # money

    def reward(self, quarter: Quarter | str, *, draft: bool = False) -> "RewardResult":
        """绩效奖励 (元) of a round. Raises SessionError (KP607) where no policy is in force; NotFinalError where an
        earlier round that carries money over is provisional, unless it is a draft.
        """
        from dangjian_kaoping.session.money import reward

        return reward(self, _quarter(quarter), draft=draft)

    def reward_year(self, year: int, *, draft: bool = False) -> "RewardYear":
        """绩效奖励 (元) of a year's rounds together. Raises NotFinalError where one is provisional, unless a draft."""
        from dangjian_kaoping.session.money import reward_of_year

        return reward_of_year(self, year, draft=draft)

    # versions, and the whole

    def versions(self) -> "Versions":
        """The versions of the rubric and of the reward policy."""
        from dangjian_kaoping.session.versions import Versions

        return Versions(self.loader)

    def replay(self, old: "Rubric", asked: tuple[Quarter, Quarter] | None = None) -> "Replay":
        """The rounds that were held under a version, from one quarter to another where asked, to hold another
        version against them: `session.replay(old).impact(new)`.
        """
        from dangjian_kaoping.session.revising import replay

        return replay(self, old, asked)

    def check(self, today: date, only: Quarter | None = None, remembered: "Remember | None" = None) -> "Checked":
        """All faults of the workspace, or of one round: never an error. What expires, expires by `today`.

        `remembered` is asked for the seals that were ever committed, where there is someone to ask.
        """
        from dangjian_kaoping.session.checking import check_all

        return check_all(Loader(self.root, partly=True).holding(self._changed), today, only, remembered)


def _quarter(quarter: Quarter | str) -> Quarter:
    found = parse_quarter(quarter) if isinstance(quarter, str) else quarter
    if found is None:
        raise ValueError(f"{quarter!r} is no quarter, such as '2021Q1'")
    return found


def _held(workspace: Workspace) -> list[Quarter]:
    """The quarters with an inspection, of those that were read."""
    return sorted(quarter for quarter, this in workspace.rounds.items() if this.inspections)
