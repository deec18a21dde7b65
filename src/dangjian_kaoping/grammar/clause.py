"""A clause as it is put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dangjian_kaoping.grammar.entry import SHORTER, DoubtError, Entry, unread, unsettled
from dangjian_kaoping.grammar.meaning import Figure, Meaning, Part, Word
from dangjian_kaoping.grammar.numbers import figures
from dangjian_kaoping.grammar.pieces import Bound, Step
from dangjian_kaoping.grammar.told import BELOW_ZERO

EFFECTS = {"DEDUCT": "deduct", "EARN": "earn", "BONUS": "bonus", "BACK": "give_back"}
MEASURED = frozenset({"%", "分", "岁", "元", "万元"})
"""Units of what is measured; others are of what is counted."""
_PARTED = frozenset({"个月", "月", "周", "小时"})
"""Units of time of which there are parts."""
PERCENT = frozenset({"%", "百分点", "个百分点"})

IN_THE_TOTAL = "“加分”按加在总分上（bonus）；加在本项里的改写 earn"
"""What is chosen where points are added."""


@dataclass
class Clause:
    """A clause as it is put together."""

    fact: Mapping[str, Part]
    rules: dict[str, Part] = field(default_factory=dict)
    unsaid: list[Figure] = field(default_factory=list)
    kept: list[Figure] = field(default_factory=list)
    defaults: list[str] = field(default_factory=list)

    def meaning(self, start: int, end: int) -> Meaning:
        """It as it is read."""
        order = ("free", "deduct", "earn", "bonus", "penalty", "give_back", "veto")
        rules = {key: self.rules[key] for key in order if key in self.rules} | self.rules
        return Meaning(
            start, end, {"fact": self.fact, **rules}, tuple(self.unsaid), tuple(self.kept), tuple(self.defaults)
        )


def measured(unit: str) -> str:
    """The unit in which a value is recorded: a percentage in %."""
    return "%" if unit in PERCENT else unit


def finish(clause: Clause, group: list[Entry]) -> None:
    """Take what limits the prices of a group, and raise if anything of it is left."""
    for entry in group:
        clause.kept += entry.kept
        if entry.cap is not None:
            if "at_most" in clause.rules and clause.rules["at_most"] != entry.cap:
                # a price for once, and a cap of its own: the cap rules
                clause.defaults = [each for each in clause.defaults if not each.startswith("没有写每次")]
            if not clause.rules.keys() & {*EFFECTS.values(), "penalty"}:
                raise unclear(entry, "不得分的条款没有封顶可言", "分成两条写")
            clause.rules["at_most"] = entry.cap
            entry.cap = None
        if entry.worth is not None and len(group) > 1 and "满分" in entry.worth.text:
            # 满分5分，优秀得5分，良好得3分
            clause.kept += figures(entry.worth)
            clause.defaults.append(f"“{entry.worth.text}”没有写进条款")
            entry.worth = None
        if entry.same:
            clause.rules["highest_per_event"] = Word("true")
        if entry.undone:
            clause.rules["undone"] = Word("true")
        if entry.for_item and "within" not in str(clause.rules):
            raise unclear(entry, "“全项合计”只用于酌情的幅度", "写成“最多扣几分”")
        left = entry.left()
        if left:
            raise unread(entry.start, entry.end, f"{left}没有用上", SHORTER)


def ends(line: Bound, clause: Clause) -> Mapping[str, Part]:
    """The two ends of a range in the words of the language; whether a number is in it is said, or the default named."""
    found: dict[str, Part] = {}
    for edge, inclusive, open_end in ((line.low, "from", "over"), (line.high, "to", "under")):
        if edge is None:
            continue
        number = edge.quantity.figure
        if edge.inclusive is None:
            upper = edge is line.low
            clause.defaults.append(
                f"“{number.text}{edge.quantity.unit}以上”没有写含不含本数，按含"
                if upper
                else f"“{number.text}{edge.quantity.unit}以下”没有写含不含本数，按不含"
            )
            found[inclusive if upper else open_end] = number
        else:
            found[inclusive if edge.inclusive else open_end] = number
    return found


def unclear(entry: Entry, why: str, mend: str) -> DoubtError:
    """What an entry says can be taken in two ways."""
    return unsettled(entry.start, entry.end, why, mend)


def effect_of(entry: Entry) -> str:
    """The word of the language for what a price does. Raises DoubtError."""
    effect = EFFECTS.get(entry.verb, "")
    if not effect:
        raise unclear(entry, BELOW_ZERO.why, BELOW_ZERO.mend)
    if entry.total:
        if effect not in ("deduct", "bonus"):
            raise unclear(entry, "从总分中只能扣或者加", "写明“从总分中扣几分”")
        return "penalty" if effect == "deduct" else "bonus"
    return effect


def valued(entry: Entry, unit: str) -> Clause:
    """A clause about a measured value, and what is chosen with that."""
    clause = Clause({"value": Word(unit)})
    if any(each in entry.subject for each in ("抽查", "抽测", "抽检", "抽考")):
        clause.defaults.append("按算好的率记一个数；要记抽了几个、几个不合格的改写 sample")
    if unit == "%" and any(each in entry.subject for each in ("偏差", "完成", "增长", "超", "增")):
        clause.defaults.append("百分数最大记100；会超过的加写 max")
    return clause


def rate(entry: Entry, clause: Clause, step: Step, price: Figure, **line: Figure) -> dict[str, Part]:
    """`each` with its step; the step of one is left out."""
    found: dict[str, Part] = {"each": price}
    quantity = step.quantity
    one = True
    if quantity is None:
        pass
    elif quantity.unit.startswith("半") or quantity.figure.value == 1:
        clause.unsaid.append(quantity.figure)
    else:
        found["step"], one = quantity.figure, False
    rest, entry.rest = entry.rest, None
    if rest is not None:
        if quantity is not None and rest.quantity.figure.value != quantity.figure.value:
            raise unclear(entry, "不足一步的数与每一步的数不一样", "两处写成一样的数")
        if rest.again is not None and rest.again.value != rest.quantity.figure.value:
            raise unclear(entry, "不足的与按几个计的不一样", "写成“不足5个的按5个计”")
        found["steps"] = Word(rest.steps)
        clause.unsaid += [rest.quantity.figure, *([] if rest.again is None else [rest.again])]
    elif step.way == "WHOLE":
        found["steps"] = Word("whole")
    elif not one or line or ("late" in clause.fact and step.unit in _PARTED):
        size = "1" if quantity is None else quantity.figure.text
        unit = quantity.unit if quantity is not None else step.unit
        clause.defaults.append(f"不足{size}{unit}的没有写怎样计，按比例")
    found.update(line)
    return found
