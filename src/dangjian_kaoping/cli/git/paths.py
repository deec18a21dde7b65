"""Paths as the service knows them that keeps the repository: from its top, not from the workspace's folder."""

import os
from collections.abc import Callable
from pathlib import Path


def top_of(folder: Path) -> Path | None:
    """The top of the repository around a folder: the nearest with a `.git`; a worktree's or submodule's is a file."""
    return next((each for each in (folder, *folder.parents) if os.path.lexists(each / ".git")), None)


def from_top(workspace: Path) -> Callable[[str], str]:
    """Turns a file as a 诊断 has it, from the workspace's folder or absolute, into its path from the top of the
    repository, with forward slashes.

    As it is where there is no repository, where the file lies outside of it, and where there is no file (standard
    input). A workspace that is reached through a link lies where it really is, as git has it.
    """
    real = Path(os.path.realpath(workspace))
    top = top_of(real)
    inside = "" if top is None else real.relative_to(top).as_posix()

    def moved(file: str) -> str:
        if top is None or file in ("", "-"):
            return file
        if not Path(file).is_absolute():
            return file if inside == "." else f"{inside}/{file}"
        # a file that is itself a link is known by its own name
        path = Path(os.path.realpath(Path(file).parent), Path(file).name)
        return path.relative_to(top).as_posix() if path.is_relative_to(top) else file

    return moved
