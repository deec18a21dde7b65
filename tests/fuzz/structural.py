"""The structural fuzzer: documents of a small workspace changed as structures, then a command, then what must hold.

The workspace is whole: two rounds of which the later is sealed, a review, a reward policy, waivers, a draft of the
next rubric, cases, and what was published of the sealed round. Whatever can be said of a run follows from its number.
"""

import contextlib
import io
import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from checks.laying import TODAY
from dangjian_kaoping.cli.shell import clock
from dangjian_kaoping.cli.shell.app import run as kaoping
from dangjian_kaoping.cli.shell.failure import Stopped
from dangjian_kaoping.session.error import SessionError
from remembering import documents_remembered

from .promises import QUARTER, Answer, broken_by, broken_figures, disagreement, published_otherwise, unlike
from .structure import Documents, mutated, read, written

HERE = Path(__file__).parent
SEAL = f"data/{QUARTER}/seal.yaml"
PUBLISHED = "published.json"
FOREIGN = "foreign.json"
"""What bears the name of an output and is not ours."""
OFFICE_EVERY = 40
"""Of so many runs one has its documents and workbooks looked at from inside: that takes a second each."""

_BRANCHES = ("发电部党支部", "汽机检修党支部", "ZB10", "没有的党支部")
_PERIODS = (QUARTER, QUARTER, QUARTER, QUARTER, "2020Q4", "2021Q2")
_SHOWN: tuple[tuple[str, ...], ...] = (
    *(("score", "-q", "{quarter}", "-f", form) for form in ("table", "json", "csv")),
    ("score", "-q", "{quarter}", "-b", "{branch}"),
    *(("rank", "-q", "{quarter}", "-f", form) for form in ("table", "json")),
    *(("rank", "-y", "2021", "-f", form) for form in ("table", "json")),
    *(("explain", "{branch}", "-q", "{quarter}", "-f", form) for form in ("text", "json")),
    ("explain", "{branch}", "{item}", "-q", "{quarter}"),
    *(("check", "-f", form) for form in ("text", "json", "github", "gitlab", "sarif")),
    ("check", "-q", "{quarter}", "-f", "json"),
    ("check", "data/roster.yaml"),
    *(("rubric", *each) for each in (("list",), ("show",), ("show", "-f", "markdown"), ("check",), ("test", "-v"))),
    *(("rubric", "diff", "2020", "2022", "-f", form) for form in ("text", "markdown", "json")),
    *(("rubric", "impact", "2020", "2022", "-f", form) for form in ("table", "markdown", "json")),
    *(("fairness", "-f", form) for form in ("text", "json")),
    *(("burden", "-f", form) for form in ("table", "json", "csv")),
    ("confidence", "-q", "{quarter}", "--sensitivity"),
    ("rubric", "impact", "--try", "item.DJ-03.points=5", "-f", "json"),
    *(("gap", "-q", "{quarter}", "-f", form) for form in ("table", "json")),
    ("gap", "-q", "{quarter}", "-b", "{branch}"),
    *(("confidence", "-q", "{quarter}", "--about", about) for about in ("last", "first", "grade")),
    ("confidence", "-q", "{quarter}", "-f", "json"),
    *(("trend", "-f", form) for form in ("table", "json")),
    *(("trend", "--self", "-f", form) for form in ("table", "json")),
    *(("ledger", "--as-of", "{quarter}", "-f", form) for form in ("table", "json", "csv")),
    ("ledger", "--as-of", "2021-05-15", "--overdue"),
    *(("tasks", "-q", "{quarter}", "--open", "-f", form) for form in ("table", "json", "markdown")),
    *(("reward", "-q", "{quarter}", "-f", form) for form in ("table", "json", "csv")),
    ("reward", "-y", "2021", "-f", "json"),
    ("status", "-q", "{quarter}"),
    *(("verify", "published.xlsx", *form) for form in ((), ("-f", "json"), ("--draft",))),
)
_WRITTEN: tuple[tuple[str, ...], ...] = (
    ("rank", "-q", "{quarter}", "-p", "out.json"),
    ("rank", "-q", "{quarter}", "-p", "out.html", "-p", "out.json"),
    ("rank", "-q", "{quarter}", "-p", "out.html", "--redact"),
    ("rank", "-q", "{quarter}", "-p", "out.xlsx", "-p", "out.docx", "--date", "2021-04-20"),
    ("rank", "-q", "{quarter}", "-p", "out.json", "-p", "out.html", "--draft"),
    ("rank", "-q", "{quarter}", "-p", "out.xlsx", "-p", FOREIGN),
    ("rank", "-y", "2021", "-p", "out.json", "-p", "out.xlsx", "--draft"),
    ("rank", "-q", "{quarter}", "-p", PUBLISHED),
    ("feedback", "-q", "{quarter}", "-o", "sheets", "-f", "html"),
    ("feedback", "-q", "{quarter}", "-o", "sheets", "-b", "{branch}"),
    ("site", "-o", "pages", "--internal"),
    ("reward", "-q", "{quarter}", "-p", "out.xlsx", "-p", "out.json"),
    ("ledger", "--as-of", "{quarter}", "-p", "out.csv", "-p", "out.json", "-p", "out.xlsx"),
    ("tasks", "-y", "2021", "--open", "-p", "out.ics"),
    ("tasks", "-q", "{quarter}", "-b", "{branch}", "--open", "--draft", "-p", "out.ics"),
    ("tasks", "-q", "{quarter}", "-p", "out.xlsx"),
    ("rubric", "diff", "2020", "2022", "-p", "out.md", "-p", "out.xlsx"),
    ("rubric", "new", "2023"),
    ("seal", "-q", "{quarter}", "--date", "2021-04-20"),
    ("seal", "-q", "{quarter}", "--date", "2021-05-06", "--note", "更正"),
)


