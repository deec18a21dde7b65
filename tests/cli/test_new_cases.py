"""`kaoping rubric cases`: the cases at the boundaries, for their author to work out."""

import re
import shutil
from pathlib import Path

import pytest

from sample import SAMPLE

from .conftest import Command, Outcome

pytestmark = pytest.mark.whole


def test_those_of_an_item_lie_on_its_lines_and_beside_them(kaoping: Command) -> None:
    status, out, _ = kaoping("rubric", "cases", "2020", "--item", "DJ-03", "--workspace", str(SAMPLE))
    assert status == 0
    assert "程序算得" not in out
    facts = re.findall(r"facts: (.*)", out)
    for value in ("90", "89.99", "65", "64.99"):
        assert f"[{{clause: 到会率, value: {value}}}]" in facts
    for count in (4, 5):
        assert f"[{{clause: 无故缺席, count: {count}}}]" in facts


def test_open_ones_are_asked_for_and_do_not_fail(kaoping: Command, tmp_path: Path) -> None:
    file = tmp_path / "新.yaml"
    made = ("rubric", "cases", "2020", "--item", "DJ-03", "-o", str(file), "--workspace", str(SAMPLE))
    assert kaoping(*made).status == 0
    status, out, _ = kaoping("rubric", "test", str(file), "--workspace", str(SAMPLE))
    assert status == 0
    assert "待填  DJ-03  到会率 89.99%" in out
    many = file.read_text(encoding="utf-8").count("expect: 待填")
    assert out.endswith(f"0 个情形，0 个通过，0 个不符；还有 {many} 个待填\n")


def test_names_say_what_is_recorded_and_not_what_follows(kaoping: Command) -> None:
    _, out, _ = kaoping("rubric", "cases", "2020", "--workspace", str(SAMPLE))
    names = re.findall(r"- name: (.*)", out)
    assert '"综合得分 95"' in names and '"无故缺席 5 人次"' in names
    assert not [each for each in names if re.search("得分(?! [0-9])|评为|否决|封顶|超过|压低", each)]


def test_each_stands_under_its_item_and_says_which_key_is_asked_for(kaoping: Command) -> None:
    _, out, _ = kaoping("rubric", "cases", "2020", "--workspace", str(SAMPLE))
    under = dict(re.findall(r"# ──────── (\S+).*? ────────\n(.*?)(?=  # ────|\Z)", out, re.DOTALL))
    for item, text in under.items():
        assert set(re.findall("item: ([A-Z]+-[0-9]+)", text)) <= {item}
    assert "填 bonus（总分加几分）" in under["JF-01"] and "填 {branches: {甲支部: {bonus: …}}}" in under["JF-01"]
    assert "填 penalty（总分减几分）" in under["JF-02"]
    assert re.search(
        r"clause: 班子处分, .*\n    # 填 veto（触发了的写后果，如 \[barred\]；没有触发的写 \[\]）", under["JF-03"]
    )
    assert under["考评办法"].count("填 composite（综合得分）、grade（等次）") == under["考评办法"].count("name:")
    assert "# 填" not in under["DJ-03"]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A workspace of one's own with the sample's rubrics and no cases."""
    shutil.copytree(SAMPLE / "rubrics", tmp_path / "rubrics", ignore=shutil.ignore_patterns("cases"))
    (tmp_path / "data").mkdir()
    for file in ("kaoping.yaml", "data/roster.yaml"):
        shutil.copyfile(SAMPLE / file, tmp_path / file)
    return tmp_path


def _made(kaoping: Command, own: Path, *more: str) -> Outcome:
    return kaoping("rubric", "cases", "2020", "--item", "DJ-03", *more, "--workspace", str(own))


def test_their_folder_is_made_and_the_next_step_is_said(kaoping: Command, own: Path) -> None:
    file = own / "rubrics/cases/新.yaml"
    status, out, _ = _made(kaoping, own, "-o", str(file))
    assert status == 0 and file.exists()
    assert "kaoping rubric test。" in out
    status, out, _ = _made(kaoping, own, "-o", str(own / "别处.yaml"))
    assert status == 0
    assert "不在 rubrics/cases 里" in out
    assert _made(kaoping, own, "-o", str(own / "没有/新.yaml")).status == 1
    assert not (own / "没有").exists()


def test_none_is_written_over_another_unless_it_is_given_up(kaoping: Command, own: Path) -> None:
    file = own / "新.yaml"
    made = ("-o", str(file))
    assert _made(kaoping, own, *made).status == 0
    written = file.read_bytes()
    status, _, err = _made(kaoping, own, *made)
    assert status == 1 and "KP119" in err
    file.write_bytes(written.replace("待填".encode(), b"{points: 3}", 1))
    assert _made(kaoping, own, *made).status == 1
    assert file.read_bytes() != written
    assert _made(kaoping, own, *made, "--force").status == 0
    assert file.read_bytes() == written


@pytest.mark.parametrize("name", ["rubrics/2020.yaml", "data/roster.yaml", "kaoping.yaml", "乱.yaml"])
def test_what_holds_no_cases_is_never_written_over(kaoping: Command, own: Path, name: str) -> None:
    (own / "乱.yaml").write_bytes(b"kind: [\xff")
    before = (own / name).read_bytes()
    status, _, err = _made(kaoping, own, "-o", str(own / name), "--force")
    assert status == 1 and "KP119" in err and "不是细则测试" in err
    assert (own / name).read_bytes() == before


def test_those_that_wait_to_be_filled_in_are_not_written_again(kaoping: Command, own: Path) -> None:
    first = own / "rubrics/cases/一.yaml"
    assert _made(kaoping, own, "--missing", "-o", str(first)).status == 0
    status, out, err = _made(kaoping, own, "--missing")
    assert (status, out) == (0, "")
    assert "rubrics/cases/一.yaml" in err
    # what is given up for the new ones does not keep them from being written
    assert _made(kaoping, own, "--missing", "-o", str(first), "--force").status == 0
    text = first.read_text(encoding="utf-8")
    many = text.count("待填\n")
    first.write_text(text[: text.rindex("  - name:")], encoding="utf-8")
    _, out, err = _made(kaoping, own, "--missing")
    assert out.count("expect: 待填") == 1
    assert f"还待填的 {many - 1} 个" in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("2020", "--item", "DJ-99"), "没有“DJ-99”这个项目"),
        (("2020", "--item", "主题党日"), "这里写编号：DJ-03"),
        (("1999",), "没有“1999”这一版细则"),
        (("all",), "一次写一版"),
        (("2020", "-o", "新.txt"), "文件名要以 .yaml 结尾"),
    ],
)
def test_what_is_not_there(kaoping: Command, arguments: tuple[str, ...], said: str) -> None:
    status, out, err = kaoping("rubric", "cases", *arguments, "--workspace", str(SAMPLE))
    assert (status, out) == (2, "")
    assert said in err
