"""A round is not sealed that its reward policy cannot pay: afterwards neither policy nor roster may be mended."""

from pathlib import Path

import pytest

from checks.laying import JIWEI, RUBRIC, edit
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.session import money
from render.golden import assert_golden

from .conftest import Command
from .reviews import ADJUSTMENTS, SEAL, two_rounds

pytestmark = pytest.mark.whole

POLICY = "rubrics/reward-2020.yaml"
HEAD = "kind: reward\nversion: 2020\ntitle: 党支部绩效奖励办法\neffective_from: 2021Q1\n"
TABLE = "{rank: [{from: 1, to: 1, value: 300}, {from: 2, value: 100}]TIES}"
RANKS = f"rewards:\n  名次奖: {{fund: 400, rest: return, pay: {TABLE}}}\n"
SEALING = ("seal", "-q", "2021Q1", "--date", "2021-04-20")


def _policy(root: Path, text: str, head: str = HEAD) -> None:
    (root / POLICY).write_text(head + text, "utf-8")


def _tie(root: Path) -> None:
    """Both branches have 8.20 points."""
    edit(root, JIWEI, ("judged: 1", "judged: 2"))


UNPAYABLE = {
    "没有人数的份额": ("rewards:\n  奖: {fund: 10, share_by: [score, heads]}\n", "KP602"),
    "没有人数的基金": ("rewards:\n  奖: {fund_per_head: 10, share_by: score}\n", "KP602"),
    "没有人数的扣减": ("penalties:\n  扣: {dock: [heads, 5]}\n", "KP602"),
    "没有人数的系数": ("coefficient: {product: heads}\nrewards:\n  奖: {pay: coefficient}\n", "KP602"),
    "没有等次": ("rewards:\n  奖: {pay: {grade: {优秀: 200}}}\n", "KP606"),
    "得分不在段里": ("rewards:\n  奖: {pay: {bands: [{from: 9.5, value: 2}, {under: 8, value: 1}]}}\n", "KP603"),
    "名次表不够长": ("rewards:\n  奖: {pay: {rank: [{from: 1, to: 1, value: 2}]}}\n", "KP605"),
    "类别内的名次表有空": (
        "rewards:\n  奖: {pay: {rank: [{from: 2, value: 2}], within: class}}\n",
        "KP603",
    ),
    "定额超出基金": ("rewards:\n  奖: {fund: 10, rest: return, pay: [score, 10]}\n", "KP608"),
    "保底超出基金": ("rewards:\n  奖: {fund: 10, share_by: score, at_least: 6}\n", "KP608"),
    "都封了顶": ("rewards:\n  奖: {fund: 10, share_by: score, at_most: 2}\n", "KP608"),
    "没有支部可分": ("rewards:\n  奖: {fund: 10, share_by: score, when: {from: 99}}\n", "KP608"),
    "都不得奖": ("no_reward: [{under: 100}]\nrewards:\n  奖: {fund: 10, share_by: score}\n", "KP608"),
    "没有这一类的数": ("rewards:\n  奖: {pay: {by_class: {生产: 5}}}\n", "KP606"),
    "不到分": ("rewards:\n  奖: {fund: 10.001, share_by: score}\n", "KP601"),
}


@pytest.mark.parametrize("case", UNPAYABLE)
def test_what_cannot_be_paid_is_not_sealed(case: str, root: Path, kaoping: Command) -> None:
    text, code = UNPAYABLE[case]
    _policy(root, text)
    status, out, err = kaoping(*SEALING)
    assert (status, out) == (1, "")
    assert err.index("KP525 2021Q1 照施行的奖励办法算不出钱") < err.index(code)
    assert not (root / SEAL).exists()
    # just what reward refuses, and nobody's points are in doubt
    assert kaoping("reward", "-q", "2021Q1").status == 3
    (root / POLICY).unlink()
    assert kaoping(*SEALING).status == 0


def test_what_can_be_paid_is_sealed_and_paid(root: Path, kaoping: Command) -> None:
    _policy(root, RANKS.replace("TIES", ""))
    assert kaoping(*SEALING).status == 0
    assert kaoping("reward", "-q", "2021Q1", "-p", "a.xlsx").status == 0


def test_a_policy_of_later_pays_nothing_now(root: Path, kaoping: Command) -> None:
    _policy(root, RANKS.replace("TIES", "").replace("fund: 400", "fund: 1"), HEAD.replace("2021Q1", "2021Q2"))
    assert kaoping(*SEALING).status == 0


def test_all_parts_that_cannot_be_paid_are_told_at_once(root: Path, kaoping: Command) -> None:
    _policy(
        root,
        "rewards:\n  甲: {fund: 10, rest: return, pay: [score, 10]}\n  乙: {fund: 10, share_by: score, at_most: 2}\n"
        "  丙: {fund: 10, share_by: score, when: {from: 99}}\n  丁: {fund: 10, share_by: score}\n",
    )
    assert_golden("seal_unpayable.txt", kaoping(*SEALING).err, Path(__file__).parent / "golden")


@pytest.mark.parametrize(
    "text",
    [
        RANKS,
        "coefficient: {product: {rank: [{from: 1, to: 1, value: 3}, {from: 2, value: 1}]TIES}}\n"
        "rewards:\n  奖: {fund: 400, rest: return, pay: [coefficient, 100]}\n",
    ],
)
def test_of_a_tie_the_way_out_is_named(text: str, root: Path, kaoping: Command) -> None:
    _tie(root)
    _policy(root, text.replace("TIES", ""))
    err = kaoping(*SEALING).err.replace("\n          ", "")
    assert "KP608" in err
    assert "第 1 名并列的有 2 个支部，名次表没有写 ties: mean，每个都按第 1 名发；" in err
    assert "加上 ties: mean，并列的取所占几名的平均。" in err
    assert "加上 ties: mean" in kaoping("reward", "-q", "2021Q1").err.replace("\n          ", "")
    _policy(root, text.replace("TIES", ", ties: mean"))
    assert kaoping(*SEALING).status == 0


