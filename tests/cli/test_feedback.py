"""`kaoping feedback`: one sheet a branch, all of them or none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.laying import JIWEI, ROSTER, edit
from dangjian_kaoping.cli.files.names import file_names, is_safe
from dangjian_kaoping.model.roster import Branch

from .conftest import Command
from .reviews import ADJUSTMENTS, DECIDED


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.whole
def test_every_branch_gets_a_sheet_in_both_formats(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("feedback", "-q", "2021Q1", "-o", "反馈")
    assert (status, err) == (0, "")
    assert str(root / "反馈") in out
    names = [name for name in _files(root / "反馈") if name.endswith(".docx")]
    assert "2021Q1-机关党支部.docx" in names
    assert _files(root / "反馈") == sorted([*names, *(name.replace(".docx", ".html") for name in names)])


def test_one_branch_in_one_format(root: Path, kaoping: Command) -> None:
    assert kaoping("feedback", "-q", "2021Q1", "-b", "机关党支部", "-f", "html", "-o", "反馈").status == 0
    assert _files(root / "反馈") == ["2021Q1-机关党支部.html"]


@pytest.mark.whole
def test_a_branch_s_sheet_is_the_same_whoever_else_is_asked_for(root: Path, kaoping: Command) -> None:
    kaoping("feedback", "-q", "2021Q1", "--all", "-o", "a")
    kaoping("feedback", "-q", "2021Q1", "--branch", "机关党支部", "-o", "b")
    for name in _files(root / "b"):
        assert (root / "a" / name).read_bytes() == (root / "b" / name).read_bytes()


@pytest.mark.whole
def test_sheets_of_our_own_are_replaced_and_other_files_are_not(root: Path, kaoping: Command) -> None:
    assert kaoping("feedback", "-q", "2021Q1", "-o", "反馈").status == 0
    assert kaoping("feedback", "-q", "2021Q1", "-o", "反馈").status == 0
    for name in ("2021Q1-机关党支部.docx", "2021Q1-机关党支部.html"):
        path = root / "反馈" / name
        before = {each: (root / "反馈" / each).stat().st_mtime_ns for each in _files(root / "反馈") if each != name}
        path.write_bytes(b"mine")
        status, out, err = kaoping("feedback", "-q", "2021Q1", "-o", "反馈")
        assert (status, out) == (1, "")
        assert "KP119" in err
        # none is written where one may not be
        assert before == {each: (root / "反馈" / each).stat().st_mtime_ns for each in before}
        assert path.read_bytes() == b"mine"
        assert kaoping("feedback", "-q", "2021Q1", "-o", "反馈", "--force").status == 0
        assert path.read_bytes() != b"mine"


def test_a_file_where_the_folder_should_be(root: Path, kaoping: Command) -> None:
    (root / "反馈").write_text("x")
    status, _, err = kaoping("feedback", "-q", "2021Q1", "-o", "反馈")
    assert status == 2
    assert "“反馈”是一个文件，不是文件夹" in err
    assert (root / "反馈").read_text() == "x"


@pytest.mark.whole
def test_a_provisional_round_wants_draft(root: Path, kaoping: Command) -> None:
    edit(root, JIWEI, ("  发电部党支部:\n    date: 2021-03-26\n", ""))
    status, _, err = kaoping("feedback", "-q", "2021Q1", "-o", "反馈")
    assert status == 1
    assert "KP409" in err
    assert not (root / "反馈").exists()
    outcome = kaoping("feedback", "-q", "2021Q1", "-o", "反馈", "--draft")
    assert outcome.status == 0
    assert "暂定" in outcome.out
    assert "暂定" in (root / "反馈" / "2021Q1-机关党支部.html").read_text("utf-8")


@pytest.mark.whole
def test_a_year_has_a_sheet_a_branch_too(root: Path, kaoping: Command) -> None:
    status, out, err = kaoping("feedback", "--year", "2021", "-o", "反馈", "--draft")
    assert (status, err) == (0, "")
    assert "2021 年度反馈单" in out
    assert "2021-机关党支部.docx" in _files(root / "反馈")
    outcome = kaoping("feedback", "--year", "2021", "-b", "机关党支部", "-f", "html", "-o", "另存", "--draft")
    assert outcome.status == 0
    assert _files(root / "另存") == ["2021-机关党支部.html"]
    assert (root / "反馈/2021-机关党支部.html").read_bytes() == (root / "另存/2021-机关党支部.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("-q", "2021Q1"), "-o"),
        (("-q", "2021Q1", "-o", "a", "--all", "-b", "机关党支部"), "只能写一个"),
        (("-q", "2021Q1", "-o", "a", "-b", "机关支部"), "机关党支部"),
        (("-q", "2021Q1", "-o", "a", "-f", "pdf"), "docx"),
        (("-q", "2021Q1", "--year", "2021", "-o", "a"), "只能写一个"),
        (("--year", "2021Q1", "-o", "a"), "不是年份"),
        (("--year", "2021", "-b", "机关支部", "-o", "a"), "机关党支部"),
    ],
)
def test_slips(root: Path, kaoping: Command, arguments: tuple[str, ...], why: str) -> None:
    status, out, err = kaoping("feedback", *arguments)
    assert (status, out) == (2, "")
    assert why in err
    assert not (root / "a").exists()


def _branches(*names: str) -> list[Branch]:
    return [Branch(f"ZB{index}", name, "生产", None) for index, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    "name",
    [
        "../甲",
        "甲/乙",
        "甲\\乙",
        "CON",
        "con.支部",
        "NUL",
        "LPT9",
        "甲:乙",
        "甲.",
        " 甲",
        "甲\x07",
        "甲" * 60,
        "\u202e甲",
        "?",
        "..",
    ],
)
def test_a_name_that_no_file_can_bear_goes_by_the_branch_s_id(name: str) -> None:
    assert file_names(_branches(name)) == {"ZB1": "ZB1"}


def test_names_that_some_systems_take_for_one_go_by_id() -> None:
    assert file_names(_branches("A支部", "a支部", "乙支部")) == {"ZB1": "ZB1", "ZB2": "ZB2", "ZB3": "乙支部"}


def test_an_id_that_no_file_can_bear_either_goes_by_number() -> None:
    branches = [Branch("../x", "甲/乙", "生产", None), Branch("支部1", "con", "生产", None)]
    assert file_names(branches) == {"../x": "支部1", "支部1": "支部2"}


@pytest.mark.whole
@given(
    st.lists(
        st.tuples(st.text(min_size=1, max_size=12), st.text(min_size=1, max_size=12)),
        max_size=8,
        unique_by=lambda each: each[0],
    )
)
def test_all_names_differ_and_can_be_stored(pairs: list[tuple[str, str]]) -> None:
    names = file_names([Branch(key, name, "生产", None) for key, name in pairs])
    assert len(names) == len(pairs)
    assert len({name.casefold() for name in names.values()}) == len(pairs)
    assert all(map(is_safe, names.values()))


@pytest.mark.whole
def test_a_branch_whose_name_is_a_path_stays_in_its_folder(root: Path, kaoping: Command) -> None:
    for file in [ROSTER, *(str(path.relative_to(root)) for path in (root / "data" / "2021Q1").rglob("*.yaml"))]:
        path = root / file
        path.write_text(path.read_text("utf-8").replace("机关党支部", '"../../机关"'), "utf-8")
    outcome = kaoping("feedback", "-q", "2021Q1", "-o", "a/b")
    assert outcome.status == 0, outcome.err
    assert not list(root.glob("*.docx"))
    assert len(_files(root / "a" / "b")) >= 4


def test_what_a_review_decided_is_told(root: Path, kaoping: Command) -> None:
    (root / ADJUSTMENTS).write_text(DECIDED, "utf-8")
    (root / "data/2021Q1/followups.yaml").unlink()
    outcome = kaoping("feedback", "-q", "2021Q1", "-b", "发电部党支部", "-f", "html", "-o", "反馈")
    assert outcome.status == 0, outcome.err
    page = (root / "反馈" / "2021Q1-发电部党支部.html").read_text("utf-8")
    assert "复核调整" in page
    assert "2月支委会与党员大会合开，有记录" in page
    assert "当场补齐，酌情少扣" in page
    # what was withdrawn need not be put right
    assert "整改回执" not in page


def test_all_is_understood_but_not_offered(root: Path, kaoping: Command) -> None:
    assert "--all" not in kaoping("feedback", "--help").out
