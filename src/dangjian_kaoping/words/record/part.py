"""What a finding really took or gave, in words; and the words of what belongs to no finding."""

from dangjian_kaoping.engine.score.apportioning import Part, counts
from dangjian_kaoping.exact import ZERO, Exact, most, negative
from dangjian_kaoping.words.figures import shown
from dangjian_kaoping.words.names import EFFECT_VERB
from dangjian_kaoping.words.record.adjustment import settings_in_words
from dangjian_kaoping.words.record.emptied import emptied_in_words, emptied_steps, since_of
from dangjian_kaoping.words.record.finding import outdone_by_another
from dangjian_kaoping.words.rubric.item import aside_in_words

_GIVES_BACK = {"deduct": "少扣", "earn": "得", "give_back": "还"}
"""What a finding did that took less than nothing."""


def part_in_words(part: Part) -> str:
    """What a part took from its item, or did to the total: `扣 1 分`, `还 2 分`, `不扣分`, `加 0.5 分`."""
    if part.points is None:
        return "未计分"
    if part.finding is not None and part.finding.recorded.withdrawn:
        return "复核撤销"
    effect = "deduct" if part.clause is None else part.clause.effect
    if effect == "veto":
        return "一票否决" if part.clause is not None and part.clause.vetoes else "不否决"
    if not part.points:
        return "不另计分" if effect in ("bonus", "penalty") else "不扣分"
    amount = shown(_size(part.points))
    if effect in ("bonus", "penalty"):
        given = part.points > 0
        return f"{'' if given == (effect == 'bonus') else '少'}{EFFECT_VERB[effect]} {amount} 分"
    return f"扣 {amount} 分" if part.points > 0 else f"{_GIVES_BACK.get(effect, '补回')} {amount} 分"


def own_in_words(part: Part) -> str | None:
    """What a finding comes to by its clause's rule alone, where that is not what it took; None where it is."""
    clause, finding = part.clause, part.finding
    if clause is None or finding is None or part.points is None or clause.clause.rule is None:
        return None
    if not counts(finding) or finding.outdone_by is not None or outdone_by_another(clause, finding):
        return None
    own = _size(finding.points)
    if clause.effect == "earn":
        return f"按本条得 {shown(own)} 分"
    if own == _size(part.points):
        return None
    return f"按本条应{EFFECT_VERB[clause.effect]} {shown(own)} 分"


def rest_in_words(part: Part, branch_class: str) -> str:
    """Why points were lost that belong to no finding."""
    item = part.item
    if item is None and part.rest == "times":
        return "各方面之和乘系数的差" if part.area is None else "本方面乘系数的差"
    if item is None:
        return "各方面先修约再相加：本方面修约的差" if part.area is not None else "加分、扣减修约的差"
    match part.rest:
        case "not_earned":
            earned = any(clause.effect == "earn" and clause.findings for clause in item.clauses)
            return "从零得起，其余的分没有得到" if earned else "从零得起，没有得分的记录"
        case "emptied":
            return "；".join(dict.fromkeys(emptied_in_words(since_of(each)) for each in emptied_steps(item.step)))
        case "adjusted":
            return "复核：" + "；".join(settings_in_words(item))
        case "rescaled":
            return f"{aside_in_words(item, branch_class)}，折算后少得的分"
        case _:
            return aside_in_words(item, branch_class)


def _size(points: Exact) -> Exact:
    return most(points, negative(points)) if points else ZERO
