"""`kaoping group`: what counts, what is ranked together, and a list or a plant that is wrong."""

import json
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from dangjian_kaoping.engine.group.rows import Asked
from dangjian_kaoping.engine.group.together import group_round
from dangjian_kaoping.group.group import Group
from dangjian_kaoping.group.pool import on_this_computer
from docx_faults import faults_in_document
from plants import LIST, QUARTER, UNITS, edit, plants

from .conftest import Command

FINDINGS = "data/2021Q1/inspection/dangqun.yaml"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plants(tmp_path_factory.mktemp("group"))


@pytest.fixture
def group(kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three sealed plants, and the current folder that of their list."""
    root = tmp_path / "集团"
    shutil.copytree(kept, root)
    monkeypatch.chdir(root)
    return root


def test_units_under_the_same_rubric_are_ranked_together(group: Path, kaoping: Command) -> None:
    found = kaoping("group", "score", "-q", QUARTER, "-f", "json")
    assert (found.status, found.err) == (0, "")
    assert faults_in_document(found.out) == []
    data = json.loads(found.out)
    (pool,) = data["pools"]
    assert pool["units"] == ["P1", "P2", "P3"]
    for unit in UNITS:
        # each branch has what its own plant's ranking says
        own = json.loads(kaoping("score", "-q", QUARTER, "-f", "json", "-w", unit).out)["branches"]
        mine = {
            each["branch"]: (each["composite"], each["own_rank"]) for each in pool["ranking"] if each["unit"] == unit
        }
        assert mine == {each["id"]: (each["composite"], each["rank"]) for each in own}
    # a second opinion: one more than so many have more
    figures = [float(each["composite"]) for each in pool["ranking"]]
    assert [each["rank"] for each in pool["ranking"]] == [1 + sum(b > a for b in figures) for a in figures]
    classes = [each["class"] for each in pool["ranking"]]
    assert [each["class_rank"] for each in pool["ranking"]] == [
        1 + sum(b > a and d == c for b, d in zip(figures, classes, strict=True))
        for a, c in zip(figures, classes, strict=True)
    ]


def test_another_rubric_stands_by_itself_and_the_report_says_why(group: Path, kaoping: Command) -> None:
    edit(group / "P3/rubrics/2020.yaml", "total: ", "note: 三厂改过\ntotal: ")
    (group / "P3/data/2021Q1/seal.yaml").unlink()
    assert kaoping("seal", "-q", QUARTER, "--date", "2021-04-10", "-w", "P3").status == 0
    data = json.loads(kaoping("group", "score", "-q", QUARTER, "-f", "json").out)
    assert [each["units"] for each in data["pools"]] == [["P1", "P2"], ["P3"]]
    out = kaoping("group", "score", "-q", QUARTER).out
    assert "细则不同（逐字比），得分不能放在一起比，只各自排名。" in out
    assert "示例一厂、示例二厂，党支部" in out
    assert "示例三厂，党支部" in out
    assert kaoping("group", "report", "-q", QUARTER, "-p", "集团.xlsx", "-p", "集团.html").status == 0
    book = load_workbook("集团.xlsx", read_only=True)
    assert book.sheetnames == [
        *("各单位", "排名", "得分分布", "末位和单项工作", "各方面的问题", "各单位的细则", "细则的差异", "支部负担"),
    ]
    told = {cell for row in book["各单位的细则"].iter_rows(values_only=True) for cell in row}
    assert {"用得最多的一版", "示例三厂"} <= told
    assert "三厂改过" in Path("集团.html").read_text("utf-8")


def test_what_differs_is_told_against_the_groups_own_rubric(group: Path, kaoping: Command) -> None:
    shutil.copy(group / "P1/rubrics/2020.yaml", group / "细则.yaml")
    edit(group / "group.yaml", "name: 示例集团", "name: 示例集团\nrubric: 细则.yaml")
    assert kaoping("group", "report", "-q", QUARTER, "-p", "集团.html").status == 0
    assert "就是集团的细则" in Path("集团.html").read_text("utf-8")
    edit(group / "细则.yaml", "total: ", "note: 集团的\ntotal: ")
    assert kaoping("group", "report", "-q", QUARTER, "-p", "集团.html").status == 0
    assert "与集团的细则差 1 处" in Path("集团.html").read_text("utf-8")
    edit(group / "细则.yaml", "total: ", "totle: ")
    found = kaoping("group", "report", "-q", QUARTER, "-p", "集团.html")
    assert (found.status, "KP910" in found.err) == (3, True)


def test_the_same_input_gives_the_same_bytes(group: Path, kaoping: Command) -> None:
    for name in ("甲.xlsx", "乙.xlsx", "甲.html", "乙.html"):
        assert kaoping("group", "report", "-q", QUARTER, "-p", name).status == 0
    assert Path("甲.xlsx").read_bytes() == Path("乙.xlsx").read_bytes()
    assert Path("甲.html").read_bytes() == Path("乙.html").read_bytes()


def test_only_sealed_rounds_count_unless_asked_otherwise(group: Path, kaoping: Command) -> None:
    (group / "P2/data/2021Q1/seal.yaml").unlink()
    edit(group / "P3" / FINDINGS, "reason: ", "reason: 后来改过，")
    found = kaoping("group", "score", "-q", QUARTER, "-f", "json")
    assert [each["counted"] for each in json.loads(found.out)["units"]] == [True, False, False]
    assert "没有计入 2 个单位：示例二厂、示例三厂" in found.err
    checked = kaoping("group", "check", "-q", QUARTER)
    assert checked.status == 0
    assert "KP911 单位“P2”2021Q1 没有算进去：还没有封存" in checked.out
    assert "KP911 单位“P3”2021Q1 没有算进去：与封存的不一样" in checked.out
    # what was changed after it was sealed never counts
    data = json.loads(kaoping("group", "score", "-q", QUARTER, "-f", "json", "--unsealed").out)
    assert [each["counted"] for each in data["units"]] == [True, True, False]
    assert kaoping("group", "report", "-q", QUARTER, "-p", "集团.html", "--unsealed").status == 0
    assert "暂定：没有封存的也算在内" in Path("集团.html").read_text("utf-8")


def test_a_broken_workspace_keeps_no_other_from_counting(group: Path, kaoping: Command) -> None:
    edit(group / "P1" / FINDINGS, "count: ", "count: 二 #")
    found = kaoping("group", "score", "-q", QUARTER, "-f", "json")
    assert found.status == 1
    units = json.loads(found.out)["units"]
    assert [(each["counted"], each["trouble"]) for each in units] == [(False, "unreadable"), (True, None), (True, None)]
    assert units[0]["told"].startswith(FINDINGS)
    checked = kaoping("group", "check", "-q", QUARTER)
    assert checked.status == 1
    assert "group.yaml:5:" in checked.out
    assert f"KP909 单位“P1”的记录读不了或者有错：{FINDINGS}" in checked.out


@pytest.mark.parametrize(
    ("break_it", "told"),
    [
        (lambda root: (root / "kaoping.yaml").write_text("version: 1\nunit: 示例一厂\n", "utf-8"), "KP108"),
        (lambda root: (root / "data/roster.yaml").unlink(), "KP117"),
        (lambda root: (root / "data/roster.yaml").write_bytes("版本：1".encode("gbk")), "KP102"),
        (lambda root: shutil.rmtree(root / "rubrics"), "KP401"),
    ],
    ids=["an older format", "no roster", "GBK", "no rubric"],
)
def test_whatever_is_wrong_with_a_workspace_is_an_answer(break_it: object, told: str, group: Path) -> None:
    assert callable(break_it)
    break_it(group / "P1")
    units = Group(group).round(Asked(QUARTER)).units
    assert (units[0].trouble, told in units[0].told) == ("unreadable", True), units[0].told
    assert all(each.counted for each in units[1:])


def test_a_unit_without_the_round_is_missed(group: Path, kaoping: Command) -> None:
    shutil.rmtree(group / "P3/data/2021Q1")
    found = kaoping("group", "check", "-q", QUARTER)
    assert (found.status, "没有这一季的记录" in found.out) == (0, True)


def test_the_newest_round_of_any_unit_is_taken(group: Path, kaoping: Command) -> None:
    found = kaoping("group", "check")
    assert (found.status, found.out) == (0, "")
    assert "没有写 --quarter，用各单位里最近的一轮：2021Q1" in found.err
    for unit in UNITS:
        shutil.rmtree(group / unit / "data/2021Q1")
    assert kaoping("group", "score").status == 2


WRONG = {
    "KP902 单位“P9”没有写工作区在哪里": "P9: {name: 九厂}",
    "KP902 单位“P9”写了 path，又写了 glob": "P9: {name: 九厂, path: P1, glob: 'P*'}",
    "KP903 单位“P9”的文件夹不在：没有": "P9: {name: 九厂, path: 没有}",
    "KP903 单位“P9”的式样一个文件夹也对不上：Q*": "P9: {name: 九厂, glob: 'Q*'}",
    "KP903 单位“P9”的文件夹 外 里没有 kaoping.yaml，不是工作区（是不是 外/里）": "P9: {name: 九厂, path: 外}",
    "KP904 单位“P9”的工作区不在 group.yaml 所在的文件夹里：..": "P9: {name: 九厂, path: ..}",
    "KP905 单位“P9”的工作区 P1/../P1 就是单位“P1”的": "P9: {name: 九厂, path: P1/../P1}",
    "KP906 单位“P9”的工作区 P1/又一个 在单位“P1”的工作区里": "P9: {name: 九厂, path: P1/又一个}",
    "KP907 单位“P9”的名称“示例一厂”，单位“P1”也叫这个": "P9: {name: 示例一厂, path: 外/里}",
    "KP907 单位“P9”的以前的名称“示例二厂”，单位“P2”也叫这个": "P9: {name: 九厂, was: 示例二厂, path: 外/里}",
    "KP907 单位“p1”的编号“p1”，单位“P1”也叫这个": "p1: {name: 九厂, path: 外/里}",
    "KP104": "P1: {name: 九厂, path: 外/里}",
}


@pytest.mark.parametrize("told", WRONG)
def test_a_list_that_is_wrong(told: str, group: Path, kaoping: Command) -> None:
    for folder in ("外/里", "P1/又一个"):
        shutil.copytree(group / "P2", group / folder)
    with (group / "group.yaml").open("a", encoding="utf-8") as file:
        file.write(f"  {WRONG[told]}\n")
    found = kaoping("group", "check")
    assert (found.status, told in found.out) == (1, True), found.out
    assert "group.yaml:8:" in found.out
    # nothing is reckoned by a list that is wrong
    assert kaoping("group", "score").status == 3


def test_a_workspace_outside_is_not_reached_by_a_link(group: Path, tmp_path: Path, kaoping: Command) -> None:
    shutil.copytree(group / "P1", tmp_path / "别处")
    (group / "链接").symlink_to(tmp_path / "别处")
    with (group / "group.yaml").open("a", encoding="utf-8") as file:
        file.write("  P9: {name: 九厂, path: 链接}\n")
    assert "KP904" in kaoping("group", "check").out


def test_several_workspaces_of_one_unit(group: Path, kaoping: Command) -> None:
    (group / "group.yaml").write_text(LIST + "  P: {name: 示例厂, glob: 'P*'}\n", "utf-8")
    data = json.loads(kaoping("group", "score", "-q", QUARTER, "-f", "json").out)
    assert [(each["unit"], each["name"]) for each in data["units"]] == [
        (f"P/{each}", f"示例厂（{each}）") for each in UNITS
    ]
    assert kaoping("group", "check").status == 0


def test_a_unit_of_another_name(group: Path, kaoping: Command) -> None:
    edit(group / "group.yaml", "name: 示例三厂", "name: 新三厂")
    assert "KP908 单位“P3”这里叫“新三厂”，它的工作区写的是“示例三厂”" in kaoping("group", "check").out
    edit(group / "group.yaml", "name: 新三厂", "name: 新三厂, was: 示例三厂")
    assert kaoping("group", "check").out == ""


def test_without_a_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command) -> None:
    monkeypatch.chdir(tmp_path)
    assert "KP901" in kaoping("group", "score").err
    (tmp_path / "group.yaml").write_text("kind: roster\n", "utf-8")
    assert "KP110" in kaoping("group", "score").err
    (tmp_path / "group.yaml").write_text("units: [", "utf-8")
    assert kaoping("group", "score").status == 3


def test_the_result_does_not_follow_from_who_reckons(group: Path) -> None:
    # so many that they are shared out: each again under other ids
    listed = "".join(
        f"  {unit}-{copy}: {{name: {name}{copy}, path: {unit}-{copy}}}\n"
        for unit, name in UNITS.items()
        for copy in range(4)
    )
    for unit in UNITS:
        for copy in range(4):
            shutil.copytree(group / unit, group / f"{unit}-{copy}")
    (group / "group.yaml").write_text(LIST + listed, "utf-8")
    asked = Group(group)
    whole = asked.round(Asked(QUARTER))
    assert len(whole.counted) == 12
    for at_once in (1, 5, 100):
        for places in (asked.places, asked.places[::-1]):
            answers = on_this_computer(places, Asked(QUARTER), at_once)
            assert group_round(asked.name, Asked(QUARTER), answers) == whole
