"""`kaoping verify` of workbooks that an earlier version wrote, of the base workspace: `tests/cli/former`."""

import shutil
from pathlib import Path

import pytest

from write.xlsx.edited import change, edited, rewritten, without_stored_values

from .conftest import Command

pytestmark = pytest.mark.whole

FORMER = Path(__file__).parent / "former"
SHEETS = {"report-1.xlsx": "综合排名", "year-report-1.xlsx": "年度排名"}
FIGURES = {"report-1.xlsx": 18, "year-report-1.xlsx": 10}
FIRST = {"report-1.xlsx": "5", "year-report-1.xlsx": "4"}
"""The row of who stands first."""


@pytest.fixture(params=SHEETS)
def name(request: pytest.FixtureRequest, root: Path) -> str:
    """One of them, in the workspace."""
    shutil.copy(FORMER / request.param, root)
    return str(request.param)


def test_it_is_right_and_what_was_not_compared_is_said(name: str, kaoping: Command) -> None:
    status, out, err = kaoping("verify", name)
    assert (status, err) == (0, "")
    assert f"“{SHEETS[name]}”里的 {FIGURES[name]} 个数" in out
    assert f"只按支部核对“{SHEETS[name]}”里存着的数；公式和别的表没有核对" in out
    assert out.endswith("这些数都由细则和记录得出。\n")


def test_a_figure_that_was_changed_is_named(name: str, root: Path, kaoping: Command) -> None:
    change(root / name, SHEETS[name], f"A{FIRST[name]}", "2")
    status, out, _ = kaoping("verify", name)
    assert (status, "机关党支部 · 名次：2，应为1\n" in out) == (1, True)
    assert "都由细则和记录得出" not in out


def test_a_score_of_a_round_of_the_year_is_compared_whatever_heads_it(root: Path, kaoping: Command) -> None:
    shutil.copy(FORMER / "year-report-1.xlsx", root)
    change(root / "year-report-1.xlsx", "年度排名", "E4", "9.2")
    status, out, _ = kaoping("verify", "year-report-1.xlsx")
    assert (status, "机关党支部 · 第一季度：9.2，应为9.1" in out) == (1, True)


def test_a_column_that_there_is_no_more_is_named(root: Path, kaoping: Command) -> None:
    shutil.copy(FORMER / "report-1.xlsx", root)
    strings = ("xl/sharedStrings.xml", lambda text: text.replace("自评得分", "旧得分"))
    (root / "report-1.xlsx").write_bytes(rewritten((root / "report-1.xlsx").read_bytes(), *strings))
    status, out, _ = kaoping("verify", "report-1.xlsx")
    assert (status, "“综合排名”里的 16 个数" in out) == (0, True)
    assert "里存着的数；旧得分（现在没有这样的列）、公式和别的表没有" in out


def test_without_stored_values_nothing_is_called_right_or_wrong(name: str, root: Path, kaoping: Command) -> None:
    bare = edited((root / name).read_bytes(), SHEETS[name], without_stored_values)
    (root / name).write_bytes(bare)
    status, out, err = kaoping("verify", name)
    assert (status, out) == (3, "")
    assert "以前的版式，公式旁边没有存值，没有数可以核对" in err
