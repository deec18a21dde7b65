"""`--ci`: files for GitHub Actions, GitLab CI and Gitee Go, of commands that exist."""

import shlex
import subprocess
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
import yaml

from dangjian_kaoping.version import VERSION

from .running import Kaoping, content

NEW = ("--unit", "甲厂", "--quarter", "2021Q1")
FILES = {
    "github": {".github/workflows/kaoping.yml", ".github/workflows/kaoping-rubric.yml"},
    "gitlab": {".gitlab-ci.yml"},
    "gitee": {".workflow/kaoping.yml"},
}


def _commands(data: Any) -> Iterator[str]:
    """Every command line of a CI file: what stands under run, script, before_script or commands."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in ("run", "script", "before_script", "commands"):
                yield from [value] if isinstance(value, str) else value
            else:
                yield from _commands(value)
    elif isinstance(data, list):
        for value in data:
            yield from _commands(value)


@pytest.mark.whole
@pytest.mark.parametrize("service", FILES)
def test_with_a_new_workspace(service: str, kaoping: Kaoping) -> None:
    assert kaoping("init", *NEW, "--ci", service).status == 0
    assert content(Path.cwd()).keys() > FILES[service] | {"kaoping.yaml"}
    assert kaoping("check", "--fail-on", "warning").status == 0


@pytest.mark.whole
@pytest.mark.parametrize("service", FILES)
def test_the_files_are_yaml_and_name_commands_that_exist(service: str, kaoping: Kaoping) -> None:
    assert kaoping("init", *NEW).status == 0
    assert kaoping("init", "--ci", service).status == 0
    _pushed(Path.cwd())
    named = set()
    for path in FILES[service]:
        text = Path(path).read_text("utf-8")
        assert "<<" not in text
        lines = list(_commands(yaml.safe_load(text)))
        assert any(f"dangjian-kaoping=={VERSION}" in line and "pip install" in line for line in lines)
        for line in lines:
            words = shlex.split(line)
            if words[0] == "kaoping":
                words = list(takewhile(lambda word: word not in (">", ">>"), words))
                assert kaoping(*words[1:]).status == 0, line
                named.add(" ".join(words[1:3] if words[1] == "rubric" else words[1:2]))
            elif words[0] == "git":
                subprocess.run(words, check=True)
    assert named == {"check", "rubric test", "rubric diff"}


def _pushed(folder: Path) -> None:
    """The workspace as a repository whose main branch, whatever its name, lies on a server."""
    server = folder / ".git/server.git"
    for words in (
        ["init", "-q", "-b", "master"],
        ["add", "."],
        ["-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "起步"],
        ["clone", "-q", "--bare", ".", str(server)],
        ["remote", "add", "origin", str(server)],
    ):
        subprocess.run(["git", *words], check=True)


def test_with_a_workspace_that_is_there_only_they_are_written(kaoping: Kaoping) -> None:
    assert kaoping("init", "厂", *NEW).status == 0
    before = content(Path("厂"))
    assert kaoping("init", "厂", "--ci", "github", "--ci", "gitlab", "--ci", "gitee", "--ci", "github").status == 0
    after = content(Path("厂"))
    assert after.keys() - before.keys() == set.union(*FILES.values())
    assert {path: after[path] for path in before} == before


def test_they_go_to_the_workspace_around_the_current_folder(kaoping: Kaoping, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kaoping("init", *NEW).status == 0
    top = Path.cwd()
    monkeypatch.chdir(top / "data/2021Q1")
    done = kaoping("init", "--ci", "gitee")
    assert done.status == 0
    assert str(top) in done.answer
    assert (top / ".workflow/kaoping.yml").is_file()


def test_a_file_in_the_way_refuses_all(kaoping: Kaoping) -> None:
    assert kaoping("init", *NEW).status == 0
    Path(".gitlab-ci.yml").write_text("stages: []\n", encoding="utf-8")
    before = content(Path.cwd())
    done = kaoping("init", "--ci", "github", "--ci", "gitlab")
    assert done.status == 1
    assert ".gitlab-ci.yml 已经存在" in done.told
    assert content(Path.cwd()) == before


def test_a_unit_for_a_workspace_that_is_there_is_refused(kaoping: Kaoping) -> None:
    assert kaoping("init", *NEW).status == 0
    before = content(Path.cwd())
    assert kaoping("init", "--unit", "乙厂", "--quarter", "2021Q1", "--ci", "github").status == 1
    assert content(Path.cwd()) == before


def test_a_service_that_is_not_known(kaoping: Kaoping) -> None:
    done = kaoping("init", "--ci", "jenkins")
    assert done.status == 2
    assert "github、gitlab、gitee" in done.told


def test_a_workspace_below_the_top_of_its_repository(kaoping: Kaoping) -> None:
    Path(".git").mkdir()
    done = kaoping("init", "考评", *NEW, "--ci", "github")
    assert done.status == 0
    assert '--workspace "考评"' in done.told
    assert "注意" not in kaoping("init", *NEW, "--ci", "gitee").told


@pytest.mark.whole
def test_the_hooks_of_pre_commit_name_commands_that_exist(kaoping: Kaoping) -> None:
    hooks = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [hook["id"] for hook in hooks] == ["kaoping-check", "kaoping-rubric-test"]
    assert kaoping("init", *NEW).status == 0
    for hook in hooks:
        assert hook["language"] == "python"
        # pre-commit counts no deleted file among those that it chooses by: a hook that chooses misses a deletion
        assert hook["always_run"]
        assert not hook["pass_filenames"]
        assert not hook.keys() & {"files", "exclude", "types", "types_or", "exclude_types"}
        assert kaoping(*shlex.split(hook["entry"])[1:]).status == 0
