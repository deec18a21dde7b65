"""Repositories from anywhere: nothing that their configuration names is run or called while kaoping reads them.

Each way is shown to be one: git itself, asked something else, runs the program.
"""

import ast
import json
import os
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from checks.laying import EXAMPLES, RUBRIC, TODAY, lay
from dangjian_kaoping.cli.commands import check
from dangjian_kaoping.cli.git import command as git
from dangjian_kaoping.cli.shell.app import run

pytestmark = pytest.mark.whole

SEAL = "data/2021Q1/seal.yaml"
COMMANDS = (
    ("check",),
    ("rubric", "diff", "--against", "HEAD"),
    ("rubric", "diff", f"HEAD:{RUBRIC}", "2020"),
    ("rubric", "show", f"HEAD:{RUBRIC}"),
    ("rubric", "diff", "--against", "HEAD~7"),
    ("rubric", "diff", "HEAD:nowhere.yaml", "2020"),
    ("rubric", "diff", "planted:x", "2020"),
)
"""Whatever looks into git, also in vain."""


class Outcome(NamedTuple):
    """How a command ended, and all that it wrote."""

    status: int
    text: str


class Repository:
    """A workspace in git, and a program that leaves a mark wherever it is run."""

    def __init__(self, folder: Path, top: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.top = top
        self.mark = folder / "mark"
        self.program = folder / "program"
        self.program.write_text(f"#!/bin/sh\necho ran >> {self.mark}\n", "utf-8")
        self.program.chmod(0o755)
        self._capsys = capsys

    def git(self, *words: str, fails: bool = False) -> str:
        """What git itself answers."""
        command = ["git", "-C", str(self.top), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL
        )
        assert fails or done.returncode == 0, done.stderr
        return done.stdout.strip()

    def config(self, **settings: str) -> None:
        """Set what the names say, with `__` for the dots."""
        for name, value in settings.items():
            self.git("config", name.replace("__", "."), value)

    def lose(self, revision: str) -> None:
        """Take an object away, as a partial clone lacks it."""
        name = self.git("rev-parse", revision)
        (self.top / ".git/objects" / name[:2] / name[2:]).unlink()

    def partial(self, url: str, **settings: str) -> None:
        """Make it a partial clone of somewhere, without the rubric's and the seal's content."""
        self.lose(f"HEAD:{RUBRIC}")
        self.lose(f"HEAD:{SEAL}")
        self.config(core__repositoryformatversion="1", extensions__partialClone="origin", **settings)
        self.config(remote__origin__promisor="true", remote__origin__url=url)

    def provoke(self, *words: str) -> None:
        """Git itself runs the program."""
        self.git(*words, fails=True)
        assert self.ran(), words

    def ran(self) -> bool:
        """Whether the program has been run since this was asked last."""
        found = self.mark.exists()
        self.mark.unlink(missing_ok=True)
        return found

    def kaoping(self, *words: str) -> Outcome:
        """The command line, run in this process."""
        self._capsys.readouterr()
        status = run(list(words))
        written = self._capsys.readouterr()
        return Outcome(status, written.out + written.err)

    def all(self) -> list[Outcome]:
        """Every command, none of which may run the program."""
        found = []
        for words in COMMANDS:
            found.append(self.kaoping(*words))
            assert not self.ran(), words
            assert found[-1].status in (0, 1, 2, 3), found[-1].text
        return found


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Repository:
    """A sealed workspace, committed; the user has a home without a configuration."""
    for name in [name for name in os.environ if name.startswith("GIT_")] + ["GITHUB_ACTIONS", "GITLAB_CI", "CI"]:
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(check, "today", lambda: TODAY)
    made = Repository(tmp_path, lay(tmp_path / "厂", EXAMPLES / "KP506/good"), capsys)
    monkeypatch.chdir(made.top)
    made.git("init", "-q", "-b", "main")
    made.git("add", ".")
    made.git("commit", "-q", "-m", "第一次")
    return made


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody on this computer who waits to be called."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


def _calls(server: socket.socket, during: Callable[[], object]) -> int:
    """How often it is called meanwhile; it hangs up at once."""
    done = threading.Event()
    calls = 0

    def hang_up() -> None:
        nonlocal calls
        while True:
            over = done.is_set()
            try:
                server.accept()[0].close()
            except TimeoutError:
                if over:
                    return
            else:
                calls += 1

    thread = threading.Thread(target=hang_up)
    thread.start()
    try:
        during()
    finally:
        done.set()
        thread.join()
    return calls


def test_in_a_repository_of_ones_own_all_is_well(repository: Repository) -> None:
    checked, against, diff, show, *_ = repository.all()
    assert (checked.status, checked.text.count("没有发现问题")) == (0, 1)
    assert "没有改动" in against.text
    assert (diff.status, show.status) == (0, 0)


# ── what is fetched ────────────────────────────────────────────────────────────────────────────────────────────


def _remote_program(at: Repository) -> None:
    at.partial(".", remote__origin__uploadpack=str(at.program))


def _ext(at: Repository) -> None:
    at.partial(f"ext::{at.program}", protocol__ext__allow="always", protocol__allow="always")


def _ssh(at: Repository) -> None:
    at.partial("ssh://127.0.0.1/x", core__sshCommand=str(at.program))


def _proxy(at: Repository) -> None:
    at.partial("git://127.0.0.1/x", core__gitProxy=str(at.program))


def _included(at: Repository) -> None:
    (at.top / "team.conf").write_text(f'[remote "origin"]\n\tuploadpack = {at.program}\n', "utf-8")
    at.partial(".", includeIf__gitdir__path="x")
    at.git("config", "includeIf.gitdir:**.path", "../team.conf")


def _own_settings(at: Repository) -> None:
    at.config(core__repositoryformatversion="1", extensions__worktreeConfig="true")
    at.git("config", "--worktree", "remote.origin.uploadpack", str(at.program))
    at.partial(".")


def _rewritten(at: Repository) -> None:
    at.partial("https://example.org/x", protocol__ext__allow="always")
    at.git("config", f"url.ext::{at.program} .insteadOf", "https://example.org/")


def _elsewhere(at: Repository) -> None:
    """`.git` is a file that names a repository among the files."""
    _remote_program(at)
    shutil.move(at.top / ".git", at.top / "store")
    (at.top / ".git").write_text("gitdir: store\n", "utf-8")


FETCHED = (_remote_program, _ext, _ssh, _proxy, _included, _own_settings, _rewritten, _elsewhere)


@pytest.mark.parametrize("older", [False, True], ids=["", "older git"])
@pytest.mark.parametrize("plant", FETCHED)
def test_what_is_missing_is_not_fetched(
    repository: Repository, plant: Callable[[Repository], None], older: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(repository)
    repository.provoke("cat-file", "blob", f"HEAD:{RUBRIC}")
    if older:
        monkeypatch.setattr(git, "_ENVIRONMENT", _of_older_git())
    _, against, diff, *_ = repository.all()
    for found in (against, diff):
        assert found.status == 2
        assert f"没有“HEAD:{RUBRIC}”的内容" in found.text
        assert f"git show HEAD:{RUBRIC}" in found.text


@pytest.mark.parametrize("older", [False, True], ids=["", "older git"])
@pytest.mark.parametrize("scheme", ["http", "git", "bundle"])
def test_nobody_is_called(
    repository: Repository, listener: socket.socket, scheme: str, older: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if scheme == "bundle" and tuple(map(int, repository.git("version").split()[2].split(".")[:2])) < (2, 40):
        pytest.skip("this git knows no fetch.bundleURI")
    setting, scheme = ("fetch.bundleURI", "http") if scheme == "bundle" else ("remote.origin.url", scheme)
    repository.partial(str(repository.top))
    repository.git("config", setting, f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/x")
    assert _calls(listener, lambda: repository.git("cat-file", "blob", f"HEAD:{RUBRIC}", fails=True))
    if older:
        monkeypatch.setattr(git, "_ENVIRONMENT", _of_older_git())
    outcomes: list[Outcome] = []
    assert not _calls(listener, lambda: outcomes.extend(repository.all()))
    assert f"没有“HEAD:{RUBRIC}”的内容" in outcomes[1].text


def _of_older_git() -> dict[str, str]:
    return {name: value for name, value in git._ENVIRONMENT.items() if name != "GIT_NO_LAZY_FETCH"}


# ── what is run ────────────────────────────────────────────────────────────────────────────────────────────────


def _monitor(at: Repository) -> None:
    at.config(core__fsmonitor=str(at.program))
    at.provoke("status")


def _hooks(at: Repository) -> None:
    for hook in ("reference-transaction", "post-index-change", "pre-auto-gc", "post-checkout", "read-object"):
        shutil.copy(at.program, at.top / ".git/hooks" / hook)
    at.provoke("update-ref", "refs/heads/other", "HEAD")


def _hooks_among_the_files(at: Repository) -> None:
    (at.top / "hooks").mkdir()
    shutil.copy(at.program, at.top / "hooks/reference-transaction")
    at.config(core__hooksPath="hooks")
    at.provoke("update-ref", "refs/heads/other", "HEAD")


def _pager(at: Repository) -> None:
    at.config(core__pager=str(at.program))
    for command in ("rev-parse", "ls-tree", "cat-file", "rev-list", "diff-tree", "for-each-ref", "log"):
        at.git("config", f"pager.{command}", str(at.program))
    terminal, end = os.openpty()
    subprocess.run(["git", "-C", str(at.top), "log"], stdout=end, stderr=end, check=False, timeout=60)
    os.close(end)
    os.close(terminal)
    assert at.ran()


def _drivers(at: Repository) -> None:
    """An external diff, a textconv, filters, a merge driver, for every file."""
    program = str(at.program)
    (at.top / ".gitattributes").write_text("*.yaml diff=x filter=x merge=x\n", "utf-8")
    at.git("add", ".gitattributes")
    at.git("commit", "-q", "-m", "属性")
    at.config(diff__external=program, diff__x__command=program, diff__x__textconv=program, merge__x__driver=program)
    (at.top / RUBRIC).touch()
    at.provoke("diff", "HEAD~1")
    at.provoke("cat-file", "--textconv", f"HEAD:{RUBRIC}")
    at.config(filter__x__smudge=program, filter__x__clean=program, filter__x__process=program)
    at.provoke("cat-file", "--filters", f"HEAD:{RUBRIC}")


def _aliases(at: Repository) -> None:
    commands = ("rev-parse", "ls-tree", "cat-file", "rev-list", "diff-tree", "for-each-ref", "planted")
    for command in commands:
        at.git("config", f"alias.{command}", f"!{at.program}")
    at.provoke("planted")


def _credentials(at: Repository) -> None:
    at.config(credential__helper=f"!{at.program}", core__askPass=str(at.program))
    subprocess.run(
        ["git", "-C", str(at.top), "credential", "fill"],
        input=b"protocol=https\nhost=example.org\n\n",
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert at.ran()


def _alternates(at: Repository) -> None:
    other = at.folder / "other.git"
    at.git("clone", "-q", "--bare", ".", str(other))
    (at.top / ".git/objects/info").mkdir(exist_ok=True)
    (at.top / ".git/objects/info/alternates").write_text(f"{other}/objects\n", "utf-8")
    at.config(core__alternateRefsCommand=str(at.program))
    at.provoke("rev-list", "--alternate-refs")


def _signatures(at: Repository) -> None:
    at.config(log__showSignature="true", gpg__program=str(at.program))
    tree = at.git("rev-parse", "HEAD^{tree}")
    who = "x <x@example.org> 1617000000 +0800"
    commit = at.folder / "commit"
    signature = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n x\n -----END PGP SIGNATURE-----"
    commit.write_text(f"tree {tree}\nauthor {who}\ncommitter {who}\n{signature}\n\n签名\n", "utf-8")
    at.git("reset", "-q", "--soft", at.git("hash-object", "-t", "commit", "-w", str(commit)))
    at.provoke("log", "-1")


def _submodule(at: Repository) -> None:
    at.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(at.top), "part")
    at.git("commit", "-q", "-m", "部分")
    at.config(submodule__part__update=f"!{at.program}", submodule__recurse="true", diff__submodule="log")
    at.provoke("submodule", "update", "--force")
    module = at.top / ".git/modules/part"
    at.git("--git-dir", str(module), "config", "core.fsmonitor", str(at.program))
    at.git("--git-dir", str(module), "config", "core.worktree", str(at.top / "part"))
    at.provoke("status")


RUN = (
    _monitor,
    _hooks,
    _hooks_among_the_files,
    _pager,
    _drivers,
    _aliases,
    _credentials,
    _alternates,
    _signatures,
    _submodule,
)


@pytest.mark.parametrize("plant", RUN)
def test_what_the_configuration_names_is_not_run(repository: Repository, plant: Callable[[Repository], None]) -> None:
    plant(repository)
    _, against, diff, show, *_ = repository.all()
    assert "没有改动" in against.text
    assert (diff.status, show.status) == (0, 0)


def test_git_starts_nothing_and_is_asked_for_objects_only(
    repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trace = tmp_path / "trace"
    for plant in (_hooks, _pager, _drivers, _aliases, _credentials, _alternates, _signatures, _monitor):
        plant(repository)
    _remote_program(repository)
    monkeypatch.setattr(git, "_ENVIRONMENT", {**git._ENVIRONMENT, "GIT_TRACE2_EVENT": str(trace)})
    repository.all()
    events = [json.loads(line) for line in trace.read_text("utf-8").splitlines()]
    assert {each["name"] for each in events if each["event"] == "cmd_name"} == {
        "rev-parse",
        "for-each-ref",
        "ls-tree",
        "cat-file",
        "rev-list",
        "diff-tree",
    }
    assert not [each for each in events if each["event"] in ("child_start", "exec")]


# ── which repository, which git ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", [".", "rubrics"])
def test_a_bare_repository_among_the_files_is_none(
    repository: Repository, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = repository.top / where
    shutil.copytree(repository.top / ".git", bare, dirs_exist_ok=True)
    repository.git("--git-dir", str(bare), "config", "core.bare", "true")
    repository.git("--git-dir", str(bare), "config", "core.fsmonitor", str(repository.program))
    name = repository.git("rev-parse", f"HEAD:{RUBRIC}")
    (bare / "objects" / name[:2] / name[2:]).unlink()
    for key, value in (
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", str(bare)),
        ("remote.origin.uploadpack", str(repository.program)),
    ):
        repository.git("--git-dir", str(bare), "config", key, value)
    repository.git("--git-dir", str(bare), "cat-file", "blob", f"HEAD:{RUBRIC}", fails=True)
    assert repository.ran()
    monkeypatch.chdir(bare)
    _, against, diff, *_ = repository.all()
    assert "没有改动" in against.text
    assert diff.status == 0
    # and where there is no other, there is none
    shutil.move(repository.top / ".git", repository.folder / "away")
    _, against, diff, *_ = repository.all()
    assert "不在 git 仓库里" in against.text
    assert "不在 git 仓库里" in diff.text


def test_a_bare_repository_behind_an_empty_one_is_none(repository: Repository) -> None:
    shutil.copytree(repository.top / ".git", repository.top, dirs_exist_ok=True)
    repository.git("config", "core.bare", "true")
    shutil.rmtree(repository.top / ".git")
    (repository.top / ".git").mkdir()
    _, against, *_ = repository.all()
    assert "的 git 仓库打不开" in against.text


def test_a_working_tree_elsewhere_changes_nothing(repository: Repository) -> None:
    before = repository.all()
    elsewhere = repository.folder / "elsewhere"
    elsewhere.mkdir()
    repository.config(core__worktree=str(elsewhere))
    assert repository.git("rev-parse", "--show-toplevel") == str(elsewhere)
    assert repository.all() == before
    repository.config(core__worktree=str(repository.folder / "nowhere"))
    assert repository.all() == before


def test_the_callers_variables_change_nothing(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    before = repository.all()
    other = repository.folder / "other"
    repository.git("clone", "-q", ".", str(other))
    program = str(repository.program)
    trace = repository.folder / "trace"
    variables = {
        "GIT_DIR": str(other / ".git"),
        "GIT_COMMON_DIR": str(repository.folder / "nowhere"),
        "GIT_WORK_TREE": str(other),
        "GIT_INDEX_FILE": str(repository.folder / "nowhere"),
        "GIT_OBJECT_DIRECTORY": str(repository.folder / "nowhere"),
        "GIT_CEILING_DIRECTORIES": str(repository.folder),
        "GIT_NAMESPACE": "other",
        "GIT_EXTERNAL_DIFF": program,
        "GIT_SSH_COMMAND": program,
        "GIT_PROXY_COMMAND": program,
        "GIT_ASKPASS": program,
        "GIT_PAGER": program,
        "GIT_EXEC_PATH": str(other),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.worktree",
        "GIT_CONFIG_VALUE_0": str(other),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={program}'",
        "GIT_TRACE": str(trace),
        "GIT_TRACE2_EVENT": str(trace),
        "GIT_ALLOW_PROTOCOL": "ext:file",
        "GIT_NO_LAZY_FETCH": "0",
        "GIT_LITERAL_PATHSPECS": "1",
        "GIT_DEFAULT_HASH": "sha256",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert repository.all() == before
    assert not trace.exists()


@pytest.mark.parametrize("path", [".", "", "bin", "../厂"])
def test_a_program_named_git_among_the_files_is_not_run(
    repository: Repository, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = repository.all()
    folder = repository.top / path
    folder.mkdir(exist_ok=True)
    shutil.copy(repository.program, folder / "git")
    monkeypatch.setenv("PATH", os.pathsep.join([path, os.environ["PATH"]]))
    subprocess.run(["git", "--version"], check=True, capture_output=True)
    assert repository.ran()
    assert repository.all() == before


def test_git_that_does_not_answer_is_not_waited_for(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = repository.folder / "bin"
    folder.mkdir()
    slow = folder / "git"
    slow.write_text("#!/bin/sh\nexec sleep 600\n", "utf-8")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([str(folder), os.environ["PATH"]]))
    monkeypatch.setattr(git, "_PATIENCE", 0.05)
    _, against, *_ = repository.all()
    assert against.status == 2
    assert "git 仓库打不开" in against.text


_REACHING = {
    *("subprocess", "multiprocessing", "asyncio", "pty", "webbrowser", "ctypes"),
    *("socket", "ssl", "urllib", "http", "ftplib", "smtplib"),
}
_RUNNING = re.compile(r"\bos\.(system|popen|exec[lv]|spawn|posix_spawn|startfile|fork)")


def _imports(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_two_modules_run_programs_and_one_uses_the_network() -> None:
    """By what our own modules import."""
    source = Path(git.__file__).parents[2]
    texts = {path.relative_to(source).as_posix(): path.read_text("utf-8") for path in source.rglob("*.py")}
    reaching = {
        (file, name.partition(".")[0])
        for file, text in texts.items()
        for name in _imports(text)
        # to take addresses apart reaches nowhere
        if name.partition(".")[0] in _REACHING and not name.startswith("urllib.parse")
    }
    # git, and LibreOffice for what is asked to be imported; what shares its work out among processors forks itself;
    # and where one asks for it (`--on`), the scheduler at the address that one names
    assert reaching == {
        ("cli/git/command.py", "subprocess"),
        ("documents/converting.py", "subprocess"),
        ("cli/shell/several.py", "multiprocessing"),
        ("group/pool.py", "multiprocessing"),
        ("group/cluster/runner.py", "asyncio"),
    }
    assert not [file for file, text in texts.items() if _RUNNING.search(text)]
