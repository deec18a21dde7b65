"""What a rubric can give, in words: the ends of a range, and the records for them."""

from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.proof.table import Part, RangeRow, RangeTable, Side
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
    if most and row.empties:
        rest = "" if not side.reached else f"{side_in_words(row._replace(empties=False), side, most=True)}，或"
        return f"{rest}不得分"
    verb = "" if row.effect is None else f"{_VERB[row.effect]} "
    if side.limit is None:
        return "不封顶" if most else "没有底"
    if side.proven:
        return f"{verb}{shown(side.limit)}"
    return f"{verb}{'不超过' if most else '不低于'} {shown(side.limit)}"


def record_in_words(row: RangeRow, side: Side, *, most: bool) -> str:
    """The record for an end; of totals that all items stand at their ends."""
    if row.effect in _ONLY or side.reached is None:
        return ""
    if side.record is None:
        return "各项都最多的" if most else "各项都最少的"
    words = recorded(side.record)
    if side.proven:
        return words
    return f"{words}，是 {shown(side.reached)} 分" + ("，还可以更多" if most and side.limit is None else "")


def both_records_in_words(row: RangeRow) -> str:
    """The records for both ends: `最少：记 {clause: 缺会, done: 0}；最多：什么也没有记`."""
    ends = (("最少", row.least, False), ("最多", row.most, True))
    words = [(name, record_in_words(row, side, most=most)) for name, side, most in ends]
    return "；".join(f"{name}：{said}" for name, said in words if said)


def reached_in_words(row: RangeRow) -> str:
    """Whether somebody can have the full marks, and be left with nothing."""
    if row.full is None:
        return ""
    full = {True: "满分得得到", False: "满分得不到", None: ""}[row.full_reached]
    zero = {True: "零分到得了", False: "零分到不了", None: ""}[row.zero_reached]
    return "，".join(filter(None, (full, zero)))


def title_of(table: RangeTable) -> str:
    """What the table is."""
    return f"{table.rubric.version} 版细则各部分最少、最多几分"


def note_of(table: RangeTable) -> str:
    """How it is to be read, and what it leaves out."""
    said = (
        "每个数都由计分的程序照“怎样记”一栏算过；“不超过”“不低于”是一定越不过的数，不一定到得了。"
        "合计说的是各部室都来检查的一轮，不涉及、不考评的项目算在内；综合得分连同一票否决。"
    )
    left = "、".join(table.unsound)
    return said + (f"{left} 本身有错，改好以后才能列，也没有合计。" if left else "")
