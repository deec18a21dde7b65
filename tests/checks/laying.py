"""Workspaces for tests: the small base workspace of tests/examples, with what differs laid over it."""

import os
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.agreement.deadlines import check_deadlines
from dangjian_kaoping.checks.judgement import check_severities, judged
from dangjian_kaoping.checks.outgoing.listed import Listed
from dangjian_kaoping.checks.outgoing.private import check_private_items
from dangjian_kaoping.checks.outgoing.records import check_outgoing
from dangjian_kaoping.checks.publications import check_publications
from dangjian_kaoping.checks.seal.seal import compared_by
from dangjian_kaoping.checks.workspace import check_workspace
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.grammar.deadlines import deadlines
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.names_file import names_in
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.proof.proof import check_proof

EXAMPLES = Path(__file__).parent.parent / "examples"
BASE = EXAMPLES / "base"
CHANGES = "changes.txt"
"""What a folder of files cannot say: `remove FILE`, `unreadable FILE`."""
EXPECTED = "expected.txt"
"""The fault of a bad example, `KP201 rubrics/2020.yaml:11`; further lines need a reason after `#`."""

ROSTER = "data/roster.yaml"
RUBRIC = "rubrics/2020.yaml"
DANGQUN = "data/2021Q1/inspection/dangqun.yaml"
JIWEI = "data/2021Q1/inspection/jiwei.yaml"
FOLLOWUPS = "data/2021Q1/followups.yaml"
JANUARY, FEBRUARY, MARCH = (f"data/2021Q1/self/2021-0{month}.yaml" for month in (1, 2, 3))

TODAY = date(2021, 4, 15)
"""The day of the tests: for waivers, and for what is overdue."""


class Change(NamedTuple):
    """A line of changes.txt."""

    verb: str
    file: str


def lay(root: Path, *overlays: Path) -> Path:
    """The base workspace in a folder, with overlays laid over it."""
    for file, content in _base().items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_bytes(content)
    for folder in overlays:
        shutil.copytree(folder, root, dirs_exist_ok=True, ignore=shutil.ignore_patterns(CHANGES, EXPECTED))
    for change in (change for folder in overlays for change in changes(folder)):
        if change.verb == "remove":
            (root / change.file).unlink()
    return root


@cache
def _base() -> dict[str, bytes]:
    """The files of the base workspace, read once: hundreds of tests have one of their own."""
    return {path.relative_to(BASE).as_posix(): path.read_bytes() for path in BASE.rglob("*") if path.is_file()}


def changes(overlay: Path) -> list[Change]:
    """What an overlay does beside laying files."""
    path = overlay / CHANGES
    if not path.exists():
        return []
    lines = (line.partition("#")[0].split() for line in path.read_text(encoding="utf-8").splitlines())
    return [Change(*line) for line in lines if line]


def make_unreadable(monkeypatch: pytest.MonkeyPatch, paths: Iterable[Path]) -> None:
    """Refuse to open these files and folders, as a system does; root may do all, so rights alone would not do."""
    refused = set(paths)

    def refusing(function: Callable[..., Any]) -> Callable[..., Any]:
        def refuse(path: Any = ".", *arguments: Any, **named: Any) -> Any:
            if isinstance(path, (str, Path)) and Path(path) in refused:
                raise PermissionError(13, "Permission denied", str(path))
            return function(path, *arguments, **named)

        return refuse

    for name in ("open", "scandir"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name)))


def edit(root: Path, file: str, *replacements: tuple[str, str]) -> Path:
    """Replace texts that occur once each in a file of a workspace."""
    path = root / file
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, f"{file} holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def checked(root: Path, quarters: Iterable[Quarter] | None = None, *, worded: bool = False) -> list[Diagnostic]:
    """All faults of a workspace, by the way that `kaoping check` goes.

    Whether texts and rules agree, what can be proven of the rules, and whether all may go out, is asked where a test
    words its rules: most only change one.
    """
    loader = Loader(root, partly=True)
    workspace = loader.workspace(quarters, sealed=True)
    waivers = loader.waivers()
    faults = Faults()
    faults.extend(loader.faults)
    faults.extend(check_workspace(workspace, TODAY if quarters is None else None))
    faults.extend(check_publications(workspace, loader.sha256_of))
    for rubric in workspace.rubrics if worded else ():
        faults.extend(check_agreement(rubric, said))
        faults.extend(check_deadlines(rubric, deadlines))
        faults.extend(check_proof(rubric, workspace.roster))
    severities = {} if workspace.settings is None else workspace.settings.severities
    if workspace.settings is not None:
        faults.extend(check_severities(workspace.settings))
        faults.extend(check_private_items(workspace.settings, workspace.rubrics))
    if worded:
        faults.extend(check_outgoing(workspace, Listed(names_in(root, workspace.settings, faults)), loader.texts))
    whole = quarters is None and not workspace.unread
    return list(judged(faults, severities, waivers, TODAY, whole=whole, guarded=compared_by(workspace)))


def told(faults: Iterable[Diagnostic]) -> list[str]:
    """Faults as `KP201 rubrics/2020.yaml:11`."""
    return [f"{fault.code} {fault.place}" for fault in faults]
