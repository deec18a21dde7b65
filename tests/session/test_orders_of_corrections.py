"""What is decided of a result that was final: the orders in which a correction, its seals and its money come."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from checks.laying import lay
from cli.reviews import two_rounds
from corrected import CORRECTION, PARTLY, WITHDRAWN, owed, paid_plant, register, review, seal
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.correction import corrected_rounds, correction_of, unheard
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.notice.correction import decision
from dangjian_kaoping.write.text.year import year_text
from governed import APPROVED, FOLDER, PUBLIC, QUARTER, governed, settle, write

pytestmark = pytest.mark.whole

TODAY = date(2021, 6, 1)
WORSE = (PARTLY.replace("failed: 1\n", "withdrawn: true\n").replace("2021-04-20", "2021-05-10"),)
"""By which 物资部 comes to stand 9th (89.09), and 燃料部 10th, among the last three."""
OLD = """\
kind: adjustments
version: 1
quarter: 2018Q2
adjustments:
- {finding: 2018Q2-01, withdrawn: true, reason: 会议有签到, approved_by: 考评领导小组, date: 2021-05-06}
"""


@pytest.fixture(scope="module")
def paid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return paid_plant(tmp_path_factory.mktemp("paid") / "workspace")


def _codes(root: Path, only: str | None = None) -> list[str]:
    return sorted(each.code for each in Session(root).check(TODAY, only).faults if each.severity == "error")


def test_order_22_an_earlier_round_is_corrected_oldest_first(tmp_path: Path) -> None:
    root = governed(tmp_path)
    places = {each.branch.name: each.rank for each in Session(root).year(2019).placings}
    write(root, "data/2018Q2/adjustments.yaml", OLD)
    session = Session(root)
    # 屡查屡犯：2018Q2-01 撤销以后，燃料部 2019Q1 不再是重复发生，少扣 0.45 分：94.93 → 95.38
    placing = session.round("2019Q1").placing_of("燃料部党支部")
    assert placing is not None
    assert placing.score.composite is not None
    assert placing.score.composite.value == Decimal("95.38")
    # 2019 年：燃料部与机关第 6、第 7 名对调
    after = {each.branch.name: each.rank for each in session.year(2019).placings}
    moved = {name: (places[name], rank) for name, rank in after.items() if places[name] != rank}
    assert moved == {"燃料部党支部": (7, 6), "机关党支部": (6, 7)}
    assert "KP511" in _codes(root, "2018Q2")
    seal(root, date(2021, 5, 10), "2018Q2", governed=False)
    # 最早的封好以后，只有 2019Q1 要再封：中间各轮的结果没有变
    faults = [each for each in Session(root).check(TODAY).faults if each.severity == "error"]
    assert [(each.code, each.place.file) for each in faults] == [("KP512", "data/2019Q1/seal.yaml")]
    seal(root, date(2021, 5, 11), "2019Q1", governed=False)
    assert _codes(root) == []
    session = Session(root)
    moved_round = correction_of(session, Quarter(2019, 1))
    assert moved_round is not None
    assert (moved_round.decided, moved_round.earlier) == ((), (Quarter(2018, 2),))
    (shift,) = (each for each in moved_round.shifts if each.after.name == "燃料部党支部")
    assert (shift.before.composite, shift.after.composite) == (Decimal("94.93"), Decimal("95.38"))
    assert correction_of(session, Quarter(2018, 3)) is None


def test_order_23_the_year_is_ranked_anew_and_says_so(paid: Path, tmp_path: Path) -> None:
    root = shutil.copytree(paid, tmp_path / "workspace")
    assert corrected_rounds(Session(root), 2021) == ()
    review(root, PARTLY.replace("2021-04-20", "2021-05-10"))
    session = Session(root)
    found = corrected_rounds(session, 2021)
    assert found == (Quarter(2021, 1),)
    text = year_text(session.year(2021), 100, found)
    assert "更正以后：2021年第一季度定案以后更正过，年度排名以本表为准。" in text
    assert "88.16" in text
    # 没有程序的单位照旧
    settings = (root / "kaoping.yaml").read_text("utf-8")
    write(root, "kaoping.yaml", "".join(each for each in settings.splitlines(True) if "procedure" not in each))
    assert corrected_rounds(Session(root), 2021) == ()


CARRYING = """\
kind: reward
version: 2020
title: 党支部绩效奖励办法
effective_from: 2020Q4
rewards:
  季度奖励: {fund: 173, share_by: score, at_most: 85, rest: carry}
"""
JUDGED = """\
kind: adjustments
version: 1
quarter: 2020Q4
adjustments:
- branch: 机关党支部
  item: LZ-01
  clause: 不规范
  judged: 0.5
  reason: 支部提出谈话记录有附页，核对属实
  approved_by: 考评领导小组办公室
  date: 2021-05-06
