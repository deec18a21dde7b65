"""What is compared: a rubric by its version, its file, or its place in git (`HEAD~1:rubrics/2020.yaml`)."""

import re
from collections.abc import Iterable
from pathlib import Path

from dangjian_kaoping.checks.rubric import check_rubric
from dangjian_kaoping.cli.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.git import Repository
from dangjian_kaoping.compare.rubric import Version
from dangjian_kaoping.diagnostics import Diagnostic, perhaps
from dangjian_kaoping.loading.lines import lines_of
from dangjian_kaoping.loading.workspace import KINDS, Loader, workspace_root
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.place import Place

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


class Sides:
    """Finds rubrics from a folder, with or without a workspace around it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = (folder or Path.cwd()).absolute()
        self.root = workspace_root(self.folder)
        self.loader = Loader(self.root or self.folder)
        self.files = {} if self.root is None else {version: file for file, version, _ in self.loader.rubric_files()}

    @property
    def versions(self) -> list[str]:
        """The workspace's versions, in the order of coming into force."""
        since = {version: parse_quarter(quarter) for version, quarter in self.loader.versions() if self.root}
        return sorted(self.files, key=lambda each: (since[each] or (0, 0), each))

    def side(self, text: str) -> Version:
        """The rubric that a word of the command line means. Raises Misused, or Stopped where it cannot be read."""
        if text in self.files:
            return self.of_file(self.files[text], text)
        path = Path(text) if Path(text).is_absolute() else Path.cwd() / text
        if path.exists():
            inside = path.is_relative_to(self.loader.root)
            return self.of_file(path.relative_to(self.loader.root).as_posix() if inside else path.as_posix(), text)
        if ":" in text and not _DRIVE.match(text):
            revision, _, name = text.partition(":")
            file, content = Repository(self.folder).content(revision, name, self.loader.root, self.folder)
            return self.of_content(content, f"{revision}:{file}", text)
        raise Misused(f"没有“{text}”这一版细则，也没有这个文件。{perhaps(text, self.files)}{self._known()}")

    def _known(self) -> str:
        if self.root is None:
            return "这里不是工作区，要写两个细则文件。"
        return f"有：{'、'.join(self.versions) or '没有一版'}。"

    def of_file(self, file: str, name: str) -> Version:
        """The rubric of a file, by its path from the workspace."""
        return self._version(self.loader.rubrics_in([file]), name)

    def of_content(self, content: bytes, file: str, name: str) -> Version:
        """The rubric in some bytes that `file` is said to hold."""
        document = self.loader.document_in(content, file)
        if document is not None and not isinstance(document, Rubric):
            found = next(kind for kind, model in KINDS.items() if isinstance(document, model))
            self.loader.faults.add("KP110", Place(file, 1), found=found, expected="rubric")
            document = None
        return self._version([] if document is None else [document], name)

    def _version(self, found: Iterable[Rubric], name: str) -> Version:
        for rubric in found:
            # two things of one id cannot be told apart, and then nothing can be said of either
            twice = [each for each in check_rubric(rubric, None) if each.code == "KP204"]
            self._stop_at(twice)
            return Version(rubric, name, lines_of(self.loader.texts[rubric.at.file], rubric.at.file))
        self._stop_at(self.loader.faults)
        raise AssertionError(name)

    def _stop_at(self, faults: Iterable[Diagnostic]) -> None:
        several = list(faults)
        if several:
            raise Stopped(UNREADABLE, several, self.loader.texts)

    def between(self, one: Rubric, other: Rubric) -> list[Rubric]:
        """The workspace's versions that lie between two others; one that cannot be read is passed over."""
        low, high = sorted((one.effective_from, other.effective_from))
        files = [file for file, _, since in self.loader.rubric_files() if low < (parse_quarter(since) or low) < high]
        return list(Loader(self.loader.root).rubrics_in(files if self.root else []))