def test_where_nobody_ties_no_tie_is_named(root: Path, kaoping: Command) -> None:
    _policy(root, RANKS.replace("TIES", "").replace("fund: 400", "fund: 399"))
    err = kaoping(*SEALING).err
    assert "KP608" in err
    assert "ties" not in err


# ── carried over from an earlier round ─────────────────────────────────────────────────────────────────────────

CARRIES = HEAD.replace("2021Q1", "2020Q4") + "rewards:\n  奖: {fund: 173, share_by: score, at_most: 60, rest: carry}\n"


def test_a_round_that_waits_for_a_provisional_one_waits_too(root: Path, kaoping: Command) -> None:
    two_rounds(root)
    _policy(root, CARRIES, "")
    edit(root, "data/2020Q4/inspection/jiwei.yaml", ("  发电部党支部:\n    date: 2020-12-26\n", ""))
    status, _, err = kaoping(*SEALING)
    assert status == 1
    assert err.index("KP525 2021Q1") < err.index("KP409 2020Q4")
    assert not (root / SEAL).exists()


def test_a_round_that_waits_for_one_that_cannot_be_paid_waits_too(root: Path, kaoping: Command) -> None:
    two_rounds(root)
    _policy(root, CARRIES.replace("fund: 173", "fund: 173, funds: {2020Q4: 1}, at_least: 1"), "")
    status, _, err = kaoping(*SEALING)
    assert status == 1
    assert "KP608 2020Q4 " in err
    assert kaoping("seal", "-q", "2020Q4", "--date", "2021-04-20").status == 1


def test_an_earlier_quarter_that_carries_nothing_does_not_matter(root: Path, kaoping: Command) -> None:
    two_rounds(root)
    _policy(root, CARRIES.replace(", rest: carry", ", at_least: 1, funds: {2020Q4: 1}").replace("60", "900"), "")
    assert kaoping("seal", "-q", "2020Q4", "--date", "2021-04-20").status == 1
    assert kaoping(*SEALING).status == 0


# ── a correction that the sealed policy cannot pay ─────────────────────────────────────────────────────────────

TO_A_TIE = (
    "kind: adjustments\nversion: 1\nquarter: 2021Q1\nadjustments:\n"
    "  - {branch: 机关党支部, item: LZ-01, clause: 不规范, judged: 2, reason: 另有 1 处, "
    "approved_by: 考评领导小组办公室, date: 2021-04-22}\n"
)
ANEW = ("seal", "-q", "2021Q1", "--date", "2021-04-23")


@pytest.fixture
def tied(root: Path, kaoping: Command) -> Path:
    """A sealed round that could be paid, and that a review has made a tie of."""
    _policy(root, RANKS.replace("TIES", ""))
    assert kaoping(*SEALING).status == 0
    (root / ADJUSTMENTS).write_text(TO_A_TIE, "utf-8")
    return root


def test_it_is_not_sealed_anew_before_the_policy_is_mended(tied: Path, kaoping: Command) -> None:
    before = (tied / SEAL).read_bytes()
    status, _, err = kaoping(*ANEW, "--note", "复核更正")
    assert status == 1
    assert "更正以后照封存的办法发不出的，把办法一起改好；再封时用 --note 写明依据。" in err.replace("\n          ", "")
    _policy(tied, RANKS.replace("TIES", ", ties: mean"))
    status, _, err = kaoping(*ANEW)
    assert status == 1, "not without a note"
    assert "连同办法一起改的，再封时用 --note 写明依据；不是的，请改回原样" in err.replace("\n          ", "")
    assert (tied / SEAL).read_bytes() == before
    status, out, err = kaoping(*ANEW, "--note", "复核更正；并列的平均，领导小组会议定")
    assert status == 0
    assert err == "2021Q1 封存以后，奖励“名次奖”改了\n"
    assert "它代替 2021-04-20 的封存" in out
    assert kaoping("check").status == 0
    assert kaoping("reward", "-q", "2021Q1", "-p", "a.xlsx").status == 0


def test_without_a_correction_the_policy_stays_as_it_is(root: Path, kaoping: Command) -> None:
    _policy(root, RANKS.replace("TIES", ""))
    assert kaoping(*SEALING).status == 0
    _policy(root, RANKS.replace("TIES", ", ties: mean"))
    status, _, err = kaoping(*ANEW, "--note", "改办法")
    assert status == 1
    assert "KP513" in err
    assert "怎样改：请改回原样" in err


def test_a_correction_and_a_note_cover_no_other_edit(tied: Path, kaoping: Command) -> None:
    _policy(tied, RANKS.replace("TIES", ", ties: mean"))
    edit(tied, RUBRIC, ("每缺1项扣0.5分", "每缺一项扣0.5分"))
    status, _, err = kaoping(*ANEW, "--note", "复核更正")
    assert status == 1
    assert "KP504" in err


def test_a_score_reads_no_money(root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def unasked(*_: object, **__: object) -> list[RewardResult]:
        raise AssertionError("the money of a round is reckoned for its score")

    monkeypatch.setattr(money, "_rewards", unasked)
    _policy(root, RANKS.replace("TIES", ""))
    assert kaoping("score", "-q", "2021Q1").status == 0
    assert kaoping("rank", "-q", "2021Q1").status == 0
