"""`kaoping form`: which files it writes, under which names, and that nothing that somebody filled in is lost."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import openpyxl
import pytest

import every_word
import words_plant
from checks.laying import RUBRIC, TODAY, edit
from dangjian_kaoping.cli.commands import form
from dangjian_kaoping.cli.shell import several
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form, "today", lambda: TODAY)


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_inspection_has_a_form_for_each_department(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("form", "inspection", "-q", "2021Q1", "-o", "表")
    assert (status, err) == (0, "")
    assert f"2021年第一季度检查表 2 份已写到：{root / '表'}" in out
    assert "kaoping import" in out, "it says what to do next"
    assert _files(root / "表") == ["2021Q1-检查表-党群工作部.xlsx", "2021Q1-检查表-纪委办公室.xlsx"]


def test_a_part_is_named_after_its_branches(root: Path, kaoping: Command) -> None:
    asked = ("form", "inspection", "-w", str(SAMPLE), "-q", "2021Q1", "-d", "党群工作部", "-o", "表")
    assert kaoping(*asked, "-b", "机关党支部").status == 0
    assert kaoping(*asked, "-b", "机关党支部", "-b", "ZB01").status == 0
    several = [each for number in range(1, 10) for each in ("-b", f"ZB0{number}")]
    assert kaoping(*asked, *several).status == 0
    begun = "2021Q1-检查表-党群工作部"
    assert sorted(_files(root / "表")) == sorted(
        [f"{begun}-机关党支部.xlsx", f"{begun}-ZB01-ZB09.xlsx", f"{begun}-ZB01-ZB02-ZB03-ZB04等9个支部.xlsx"]
    )


def test_a_self_assessment_has_a_form_for_each_branch_and_month(root: Path, kaoping: Command) -> None:
    assert kaoping("form", "self", "-m", "2021-02", "-m", "2021-01", "-b", "机关党支部", "-o", "表").status == 0
    assert _files(root / "表") == ["2021-01-自评表-机关党支部.xlsx", "2021-02-自评表-机关党支部.xlsx"]
    assert kaoping("form", "self", "-q", "2021Q1", "-b", "机关党支部", "-o", "季").status == 0
    assert [each[:7] for each in _files(root / "季")] == ["2021-01", "2021-02", "2021-03"]


def test_where_a_self_assessment_is_of_a_quarter_there_is_one_form(root: Path, kaoping: Command) -> None:
    edit(root, RUBRIC, ("measure:\n", "measure:\n  self_assessment: quarterly\n"))
    asked = ("form", "self", "-b", "机关党支部", "-o", "表")
    assert kaoping(*asked, "-q", "2021Q2").status == 0
    assert _files(root / "表") == ["2021Q2-自评表-机关党支部.xlsx"]
    status, _, err = kaoping(*asked, "-m", "2021-04")
    assert (status, "每季一份" in err) == (2, True)


def test_a_follow_up_is_of_a_day(root: Path, kaoping: Command) -> None:
    status, _, err = kaoping("form", "followup", "-o", "表")
    assert (status, f"到今天：{TODAY.isoformat()}" in err) == (0, True)
    assert kaoping("form", "followup", "--as-of", "2021-04-20", "-d", "党群工作部", "-o", "表").status == 0
    assert _files(root / "表")[-1] == "2021-04-20-复查表-党群工作部.xlsx"


def test_a_follow_up_without_problems_need_not_be_sent(root: Path, kaoping: Command) -> None:
    asked = ("form", "followup", "-d", "党群工作部", "-o", "表", "--as-of")
    found = kaoping(*asked, "2021-03-31").out
    assert ("不必发" in found, "kaoping import" in found) == (False, True)
    found = kaoping(*asked, "2021-04-20").out
    assert "党群工作部没有要复查的问题，表里是空的，不必发。" in found
    assert "kaoping import" not in found


def test_without_a_period_it_is_the_one_of_today(root: Path, kaoping: Command) -> None:
    status, _, err = kaoping("form", "inspection", "-o", "表")
    assert (status, "2021Q2" in err) == (0, True)
    assert all(each.startswith("2021Q2-") for each in _files(root / "表"))


def test_a_form_that_somebody_filled_is_not_written_over(root: Path, kaoping: Command) -> None:
    asked = ("form", "inspection", "-q", "2021Q1", "-o", "表")
    assert kaoping(*asked).status == 0
    first, second = (root / "表" / each for each in _files(root / "表"))
    written = second.read_bytes()
    assert kaoping(*asked).status == 0, "the very same bytes may stand there"
    book = openpyxl.load_workbook(first)
    book["到支部检查"]["B4"] = "2021-03-22"
    book.save(first)
    filled = first.read_bytes()
    second.unlink()
    status, _, err = kaoping(*asked)
    assert (status, first.name in err, "KP710" in err) == (1, True, True)
    assert (first.read_bytes(), second.exists()) == (filled, False), "all or none"
    assert kaoping(*asked, "--force").status == 0
    assert (first.read_bytes() != filled, second.read_bytes()) == (True, written)


def test_who_has_nothing_to_fill_in_is_told(root: Path, kaoping: Command) -> None:
    for arguments, said in (
        (("inspection", "-q", "2021Q1", "-d", "没有的部"), "没有“没有的部”"),
        (("inspection", "-q", "2021Q1", "-b", "没有的支部"), "没有“没有的支部”"),
        (("self", "-q", "2021Q1", "-m", "2021-01"), "只能写一个"),
        (("self", "-m", "2021年1月"), "不是月份"),
        (("inspection", "-q", "1999Q1"), "1999Q1"),
    ):
        status, _, err = kaoping("form", *arguments, "-o", "表")
        assert (status in (1, 2, 3), said in err) == (True, True), (arguments, err)
    assert not (root / "表").exists()


def test_a_file_is_no_folder(root: Path, kaoping: Command) -> None:
    (root / "表").write_text("", encoding="utf-8")
    assert kaoping("form", "inspection", "-q", "2021Q1", "-o", "表").status == 2


def test_many_forms_are_the_same_whoever_writes_them(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ("form", "self", "-w", str(SAMPLE), "-q", "2021Q1", "-o")
    assert kaoping(*asked, "一起").status == 0
    monkeypatch.setattr(several, "_ENOUGH", 10**6)
    assert kaoping(*asked, "一个").status == 0
    together = {path.name: path.read_bytes() for path in (root / "一起").iterdir()}
    assert len(together) == 36
    assert together == {path.name: path.read_bytes() for path in (root / "一个").iterdir()}


def test_what_many_make_comes_in_order_and_what_one_raises_is_raised() -> None:
    work = [partial(pow, number, 2) for number in range(50)]
    with several.shared_out(work) as squares:
        assert list(squares) == [number * number for number in range(50)]
    work[30] = partial(int, "x")
    with pytest.raises(ValueError, match="x"), several.shared_out(work) as squares:
        list(squares)


def _of_every_word(folder: Path) -> None:
    every_word.laid(folder)


def _of_the_second_edition(folder: Path) -> None:
    shutil.copytree(words_plant.FOLDER, folder, dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("lay", "quarter"),
    [
        (_of_every_word, "2021Q1"),
        (_of_every_word, "2021Q2"),
        (_of_the_second_edition, "2026Q1"),
        (_of_the_second_edition, "2026Q2"),
    ],
)
def test_what_was_recorded_comes_back_as_it_was(
    tmp_path: Path, kaoping: Command, lay: Callable[[Path], None], quarter: str
) -> None:
    lay(tmp_path)
    for kind in ("inspection", "self"):
        written = kaoping("form", kind, "-q", quarter, "--filled", "-o", str(tmp_path / "表"), "-w", str(tmp_path))
        assert written.status == 0
    back = kaoping("import", str(tmp_path / "表"), "-w", str(tmp_path))
    # a self-assessment that nobody handed in has nothing to come back
    silent = back.out.count("KP734")
    assert silent <= 1
    assert back.out.count(" 错误 KP") == silent, back.out
    assert f"与记录的一样，不必写 {len(_files(tmp_path / '表')) - silent} 张" in back.out
