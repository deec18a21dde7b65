"""`kaoping rubric diff` and `show`: versions, files, git, formats, files written."""

import errno
import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from checks.laying import RUBRIC, edit
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole


def git(folder: Path, *words: str) -> None:
    command = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@example.org", *words]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample plant's rubrics, in a folder of their own."""
    folder = tmp_path / "厂"
    (folder / "data").mkdir(parents=True)
    for name in ("kaoping.yaml", "data/roster.yaml"):
        shutil.copy(SAMPLE / name, folder / name)
    shutil.copytree(SAMPLE / "rubrics", folder / "rubrics")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def repository(sample: Path) -> Path:
    """The same, in git, with one edit that is not committed."""
    git(sample, "init", "-b", "main")
    git(sample, "add", ".")
    git(sample, "commit", "-m", "细则")
    edit(
        sample,
        "rubrics/2020.yaml",
        ("{each: 0.25, step: 0.5, steps: started}", "{each: 0.5, step: 0.5, steps: started}"),
    )
    return sample


def test_the_news_come_first(sample: Path, kaoping: Command) -> None:
    status, out, err = kaoping("rubric", "diff", "2019", "2020")
    assert (status, err) == (0, "")
    assert out.startswith("痕迹管理由 55 分（55%）减为 14 分（14%）；")
    assert "备查材料由 147 种减为 26 种" in "".join(out.split("\n")[:2]).replace("  ", "")


def test_the_shape_of_json(sample: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("rubric", "diff", "2019", "2020", "--format", "json").out)
    assert list(data) == ["format", "from", "to", "shares", "changes"]
    assert (data["format"], data["from"], data["to"]) == ("kaoping.rubric-diff/1", "2019", "2020")
    assert data["shares"][0]["trace"] == {"before": "55", "after": "14"}
    keys = ["id", "level", "direction", "path", "before", "after", "wording", "from_source", "to_source"]
    assert all(list(each) == keys for each in data["changes"])
    reworded = next(each for each in data["changes"] if each["path"] == "item.DJ-01.clause.记录不实.text")
    assert [(each["text"], each["only"]) for each in reworded["wording"]] == [
        ("会议记录不真实、事后补记的，每处扣", None),
        ("1", "before"),
        ("0.5", "after"),
        ("分", None),
    ]
    one = next(each for each in data["changes"] if each["path"] == "item.DJ-01.clause.记录不实.deduct.each")
    assert one == {
        "id": "loss-price-decreased",
        "level": "warning",
        "direction": "looser",
        "path": "item.DJ-01.clause.记录不实.deduct.each",
        "before": "1",
        "after": "0.5",
        "wording": None,
        "from_source": "rubrics/2019.yaml:78",
        "to_source": "rubrics/2020.yaml:78",
    }
    added = next(each for each in data["changes"] if each["id"] == "item-added")
    assert added["from_source"] is None
    assert added["after"]["points"] == "2"


def test_only_what_is_stricter(sample: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("rubric", "diff", "2019", "2020", "--only", "stricter", "-f", "json").out)
    assert {each["direction"] for each in data["changes"]} == {"stricter"}


