"""Kill a command at each operation by which it changes files, and look at what it leaves: `python -m attack.kills`.

A process that has everything loaded forks for each try, so that a try takes as long as the command itself. What a
killed command may leave: every file whole, old or new; names beginning with a dot; and a set by halves only while
`.kaoping.lock` says so. The same command run again must do as if nothing had been, and leave nothing over.
"""

import contextlib
import io
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from checks.laying import DANGQUN, EXAMPLES, JIWEI, edit, lay
from dangjian_kaoping.cli.files.locking import LOCK, holder_of
from dangjian_kaoping.cli.shell.app import run

CHANGING = ("os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove", "os.chmod", "os.truncate")
"""What Python says before it changes a folder or the end of a file; opened for writing it says too."""
POLICY = """\
kind: reward
version: 2020
title: 绩效奖励办法
effective_from: 2020Q1
rewards:
  奖励: {fund: 173, share_by: score}
"""

Tree = dict[str, bytes | None]
"""Everything below a folder, hidden or not; None for a folder."""


class Trial(NamedTuple):
    """What is made ready in an empty folder, and the command that is killed in it."""

    prepare: Callable[[Path], None]
    arguments: tuple[str, ...]


def _said(*arguments: str) -> int:
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return run(list(arguments))


def _plant(root: Path) -> None:
    lay(root)
    (root / "rubrics/reward-2020.yaml").write_text(POLICY, "utf-8")


def _published(*arguments: str) -> Callable[[Path], None]:
    """A plant that has the files already, from before a record was changed."""

    def prepare(root: Path) -> None:
        _plant(root)
        assert _said(*arguments) == 0
        edit(root, JIWEI, ("judged: 1", "judged: 0.5"))

    return prepare


def _revised(root: Path) -> None:
    _plant(root)
    assert _said("rubric", "new", "2022") == 0


def _going_out(root: Path) -> None:
    """A sealed round, something of it registered, and two files that went out since."""
    _plant(root)
    assert _said("seal", "-q", "2021Q1", "--date", "2021-04-02") == 0
    for name in ("a.docx", "b.docx", "c.docx"):
        (root / name).write_bytes(name.encode())
    assert _said("publish", "a.docx", "--what", "公示", "--date", "2021-04-06") == 0


def _corrected(root: Path) -> None:
    lay(root)
    assert _said("seal", "-q", "2021Q1", "--date", "2021-04-02") == 0
    name = "data/2021Q1/adjustments.yaml"
    (root / name).write_bytes((EXAMPLES / "KP511/bad" / name).read_bytes())


def _handed_in(root: Path) -> None:
    """Forms of what was recorded, which is recorded no more."""
    lay(root)
    for kind in ("inspection", "self"):
        assert _said("form", kind, "-q", "2021Q1", "--filled", "-o", "表") == 0
    for path in (root / DANGQUN, *(root / "data/2021Q1/self").iterdir()):
        path.unlink()


def _edited(root: Path) -> None:
    """Files that were written from forms, and edited."""
    _handed_in(root)
    assert _said("import", "表") == 0
    for path in root.rglob("*.form.yaml"):
        path.write_text(path.read_text("utf-8") + "note: 改过\n", "utf-8")


def _with_cases(root: Path) -> None:
    _plant(root)
    (root / "rubrics/cases").mkdir()
    text = "kind: cases\nversion: 1\nrubric: 2020\ncases:\n  - {name: 满分, item: DJ-01, expect: {points: 4}}\n"
    (root / "rubrics/cases/2020.yaml").write_text(text, "utf-8")


def _sealed(root: Path) -> None:
    _plant(root)
    assert _said("seal", "-q", "2021Q1", "--date", "2021-04-02") == 0


def _with_a_site(root: Path) -> None:
    """A site from before the settings were changed, with a page of a branch that there is no more."""
    _sealed(root)
    assert _said(*SITE) == 0
    page = next((root / "site/branches").iterdir())
    page.with_name("GONE.html").write_bytes(page.read_bytes())
    with (root / "kaoping.yaml").open("a", encoding="utf-8") as settings:
        settings.write("note: 数据是虚构的\n")


def _nothing(_: Path) -> None:
    pass


