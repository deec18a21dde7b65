"""考核情形: who stands last, who left a single task undone, who is vetoed or barred, and why."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.eligibility import exclusions_in_words, shows_standing
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.names import FLAG, veto_in_words
from dangjian_kaoping.words.rubric.measure import UNDONE, VETOED, measure_in_words
from dangjian_kaoping.write.html.publicity import Publicity


class Case(NamedTuple):
    """A branch that a flag is set on: its place in the page, its name, what is said of it, and why."""

    key: str
    name: str
    words: str
    reasons: tuple[str, ...]


class Circumstance(NamedTuple):
    """A flag with what it means and whom it concerns; `nobody` where it concerns none."""

    title: str
    rule: str
    cases: tuple[Case, ...]
    nobody: str


def circumstances(result: RoundResult, publicity: Publicity) -> Iterator[Circumstance]:
    """The flags that are shown."""
    if publicity.shows("last_places"):
        rule = measure_in_words(result.rubric.measure).last.words
        nobody = "有党支部还没有综合得分，末位待计分齐全后确定。"
        if result.complete:
            alone = len(result.placings) == 1
            nobody = "只有一个党支部参加考评，不定末位。" if alone else "本轮没有末位支部。"
        yield Circumstance(FLAG["bottom_three"], f"{rule}。", tuple(_cases(result, "bottom_three", publicity)), nobody)
    if publicity.shows("undone"):
        cases = tuple(_cases(result, "task_not_done", publicity))
        yield Circumstance(FLAG["task_not_done"], f"{UNDONE}。", cases, "本轮没有单项工作未完成的党支部。")
    vetoed = tuple(_cases(result, "veto", publicity))
    if publicity.shows("veto") and vetoed:
        yield Circumstance(FLAG["veto"], f"{VETOED}。", vetoed, "")
    if publicity.whole and shows_standing(result.rubric.measure):
        barred = tuple(_barred(result))
        yield Circumstance("不能评先选优", "等次和考核情形达不到考评办法要求的。", barred, "各党支部都可以评先选优。")


def _cases(result: RoundResult, flag: Flag, publicity: Publicity) -> Iterator[Case]:
    for number, placing in enumerate(result.placings, start=1):
        if flag in placing.flags and publicity.names(placing):
            words, reasons = "", list[str]()
            score = placing.score
            if flag == "bottom_three" and score.composite is not None:
                words = f"第 {placing.rank} 名，综合得分 {published(score.composite)} 分"
            elif flag == "task_not_done":
                words = "、".join(f"{item.id} {item.title}" for item in score.undone)
                reasons = [reason for item in score.undone for reason in _undone(score, item)]
            elif flag == "veto":
                words = "；".join(f"{each.clause.text}，{veto_in_words(each.veto)}" for each in score.vetoes)
                keys = {(each.item.id, each.clause.id) for each in score.vetoes}
                reasons = [
                    each.recorded.finding.reason or ""
                    for each in score.findings
                    if (each.item.id, each.clause.id) in keys
                ]
            told = tuple(filter(None, reasons)) if publicity.shows("reasons") else ()
            yield Case(f"z{number}", score.branch.name, words, told)


def _barred(result: RoundResult) -> Iterator[Case]:
    """Who is not eligible for 评先选优, and exactly why not."""
    for number, placing in enumerate(result.placings, start=1):
        if not placing.eligible:
            why = exclusions_in_words(placing.exclusions, result.rubric.measure, result.quarter)
            yield Case(f"z{number}", placing.score.branch.name, why, ())


def _undone(score: BranchScore, item: Item) -> Iterator[str]:
    """Why a task counts as undone."""
    for each in score.findings:
        if each.item.id == item.id and each.clause.undone and each.recorded.finding.reason:
            yield each.recorded.finding.reason
