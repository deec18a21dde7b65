"""`kaoping rubric new`: a revision begins as the version before it."""

import difflib
import shutil
from pathlib import Path

import pytest

from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "厂"
    folder.mkdir()
    shutil.copy(SAMPLE / "kaoping.yaml", folder / "kaoping.yaml")
    for name in ("rubrics", "data"):
        shutil.copytree(SAMPLE / name, folder / name)
    monkeypatch.chdir(folder)
    return folder


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line.startswith(("+ ", "- "))]


def test_only_version_title_and_quarter_differ(sample: Path, kaoping: Command) -> None:
    status, out, err = kaoping("rubric", "new", "2022", "--from", "2020")
    assert (status, err) == (0, "")
    assert "rubrics/2022.yaml" in out
    before, after = ((sample / f"rubrics/{version}.yaml").read_text("utf-8") for version in ("2020", "2022"))
    assert changed_lines(before, after) == [
        "- version: 2020",
        "+ version: 2022",
        "- title: 党支部量化考评细则（2020年修订）",
        "+ title: 党支部量化考评细则（2022年修订）",
        "- effective_from: 2020Q1",
        "+ effective_from: 2022Q1",
    ]
    cases = [(sample / f"rubrics/cases/{version}.yaml").read_text("utf-8") for version in ("2020", "2022")]
    assert changed_lines(*cases) == ["- rubric: 2020", "+ rubric: 2022"]
    assert kaoping("check", "--fail-on", "warning").status == 0
    assert kaoping("rubric", "test").status == 0
    assert "共 3 处变化" in kaoping("rubric", "diff", "2020", "2022").out


def test_quotes_comments_and_line_ends_do_not_matter(sample: Path, kaoping: Command) -> None:
    text = (sample / "rubrics/2020.yaml").read_text("utf-8")
    text = text.replace("version: 2020\n", 'version: "2020" # 版本\n').replace(
        "title: 党支部量化考评细则（2020年修订）", "title: '党支部量化考评细则（2020年修订）'"
    )
    (sample / "rubrics/2020.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert kaoping("rubric", "new", "2022", "--effective-from", "2021Q3").status == 0
    written = (sample / "rubrics/2022.yaml").read_bytes().decode("utf-8")
    assert "version: 2022 # 版本\ntitle: '党支部量化考评细则（2022年修订）'\neffective_from: 2021Q3\n" in written
    assert "\r" not in written
    assert kaoping("check", "--fail-on", "warning").status == 0


def test_a_quarter_with_records_is_remarked(sample: Path, kaoping: Command) -> None:
    status, _, err = kaoping("rubric", "new", "2021")
    assert status == 0
    assert "2021Q1 已经有记录" in err
    assert kaoping("check", "--fail-on", "warning").status == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("2019",), "已经有 2019 版了"),
        (("2021", "--from", "2017"), "没有“2017”这一版细则"),
        (("../2021",), "不能作版本"),
        (("a/b",), "不能作版本"),
        (("２０２１", "--effective-from", "2021Q1"), "是不是“2021”？"),
        (("试行",), "--effective-from"),
        (("2021", "--effective-from", "2021-1"), "不是季度"),
        (("2021", "--effective-from", "2019Q1"), "2019 版已经从 2019Q1 起施行"),
        (("2021", "--effective-from", "2019Q3"), "早于 2020 版"),
    ],
)
def test_what_cannot_be_begun(sample: Path, kaoping: Command, words: tuple[str, ...], said: str) -> None:
    before = sorted(path.name for path in (sample / "rubrics").rglob("*"))
    found = kaoping("rubric", "new", *words)
    assert (found.status, found.out) == (2, "")
    assert said in found.err
    assert sorted(path.name for path in (sample / "rubrics").rglob("*")) == before


def test_nothing_is_overwritten(sample: Path, kaoping: Command) -> None:
    there = sample / "rubrics/cases/2021.yaml"
    shutil.copy(sample / "rubrics/cases/2019.yaml", there)
    before = there.read_text("utf-8")
    found = kaoping("rubric", "new", "2021")
    assert found.status == 1
    assert "KP119" in found.err
    assert not (sample / "rubrics/2021.yaml").exists()
    assert there.read_text("utf-8") == before


def test_a_rubric_that_is_not_sound_is_no_beginning(sample: Path, kaoping: Command) -> None:
    path = sample / "rubrics/2020.yaml"
    path.write_text(path.read_text("utf-8").replace("total: 100", "total: 99"), "utf-8")
    found = kaoping("rubric", "new", "2021")
    assert found.status == 3
    assert "KP202" in found.err
