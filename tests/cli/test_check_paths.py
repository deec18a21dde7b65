"""Paths in the forms of services are from the top of the repository; fingerprints stay while lines move."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from checks.examples import BY_FOLDER
from checks.laying import DANGQUN, EXAMPLES, EXPECTED, RUBRIC, changes, edit, lay, make_unreadable

from .conftest import Command

pytestmark = pytest.mark.every(9)


def files(kaoping: Command, form: str, *arguments: str) -> list[str]:
    """The file of each fault, as a form tells it."""
    out = kaoping("check", "--format", form, *arguments).out
    match form:
        case "github":
            return [line.partition("file=")[2].partition(",")[0] for line in out.splitlines() if line.startswith("::")]
        case "gitlab":
            return [each["location"]["path"] for each in json.loads(out)]
        case "sarif":
            results = json.loads(out)["runs"][0]["results"]
            places = [each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in results]
            return [unquote(place) for place in places]
    return [each["file"] for each in json.loads(out)["diagnostics"]]


@pytest.fixture
def wrong(root: Path) -> Path:
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    return root


FORMS = ("github", "gitlab", "sarif")


@pytest.mark.whole
@pytest.mark.parametrize("form", FORMS)
def test_a_workspace_below_the_top(form: str, wrong: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert files(kaoping, form) == [DANGQUN]
    (wrong / ".git").mkdir()
    assert files(kaoping, form) == [DANGQUN]
    (wrong / ".git").rmdir()
    (wrong.parent / ".git").mkdir()
    assert files(kaoping, form) == [f"workspace/{DANGQUN}"]
    assert files(kaoping, "json") == [DANGQUN]
    monkeypatch.chdir(wrong / "data")
    assert files(kaoping, form) == [f"workspace/{DANGQUN}"]
    # what the log lists beside the marks is called the same
    assert f" workspace/{DANGQUN}:" in kaoping("check", "--format", "github").out.splitlines()[-2]


@pytest.mark.parametrize("form", FORMS)
def test_in_a_worktree_or_submodule_the_nearest_top_counts(form: str, tmp_path: Path, kaoping: Command) -> None:
    folder = lay(tmp_path / "外" / "内" / "考评 一")
    edit(folder, DANGQUN, ("missing: 1", "missing: -1"))
    (tmp_path / ".git").mkdir()
    (tmp_path / "外" / "内" / ".git").write_text("gitdir: ../../.git/modules/x\n")
    assert files(kaoping, form, "--workspace", str(folder)) == [f"考评 一/{DANGQUN}"]


@pytest.mark.parametrize("form", FORMS)
def test_through_a_link_it_is_where_the_repository_has_it(form: str, tmp_path: Path, kaoping: Command) -> None:
    folder = lay(tmp_path / "库" / "考评")
    edit(folder, DANGQUN, ("missing: 1", "missing: -1"))
    (tmp_path / "库" / ".git").mkdir()
    link = tmp_path / "链接"
    link.symlink_to(folder, target_is_directory=True)
    assert files(kaoping, form, "--workspace", str(link)) == [f"考评/{DANGQUN}"]


@pytest.mark.parametrize("form", FORMS)
def test_a_file_by_itself_and_a_folder_without_a_workspace(
    form: str, tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "库" / "草稿").mkdir(parents=True)
    draft = tmp_path / "库" / "草稿" / "甲.yaml"
    draft.write_text("kind: rubric\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "库" / "草稿")
    # without a repository it has the name that it was given
    assert set(files(kaoping, form, "甲.yaml")) == {"甲.yaml"}
    (tmp_path / "库" / ".git").mkdir()
    assert set(files(kaoping, form, "甲.yaml")) == {"草稿/甲.yaml"}
    assert files(kaoping, form) == ["草稿/kaoping.yaml"]


def _fingerprints(kaoping: Command, root: Path) -> Iterator[str]:
    for each in json.loads(kaoping("check", "--publication", "-w", str(root), "-f", "gitlab").out):
        yield each["fingerprint"]


@pytest.mark.parametrize("code", BY_FOLDER)
def test_a_comment_above_leaves_every_fingerprint(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command
) -> None:
    bad = EXAMPLES / code / "bad"
    lay(tmp_path, bad)
    unreadable = [tmp_path / change.file for change in changes(bad) if change.verb == "unreadable"]
    make_unreadable(monkeypatch, unreadable)
    before = list(_fingerprints(kaoping, tmp_path))
    assert len(set(before)) == len(before) == len((bad / EXPECTED).read_text("utf-8").splitlines())
    for path in tmp_path.rglob("*.yaml"):
        if path not in unreadable and path.stat().st_size:
            path.write_bytes(b"# a remark, in ASCII for a file in another encoding\n\n" + path.read_bytes())
    assert sorted(_fingerprints(kaoping, tmp_path)) == sorted(before)


def test_a_fault_more_is_one_fingerprint_more(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, ("{each: 0.5}", "{each: 3}"))
    before = set(_fingerprints(kaoping, root))
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    after = set(_fingerprints(kaoping, root))
    assert before < after
    assert len(after) == len(before) + 1
