"""A price for each of something, or once: to one clause."""

import re

from dangjian_kaoping.grammar.clause import (
    IN_THE_TOTAL,
    MEASURED,
    PERCENT,
    Clause,
    effect_of,
    measured,
    rate,
    unclear,
    valued,
)
from dangjian_kaoping.grammar.entry import DoubtError, Entry
from dangjian_kaoping.grammar.lines import look_at, looked_at, split
from dangjian_kaoping.grammar.meaning import Figure, Part, Word
from dangjian_kaoping.grammar.missing import lacking, required
from dangjian_kaoping.grammar.pieces import Edge, Price, Quantity, Step

_NOT_DONE = re.compile("(?:未|没有?)[一-鿿]{1,5}的?$")
_PERSONS = frozenset({"人", "名", "位", "人次"})
_LATE_UNITS = frozenset({"个月", "月", "周", "天", "日", "半天", "小时", "个工作日", "工作日"})


def rated(entry: Entry) -> Clause:
    """So many points for each, or once."""
    price = entry.price
    assert isinstance(price, Price)
    effect = effect_of(entry)
    step, entry.step = entry.step, None
    if price.of:
        if step is not None or entry.line is not None or entry.need is not None or entry.sample is not None:
            raise unclear(entry, "没有认出按什么比例", "写成“按完成率得10分”")
        return _in_proportion(entry, effect, price)
    if entry.never:
        raise unclear(entry, "始终未报的要跟在迟报的后面", "写成“每迟报1天扣0.1分；始终未报的每份扣1分”")
    if price.unit:
        if step is not None:
            raise unclear(entry, "写了两个单位", "只写一个，如“每人次扣0.5分”")
        step = Step("EACH", None, price.unit)
    if step is None:
        clause = _once(entry, effect, price.low)
    elif isinstance(step, Quantity):
        if step.figure.value != 1:
            raise _several(entry, step)
        clause = _each(entry, effect, Step("EVERY", step, step.unit), price.low)
    elif not step.every and step.quantity is not None and step.quantity.figure.value != 1 and step.unit[0] != "半":
        raise _several(entry, step.quantity)
    elif step.way in ("EACH", "EVERY", "WHOLE"):
        clause = _each(entry, effect, step, price.low)
    else:
        way = {"LACK": lacking, "FALL": _fall, "RISE": _rise, "LATE": _late}[step.way]
        clause = way(entry, effect, step, price.low)
    if effect == "bonus" and not entry.total:
        clause.defaults.append(IN_THE_TOTAL)
    return clause


def _in_proportion(entry: Entry, effect: str, price: Price) -> Clause:
    """按完成率得10分; 按被扣分值的10倍扣分."""
    if price.of == "FOLD":
        clause = Clause({"amount": Word("分")}, {effect: {"each": price.low}})
        clause.defaults.append("记别处扣了几分")
        return clause
    if effect != "earn" or entry.never or price.unit:
        raise unclear(entry, "按比例的，只认得几分", "写成“按完成率得10分”")
    clause = Clause({"value": Word("%")}, {"earn": {"share": price.low}})
    clause.defaults.append("按算好的率记一个数，最大100；要记应做几个、做了几个的改写 missing")
    return clause


def _several(entry: Entry, quantity: Quantity) -> DoubtError:
    size = f"{quantity.figure.text}{quantity.unit}"
    return unclear(entry, f"看不出是每{size}，还是一共{size}", "写“每”几次，或者写全几次各扣几分")


