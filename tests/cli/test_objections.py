"""`kaoping objections`: the objections to a round's result, and what the round's documents tell of them."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from dangjian_kaoping.engine.follow.feedback import feedbacks
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.feedback.feedback import feedback_sheet
from dangjian_kaoping.words.notice.results import results
from governed import ADJUSTED, APPROVED, DECIDED, OBJECTION, PUBLIC, QUARTER, adjust, governed, object_to, settle
from publishing import sealed_as
from render.golden import assert_golden
from sample import SAMPLE

from .conftest import Command

pytestmark = pytest.mark.whole

GOLDEN = Path(__file__).parent / "golden"
ASKED = ("objections", "-q", QUARTER, "--as-of")
# 机关替供热部提；燃料部逾期提出；发电部的不成立，已答复
OTHERS = """\
- id: Y2
  branch: 供热部党支部
  from: 机关党支部
  received: 2021-04-16
  asks: 两个支部合办的活动只记了一个
- id: Y3
  branch: 燃料部党支部
  finding: 2021Q1-03
  received: 2021-04-19
  asks: 记录后来找到了
- id: Y4
  branch: 发电部党支部
  item: DJ-01
  received: 2021-04-12
  asks: 培训算一次学习
  decision:
    {result: rejected, reason: 培训不是集中学习, approved_by: 考评领导小组, date: 2021-04-15, answered: 2021-04-15}
"""


@pytest.fixture(scope="module")
def plant(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The governed sample, sealed for publication."""
    folder = governed(tmp_path_factory.mktemp("plant"))
    settle(folder, APPROVED, PUBLIC)
    sealed_as(folder, "2021-04-10", final=False)
    return folder


@pytest.fixture(autouse=True)
def _stand(plant: Path, monkeypatch: pytest.MonkeyPatch) -> Iterable[None]:
    monkeypatch.chdir(plant)
    monkeypatch.setenv("COLUMNS", "100")
    yield
    for name in ("objections", "adjustments"):
        (plant / f"data/{QUARTER}/{name}.yaml").unlink(missing_ok=True)


def _sheet(folder: Path, branch: str) -> list[str]:
    """What the sheet of a branch answers."""
    session = Session(folder)
    sheets = feedbacks(session.dossier(QUARTER), ())
    (mine,) = (each for each in sheets if each.placing.score.branch.name == branch)
    sections = feedback_sheet(mine, session.edition(QUARTER)).sections
    return [words for each in sections if each.title == "异议的答复" for words in each.sentences]


def _noticed(folder: Path) -> list[str]:
    """What the notice tells of objections."""
    paragraphs = results(overview(Session(folder).dossier(QUARTER), ()))
    return [each.text for each in paragraphs if each.lead == "异议和复核情况"]


def test_what_is_listed(plant: Path, kaoping: Command) -> None:
    object_to(plant, OBJECTION + DECIDED, OTHERS)
    adjust(plant, ADJUSTED)
    # 物资部 04-14 收到，十个工作日到 04-28；机关 04-16 收到，到 04-30
    for day in ("2021-04-20", "2021-04-29"):
        status, out, err = kaoping(*ASKED, day)
        assert (status, err) == (0, "")
        assert_golden(f"objections-{day}.txt", out, GOLDEN)
    data = json.loads(kaoping(*ASKED, "2021-04-29", "-f", "json").out)
    assert (data["format"], data["open"], data["overdue"]) == ("kaoping.objections/1", 1, 1)
    stands = {each["id"]: (each["stand"], each["due"]) for each in data["objections"]}
    assert stands == {
        "Y1": ("overdue", "2021-04-28"),
        "Y2": ("open", "2021-04-30"),
        "Y3": ("late", None),
        "Y4": ("decided", None),
    }
    assert [each["id"] for each in data["objections"]] == ["Y1", "Y2", "Y3", "Y4"]
    assert kaoping(*ASKED, "2021-04-29", "-f", "csv").out.count("\n") == 5


def test_where_nobody_objects(plant: Path, kaoping: Command) -> None:
    status, out, _ = kaoping(*ASKED, "2021-04-20")
    assert (status, out) == (0, "2021年第一季度没有异议（截至 2021-04-20）。\n")
    assert _noticed(plant) == []
    assert _sheet(plant, "物资部党支部") == []


@pytest.mark.parametrize("quarter", ["2020Q4", "2021Q1"])
def test_a_round_that_nothing_governs_is_answered_too(
    kaoping: Command, monkeypatch: pytest.MonkeyPatch, quarter: str
) -> None:
    monkeypatch.chdir(SAMPLE)
    assert kaoping("objections", "-q", quarter).status == 0


