"""One clause at one branch, told: what it says, how it is priced, and each finding with reason and standard."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, cast

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.score.circumstances import ClauseKey, Drawn, Occurrence
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.facts.asked import with_unit
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.calculation import cap_in_words
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.ledger import lateness_in_words
from dangjian_kaoping.words.names import EFFECT_VERB, REASON, names_in_words
from dangjian_kaoping.words.record.adjustment import revisions_in_words
from dangjian_kaoping.words.record.finding import amount_in_words, outdone_in_words
from dangjian_kaoping.words.record.record import place_of, reason_of, rectification_in_words, standard_of
from dangjian_kaoping.words.rubric.limit import limits_in_words
from dangjian_kaoping.words.rubric.rule import fact_in_words, price_in_words


class Side(NamedTuple):
    """Which side of the result is told: of a branch of which class, the inspection or what it declared itself.

    `entries` are older problems, by id, as the ledger has them; `before` are the lines that all branches drew before a
    review.
    """

    branch_class: str
    declared: bool = False
    entries: Mapping[str, Entry] = MappingProxyType({})
    before: Mapping[ClauseKey, Drawn] = MappingProxyType({})


def clause_rows(depth: int, item: Item, score: ClauseScore, side: Side) -> Iterator[ExplainRow]:
    """The clause with its findings; `depth` is how far it is indented."""
    clause = score.clause
    where = "，".join(filter(None, [f"条款“{clause.id}”", place_of(clause)]))
    yield ExplainRow(depth, "clause", "", f"{verdict(score)}：{clause.text}（{where}）", _loses(score))
    rules = [fact_in_words(item, clause.fact, side.branch_class), price_in_words(clause, side.branch_class)]
    rules += limits_in_words(item, clause, side.branch_class)
    if clause.effect != "record":
        yield ExplainRow(depth + 1, "rule", "计分：", "；".join(filter(None, rules)))
    line = score.step.uncapped.term("drawn")
    if isinstance(line, Drawn):
        told = drawn_in_words(clause, line) + _moved(clause, line, side.before.get((item.id, clause.id)))
        yield ExplainRow(depth + 1, "rule", "与各支部比：", told)
    if score.outdone_by is not None:
        yield ExplainRow(depth + 1, "rule", "不计：", outdone_in_words(score))
    if repeat := _repeat(score):
        yield ExplainRow(depth + 1, "rule", "屡查屡犯：", repeat)
    several = len(score.findings) > 1
    for number, finding in enumerate(score.findings, start=1):
        if several:
            yield ExplainRow(depth + 1, "finding", f"（{number}）", amount_in_words(finding))
        for label, text in _finding(finding, side):
            yield ExplainRow(depth + 1 + 2 * several, "finding", f"{label}：", text)
    if together := clause.fact.together_in_words([each.recorded.finding for each in score.findings], clause.combine):
        yield ExplainRow(depth + 1, "rule", "", together)
    if score.step.cap is not None:
        yield ExplainRow(depth + 1, "rule", "封顶：", cap_in_words(score.step))


def drawn_in_words(clause: Clause, line: Drawn) -> str:
    """A number that the round drew from all branches: how many there are, and whose the highest is."""
    number = with_unit(shown(line.value), clause.fact.scale)
    if line.kind == "mean":
        return f"{len(line.figures)} 个支部的平均数是 {number}"
    return f"{len(line.figures)} 个支部的最高数是 {number}（{names_in_words(line.whose)}）"


def _moved(clause: Clause, line: Drawn, before: Drawn | None) -> str:
    """What the line was before a review, and whose records the review changed; empty where it is the same."""
    if before is None or before.missing or before.value == line.value:
        return ""
    figures = dict(before.figures)
    changed = [name for name, figure in line.figures if figures.get(name) != figure]
    number = with_unit(shown(before.value), clause.fact.scale)
    return f"；复核调整{names_in_words(changed)}的记录以前是 {number}"


def _repeat(score: ClauseScore) -> str:
    """At what price a finding counts that earlier rounds had too; empty where that makes no difference."""
    uncapped = score.step.uncapped
    entry, rounds = uncapped.term("repeat_entry"), uncapped.term("repeat_rounds")
    multiplies = bool(uncapped.term("repeat_multiplies"))
    if entry is None or (multiplies and not rounds):
        return ""
    price = "另加 {} 分" if uncapped.term("repeat_adds") else "按原价的 {} 倍计" if multiplies else "按 {} 分计"
    words = f"本轮每次{price.format(shown(cast(Exact, entry)))}"
    if rounds:
        words += f"；前面有 {rounds} 轮也有"
    occurrences = cast(tuple[Occurrence, ...], uncapped.term("repeat_occurrences") or ())
    return words + ("：" + "、".join(map(_occurrence, occurrences)) if occurrences else "")


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
    if score.outdone_by is not None:
        return "不计"
    if score.effect == "record":
        return "只记录，不计分"
    verb = EFFECT_VERB[score.effect]
    if not score.points and score.effect != "earn":
        return f"不{verb}" if score.effect == "veto" else f"不{verb}分"
    return f"{verb} {shown(score.points)} 分"


def _loses(score: ClauseScore) -> bool:
    """Whether the branch lost something by it."""
    taken = score.effect in ("deduct", "penalty") and bool(score.points)
    return score.vetoes or score.empties is not None or taken


def _finding(score: FindingScore, side: Side) -> Iterator[tuple[str, str]]:
    """What is told of a finding, each with what it is called."""
    recorded = score.recorded
    finding = recorded.finding
    yield "记录", score.clause.fact.recorded_in_words(finding)
    for line in revisions_in_words(recorded, score.clause.fact):
        yield "复核", line
    for problem_id in () if side.declared else finding.concerns:
        yield "涉及", _concerned(problem_id, side.entries.get(problem_id), score)
    other = score.suppressed_by
    if other is not None:
        where = f"，见 {other.at}" if other.at.line else ""
        yield "不计", f"同一事件已按 {other.item}/{other.clause} 计{where}，这里不再计分"
    told = (
        (REASON[score.clause.effect], reason_of(score)),
        ("整改标准", None if side.declared else standard_of(finding, score)),
        ("开展情况", finding.carried_out),
        ("过程", finding.process),
        ("成效", finding.result),
        ("备注", finding.note),
    )
    yield from ((label, text) for label, text in told if text is not None)
    if not side.declared and _asks_rectification(score):
        yield "整改", rectification_in_words(finding)
    written = str(finding.at) if finding.at.line else ""
    form = "" if finding.origin is None else f"填在 {finding.origin}"
    yield "出处", "，".join(filter(None, [_who(score, side), written, form]))


def _asks_rectification(score: FindingScore) -> bool:
    finding = score.recorded.finding
    asks = score.points < 0 or finding.rectify_by is not None or finding.settled is not None
    return asks and not score.recorded.withdrawn and not score.fault_told_elsewhere


def _concerned(problem_id: str, entry: Entry | None, score: FindingScore) -> str:
    """An older problem that a finding is about: where it is written, and how it stood by then."""
    if entry is None:
        return f"问题 {problem_id}"
    return f"问题 {problem_id}（{entry.finding.at}），{lateness_in_words(entry, score.recorded.day)}"


def _who(score: FindingScore, side: Side) -> str:
    recorded = score.recorded
    if recorded.filed is not None:
        return f"{recorded.filed} 自评"
    inspector = f"（{recorded.finding.inspector}）" if recorded.finding.inspector else ""
    borrowed = "（自评沿用）" if side.declared else ""
    day = recorded.inspected_on
    how = "的清单" if day is None else f" {day.isoformat()} 检查"
    return f"{recorded.department or ''}{inspector}{how}{borrowed}"