def _once(entry: Entry, effect: str, price: Figure) -> Clause:
    if entry.line is not None and entry.need is None and entry.sample is None and entry.rest is None:
        apart = split(entry, effect, price)
        if apart is not None:
            return apart
    if entry.sample is not None or entry.line is not None or entry.rest is not None:
        raise unclear(entry, "只有一个分数，看不出怎样随记下的数变", "写成“每低1个百分点扣0.2分”，或者把各段都写全")
    apiece = isinstance(entry.price, Price) and entry.price.apiece
    if apiece and effect == "deduct" and re.search("[、或和及与]", entry.subject):
        clause = Clause({"count": Word("项")}, {effect: {"each": price}})
        clause.defaults.append("“各”按一样一项数：有几样记几项")
        return clause
    if apiece:
        raise unclear(entry, "“各”是每样都算，还是一样一样分开记，看不出来", "写成“每项扣几分”，或者一样写一条")
    need, entry.need = entry.need, None
    if need is not None and need.quantity.figure.value == 1 and need.per in ("quarter", "other"):
        if effect not in ("deduct", "penalty"):
            raise unclear(entry, "写了应做几次，看不出做到了得分，还是每次得分", "写成“每季1次，每少1次扣1分”")
        # the one that is not done is the one that is missing
        clause = Clause({})
        clause.fact = {"missing": Word(need.quantity.unit), **required(need, need.quantity.unit, clause)}
        clause.rules[effect] = {"each": price}
        return clause
    if re.search("[每逐]|按[月季年次项日周]各?扣", entry.said):
        raise unclear(entry, "写了“每”（“逐”“按月”），没有认出每一个什么", "写成“每次扣1分”“每月扣1分”这样带单位的")
    clause = Clause({"count": Word("次" if effect != "deduct" else "项")})
    clause.rules[effect] = {"each": price}
    clause.rules["at_most"] = price
    if need is not None:
        clause.kept.append(need.quantity.figure)
    sign = {"deduct": "扣", "penalty": "扣", "earn": "得", "bonus": "加", "give_back": "还"}[effect]
    clause.defaults.append(f"没有写每次，按不论几次只{sign}一回；每次都{sign}的，去掉 at_most")
    return clause


def _each(entry: Entry, effect: str, step: Step, price: Figure) -> Clause:
    asked = entry.need is not None and step.quantity is None and entry.need.quantity.unit == step.unit
    if asked and effect in ("deduct", "penalty") and _NOT_DONE.search(entry.name.strip()):
        # 每月1次，未开展的每次扣1分
        return lacking(entry, effect, Step("LACK", None, step.unit), price)
    late = step.unit in _LATE_UNITS and any(each in entry.subject for each in ("迟", "逾期", "延误", "延期"))
    if late:
        return _late(entry, effect, step, price)
    if step.unit in PERCENT or step.unit == "分":
        raise unclear(entry, "没有写是每低还是每高", "写成“低于90%的，每低1个百分点扣0.2分”")
    line = looked_at(entry)
    if entry.line is not None:
        raise unclear(entry, "看不出是超过的才算，还是从第一个起都算", "写成“2次以内不扣分，每超过1次扣1分”")
    if entry.sample is not None:
        sample, entry.sample = entry.sample, None
        if step.quantity is not None and step.quantity.figure.value != 1:
            raise unclear(entry, "抽查每几个不合格才扣，写不成一条", "写成“每有1人……扣几分”")
        if entry.need is not None:
            raise unclear(entry, "又有应做的数，又有抽查", "分成两条写")
        unit = step.unit if step.quantity is not None else sample.unit
        if unit == sample.unit or {unit, sample.unit} <= _PERSONS:
            clause = Clause({"sample": Word(unit), "size": sample.figure})
        else:
            # 抽查3份档案，每处不规范扣…: there may be more of these than of what is looked at
            clause = Clause({"count": Word(unit)})
            clause.kept.append(sample.figure)
    else:
        kind = "amount" if step.unit.endswith("元") else "count"
        clause = Clause({kind: Word("个月" if step.unit == "月" else step.unit)})
    look_at(clause, line)
    need, entry.need = entry.need, None
    if need is not None:
        if effect == "deduct":
            raise unclear(entry, "写了应做几次，却没有写少一次扣几分", "写成“每季不少于3次，每少1次扣1分”")
        clause.kept.append(need.quantity.figure)
        clause.defaults.append(f"“{need.period}{need.quantity.figure.text}{need.quantity.unit}”只是要求，不计分")
    clause.rules[effect] = rate(entry, clause, step, price)
    return clause


