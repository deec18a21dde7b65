"""What a word means where versions are asked for: `2020`, `reward-2020`, a file, git's `HEAD~1:rubrics/2020.yaml`."""

import contextlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from dangjian_kaoping.cli.git.repository import repository_around
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.compare.diff.revision import Version
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.session.checking import check_versions_in
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.versions import Versions

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")


def asked_version(versions: Versions, text: str, folder: Path | None, *, policies: bool = True) -> Version:
    """The version that a word means; git is asked around the folder of `--workspace`.

    Without `policies` no policy is among those to choose from.
    """
    if text in versions.files:
        return versions.named(text)
    path = Path(text) if Path(text).is_absolute() else Path.cwd() / text
    if path.exists():
        return versions.in_file(versions.loader.name_of(path), text)
    if ":" in text and not _DRIVE.match(text):
        revision, _, name = text.partition(":")
        start = (folder or Path.cwd()).absolute()
        file, content = repository_around(start).content(revision, name, versions.loader.root, start)
        return versions.in_bytes(content, f"{revision}:{file}", text)
    raise _unknown(versions, text, policies=policies)


def _unknown(versions: Versions, text: str, *, policies: bool) -> Misused:
    known = [*versions.rubrics, *(versions.policies if policies else ())]
    said = f"有：{'、'.join(known) or '没有一版'}。" if versions.inside else "这里不是工作区，要写细则文件。"
    return Misused(f"没有“{text}”这一版细则，也没有这个文件。{perhaps(text, known)}{said}")


def asked_file(versions: Versions, text: str) -> Path:
    """The file that a word means: that of a version, or one by its path. Raises Misused for a bare word that is
    neither.
    """
    if text in versions.files:
        return versions.loader.root / versions.files[text]
    path = Path(text)
    if not path.suffix and not path.exists() and path.name == text:
        raise _unknown(versions, text, policies=True)
    return path


def asked_rubric(versions: Versions, text: str, folder: Path | None) -> Rubric:
    """The rubric that a word means, and no reward policy."""
    with all_told(versions, [text]):
        document = asked_version(versions, text, folder, policies=False).document
    if not isinstance(document, Rubric):
        raise Misused(f"“{text}”是绩效奖励办法，这里要写细则的版本。")
    return document


def asked_items(rubric: Rubric, asked: Sequence[str]) -> Sequence[str]:
    """The items that are named, each by its id. Raises Misused where there is no such, or the title stands there."""
    for each in asked:
        if each not in rubric.by_item:
            titled = next((item.id for item in rubric.items() if item.title == each), None)
            meant = perhaps(each, rubric.by_item) if titled is None else f"这里写编号：{titled}。"
            raise Misused(f"{rubric.version} 版细则没有“{each}”这个项目。{meant}")
    return asked


@contextlib.contextmanager
def all_told(versions: Versions, names: Iterable[str]) -> Iterator[None]:
    """What needs versions of the workspace to be sound; where one is not, all that is wrong with it is told at once,
    not what comes to light first.
    """
    try:
        yield
    except SessionError as error:
        files = [versions.loader.root / versions.files[each] for each in names if each in versions.files]
        found = check_versions_in(versions.loader.root, files, today())
        wrong = [each for each in found.faults if each.severity == "error"]
        if wrong:
            raise SessionError(wrong, found.texts) from error
        raise
