"""What is read for what: one round and what it looks back at, the rounds up to one, or all as it lies there."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.checks.roster import check_roster
from dangjian_kaoping.checks.rubric.rubric import asked_of_roster, check_rubric, check_versions, none_in_force
from dangjian_kaoping.diagnostics import Diagnostic, Faults, blocking, codes
from dangjian_kaoping.engine.score.emptying import empties_for_year
from dangjian_kaoping.engine.score.occurrence import longest_window
from dangjian_kaoping.engine.score.veto import has_lasting_vetoes
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Period, Quarter, quarters_of
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError

if TYPE_CHECKING:
    from dangjian_kaoping.model.seal import Seals


class InForce(NamedTuple):
    """What is in force in a period: the roster, and the rubric of each of its quarters that has one."""

    roster: Roster
    rubrics: Mapping[Quarter, Rubric]


class Reading:
    """Reads a workspace as far as it is asked for, and checks each version once. Raises SessionError.

    It stops stage by stage, files before versions before rounds, so that nothing is told that only follows.
    """

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self._up_to: dict[tuple[Quarter, bool], Workspace] = {}
        self._all: Workspace | None = None
        self._seals: dict[Quarter, tuple[Seals | None, Faults]] | None = None

    def stop_at(self, faults: Faults) -> None:
        """Raise SessionError where one of the faults keeps a round from being scored."""
        if blocking(faults):
            raise SessionError(faults, self.loader.texts)

    def all(self) -> Workspace:
        """Every round, version and policy; all that is sure of them is that each file is sound by itself."""
        if self._all is None:
            self._all = self._read(self.loader.workspace())
        return self._all

    def whole(self) -> Workspace:
        """The same, with every version sound against the others and the roster."""
        workspace = self.all()
        self.check_issued(workspace, workspace.rubrics)
        return workspace

    def issued(self) -> Workspace:
        """The versions, policies and the roster, without records; sound by themselves, as in `all`."""
        return self._read(self.loader.workspace(()))

    def up_to(self, quarter: Quarter, *, sealed: bool = False) -> Workspace:
        """A round, all rounds before it, and every version; with `sealed` their seals too, which no score needs."""
        if (quarter, sealed) not in self._up_to:
            wanted = sorted({quarter, *(each for each in self.loader.quarters() if each < quarter)})
            workspace = self._read(self.loader.workspace(wanted, sealed=sealed))
            self.check_issued(workspace, workspace.rubrics)
            self._up_to[quarter, sealed] = workspace
        return self._up_to[quarter, sealed]

    def in_force(self, period: Period, *, records: bool) -> InForce:
        """What is in force in a period, sound; with `records` all records are read along."""
        workspace = self.all() if records else self.issued()
        quarters = quarters_of(period)
        rubrics = {each: rubric for each in quarters if (rubric := workspace.rubric_in_force(each)) is not None}
        self.check_issued(workspace, {each.version: each for each in rubrics.values()}.values())
        if not rubrics:
            self.rubric_of(workspace, quarters[-1])
        return InForce(roster_of(workspace), rubrics)

    def of_round(self, quarter: Quarter, *, policies: bool = False) -> Workspace:
        """A round, and what its score looks back at; no more versions and rounds than that."""
        in_force = (quarter.first_of_year, quarter)
        workspace = self._read(self.loader.workspace([quarter], in_force=in_force, policies=policies))
        self.check_issued(workspace, ())
        rubric = self.rubric_of(workspace, quarter)
        self.refuse_empty(workspace, quarter)
        self._check(workspace.roster, _of_the_year(workspace, quarter))
        self._add_earlier(workspace, quarter, rubric)
        return workspace

    def seals(self) -> "dict[Quarter, tuple[Seals | None, Faults]]":
        """The seals of every quarter that has a folder, and what is wrong with each: not an error here."""
        if self._seals is None:
            self._seals = {}
            for quarter in self.loader.quarters():
                reader = Loader(self.loader.root)
                self._seals[quarter] = reader.seals_of(quarter), reader.faults
                self.loader.texts.update(reader.texts)
        return self._seals

    def _read(self, workspace: Workspace) -> Workspace:
        self.stop_at(self.loader.faults)
        return workspace

    def check_issued(self, workspace: Workspace, rubrics: Iterable[Rubric]) -> None:
        """The versions against each other, the roster, and each of some rubrics."""
        self.stop_at(check_versions(workspace.rubrics))
        if workspace.roster is not None:
            self.stop_at(check_roster(workspace.roster))
        self._check(workspace.roster, rubrics)

    def _check(self, roster: Roster | None, rubrics: Iterable[Rubric]) -> None:
        for rubric in rubrics:
            sound = "sound", asked_of_roster(rubric, roster)
            if sound not in rubric.reckoned:
                self.stop_at(check_rubric(rubric, roster))
                rubric.reckoned[sound] = True

    def rubric_of(self, workspace: Workspace, quarter: Quarter) -> Rubric:
        """The rubric in force in a quarter. Raises SessionError (KP401) where there is none."""
        rubric = workspace.rubric_in_force(quarter)
        if rubric is None:
            known = [f"{version} 版从 {since} 起" for version, since in self.loader.versions()]
            place = Place(f"data/{quarter}" if known else "rubrics", 0)
            raise SessionError([Diagnostic(none_in_force(quarter, known), place)])
        return rubric

    def refuse_empty(self, workspace: Workspace, quarter: Quarter) -> None:
        """Raise SessionError (KP402) where a round has no inspection."""
        if not workspace.rounds[quarter].inspections:
            raise SessionError([nothing_recorded(quarter, self.loader.inspected())])

    def _add_earlier(self, workspace: Workspace, quarter: Quarter, rubric: Rubric) -> None:
        """The rounds that this one looks back at: those of the repeat window, newest first, until there are enough that
        were held; and those of its year, if a veto or an emptying of theirs could act to the year's end.
        """
        wanted = longest_window(rubric)
        looking = any(has_lasting_vetoes(each) or empties_for_year(each) for each in _of_the_year(workspace, quarter))
        since = quarter.first_of_year if looking else quarter
        for each in reversed(self.loader.quarters()):
            if each < quarter and (wanted or each >= since):
                earlier = self.loader.round_of(each, whole=False)
                workspace.rounds[each] = earlier
                wanted -= bool(wanted and earlier.inspections)
        self.stop_at(self.loader.faults)


def roster_of(workspace: Workspace) -> Roster:
    """The roster of a workspace that was read without an error: KP117 is one."""
    assert workspace.roster is not None
    return workspace.roster


def nothing_recorded(what: Quarter | str, known: Iterable[Quarter]) -> Diagnostic:
    """That there is no inspection of a quarter, or of what is said (`2017 年`, `还`), and which quarters have one."""
    place = f"data/{what}/inspection" if isinstance(what, Quarter) else "data"
    said, listed = f"{what} " if isinstance(what, Quarter) else what, "、".join(map(str, known))
    return Diagnostic(codes.KP402(what=said, known=f"；有记录的季度：{listed}" if listed else ""), Place(place, 0))


def _of_the_year(workspace: Workspace, quarter: Quarter) -> list[Rubric]:
    """The rubrics in force in the quarter or earlier in its year, each once."""
    found: list[Rubric] = []
    for number in range(1, quarter.number + 1):
        rubric = workspace.rubric_in_force(Quarter(quarter.year, number))
        if rubric is not None and rubric not in found:
            found.append(rubric)
    return found
