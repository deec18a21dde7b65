"""One run tells everything: faults are seeded into one workspace, any number at once, and each is told, and no other.

A recipe spoils a part that others may need: what follows from a fault that is told is not told. All else is.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dangjian_kaoping.diagnostics import Diagnostic, catalogue

from .laying import BASE, DANGQUN, FEBRUARY, FOLLOWUPS, JANUARY, JIWEI, MARCH, ROSTER, RUBRIC, checked

SETTINGS = "kaoping.yaml"
POLICY = "rubrics/reward-2020.yaml"
ADJUSTMENTS = "data/2021Q1/adjustments.yaml"
ROUND = "data/2021Q1/round.yaml"
OBJECTIONS = "data/2021Q1/objections.yaml"
WAIVERS = "waivers.yaml"

MORE = {
    POLICY: """\
kind: reward
version: 2020
title: 党支部绩效奖励办法
effective_from: 2021Q1

rewards:
  季度奖励:
    fund: 1000.01
    share_by: {rank: [{from: 1, to: 1, value: 2}, {over: 1, value: 1}]}
""",
    ADJUSTMENTS: """\
kind: adjustments
version: 1
quarter: 2021Q1

adjustments:
  - branch: 发电部党支部
    item: DJ-01
    points: 3.5
    reason: 补开的支委会内容完整，酌情少扣
    approved_by: 考评领导小组办公室
    date: 2021-04-16
""",
    ROUND: """\
kind: round
version: 1
quarter: 2021Q1
approved: {by: 厂党委, date: 2021-04-16}
publication: {from: 2021-04-19, to: 2021-04-23}
""",
    OBJECTIONS: """\
kind: objections
version: 1
quarter: 2021Q1
objections:
- id: Y1
  branch: 机关党支部
  item: LZ-01
  received: 2021-04-20
  asks: 谈话记录有附页
- id: Y2
  branch: 发电部党支部
  finding: 2021Q1-01
  received: 2021-04-21
  asks: 2月支委会已补开
  decision: {result: rejected, reason: 补开的不算, approved_by: 考评领导小组, date: 2021-04-22}
""",
    WAIVERS: """\
kind: waivers
version: 1