@pytest.mark.parametrize(("level", "status"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(sample: Path, kaoping: Command, level: str, status: int) -> None:
    assert kaoping("rubric", "diff", "2019", "2020", "--fail-on", level).status == status


@pytest.mark.parametrize(
    ("only", "listed"), [("stricter", "收严的 37 处"), ("looser", "放宽的 94 处"), ("neutral", "其他的 185 处")]
)
def test_what_is_not_listed_is_counted_too(sample: Path, kaoping: Command, only: str, listed: str) -> None:
    said = "共 316 处变化：重大 6 处、一般 125 处、提示 185 处；收严 37 处、放宽 94 处、其他 185 处。"
    assert f"{said}\n" in kaoping("rubric", "diff", "2019", "2020", "-f", "markdown").out
    out = kaoping("rubric", "diff", "2019", "2020", "--only", only, "-f", "markdown").out
    assert f"{said}这里只列{listed}。\n" in out


def test_fail_on_looks_at_what_is_asked_for(sample: Path, kaoping: Command) -> None:
    text = sample / "rubrics/2020.yaml"
    other = sample / "新.yaml"
    other.write_text(text.read_text("utf-8").replace("standard: 缺开的会议", "standard: 少开的会议"), "utf-8")
    assert kaoping("rubric", "diff", "2020", "新.yaml", "--fail-on", "warning").status == 0
    assert kaoping("rubric", "diff", "2020", "新.yaml", "--fail-on", "info").status == 1


def test_the_newest_two_where_nothing_is_named(sample: Path, kaoping: Command) -> None:
    status, out, err = kaoping("rubric", "diff")
    assert status == 0
    assert "2019、2020" in err
    assert out == kaoping("rubric", "diff", "2019", "2020").out


def test_files_outside_a_workspace(
    sample: Path, kaoping: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("2019", "2020"):
        shutil.copy(sample / f"rubrics/{version}.yaml", tmp_path / f"{version}稿.yaml")
    monkeypatch.chdir(tmp_path)
    status, out, _ = kaoping("rubric", "diff", "2019稿.yaml", "2020稿.yaml")
    assert status == 0
    assert "减为 14 分" in out
    status, _, err = kaoping("rubric", "diff", "2019", "2020")
    assert status == 2
    assert "这里不是工作区" in err


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (
            ("2019", "2021"),
            2,
            "没有“2021”这一版细则，也没有这个文件。是不是“2020”？有：2018、2019、2020、reward-2020。",
        ),
        (("2020", "reward-2020"), 2, "一个是细则，一个是绩效奖励办法"),
        (("2019",), 2, "要写两个"),
        (("2018", "2019", "2020"), 2, "要写两个"),
        (("data/roster.yaml", "2020"), 3, "KP110"),
        (("rubrics/cases/2020.yaml", "2020"), 3, "KP110"),
        (("HEAD:rubrics/2020.yaml", "2020"), 2, "不在 git 仓库里"),
        (("没有.yaml", "2020"), 2, "也没有这个文件"),
        (("C:\\没有.yaml", "2020"), 2, "也没有这个文件"),
        (("2019", "2020", "-o", "a.doc"), 2, ".xlsx、.docx、.md 或 .json"),
        (("2019", "2020", "--only", "harder"), 2, "stricter"),
        (("--against", "main"), 2, "不在 git 仓库里"),
        (("--git", "x", "y"), 2, "git diff 调用"),
    ],
)
def test_what_cannot_be_compared(
    sample: Path, kaoping: Command, words: tuple[str, ...], status: int, said: str
) -> None:
    found = kaoping("rubric", "diff", *words)
    assert (found.status, found.out) == (status, "")
    assert said in found.err
    assert "Traceback" not in found.err


def test_two_items_of_one_id_cannot_be_told_apart(root: Path, kaoping: Command) -> None:
    text = root / RUBRIC
    again = text.read_text("utf-8")
    start = again.index("      - id: ")
    text.write_text(again + again[start:], "utf-8")
    found = kaoping("rubric", "diff", RUBRIC, RUBRIC)
    assert found.status == 3
    assert "KP204" in found.err


# ── git ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_revision_of_git(repository: Path, kaoping: Command) -> None:
    data = json.loads(kaoping("rubric", "diff", "HEAD:rubrics/2020.yaml", "2020", "-f", "json").out)
    paths = {each["path"]: each for each in data["changes"]}
    one, kept = paths.values()
    assert one["path"] == "item.WM-03.clause.时长.deduct.each"
    # the text still says what the rule was
    assert (kept["id"], kept["path"]) == ("clause-text-kept", "item.WM-03.clause.时长.text")
    lines = (repository / "rubrics" / "2020.yaml").read_text(encoding="utf-8").splitlines()
    (line,) = [number for number, text in enumerate(lines, 1) if "step: 0.5, steps: started" in text]
    assert one["from_source"] == f"HEAD:{one['to_source']}" == f"HEAD:rubrics/2020.yaml:{line}"


def test_a_workspace_below_the_top_of_its_repository(
    repository: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".git").rename(repository.parent / ".git")
    git(repository.parent, "add", "-A")
    git(repository.parent, "commit", "-m", "移到下面")
    for path in ("厂/rubrics/2020.yaml", "rubrics/2020.yaml"):
        assert kaoping("rubric", "diff", f"HEAD:{path}", "2020", "--fail-on", "info").status == 0
    monkeypatch.chdir(repository / "data")
    assert kaoping("rubric", "diff", "HEAD:rubrics/2019.yaml", "2020").status == 0
    assert "没有改动" in kaoping("rubric", "diff", "--against", "HEAD").out


@pytest.mark.parametrize(
    ("side", "said"),
    [
        ("HEAD~9:rubrics/2020.yaml", "git 里没有“HEAD~9”这个版本"),
        ("mian:rubrics/2020.yaml", "是不是“main”？"),
        ("--upload-pack=x:rubrics/2020.yaml", ""),
        ("HEAD:rubrics/2002.yaml", "里没有文件“rubrics/2002.yaml”。是不是“rubrics/2020.yaml”？"),
        ("HEAD:../secret.yaml", "里没有文件"),
        (":rubrics/2020.yaml", "git 里没有“”这个版本"),
    ],
)
def test_what_git_does_not_have(repository: Path, kaoping: Command, side: str, said: str) -> None:
    found = kaoping("rubric", "diff", side, "2020")
    assert (found.status, found.out) == (2, "")
    assert said in found.err


def test_without_git(repository: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository))
    found = kaoping("rubric", "diff", "HEAD:rubrics/2020.yaml", "2020")
    assert found.status == 2
    assert "没有 git 命令" in found.err


