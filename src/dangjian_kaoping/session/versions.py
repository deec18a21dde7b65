"""The versions of the rubric and of the reward policy: by name, in files, in any bytes; with or without a workspace."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.compare.diff.documents import compare_documents
from dangjian_kaoping.compare.diff.revision import Revision, Version
from dangjian_kaoping.diagnostics import Diagnostic, blocking, codes
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.lines import lines_of
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Settings
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.ranges.table import RangeTable, range_table
from dangjian_kaoping.proof.subject import Subject
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.trial import tried

REWARD = "reward-"
"""Before the version of a reward policy, to tell it from the rubric's."""

Versioned = Rubric | RewardPolicy


class Versions:
    """Finds and compares rubrics and reward policies. What it reads is sound by itself, or SessionError is raised."""

    def __init__(self, loader: Loader, *, inside: bool = True) -> None:
        """Those of a workspace; not `inside` of one there are none, and only files can be named.

        Raises SessionError (KP173) where nobody may look into their folder: that is not to say that it holds none.
        """
        self.loader = loader
        self.inside = inside
        self._unread: list[Diagnostic] = []
        """What is wrong with files of which nobody can say which version they hold, or since when."""
        rubrics = [self._said(*each) for each in loader.rubric_files()] if inside else []
        policies = [self._said(*each, REWARD) for each in loader.policy_files()] if inside else []
        self._stop_at(each for each in loader.faults if each.code == "KP173" and each.place.file == "rubrics")
        self.files = {name: file for file, name, _ in (*rubrics, *policies) if name}
        """By name the file of each version."""
        self._rubrics, self._policies = _in_order(rubrics), _in_order(policies)

    def _said(self, file: str, name: str, since: str, before: str = "") -> tuple[str, str, str]:
        """What a file holds; the whole of it is read where its first lines do not say."""
        if not (name and since):
            reading = Loader(self.loader.root)
            document = reading.any_document(file)
            if not isinstance(document, Versioned):
                self._unread += (each for each in reading.faults if each.place.file == file)
                self.loader.texts.update(reading.texts)
                return file, name and before + name, since
            name, since = document.version, str(document.effective_from)
        return file, before + name, since

    @property
    def rubrics(self) -> list[str]:
        """The names of the rubric's versions, in the order of coming into force.

        Raises SessionError where a file cannot be read that does not say in its first lines which version it holds,
        or since when: it may be the newest.
        """
        self._stop_at(self._unread)
        return self._rubrics

    @property
    def policies(self) -> list[str]:
        """Those of the reward policy, each with the word before it that tells it from the rubric's. Raises as they."""
        self._stop_at(self._unread)
        return self._policies

    def with_earlier(self) -> list[tuple[str, str | None]]:
        """Every version of both, and the one before it."""
        return [pair for names in (self.rubrics, self.policies) for pair in zip(names, [None, *names], strict=False)]

    def named(self, name: str) -> Version:
        """A version of the workspace. Raises KeyError where there is no such."""
        return self.in_file(self.files[name], name)

    def in_file(self, file: str, name: str) -> Version:
        """The document of a file, by its path from the workspace; `name` is what it is called in a comparison."""
        return self._version(self.loader.any_document(file), file, name)

    def in_bytes(self, content: bytes, file: str, name: str) -> Version:
        """The document in some bytes that `file` is said to hold."""
        return self._version(self.loader.document_in(content, file), file, name)

    def _version(self, document: Document | None, file: str, name: str) -> Version:
        if document is not None and not isinstance(document, Versioned):
            found = getattr(document, "kind", "")
            self._stop_at([Diagnostic(codes.KP110(found=found, expected="rubric、reward"), Place(file, 1))])
        self._stop_at(fault for fault in self.loader.faults if fault.place.file == file or fault.code == "KP145")
        assert isinstance(document, Versioned)
        if isinstance(document, Rubric):
            # two things of one id cannot be told apart, and then nothing can be said of either
            self._stop_at(each for each in check_rubric(document, None) if each.code == "KP204")
        return Version(document, name, lines_of(self.loader.texts[file], file))

    def _stop_at(self, faults: Iterable[Diagnostic]) -> None:
        several = list(faults)
        if several:
            raise SessionError(several, self.loader.texts)

    def sound_rubric(self, name: str) -> Rubric:
        """A version of the rubric that has no fault that would keep a round from being scored by it."""
        document = self.named(name).document
        assert isinstance(document, Rubric)
        faults = check_rubric(document, self.loader.roster())
        if blocking(faults):
            raise SessionError(faults, self.loader.texts)
        return document

    def cases_of(self, version: str) -> Mapping[str, str]:
        """By file the texts of the test cases of a version of the rubric."""
        found = {file: self.loader.texts[file] for file, cases in self.loader.cases() if cases.rubric == version}
        if blocking(self.loader.faults):
            raise SessionError(self.loader.faults, self.loader.texts)
        return found

    def text_of(self, document: Versioned) -> str:
        """The text that a version was read from."""
        return self.loader.texts[document.at.file]

    def tried(self, rubric: Rubric, edits: list[str]) -> Rubric:
        """A rubric after some edits, `item.DJ-01.points=8` each, that are not written. Raises EditError."""
        return tried(self.text_of(rubric), rubric.at.file, edits)

    def at_odds(self, old: Rubric, new: Rubric) -> list[Diagnostic]:
        """Where texts and rules agree no longer after an edit of a rubric."""
        known = {(each.code, each.message) for each in check_agreement(old, said)}
        return [each for each in check_agreement(new, said) if (each.code, each.message) not in known]

    def compared(self, before: Version, after: Version) -> Revision | None:
        """What changes from one to the other; None where one is a rubric and the other a reward policy."""
        return compare_documents(before, after, self.between(before.document, after.document), said)

    def between(self, one: Versioned, other: Versioned) -> list[Rubric]:
        """The workspace's versions that lie between two others; one that cannot be read is passed over."""
        low, high = sorted((one.effective_from, other.effective_from))
        files = [file for file, _, since in self.loader.rubric_files() if low < (parse_quarter(since) or low) < high]
        return list(Loader(self.loader.root).rubrics_in(files if self.inside else []))

    def ranges(self, rubric: Rubric) -> RangeTable:
        """What each part of a rubric can give at least and at most, at the branches of the workspace."""
        return range_table(Subject(rubric, self.loader.roster() if self.inside else None))

    def settings(self) -> Settings | None:
        """The workspace's settings, which say whose the versions are."""
        return self.loader.settings() if self.inside else None


def versions_around(folder: Path) -> Versions:
    """The versions of the workspace at or above a folder; none where there is no workspace."""
    root = workspace_root(folder)
    return Versions(Loader(root or folder), inside=root is not None)


def _in_order(versions: list[tuple[str, str, str]]) -> list[str]:
    named = [(parse_quarter(since) or (0, 0), name) for _, name, since in versions if name]
    return [name for _, name in sorted(named)]