def _line_of(entry: Entry, step: Step) -> Edge:
    line, entry.line = entry.line, None
    assert line is not None
    if line.low is not None and line.high is not None:
        raise unclear(entry, "线写成了一段，看不出与哪一头比", "只写一个数，如“低于90%的”")
    edge = line.low or line.high
    assert edge is not None and step.quantity is not None
    beside = line.low if step.way == "FALL" else line.high
    if beside is not None and beside.inclusive is False:
        raise unclear(
            entry, "线与每低（每高）的方向相反", "写成“低于90%的，每低1个百分点……”或者“超过90%的，每高1个百分点……”"
        )
    if measured(edge.quantity.unit) != measured(step.quantity.unit):
        raise unclear(entry, f"线以{edge.quantity.unit}计，每一步以{step.quantity.unit}计", "两处写一样的单位")
    if line.of and measured(edge.quantity.unit) != "%":
        raise unclear(entry, f"“{line.of}”是多少，没有认出", "写明线是多少")
    return edge


def _named(edge: Edge, clause: Clause) -> None:
    """Name a line that stands beside the sentence."""
    if edge.quantity.figure.about:
        said = f"{edge.quantity.figure.text}{edge.quantity.unit}"
        clause.defaults.append(f"这一句没有写与多少比，用考核内容里的“{said}”")


def _beyond(entry: Entry, effect: str, step: Step, price: Figure) -> Clause:
    """超预算的，每超1个百分点扣0.5分: the line is not said, so that how far it is beyond is recorded."""
    unit = step.unit
    if unit in _LATE_UNITS and any(each in entry.subject for each in ("时间", "时限", "期限", "报", "交", "缴")):
        return _late(entry, effect, step, price)
    clause = Clause({"amount" if measured(unit) in MEASURED else "count": Word(unit)})
    clause.rules[effect] = rate(entry, clause, step, price)
    way = "低" if step.way == "FALL" else "高（超）"
    rest = "；不足1" + unit + "的按比例" if "amount" in clause.fact and "steps" not in str(clause.rules) else ""
    clause.defaults.append(f"没有写与多少比，记{way}了几{unit}{rest}")
    return clause


def _fall(entry: Entry, effect: str, step: Step, price: Figure) -> Clause:
    if effect not in ("deduct", "penalty") or entry.need is not None or entry.sample is not None:
        raise unclear(entry, "每低几个得分、加分，没有认出", "写成“低于90%的，每低1个百分点扣0.2分”")
    if entry.line is None:
        return _beyond(entry, effect, step, price)
    edge = _line_of(entry, step)
    clause = valued(entry, measured(edge.quantity.unit))
    _named(edge, clause)
    clause.rules[effect] = rate(entry, clause, step, price, below=edge.quantity.figure)
    return clause


def _rise(entry: Entry, effect: str, step: Step, price: Figure) -> Clause:
    if entry.need is not None or entry.sample is not None:
        raise unclear(entry, "又有应做的数，又有超过的数", "分成两条写")
    line = entry.line
    if line is None:
        return _beyond(entry, effect, step, price)
    edge = _line_of(entry, step)
    unit = measured(edge.quantity.unit)
    if unit in MEASURED:
        clause = valued(entry, unit)
        _named(edge, clause)
        clause.rules[effect] = rate(entry, clause, step, price, above=edge.quantity.figure)
        return clause
    within = (line.low is not None and line.low.inclusive is False) or (line.high is not None and line.high.inclusive)
    if not within or any(each in entry.subject for each in ("每月", "每个月", "每年", "全年", "每半年", "每周")):
        raise unclear(entry, "看不出几个以内不计", "写成“每季2次以内不扣分，每超过1次扣1分”")
    clause = Clause({"count": Word(unit)})
    clause.rules["free"] = edge.quantity.figure
    clause.rules[effect] = rate(entry, clause, step, price)
    return clause


def _late(entry: Entry, effect: str, step: Step, price: Figure) -> Clause:
    if (
        effect not in ("deduct", "penalty")
        or entry.need is not None
        or entry.line is not None
        or entry.sample is not None
    ):
        raise unclear(entry, "迟报的要扣分，没有认出怎样扣", "写成“每迟报1天扣0.1分，每份以3天为限”")
    unit = step.quantity.unit if step.quantity is not None else step.unit
    fact: dict[str, Part] = {"late": Word(unit)}
    clause = Clause(fact)
    most, entry.most = entry.most, None
    if most is not None:
        if most.unit != unit:
            raise unclear(entry, f"每一步以{unit}计，限度以{most.unit}计", "两处写一样的单位")
        fact["most"] = most.figure
    clause.rules[effect] = rate(entry, clause, step, price)
    return clause