SET = ("rank", "-q", "2021Q1", "-p", "a.json", "-p", "b.html", "-p", "c.xlsx", "-p", "d.docx")
FORMS = ("form", "inspection", "-q", "2021Q1", "-o", "forms")
SHEETS = ("feedback", "-q", "2021Q1", "-o", "反馈/单")
TASKS = ("tasks", "-q", "2021Q1", "-p", "a.xlsx", "-p", "b.ics", "-p", "c.md")
LEDGER = ("ledger", "--as-of", "2021Q1", "-p", "a.csv", "-p", "b.json", "-p", "c.xlsx")
REWARD = ("reward", "-q", "2021Q1", "-p", "a.json", "-p", "b.xlsx")
SEAL = ("seal", "-q", "2021Q1", "--date", "2021-04-20")
INIT = ("--unit", "甲厂", "--quarter", "2021Q1")

SITE = ("site", "-o", "site", "--internal")

TRIALS: dict[str, Trial] = {
    "seal": Trial(_plant, SEAL),
    "seal-anew": Trial(_corrected, SEAL),
    "publish": Trial(_going_out, ("publish", "b.docx", "c.docx", "--what", "通报", "--date", "2021-04-20")),
    "rank-one": Trial(_published(*SET), ("rank", "-q", "2021Q1", "-p", "a.json")),
    "rank-new": Trial(_plant, SET),
    "rank": Trial(_published(*SET), SET),
    "rank-year": Trial(_plant, ("rank", "--year", "2021", "--draft", "-p", "a.json", "-p", "b.xlsx")),
    "feedback-new": Trial(_plant, SHEETS),
    "feedback": Trial(_published(*SHEETS), SHEETS),
    "form-new": Trial(_plant, FORMS),
    "form": Trial(_published(*FORMS), (*FORMS, "--filled", "--force")),
    "tasks": Trial(_published(*TASKS), TASKS),
    "ledger": Trial(_published(*LEDGER), LEDGER),
    "reward": Trial(_published(*REWARD), REWARD),
    "site-new": Trial(_sealed, SITE),
    "site": Trial(_with_a_site, SITE),
    "import": Trial(_handed_in, ("import", "表")),
    "import-replace": Trial(_edited, ("import", "表", "--replace")),
    "rubric-new": Trial(_with_cases, ("rubric", "new", "2022")),
    "rubric-diff": Trial(_revised, ("rubric", "diff", "2020", "2022", "-o", "a.md", "-o", "b.json", "-o", "c.xlsx")),
    "init-folder": Trial(_nothing, ("init", "新/厂", *INIT)),
    "init": Trial(_nothing, ("init", *INIT, "--ci", "github")),
    "init-sample": Trial(_nothing, ("init", "--sample")),
    "init-ci": Trial(_plant, ("init", "--ci", "github", "--ci", "gitlab", "--ci", "gitee")),
}


