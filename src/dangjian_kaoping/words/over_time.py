"""What the rounds say of the last places, in words: counted, and no probability (docs/公平性.md)."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.otherwise.over_time import ENOUGH, Often, OverTime, PoolOverTime, Stayed
from dangjian_kaoping.exact import Exact, places
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import TABLE_PLACES

TITLE = "以前各轮怎样"
ONLY_COUNTED = "一轮的得分就是那一季的结果，不是抽样；这里只是数各轮，不是概率，也不能用来改分。"


def over_time_in_words(found: OverTime) -> Iterator[str]:
    """A sentence each; where there are too few rounds, that alone."""
    version = found.result.rubric.version
    out = f"（{_quarters(found.left_out)} 没有封存、与封存不一致或者还是暂定，没有数）" if found.left_out else ""
    if not found.pools and len(found.quarters) < ENOUGH:
        few = f"只有 {len(found.quarters)} 轮{out}，不到 {ENOUGH} 轮，看不出什么"
        yield f"按 {version} 版考评、已经定下来的，连本轮{few}。"
        return
    first, last = found.quarters[0], found.quarters[-1]
    yield f"按 {version} 版考评的 {len(found.quarters)} 轮（{first}—{last}，连本轮）{out}："
    for pool in found.pools:
        yield from _pool(pool, len(found.quarters))
    if found.stayed is not None:
        yield _stayed(found.stayed)
    yield ONLY_COUNTED


def _pool(pool: PoolOverTime, rounds: int) -> Iterator[str]:
    among = "" if pool.branch_class is None else f"{pool.branch_class}类："
    above = f"；其上一名{_often(pool.above, rounds)}" if pool.above else ""
    yield f"{among}本轮的末位，{rounds} 轮里有几轮在末位：{_often(pool.last, rounds)}{above}。"
    if pool.margin is None or pool.changes is None:
        return
    changes = pool.changes
    low, middle, high = (places(each, TABLE_PLACES) for each in (changes.low, changes.median, changes.high))
    yield (
        f"{among}末位与其上一名差 {places(pool.margin, TABLE_PLACES)} 分；"
        f"任意两个支部的差距，从一轮到下一轮变动的中位数是 {middle} 分"
        f"（居中的一半在 {low}—{high} 分，共 {changes.number} 次）。"
    )


def _often(several: Sequence[Often], rounds: int) -> str:
    return "、".join(
        f"{each.placing.score.branch.name} {each.times} 轮{_ranked(each.rounds, rounds)}" for each in several
    )


def _ranked(mine: int, rounds: int) -> str:
    return "" if mine == rounds else f"（排了名的 {mine} 轮）"


def _stayed(stayed: Stayed) -> str:
    mean, of, lot = (_tenth(each) for each in (stayed.mean, stayed.places, stayed.by_lot))
    return (
        f"上一轮的末位，下一轮仍是末位的平均 {mean} 个（末位平均 {of} 个）；要是抽签，平均 {lot} 个。"
        f"各版都算，相邻两轮 {stayed.pairs} 次。"
    )


def _tenth(number: Exact) -> str:
    return places(number, 1).removesuffix(".0")


def _quarters(quarters: Sequence[Quarter]) -> str:
    return "、".join(map(str, quarters))