def test_a_file_of_git_that_is_no_rubric(repository: Path, kaoping: Command) -> None:
    found = kaoping("rubric", "diff", "HEAD:data/roster.yaml", "2020")
    assert found.status == 3
    assert "HEAD:data/roster.yaml" in found.err
    assert "KP110" in found.err


def test_against_a_revision_the_changed_versions_are_compared(repository: Path, kaoping: Command) -> None:
    out = kaoping("rubric", "diff", "--against", "main", "--format", "markdown").out
    assert out.count("## 修订细则：") == 1
    assert "2020（main）" in out
    assert kaoping("rubric", "new", "2021").status == 0
    out = kaoping("rubric", "diff", "--against", "main", "--format", "markdown").out
    assert [line for line in out.split("\n") if line.startswith("## ")] == [
        "## 修订细则：2020（main） → 2020",
        "## 修订细则：2020 → 2021",
    ]
    data = json.loads(kaoping("rubric", "diff", "--against", "main", "--format", "json").out)
    assert data["format"] == "kaoping.rubric-diffs/1"
    assert [(each["from"], each["to"]) for each in data["diffs"]] == [("2020（main）", "2020"), ("2020", "2021")]
    assert kaoping("rubric", "diff", "--against", "main", "2020").status == 2
    assert kaoping("rubric", "diff", "--against", "main", "-o", "a.md").status == 2


def test_a_reward_policy_is_compared_too(repository: Path, kaoping: Command) -> None:
    git(repository, "checkout", "-q", ".")
    edit(repository, "rubrics/reward-2020.yaml", ("fund: 100000", "fund: 120000"))
    out = kaoping("rubric", "diff", "--against", "main").out
    assert "放宽·重大  基金提高：100000 元 → 120000 元" in out
    assert out == kaoping("rubric", "diff", "HEAD:rubrics/reward-2020.yaml", "reward-2020").out
    assert "基金提高" in driven(repository, "--no-pager", "diff")
    assert (
        kaoping("rubric", "diff", "HEAD:rubrics/reward-2020.yaml", "reward-2020", "-o", "a.xlsx", "-o", "a.md").status
        == 0
    )
    assert "\n## 修订绩效奖励办法：" in Path("a.md").read_text("utf-8")


