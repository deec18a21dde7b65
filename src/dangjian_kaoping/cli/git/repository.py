"""What a git repository holds: files of a revision, and what files have been in its history."""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.cli.git.command import Lacking, NoGit, Unanswered, ask
from dangjian_kaoping.cli.git.paths import top_of
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.source.files import MOST_BYTES


class Change(NamedTuple):
    """What a commit made of a file: the commit's hash and day, the path from the top, where it lay before where it was
    moved, and the hash of the content.
    """

    commit: str
    day: str
    path: str
    before: str
    blob: str


def repository_around(folder: Path) -> "Repository":
    """The repository of a folder, to compare with. Raises Misused where there is none, or no git."""
    top = top_of(Path(os.path.realpath(folder)))
    if top is None:
        raise Misused(f"{folder} 不在 git 仓库里，不能与 git 里的版本比较。")
    with _told(top):
        return Repository(top)


class Repository:
    """The repository whose `.git` lies in a folder. Raises Unanswered where git does not open it."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.shallow = ask(top, "rev-parse", "--is-shallow-repository").strip() == b"true"

    def commit(self, revision: str) -> str:
        """The hash of a revision. Raises Misused where there is no such."""
        if revision and not revision.startswith("-"):
            found = self._hash(f"{revision}^{{commit}}")
            if found is not None:
                return found
            named = self._hash(revision)
            with _told(self.top):
                if named is not None and self._sizes([named])[named] is None:
                    raise self._missing(revision, "")
        shallow = (
            "这个仓库只克隆了最近几次提交，更早的没有；要比更早的，请先运行 git fetch --unshallow。"
            if self.shallow
            else ""
        )
        with _told(self.top):
            names = ask(self.top, "for-each-ref", "--format=%(refname:short)").decode(errors="replace").split()
        raise Misused(
            f"git 里没有“{revision}”这个版本。{perhaps(revision, names)}可以写分支、标签、提交号，如 HEAD~1。{shallow}"
        )

    def content(self, revision: str, path: str, *folders: Path) -> tuple[str, bytes]:
        """A file of a revision: its path from the top, and its bytes.

        The path is one from the top, as git has it, or else from one of the folders.
        """
        commit = self.commit(revision)
        inside = [self.below(folder) for folder in folders]
        for candidate in dict.fromkeys((path, *(posixpath.join(each, path) for each in inside))):
            name = posixpath.normpath(candidate.replace("\\", "/"))
            found = None if name.startswith(("../", "/")) else self._files(commit, revision, name).get(name)
            if found is not None:
                return name, self._contents(revision, {name: found})[name]
        near = perhaps(path, filter(_is_yaml, self._files(commit, revision, below=True)))
        raise Misused(f"git 版本“{revision}”里没有文件“{path}”。{near}")

    def contents(self, revision: str, folder: str) -> dict[str, bytes]:
        """The YAML files in a folder of a revision, by their paths from the top; none where there is no such folder."""
        files = self._files(self.commit(revision), revision, folder, below=True)
        return self._contents(revision, {name: blob for name, blob in files.items() if _is_yaml(name)})

    def changes(self, walked: Iterable[str], shown: Iterable[str]) -> list[Change]:
        """All that the commits that lead to HEAD ever made of the files of some patterns, the oldest first: of the
        commits that concern `walked`, what concerns `shown` (`**/data/*/seal.yaml`, from the top).

        Raises Unanswered where not all of it is there.
        """
        if self._hash("HEAD") is None:
            return []
        form = ("--full-history", "--date-order", "--reverse", "--date=short", "--format=%H %cd")
        found = ask(self.top, "rev-list", *form, "HEAD", "--", *map(_from_top, walked)).decode().splitlines()
        days = dict(line.split() for line in found if not line.startswith("commit "))
        if not days:
            return []
        compared = ask(self.top, *_COMPARED, "--", *map(_from_top, shown), given=_lines(days))
        return list(dict.fromkeys(_changes(compared.decode(errors="replace"), days)))

    def blobs(self, names: Iterable[str]) -> dict[str, bytes]:
        """Contents by their hashes; without those that are larger than any document. Raises Unanswered where one is
        not there.
        """
        sizes = self._sizes(names)
        if None in sizes.values():
            raise Lacking
        return self._read(blob for blob, size in sizes.items() if size is not None and size <= MOST_BYTES)

    def below(self, folder: Path) -> str:
        """The path of a folder from the top; empty for the top itself."""
        inside = os.path.relpath(os.path.realpath(folder), self.top).replace(os.sep, "/")
        return "" if inside == "." else inside

    def _hash(self, name: str) -> str | None:
        """The hash of what a name of git's means, be it there or not."""
        try:
            return ask(self.top, "rev-parse", "--verify", "--quiet", "--end-of-options", name).decode().strip()
        except Unanswered:
            return None

    def _files(self, commit: str, revision: str, path: str = "", *, below: bool = False) -> dict[str, str]:
        """The hashes of the files at a path, or below it; links to files are none."""
        how = ("-r",) if below else ()
        words = ("--literal-pathspecs", "ls-tree", "-z", "--full-tree", *how, "--", commit, *([path] if path else []))
        try:
            listed = ask(self.top, *words).decode(errors="replace")
        except Unanswered as error:
            raise self._missing(revision, path) from error
        entries = (line.partition("\t") for line in listed.split("\0") if line)
        return {name: about.split()[2] for about, _, name in entries if about.startswith("100")}

    def _contents(self, revision: str, files: Mapping[str, str]) -> dict[str, bytes]:
        with _told(self.top):
            sizes = self._sizes(files.values())
        for name, blob in files.items():
            size = sizes[blob]
            if size is None:
                raise self._missing(revision, name)
            if size > MOST_BYTES:
                raise Misused(f"git 版本“{revision}”里的“{name}”太大，不是细则：超过 {MOST_BYTES >> 20} 兆的不读。")
        with _told(self.top):
            contents = self._read(files.values())
        return {name: contents[blob] for name, blob in files.items()}

    def _sizes(self, objects: Iterable[str]) -> dict[str, int | None]:
        """The sizes of objects in bytes; None of one that is not there."""
        asked = list(objects)
        try:
            lines = ask(self.top, "cat-file", "--batch-check", given=_lines(asked)).decode().splitlines()
        except Lacking:
            # older ones give up over one that they cannot fetch
            several = len(asked) > 1
            return {each: self._sizes([each])[each] if several else None for each in asked}
        return {line[0]: int(line[2]) if len(line) == 3 else None for line in map(str.split, lines)}

    def _read(self, objects: Iterable[str]) -> dict[str, bytes]:
        answer = ask(self.top, "cat-file", "--batch", given=_lines(objects))
        found, at = {}, 0
        while at < len(answer):
            end = answer.index(b"\n", at)
            name, _, size = answer[at:end].decode().split()
            found[name] = answer[end + 1 : end + 1 + int(size)]
            at = end + 1 + int(size) + 1
        return found

    def _missing(self, revision: str, path: str) -> Misused:
        """That the repository does not hold all that belongs to a revision, as after `git clone --filter`."""
        what = f"{revision}:{path}" if path else revision
        return Misused(
            f"本机的 git 仓库里没有“{what}”的内容（仓库只克隆了一部分，或损坏了）。kaoping 不联网去取：\n"
            f"确认仓库可信的，请先在 {self.top} 里运行 git show {what}，由 git 取来，再来比较；\n"
            "或者完整地克隆一份（不加 --filter、--depth）。"
        )