@dataclass
class Tally:
    """What came of some runs."""

    count: int = 0
    scored: int = 0
    written: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in another's figures."""
        self.count += other.count
        self.scored += other.scored
        self.written += other.written
        self.statuses.update(other.statuses)
        self.failures += other.failures


class Plant(NamedTuple):
    """The workspace as it is before anything is changed: its files; the documents among them, as texts and as we would
    write them.
    """

    files: dict[str, bytes]
    documents: dict[str, str]
    rewritten: dict[str, bytes]


class _Day(date):
    """A calendar on which it is always the day of the tests."""

    @classmethod
    def today(cls) -> "_Day":
        return cls(TODAY.year, TODAY.month, TODAY.day)


@contextlib.contextmanager
def _standing_in(root: Path) -> Iterator[None]:
    """The day stands still, and the commands run in the workspace."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "date", _Day)
        patch.chdir(root)
        # whose places a check tells depends on where it runs
        for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
            patch.delenv(name, raising=False)
        yield


def plant(root: Path) -> Plant:
    """The unchanged workspace, laid in an empty folder that commands run in."""
    for folder in (HERE / "seeds", HERE / "whole"):
        shutil.copytree(folder, root, dirs_exist_ok=True)
    # the seal is of this workspace, and is made by the command
    (root / SEAL).unlink()
    draft = (root / "rubrics/2020.yaml").read_text("utf-8")
    for old, new in (("version: 2020", "version: 2022"), ("from: 2020Q1", "from: 2022Q1"), ("0.3}", "0.4}")):
        draft = draft.replace(old, new)
    (root / "rubrics/2022.yaml").write_text(draft, "utf-8")
    for command in (
        ("seal", "-q", QUARTER, "--date", "2021-04-12"),
        ("rank", "-q", QUARTER, "-p", PUBLISHED, "-p", "published.xlsx"),
    ):
        answer = _answer(command, root)
        if answer.status:
            raise AssertionError(answer.stdout + answer.stderr)
    (root / FOREIGN).write_text("{}\n", "utf-8")
    files = _files(root)
    documents = {name: content.decode() for name, content in files.items() if name.endswith(".yaml")}
    return Plant(files, documents, {name: written(read(text)) for name, text in documents.items()})


def chosen(laid: Plant, seed: int, number: int) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of run `number`, and its command."""
    chance = random.Random(f"structural/{seed}/{number}")
    documents: Documents = {name: read(text) for name, text in laid.documents.items()}
    mutated(documents, chance)
    files = {name: content for name, content in laid.files.items() if name not in laid.documents}
    for name, document in documents.items():
        content = written(document)
        # what was not changed stays as its author wrote it
        files[name] = laid.files[name] if content == laid.rewritten.get(name) else content
    template = chance.choice(_SHOWN if chance.random() < 0.5 else _WRITTEN)
    filled = {
        "{quarter}": chance.choice(_PERIODS),
        "{branch}": chance.choice(_BRANCHES),
        "{item}": chance.choice(("DJ-03", "WM-04", "JF-01", "XX-99")),
    }
    return files, tuple(filled.get(word, word) for word in template)


