"""A form's document held against what is recorded of those whom it is about: whether it is to be written."""

from collections.abc import Iterator, Mapping

from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.forms.filing import Filed
from dangjian_kaoping.forms.grid import Tree
from dangjian_kaoping.forms.meaning import NOTE, meanings, numbers, unnumbered
from dangjian_kaoping.forms.outcome import differences
from dangjian_kaoping.model.canonical import Content
from dangjian_kaoping.model.records import Facts, Inspection, SelfAssessment
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.importing.composing import (
    findings_of,
    first_cell,
    names_in,
    quarter_of_filed,
    records_of,
    said,
)
from dangjian_kaoping.session.importing.ruling import Ruling
from dangjian_kaoping.session.importing.standing import Held, Owner, Standing


class Holding:
    """One document, of a form, that would become a file; `read` is what that file would say, None if it says nothing
    that can be read.
    """

    def __init__(self, ruling: Ruling, filed: Filed, file: str, read: object, standing: Standing) -> None:
        self._ruling = ruling
        self._filed = filed
        self._file = file
        self._read = read
        self._standing = standing
        self._quarter: Quarter = quarter_of_filed(filed)
        called = standing.roster.in_force(self._quarter)
        self._known = standing.loader.documents.get(file)
        self._says = _meanings(read, called)
        self._said = _meanings(self._known, called) or {}

    def is_to_be_written(self, *, replace: bool) -> bool:
        """Whether it says anything that is not recorded, and may be; where it may not, the form's faults say why."""
        signature = self._standing.signature(self._file)
        own = "" if signature == "none" else self._file
        elsewhere = {
            owner: held for owner in self._owners() if (held := self._standing.elsewhere(owner, own)) is not None
        }
        if elsewhere:
            self._hold_against(elsewhere, alone=signature in (None, "none"))
            return False
        if signature is None:
            if not records_of(self._filed):
                return False
            self._ruling.goes_to(self._file, new=True)
            return self._may_change()
        if self._says == self._said:
            self._ruling.stands_in(self._file)
            return False
        if signature == "none":
            self._tell(codes.KP740(what="这些", place=self._file, how="，那个文件不是导入写成的"), self._filed.tree)
            return False
        if self._has_lost():
            return False
        if replace:
            self._ruling.goes_to(self._file, new=False)
            return self._may_change()
        found = differences(self._said, self._says or {}, names_in(self._standing.roster, self._quarter))
        self._ruling.differs_from(self._file, found, edited=signature == "edited")
        return False

    def _tell(self, fault: Fault, tree: Tree | None = None) -> None:
        file = self._ruling.filing.file
        self._ruling.faults.extend([Diagnostic(fault, Place(file, 0) if tree is None else first_cell(tree, file))])

    def _owners(self) -> Iterator[Owner]:
        """Whose records it is: of all for whom its form asked."""
        code, kind = self._ruling.filing.code, self._filed.said("kind")
        if code is not None:
            months = self._filed.said("month") or self._filed.said("quarter")
            whose = months if kind == "self" else f"{self._quarter} {code.department}"
            yield from ((kind, whose, branch) for branch in code.branches)

    def _hold_against(self, elsewhere: Mapping[Owner, Held], *, alone: bool) -> None:
        """Other files say it, all of it and nothing else; or it would be said twice."""
        # a note on the whole is the other file's own
        mine = {branch: content for branch, content in (self._says or {}).items() if branch != NOTE}
        theirs = {owner[2]: held for owner, held in elsewhere.items()}
        other = {branch: held for branch, held in theirs.items() if not self._says_so(branch, held.content)}
        if alone and not other and mine.keys() == theirs.keys():
            for held in theirs.values():
                self._ruling.stands_in(held.place.file)
            return
        names, records = names_in(self._standing.roster, self._quarter), records_of(self._filed)
        # those that are the same are only told where nothing else is
        for branch, held in (other or theirs).items():
            how = "，表里没有" if branch not in records else "，与表里的不一样" if other else None
            fault = codes.KP740(what=f"{names.get(branch, branch)}的", place=held.place, how=how)
            self._tell(fault, records.get(branch, self._filed.tree))

    def _says_so(self, branch: str, content: Content) -> bool:
        """Whether the document says this of a branch; a number that it leaves open is the one that is recorded."""
        mine, record = (self._says or {}).get(branch), records_of(self._filed).get(branch)
        if mine is None or record is None or unnumbered(mine) != unnumbered(content):
            return False
        return {text for each in findings_of(record) if (text := said(each, "id"))} <= numbers(content)

    def _has_lost(self) -> bool:
        """Whether problems are gone that have follow-ups: these are told."""
        kept = set(_ids(self._read))
        lost = {number: self._standing.followed(number) for number in _ids(self._known) if number not in kept}
        for number, place in lost.items():
            if place is not None:
                self._tell(codes.KP744(id=number, place=place))
        return any(lost.values())

    def _may_change(self) -> bool:
        """Whether its round may still be changed: not once it is sealed."""
        sealed = self._standing.is_sealed(self._quarter)
        if sealed:
            self._tell(codes.KP741(quarter=self._quarter))
        return not sealed


def _meanings(document: object, called: Mapping[str, str]) -> dict[str, Content] | None:
    return meanings(document, called) if isinstance(document, Inspection | SelfAssessment | Facts) else None


def _ids(document: object) -> Iterator[str]:
    if isinstance(document, Inspection):
        for record in document.branches.values():
            yield from (each.id for each in record.findings if each.id is not None)