def test_how_it_ends(plant: Path, kaoping: Command) -> None:
    assert kaoping("objections", "-q", QUARTER, "--as-of", "昨天").status == 2
    (plant / f"data/{QUARTER}/objections.yaml").write_text("kind: objections\nversion: 1\n", "utf-8")
    assert kaoping(*ASKED, "2021-04-20").status == 3
    assert kaoping("score", "-q", QUARTER).status == 0


def test_order_4_who_objects_for_another_is_answered(plant: Path) -> None:
    object_to(plant, OBJECTION + DECIDED, OTHERS)
    adjust(plant, ADJUSTED)
    assert _sheet(plant, "物资部党支部") == [
        "2021年4月14日收到的异议（项目 LZ-02 核实不符）：一名被谈话人当日不在厂。"
        "4月20日经考评领导小组研究，异议部分成立：查明属实。"
    ]
    assert _sheet(plant, "机关党支部") == [
        "2021年4月16日收到的异议（供热部党支部的考评结果）：两个支部合办的活动只记了一个。正在处理。"
    ]
    assert _sheet(plant, "供热部党支部") == []
    assert _sheet(plant, "发电部党支部") == [
        "2021年4月12日收到的异议（项目 DJ-01）：培训算一次学习。"
        "4月15日经考评领导小组研究，异议不成立：培训不是集中学习。"
    ]


def test_why_something_private_was_decided_only_its_branch_is_told(plant: Path) -> None:
    settings = plant / "kaoping.yaml"
    before = settings.read_text("utf-8")
    settings.write_text(before + "private_items: [LZ-02]\n", "utf-8")
    object_to(plant, OBJECTION.replace("  item:", "  from: 机关党支部\n  item:") + DECIDED)
    (told,) = _sheet(plant, "机关党支部")
    assert "异议部分成立：原因不公开。" in told
    assert "查明属实" not in told
    object_to(plant, OBJECTION + DECIDED)
    assert "查明属实" in _sheet(plant, "物资部党支部")[0]
    settings.write_text(before, "utf-8")


def test_one_that_came_late_is_told_alike_everywhere(plant: Path, kaoping: Command) -> None:
    object_to(plant, OBJECTION.replace("2021-04-14", "2021-04-19"))
    told = [*_sheet(plant, "物资部党支部"), *_noticed(plant), kaoping(*ASKED, "2021-04-20").out]
    told += [kaoping("status", *more, "--as-of", "2021-04-20").out for more in ((), ("--handover",))]
    assert all("逾期提出、未受理" in "".join(each.split()) for each in told)
    assert "Y1物资部党支部对项目LZ-02核实不符" in "".join(told[-1].split())


def test_order_27_of_a_branch_that_another_took_over_the_successor_objects(plant: Path, kaoping: Command) -> None:
    roster = plant / "data/roster.yaml"
    before = roster.read_text("utf-8")
    row = "    - {from: 2018-01-01, name: 物资部党支部, class: 机关后勤, head_count: 36}\n"
    assert row in before
    later = "    - {from: 2021-07-01, name: 物资供应部党支部}\n"
    roster.write_text(before.replace(row, row + later), "utf-8")
    # 原来的名称写 branch，后来的名称写 from；答复写在原支部本轮的反馈单上
    object_to(plant, OBJECTION.replace("  item:", "  from: 物资供应部党支部\n  item:") + DECIDED)
    assert len(_sheet(plant, "物资部党支部")) == 1
    assert "物资供应部党支部" in kaoping(*ASKED, "2021-04-20").out
    roster.write_text(before, "utf-8")


def test_the_notice_counts_and_names_nobody(plant: Path) -> None:
    adjust(plant, ADJUSTED.replace("  objection: Y1\n", ""))
    assert _noticed(plant) == ["经复核调整1处。"]
    adjust(plant, ADJUSTED)
    object_to(plant, OBJECTION + DECIDED)
    assert _noticed(plant) == ["收到对考评结果的异议1件，部分成立。"]
    object_to(plant, OBJECTION + DECIDED, OTHERS)
    assert _noticed(plant) == ["收到对考评结果的异议4件，部分成立1件、不成立1件、正在处理1件；逾期提出、未受理1件。"]
    adjust(plant, ADJUSTED.replace("  objection: Y1\n", ""))
    object_to(plant, OBJECTION.replace("id: Y1", "id: Y5"), OTHERS.partition("- id: Y3")[0])
    assert _noticed(plant) == ["收到对考评结果的异议2件，均正在处理。另经复核调整1处。"]
