"""One price to one clause."""

import re

from dangjian_kaoping.grammar.clause import (
    EFFECTS,
    IN_THE_TOTAL,
    MEASURED,
    Clause,
    effect_of,
    ends,
    finish,
    measured,
    unclear,
)
from dangjian_kaoping.grammar.entry import Entry, unread
from dangjian_kaoping.grammar.lines import needs_line
from dangjian_kaoping.grammar.meaning import Part, Word
from dangjian_kaoping.grammar.numbers import figures
from dangjian_kaoping.grammar.pieces import Ceiling, Mark, Price, Quantity, Step
from dangjian_kaoping.grammar.ranks import RANK
from dangjian_kaoping.grammar.rated import rated

VETOES = {
    "ZERO": "total_zero",
    "LAST": "last_place",
    "BARRED": "barred",
    "GRADECAP": "grade_cap",
    "SCORECAP": "score_cap",
}
_OF_A_RECORD = ("每季", "每个季", "全季", "每月", "每个月")
_SMALL = re.compile(r"(?:小[项条]|[该本此]条|子项|分项)(?:不|$)")
_OF_ALL = re.compile(r"(?:考核|考评|总分|成绩|得分)$")
_OF_THE_YEAR = re.compile(r"(?:当年|全年|本年|年度)[一-鿿]{0,8}(?:总|排|列|末)|全年有效")
_GRADE = re.compile(r"^.*?(?:最高(?:只能)?评?[为到]|不得?高于|直接(?:定|评|确定|评定)为)|等次$")


def single(entry: Entry) -> Clause:
    """The clause of a price that stands alone. Raises DoubtError."""
    if entry.never and entry.verb != "NONE" and entry.verb not in EFFECTS:
        raise unclear(entry, "始终未报的没有认出怎样扣", "写成“始终未报的每份扣1分”")
    lacks = isinstance(entry.step, Step) and entry.step.way == "LACK"
    if entry.need is not None and not entry.need.least and not lacks:
        why = f"“{entry.need.text}以上”是应做的，还是有了才算，看不出来"
        raise unclear(entry, why, "写成“每季不少于3次，每少1次扣1分”")
    verb = entry.verb
    needs_line(entry)
    if verb in VETOES or verb in ("VETO", "BELOWGRADE"):
        clause = _veto(entry)
    elif verb == "NONE":
        clause = _nothing(entry)
    elif verb == "VAGUE" or entry.judge or (isinstance(entry.price, Price) and entry.price.high is not None):
        clause = _judged(entry)
    elif verb in EFFECTS or verb == "BELOWZERO":
        clause = rated(entry)
        if entry.veto is not None and entry.veto.kind in ("ZERO", "LAST", "BARRED"):
            clause.rules["veto"] = Word(VETOES[entry.veto.kind])
            entry.veto = None
    else:
        raise unclear(entry, "没有写明是扣、是得还是加", "写明“扣几分”“得几分”或者“加几分”")
    if entry.worth is not None:
        _worth(entry, clause)
    if entry.added:
        clause.defaults.append("各个得分加起来正好是本项的满分，按相加，不是只得其中一个")
    if entry.duties:
        clause.kept += [each.quantity.figure for each in entry.duties]
        clause.defaults.append(f"“{'、'.join(each.text for each in entry.duties)}”只是要求，有没有做到由检查的人看")
        entry.duties = []
    if entry.period and not entry.period.startswith(_OF_A_RECORD) and "count" in clause.fact:
        clause.defaults.append(f"写的是“{entry.period}”，而一条记录只说一季：记在哪一季就算在哪一季")
    finish(clause, [entry])
    return clause


def _worth(entry: Entry, clause: Clause) -> None:
    """笔记齐全（4分），缺一项扣1分: no more than that, where the clause is alone behind it. So 满分5分，每次加1分."""
    worth, entry.worth = entry.worth, None
    assert worth is not None
    points = next(figures(worth))
    full = "满分" in worth.text
    sign = next((_SIGNS[each] for each in _SIGNS if each in clause.rules and (full or each == "deduct")), "")
    if sign and "at_most" not in clause.rules and entry.cap is None and entry.alone:
        clause.rules["at_most"] = points
        clause.defaults.append(f"“{worth.text}”按这一条最多{sign}{points.text}分")
    else:
        clause.kept.append(points)
        clause.defaults.append(f"“{worth.text}”{'' if full else '是前面这一样的分，'}没有写进条款")


