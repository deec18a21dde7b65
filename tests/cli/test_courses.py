"""`kaoping status`: the state of every round as it goes from inspection to a final result, as people read it."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from checks.laying import RUBRIC
from dangjian_kaoping.cli.asking import courses as module
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from governed import APPROVED, DECIDED, OBJECTION, PUBLIC, adjust, governed, object_to, settle, write
from render.golden import assert_golden

from .conftest import Command
from .under_way import (
    ADJUSTED,
    LATER,
    QUARTER,
    WAY,
    govern,
    paid,
    public,
    register,
    registered,
    seal_round,
    taken_up,
    to_correct,
)
from .under_way import final as finish

pytestmark = pytest.mark.usefixtures("piped")

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def way(root: Path) -> Path:
    """The base workspace, governed."""
    govern(root)
    return root


@pytest.mark.parametrize("name", WAY)
def test_each_state_as_it_is_told(way: Path, kaoping: Command, name: str) -> None:
    bring, day = WAY[name]
    bring(way)
    before = {path: path.read_bytes() for path in way.rglob("*") if path.is_file()}
    told = []
    for arguments in (("status", "--as-of", day), ("status", "--quarter", QUARTER, "--as-of", day)):
        status, out, err = kaoping(*arguments)
        assert (status, err) == (0, "")
        told.append(f"$ kaoping {' '.join(arguments)}\n{out}")
    assert f"\n{QUARTER} {name.partition('-')[0]}" in told[1]
    assert_golden(f"status_{name}.txt", "\n".join(told), GOLDEN)
    # nothing is written
    assert {path: path.read_bytes() for path in way.rglob("*") if path.is_file()} == before


def test_a_round_that_has_not_begun(way: Path, kaoping: Command) -> None:
    shutil.rmtree(way / "data/2021Q1")
    arguments = ("status", "--as-of", "2021-01-01")
    status, out, err = kaoping(*arguments)
    assert (status, err) == (0, "")
    assert_golden("status_未开始.txt", f"$ kaoping {' '.join(arguments)}\n{out}", GOLDEN)
    # not before its first day
    assert kaoping("status", "--as-of", "2020-12-31").out.startswith("2020Q4 未开始  10-01 起")
    # nor before the first rubric
    assert kaoping("status", "--as-of", "2019-12-31").out == "还没有考评。\n"


@pytest.mark.whole
def test_a_round_that_no_procedure_governs(root: Path, kaoping: Command) -> None:
    """Its windows bind nothing: sealed, it is final."""
    settle(root, PUBLIC)
    out = kaoping("status", "--as-of", "2021-03-31").out
    shown = "2021Q1 可公布  03-26 起  记录已齐；公示期 04-12 至 04-16"
    assert out == f"{shown}  下一步：kaoping rank --quarter 2021Q1 --publish report.xlsx\n"
    assert kaoping("seal", "--quarter", QUARTER, "--date", "2021-03-30").status == 0
    assert kaoping("status", "--as-of", "2021-03-31").out == "1 轮都已定案。\n"


def test_a_version_that_is_not_ready_keeps_no_table_back_where_nothing_hangs_on_the_state(
    root: Path, kaoping: Command
) -> None:
    text = (root / RUBRIC).read_text("utf-8").replace("version: 2020", "version: 2022")
    write(root, "rubrics/2022.yaml", text.replace("2020Q1", "2022Q1").replace("total: 10", "total: 11"))
    status, out, err = kaoping("status", "--quarter", QUARTER, "--as-of", "2021-04-15")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "2021年第一季度考评进度（截至 2021-04-15）"
    assert out.splitlines()[-1].startswith("下一步：记录已齐")
    govern(root)
    assert kaoping("status", "--quarter", QUARTER, "--as-of", "2021-04-15").status == 3
    assert kaoping("status").status == 3


@pytest.mark.whole
def test_a_file_that_cannot_be_read_ends_with_3(way: Path, kaoping: Command) -> None:
    registered(way)
    write(way, "data/2021Q1/objections.yaml", "kind: objections\n")
    for arguments in (("status",), ("status", "--quarter", QUARTER), ("status", "--handover")):
        status, out, err = kaoping(*arguments, "--as-of", "2021-04-15")
        assert (status, out) == (3, "")
        assert "data/2021Q1/objections.yaml" in err


# ── one round after another ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_a_plant_in_the_middle_of_it(tmp_path: Path, kaoping: Command) -> None:
    """One round is heard while the next is inspected: a line each, and how many are final."""
    root = governed(tmp_path / "厂")
    registered(root)
    decision = "  decision: {result: rejected, reason: 核对无误, approved_by: 考评领导小组, "
    answered = f"{decision}date: 2021-04-16, answered: 2021-04-16}}\n"
    other = "- {id: Y2, branch: 供热部党支部, received: 2021-04-14, asks: 请再核对}\n"
    object_to(root, OBJECTION, answered, other)
    branches = Session(root).loader.roster()
    assert branches is not None
    names = [each.name for each in branches.taking_part(Quarter(2021, 2))]
    folder = root / "data/2021Q2"
    for number, department in enumerate(("党群工作部", "纪委办公室", "厂工会", "党委办公室")):
        seen = names[:9] if department == "厂工会" else names
        inspected = "".join(f"  {name}: {{date: 2021-06-{21 + number}}}\n" for name in seen)
        head = f"kind: inspection\nversion: 1\nquarter: 2021Q2\ndepartment: {department}\nbranches:\n"
        put(folder / f"inspection/{number}.yaml", head + inspected)
    for month in (4, 5):
        own = "".join(f"  {name}: {{}}\n" for name in names)
        put(folder / f"self/{month}.yaml", f"kind: self\nversion: 1\nmonth: 2021-0{month}\nbranches:\n{own}")
    put(folder / "round.yaml", "kind: round\nversion: 1\nquarter: 2021Q2\ndeadlines: {inspection: 2021-06-30}\n")
    status, out, err = kaoping("status", "--workspace", str(root), "--as-of", "2021-06-25")
    assert (status, err) == (0, "")
    assert_golden("status.txt", f"$ kaoping status --as-of 2021-06-25\n{out}", GOLDEN)
    assert out.startswith("2021Q2 检查中")
    assert "\n2021Q1 处理异议" in out
    assert "\n另有 11 轮已定案。\n\n2021年第二季度考评进度（截至 2021-06-25）\n" in out


def put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


@pytest.mark.whole
def test_rounds_that_moved_are_named_the_oldest_first_and_then_the_years(tmp_path: Path, kaoping: Command) -> None:
    """2018Q2-01 withdrawn moves 2019Q1, where 燃料部 has 0.45 more, and nothing between; so 2019 moves too."""
    root = governed(tmp_path / "厂")
    write(
        root,
        "data/2018Q2/adjustments.yaml",
        "kind: adjustments\nversion: 1\nquarter: 2018Q2\nadjustments:\n"
        "- {finding: 2018Q2-01, withdrawn: true, reason: 查无此事, approved_by: 厂党委, date: 2021-05-10}\n",
    )
    out = kaoping("status", "--workspace", str(root), "--as-of", "2021-05-11").out
    assert [line.split()[0] for line in out.splitlines()[:4]] == ["2021Q2", QUARTER, "2019Q1", "2018Q2"]
    assert "2018Q2 待更正" in out
    assert (
        "另有 9 轮已定案。\n"
        "要重新封存的，从早到晚：2018Q2。封存以后再看 2019Q1，它的封存对不上，多半是跟着变的。"
        "年度排名也要重排：2018 年、2019 年。\n" in out.replace("\n  ", "")
    )
    seal = ("seal", "--workspace", str(root), "--quarter")
    assert kaoping(*seal, "2018Q2", "--date", "2021-05-12", "--note", "复核").status == 0
    out = kaoping("status", "--workspace", str(root), "--as-of", "2021-05-13").out
    assert "2019Q1 待更正  2019-04-20 起" in out
    assert "要重新封存的，从早到晚：2019Q1。年度排名也要重排：2019 年。\n" in out


# ── days and clocks ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_a_clock_before_the_seal_is_said_and_not_believed(way: Path, kaoping: Command) -> None:
    finish(way)
    for arguments in (("status",), ("status", "--quarter", QUARTER), ("status", "--handover")):
        status, out, err = kaoping(*arguments, "--as-of", "2020-01-01")
        assert status == 0
        assert "2020-01-01 早于 2021Q1 封存的日子（2021-04-23）" in err
        assert "已定案" in out
        assert kaoping(*arguments, "--as-of", "2021-04-23").err == ""


def test_the_last_day_of_the_publication_is_one_of_it(way: Path) -> None:
    public(way)
    session = Session(way)
    states = [session.course(QUARTER, date(2021, 4, day)).state for day in (11, 12, 16, 17)]
    assert states == ["to_publish", "public", "public", "to_finalise"]


def test_a_seal_for_publication_keeps_the_round_governed(way: Path, kaoping: Command) -> None:
    public(way)
    settings = way / "kaoping.yaml"
    settings.write_text(settings.read_text("utf-8").partition("procedure:")[0], "utf-8")
    assert "2021Q1 公示中" in kaoping("status", "--as-of", "2021-04-13").out


# ── handing over ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.whole
def test_a_page_for_who_takes_over(tmp_path: Path, kaoping: Command) -> None:
    root = governed(tmp_path / "厂")
    settle(root, APPROVED, PUBLIC)
    decided = OBJECTION.replace("Y1", "Y2").replace("2021-04-14", "2021-04-15") + DECIDED.replace("04-20", "04-16")
    object_to(root, OBJECTION, decided)
    status, out, err = kaoping("status", "--handover", "--workspace", str(root), "--as-of", "2021-04-16")
    assert (status, err) == (0, "")
    assert_golden("handover.txt", out, GOLDEN)
    assert len(out.splitlines()) <= 50


@pytest.mark.whole
def test_a_final_round_is_unpaid_until_its_money_is_registered(way: Path, kaoping: Command) -> None:
    shutil.copy(Path(__file__).parents[1] / "examples/KP513/good/rubrics/reward-2020.yaml", way / "rubrics")
    finish(way)
    due = "  2021Q1 还没有兑现：kaoping reward --quarter 2021Q1 --publish 兑现表.xlsx\n"
    out = kaoping("status", "--handover", "--as-of", "2021-05-01").out
    assert "\n六、没有兑现的\n  2021Q1。\n" in out
    assert due in out
    register(way, "公示", "兑现表")
    out = kaoping("status", "--handover", "--as-of", "2021-05-01").out
    assert "\n六、没有兑现的\n  没有。\n" in out
    # once corrected, and that has gone out, the difference is paid
    adjust(way, ADJUSTED, LATER)
    seal_round(way, "2021-05-26", final=True)
    entries = way / "data/2021Q1/publications.yaml"
    sent = "- {id: 3, what: 更正, file: 更正.docx, date: 2021-05-27, sha256: a, seal: SEAL, digest: c}\n"
    seals = Session(way).sealing(QUARTER).before
    assert seals is not None
    entries.write_text(entries.read_text("utf-8") + sent.replace("SEAL", seals.in_force.digest), "utf-8")
    out = kaoping("status", "--handover", "--as-of", "2021-06-01").out
    assert "  2021Q1 还没有兑现：kaoping reward --quarter 2021Q1 --difference\n" in out


@pytest.mark.whole
def test_what_is_left_of_a_final_round_is_handed_over(way: Path, kaoping: Command) -> None:
    """Its notice is not registered; one late objection was taken up, one nobody decided; who objects about whom."""
    taken_up(way)
    objections = way / "data/2021Q1/objections.yaml"
    text = objections.read_text("utf-8").replace("Y4, branch", "Y4, from: 发电部党支部, branch")
    objections.write_text(text, "utf-8")
    out = kaoping("status", "--handover", "--as-of", "2021-05-01").out.replace("\n    ", "")
    late = "（04-19 收到，逾期提出、未受理，还没有书面决定）"
    assert "  2021Q1 Y3 机关党支部对考评结果：请再核对（04-19 收到，还没有决定；应于 05-03 前答复）\n" in out
    assert f"  2021Q1 Y4 发电部党支部对机关党支部的考评结果：请再核对{late}\n" in out
    assert "  2021Q1 通报还没有登记：kaoping rank --quarter 2021Q1 --publish 通报.docx，发出以后" in out
    register(way, "公示", "通报")
    assert "通报还没有登记" not in kaoping("status", "--handover", "--as-of", "2021-05-01").out


@pytest.mark.whole
def test_nobody_owes_money_without_a_policy(way: Path, kaoping: Command) -> None:
    paid(way)
    assert "\n六、没有兑现的\n  没有。\n" in kaoping("status", "--handover", "--as-of", "2021-05-01").out


# ── headings ───────────────────────────────────────────────────────────────────────────────────────────────────

SCREENS = {
    "score": ("score",),
    "score --branch": ("score", "-b", "发电部党支部"),
    "rank": ("rank",),
    "explain": ("explain", "发电部党支部"),
    "explain an item": ("explain", "发电部党支部", "DJ-02"),
    "ledger": ("ledger", "--as-of", "2021-04-17"),
    "ledger --summary": ("ledger", "--as-of", "2021-04-17", "--summary"),
    "gap": ("gap",),
    "confidence": ("confidence",),
    "gap --branch": ("gap", "-b", "发电部党支部"),
}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "today", lambda: date(2021, 4, 17))


@pytest.mark.whole
@pytest.mark.parametrize("screen", SCREENS)
def test_what_is_shown_of_a_round_says_that_it_is_not_final(way: Path, kaoping: Command, screen: str) -> None:
    before = kaoping(*SCREENS[screen]).out
    assert before.splitlines()[0].endswith("状态：待审定")
    public(way)
    after = kaoping(*SCREENS[screen]).out
    assert after == before.replace("待审定", "待定案")
    # a file that cannot be read keeps nothing back
    write(way, "data/2021Q1/objections.yaml", "kind: objections\n")
    status, out, _ = kaoping(*SCREENS[screen])
    assert (status, out) == (0, out)
    assert "状态：看不出" in out.splitlines()[0]


@pytest.mark.whole
@pytest.mark.parametrize("screen", SCREENS)
def test_a_final_round_and_one_that_nothing_governs_have_no_state(
    root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch, screen: str
) -> None:
    assert "状态" not in kaoping(*SCREENS[screen]).out
    govern(root)
    finish(root)
    assert "状态" not in kaoping(*SCREENS[screen]).out
    to_correct(root)
    monkeypatch.setattr(module, "today", lambda: date(2021, 6, 1))
    arguments = [each.replace("2021-04-17", "2021-06-01") for each in SCREENS[screen]]
    assert "状态：待更正" in kaoping(*arguments).out.splitlines()[0]


@pytest.mark.whole
def test_a_score_of_a_round_that_nothing_governs_knows_of_no_state(root: Path) -> None:
    """It starts the quicker for it."""
    program = (
        "import sys\n"
        "from dangjian_kaoping.cli.shell.app import run\n"
        "assert run(['score']) == 0\n"
        "known = ('engine.course', 'session.course', 'engine.seal', 'engine.follow', 'words.course')\n"
        "loaded = [each for each in sys.modules if each.removeprefix('dangjian_kaoping.').startswith(known)]\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
