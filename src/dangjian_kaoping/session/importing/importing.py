"""Forms taken into the records, each whole or not at all, those that are taken together."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.forms.filing import Filed, Filing
from dangjian_kaoping.forms.outcome import Imported
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.checking import check_all
from dangjian_kaoping.session.importing.alike import tell_copies, tell_overlaps
from dangjian_kaoping.session.importing.cells import Cells
from dangjian_kaoping.session.importing.composing import (
    Composed,
    composed,
    file_of,
    findings_of,
    first_cell,
    quarter_of_filed,
    records_of,
    said,
)
from dangjian_kaoping.session.importing.holding import Holding
from dangjian_kaoping.session.importing.numbering import Numbers, Open, numbered
from dangjian_kaoping.session.importing.ruling import Ruling
from dangjian_kaoping.session.importing.standing import Standing
from dangjian_kaoping.session.importing.visits import Visits, visited

_OF_OTHERS = frozenset({"KP405", "KP406"})
"""That others have not recorded anything yet is nothing to tell of a form."""


def imported(root: Path, filings: Sequence[Filing], today: date, *, replace: bool = False) -> Imported:
    """What becomes of forms in a workspace, and the files to be written for those that are taken.

    With `replace`, a form that says otherwise than was recorded from it before is taken all the same. Of a workspace
    that cannot be read so far, `SessionError` is raised where the forms are made and read (`Basis`).
    """
    return _Importing(root, filings, today, replace=replace).result()


class _Document(NamedTuple):
    """A document of a form: the form's number, itself, and the file that it becomes."""

    form: int
    filed: Filed
    file: str
    quarter: Quarter

    @property
    def kind(self) -> str:
        return self.filed.said("kind")


class _Importing:
    def __init__(self, root: Path, filings: Sequence[Filing], today: date, *, replace: bool) -> None:
        self._root = root
        self._standing = Standing(Loader(root, partly=True))
        self._rulings = [Ruling(each) for each in filings]
        self._today = today
        self._replace = replace

    def result(self) -> Imported:
        """Forms are left out until nothing is wrong with those that remain: what one says may rest on another."""
        tell_copies(self._rulings)
        tell_overlaps(self._rulings, self._standing.roster)
        while True:
            opened = self._open()
            composed_now = self._composed()
            if self._open() == opened:
                self._check(composed_now)
            if self._open() == opened:
                return Imported(
                    tuple(each.outcome() for each in self._rulings), {each.file: each.text for each in composed_now}
                )

    def _open(self) -> list[bool]:
        return [each.open for each in self._rulings]

    def _documents(self) -> list[_Document]:
        return [
            _Document(form, filed, file_of(ruling.filing, filed), quarter_of_filed(filed))
            for form, ruling in enumerate(self._rulings)
            if ruling.open
            for filed in ruling.filing.documents
        ]

    def _composed(self) -> list[Composed]:
        """The files to be written for the forms that are open, held against what is recorded."""
        for ruling in self._rulings:
            ruling.anew()
        documents = self._documents()
        records = [each for each in documents if each.kind != "followups"]
        numbers = self._numbers(records)
        files = [
            composed(self._rulings[each.form].filing, each.form, each.filed, self._standing.roster, *numbers[index])
            for index, each in enumerate(records)
        ]
        reader = Loader(self._root, partly=True).laid_over({each.file: each.text for each in files})
        found = [
            file
            for document, file in zip(records, files, strict=True)
            if self._is_to_be_written(document, file, reader.any_document(file.file))
        ]
        by_file: dict[str, list[_Document]] = {}
        for each in documents:
            if each.kind == "followups":
                by_file.setdefault(each.file, []).append(each)
        for name, several in by_file.items():
            visits = [Visits(each.form, each.filed) for each in several]
            file = visited(name, several[0].quarter, visits, self._rulings, self._standing, replace=self._replace)
            found += [] if file is None else [file]
        return found

    def _numbers(self, records: Sequence[_Document]) -> list[Numbers]:
        found = [Numbers({}, {})] * len(records)
        by_quarter: dict[Quarter, list[int]] = {}
        for index, each in enumerate(records):
            if each.kind == "inspection":
                by_quarter.setdefault(each.quarter, []).append(index)
        for quarter, places in by_quarter.items():
            opened = [self._opened(records[index]) for index in places]
            given = numbered(quarter, opened, self._standing.given(quarter), self._standing.roster)
            for index, numbers in zip(places, given, strict=True):
                found[index] = numbers
        return found

    def _opened(self, document: _Document) -> Open:
        standing = self._standing
        given, numbers = standing.numbers(document.file), standing.numbered(document.file)
        return Open(self._department(document), document.filed, given, numbers)

    def _department(self, document: _Document) -> str:
        code = self._rulings[document.form].filing.code
        return document.filed.said("department") if code is None else code.department

    def _is_to_be_written(self, document: _Document, file: Composed, read: object) -> bool:
        held = Holding(self._rulings[document.form], document.filed, file.file, read, self._standing)
        return held.is_to_be_written(replace=self._replace)

    def _check(self, files: Sequence[Composed]) -> None:
        """The usual checks of the workspace as it will be, each fault told at the cell where it was read."""
        self._tell_numbers(files)
        opened = self._open()
        if not files or not all(opened[form] for file in files for form in _forms(file)):
            return
        by_name = {each.file: each for each in files}
        reader = Loader(self._root, partly=True).laid_over({each.file: each.text for each in files})
        found = list(check_all(reader, self._today, None, None).faults)
        elsewhere = [each for each in found if each.severity == "error" and each.place.file not in by_name]
        if elsewhere:
            there = Loader(self._root, partly=True)
            before = {(each.code, each.message) for each in check_all(there, self._today, None, None).faults}
            elsewhere = [each for each in elsewhere if (each.code, each.message) not in before]
        cells = Cells(by_name)
        for fault in found:
            file = by_name.get(fault.place.file)
            if file is not None and fault.code not in _OF_OTHERS:
                told, form = cells.told(fault, file)
                for each in [form] if form is not None else sorted(set(_forms(file))):
                    self._rulings[each].checked(told)
        for fault in elsewhere:
            # whichever of them it was: the round's, or all of them
            near = [each for each in files if fault.place.file.startswith(f"data/{each.quarter}/")]
            for form in sorted({form for each in near or files for form in _forms(each)}):
                self._rulings[form].faults.extend([cells.with_cells(fault)])

    def _tell_numbers(self, files: Sequence[Composed]) -> None:
        """Numbers that a form says and that another record has."""
        names = frozenset(each.file for each in files)
        for document in self._documents():
            if document.kind != "inspection" or document.file not in names:
                continue
            ruling = self._rulings[document.form]
            for record in records_of(document.filed).values():
                for finding in findings_of(record):
                    number = said(finding, "id")
                    place = self._standing.problem(number, names) if number else None
                    if place is not None:
                        fault = codes.KP317(id=number, first=place, next="空着，由导入给一个")
                        ruling.faults.extend([Diagnostic(fault, first_cell(finding["id"], ruling.filing.file))])


def _forms(file: Composed) -> Iterator[int]:
    """The forms of which something stands in a file."""
    yield from sorted({stated.form for _, stated in file.written.marks if stated.form >= 0})
