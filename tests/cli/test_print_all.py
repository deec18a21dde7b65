"""`--print-all`: whatever a workbook is of, what is for looking things up is printed where it is asked for."""

from pathlib import Path

import pytest

from printed import printed

from .conftest import Command

pytestmark = pytest.mark.whole

KEPT_BACK: dict[tuple[str, ...], set[str]] = {
    ("ledger", "--as-of", "2021Q1"): {"已销号问题"},
    ("tasks", "-q", "2021Q1"): {"整改标准和备查材料"},
    ("reward", "-q", "2020Q4"): {"口径说明"},
    ("rank", "-q", "2020Q4"): {"自评各项得分", "已销号问题", "依据与口径"},
    ("rank", "--year", "2020"): {"扣分明细", "已销号问题", "依据与口径"},
}


@pytest.mark.parametrize("command", KEPT_BACK)
def test_all_is_printed_where_it_is_asked_for(tmp_path: Path, kaoping: Command, command: tuple[str, ...]) -> None:
    usual, asked = tmp_path / "usual.xlsx", tmp_path / "asked.xlsx"
    assert kaoping(*command, "-p", str(usual))[0] == 0
    assert kaoping(*command, "-p", str(asked), "--print-all")[0] == 0
    kept = {name for name, each in printed(usual.read_bytes()).items() if not each.prints}
    assert kept == KEPT_BACK[command]
    assert all(each.prints for each in printed(asked.read_bytes()).values())


@pytest.mark.parametrize("command", KEPT_BACK)
def test_it_is_of_a_workbook(kaoping: Command, command: tuple[str, ...]) -> None:
    status, _, err = kaoping(*command, "--print-all")
    assert (status, "--print-all 是写工作簿用的" in err) == (2, True)
