"""`kaoping reward --difference`: what a correction makes of money that was paid, and when there is no answer."""

import csv
import io
import json
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from corrected import (
    DECIDED,
    PAID,
    WITHDRAWN,
    corrected_plant,
    owed,
    paid_plant,
    register,
    review,
    seals,
)
from dangjian_kaoping.session.session import Session
from governed import FOLDER, QUARTER, write

from .conftest import Command

pytestmark = pytest.mark.whole

POLICY = "rubrics/reward-2020.yaml"


@pytest.fixture(scope="module")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in each of two stages: paid, and corrected afterwards."""
    folder = tmp_path_factory.mktemp("stages")
    corrected_plant(folder / "corrected", paid_plant(folder / "paid"))
    return folder


@pytest.fixture
def paid(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The workspace whose money was paid."""
    monkeypatch.chdir(shutil.copytree(stages / "paid", tmp_path / "workspace"))
    return Path.cwd()


@pytest.fixture
def corrected(stages: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, corrected."""
    monkeypatch.chdir(shutil.copytree(stages / "corrected", tmp_path / "workspace"))
    return Path.cwd()


def _difference(kaoping: Command, *options: str) -> tuple[int, str, str]:
    return kaoping("reward", "--quarter", QUARTER, "--difference", *options)


def test_order_24_a_correction_after_payment_moves_everybody(corrected: Path) -> None:
    # 份额 = 得分 × 系数 × 人数。物资部 87.23×0.8×36 = 2512.224，更正后 88.16×0.8×36 = 2539.008；
    # 全厂份额 76790.826，更正后 76817.610：100000×2539.008/76817.610 - 100000×2512.224/76790.826 = 3305.24 - 3271.52
    found = Session(corrected).difference(QUARTER)
    by_branch = owed(found)
    assert by_branch.pop("物资部") == Decimal("33.72")
    # 最多的发电部：20569.68/76790.826 变为 20569.68/76817.610；最少的供热部
    assert by_branch["发电部"] == Decimal("-9.34") == min(by_branch.values())
    assert by_branch["供热部"] == Decimal("-1.23") == max(by_branch.values())
    assert len(by_branch) == 11
    assert found.owed == 0
    moved = {each.branch.name: each.ranks for each in found.branches if each.ranks[0] != each.ranks[1]}
    assert moved == {"物资部党支部": (11, 10), "脱硫除灰部党支部": (10, 11)}


def test_order_24_what_is_withdrawn_after_payment_starts_from_what_was_paid(corrected: Path) -> None:
    # 部分成立在最近一张兑现表以前：已发按 88.16。撤销以后 89.09，第 9 名，不再是末位：
    # 3338.95 - (3305.24 - 2000) = 2033.71；
    # 燃料部成了倒数第三：(10797.98 - 2000) - 10801.74 = -2003.76
    first, second = seals(corrected)
    register(corrected, (PAID, first), (date(2021, 5, 28), second))
    review(corrected, DECIDED, WITHDRAWN.replace("05-10", "06-01"))
    found = Session(corrected).difference(QUARTER, draft=True)
    by_branch = owed(found)
    assert (by_branch["物资部"], by_branch["燃料部"]) == (Decimal("2033.71"), Decimal("-2003.76"))
    assert found.owed == 0


def test_none_is_paid_twice(corrected: Path, kaoping: Command) -> None:
    first, second = seals(corrected)
    register(corrected, (PAID, first), (date(2021, 5, 28), second))
    status, out, err = _difference(kaoping, "--publish", "差额.xlsx")
    assert (status, err) == (0, "")
    assert "2021年5月28日登记的兑现表一样，没有差额" in out
    assert not (corrected / "差额.xlsx").exists()


def test_where_only_what_is_owed_is_paid_the_cost_is_told(corrected: Path, kaoping: Command) -> None:
    # 封存以后也可以写上：它不改已经算出的一分钱
    write(corrected, POLICY, (corrected / POLICY).read_text("utf-8") + "\ndifference: owed\n")
    assert kaoping("check", "--quarter", QUARTER).status == 0
    out = _difference(kaoping)[1]
    assert "补发 1 个党支部，共 33.72 元。\n相抵以后另需 33.72 元。" in out
    found = Session(corrected).difference(QUARTER)
    assert {name: each for name, each in owed(found).items() if each} == {"物资部": Decimal("33.72")}
    # 补发以后决定又撤回：没有扣回过别人的，也就没有要补给别人的
    first, second = seals(corrected)
    register(corrected, (PAID, first), (date(2021, 5, 28), second))
    review(corrected, DECIDED, DECIDED.replace("failed: 1", "failed: 2").replace("05-10", "06-01"))
    assert not Session(corrected).difference(QUARTER, draft=True).due


def test_each_format_says_the_same(corrected: Path, kaoping: Command) -> None:
    status, out, err = _difference(kaoping, "--publish", "差额.xlsx", "--publish", "差额.json")
    assert (status, err) == (0, "")
    assert "补发 1 个党支部，共 33.72 元；扣回 11 个党支部，共 33.72 元。" in out
    book = openpyxl.load_workbook(corrected / "差额.xlsx")
    assert book.sheetnames == ["兑现差额表", "计算过程", "口径说明"]
    cells = [[cell.value for cell in row] for row in book["兑现差额表"].iter_rows()]
    row = next(index for index, each in enumerate(cells, 1) if each[0] == "物资部党支部")
    assert cells[row - 1] == ["物资部党支部", 11, 10, 1271.52, 1305.24, f"=E{row} - D{row}", "补发"]
    stored = openpyxl.load_workbook(corrected / "差额.xlsx", data_only=True)["兑现差额表"]
    assert stored.cell(row, 6).value == 33.72
    assert "差额和合计是公式，随表里的数重算；其余各栏是核定的，不随得分重算。" in [each[0] for each in cells]
    data = json.loads((corrected / "差额.json").read_text("utf-8"))
    assert (data["format"], data["rule"], data["since"]) == ("kaoping.difference/1", "all", "2021-04-25")
    rows = list(csv.DictReader(io.StringIO(_difference(kaoping, "--format", "csv")[1])))
    assert [Decimal(each["差额"]) for each in rows] == [Decimal(each["difference"]) for each in data["branches"]]


def test_nothing_is_owed_where_nothing_was_registered(paid: Path, kaoping: Command) -> None:
    (paid / FOLDER / "publications.yaml").unlink()
    status, out, err = _difference(kaoping, "--publish", "差额.xlsx")
    assert (status, out) == (1, "")
    assert "KP591" in err
    assert not (paid / "差额.xlsx").exists()


def test_what_was_paid_must_be_reckoned_again(corrected: Path, kaoping: Command) -> None:
    # 兑现时的调整没有了
    register(corrected, (date(2021, 5, 28), seals(corrected)[1]))
    (corrected / FOLDER / "adjustments.yaml").unlink()
    status, _, err = _difference(kaoping)
    assert status == 1
    assert "KP592" in err
    assert "照当时的复核调整重算" in err.replace("\n", "").replace(" ", "")


def test_what_was_paid_by_another_policy_is_not_reckoned(corrected: Path, kaoping: Command) -> None:
    policy = (corrected / POLICY).read_text("utf-8")
    write(corrected, POLICY, policy.replace("fund: 100000", "fund: 90000"))
    status, _, err = _difference(kaoping, "--draft")
    assert status == 1
    assert "KP592" in err


def test_a_year_has_no_difference_of_its_own(paid: Path, kaoping: Command) -> None:
    status, _, err = kaoping("reward", "--year", "2021", "--difference")
    assert status == 2
    assert "--difference" in err
