"""A workspace, asked: the one way from its files to whatever follows from them."""

import copy
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.model.workspace import Round, Settings
from dangjian_kaoping.periods import Period, Quarter, Year, parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.asked import period_of, quarter_of, round_or_year_of, scope_of, when_of, year_of
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.reading import InForce, roster_of
from dangjian_kaoping.session.rounds import Rounds

if TYPE_CHECKING:
    # a score needs none of these, and starts the quicker for it
    from dangjian_kaoping.checks.seal.release import Release
    from dangjian_kaoping.compare.since.since import Since
    from dangjian_kaoping.engine.course.permission import Act
    from dangjian_kaoping.engine.course.state import Course
    from dangjian_kaoping.engine.follow.ledger import AsOf, Entry
    from dangjian_kaoping.engine.follow.status import RoundStatus
    from dangjian_kaoping.engine.follow.tasks import Task, TaskList
    from dangjian_kaoping.engine.follow.whole_ledger import Ledger
    from dangjian_kaoping.engine.money.difference import Difference
    from dangjian_kaoping.engine.money.reward import RewardResult
    from dangjian_kaoping.engine.money.year import RewardYear
    from dangjian_kaoping.engine.otherwise.edge import Edge
    from dangjian_kaoping.engine.otherwise.firmness import Firmness
    from dangjian_kaoping.engine.otherwise.lines import About
    from dangjian_kaoping.engine.otherwise.mending import BranchMending
    from dangjian_kaoping.engine.otherwise.over_time import OverTime
    from dangjian_kaoping.engine.score.branch import BranchScore
    from dangjian_kaoping.loading.shared import Shared
    from dangjian_kaoping.model.edition import DraftKind, Edition
    from dangjian_kaoping.model.rubric import Rubric
    from dangjian_kaoping.session.checking import Checked, Look, Remember
    from dangjian_kaoping.session.publishing import Scope
    from dangjian_kaoping.session.revising import Replay
    from dangjian_kaoping.session.sealing import Sealing
    from dangjian_kaoping.session.versions import Versions