waivers: []
""",
}
"""What the base workspace has none of."""


class Recipe(NamedTuple):
    """A text that is written otherwise, the fault that this is, and what is marked; in which file."""

    file: str
    old: str
    new: str
    code: str
    marked: str
    spoils: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()


def _recipe(file: str, old: str, new: str, code: str, marked: str, spoils: str = "", needs: str = "") -> Recipe:
    return Recipe(file, old, new, code, marked, frozenset(spoils.split()), frozenset(needs.split()))


RECIPES = (
    _recipe(SETTINGS, "committee:", "comittee:", "KP107", "comittee"),
    _recipe(SETTINGS, "unit: 示例热电厂", "unit：示例热电厂", "KP115", "："),
    # the roster: who is called how
    _recipe(ROSTER, "classes: [生产, 机关]", "classes: [生产，机关]", "KP160", "，"),
    _recipe(ROSTER, "name: 纪委办公室", "名字: 纪委办公室", "KP107", "名字", spoils="departments"),
    _recipe(
        ROSTER, "name: 机关党支部, class: 机关", "name: 机关党支部, class: 后勤", "KP324", "后勤", spoils="机关党支部"
    ),
    _recipe(
        ROSTER,
        "{from: 2018-01-01, name: 发电部",
        "{from: 2018.13.1, name: 发电部",
        "KP109",
        "2018.13.1",
        spoils="branches",
    ),
    # the rubric
    _recipe(
        RUBRIC, "effective_from: 2020Q1", "effective_from: 2020年第1季度", "KP109", "2020年第1季度", spoils="rubric"
    ),
    _recipe(RUBRIC, "self_assessment: 0.1", "self_assessment: 0.2", "KP203", "weights"),
    _recipe(
        RUBRIC, "title: 廉政谈话\n        points: 4", "title: 廉政谈话\n        points: 3", "KP201", "4", needs="LZ"
    ),
    _recipe(RUBRIC, "deduct: {each: 1}", "deduct: {each: 1, at_most: 2}", "KP107", "at_most", spoils="DJ-01"),
    _recipe(RUBRIC, "{each: 0.5}", "{each: 五角}", "KP109", "五角", spoils="DJ-02"),
    _recipe(RUBRIC, "within: [0.5, 2]", "within: [2, 0.5]", "KP211", "2", spoils="LZ-01"),
    _recipe(RUBRIC, "name: 党风廉政建设", "name: 党风廉政建设\n    名称: 廉政", "KP107", "名称", spoils="LZ"),
    # inspections
    _recipe(DANGQUN, "date: 2021-03-25\n    findings", "date: 2021年3月32日\n    findings", "KP109", "2021年3月32日"),
    _recipe(DANGQUN, "clause: 缺会", "clause: 少会", "KP305", "少会", spoils="缺会", needs="rubric"),
    _recipe(DANGQUN, "missing: 1\n", "missing: 5\n", "KP315", "5", needs="rubric DJ-01 缺会 2021Q1-01"),
    _recipe(DANGQUN, "rectify_by: 2021-04-30", "整改期限: 2021-04-30", "KP107", "整改期限", spoils="期限"),
    _recipe(DANGQUN, "reason: 2月支委会未召开", 'reason: "2月支委会未召开', "KP103", '"', spoils="原因"),
    _recipe(DANGQUN, "count: 2", "count: 2次", "KP109", "2次", spoils="次数"),
    _recipe(DANGQUN, "settled: on_site", "settled: 当场", "KP109", "当场"),
    _recipe(DANGQUN, "item: DJ-02", "item: DJ-20", "KP304", "DJ-20", needs="rubric"),
    _recipe(DANGQUN, "  机关党支部:", "  机关支部:", "KP303", "机关支部", needs="branches"),
    _recipe(JIWEI, "department: 纪委办公室", "department: 纪检办", "KP214", "纪检办", needs="departments"),
    _recipe(JIWEI, "judged: 1", "judged: 5", "KP307", "5", needs="rubric LZ-01 机关党支部"),
    _recipe(JIWEI, "clause: 不规范", "clause: [不规范]", "KP109", "[", spoils="LZ-01"),
    _recipe(JIWEI, "发电部党支部:\n    date: 2021-03-26", "发电部党支部:\n    date: 2012-03-26", "KP413", "2012-03-26"),
    # self-assessments, follow-ups
    _recipe(JANUARY, "发电部党支部: {}", "发电部: {}", "KP303", "发电部", needs="branches"),
    _recipe(FEBRUARY, "month: 2021-02", "month: 2月", "KP109", "2月"),
    _recipe(MARCH, "机关党支部: {}", "机关党支部: {findings: 无}", "KP109", "无"),
    _recipe(FOLLOWUPS, "outcome: closed", "outcome: 已销号", "KP109", "已销号"),
    # what a review decided, money, waivers
    _recipe(ADJUSTMENTS, "points: 3.5", "points: 4.5", "KP333", "4.5", needs="rubric DJ-01 branches"),
    _recipe(ADJUSTMENTS, "branch: 发电部党支部", "branch: 发电党支部", "KP303", "发电党支部", needs="branches"),
    _recipe(ADJUSTMENTS, "date: 2021-04-16", "date: 4月16日", "KP109", "4月16日"),
    # the procedure
    _recipe(ROUND, "date: 2021-04-16", "date: 2021-04-20", "KP555", "2021-04-20", needs="公示"),
    _recipe(ROUND, "by: 厂党委", "by: 王某某", "KP561", "王某某"),
    _recipe(ROUND, "to: 2021-04-23", "to: 4月23日", "KP109", "4月23日", spoils="公示"),
    _recipe(OBJECTIONS, "item: LZ-01", "item: LZ-10", "KP304", "LZ-10", needs="rubric Y1"),
    _recipe(OBJECTIONS, "branch: 机关党支部", "branch: 机关支部", "KP303", "机关支部", needs="branches Y1"),
    _recipe(OBJECTIONS, "received: 2021-04-20", "received: 4.20", "KP109", "4.20", spoils="Y1"),
    _recipe(OBJECTIONS, "received: 2021-04-21", "received: 2021-04-23", "KP555", "2021-04-22", needs="Y2"),
    _recipe(OBJECTIONS, "result: rejected", "result: 不成立", "KP109", "不成立", spoils="Y2"),
    _recipe(POLICY, "fund: 1000.01", "fund: 1000.005", "KP601", "1000.005", needs="奖励"),
    _recipe(POLICY, "{from: 1, to: 1, value: 2}", "{from: 1, to: 2, value: 2}", "KP603", "{", needs="奖励"),
    _recipe(POLICY, "share_by: {rank", "按份额: {rank", "KP107", "按份额", spoils="奖励"),
    _recipe(WAIVERS, "waivers: []", "waivers: 无", "KP109", "无"),
    _recipe(FOLLOWUPS, "department: 党群工作部, ", "department: 党群工作部，", "KP160", "，"),
)


@st.composite
def seeded(draw: st.DrawFn) -> list[Recipe]:
    """Several recipes, of which none spoils what another needs."""
    found: list[Recipe] = []
    for each in draw(st.lists(st.sampled_from(RECIPES), min_size=1, max_size=12, unique=True)):
        clash = any(each.spoils & other.needs or other.spoils & each.needs or each.old == other.old for other in found)
        if not clash:
            found.append(each)
    return found


def _seed(root: Path, recipes: list[Recipe]) -> None:
    texts = {path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in BASE.rglob("*.yaml")} | MORE
    for file in texts:
        for recipe in recipes:
            if recipe.file == file:
                assert texts[file].count(recipe.old) == 1, recipe
                texts[file] = texts[file].replace(recipe.old, recipe.new)
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text(texts[file], "utf-8", newline="\n")


def _told(root: Path, fault: Diagnostic) -> tuple[str, str, str]:
    line = (root / fault.place.file).read_text("utf-8").split("\n")[fault.place.line - 1]
    return fault.code, fault.place.file, line[fault.place.column - 1 : fault.place.column - 1 + fault.width]


def _expected(recipes: list[Recipe]) -> list[tuple[str, str, str]]:
    return sorted((each.code, each.file, each.marked) for each in recipes)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda each: f"{each.code} {each.marked}")
def test_each_by_itself(recipe: Recipe, tmp_path: Path) -> None:
    _seed(tmp_path, [recipe])
    assert sorted(_told(tmp_path, fault) for fault in checked(tmp_path)) == _expected([recipe])


@pytest.mark.whole
@given(recipes=seeded())
@settings(max_examples=80)
def test_all_are_told_in_one_run_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, recipes: list[Recipe]
) -> None:
    root = tmp_path_factory.mktemp("seeded")
    _seed(root, recipes)
    assert sorted(_told(root, fault) for fault in checked(root)) == _expected(recipes)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda each: f"{each.code} {each.marked}")
def test_nothing_is_scored_from_what_is_at_fault(
    recipe: Recipe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = []
    monkeypatch.setattr("dangjian_kaoping.checks.workspace.score_round", lambda *_: scored.append(1))
    _seed(tmp_path, [recipe])
    kind = catalogue()[recipe.code]
    no_points = recipe.file in (SETTINGS, WAIVERS, POLICY, OBJECTIONS)
    harmless = no_points or kind.severity == "warning" or not kind.blocks
    if not harmless:
        checked(tmp_path)
        assert not scored
