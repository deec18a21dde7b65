"""What was paid is paid once: whatever day is typed, whatever is registered beside it, and by whichever seal."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from corrected import DECIDED, PAID, WITHDRAWN, corrected_plant, owed, paid_plant, register, review, seal, seals
from dangjian_kaoping.cli.formats.money import REWARD, PayoutTable
from dangjian_kaoping.session.money import payment
from dangjian_kaoping.session.session import Session
from governed import FOLDER, QUARTER

from .conftest import Command

pytestmark = pytest.mark.whole

LIST = f"{FOLDER}/publications.yaml"
DIFFERENCE = ("reward", "-q", QUARTER, "--difference")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Paid on 2021-04-25, corrected by the seal of 2021-05-26; both sheets of money are there, not yet registered."""
    folder = tmp_path_factory.mktemp("stage")
    paid_plant(folder / "paid")
    corrected_plant(folder / "corrected", folder / "paid")
    return folder / "corrected"


@pytest.fixture
def corrected(stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy."""
    monkeypatch.chdir(shutil.copytree(stage, tmp_path / "workspace"))
    return Path.cwd()


def _pay(kaoping: Command, name: str, day: str, *options: str) -> tuple[int, str, str]:
    status, out, err = kaoping("publish", name, "-q", QUARTER, "--what", "兑现表", "--date", day, *options)
    return status, out.replace("\n  ", ""), err.replace("\n  ", "")


@pytest.mark.parametrize("name", ["差额.xlsx", "差额.json"])
def test_a_difference_is_tied_to_the_seal_by_which_it_was_made(corrected: Path, kaoping: Command, name: str) -> None:
    assert kaoping(*DIFFERENCE, "--publish", name).status == 0
    # 2021-05-20 还是 4 月的封存：照那次应发的没有差额
    status, _, err = _pay(kaoping, name, "2021-05-20")
    assert (status, "里的数与照 2021-04-22 的封存应发的不一样" in err) == (1, True)
    status, out, _ = _pay(kaoping, name, "2021-05-28")
    assert (status, "里面的数与照 2021-05-26 的封存应发的一致" in out) == (0, True)
    assert not Session(corrected).difference(QUARTER).due


def test_both_formats_of_a_sheet_go_out(corrected: Path, kaoping: Command) -> None:
    assert kaoping(*DIFFERENCE, "--publish", "差额.xlsx", "--publish", "差额.json").status == 0
    assert [_pay(kaoping, name, "2021-05-28")[0] for name in ("差额.xlsx", "差额.json")] == [0, 0]


def test_a_stale_difference_pays_no_later_debt(corrected: Path, kaoping: Command) -> None:
    assert kaoping(*DIFFERENCE, "--publish", "差额.xlsx").status == 0
    review(corrected, DECIDED, WITHDRAWN.replace("05-10", "06-10"))
    seal(corrected, date(2021, 6, 12))
    status, _, err = _pay(kaoping, "差额.xlsx", "2021-06-13")
    assert (status, "里的数与照 2021-06-12 的封存应发的不一样" in err) == (1, True)
    assert Session(corrected).difference(QUARTER).due


@pytest.mark.parametrize("key", ["paid", "net", "difference"])
def test_a_difference_is_checked(corrected: Path, kaoping: Command, key: str) -> None:
    assert kaoping(*DIFFERENCE, "--publish", "差额.json").status == 0
    data = json.loads((corrected / "差额.json").read_text("utf-8"))
    data["branches"][0][key] = "9999.99"
    (corrected / "差额.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    assert _pay(kaoping, "差额.json", "2021-05-28")[0] == 1


def test_what_was_paid_first_is_registered_last(corrected: Path, kaoping: Command) -> None:
    # 5月的差额先登记，4月的一张另一格式后登记：已发的仍以5月的为准
    first, second = seals(corrected)
    register(corrected, (date(2021, 5, 28), second), (PAID, first))
    assert not Session(corrected).difference(QUARTER).due


@pytest.mark.parametrize("corrected_yet", [True, False])
def test_falsified_amounts_are_known_whatever_came_after(
    corrected: Path, kaoping: Command, corrected_yet: bool
) -> None:
    # 4月的整张：照4月的封存重算，不管现在是待更正还是已更正
    whole = kaoping("reward", "-q", QUARTER, "--format", "json").out
    (corrected / "整张.json").write_text(whole, "utf-8")
    if not corrected_yet:
        seals_yaml = corrected / FOLDER / "seal.yaml"
        text = seals_yaml.read_text("utf-8")
        seals_yaml.write_text(text[: text.index("- sealed_on: 2021-05-26")], "utf-8")
    # 照5月的封存写的一张，写上4月的日期
    status, _, err = _pay(kaoping, "整张.json", "2021-04-25")
    assert (status, "里的数与照 2021-04-22 的封存应发的不一样" in err) == (1, True)


def test_the_whole_is_not_paid_again(corrected: Path, kaoping: Command) -> None:
    status, out, err = kaoping("reward", "-q", QUARTER, "--publish", "再.xlsx")
    assert (status, out, "KP596" in err, (corrected / "再.xlsx").exists()) == (1, "", True, False)
    # 另做的一张照样登记不上
    paid = payment(Session(corrected), Session(corrected).sealing(QUARTER).result.quarter, draft=False)
    (sheet,) = REWARD.targets([corrected / "再.json"], PayoutTable(paid.result, paid.edition))
    sheet.path.write_bytes(sheet.content())
    status, _, err = _pay(kaoping, "再.json", "2021-05-28")
    assert (status, "KP596" in err) == (1, True)


def test_who_writes_the_same_sheet_again_is_told(corrected: Path, kaoping: Command) -> None:
    first, second = seals(corrected)
    register(corrected, (PAID, first), (date(2021, 5, 28), second))
    status, out, _ = kaoping("reward", "-q", QUARTER, "--publish", "再.xlsx")
    assert (status, "2021-05-28 登记过兑现表" in out, "--difference" in out) == (0, True, True)


def test_money_is_replaced_by_money_alone(corrected: Path, kaoping: Command) -> None:
    before = owed(Session(corrected).difference(QUARTER))
    (corrected / "更正.txt").write_text("更正", "utf-8")
    again = ("publish", "更正.txt", "-q", QUARTER, "--what", "更正", "--date", "2021-05-28", "--replaces", "1")
    assert kaoping(*again).status == 2
    assert owed(Session(corrected).difference(QUARTER)) == before
