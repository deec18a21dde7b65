"""What is missing of what there should be: 每月1次，每少1次扣1分."""

from dangjian_kaoping.grammar.clause import PERCENT, Clause, rate, unclear
from dangjian_kaoping.grammar.entry import Entry, Need
from dangjian_kaoping.grammar.lines import share_of
from dangjian_kaoping.grammar.meaning import Figure, Part, Word
from dangjian_kaoping.grammar.pieces import Step


def lacking(entry: Entry, effect: str, step: Step, price: Figure) -> Clause:
    """每少1次扣1分; 每月1次，未开展的每次扣1分."""
    unit = step.unit
    if entry.duties:
        clause = _of_several(entry, unit)
        clause.rules[effect] = rate(entry, clause, step, price)
        return clause
    line = share_of(entry, unit)
    if effect not in ("deduct", "penalty") or unit in PERCENT or entry.line is not None:
        raise unclear(entry, "少了几个要扣分，没有认出怎样扣", "写成“每季3次，每少1次扣1分”")
    need, entry.need = entry.need, None
    clause = Clause({})
    if need is not None and need.quantity.unit != unit:
        raise unclear(entry, f"应做的以{need.quantity.unit}计，少的以{unit}计", "两处写一样的单位")
    if line is not None:
        clause.kept.append(line.quantity.figure)
        clause.defaults.append(
            f"应做的数写的是{line.quantity.figure.text}%，应做几{unit}由记录写（required: recorded）"
        )
        clause.fact = {"missing": Word(unit), "required": Word("recorded")}
    else:
        clause.fact = {"missing": Word(unit), **required(need, unit, clause, entry.period)}
    clause.rules[effect] = rate(entry, clause, step, price)
    return clause


def _of_several(entry: Entry, unit: str) -> Clause:
    """支委会每月1次、党员大会每季1次，少1次扣1分: how many there should be of all is recorded."""
    clause = Clause({"missing": Word(unit), "required": Word("recorded")})
    clause.kept += [each.quantity.figure for each in entry.duties]
    said = "、".join(each.text for each in entry.duties)
    clause.defaults.append(f"应做的数有几个（{said}），一季一共应做几{unit}由记录写（required: recorded）")
    entry.duties = []
    return clause


_QUARTERLY = ("每季", "每个季", "全季")


def required(need: Need | None, unit: str, clause: Clause, period: str = "") -> dict[str, Part]:
    """How many there should be of the `unit` (each `period`, where that alone is said): in the words of the language
    what a quarter or a month has, else recorded. What is chosen is named.
    """
    if need is None and period and not period.startswith(_QUARTERLY):
        monthly = period.startswith(("每月", "每个月"))
        said = "每月" if monthly else f"写的是“{period}”，一季"
        clause.defaults.append(f"没有写应做几{unit}，{said}应做几{unit}由记录写（required: recorded）")
        return {"required": Word("recorded"), **({"per": Word("month")} if monthly else {})}
    if need is None:
        clause.defaults.append(f"没有写应做几{unit}，由记录写（required: recorded）")
        return {"required": Word("recorded")}
    figure = need.quantity.figure
    if need.per == "other":
        clause.kept += [] if figure.about else [figure]
        clause.defaults.append(f"应做的数写的是“{need.text}”，一季应做几{unit}由记录写（required: recorded）")
        return {"required": Word("recorded")}
    if not need.per:
        clause.defaults.append(f"“{need.text}”没有写每月还是每季，按每季")
    if figure.about:
        clause.defaults.append(f"这一句没有写应做几{unit}，用考核内容里的“{need.text}”")
    return {"required": figure, **({"per": Word("month")} if need.per == "month" else {})}
