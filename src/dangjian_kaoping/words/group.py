"""The Chinese of 集团: how a unit stands, what is ranked together and why not more."""

from dangjian_kaoping.checks.group import why_not
from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.rows import UnitRow
from dangjian_kaoping.engine.group.together import Band, GroupRound, Placed, Pool
from dangjian_kaoping.periods import parse_quarter
from dangjian_kaoping.words.names import names_in_words

ALONE = "细则不同（逐字比），得分不能放在一起比，只各自排名。"
TIES = "放在一起排名时只看公布的综合得分，相同的并列；各单位自己排名时用来定先后的别的数，这里不用。"
BURDEN = "备查材料、痕迹管理、自评表照各单位施行的细则；记录是各部室写的发现，一条算一条。"
PROBLEMS = "没有销号的、逾期的照整改台账算到这一季末；撤销的不算。"
UNSEALED = "没有封存的也算在内，只供内部先看，不能公布。"
SPREAD = "单位：分。四分之三的支部不高于上四分位，一半不高于中位数，四分之一不高于下四分位；都是某个支部公布的得分。"
DRIFT = "各单位这一季施行的细则，一字不差的才算一样；版本叫法相同而内容不同的，分开列。"
DIFFERENCES = "怎样比、收严和放宽怎样定，与 kaoping rubric diff 一样。"
_NAMED = 12
_DIGITS = 8


def title(round: GroupRound) -> str:
    """`示例集团2021年第一季度党支部量化考评汇总`."""
    return f"{round.name}{quarter_of(round)}党支部量化考评汇总"


def quarter_of(round: GroupRound) -> str:
    """`2021年第一季度`."""
    quarter = parse_quarter(round.asked.quarter)
    return round.asked.quarter if quarter is None else quarter.chinese


def counted_in_words(round: GroupRound) -> str:
    """How many units count, and how many branches they have."""
    missing = len(round.units) - len(round.counted)
    told = f"单位 {len(round.units)} 个，计入 {len(round.counted)} 个、党支部 {round.branches} 个"
    return f"{told}；没有计入 {missing} 个，数不全。" if missing else f"{told}。"


def standing(row: UnitRow) -> str:
    """How a unit stands: 已封存, or why it does not count."""
    if not row.counted:
        return why_not(row)[0]
    if row.seal == "unsealed":
        return "没有封存，也计入"
    return f"{row.sealed_on} 封存" + ("" if row.final else "（公示的结果，还没有定案）")


def about_in_words(round: GroupRound) -> str:
    """The line below a title."""
    return f"{counted_in_words(round)[:-1]}　只供集团内部使用"


def pool_name(number: int) -> str:
    """What one of several rankings is called."""
    return f"第{number}组"


def version_name(drift: Drift) -> str:
    """A version; those that only share its name are told apart by the beginning of their digests."""
    return f"{drift.version} 版（{drift.units[0].rubric[:_DIGITS]}）"


def pool_in_words(pool: Pool, round: GroupRound, number: int = 0) -> str:
    """Which units a ranking is of, and how many branches; one of several has its number before it."""
    names = [each.name for each in pool.units]
    told = names_in_words(names, _NAMED) + ("单位" if len(names) > _NAMED else "")
    together = "放在一起排名" if len(names) > 1 else "单独排名"
    whole = "" if len(round.pools) > 1 else "，各单位的细则一字不差"
    lead = f"{pool_name(number)}：" if number and len(round.pools) > 1 else ""
    return (
        f"{lead}{pool.version} 版：{told}，党支部 {len(pool.placed)} 个，{together}{whole if len(names) > 1 else ''}。"
    )


def marks_in_words(placed: Placed) -> str:
    """末位 of its unit, and single tasks left undone."""
    undone = f"单项工作 {placed.row.undone} 项未完成" if placed.row.undone else ""
    return "，".join(filter(None, ["末位" if placed.row.last else "", undone]))


def band_in_words(band: Band) -> str:
    """`优秀`, `80—90分`."""
    return f"{band.tens}—{band.tens + 10}分" if band.tens is not None else band.grade or "没有等次"


def bands_in_words(pool: Pool) -> str:
    """`90—100分 12 个，80—90分 3 个`."""
    return "，".join(f"{band_in_words(each)} {each.branches} 个" for each in pool.bands)


def units_in_words(drift: Drift) -> str:
    """The units of a version."""
    names = [each.name for each in drift.units]
    return names_in_words(names, _NAMED)


def drift_in_words(drift: Drift, *, own: bool) -> str:
    """How a version differs from the group's own, or from the one by which most score."""
    if drift.revision is None:
        return "就是集团的细则" if drift.own else "用得最多的一版"
    stricter, looser = (
        sum(each.kind.direction == way for each in drift.revision.changes) for way in ("stricter", "looser")
    )
    base = "集团的细则" if own else "用得最多的一版"
    return f"与{base}差 {len(drift.revision.changes)} 处：收严 {stricter} 处，放宽 {looser} 处"
