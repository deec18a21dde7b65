"""One clause at one branch, told: what it says, how it is priced, and each finding with reason and standard."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.score.circumstances import Occurrence
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.calculation import cap_in_words
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.ledger import lateness_in_words
from dangjian_kaoping.words.names import EFFECT_VERB, REASON
from dangjian_kaoping.words.record.adjustment import revisions_in_words
from dangjian_kaoping.words.record.finding import amount_in_words
from dangjian_kaoping.words.record.record import place_of, rectification_in_words, standard_of
from dangjian_kaoping.words.rubric.limit import limits_in_words
from dangjian_kaoping.words.rubric.rule import fact_in_words, price_in_words
from dangjian_kaoping.write.text.layout import Page


class Telling:
    """How a side of the result is told: whose class, and whether it is the self-assessment.

    `entries` are older problems, by id, as the ledger has them.
    """

    def __init__(
        self, branch_class: str, *, declared: bool = False, entries: Mapping[str, Entry] = MappingProxyType({})
    ) -> None:
        self.branch_class = branch_class
        self.declared = declared
        self.entries = entries


def tell_clause(page: Page, depth: int, item: Item, score: ClauseScore, how: Telling) -> None:
    """The clause with its findings; `depth` is how far it is indented."""
    clause = score.clause
    where = "，".join(filter(None, [f"条款“{clause.id}”", place_of(clause)]))
    page.line(f"{verdict(score)}：{clause.text}（{where}）", depth)
    rules = [fact_in_words(item, clause.fact, how.branch_class), price_in_words(clause, how.branch_class)]
    rules += limits_in_words(item, clause, how.branch_class)
    page.line("；".join(filter(None, rules)), depth + 1, "计分：")
    _tell_repeat(page, depth + 1, score)
    several = len(score.findings) > 1
    for number, finding in enumerate(score.findings, start=1):
        if several:
            page.line(f"{amount_in_words(finding)}", depth + 1, f"（{number}）")
        _tell_finding(page, depth + 1 + 2 * several, finding, how)
    together = clause.fact.together_in_words([each.recorded.finding for each in score.findings])
    if together:
        page.line(together, depth + 1)
    if score.step.name == "clause_capped":
        page.line(cap_in_words(score.step), depth + 1, "封顶：")


def _tell_repeat(page: Page, depth: int, score: ClauseScore) -> None:
    uncapped = score.step.parts[0] if score.step.name == "clause_capped" else score.step
    entry, rounds = uncapped.term("repeat_entry"), uncapped.term("repeat_rounds")
    multiplies = bool(uncapped.term("repeat_multiplies"))
    if entry is None or (multiplies and not rounds):
        return
    price = "另加 {} 分" if uncapped.term("repeat_adds") else "按原价的 {} 倍计" if multiplies else "按 {} 分计"
    words = f"本轮每次{price.format(shown(cast(Exact, entry)))}"
    if rounds:
        words += f"；前面有 {rounds} 轮也有"
    occurrences = cast(tuple[Occurrence, ...], uncapped.term("repeat_occurrences") or ())
    if occurrences:
        words += "：" + "、".join(map(_occurrence, occurrences))
    page.line(words, depth, "屡查屡犯：")


def _occurrence(occurrence: Occurrence) -> str:
    """An earlier finding by its id, or its round, and where it is written."""
    finding = occurrence.finding
    return f"{finding.id or occurrence.quarter}" + (f"（{finding.at}）" if finding.at.line else "")


def verdict(score: ClauseScore) -> str:
    """What the clause did, as a heading: `扣 1 分`, `不得分`, `一票否决`."""
    if score.findings and all(each.recorded.withdrawn for each in score.findings):
        return "复核撤销"
    if score.vetoes:
        return "一票否决"
    if score.empties is not None:
        return "本组不得分" if score.empties == "group" else "本项不得分"
    verb = EFFECT_VERB[score.effect]
    if not score.points and score.effect != "earn":
        return f"不{verb}" if score.effect == "veto" else f"不{verb}分"
    return f"{verb} {shown(score.points)} 分"


def _tell_finding(page: Page, depth: int, score: FindingScore, how: Telling) -> None:
    recorded = score.recorded
    finding = recorded.finding
    page.line(score.clause.fact.recorded_in_words(finding), depth, "记录：")
    for line in revisions_in_words(recorded, score.clause.fact):
        page.line(line, depth, "复核：")
    for problem_id in () if how.declared else finding.concerns:
        page.line(_concerned(problem_id, how.entries.get(problem_id), score), depth, "涉及：")
    other = score.suppressed_by
    if other is not None:
        where = f"，见 {other.at}" if other.at.line else ""
        page.line(f"同一事件已按 {other.item}/{other.clause} 计{where}，这里不再计分", depth, "不计：")
    told = (
        (REASON[score.clause.effect], finding.reason),
        ("整改标准", None if how.declared else standard_of(finding, score)),
        ("开展情况", finding.carried_out),
        ("过程", finding.process),
        ("成效", finding.result),
        ("备注", finding.note),
    )
    for label, text in told:
        if text is not None:
            page.line(text, depth, f"{label}：")
    if (
        not how.declared
        and not recorded.withdrawn
        and (score.points < 0 or finding.rectify_by is not None or finding.settled is not None)
    ):
        page.line(rectification_in_words(finding), depth, "整改：")
    page.line("，".join(filter(None, [_who(score, how), str(finding.at) if finding.at.line else ""])), depth, "出处：")


def _concerned(problem_id: str, entry: Entry | None, score: FindingScore) -> str:
    """An older problem that a finding is about: where it is written, and how it stood by then."""
    if entry is None:
        return f"问题 {problem_id}"
    return f"问题 {problem_id}（{entry.finding.at}），{lateness_in_words(entry, score.recorded.day)}"


def _who(score: FindingScore, how: Telling) -> str:
    recorded = score.recorded
    if recorded.month is not None:
        return f"{recorded.month} 自评"
    inspector = f"（{recorded.finding.inspector}）" if recorded.finding.inspector else ""
    borrowed = "（自评沿用）" if how.declared else ""
    return f"{recorded.department or ''}{inspector} {recorded.day.isoformat()} 检查{borrowed}"
