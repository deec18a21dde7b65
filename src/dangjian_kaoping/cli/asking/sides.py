"""What is compared: a rubric or a reward policy, by version, by file, or in git (`HEAD~1:rubrics/2020.yaml`)."""

import re
from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.cli.git.repository import repository_around
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.diagnostics import Diagnostic, codes, perhaps
from dangjian_kaoping.loading.lines import lines_of
from dangjian_kaoping.loading.workspace import Loader, workspace_root
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.place import Place

REWARD = "reward-"
"""Before the version of a reward policy, to tell it from the rubric's."""
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


Document = Rubric | RewardPolicy


class Sides:
    """Finds rubrics and reward policies from a folder, with or without a workspace around it."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = (folder or Path.cwd()).absolute()
        self.root = workspace_root(self.folder)
        self.loader = Loader(self.root or self.folder)
        self.files = {} if self.root is None else {version: file for file, version, _ in self.loader.rubric_files()}
        if self.root is not None:
            self.files |= {f"{REWARD}{version}": file for file, version, _ in self.loader.policy_files()}

    @property
    def versions(self) -> list[str]:
        """The workspace's versions of the rubric, in the order of coming into force."""
        return (
            [] if self.root is None else _in_order((version, since) for _, version, since in self.loader.rubric_files())
        )

    @property
    def policies(self) -> list[str]:
        """Its versions of the reward policy, with the word that tells them from the rubric's."""
        if self.root is None:
            return []
        return _in_order((f"{REWARD}{version}", since) for _, version, since in self.loader.policy_files())

    def with_earlier(self) -> list[tuple[str, str | None]]:
        """Every version of both, and the one before it."""
        return [pair for names in (self.versions, self.policies) for pair in zip(names, [None, *names], strict=False)]

    def side(self, text: str, *, policies: bool = True) -> Version:
        """What a word of the command line means. Raises Misused, or Stopped where it cannot be read.

        Without `policies` no policy is among those to choose from.
        """
        if text in self.files:
            return self.of_file(self.files[text], text)
        path = Path(text) if Path(text).is_absolute() else Path.cwd() / text
        if path.exists():
            return self.of_file(self.loader.name_of(path), text)
        if ":" in text and not _DRIVE.match(text):
            revision, _, name = text.partition(":")
            file, content = repository_around(self.folder).content(revision, name, self.loader.root, self.folder)
            return self.of_content(content, f"{revision}:{file}", text)
        known = [*self.versions, *(self.policies if policies else ())]
        said = (
            f"有：{'、'.join(known) or '没有一版'}。" if self.root is not None else "这里不是工作区，要写两个细则文件。"
        )
        raise Misused(f"没有“{text}”这一版细则，也没有这个文件。{perhaps(text, known)}{said}")

    def of_file(self, file: str, name: str) -> Version:
        """The document of a file, by its path from the workspace."""
        return self._version(self.loader.any_document(file), file, name)

    def of_content(self, content: bytes, file: str, name: str) -> Version:
        """The document in some bytes that `file` is said to hold."""
        return self._version(self.loader.document_in(content, file), file, name)

    def _version(self, document: BaseModel | None, file: str, name: str) -> Version:
        if document is not None and not isinstance(document, (Rubric, RewardPolicy)):
            found = getattr(document, "kind", "")
            self._stop_at([Diagnostic(codes.KP110(found=found, expected="rubric、reward"), Place(file, 1))])
        self._stop_at(self.loader.faults)
        assert isinstance(document, (Rubric, RewardPolicy))
        if isinstance(document, Rubric):
            # two things of one id cannot be told apart, and then nothing can be said of either
            self._stop_at(each for each in check_rubric(document, None) if each.code == "KP204")
        return Version(document, name, lines_of(self.loader.texts[file], file))

    def _stop_at(self, faults: Iterable[Diagnostic]) -> None:
        several = list(faults)
        if several:
            raise Stopped(UNREADABLE, several, self.loader.texts)

    def rubric(self, text: str) -> Rubric:
        """The rubric that a word means. Raises Misused where it means a reward policy."""
        document = self.side(text, policies=False).document
        if not isinstance(document, Rubric):
            raise Misused(f"“{text}”是绩效奖励办法，这里要写细则的版本。")
        return document

    def between(self, one: Document, other: Document) -> list[Rubric]:
        """The workspace's versions that lie between two others; one that cannot be read is passed over."""
        low, high = sorted((one.effective_from, other.effective_from))
        files = [file for file, _, since in self.loader.rubric_files() if low < (parse_quarter(since) or low) < high]
        return list(Loader(self.loader.root).rubrics_in(files if self.root else []))


def _in_order(versions: Iterable[tuple[str, str]]) -> list[str]:
    return [name for name, _ in sorted(versions, key=lambda each: (parse_quarter(each[1]) or (0, 0), each[0]))]