class Session(Rounds):
    """A workspace, asked what follows from it. Every method raises SessionError where it has no answer.

    Quarters may be written as text, "2021Q1" (ValueError where it is no quarter), and a day stands for the ledger as
    of it; what is neither is a TypeError. Points are exact, in 分 (Decimal, or
    Fraction where a quotient does not end); money is in 元. Nothing that is answered may be changed; to try
    something, ask `replacing` for another session.
    """

    def __init__(self, folder: Path | str = ".", shared: "Shared | None" = None) -> None:
        """The workspace at or above a folder; what it has word for word of what is `shared` is not read again. Raises
        SessionError (KP124) where there is none.
        """
        start = Path(folder).absolute()
        root = workspace_root(start)
        if root is None:
            raise SessionError([Diagnostic(codes.KP124(folder=start), Place("kaoping.yaml", 0))])
        super().__init__(Loader(root, shared=shared))
        self._changed: dict[str, Document] = {}

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
        other = copy.copy(self)
        Rounds.__init__(other, self.loader.holding(changed))
        other._changed = {**self._changed, **changed}
        return other

    # what is published of them

    def releases(self, scope: "Scope | date | str") -> "tuple[Release, ...]":
        """How the rounds that a publication is about stand to their seals: whether it may be published."""
        from dangjian_kaoping.session.publishing import releases

        return releases(self, scope_of(scope))

    def refuse_unreleased(self, scope: "Scope | date | str", *, draft: bool = False, hint: str = "") -> None:
        """Raise NotFinalError where a round that a publication is about is not as it was sealed, unless for a draft.

        `hint` is what is known of the case beside.
        """
        from dangjian_kaoping.session.publishing import refuse_unreleased

        refuse_unreleased(self, self.releases(scope), draft=draft, hint=hint)

    def refuse_unpublishable(
        self, period: Quarter | str | Year, *, draft: bool = False, act: "Act" = "publish", day: date = date.max
    ) -> None:
        """The same of a round or a year, where its procedure has not come so far, and where it is provisional.

        Of a round, `act` says what is done with it; the state that is told is that of the `day`.
        """
        from dangjian_kaoping.session.permitting import refuse_unpublishable

        refuse_unpublishable(self, round_or_year_of(period), draft=draft, act=act, day=day)

    def edition(
        self, scope: "Scope | date | str", *, draft: bool = False, kind: "DraftKind | None" = None
    ) -> "Edition":
        """What a publication of a round, a year, the ledger or of what is issued (None) says of itself.

        A draft is of the `kind` that follows from its round's state, if not of another.
        """
        from dangjian_kaoping.session.permitting import edition_of

        return edition_of(self, scope_of(scope), draft=draft, kind=kind)

    def sealing(self, quarter: Quarter | str) -> "Sealing":
        """A round as it is to be sealed."""
        from dangjian_kaoping.session.sealing import Sealing

        return Sealing(self, quarter_of(quarter))

    # what follows of them

    def ledger(self, as_of: "AsOf | date | Quarter | str") -> "Ledger":
        """整改台账 as of a day, or of a round."""
        from dangjian_kaoping.checks.round.problem import check_ids_of

        self.reading.stop_at(check_ids_of(self.reading.all().rounds.values()))
        return self._ledger(when_of(as_of))

    def _ledger(self, as_of: "AsOf") -> "Ledger":
        from dangjian_kaoping.engine.follow.whole_ledger import whole_ledger

        workspace = self.reading.all()
        return whole_ledger(workspace.rounds.values(), roster_of(workspace), workspace.rubrics_by_quarter(), as_of)

    def concerned(self, quarter: Quarter | str, score: "BranchScore") -> "dict[str, Entry]":
        """The older problems that a branch's findings of a round name, by id, as the ledger has them in that round.

        The rounds since the oldest of them are read only here: no score needs them.
        """
        from dangjian_kaoping.engine.follow.ledger import as_of_quarter, ledger

        asked = quarter_of(quarter)
        names = {each for finding in score.findings for each in finding.recorded.finding.concerns}
        found_in = [each for name in names if (each := parse_quarter(name.partition("-")[0])) is not None]
        if not found_in:
            return {}
        rounds = [self.loader.round_of(each) for each in self.loader.quarters() if min(found_in) <= each <= asked]
        self.reading.stop_at(self.loader.faults)
        roster = self.loader.roster()
        assert roster is not None
        return {each.id: each for each in ledger(rounds, roster, {}, as_of_quarter(asked)) if each.id in names}

    def mending(self, quarter: Quarter | str, branch: str, item_id: str | None = None) -> "BranchMending":
        """What a branch (by name or id) would have in a round (分) without each finding that takes points, or without
        those of one item. Raises NotFinalError (KP414) where the round is provisional; KeyError where it takes no part.
        """
        from dangjian_kaoping.session.otherwise import mending_of

        return mending_of(self, quarter_of(quarter), branch, item_id)

    def mendings(self, quarter: Quarter | str, only: str | None = None) -> "dict[str, BranchMending]":
        """The same of every branch that has a composite, or of one alone, by id; also where the round is
        provisional.
        """
        from dangjian_kaoping.session.otherwise import mendings_of

        return mendings_of(self, quarter_of(quarter), only)

    def over_time(self, quarter: Quarter | str) -> "OverTime":
        """What the rounds held up to one say of its last places, counted and without a model (docs/公平性.md). Raises
        NotFinalError (KP414) where it is provisional.
        """
        from dangjian_kaoping.session.otherwise import over_time_of

        return over_time_of(self, quarter_of(quarter))

    def since(self, quarter: Quarter | str, branch_id: str, earlier: Quarter | str) -> "Since":
        """Why a branch's composite (分) moved from an earlier round to this one, cause by cause; the parts add up.

        Raises NotFinalError (KP414) where one of both is provisional, ValueError where it took no part in one.
        """
        from dangjian_kaoping.session.since import since

        return since(self, quarter_of(quarter), branch_id, quarter_of(earlier))

    def edge(self, quarter: Quarter | str, about: "About" = "last") -> "Edge":
        """The findings of which one step would have put other branches among the last places (or first, or into another
        grade). Raises NotFinalError (KP414) where the round is provisional.
        """
        from dangjian_kaoping.session.confidence import edges

        (found,) = edges(self, quarter_of(quarter), (about,))
        return found

    def firmness(self, quarter: Quarter | str, about: "About" = "last") -> "Firmness":
        """The same, with what the rounds before say of the last places, and what teams took. Raises NotFinalError
        (KP414) where the round is provisional.
        """
        from dangjian_kaoping.session.confidence import firmness

        return firmness(self, quarter_of(quarter), about)

    def status(self, quarter: Quarter | str, day: date, *, whole: bool = False) -> "RoundStatus":
        """What of a round is in, what is missing and what is owed, as of a day; `whole`: also what is in that bears a
        later day.
        """
        from dangjian_kaoping.checks.round.records import check_records
        from dangjian_kaoping.engine.follow.ledger import AsOf
        from dangjian_kaoping.engine.follow.status import round_status

        asked, workspace = quarter_of(quarter), self.reading.all()
        rubric, roster = self.reading.rubric_of(workspace, asked), roster_of(workspace)
        this = workspace.rounds.get(asked, Round(asked))
        self.reading.stop_at(check_records(rubric, roster, this, workspace.rubrics))
        return round_status(rubric, roster, this, self._ledger(AsOf(day)).entries, date.max if whole else day)

    def courses(self, day: date, *, whole: bool = False) -> "tuple[Course, ...]":
        """The state of every round that has a folder, and of the one that a day lies in, on that day; in order. By what
        was known on it; `whole`: by all that the files say, as the results go by all of it.
        """
        from dangjian_kaoping.session.course import courses

        return courses(self, day, whole=whole)

    def course(self, quarter: Quarter | str, day: date, *, whole: bool = False) -> "Course":
        """The state of a round on a day, and since when; `whole` as in `courses`."""
        from dangjian_kaoping.session.course import course_of

        return course_of(self, quarter_of(quarter), day, whole=whole)

    def governed(self, quarter: Quarter | str) -> bool:
        """Whether a round is approved, made public and heard before it is final; nothing but its settings is read for
        it, and no more of its seals than a glance.
        """
        asked, procedure = quarter_of(quarter), self.settings.procedure
        return (procedure is not None and procedure.since <= asked) or self.loader.was_made_public(asked)

    def in_force(self, period: Period | str, *, records: bool = False) -> InForce:
        """What is in force in a period; an error (KP401) where none of its quarters has a rubric.

        With `records` all records are read along, and what is wrong with one is an error here too.
        """
        return self.reading.in_force(period_of(period), records=records)

    def tasks(self, period: Period | str, branch_id: str | None = None, as_of: date | None = None) -> "TaskList":
        """任务清单: what the rubrics in force ask for in a period, of all branches or one; with `as_of` also what is
        open in the ledger on that day.
        """
        from dangjian_kaoping.engine.follow.ledger import AsOf
        from dangjian_kaoping.engine.follow.tasks import task_list, with_open

        asked = period_of(period)
        known = self.in_force(asked, records=as_of is not None)
        listed = task_list(asked, known.rubrics, known.roster, branch_id)
        return listed if as_of is None else with_open(listed, self.ledger(AsOf(as_of)).entries, as_of)

    def tasks_after(self, quarter: Quarter | str) -> "tuple[Task, ...]":
        """The tasks of the quarter after a round; none where no rubric is in force then."""
        from dangjian_kaoping.engine.follow.tasks import task_list

        asked = quarter_of(quarter)
        workspace, after = self.reading.up_to(asked), asked.next
        rubric = workspace.rubric_in_force(after)
        return () if rubric is None else task_list(after, {after: rubric}, roster_of(workspace)).tasks

    # money

    def reward(self, quarter: Quarter | str, *, draft: bool = False) -> "RewardResult":
        """绩效奖励 (元) of a round. Raises SessionError (KP607) where no policy is in force; NotFinalError where an
        earlier round that carries money over is provisional, unless it is a draft.
        """
        from dangjian_kaoping.session.money import reward

        return reward(self, quarter_of(quarter), draft=draft)

    def reward_year(self, year: int | Year, *, draft: bool = False, day: date = date.max) -> "RewardYear":
        """绩效奖励 (元) of a year's rounds together. Raises NotFinalError where one is provisional, unless a draft, or
        where it may not be paid yet; the state that is told is that of the `day`.
        """
        from dangjian_kaoping.session.money import reward_of_year

        return reward_of_year(self, year_of(year), draft=draft, day=day)

    def difference(self, quarter: Quarter | str, *, draft: bool = False) -> "Difference":
        """兑现差额 (元) of a round that was corrected after it was paid. Raises NotFinalError (KP591) where no sheet of
        its money was registered, (KP592) where what was paid cannot be reckoned again.
        """
        from dangjian_kaoping.session.difference import difference_of

        return difference_of(self, quarter_of(quarter), draft=draft)

    # versions, and the whole

    def versions(self) -> "Versions":
        """The versions of the rubric and of the reward policy."""
        from dangjian_kaoping.session.versions import Versions

        return Versions(self.loader)

    def replay(self, old: "Rubric", asked: tuple[Quarter | str, Quarter | str] | None = None) -> "Replay":
        """The rounds that were held under a version, from one quarter to another where asked, to hold another
        version against them: `session.replay(old).impact(new)`.
        """
        from dangjian_kaoping.session.revising import replay

        return replay(self, old, None if asked is None else (quarter_of(asked[0]), quarter_of(asked[1])))

    def check(
        self,
        today: date,
        only: Quarter | str | None = None,
        remembered: "Remember | None" = None,
        *,
        publication: bool = False,
    ) -> "Checked":
        """All faults of the workspace, or of one round: never an error. What expires, expires by `today`.

        For a `publication` also what may not go out: numbers, names, marks.

        `remembered` is asked for the seals that were ever committed, where there is someone to ask.
        """
        from dangjian_kaoping.session.checking import check_all

        look: Look | None = None
        if publication:
            from dangjian_kaoping.session.outgoing import looked_through as look
        wanted = None if only is None else quarter_of(only)
        return check_all(Loader(self.root, partly=True).holding(self._changed), today, wanted, remembered, look)
