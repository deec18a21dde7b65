"""What the rounds say of the last places, as a part of a JSON document."""

from collections.abc import Sequence

from dangjian_kaoping.engine.otherwise.over_time import Changes, Often, OverTime, PoolOverTime, Stayed
from dangjian_kaoping.words.figures import six
from dangjian_kaoping.write.json.document import Number, Object, QuarterName


class OftenData(Object):
    """一个支部在数的各轮里，几轮在末位"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    times: int
    """几轮在末位"""
    rounds: int
    """数的各轮里，它排了名的几轮"""


class ChangesData(Object):
    """任意两个支部的差距，从一轮到下一轮变动多少（分，不论方向）"""

    number: int
    """一共几次变动"""
    low: Number
    """四分之一的变动不到这个数"""
    median: Number
    """中位数：一半的变动不到这个数"""
    high: Number
    """四分之三的变动不到这个数"""


class PoolOverTimeData(Object):
    """在一起定末位的支部"""

    pool: str | None
    """支部类别；各类一起定末位的为 null"""
    last: list[OftenData]
    """本轮的末位，最低的在前"""
    above: list[OftenData]
    """末位的上一名；并列的都列"""
    margin: Number | None
    """末位与其上一名差几分；没有上一名、不由得分分出的为 null"""
    changes: ChangesData | None
    """差距的变动；没有相邻两轮的为 null"""


class StayedData(Object):
    """上一轮的末位，下一轮仍是末位的；各版的各轮都算"""

    pairs: int
    """相邻两轮几次"""
    places: Number
    """末位平均几个"""
    mean: Number
    """平均几个仍是末位"""
    by_lot: Number
    """要是抽签，平均几个"""


class OverTimeData(Object):
    """以前各轮怎样：只是数各轮，不是概率"""

    quarters: list[QuarterName]
    """数的各轮：按本轮的这一版考评、与封存一致的，和本轮"""
    left_out: list[QuarterName]
    """按这一版考评而没有数的：没有封存、与封存不一致、还是暂定"""
    pools: list[PoolOverTimeData]
    """末位和上一名；数的不到四轮的是空的"""
    stayed: StayedData | None
    """末位留下来的；数的不到四轮、没有相邻两轮的为 null"""


def over_time_data(found: OverTime) -> OverTimeData:
    """With six places where a number is no published one."""
    return {
        "quarters": [str(each) for each in found.quarters],
        "left_out": [str(each) for each in found.left_out],
        "pools": [_pool(each) for each in found.pools],
        "stayed": None if found.stayed is None else _stayed(found.stayed),
    }


def _pool(pool: PoolOverTime) -> PoolOverTimeData:
    return {
        "pool": pool.branch_class,
        "last": _often(pool.last),
        "above": _often(pool.above),
        "margin": None if pool.margin is None else six(pool.margin),
        "changes": None if pool.changes is None else _changes(pool.changes),
    }


def _often(several: Sequence[Often]) -> list[OftenData]:
    return [
        {
            "branch": each.placing.score.branch.name,
            "id": each.placing.score.branch.id,
            "times": each.times,
            "rounds": each.rounds,
        }
        for each in several
    ]


def _changes(changes: Changes) -> ChangesData:
    return {
        "number": changes.number,
        "low": six(changes.low),
        "median": six(changes.median),
        "high": six(changes.high),
    }


def _stayed(stayed: Stayed) -> StayedData:
    return {
        "pairs": stayed.pairs,
        "places": six(stayed.places),
        "mean": six(stayed.mean),
        "by_lot": six(stayed.by_lot),
    }
