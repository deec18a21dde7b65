"""The git command: the only program that is run, and only to read what a repository holds.

A repository may come from anywhere, and its configuration names programs and addresses. Only commands are used that
look at objects and refs, never at the working tree or the index: to them belong no filters, drivers, hooks, pagers or
aliases. What they would do of themselves, to fetch what is missing, is forbidden twice over, and what a fetch could
run is switched off.
"""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

_PATIENCE = 60.0
"""Seconds; git has been sent to a pipe or to a disk that does not answer."""

_OF_THE_USER = frozenset({"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"})
"""Where the user's own configuration lies, which says whom to trust; no other variable of git is passed on."""

_ENVIRONMENT: Mapping[str, str] = {
    "GIT_NO_LAZY_FETCH": "1",  # since 2.45, and in the last of some older series; where git does not know it:
    "GIT_ALLOW_PROTOCOL": "none",  # no way leads to another repository, whatever the configuration allows
    "GIT_NO_REPLACE_OBJECTS": "1",  # the history as it was committed
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SETTINGS: Mapping[str, str] = {
    "safe.bareRepository": "explicit",  # a folder that looks like one may have come with the files
    "fetch.bundleURI": "",  # a fetch reads it before it asks whether a protocol is allowed
    "core.sshCommand": "false",
    "core.askPass": "false",
    "credential.helper": "",
    "core.alternateRefsCommand": "false",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.pager": "cat",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
"""Settings of a command outdo those of every file."""


class Unanswered(Exception):  # noqa: N818 - what becomes of it, the caller knows
    """Git did not do what it was asked; the words are its own, if any."""


class NoGit(Unanswered):
    """There is no git on this computer."""


class Lacking(Unanswered):
    """Git lacks what it was asked about, and was kept from fetching it."""


_KEPT_FROM_FETCHING = re.compile("transport '.*' not allowed|lazy fetching disabled")


def ask(top: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git answers about the repository whose `.git` lies in a folder; `given` is what it reads.

    Neither a repository further up nor one that the folder itself is (a bare one) is taken instead. Raises Unanswered.
    """
    program = _program()
    if program is None:
        raise NoGit
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in _OF_THE_USER}
    where = {"GIT_CEILING_DIRECTORIES": str(top.parent), "GIT_WORK_TREE": str(top)}
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [str(program), "-C", str(top), "--no-pager", *settings, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - a whole path, no shell, and nothing that a repository names
            command,
            input=given,
            capture_output=True,
            env={**kept, **_ENVIRONMENT, **where},
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unanswered(f"no answer in {_PATIENCE:.0f} s") from error
    except OSError as error:
        raise Unanswered(str(error)) from error
    if done.returncode:
        said = done.stderr.decode(errors="replace")
        raise (Lacking if _KEPT_FROM_FETCHING.search(said) else Unanswered)(said)
    return done.stdout


def _program() -> Path | None:
    """Git as it is installed. A system that looks in the current folder first, or in one named by a relative path,
    would run whatever has come with the files.
    """
    name = "git.exe" if os.name == "nt" else "git"
    for folder in map(Path, os.get_exec_path()):
        if folder.is_absolute() and (folder / name).is_file() and os.access(folder / name, os.X_OK):
            return folder / name
    return None
