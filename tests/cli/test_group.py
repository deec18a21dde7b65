"""`kaoping group`: what is wrong with a list is told where it stands, and one broken unit stops no other."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from plant import build

from cli.conftest import Command
from dangjian_kaoping.engine.group.rows import Asked
from dangjian_kaoping.group.group import Group
from dangjian_kaoping.group.pool import on_this_computer
from dangjian_kaoping.group.unit import unit_round

QUARTER = "2021Q1"
FINDINGS, UNREADABLE = 1, 3
LISTED = """\
kind: group
version: 1
name: 示例集团
units:
"""


@pytest.fixture(scope="module")
def plants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("plants")
    for number, name in enumerate(("p1", "p2-a", "p2-b", "p3")):
        build(root / name, 4, number)
    return root


@pytest.fixture
def group(plants: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    root = shutil.copytree(plants, tmp_path / "集团")
    monkeypatch.chdir(root)
    yield root


def listed(root: Path, *units: str) -> None:
    (root / "group.yaml").write_text(LISTED + "".join(f"  {each}\n" for each in units), "utf-8")


def test_without_a_list_it_is_told_what_to_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, status in (("check", FINDINGS), ("score", UNREADABLE)):
        told = kaoping("group", command, "-q", QUARTER)
        assert told.status == status
        assert "KP901" in told.out + told.err
        assert "kind: group" in told.out + told.err


@pytest.mark.parametrize(
    ("units", "code", "line"),
    [
        (("P1: {name: 一厂}",), "KP902", 5),
        (("P1: {name: 一厂, path: p1, glob: 'p2-*'}",), "KP902", 5),
        (("P1: {name: 一厂, path: p9}",), "KP903", 5),
        (("P1: {name: 一厂, glob: 'p9-*'}",), "KP903", 5),
        (("P1: {name: 一厂, path: p1/data}",), "KP903", 5),
        (("P1: {name: 一厂, path: ../外面}",), "KP904", 5),
        (("P1: {name: 一厂, path: 链接}",), "KP904", 5),
        (("P1: {name: 一厂, path: p1}", "P2: {name: 二厂, path: p1}"), "KP905", 6),
        (("P1: {name: 一厂, path: p1}", "P2: {name: 二厂, path: p1/p3}"), "KP906", 6),
        (("P1: {name: 一厂, path: p1}", "P2: {name: 一厂, path: p3}"), "KP907", 6),
        (("P1: {name: 一厂, path: p1}", "p1: {name: 二厂, path: p3}"), "KP907", 6),
        (("P1: {name: 一厂, path: p1}", "P2: {name: 二厂, path: p3, was: [一厂]}"), "KP907", 6),
    ],
)
def test_a_list_that_is_wrong_is_refused_where_it_is(
    units: tuple[str, ...], code: str, line: int, group: Path, kaoping: Command
) -> None:
    shutil.copytree(group / "p3", group.parent / "外面")
    shutil.copytree(group / "p3", group / "p1/p3")
    (group / "链接").symlink_to(group.parent / "外面")
    listed(group, *units)
    told = kaoping("group", "check", "-q", QUARTER)
    assert told.status == 1
    assert f"group.yaml:{line}" in told.out
    assert code in told.out


def test_a_unit_listed_twice_under_one_id_is_refused(group: Path, kaoping: Command) -> None:
    listed(group, "P1: {name: 一厂, path: p1}", "P1: {name: 三厂, path: p3}")
    told = kaoping("group", "score", "-q", QUARTER)
    assert told.status == UNREADABLE
    assert "P1" in told.err


@pytest.mark.whole
def test_the_groups_own_rubric_that_is_not_there(group: Path, kaoping: Command) -> None:
    listed(group, "P1: {name: 量测用, path: p1}")
    text = (group / "group.yaml").read_text("utf-8")
    (group / "group.yaml").write_text(text.replace("units:", "rubric: 没有.yaml\nunits:"), "utf-8")
    told = kaoping("group", "report", "-q", QUARTER, "--unsealed", "-p", "集团.xlsx")
    assert told.status == UNREADABLE
    assert "KP910" in told.err
    assert not (group / "集团.xlsx").exists()


@pytest.mark.whole
def test_a_broken_unit_does_not_stop_the_rest(group: Path, kaoping: Command) -> None:
    listed(group, "P1: {name: 量测用, path: p1}", "P2: {name: 二厂, glob: 'p2-*'}", "P3: {name: 三厂, path: p3}")
    (group / "p3/data/roster.yaml").write_text("kind: roster\nversion: 1\n：", "utf-8")
    told = kaoping("group", "score", "-q", QUARTER, "--unsealed")
    assert told.status == 1
    assert "计入 3 个、党支部 12 个；没有计入 1 个" in told.out
    checked = kaoping("group", "check", "-q", QUARTER, "--unsealed")
    assert checked.status == 1
    assert "KP909" in checked.out
    assert "p3" in checked.out


@pytest.mark.whole
def test_only_sealed_rounds_count_and_each_unit_says_why_it_does_not(group: Path, kaoping: Command) -> None:
    listed(group, "P1: {name: 量测用, path: p1}", "P3: {name: 三厂, path: p3}")
    assert kaoping("seal", "-q", QUARTER, "--date", "2021-04-10", "-w", "p1").status == 0
    told = kaoping("group", "score", "-q", QUARTER)
    assert told.status == 0
    assert "计入 1 个" in told.out
    assert "2021-04-10 封存" in told.out
    checked = kaoping("group", "check", "-q", QUARTER)
    assert checked.status == 0
    assert "KP911" in checked.out
    assert "KP908" in checked.out
    # what was sealed is changed afterwards
    path = group / "p1/data/2021Q1/inspection/0.yaml"
    path.write_text(
        path.read_text("utf-8").replace("count: 1", "count: 2").replace("missing: 1", "missing: 2"), "utf-8"
    )
    assert "计入 1 个" in kaoping("group", "score", "-q", QUARTER, "--unsealed").out
    assert "与封存的不一样" in kaoping("group", "check", "-q", QUARTER, "--unsealed").out
    # a quarter of which there is nothing
    assert "没有这一季的记录" in kaoping("group", "check", "-q", "2021Q2").out


@pytest.mark.whole
def test_units_under_other_rubrics_are_ranked_by_themselves_and_the_report_says_what_differs(
    group: Path, kaoping: Command
) -> None:
    rubric = group / "p3/rubrics/2020.yaml"
    rubric.write_text(rubric.read_text("utf-8").replace("each: 0.5", "each: 0.6"), "utf-8")
    listed(group, "P1: {name: 量测用, path: p1}", "P2: {name: 二厂, glob: 'p2-*'}", "P3: {name: 三厂, path: p3}")
    shown = kaoping("group", "score", "-q", QUARTER, "--unsealed").out
    assert "细则不同（逐字比）" in shown
    files = "集团.xlsx", "集团.html"
    asked = ("group", "report", "-q", QUARTER, "--unsealed", "-p", files[0], "-p", files[1])
    assert kaoping(*asked).status == 0
    before = [Path(each).read_bytes() for each in files]
    assert kaoping(*asked).status == 0
    assert [Path(each).read_bytes() for each in files] == before
    book = load_workbook(files[0])
    names = ["各单位", "排名", "得分分布", "末位和单项工作", "各方面的问题", "各单位的细则", "细则的差异", "负担"]
    assert book.sheetnames == names
    said = {str(each.value) for row in book["细则的差异"].iter_rows() for each in row}
    assert "扣分标准提高：0.5 分 → 0.6 分" in said
    page = Path(files[1]).read_text("utf-8")
    assert "扣分标准提高：0.5 分 → 0.6 分" in page
    assert "没有封存的也算在内" in page


@pytest.mark.whole
def test_nothing_follows_from_who_reckons(group: Path) -> None:
    listed(group, "P1: {name: 量测用, path: p1}", "P2: {name: 二厂, glob: 'p2-*'}", "P3: {name: 三厂, path: p3}")
    places, asked = Group(group).places, Asked(QUARTER, unsealed=True)
    alone = [unit_round(each, asked) for each in places]
    assert [each.row.unit for each in alone] == ["P1", "P2/p2-a", "P2/p2-b", "P3"]
    assert list(on_this_computer(places, asked)) == alone
    assert list(on_this_computer(places * 4, asked, at_once=3)) == alone * 4


@pytest.mark.whole
def test_many_units_come_to_the_same_in_whatever_pieces(group: Path, kaoping: Command) -> None:
    names = [f"q{number:02d}" for number in range(24)]
    for number, name in enumerate(names):
        build(group / name, 3, number)
    listed(group, *(f"Q{number:02d}: {{name: 第{number:02d}厂, path: {name}}}" for number, name in enumerate(names)))
    places, asked = Group(group).places, Asked(QUARTER, unsealed=True)
    alone = [unit_round(each, asked) for each in places]
    for at_once in (1, 5, 100):
        assert list(on_this_computer(places, asked, at_once)) == alone
    # and a unit comes to what its own plant comes to by itself
    shown = json.loads(kaoping("rank", "-q", QUARTER, "-w", "q07", "-f", "json").out)
    mine = [each for each in alone if each.row.unit == "Q07"]
    own = {each["id"]: (each["composite"], each["rank"]) for each in shown["branches"]}
    assert {each.branch: (str(each.composite), each.rank) for each in mine[0].branches} == own
