"""A line that the price does not go on from: 低于80%的扣1分, 低于80%的每次扣1分, 不少于20%的每少1人扣1分."""

from decimal import Decimal

from dangjian_kaoping.grammar.clause import MEASURED, Clause, ends, measured, unclear, valued
from dangjian_kaoping.grammar.entry import Entry, Need
from dangjian_kaoping.grammar.meaning import Figure, Part
from dangjian_kaoping.grammar.pieces import Edge, Price, Step
from dangjian_kaoping.grammar.told import BY_WORDS


def needs_line(entry: Entry) -> None:
    """Raise where a measured thing is low or high in words alone (满意度较低的扣5分), and nothing is judged."""
    judged = entry.verb == "VAGUE" or entry.judge or (isinstance(entry.price, Price) and entry.price.high is not None)
    stepped = isinstance(entry.step, Step) and entry.step.way in ("FALL", "RISE")
    if entry.by_words and not judged and not stepped and entry.line is None:
        raise unclear(entry, BY_WORDS.why, BY_WORDS.mend)


def split(entry: Entry, effect: str, price: Figure) -> Clause | None:
    """满意率低于80%扣2分: what lies on the other side costs nothing. None where it is not said of a measured value."""
    line = entry.line
    assert line is not None
    edge = line.low or line.high
    if edge is None or (line.low is not None and line.high is not None) or line.least or effect != "deduct":
        return None
    unit = measured(edge.quantity.unit)
    if unit not in ("%", "分") or (line.of and unit != "%"):
        return None
    clause = valued(entry, unit)
    here = ends(line, clause)
    (word, figure), *_ = here.items()
    nothing = Figure(Decimal(0), edge.quantity.figure.end, price.start)
    table: list[Part] = [{**here, "points": price}, {_OTHER_SIDE[word]: figure, "points": nothing}]
    clause.rules[effect] = {"table": table if line.high is None else table[::-1]}
    clause.defaults.append(f"{edge.quantity.figure.text}{edge.quantity.unit}那一边没有写，按不扣")
    entry.line = None
    return clause


_OTHER_SIDE = {"under": "from", "from": "under", "over": "to", "to": "over"}


def looked_at(entry: Entry) -> Edge | None:
    """The line of 参会率低于80%的，每次扣0.5分: how many there were below it is counted, and not how far below."""
    line = entry.line
    edge = None if line is None else line.low or line.high
    if line is None or edge is None or (line.low is not None and line.high is not None):
        return None
    falls = line.low is None or (line.low.inclusive is False and not line.least)
    if not falls or measured(edge.quantity.unit) not in MEASURED or entry.verb not in ("DEDUCT", "BACK"):
        return None
    entry.line = None
    return edge


def look_at(clause: Clause, line: Edge | None) -> None:
    """Keep the line in the text, and say so."""
    if line is not None:
        clause.kept.append(line.quantity.figure)
        clause.defaults.append(f"到没到{line.quantity.figure.text}{line.quantity.unit}由检查的人看，只记有几次")


def share_of(entry: Entry, unit: str) -> Edge | None:
    """The percentage of 不少于人数的20%，每少1人扣…, or the number of 不足4学时的，每少1学时扣…: that is the need."""
    line = entry.line
    if line is None or (line.low is not None and line.high is not None):
        return None
    edge = line.low or line.high
    assert edge is not None
    if line.low is not None and line.low.inclusive is False:
        return None
    if edge.quantity.unit == "%":
        entry.line = None
        return edge
    if line.low is None and edge.inclusive is False and edge.quantity.unit == unit and entry.need is None:
        entry.need, entry.line = Need(edge.quantity, "每季" if "每季" in entry.subject else ""), None
    return None