def test_against_a_revision_a_file_may_have_another_name(repository: Path, kaoping: Command) -> None:
    git(repository, "checkout", "-q", ".")
    (repository / "rubrics/2020.yaml").rename(repository / "rubrics/现行.yaml")
    assert "没有改动" in kaoping("rubric", "diff", "--against", "HEAD").out
    (repository / "rubrics/现行.yaml").unlink()
    found = kaoping("rubric", "diff", "--against", "HEAD")
    assert found.status == 2
    assert "2020 版，现在没有了" in found.err


PROGRAM = f"{shlex.quote(sys.executable)} -m dangjian_kaoping"


def driven(repository: Path, *words: str) -> str:
    (repository / ".gitattributes").write_text("rubrics/*.yaml diff=kaoping\n", "utf-8")
    git(repository, "config", "diff.kaoping.command", f"{PROGRAM} rubric diff --git")
    git(repository, "config", "diff.kaoping.textconv", f"{PROGRAM} rubric show --git")
    done = subprocess.run(["git", "-C", str(repository), *words], capture_output=True, check=True)
    return done.stdout.decode()


def test_git_diff_shows_what_changes(repository: Path) -> None:
    (repository / "rubrics/草稿.yaml").write_text("还不是细则\n", "utf-8")
    git(repository, "add", "-N", ".")
    out = driven(repository, "--no-pager", "diff")
    assert "细则 rubrics/2020.yaml 的修改：" in out
    assert "扣分标准提高：0.25 分 → 0.5 分" in out
    assert "+还不是细则" in out


def test_git_log_shows_readable_lines(repository: Path) -> None:
    git(repository, "commit", "-qam", "改分")
    out = driven(repository, "--no-pager", "log", "-p", "-1")
    assert "-      计分：规定每季 2 小时；每少 0.5 小时扣 0.25 分" in out
    assert "+      计分：规定每季 2 小时；每少 0.5 小时扣 0.5 分" in out


def test_git_diff_of_comments_and_of_conflicts(repository: Path, kaoping: Command) -> None:
    git(repository, "checkout", "-q", ".")
    text = repository / "rubrics/2020.yaml"
    text.write_text(text.read_text("utf-8") + "# 完\n", "utf-8")
    assert "只改了注释或写法" in driven(repository, "--no-pager", "diff")
    assert "合并冲突" in kaoping("rubric", "diff", "--git", "rubrics/2020.yaml").out


def test_a_rubric_is_shown_from_a_file_and_from_git(repository: Path, kaoping: Command) -> None:
    now = kaoping("rubric", "show", "2020").out
    assert now == kaoping("rubric", "show", "rubrics/2020.yaml").out == kaoping("rubric", "show").out
    then = kaoping("rubric", "show", "HEAD:rubrics/2020.yaml").out
    assert "每少 0.5 小时扣 0.25 分" in then
    assert "每少 0.5 小时扣 0.5 分" in now
    assert kaoping("rubric", "show", "2017").status == 2


# ── files ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_files_are_written_and_recognised(sample: Path, kaoping: Command) -> None:
    names = ("a.xlsx", "a.docx", "a.md", "a.json")
    words = [word for name in names for word in ("-o", name)]
    assert kaoping("rubric", "diff", "2019", "2020", *words).status == 0
    first = {name: Path(name).read_bytes() for name in names}
    assert kaoping("rubric", "diff", "2019", "2020", *words).status == 0
    assert {name: Path(name).read_bytes() for name in names} == first
    assert first["a.json"].decode() == kaoping("rubric", "diff", "2019", "2020", "-f", "json").out
    assert first["a.md"].decode() == kaoping("rubric", "diff", "2019", "2020", "-f", "markdown").out
    for name in names:
        Path(name).write_text("别人的\n", "utf-8")
        refused = kaoping("rubric", "diff", "2019", "2020", "-o", name)
        assert refused.status == 1
        assert "KP119" in refused.err
        assert kaoping("rubric", "diff", "2019", "2020", "-o", name, "--force").status == 0


