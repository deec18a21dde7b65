"""What is recorded already, by whom of whom, and in which file: what a form is held against."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from dangjian_kaoping.checks.round.problem import given_ids
from dangjian_kaoping.forms.meaning import meaning
from dangjian_kaoping.forms.signature import Signature, signature_of
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.canonical import Content
from dangjian_kaoping.model.records import FollowUps, Inspection, Visit
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.reading import roster_of

Owner = tuple[str, str, str]
"""Whose record: the kind of document; the quarter and department, or the period; the branch. All by id."""


class Held(NamedTuple):
    """A record that is there: what it means, and where it stands."""

    content: Content
    place: Place


class Standing:
    """The workspace as it is before anything is taken into it; read once."""

    def __init__(self, loader: Loader) -> None:
        self.loader = loader
        self.workspace = loader.workspace(sealed=True)
        self._records: dict[Owner, list[Held]] = {}
        self._ids: dict[str, Place] = {}
        self._followed: dict[str, list[Place]] = {}
        self._visits: dict[Quarter, dict[tuple[str, str, str], tuple[Visit, Place]]] = {}
        if self.workspace.roster is not None:
            for this in self.workspace.rounds.values():
                self._note(this, self.workspace.roster)

    @property
    def roster(self) -> Roster:
        """The roster; there is one, or nobody could have made a form."""
        return roster_of(self.workspace)

    def elsewhere(self, owner: Owner, file: str) -> Held | None:
        """A record of an owner that stands in another file."""
        return next((each for each in self._records.get(owner, ()) if each.place.file != file), None)

    def signature(self, file: str) -> Signature | None:
        """Whether a file was written from a form, and is as it was; None where it is not there."""
        if not self.loader.path_of(file).exists():
            return None
        return signature_of(self.loader.texts.get(file, ""))

    def is_sealed(self, quarter: Quarter) -> bool:
        """Whether a round is sealed."""
        this = self.workspace.rounds.get(quarter)
        return this is not None and this.seals is not None

    def numbers(self, file: str) -> Mapping[str, str]:
        """The numbers that were given to the rows of a form, by the file that was written from it."""
        document = self.loader.documents.get(file)
        return document.form.numbers if isinstance(document, Inspection) and document.form is not None else {}

    def numbered(self, file: str) -> frozenset[str]:
        """The ids of the problems that stand in a file."""
        document = self.loader.documents.get(file)
        records = document.branches.values() if isinstance(document, Inspection) else ()
        return frozenset(each.id for record in records for each in record.findings if each.id is not None)

    def given(self, quarter: Quarter) -> Iterator[str]:
        """The ids of a round's problems, also of those that are gone."""
        this = self.workspace.rounds.get(quarter)
        return iter(()) if this is None else given_ids(this)

    def problem(self, number: str, files: frozenset[str]) -> Place | None:
        """Where a problem of that id stands in another file than these."""
        found = self._ids.get(number)
        return None if found is None or found.file in files else found

    def followed(self, number: str) -> Place | None:
        """Where the first follow-up of a problem stands."""
        return next(iter(self._followed.get(number, ())), None)

    def visits(self, quarter: Quarter) -> Mapping[tuple[str, str, str], tuple[Visit, Place]]:
        """The visits to a round's problems, by problem, day and department."""
        return self._visits.get(quarter, {})

    def visits_in(self, file: str) -> tuple[Visit, ...]:
        """The visits of a file."""
        document = self.loader.documents.get(file)
        return document.followups if isinstance(document, FollowUps) else ()

    def _note(self, this: Round, roster: Roster) -> None:
        branches, departments = roster.in_force(this.quarter), roster.departments_in_force(this.quarter)
        for inspection in this.inspections:
            department = departments.get(inspection.department, inspection.department)
            for name, record in inspection.branches.items():
                owner = ("inspection", f"{this.quarter} {department}", branches.get(name, name))
                self._records.setdefault(owner, []).append(Held(meaning(record), record.place_of()))
                for finding in record.findings:
                    if finding.id is not None:
                        self._ids.setdefault(finding.id, finding.place_of("id"))
                for number, follow_up in record.followups.items():
                    self._followed.setdefault(number, []).append(follow_up.place_of())
        for filed in this.self_assessments:
            for name, own in filed.branches.items():
                owner = ("self", str(filed.period), branches.get(name, name))
                self._records.setdefault(owner, []).append(Held(meaning(own), own.place_of()))
        visits = self._visits.setdefault(this.quarter, {})
        for document in this.visits:
            for visit in document.followups:
                department = departments.get(visit.department, visit.department)
                visits.setdefault((visit.id, visit.date.isoformat(), department), (visit, visit.place_of()))
                self._followed.setdefault(visit.id, []).append(visit.place_of())