_SIGNS = {"deduct": "扣", "earn": "得", "bonus": "加"}


def emptied(clause: Clause, entry: Entry) -> None:
    """三次以上不得分, behind the price of each: what empties the item."""
    line = entry.line
    assert line is not None
    if "empties" in clause.rules:
        raise unclear(entry, "写了两个不得分的条件", "分成两条写")
    unit = measured((line.low or line.high).quantity.unit)  # type: ignore[union-attr]
    (kind, known), *_ = clause.fact.items()
    mine = known.text if isinstance(known, Word) else ""
    if kind not in _CONDITIONED or (mine != unit and not (kind == "count" and unit == "次")):
        raise unclear(entry, "不得分的条件与前面记的不是同一个数", "分成两条写")
    if kind != "value" and line.low is None:
        # 每少1次扣1分，少于2次不得分: one is of what is missing, the other of what was done
        raise unclear(entry, "前面数的越多扣得越多，这里却是少了才不得分，数的不是同一个", "写成“少3次以上的不得分”")
    clause.rules["empties"] = ends(line, clause)
    entry.line = None
    finish(clause, [entry])


_CONDITIONED = frozenset({"count", "value", "missing", "sample", "late"})
"""Kinds of facts with a number that a condition can be of."""


def _veto(entry: Entry) -> Clause:
    if entry.verb == "VETO":
        raise unclear(entry, "只写了一票否决，没有写否决的后果", "写明“总分为零”“排在最后”或者“不得评先选优”")
    if entry.verb == "BELOWGRADE":
        raise unclear(entry, "没有写最高可以评到哪一等", "写成“考核等次最高评为合格”")
    effect = VETOES[entry.verb]
    if entry.need is not None or entry.step is not None:
        raise unclear(entry, "否决的条件没有认出", "写成“两次（含）以上的，不得评先选优”")
    how: dict[str, Part] = {"effect": Word(effect)}
    if isinstance(entry.price, Ceiling):
        how["at_most"] = entry.price.figure
    elif effect == "grade_cap":
        how["grade"] = Word(_GRADE.sub("", _said(entry)))
    clause = Clause({"count": Word("起")})
    if entry.again:
        clause.defaults.append("与前一条说的是同一件事，两条都要记")
    line, entry.line = entry.line, None
    if line is not None:
        unit = (line.low or line.high).quantity.unit  # type: ignore[union-attr]
        if line.low is None or measured(unit) in MEASURED:
            raise unclear(entry, "否决的条件没有认出", "写成“两次（含）以上的，不得评先选优”")
        clause.fact = {"count": Word(unit)}
        clause.rules["veto"] = {**how, **ends(line, clause)}
        return clause
    if effect in ("total_zero", "last_place") and _OF_THE_YEAR.search(entry.name + _said(entry)):
        how["for"] = Word("year")
    clause.rules["veto"] = how if len(how) > 1 else Word(effect)
    return clause


def _said(entry: Entry) -> str:
    return entry.price.text if isinstance(entry.price, Mark) else ""


def _nothing(entry: Entry) -> Clause:
    """不得分."""
    step, entry.step = _once_said(entry), None
    if entry.never or entry.step is not None or entry.sample is not None or entry.judge:
        raise unclear(entry, "没有认出什么情形不得分", "写成“发生……的，本项不得分”或者“三次（含）以上不得分”")
    if (
        _OF_ALL.search(entry.subject)
        and isinstance(entry.price, Mark)
        and not entry.price.text.startswith(("本", "该", "此"))
    ):
        raise unclear(entry, "看不出是本项零分，还是总分为零", "写明“本项不得分”或者“总分为零”")
    if _SMALL.search(entry.subject + _said(entry)):
        raise unclear(
            entry, "不得分的是小项，看不出清的是几分", "小项写成一个组（groups），组上写几分，条款写 empties: group"
        )
    if entry.line is None:
        unit = "起" if step is None else step.unit
        said = isinstance(entry.price, Mark) and any(each in entry.price.text for each in ("本项", "全扣"))
        clause = Clause({"count": Word(unit)}, {"empties": Word("item")})
        clause.unsaid += [] if step is None else [step.figure]
        need, entry.need = entry.need, None
        if need is not None:
            clause.kept.append(need.quantity.figure)
            clause.defaults.append(
                f"“{need.period}{need.quantity.figure.text}{need.quantity.unit}”没有做到的记1起，就不得分"
            )
        if not said:
            clause.defaults.append("“不得分”没有写明是小项还是整项，按整项（empties: item）")
        return clause
    edge = entry.line.low or entry.line.high
    assert edge is not None
    unit = measured(edge.quantity.unit)
    if unit == RANK:
        raise unclear(entry, "名次不得分，没有写别的名次得几分", "各段名次都写明得几分")
    counted = unit not in MEASURED
    clause = Clause({"count" if counted else "value": Word(unit)})
    clause.rules["empties"] = ends(entry.line, clause)
    entry.line = None
    return clause


