"""清单: facts that a department has without a visit count as what it records, and make nobody inspected."""

import re

import pytest

from dangjian_kaoping.engine.score.gathering import gathered
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.rounds import Rounds
from sample import SAMPLE

pytestmark = pytest.mark.whole

QUARTER = Quarter(2021, 1)
DANGQUN = "data/2021Q1/inspection/dangqun.yaml"
LIST = "data/2021Q1/lists/平台.yaml"
_SCORE = re.compile(r" {6}- \{item: DJ-11, clause: 平台得分, .*\}\n")
_BRANCH = re.compile(r"^  (\S+党支部):$", re.MULTILINE)


def _moved() -> dict[str, str]:
    """The sample's files, with 平台得分 in a list instead of the inspection."""
    text = (SAMPLE / DANGQUN).read_text("utf-8")
    branches = _BRANCH.split(text)[1:]
    listed = [
        f"  {name}:\n    findings:\n{_SCORE.findall(said)[0]}"
        for name, said in zip(branches[::2], branches[1::2], strict=True)
    ]
    head = "kind: facts\nversion: 1\nquarter: 2021Q1\ndepartment: 党群工作部\nbranches:\n"
    rest = _SCORE.sub("", text)
    # a branch of which nothing else was found has no findings then
    rest = re.sub(r" {4}findings:\n(?! {6}[-#])", "", rest)
    return {DANGQUN: rest, LIST: head + "".join(listed)}


def _composites(result: RoundResult) -> list[tuple[str, Exact | None]]:
    scores = (each.score for each in result.placings)
    return [(each.branch.id, None if each.composite is None else each.composite.value) for each in scores]


def test_facts_of_a_list_score_as_those_of_an_inspection() -> None:
    texts = _moved()
    assert texts[LIST].count("平台得分") == 12 and "clause: 平台得分" not in texts[DANGQUN]
    before, after = (Rounds(each).round(QUARTER) for each in (Loader(SAMPLE), Loader(SAMPLE).laid_over(texts)))
    assert _composites(before) == _composites(after)
    findings = [each for each in after.placings[0].score.findings if each.clause.id == "平台得分"]
    assert [each.recorded.inspected_on for each in findings] == [None]
    assert all(each.recorded.department == "党群工作部" for each in findings)


def test_a_list_is_no_visit() -> None:
    texts = {
        **_moved(),
        DANGQUN: "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党群工作部\nbranches: {}\n",
    }
    workspace = Loader(SAMPLE).laid_over(texts).workspace([QUARTER])
    rubric, roster = workspace.rubric_in_force(QUARTER), workspace.roster
    assert rubric is not None and roster is not None
    found = gathered(rubric, roster, workspace.rounds[QUARTER])
    assert all("DQ" not in each.departments for each in found.values())
    assert "DJ-11" in found["ZB01"].inspected
