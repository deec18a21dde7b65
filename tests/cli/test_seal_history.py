"""What was sealed and committed is missed where it is taken away, replaced or cut short; only git remembers it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from checks.laying import EXAMPLES, edit, lay
from dangjian_kaoping.cli.git import command as git

from .conftest import Command

pytestmark = pytest.mark.whole

SEAL = Path("data/2021Q1/seal.yaml")
ADJUSTMENTS = Path("data/2021Q1/adjustments.yaml")
BAD = "KP541"


class Repository:
    """A workspace in git; every commit has the next day."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.day = 1

    def git(self, *words: str) -> str:
        who = {f"GIT_{role}_{what}": "x" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        when = {f"GIT_{role}_DATE": f"2021-04-{self.day:02}T12:00:00+08:00" for role in ("AUTHOR", "COMMITTER")}
        environment = {**os.environ, **who, **when, "GIT_CONFIG_GLOBAL": os.devnull}
        command = ["git", "-C", str(self.top), *words]
        return subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self, message: str) -> str:
        """Commit all that there is; its short hash."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        self.day += 1
        return self.git("rev-parse", "--short=10", "HEAD")


@pytest.fixture(autouse=True)
def _no_repository_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def repository(root: Path) -> Repository:
    made = Repository(root)
    made.git("init", "-q", "-b", "main")
    made.commit("记录")
    return made


@pytest.fixture
def sealed(repository: Repository, kaoping: Command) -> Repository:
    """The round is sealed, which is the second commit."""
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-03-31").status == 0
    repository.commit("封存")
    assert kaoping("check").status == 0
    return repository


def _again(kaoping: Command, *, with_other_figures: bool = False) -> None:
    SEAL.unlink()
    if with_other_figures:
        edit(Path(), "data/2021Q1/inspection/dangqun.yaml", ("count: 2", "count: 1"))
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-01").status == 0


def _corrected(kaoping: Command) -> None:
    shutil.copy(EXAMPLES / "KP511/good/data/2021Q1/adjustments.yaml", ADJUSTMENTS)
    found = kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10", "--note", "复核")
    assert found.status == 0, found.err


def _told(kaoping: Command, *words: str) -> list[str]:
    found = kaoping("check", *words)
    return [line for line in found.out.splitlines() if BAD in line]


def test_a_seal_that_was_committed_and_deleted(sealed: Repository, kaoping: Command) -> None:
    commit = sealed.git("rev-parse", "--short=10", "HEAD")
    SEAL.unlink()
    found = kaoping("check")
    assert found.status == 1
    out = found.out.replace("\n", "").replace(" ", "")
    assert f"2021Q1在2021-03-31的封存，2021-04-02提交到git里（{commit}），现在没有了" in out
    assert f"gitcheckout{commit}--:/data/2021Q1/seal.yaml" in out
    sealed.commit("删去封存")
    assert kaoping("check").status == 1
    sealed.git("checkout", commit, "--", ":/data/2021Q1/seal.yaml")
    assert kaoping("check").status == 0


@pytest.mark.parametrize("committed", [False, True])
def test_a_seal_that_was_made_again_with_other_figures(sealed: Repository, kaoping: Command, committed: bool) -> None:
    before = sealed.git("rev-parse", "--short=10", "HEAD")
    _again(kaoping, with_other_figures=True)
    if committed:
        sealed.commit("重做")
        sealed.commit("别的")
    found = kaoping("check")
    assert found.status == 1
    assert "现在换成了 2021-04-01 的另一次" in found.out
    # the false one is not what is to be restored, though it was committed too
    sealed.git("checkout", before, "--", ".")
    sealed.commit("恢复")
    assert kaoping("check").status == 0


def test_a_seal_that_was_made_again_in_one_commit_and_merged(sealed: Repository, kaoping: Command) -> None:
    sealed.git("checkout", "-q", "-b", "other", "HEAD~1")
    edit(Path(), "data/2021Q1/inspection/dangqun.yaml", ("count: 2", "count: 1"))
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-01").status == 0
    sealed.commit("另一次封存")
    assert kaoping("check").status == 0  # here nobody knows of the first
    sealed.git("merge", "-q", "-s", "ours", "main", "-m", "合并")
    assert _told(kaoping)


def test_a_chain_that_was_cut_short(sealed: Repository, kaoping: Command) -> None:
    first = sealed.git("rev-parse", "HEAD")
    _corrected(kaoping)
    last = sealed.commit("更正")
    assert kaoping("check").status == 0
    sealed.git("checkout", first, "--", str(SEAL))
    ADJUSTMENTS.unlink()
    sealed.commit("只留第一次")
    found = kaoping("check")
    assert found.status == 1
    assert "2021Q1 在 2021-04-10 的封存" in found.out.replace("\n", "")
    assert last in found.out


def test_a_chain_that_was_cut_in_front(sealed: Repository, kaoping: Command) -> None:
    _corrected(kaoping)
    sealed.commit("更正")
    SEAL.unlink()
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-10").status == 0
    assert "2021Q1 在 2021-03-31 的封存" in kaoping("check").out.replace("\n", "")


def test_a_round_whose_folder_was_renamed(sealed: Repository, kaoping: Command) -> None:
    Path("data/2021Q1").rename("data/存档")
    assert _told(kaoping)
    Path("data/存档").rename(sealed.top.parent / "存档")
    sealed.commit("移走")
    assert _told(kaoping)


def test_one_round_is_asked_for(sealed: Repository, kaoping: Command) -> None:
    SEAL.unlink()
    assert _told(kaoping, "-q", "2021Q1")
    assert not _told(kaoping, "-q", "2020Q4")


def test_what_cannot_be_read_now_is_told_as_that(sealed: Repository, kaoping: Command) -> None:
    SEAL.write_text(SEAL.read_text("utf-8") + "]\n", "utf-8")
    found = kaoping("check")
    assert found.status == 1
    assert BAD not in found.out


def test_what_was_committed_and_is_no_seal_binds_nobody(repository: Repository, kaoping: Command) -> None:
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-03-31").status == 0
    text = SEAL.read_text("utf-8")
    for broken in (text.replace("composite: 9", "composite: 8"), text + "]\n", "", text.replace("2021Q1", "2020Q4")):
        SEAL.write_text(broken, "utf-8")
        repository.commit("写坏了")
    SEAL.write_text(text, "utf-8")
    assert kaoping("check").status == 0
    repository.commit("封存")
    assert kaoping("check").status == 0


def test_a_correction_follows_on_the_seal(sealed: Repository, kaoping: Command) -> None:
    _corrected(kaoping)
    assert kaoping("check").status == 0
    sealed.commit("更正")
    sealed.git("checkout", "-q", "-b", "other", "HEAD~1")
    sealed.commit("别的")
    sealed.git("merge", "-q", "main")
    assert kaoping("check").status == 0


def test_a_setting_does_not_switch_it_off(sealed: Repository, kaoping: Command) -> None:
    SEAL.unlink()
    edit(Path(), "kaoping.yaml", ("委员会\n", f"委员会\nseverities: {{{BAD}: 'off'}}\n"))
    Path("waivers.yaml").write_text(
        "kind: waivers\nversion: 1\nwaivers:\n"
        f"- {{code: {BAD}, path: data/2021Q1/seal.yaml, reason: 无, approved_by: 党群工作部, until: 9999-12-31}}\n",
        "utf-8",
    )
    assert _told(kaoping)


# ── where the workspace lies, and what git can see ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["厂", "[a-z]*?", "a b", "-x", ":x"])
def test_a_workspace_below_the_top(
    sealed: Repository, kaoping: Command, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = sealed.top.parent / "top"
    shutil.copytree(sealed.top, top / name, ignore=shutil.ignore_patterns(".git"))
    monkeypatch.chdir(top / name)
    repository = Repository(top)
    repository.git("init", "-q")
    repository.commit("封存")
    assert kaoping("check").status == 0
    SEAL.unlink()
    found = kaoping("check")
    assert BAD in found.out
    assert f":/{name}/data/2021Q1/seal.yaml" in found.out.replace("\n", "")


def test_a_workspace_that_was_moved(sealed: Repository, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, folder in enumerate(("厂", "归档/厂")):
        old = Path.cwd()
        new = sealed.top / folder
        new.mkdir(parents=True)
        for each in [each for each in old.iterdir() if each.name not in (".git", "归档", new.name)]:
            each.rename(new / each.name)
        monkeypatch.chdir(new)
        sealed.commit(f"搬家{number}")
        assert kaoping("check").status == 0
    _again(kaoping)
    sealed.commit("重做")
    assert _told(kaoping)


def test_another_workspace_of_the_repository_is_another_matter(
    sealed: Repository, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = lay(sealed.top / "别的厂")
    monkeypatch.chdir(other)
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-02").status == 0
    sealed.commit("两个厂")
    assert kaoping("check").status == 0
    monkeypatch.chdir(sealed.top)
    SEAL.unlink()
    sealed.commit("删去")
    assert _told(kaoping)
    monkeypatch.chdir(other)
    assert kaoping("check").status == 0


def test_a_shallow_clone_says_what_it_cannot_see(
    sealed: Repository, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed.commit("别的")
    clone = sealed.top.parent / "clone"
    sealed.git("clone", "-q", "--depth", "1", f"file://{sealed.top}", str(clone))
    monkeypatch.chdir(clone)
    found = kaoping("check", "--fail-on", "warning")
    assert found.status == 0
    assert "KP542" in found.out
    assert "只克隆了最近几次提交" in found.out
    sealed.git("-C", str(clone), "fetch", "-q", "--unshallow")
    assert "KP542" not in kaoping("check").out
    SEAL.unlink()
    assert _told(kaoping)


def test_a_partial_clone_says_what_it_cannot_see(
    sealed: Repository, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _corrected(kaoping)
    sealed.commit("更正")
    sealed.git("config", "uploadpack.allowFilter", "true")
    clone = sealed.top.parent / "clone"
    for kind in ("blob:none", "tree:0"):
        sealed.git("clone", "-q", f"--filter={kind}", f"file://{sealed.top}", str(clone))
        monkeypatch.chdir(clone)
        found = kaoping("check", "--fail-on", "warning")
        assert found.status == 0
        assert "KP542" in found.out
        assert "只克隆了一部分" in found.out
        monkeypatch.chdir(sealed.top)
        shutil.rmtree(clone)


def test_a_worktree_and_a_submodule(sealed: Repository, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    beside = sealed.top.parent / "beside"
    sealed.git("worktree", "add", "-q", str(beside))
    above = Repository(sealed.top.parent / "above")
    above.top.mkdir()
    above.git("init", "-q")
    above.git("-c", "protocol.file.allow=always", "submodule", "add", "-q", str(sealed.top), "厂")
    for folder in (beside, above.top / "厂"):
        monkeypatch.chdir(folder)
        assert kaoping("check").status == 0
        SEAL.unlink()
        assert _told(kaoping)


def _no_git(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(top))


def _no_repository(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(top / ".git")


def _a_new_repository(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(top / ".git")
    Repository(top).git("init", "-q")


def _ignored_by_one_above(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(top / ".git")
    above = Repository(top.parent)
    above.git("init", "-q")
    (top.parent / ".gitignore").write_text("*/\n", "utf-8")
    above.commit("别的")


@pytest.mark.parametrize("without", [_no_git, _no_repository, _a_new_repository, _ignored_by_one_above])
def test_nothing_happens_where_nothing_was_committed(
    sealed: Repository,
    kaoping: Command,
    without: Callable[[Path, pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without(sealed.top, monkeypatch)
    assert "没有发现问题" in kaoping("check").err
    SEAL.unlink()
    assert "没有发现问题" in kaoping("check").err


def test_another_users_repository_is_not_looked_into(
    sealed: Repository, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "KP542" not in kaoping("check").out  # no variable of the caller's says anything
    monkeypatch.setattr(git, "_ENVIRONMENT", {**git._ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"})
    found = kaoping("check")
    assert found.status == 0
    assert "git 不信任这个仓库" in found.out
