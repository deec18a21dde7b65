"""What a git repository holds: files of a revision. Reads only, by hash, and runs no filter or driver of it."""

import os
import posixpath
import subprocess
from pathlib import Path

from dangjian_kaoping.cli.failure import Misused
from dangjian_kaoping.diagnostics import perhaps


class Repository:
    """The repository around a folder. Raises Misused where there is none, or no git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        try:
            self.top = Path(self._asked("rev-parse", "--show-toplevel").decode().rstrip("\n"))
        except subprocess.CalledProcessError as error:
            raise Misused(_why(error, folder)) from error

    def commit(self, revision: str) -> str:
        """The hash of a revision. Raises Misused where there is no such."""
        found = None
        if revision and not revision.startswith("-"):
            found = self._perhaps("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        if found is None:
            names = self._asked("for-each-ref", "--format=%(refname:short)").decode().split()
            raise Misused(
                f"git 里没有“{revision}”这个版本。{perhaps(revision, names)}可以写分支、标签、提交号，如 HEAD~1。"
            )
        return found.decode().strip()

    def content(self, revision: str, path: str, *folders: Path) -> tuple[str, bytes]:
        """A file of a revision: its path from the top, and its bytes.

        The path is one from the top, as git has it, or else from one of the folders.
        """
        commit = self.commit(revision)
        inside = [self.below(folder) for folder in folders]
        for candidate in dict.fromkeys((path, *(posixpath.join(each, path) for each in inside))):
            name = posixpath.normpath(candidate.replace("\\", "/"))
            if not name.startswith(("../", "/")):
                found = self._perhaps("cat-file", "blob", f"{commit}:{name}")
                if found is not None:
                    return name, found
        near = perhaps(path, self.files(revision, ""))
        raise Misused(f"git 版本“{revision}”里没有文件“{path}”。{near}")

    def files(self, revision: str, folder: str) -> list[str]:
        """The paths of the YAML files in a folder of a revision, from the top; none where there is no such folder."""
        commit = self.commit(revision)
        listed = self._asked("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, *([folder] if folder else []))
        return [each for each in listed.decode(errors="replace").split("\0") if each.endswith((".yaml", ".yml"))]

    def below(self, folder: Path) -> str:
        """The path of a folder from the top; empty for the top itself."""
        inside = os.path.relpath(os.path.realpath(folder), os.path.realpath(self.top)).replace(os.sep, "/")
        return "" if inside == "." else inside

    def _perhaps(self, *arguments: str) -> bytes | None:
        try:
            return self._asked(*arguments)
        except subprocess.CalledProcessError:
            return None

    def _asked(self, *arguments: str) -> bytes:
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        command = ["git", "-C", str(self.folder), "--no-pager", *arguments]
        try:
            return subprocess.run(command, capture_output=True, check=True, env=environment).stdout
        except FileNotFoundError as error:
            raise Misused(
                "这台电脑上没有 git 命令，不能与 git 里的版本比较。请先安装 git，或改写成两个文件。"
            ) from error


def _why(error: subprocess.CalledProcessError, folder: Path) -> str:
    said = error.stderr.decode(errors="replace")
    if "dubious ownership" in said:
        mend = "确认可信的，用 git config --global --add safe.directory 加上它"
        return f"git 不信任 {folder} 所在的仓库（属于别的用户）。{mend}。"
    return f"{folder} 不在 git 仓库里，不能与 git 里的版本比较。"
