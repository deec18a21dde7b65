"""What git has and lacks: links, odd names, other formats, clones without all of it; and how often git is asked."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from checks.laying import RUBRIC
from dangjian_kaoping.cli.git import repository as repositories
from dangjian_kaoping.cli.git.command import ask
from dangjian_kaoping.cli.git.repository import Repository, literal
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.document import Document

from .conftest import Command


def git(folder: Path, *words: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "改")


@pytest.fixture
def repository(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The base workspace in git, in two commits."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    commit(root)
    return root


def _cloned(repository: Path, *how: str) -> Path:
    git(repository, "config", "uploadpack.allowFilter", "true")
    clone = repository.parent / "clone"
    git(repository, "clone", "-q", *how, f"file://{repository}", str(clone))
    return clone


def test_a_shallow_clone_lacks_what_was_before(
    repository: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_cloned(repository, "--depth", "1"))
    found = kaoping("rubric", "diff", "--against", "HEAD~1")
    assert found.status == 2
    assert "git 里没有“HEAD~1”这个版本" in found.err
    assert "git fetch --unshallow" in found.err
    assert kaoping("rubric", "diff", "--against", "HEAD").status == 0


@pytest.mark.whole
@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_partial_clone_lacks_contents(
    repository: Path, kaoping: Command, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / RUBRIC).write_text((repository / RUBRIC).read_text("utf-8") + "# 改\n", "utf-8")
    commit(repository)
    monkeypatch.chdir(_cloned(repository, f"--filter={kind}"))
    for words in (("--against", "HEAD~1"), (f"HEAD~1:{RUBRIC}", "2020")):
        found = kaoping("rubric", "diff", *words)
        assert found.status == 2
        assert "没有“HEAD~1:rubrics/" in found.err
        assert "由 git 取来，再来比较" in found.err
    assert kaoping("rubric", "diff", "--against", "HEAD").status == 0
    # as it says
    git(Path.cwd(), "show", f"HEAD~1:{RUBRIC}")
    assert kaoping("rubric", "diff", f"HEAD~1:{RUBRIC}", "2020").status == 0


def test_a_commit_that_is_lost(repository: Path, kaoping: Command) -> None:
    lost = git(repository, "rev-parse", "HEAD~1")
    (repository / ".git/objects" / lost[:2] / lost[2:]).unlink()
    found = kaoping("rubric", "diff", "--against", "HEAD~1")
    assert found.status == 2
    assert "没有“HEAD~1”的内容" in found.err


def test_a_repository_that_is_broken(repository: Path, kaoping: Command) -> None:
    (repository / ".git/HEAD").write_text("x", "utf-8")
    found = kaoping("rubric", "diff", "--against", "HEAD")
    assert found.status == 2
    assert "git 仓库打不开" in found.err
    assert "没有发现问题" in kaoping("check").err  # nothing is sealed here, and nothing missed


@pytest.mark.parametrize("name", ["-x.yaml", ":x.yaml", ":(top)x.yaml", "[a]*?.yaml", "a b.yaml", "细则“二”.yaml"])
def test_a_file_of_any_name(repository: Path, kaoping: Command, name: str) -> None:
    shutil.copy(repository / RUBRIC, repository / "rubrics" / name)
    commit(repository)
    (repository / "rubrics" / name).unlink()
    assert kaoping("rubric", "diff", f"HEAD:rubrics/{name}", "2020", "--fail-on", "info").status == 0


def test_a_link_is_no_file(repository: Path, kaoping: Command) -> None:
    (repository / "rubrics/现行.yaml").symlink_to("2020.yaml")
    commit(repository)
    found = kaoping("rubric", "diff", "HEAD:rubrics/现行.yaml", "2020")
    assert found.status == 2
    assert "里没有文件“rubrics/现行.yaml”" in found.err


def test_what_is_too_large_is_not_read(repository: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    most = (repository / RUBRIC).stat().st_size - 1
    monkeypatch.setattr(repositories, "MOST_BYTES", most)
    found = kaoping("rubric", "diff", f"HEAD:{RUBRIC}", "2020")
    assert found.status == 2
    assert "太大" in found.err


@pytest.mark.whole
def test_other_formats_and_other_refs(root: Path, kaoping: Command) -> None:
    git(root, "init", "-q", "-b", "main", "--object-format=sha256")
    commit(root)
    commit(root)
    git(root, "tag", "-a", "公布", "-m", "x")
    git(root, "pack-refs", "--all")
    git(root, "gc", "-q")
    for revision in ("HEAD", "HEAD~1", "公布", "main@{1}", "main^"):
        assert kaoping("rubric", "diff", f"{revision}:{RUBRIC}", "2020").status == 0, revision


@pytest.mark.whole
def test_git_is_asked_as_often_however_long_the_history(
    repository: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, read = [], []
    document_in = Loader.document_in

    def counted(top: Path, *words: str, given: bytes = b"") -> bytes:
        asked.append(words)
        return ask(top, *words, given=given)

    def noted(loader: Loader, content: bytes, file: str) -> Document | None:
        read.append(file)
        return document_in(loader, content, file)

    monkeypatch.setattr(repositories, "ask", counted)
    monkeypatch.setattr(Loader, "document_in", noted)
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-03-31").status == 0
    for _ in range(5):
        commit(repository)
        asked.clear()
        assert kaoping("check").status == 0
        assert len(asked) == 6
    assert read == []  # what is as it was committed is not read again


def test_a_path_as_a_pattern_is_itself_alone(repository: Path) -> None:
    for folder in ("a*b", "axb", "[a]", "a", "q?", "qq", "b\\s"):
        (repository / folder).mkdir()
        (repository / folder / "x").write_text(folder, "utf-8")
    commit(repository)
    for folder in ("a*b", "[a]", "q?", "b\\s"):
        found = Repository(repository).changes([f"{literal(folder)}/x"], [f"{literal(folder)}/x"])
        assert [each.path for each in found] == [f"{folder}/x"]
