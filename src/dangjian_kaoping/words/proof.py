"""What a rubric can give, in words: the ends of a range, and the records for them."""

from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.proof.ranges.table import Part, RangeRow, RangeTable, Side
from dangjian_kaoping.proof.witness import recorded
from dangjian_kaoping.words.figures import shown

_PART: dict[Part, str] = {"area": "方面", "item": "项目", "group": "组", "clause": "条款", "total": "合计"}
_TOTAL = {"base": "基础分", "bonus": "加分", "penalty": "扣减", "inspection": "检查得分", "composite": "综合得分"}
_VERB: dict[Effect, str] = {"deduct": "扣", "earn": "得", "give_back": "还", "bonus": "加", "penalty": "减"}
_ONLY: dict[Effect, str] = {"veto": "否决", "record": "只记不计"}


def part_in_words(row: RangeRow) -> str:
    """What kind of part it is: 方面、项目、组、条款、合计."""
    return _PART[row.part]


def name_in_words(row: RangeRow) -> str:
    """What it is called, with its id; of which class it is told."""
    of = f"（{row.branch_class}类）" if row.branch_class else ""
    if row.part == "total":
        return _TOTAL[row.key] + of
    return (row.key if row.part == "clause" else f"{row.key} {row.name}") + of


def side_in_words(row: RangeRow, side: Side, *, most: bool) -> str:
    """One end: `0`, `扣 3`, `不封顶`; where it may not be reached, how far it surely does not go."""
    if row.effect in _ONLY:
        return _ONLY[row.effect]
    if _has_none(row):
        return ""
    if most and row.empties:
        rest = "" if not side.reached else f"{side_in_words(row._replace(empties=False), side, most=True)}，或"
        return f"{rest}不得分"
    verb = "" if row.effect is None else f"{_VERB[row.effect]} "
    if side.limit is None:
        return "不封顶" if most else "没有底"
    if side.proven:
        return f"{verb}{shown(side.limit)}"
    return f"{verb}{'不超过' if most else '不低于'} {shown(side.limit)}"


def _has_none(row: RangeRow) -> bool:
    """Whether a part has no points of its own, and only adds to the total or takes from it."""
    ends = (row.least.reached, row.most.reached)
    return row.part in ("area", "item") and row.full is None and not any(ends)


def record_in_words(row: RangeRow, side: Side, *, most: bool) -> str:
    """The record for an end; of totals that all items stand at their ends."""
    if row.effect in _ONLY or side.reached is None or _has_none(row):
        return ""
    if side.record is None:
        return "各项都最多的" if most else "各项都最少的"
    words = recorded(side.record)
    if side.proven:
        return words
    return f"{words}，是 {shown(side.reached)} 分" + ("，还可以更多" if most and side.limit is None else "")


def record_for_people(row: RangeRow, side: Side, *, most: bool) -> str:
    """The same; nothing of what has no end, of which no record says more than that."""
    return "" if side.limit is None else record_in_words(row, side, most=most)


def out_of_reach(row: RangeRow) -> str:
    """The records that come nearest to full marks, or to nothing, where nobody comes there; and to the ends of which
    nobody knows whether they are reached: `最多：记 {clause: 缺项, level: 好}`.
    """
    ends = (("最少", row.least, False, row.zero_reached), ("最多", row.most, True, row.full_reached))
    words = [
        (name, record_for_people(row, side, most=most))
        for name, side, most, reached in ends
        if reached is False or not side.proven
    ]
    return "；".join(f"{name}：{said}" for name, said in words if said)


def reached_in_words(row: RangeRow) -> str:
    """Whether full marks, or nothing, are out of reach; or that both are within."""
    if row.full is None:
        return ""
    full = {True: "", False: "满分得不到", None: "满分说不准"}[row.full_reached]
    zero = {True: "", False: "零分到不了", None: "零分说不准"}[row.zero_reached]
    return "，".join(filter(None, (full, zero))) or "都到得了"


def title_of(table: RangeTable) -> str:
    """What the table is."""
    return f"{table.rubric.version} 版细则各部分最少、最多几分"


def note_of(table: RangeTable) -> str:
    """How it is to be read, and what it leaves out."""
    said = (
        "“都到得了”是满分得得到，零分也到得了。每个数都由计分的程序照一条记录算过（怎样记，见 --format markdown）；"
        "“不超过”“不低于”的是一定越不过的数，不一定到得了。"
        "合计说的是各部室都来检查的一轮，不涉及、不考评的项目算在内：其余项目折算的，扣到 0 以下的分也跟着放大。"
        "综合得分连同一票否决。"
    )
    left = "、".join(table.unsound)
    return (f"{left} 本身有错，改好以后才能列，也没有合计。" if left else "") + said