def test_the_table_of_a_revision(sample: Path, kaoping: Command) -> None:
    assert kaoping("rubric", "diff", "2019", "2020", "-o", "a.xlsx").status == 0
    book = openpyxl.load_workbook("a.xlsx")
    assert book.sheetnames == ["修订要点", "修订对照表"]
    rows = [[cell.value for cell in row] for row in book["修订对照表"].iter_rows()]
    assert rows[4] == ["项目、条款", "原条款", "新条款", "变化"]
    row = next(each for each in rows if each[0] == "DJ-01 “三会一课”落实\n条款“记录不实”")
    assert row[1:] == [
        "会议记录不真实、事后补记的，每处扣1分",
        "会议记录不真实、事后补记的，每处扣0.5分",
        "条款原文改动\n【放宽】扣分标准降低：1 分 → 0.5 分",
    ]
    gone = next(each for each in rows if each[0] == "DJ-03 主题党日\n条款“资料不全”")
    assert gone[2:] == ["—", "【放宽】取消扣分条款"]
    # 改了的字在句子里标着，别的字还是一样的字
    rich: Any = openpyxl.load_workbook("a.xlsx", rich_text=True)["修订对照表"]
    marked = {each[0].value: [cell.value for cell in each] for each in rich.iter_rows()}
    _, before, after, _ = marked[row[0]]
    assert [str(each) for each in before if each.font.strike] == ["1"]
    assert [str(each) for each in after if each.font.u] == ["0.5"]
    assert {each.font.rFont for each in (*before, *after)} == {"宋体"}
    assert all(each.font.strike for each in marked[gone[0]][1])


def test_markdown_keeps_what_is_written_as_text(root: Path, kaoping: Command) -> None:
    other = root / "b.yaml"
    shutil.copy(root / RUBRIC, other)
    edit(root, "b.yaml", ("text: 每季应开4次会，每少开1次扣1分", "text: '<b>|*每季'"))
    out = kaoping("rubric", "diff", RUBRIC, "b.yaml", "-f", "markdown").out
    assert "\\<b\\>\\|\\*每季" in out


def _not_to_be_read(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    opening = os.open

    def refusing(path: Any, *arguments: Any) -> int:
        if Path(path).name == name:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), path)
        return opening(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)


@pytest.mark.parametrize("command", [("diff",), ("diff", "2019", "2020"), ("show",), ("show", "2020"), ("new", "2022")])
def test_a_version_that_cannot_be_read_is_not_said_to_be_none(
    command: tuple[str, ...], sample: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _not_to_be_read(monkeypatch, "2020.yaml")
    status, _, err = kaoping("rubric", *command)
    assert status == 3
    assert "rubrics/2020.yaml" in err and "没有权限" in err


def test_what_is_asked_for_by_name_does_not_wait_for_another(
    sample: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    _not_to_be_read(monkeypatch, "2020.yaml")
    assert kaoping("rubric", "diff", "2018", "2019").status == 0


def test_a_version_is_found_wherever_its_file_says_it(sample: Path, kaoping: Command) -> None:
    file = sample / "rubrics/2020.yaml"
    lines = file.read_text("utf-8").splitlines()
    first = [line for line in lines if line.startswith(("version:", "effective_from:"))]
    file.write_text("\n".join([*(line for line in lines if line not in first), *first, ""]), "utf-8", newline="\n")
    assert kaoping("rubric", "show").out == kaoping("rubric", "show", "2020").out != ""
    assert kaoping("rubric", "diff").out == kaoping("rubric", "diff", "2019", "2020").out
