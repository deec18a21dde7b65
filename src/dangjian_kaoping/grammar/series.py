"""Several prices to one clause: ranges, counts, levels, kinds of event."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.clause import EFFECTS, IN_THE_TOTAL, MEASURED, Clause, finish, measured, valued
from dangjian_kaoping.grammar.entry import Entry, unsettled
from dangjian_kaoping.grammar.lines import needs_line
from dangjian_kaoping.grammar.meaning import Figure, Part, Word
from dangjian_kaoping.grammar.pieces import Bound, Mark, Price, Quantity, Step
from dangjian_kaoping.grammar.ranges import ranged
from dangjian_kaoping.grammar.ranks import RANK, among

_ONE = Decimal(1)
_LEAD = re.compile(r"^[^未没不、]{0,12}?(?:获[得评]?(?=[一-鿿])|受到?|被(?!评)|评为|定为|发生)(?=[一-鿿]{2}|[一-鿿]、)")
"""Words before the name of a level."""


def points_of(entry: Entry) -> Figure:
    """The points of an entry; 不得分 and 不扣分 are 0, said by these words."""
    price = entry.price
    if isinstance(price, Price) and price.high is None and not price.unit and not entry.judge and not entry.total:
        return price.low
    if isinstance(price, Quantity):
        return price.figure
    if isinstance(price, Mark) and price.kind in ("KEEP", "NONE"):
        return Figure(Decimal(0), price.start, price.end)
    raise unsettled(entry.start, entry.end, "几档里混着幅度、单位或者总分", "一条一条写")


def graded(group: list[Entry]) -> Clause:
    """90%以上得10分，80%以上得8分，80%以下不得分."""
    verbs = {each.verb for each in group} - {"KEEP", "PLAIN"}
    start, end = group[0].start, group[-1].end
    deducts = "DEDUCT" in verbs
    if ("BONUS" in verbs and verbs - {"BONUS"}) or (deducts and verbs & {"EARN", "NONE"}):
        raise unsettled(start, end, "各段里又有扣的，又有得的（不得分的）", "都写成扣几分，或者都写成得几分")
    rows: list[tuple[Bound, Figure]] = []
    for entry in group:
        assert entry.line is not None
        rows.append((entry.line, points_of(entry)))
        entry.line = None
    unit = measured((rows[0][0].low or rows[0][0].high).quantity.unit)  # type: ignore[union-attr]
    counts = unit not in MEASURED
    if unit == RANK:
        clause = Clause({"rank": Word(among(group[0]))})
    else:
        clause = Clause({"count": Word(unit)}) if counts else valued(group[0], unit)
    ends = ranged([line for line, _ in rows], clause, (start, end), counts=counts)
    rows = [rows[index] for index, _ in ends]
    least = min(points.value for _, points in rows)
    if deducts and rows[-1][0].low is None and rows[-1][1].value == least > 0:
        raise unsettled(start, end, "最小的一段也扣分，看不出正好是0的扣不扣", "不扣分的一段也写出来")
    rule: list[Part] = [{**row, "points": points} for (_, row), (_, points) in zip(ends, rows, strict=True)]
    # so many and fewer than that: one at a time is counted from the first
    from_one = counts and unit != RANK and (rows[-1][0].low is None or rows[-1][0].low.quantity.figure.value <= _ONE)
    nothing = "不扣" if deducts else "不加" if "BONUS" in verbs else "不得分"
    table = rule if from_one else _closed(rule, rows, clause, nothing)
    _open_ends(table, rows, clause, unit)
    effect = "deduct" if deducts else "bonus" if "BONUS" in verbs else "earn"
    clause.rules[effect] = {"table": table[::-1] if unit == RANK else table}
    if effect == "bonus":
        clause.defaults.append(IN_THE_TOTAL)
    finish(clause, group)
    return clause


def _closed(rule: list[Part], rows: Sequence[tuple[Bound, Figure]], clause: Clause, said: str) -> list[Part]:
    """The rows with what lies beyond the least of them: 低于80%扣1分，低于60%扣2分 says that the rest costs nothing."""
    points = [figure.value for _, figure in rows]
    above, below = rows[0][0].high, rows[-1][0].low
    if 0 in points or len(set(points)) < len(points):
        return rule
    if above is not None and points == sorted(points):
        edge, words, first = above, {"to": "over", "under": "from"}, True
    elif below is not None and points == sorted(points, reverse=True):
        edge, words, first = below, {"from": "under", "over": "to"}, False
    else:
        return rule
    row = rule[0 if first else -1]
    assert isinstance(row, Mapping)
    word = next(each for each in words if each in row)
    figure = edge.quantity.figure
    nothing = {words[word]: figure, "points": Figure(Decimal(0), figure.end, rows[0 if first else -1][1].start)}
    side = f"第{figure.text}名以后" if edge.quantity.unit == RANK else f"{figure.text}{edge.quantity.unit}那一边"
    clause.defaults.append(f"{side}没有写，按{said}")
    return [nothing, *rule] if first else [*rule, nothing]


def _open_ends(table: Sequence[Part], rows: Sequence[tuple[Bound, Figure]], clause: Clause, unit: str) -> None:
    """Name the ends for which nothing is said."""
    low, high = rows[-1][0].low, rows[0][0].high
    first, last = table[0], table[-1]
    assert isinstance(first, Mapping)
    assert isinstance(last, Mapping)
    refused = "没有写几分，记了会被拒绝；请补一段"
    counted_from_one = low is not None and unit not in MEASURED and low.quantity.figure.value <= _ONE
    if low is not None and last.keys() & {"from", "over"} and not counted_from_one:
        clause.defaults.append(f"{low.quantity.figure.text}{low.quantity.unit}以下的{refused}")
    if high is None or not first.keys() & {"to", "under"} or (unit == "%" and high.quantity.figure.value == 100):
        return
    if unit == RANK:
        clause.defaults.append(f"第{high.quantity.figure.text}名以后的{refused}")
    else:
        clause.defaults.append(f"{high.quantity.figure.text}{high.quantity.unit}以上的{refused}")


def counted(group: list[Entry]) -> Clause:
    """一次扣3分，两次扣5分: not in proportion."""
    lines = [each.line.low for each in group if each.line is not None]
    ends = [each for each in lines if each is not None]
    quantities = [*(each.step for each in group if isinstance(each.step, Quantity)), *(each.quantity for each in ends)]
    start, end = group[0].start, group[-1].end
    values = [each.figure.value for each in quantities]
    if len({each.unit for each in quantities}) != 1 or values != [values[0] + index for index in range(len(values))]:
        raise unsettled(start, end, "几次各扣几分没有接上", "从一次起，一次一次写")
    table: list[Part] = []
    for entry, quantity in zip(group, quantities, strict=True):
        entry.step = entry.line = None
        needs_line(entry)
        table.append({"from": quantity.figure, "points": points_of(entry)})
    clause = Clause({"count": Word(quantities[0].unit)}, {"deduct": {"table": table}})
    last = f"{quantities[-1].figure.text}{quantities[-1].unit}以上"
    if values[0] != 1:
        raise unsettled(start, end, f"不到{values[0]}{quantities[0].unit}的没有写", "从一次起写")
    if not ends:
        clause.defaults.append(f"{last}的没有另写，照最后一段")
    elif ends[-1].inclusive is None:
        clause.defaults.append(f"“{last}”没有写含不含本数，按含")
    finish(clause, group)
    return clause


def levels(group: list[Entry]) -> Clause:
    """好得4分，较好得3分，差不得分."""
    deducts = any(each.verb == "DEDUCT" for each in group)
    points = [points_of(each) for each in group]
    names = _names(group)
    rows = sorted(zip(names, points, strict=True), key=lambda row: row[1].value if deducts else -row[1].value)
    clause = Clause({"level": tuple(Word(name) for name, _ in rows)})
    clause.rules["deduct" if deducts else "earn"] = {"levels": dict(rows)}
    finish(clause, group)
    return clause


def event(group: list[Entry]) -> Clause:
    """获省级表彰加2分，市级加1分; 通报批评扣0.5分，警告2分."""
    first = group[0]
    if any(each.cap is not None or each.same for each in group[:-1]):
        raise unsettled(group[0].start, group[-1].end, "封顶写在中间，看不出只管前面一级，还是各级", "各级写完再写封顶")
    total = any(each.total for each in group)
    points, ones = [], []
    for entry in group:
        needs_line(entry)
        entry.total = False
        points.append(points_of(entry))
        step, entry.step = entry.step, None
        quantity = step if isinstance(step, Quantity) else step.quantity if isinstance(step, Step) else None
        if quantity is not None and quantity.figure.value != 1:
            raise unsettled(entry.start, entry.end, "每几件才计，写不成一条", "一件一件写")
        ones += [] if quantity is None else [quantity.figure]
    effect = EFFECTS[first.verb]
    clause = Clause({"event": tuple(Word(name) for name in _names(group))})
    if total:
        effect = "penalty" if effect == "deduct" else effect
    clause.unsaid += ones
    clause.rules[effect] = {"levels": dict(zip(_names(group), points, strict=True))}
    return _of_events(clause, group, effect)


def _of_events(clause: Clause, group: list[Entry], effect: str) -> Clause:
    if effect == "bonus":
        clause.defaults.append(IN_THE_TOTAL)
    if not any(each.same for each in group):
        clause.defaults.append("没有写同一事件就高，各件各算各的")
    finish(clause, group)
    return clause


def several(entry: Entry) -> Clause:
    """未遂、异常、障碍的，每起分别扣0.5分、1分、2分."""
    price = entry.price
    assert isinstance(price, Price)
    names = _with_common_end(_LEAD.sub("", entry.subject.strip(" 的")).split("、"))
    step, entry.step = entry.step, None
    quantity = step if isinstance(step, Quantity) else step.quantity if isinstance(step, Step) else None
    if (
        len(names) != len(price.row)
        or len(set(names)) != len(names)
        or price.verb not in ("DEDUCT", "BONUS", "EARN")
        or (price.verb == "EARN" and (step is not None or all(each.value for each in price.row)))
        or entry.never
        or (quantity is not None and quantity.figure.value != 1)
        or (isinstance(step, Step) and step.way not in ("EACH", "EVERY"))
    ):
        raise unsettled(
            entry.start,
            entry.end,
            f"几种情形各几分没有对上：{len(price.row)}个数",
            "一种情形写一个分，如“未遂扣0.5分，异常扣1分”",
        )
    if price.verb == "EARN":
        rows = sorted(zip(names, price.row, strict=True), key=lambda row: -row[1].value)
        clause = Clause({"level": tuple(Word(name) for name, _ in rows)}, {"earn": {"levels": dict(rows)}})
        finish(clause, [entry])
        return clause
    effect = "penalty" if entry.total and price.verb == "DEDUCT" else EFFECTS[price.verb]
    clause = Clause({"event": tuple(map(Word, names))}, {effect: {"levels": dict(zip(names, price.row, strict=True))}})
    clause.unsaid += [] if quantity is None else [quantity.figure]
    return _of_events(clause, [entry], effect)


def _with_common_end(names: list[str]) -> list[str]:
    """一、二、三等奖 are 一等奖, 二等奖, 三等奖; 国家级、省级表彰 are 国家级表彰, 省级表彰."""
    *others, last = names
    mark = others[-1][-1] if others else ""
    if mark in ("级", "等", "类") and all(each.endswith(mark) for each in others):
        end = last.partition(mark)[2] if mark in last else ""
    else:
        length = len(others[-1]) if others else 0
        end = last[length:] if length <= _SHORT and all(len(each) == length for each in others) else ""
    return [each + end for each in others] + [last]


_SHORT = 1
"""Characters of a name that is no name without what stands behind the last of its row."""


def _names(group: list[Entry]) -> list[str]:
    # 第 1 名 as Word spaces it
    said = [re.sub("(?<=第) +| +(?=[名位])", "", each.name).strip(" 的") for each in group]
    names = [_LEAD.sub("", each).removesuffix("该项").strip("的") for each in said]
    names = ["否则" if each == "否" else each for each in names]
    if len(set(names)) != len(names) or not all(names):
        raise unsettled(group[0].start, group[-1].end, "几档的名称没有认出", "每一档写明名称")
    return names
