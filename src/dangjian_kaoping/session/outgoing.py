"""What may not go out of a workspace: of the rounds that something is written about."""

from collections.abc import Iterable, Mapping
from datetime import date

from dangjian_kaoping.checks.judgement import judged
from dangjian_kaoping.checks.outgoing.leak import CODES
from dangjian_kaoping.checks.outgoing.listed import Listed
from dangjian_kaoping.checks.outgoing.private import check_private_items
from dangjian_kaoping.checks.outgoing.records import check_outgoing, faults_in, found_in, printed
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.loading.names_file import names_in
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.publishing import Scope


def looked_through(loader: Loader, workspace: Workspace, only: Quarter | None) -> Faults:
    """What may not go out of all rounds of a workspace, or of one, and what is wrong with the list of names."""
    faults = Faults()
    listed = Listed(names_in(loader.root, workspace.settings, faults))
    faults.extend(check_outgoing(workspace, listed, loader.texts, only))
    return faults


def said_leaks(loader: Loader, quarter: Quarter, option: str, text: str) -> list[Diagnostic]:
    """What may not go out of a text that is typed at an option and kept with a round."""
    settings, misset = loader.settings(), Faults()
    listed = Listed(names_in(loader.root, settings, misset))
    place = Place(f"data/{quarter}", 0)
    return [Diagnostic(each, place, hint=f"写在 {option} 里。") for each in faults_in(text, listed)]


class Outgoing:
    """What may not go out of what a publication is about; with `earlier` also of the rounds before a round, whose
    problems its page tells.

    It stops at no fault: what is wrong elsewhere, as in an objection, keeps nobody from being warned.
    """

    def __init__(self, loader: Loader, scope: Scope, *, earlier: bool = False) -> None:
        reader = loader.holding({})
        asked = [each for each in reader.quarters() if _concerns(scope, each, earlier=earlier)]
        workspace = reader.workspace(asked, policies=False)
        for quarter, this in workspace.rounds.items():
            this.objections = reader.objections_of(quarter)
        self._settings = workspace.settings
        self._waivers = reader.waivers()
        self._misset = Faults()
        listed = Listed(names_in(reader.root, workspace.settings, self._misset))
        if workspace.settings is not None:
            self._misset.extend(check_private_items(workspace.settings, workspace.rubrics))
        self._found = list(found_in(workspace, workspace.rounds.values(), listed, reader.texts))
        self.texts: Mapping[str, str] = reader.texts
        """The files that were read, by their names."""

    @property
    def nothing(self) -> bool:
        """Whether there is nothing, whatever is printed."""
        return not self._found and not len(self._misset)

    def all(self, today: date) -> Faults:
        """All of it that is not waived."""
        return self._counting((each.fault for each in self._found), today)

    def printed(self, output: str, today: date) -> Faults:
        """The same of what an output prints, by its text without blanks; and what is wrong with the settings about it,
        so that nobody knows what else may not.
        """
        found = self._counting(printed(self._found, output), today)
        found.extend(self._misset)
        return found

    def _counting(self, faults: Iterable[Diagnostic], today: date) -> Faults:
        severities = {} if self._settings is None else self._settings.severities
        counting = Faults()
        # what is wrong with a waiver itself is told by check
        every = judged(faults, severities, self._waivers, today, whole=False)
        counting.extend(each for each in every if each.code in CODES)
        return counting


def _concerns(scope: Scope, quarter: Quarter, *, earlier: bool) -> bool:
    match scope:
        case Quarter():
            return quarter == scope or (earlier and quarter < scope)
        case Year():
            return quarter.year == scope.number
        case AsOf(day, until):
            return quarter <= until if until else quarter.first_day <= day
    return False
