"""What git remembers of a workspace's seals; nothing where there is no git, or no repository."""

import os
import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

from dangjian_kaoping.checks.seal.seal_history import CommittedSeals, SealHistory
from dangjian_kaoping.cli.git.command import NoGit, Unanswered
from dangjian_kaoping.cli.git.paths import top_of
from dangjian_kaoping.cli.git.repository import Change, Repository, literal
from dangjian_kaoping.loading.workspace import SETTINGS, Loader, seal_file
from dangjian_kaoping.model.seal import Seals


def seal_history(root: Path, known: Mapping[bytes, Seals]) -> SealHistory:
    """The seals of a workspace that were ever committed on the way to HEAD, as far as git has them.

    `known` are those that are there now, by what their files hold: most are as they were committed, and need not be
    read again.
    """
    top = top_of(Path(os.path.realpath(root)))
    if top is None:
        return SealHistory()
    try:
        repository = Repository(top)
        committed = tuple(_committed(repository, root, known))
    except NoGit:
        return SealHistory()
    except Unanswered as error:
        distrusted = "dubious ownership" in str(error)
        return SealHistory(gap="git 不信任这个仓库（属于别的用户）" if distrusted else "仓库只克隆了一部分，或损坏了")
    return SealHistory(committed, gap="仓库只克隆了最近几次提交" if repository.shallow else "")


def _committed(repository: Repository, root: Path, known: Mapping[bytes, Seals]) -> Iterator[CommittedSeals]:
    changes = _changes(repository, repository.below(root))
    contents = repository.blobs(change.blob for _, change in changes)
    for file, change in changes:
        content = contents.get(change.blob, b"")
        seals = known.get(content) or Loader(root).document_in(content, file)
        if isinstance(seals, Seals) and seal_file(seals.quarter) == file:
            yield CommittedSeals(change.commit[:10], change.day, change.path, seals)


def _changes(repository: Repository, home: str) -> list[tuple[str, Change]]:
    """What commits made of the seals of a workspace that lies in a folder, with their paths from the workspace.

    Where a commit moved the whole workspace there, also of those where it came from.
    """
    found: list[tuple[str, Change]] = []
    homes = [home]
    for each in homes:
        inside = f"{each}/" if each else ""
        seals = f"{literal(inside)}data/*/seal.yaml"
        changes = repository.changes((seals, literal(inside + SETTINGS)), (seals, f"**/{SETTINGS}"))
        before = {posixpath.dirname(one.before) for one in changes if one.before and one.path == inside + SETTINGS}
        homes += sorted(before - set(homes))
        found = [(one.path.removeprefix(inside), one) for one in changes if one.path.endswith("/seal.yaml")] + found
    return found