def literal(path: str) -> str:
    """A path as a pattern for itself alone."""
    return re.sub(r"([*?\[\]\\])", r"\\\1", path)


def _from_top(pattern: str) -> str:
    return f":(top,glob){pattern}"


_COMPARED = ("diff-tree", "--stdin", "--root", "-m", "-r", "-z", "--raw", "-M", "--no-ext-diff", "--no-textconv")


def _changes(compared: str, days: Mapping[str, str]) -> Iterator[Change]:
    """What _COMPARED answers of some commits; what was deleted is left out."""
    commit = ""
    words = iter(compared.split("\0"))
    for word in words:
        if word.startswith(":"):
            _, mode, _, blob, how = word.split()
            path = next(words)
            before, path = (path, next(words)) if how[0] in "RC" else ("", path)
            if mode.startswith("100"):
                yield Change(commit, days[commit], path, before, blob)
        elif word:
            commit = word.split()[0]


def _lines(words: Iterable[str]) -> bytes:
    return "".join(f"{word}\n" for word in dict.fromkeys(words)).encode()


def _is_yaml(name: str) -> bool:
    return name.endswith((".yaml", ".yml"))


@contextmanager
def _told(top: Path) -> Iterator[None]:
    try:
        yield
    except Unanswered as error:
        raise Misused(_why(error, top)) from error


def _why(error: Unanswered, top: Path) -> str:
    said = str(error)
    if isinstance(error, NoGit):
        return "这台电脑上没有 git 命令，不能与 git 里的版本比较。请先安装 git，或改写成两个文件。"
    if "dubious ownership" in said:
        mend = "确认可信的，用 git config --global --add safe.directory 加上它"
        return f"git 不信任 {top} 的仓库（属于别的用户）。{mend}。"
    from dangjian_kaoping.write.layout import clean

    first = clean(said.strip().partition("\n")[0])
    return f"{top} 的 git 仓库打不开，不能与 git 里的版本比较。git 说：{first}"