def _once_said(entry: Entry) -> Quantity | None:
    """The one of 发生一起不得分. Raises DoubtError for any other step."""
    step = entry.step
    quantity = step if isinstance(step, Quantity) else step.quantity if isinstance(step, Step) else None
    plain = isinstance(step, Quantity) or (isinstance(step, Step) and step.way == "EVERY")
    if step is not None and not (plain and quantity is not None and quantity.figure.value == 1):
        raise unclear(entry, "没有认出什么情形不得分", "写成“发生……的，本项不得分”或者“三次（含）以上不得分”")
    return quantity


def _judged(entry: Entry) -> Clause:
    price = entry.price
    unit = "分" if entry.verb == "EARN" else "例"
    step = entry.step
    if isinstance(step, Step) and step.way == "EACH":
        unit = step.unit
    elif step is not None:
        quantity = step if isinstance(step, Quantity) else step.quantity
        if quantity is None or quantity.figure.value != 1 or (isinstance(step, Step) and step.way != "EVERY"):
            raise unclear(entry, "没有认出按什么酌情", "写成“视情节每例扣1至3分”")
        unit = quantity.unit
    clause = Clause({"judged": Word(unit)})
    if isinstance(step, Quantity | Step):
        quantity = step if isinstance(step, Quantity) else step.quantity
        clause.unsaid += [] if quantity is None else [quantity.figure]
    within: dict[str, Part]
    if isinstance(price, Price):
        effect = effect_of(entry)
        if price.high is None:
            raise unclear(entry, "酌情而只有一个数，看不出是固定几分，还是最多几分", "写成幅度，如“视情节扣0至2分”")
        if price.low.value >= price.high.value:
            raise unread(entry.start, entry.end, "幅度的两个数颠倒了", "小的写在前面")
        within = {"within": (price.low, price.high)}
        if price.unit:
            if step is not None:
                raise unclear(entry, "写了两个单位", "写成“每例扣1至3分”")
            clause.fact = {"judged": Word(price.unit)}
        if effect in ("earn", "give_back"):
            within["per"] = Word("item")
    else:
        effect = "penalty" if entry.total else "deduct"
        within = {"within": Word("item")}
        clause.defaults.append("没有写幅度，从0分到本项满分，由检查的人判")
    if entry.for_item:
        within["per"] = Word("item")
    elif "per" not in within and step is None and not (isinstance(price, Price) and price.unit):
        clause.defaults.append("没有写是每例还是全项合计，按每例；全项合计的加写 per: item")
    if effect == "bonus" and not entry.total:
        clause.defaults.append(IN_THE_TOTAL)
    entry.step = None
    clause.rules[effect] = within
    return clause


def never(clause: Clause, entry: Entry) -> None:
    """始终未报的每份扣几分, behind what each day costs."""
    price = entry.price
    assert isinstance(price, Price)
    if "late" not in clause.fact or price.high is not None or entry.verb != "DEDUCT":
        raise unclear(entry, "始终未报的要跟在迟报的后面", "写成“每迟报1天扣0.1分；始终未报的每份扣1分”")
    clause.fact = {**clause.fact, "never": price.low}
    if price.low.about:
        clause.defaults.append(f"始终未报的不得分，按每份扣完本项的{price.low.text}分（never）")
    step, entry.step = entry.step, None
    if step is not None and not (isinstance(step, Step) and step.way == "EACH"):
        raise unclear(entry, "始终未报的没有认出怎样扣", "写成“始终未报的每份扣1分”")
    finish(clause, [entry])