"""


def test_order_25_of_carried_money_each_later_quarter_has_its_own_difference(tmp_path: Path) -> None:
    root = lay(tmp_path)
    two_rounds(root)
    write(root, "rubrics/reward-2020.yaml", CARRYING)
    # 2020Q4：机关 9.10、发电部 8.20，每分 10 元：机关 91 元封顶 85，发电部 82，结转 6
    # 2021Q1：机关 9.10、发电部 7.30，基金 179：机关封顶 85，发电部 179×7.30/16.40 = 79.677，舍到分 79.67
    first, second = (seal(root, day, quarter, governed=False) for day, quarter in (
        (date(2021, 1, 20), "2020Q4"), (date(2021, 4, 20), "2021Q1")))  # fmt: skip
    register(root, (date(2021, 1, 25), first), quarter="2020Q4")
    register(root, (date(2021, 4, 25), second), quarter="2021Q1")
    # 机关更正为 9.55：发电部 173×8.20/17.75 = 79.92，结转 173 - 85 - 79.92 = 8.08
    write(root, "data/2020Q4/adjustments.yaml", JUDGED)
    again = seal(root, date(2021, 5, 10), "2020Q4", governed=False)
    session = Session(root)
    assert owed(session.difference("2020Q4")) == {"机关": 0, "发电部": Decimal("-2.08")}
    # 2021Q1 的得分没有变，封存也没有变；基金 181.08：发电部 181.08×7.30/16.40 = 80.603
    later = session.difference("2021Q1")
    assert (later.paid, later.net) == (Decimal("164.67"), Decimal("165.60"))
    assert owed(later) == {"机关": 0, "发电部": Decimal("0.93")}
    # 补发登记以后，封存还是那一份，也不再补
    register(root, (date(2021, 1, 25), first), (date(2021, 5, 12), again), quarter="2020Q4")
    register(root, (date(2021, 4, 25), second), (date(2021, 5, 12), second), quarter="2021Q1")
    session = Session(root)
    assert not session.difference("2020Q4").due
    assert not session.difference("2021Q1").due


def test_order_26_whom_a_correction_makes_worse_is_heard_first(paid: Path, tmp_path: Path) -> None:
    root = shutil.copytree(paid, tmp_path / "workspace")
    review(root, *WORSE)
    session = Session(root)
    (fault,) = unheard(session, Quarter(2021, 1))
    assert (fault.code, fault.place.file) == ("KP590", f"{FOLDER}/round.yaml")
    assert "燃料部党支部" in fault.message
    assert "物资部党支部" not in fault.message
    assert "KP590" in _codes(root, QUARTER)
    settle(root, APPROVED, PUBLIC, CORRECTION)
    assert unheard(Session(root), Quarter(2021, 1)) == []
    assert "KP590" not in _codes(root, QUARTER)
    # 公示没有满就封的，以后也查得出来
    seal(root, date(2021, 5, 24))
    assert "KP590" in _codes(root, QUARTER)


def test_order_26_a_window_before_the_result_was_final_heard_nobody(paid: Path, tmp_path: Path) -> None:
    root = shutil.copytree(paid, tmp_path / "workspace")
    review(root, *WORSE)
    early = (
        CORRECTION.replace("2021-05-18", "2021-04-18")
        .replace("2021-05-19", "2021-04-19")
        .replace("2021-05-25", "2021-04-23")
    )
    settle(root, APPROVED, PUBLIC, early)
    (fault,) = unheard(Session(root), Quarter(2021, 1))
    assert (fault.place.file, fault.place.line) == (f"{FOLDER}/round.yaml", 7)


def test_order_26_nobody_is_heard_whom_a_correction_does_not_make_worse(paid: Path, tmp_path: Path) -> None:
    # 物资部 11 → 10，脱硫除灰部 10 → 11：都在末三名，等次都是合格，谁也没有新进末位
    root = shutil.copytree(paid, tmp_path / "workspace")
    review(root, PARTLY.replace("2021-04-20", "2021-05-10"))
    assert unheard(Session(root), Quarter(2021, 1)) == []


def test_a_second_correction_tells_of_what_the_first_did_not_know(paid: Path, tmp_path: Path) -> None:
    root = shutil.copytree(paid, tmp_path / "workspace")
    first = PARTLY.replace("2021-04-20", "2021-05-10")
    review(root, first)
    told = correction_of(Session(root), Quarter(2021, 1))
    assert told is not None
    (only,) = told.decided
    assert "原记抽查3人，不合格2人，改为抽查3人，不合格1人" in decision(only)
    assert "本项得分由2分更正为3分" in decision(only)
    seal(root, date(2021, 5, 26))
    review(root, first, WITHDRAWN.replace("05-10", "06-01"))
    told = correction_of(Session(root), Quarter(2021, 1))
    assert told is not None
    (only,) = told.decided
    assert "原记抽查3人，不合格1人，撤销" in decision(only)
    # 原来定案的是 3 分，不是记录的 2 分：不写本项得分，综合得分另写
    assert "本项得分" not in decision(only)
    assert [(each.before.composite, each.after.composite) for each in told.shifts if each.after.rank == 9] == [
        (Decimal("88.16"), Decimal("89.09"))
    ]


def test_order_26_offices_without_a_procedure_hear_as_they_did(tmp_path: Path) -> None:
    root = governed(tmp_path, since="2021Q2")
    seal(root, date(2021, 4, 22), governed=False)
    review(root, *WORSE)
    assert "KP590" not in _codes(root, QUARTER)
