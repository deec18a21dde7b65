"""What a finding did to its clause, in words: how many points, and why not just what it costs by itself."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore, FindingScore
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import most, negative, plain
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.names import EFFECT_VERB
from dangjian_kaoping.words.record.adjustment import revisions_in_words
from dangjian_kaoping.words.veto import veto_in_words


def amount_in_words(finding: FindingScore) -> str:
    """What a finding added to its clause: `扣 1 分`, `少扣 0.5 分`, `不另计分`."""
    verb = EFFECT_VERB[finding.clause.effect]
    if finding.recorded.withdrawn:
        return "复核撤销"
    if not finding.points and finding.clause.combine != "worst":
        return f"{verb} 0 分" if finding.clause.effect in GIVES else f"不{verb}分"
    if not finding.points:
        return "不另计分"
    less = (finding.points < 0) == (finding.clause.effect in GIVES)
    # done and required add up over several records: a later one can make good what an earlier one lacked
    return f"{'少' if less else ''}{verb} {shown(most(finding.points, negative(finding.points)))} 分"


def consequences_in_words(
    clause: ClauseScore, score: FindingScore, branch_class: str, *, places: bool = True
) -> Iterator[str]:
    """What keeps a finding from costing what it costs by itself, or makes it cost more; a sentence each."""
    for words in revisions_in_words(score.recorded, score.clause.fact, places=places):
        yield f"复核：{words}"
    if score.suppressed_by is not None:
        yield "同一事件已按更重（更高）的一条计，本条不另计"
    elif score.outdone_by is not None:
        yield outdone_in_words(clause)
    elif outdone_by_another(clause, score):
        yield "几个部室都有记录的，以最不利的一条为准"
    gross = clause.step.uncapped
    if gross.value > clause.step.value:
        yield f"本条封顶 {plain(clause.step.value)} 分"
    if (price := _repeated(clause, gross, branch_class)) is not None:
        yield f"前几轮也有，每次{price}"
    if clause.empties is not None:
        yield f"已达不得分条件，本{'组' if clause.empties == 'group' else '项'}从零分算起"
    if clause.vetoes and clause.clause.veto is not None:
        yield f"一票否决：{veto_in_words(clause.clause.veto)}"


def outdone_in_words(clause: ClauseScore) -> str:
    """Why a clause does not count, where of several only the heaviest, or the highest, does."""
    assert clause.outdone_by is not None
    most = "高" if clause.effect in GIVES else "重"
    alone = "" if clause.step.replaced is None else f"（单独是 {shown(clause.step.replaced.value)} 分）"
    return f"各条只取最{most}的一条，已按“{clause.outdone_by.id}”计，本条不计{alone}"


def outdone_by_another(clause: ClauseScore, score: FindingScore) -> bool:
    """Whether another record of the same state (a level, a value) stands instead of this one."""
    if not score.clause.fact.STANDS or score.clause.combine != "worst" or score.points:
        return False
    return any(other.points for other in clause.findings)


def _repeated(clause: ClauseScore, gross: Step, branch_class: str) -> str | None:
    """The price of one occurrence where earlier rounds had it too; None where they had not."""
    repeat = clause.clause.repeat
    entry = gross.term("repeat_entry")
    if repeat is None or not isinstance(entry, (Decimal, Fraction)):
        return None
    if entry == chosen((repeat.prices or repeat.times)[0], branch_class):
        return None
    if gross.term("repeat_multiplies"):
        return f"按原价的 {plain(entry)} 倍计"
    return f"另加 {plain(entry)} 分" if gross.term("repeat_adds") else f"按 {plain(entry)} 分计"
