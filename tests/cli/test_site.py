"""`kaoping site`: what it writes, leaves, takes away and refuses."""

import os
import shutil
from pathlib import Path

import pytest

from checks.laying import JIWEI, edit, lay
from dangjian_kaoping.cli.commands.site import _files
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.write.html.site.signed import signed_page
from governed import APPROVED, PUBLIC, QUARTER, governed, settle

from .conftest import Command

pytestmark = pytest.mark.whole

SITE = ("site", "-o", "站点", "--internal")


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plant, its round sealed, and its site."""
    root = lay(tmp_path_factory.mktemp("built") / "plant")
    where = ("-w", str(root))
    assert run(["seal", "-q", "2021Q1", "--date", "2021-04-02", *where]) == 0
    assert run(["site", "-o", str(root / "站点"), "--internal", *where]) == 0
    return root


@pytest.fixture
def plant(_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, and the current folder."""
    root = tmp_path / "plant"
    shutil.copytree(_built, root)
    monkeypatch.chdir(root)
    return root


def _tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_what_has_not_changed_is_not_written(plant: Path, kaoping: Command) -> None:
    before = _tree(plant / "站点")
    assert "branches/ZB01.html" in before
    ended = kaoping(*SITE)
    assert (ended.status, ended.err) == (0, "")
    assert f"有变化的 0 个文件，没有变的 {len(before)} 个，删去不再有的 0 个" in ended.out
    assert _tree(plant / "站点") == before


def test_only_what_has_changed_is_written(plant: Path, kaoping: Command) -> None:
    before = _tree(plant / "站点")
    with (plant / "kaoping.yaml").open("a", encoding="utf-8") as settings:
        settings.write("note: 数据是虚构的\n")
    assert kaoping(*SITE).status == 0
    after = _tree(plant / "站点")
    assert after.keys() == before.keys()
    assert "数据是虚构的" in after["index.html"][0].decode()
    changed = {name for name in after if after[name] != before[name]}
    assert {"index.html", "rounds/2021Q1.html"} <= changed
    assert "search-index.js" not in changed


def test_what_belongs_no_more_is_taken_away_and_nothing_of_others(plant: Path, kaoping: Command) -> None:
    site = plant / "站点"
    page = (site / "branches/ZB01.html").read_bytes()
    (site / "branches/GONE.html").write_bytes(page)
    kept = {
        "branches/改过.html": page.replace("发电部".encode(), "供热部".encode()),
        "branches/说明.html": b"<!DOCTYPE html>\n<title>ours</title>\n",
        "branches/表.xlsx": b"PK",
        "rounds/子/GONE.html": page,
        "说明.html": page,
        "logo.png": b"\x89PNG",
    }
    for name, content in kept.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_bytes(content)
    ended = kaoping(*SITE)
    assert ended.status == 0
    assert "删去不再有的 1 个" in ended.out
    assert not (site / "branches/GONE.html").exists()
    assert {name: (site / name).read_bytes() for name in kept} == kept
    # everybody would take it for a page of the site
    assert "改过.html" in ended.out


def test_a_foreign_file_in_the_way_stops_it_all(plant: Path, kaoping: Command) -> None:
    site = plant / "站点"
    edit(plant, "kaoping.yaml", ("示例热电厂委员会", "示例热电厂党委"))
    page = site / "branches/ZB01.html"
    page.write_bytes(page.read_bytes().replace(b"</h1>", "（草稿）</h1>".encode()))
    before = _tree(site)
    ended = kaoping(*SITE)
    assert (ended.status, ended.out) == (1, "")
    assert "KP119" in ended.err and "ZB01.html" in ended.err and "有人改过" in ended.err
    assert _tree(site) == before
    assert kaoping(*SITE, "--force").status == 0
    assert "草稿" not in page.read_text("utf-8")


def test_a_public_site_does_not_take_the_place_of_an_internal_one_nor_of_another_unit(
    plant: Path, kaoping: Command
) -> None:
    before = _tree(plant / "站点")
    ended = kaoping("site", "-o", "站点")
    assert (ended.status, ended.out) == (1, "")
    assert "KP962" in ended.err and "示例热电厂内部的网站" in ended.err and "示例热电厂公开的网站" in ended.err
    edit(plant, "kaoping.yaml", ("unit: 示例热电厂", "unit: 另一个厂"))
    assert "KP962" in kaoping(*SITE).err
    assert _tree(plant / "站点") == before
    assert kaoping("site", "-o", "站点", "--force").status == 0
    # nobody has written that the ranks are public: no branch has a page any more
    assert list((plant / "站点/branches").iterdir()) == []


