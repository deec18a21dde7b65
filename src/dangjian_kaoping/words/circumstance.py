"""考核情形 in words: what each means under a measure, what is said of whom it concerns, and where it is nobody."""

from collections.abc import Collection, Iterator

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.rubric.measure import UNDONE, VETOED, measure_in_words
from dangjian_kaoping.words.veto import veto_in_words

BARRED = "等次和考核情形达不到考评办法要求的。"
"""What it takes not to be eligible for 评先选优."""
NOBODY_BARRED = "各党支部都可以评先选优。"


def meaning_of(flag: Flag, measure: Measure) -> str:
    """When a branch is marked so."""
    match flag:
        case "bottom_three":
            return f"{measure_in_words(measure).last.words}。"
        case "task_not_done":
            return f"{UNDONE}。"
        case "veto":
            return f"{VETOED}。"


def nobody_in_words(flag: Flag, result: RoundResult) -> str:
    """What is said where no branch is marked so; empty of vetoes, which are told only where there are any."""
    match flag:
        case "bottom_three" if not result.complete:
            return "有党支部还没有综合得分，末位待计分齐全后确定。"
        case "bottom_three":
            alone = len(result.placings) == 1
            return "只有一个党支部参加考评，不定末位。" if alone else "本轮没有末位支部。"
        case "task_not_done":
            return "本轮没有单项工作未完成的党支部。"
        case "veto":
            return ""


def flagged_in_words(flag: Flag, placing: Placing) -> str:
    """By what a branch came to be marked so; empty where it has no figure to say it with."""
    score = placing.score
    match flag:
        case "bottom_three" if score.composite is None:
            return ""
        case "bottom_three":
            return f"第 {placing.rank} 名，综合得分 {published(score.composite)} 分"
        case "task_not_done":
            return "、".join(f"{item.id} {item.title}" for item in score.undone)
        case "veto":
            return "；".join(f"{each.clause.text}，{veto_in_words(each.veto)}" for each in score.vetoes)


def reasons_of(flag: Flag, score: BranchScore, private: Collection[str] = ()) -> Iterator[str]:
    """What was found at the branch that it is marked for, task by task; nothing of a rank, nor of `private` items."""
    if flag == "task_not_done":
        causes = [
            each for item in score.undone for each in score.findings if each.item.id == item.id and each.clause.undone
        ]
    elif flag == "veto":
        keys = {(each.item.id, each.clause.id) for each in score.vetoes}
        causes = [each for each in score.findings if (each.item.id, each.clause.id) in keys]
    else:
        causes = []
    yield from filter(None, (each.recorded.finding.reason for each in causes if each.item.id not in private))