def run(numbers: Iterable[int], seed: int, keep: Path | None = None) -> Tally:
    """Try these runs in a workspace of their own."""
    tally = Tally()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        root = Path(os.path.realpath(folder))
        with _standing_in(root):
            laid = plant(root)
            with documents_remembered():
                for number in numbers:
                    _try(number, seed, laid, root, tally, keep)
    return tally


def _try(number: int, seed: int, laid: Plant, root: Path, tally: Tally, keep: Path | None) -> None:
    files, command = chosen(laid, seed, number)
    _lay(root, files)
    tally.count += 1
    before = len(tally.failures)
    try:
        for words in _broken(command, files, laid, root, tally, office=number % OFFICE_EVERY == 0):
            tally.failures.append((number, " ".join(command), words))
    except Exception as error:
        tally.failures.append((number, " ".join(command), f"{type(error).__name__}: {str(error)[:300]}"))
    if keep is not None and len(tally.failures) > before:
        _lay(keep / str(number), files)


def _broken(
    command: tuple[str, ...], files: dict[str, bytes], laid: Plant, root: Path, tally: Tally, *, office: bool
) -> Iterator[str]:
    answer = _answer(command, root)
    tally.statuses[answer.status] += 1
    tally.written += answer.files != files
    yield from broken_by(answer, files, office=office)
    if "--draft" not in command and command[:2] == ("rank", "-q"):
        target = next((name for name in ("out.json", PUBLISHED) if name in command), None)
        if target and answer.status == 0 and _is_sealed(files, laid):
            yield from published_otherwise(answer.files[target], laid.files[PUBLISHED])
    if answer.files != files:
        _lay(root, files)
    yield from unlike(answer, _answer(command, root))
    _lay(root, files)
    scored = _answer(("score", "-q", QUARTER, "-f", "json"), root)
    checked = _answer(("check", "-f", "json"), root)
    for each in (scored, checked):
        yield from (f"{each.arguments[0]}: {words}" for words in broken_by(each, files))
    yield from disagreement(checked, scored)
    try:
        yield from broken_figures(root)
        tally.scored += 1
        if scored.status:
            yield "the figures can be had, and score gives none"
    except (Stopped, SessionError):
        if not scored.status:
            yield "score gives figures that cannot be had"


def _is_sealed(files: dict[str, bytes], laid: Plant) -> bool:
    """Whether the round still has a seal: one that has been changed keeps it from being published altogether."""
    return SEAL in files or SEAL not in laid.files


def _answer(command: tuple[str, ...], root: Path) -> Answer:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = kaoping(list(command))
    return Answer(command, status, out.getvalue(), err.getvalue(), _files(root))


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def _lay(root: Path, files: dict[str, bytes]) -> None:
    """Let these files, and no others, lie in a folder."""
    root.mkdir(parents=True, exist_ok=True)
    there = _files(root)
    for name in there.keys() - files.keys():
        (root / name).unlink()
    # a folder that is empty says something too, and what is deepest comes last
    for folder in sorted((each for each in root.rglob("*") if each.is_dir()), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()
    for name, content in files.items():
        if there.get(name) != content:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