class Counter:
    """Counts the operations of this process that change files; before the one numbered `last` the process is killed."""

    def __init__(self, last: int | None = None) -> None:
        self.done: list[str] = []
        self._last = last
        self._fsync = os.fsync
        sys.addaudithook(self._heard)
        # nothing is said of these
        os.fsync = self._synced  # type: ignore[assignment]

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in CHANGING or (event == "open" and isinstance(arguments[0], str) and arguments[2] & _FOR_WRITING):
            self._count(event)

    def _synced(self, handle: int) -> None:
        if len(self.done) == self._last:
            # a disk may have had half of it
            os.ftruncate(handle, os.fstat(handle).st_size // 2)
        self._count("fsync")
        self._fsync(handle)

    def _count(self, event: str) -> None:
        if len(self.done) == self._last:
            os.kill(os.getpid(), signal.SIGKILL)
        self.done.append(event)


_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def tree(folder: Path) -> Tree:
    """What is below a folder."""
    return {
        path.relative_to(folder).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }


def _laid(root: Path, content: Tree) -> None:
    for name, data in content.items():
        if data is None:
            (root / name).mkdir()
        else:
            (root / name).write_bytes(data)


def _forked(root: Path, arguments: Sequence[str], last: int | None = None) -> tuple[int | None, list[str]]:
    """The exit status of a command in a folder, None where it was killed; and its operations, where it was not."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 99
        with contextlib.suppress(BaseException):
            os.chdir(root)
            counter = Counter(last)
            status = _said(*arguments)
            done = counter.done.copy()
            os.write(writing, json.dumps(done).encode())
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, how = os.waitpid(child, 0)
    return (None, []) if os.WIFSIGNALED(how) else (os.WEXITSTATUS(how), json.loads(told or b"[]"))


def chosen(count: int, most: int) -> list[int]:
    """At most so many of the operations, the first and the last among them, evenly apart."""
    if count <= most:
        return list(range(count))
    return sorted({round(each * (count - 1) / (most - 1)) for each in range(most)})


def faults_after(before: Tree, after: Tree, left: Tree, root: Path) -> list[str]:
    """What is wrong with what a killed command has left."""
    strange = sorted(left.keys() - before.keys() - after.keys())
    faults = [f"{name} is none of the files" for name in strange if not name.rpartition("/")[2].startswith(".")]
    faults += [
        f"{name} is neither old nor new"
        for name in sorted(before.keys() | after.keys())
        if left.get(name, b"none") not in (before.get(name, b"none"), after.get(name, b"none"))
    ]
    new = [name for name, data in after.items() if data is not None and data != before.get(name)]
    done = [name for name in new if left.get(name) == after[name]]
    folders = {(root / name).parent for name in new} | {root, *root.iterdir()}
    if 0 < len(done) < len(new) and not any(holder_of(each) for each in folders if each.is_dir()):
        faults.append(f"only {done} of {new}, and nobody says so")
    return faults


def tried(trial: Trial, most: int, within: Path) -> tuple[int, list[str]]:
    """How often a command was killed, and all that was wrong."""
    start, undisturbed = within / "start", within / "undisturbed"
    start.mkdir()
    os.chdir(start)
    trial.prepare(start)
    before = tree(start)
    undisturbed.mkdir()
    _laid(undisturbed, before)
    # once in this process, so that all is loaded when it forks
    os.chdir(undisturbed)
    assert _said(*trial.arguments) == 0
    after = tree(undisturbed)
    _laid_anew = within / "counted"
    _laid_anew.mkdir()
    _laid(_laid_anew, before)
    status, operations = _forked(_laid_anew, trial.arguments)
    assert (status, tree(_laid_anew)) == (0, after)
    # who has come to his end has nothing more to do, and says so as he would undisturbed
    once_more, _ = _forked(_laid_anew, trial.arguments)
    assert tree(_laid_anew) == after
    faults = []
    points = chosen(len(operations), most)
    for number in points:
        root = within / f"killed-{number}"
        root.mkdir()
        _laid(root, before)
        where = f"{number} {operations[number]}: "
        status, _ = _forked(root, trial.arguments, number)
        if status is not None:
            faults.append(f"{where}not killed, but ended with {status}")
            continue
        left = tree(root)
        faults += [where + each for each in faults_after(before, after, left, root)]
        faults += [where + each for each in _after_check(trial, root, before, after, left)]
        expected = once_more if _is_ended(root, after, left) else 0
        status, _ = _forked(root, trial.arguments)
        if status != expected:
            faults.append(f"{where}run again it ends with {status}")
        again = tree(root)
        faults += [
            f"{where}{name} is otherwise than undisturbed"
            for name in sorted(again.keys() | after.keys())
            if again.get(name, b"none") != after.get(name, b"none")
        ]
    return len(points), faults


def _is_ended(root: Path, after: Tree, left: Tree) -> bool:
    """Whether all was written, and the command had said that it is at its end."""
    return all(left.get(name, b"none") == data for name, data in after.items()) and not any(
        holder_of(root / name) for name in ("", *left) if (root / name).is_dir()
    )


def _after_check(trial: Trial, root: Path, before: Tree, after: Tree, left: Tree) -> list[str]:
    """Whether what is left passes the check though it is not whole, or does not though nothing has happened."""
    folder = next((name.rpartition("/")[0] for name in after if name.endswith("kaoping.yaml")), "")
    if not (root / folder).is_dir():
        return []
    status, _ = _forked(root / folder, ("check", "--fail-on", "never"))
    is_new = not any(name.endswith("kaoping.yaml") for name in before)
    whole = all(left.get(name) == data for name, data in after.items())
    if not is_new or whole:
        return [] if status == 0 else [f"check ends with {status}"]
    if (root / folder / LOCK).exists() and holder_of(root / folder) and status != 3:
        return [f"what is half made passes the check with {status}"]
    return []


def main(name: str, most: int) -> None:
    """Try one command and say what came of it, as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        count, faults = tried(TRIALS[name], most, Path(os.path.realpath(folder)))
        os.chdir("/")
    print(json.dumps({"tried": count, "faults": faults}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