def test_without_a_sealed_round_there_is_nothing_to_tell(root: Path, kaoping: Command) -> None:
    ended = kaoping(*SITE)
    assert (ended.status, ended.out) == (1, "")
    assert "KP961" in ended.err
    assert not (root / "站点").exists()


def test_a_round_that_is_not_as_it_was_sealed_is_left_out(plant: Path, kaoping: Command) -> None:
    edit(plant, JIWEI, ("judged: 1", "judged: 0.5"))
    before = _tree(plant / "站点")
    ended = kaoping(*SITE)
    assert (ended.status, ended.out) == (1, "")
    assert "KP521" in ended.err
    assert _tree(plant / "站点") == before


@pytest.mark.parametrize(
    ("folder", "why"),
    [("kaoping.yaml", "是一个文件"), ("data/站点", "只放细则和记录"), ("rubrics", "只放细则和记录")],
)
def test_where_no_site_may_lie(plant: Path, kaoping: Command, folder: str, why: str) -> None:
    before = _tree(plant)
    ended = kaoping("site", "-o", folder)
    assert (ended.status, ended.out) == (2, "")
    assert why in ended.err
    assert _tree(plant) == before


def test_a_file_where_a_folder_is_wanted(plant: Path, kaoping: Command) -> None:
    shutil.rmtree(plant / "站点/branches")
    (plant / "站点/branches").write_bytes(b"mine")
    ended = kaoping(*SITE)
    assert (ended.status, ended.out) == (1, "")
    assert "KP120" in ended.err and "不是文件夹" in ended.err
    assert (plant / "站点/branches").read_bytes() == b"mine"


def test_a_full_disk_changes_nothing(plant: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(plant, "kaoping.yaml", ("示例热电厂委员会", "示例热电厂党委"))
    before = _tree(plant / "站点")
    written = 0
    real = os.fsync

    def full(handle: int) -> None:
        nonlocal written
        written += 1
        if written == 3:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    ended = kaoping(*SITE)
    assert (ended.status, ended.out) == (1, "")
    assert "KP120" in ended.err
    assert _tree(plant / "站点") == before


def test_what_may_not_go_out_is_not_written(plant: Path, kaoping: Command) -> None:
    edit(plant, "rubrics/2020.yaml", ("\ntitle: ", "\ntitle: 联系人电话13800138000 "))
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-03").status != 0
    for seal in plant.glob("data/*/seal.yaml"):
        seal.unlink()
    assert kaoping("seal", "-q", "2021Q1", "--date", "2021-04-03").status == 0
    ended = kaoping("site", "-o", "公开")
    assert (ended.status, ended.out) == (1, "")
    assert not (plant / "公开").exists()
    assert "13800138000" in ended.err


def test_a_page_of_a_site_is_not_registered_as_what_went_out(plant: Path, kaoping: Command) -> None:
    ended = kaoping("publish", "站点/rounds/2021Q1.html", "--what", "公示", "--date", "2021-04-06")
    assert (ended.status, ended.out) == (1, "")
    assert "KP578" in ended.err and "网站的网页" in ended.err
    assert not list(plant.rglob("publications.yaml"))


def test_files_are_called_as_every_system_can_store_them() -> None:
    found = _files(["ZB01", "zb01", "甲#1", "CON", "a:b"], "branch")
    assert (found["甲#1"], found["CON"], found["a:b"]) == ("甲#1", "branch4", "branch5")
    assert len({each.casefold() for each in found.values()}) == 5


def test_a_governed_round_is_told_of_once_it_is_public(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kaoping: Command
) -> None:
    root = governed(tmp_path)
    monkeypatch.chdir(root)
    for quarter in sorted(path.name for path in (root / "data").iterdir() if path.name[:4] in ("2018", "2019")):
        shutil.rmtree(root / "data" / quarter)
    settle(root, APPROVED)
    ended = kaoping("site", "-o", "站点")
    assert f"没有列入：{QUARTER[:4]}年第一季度" in ended.out or ended.status == 1
    assert not (root / f"站点/rounds/{QUARTER}.html").exists()
    settle(root, APPROVED, PUBLIC)
    assert kaoping("seal", "-q", QUARTER, "--date", "2021-04-12").status == 0
    assert kaoping("site", "-o", "站点").status == 0
    page = (root / f"站点/rounds/{QUARTER}.html").read_text("utf-8")
    assert "结果尚未定案" in page
    assert signed_page(b"") not in page.encode()
