"""绩效奖励兑现表 of a quarter and of a year: a row a branch, and what they add up to."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.money.year import BranchYear, RewardYear
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, total
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.table import EVERYWHERE, FIELDS, ROWS, SCREEN, SHEET, Column, Surface, Table, Value, Width
from dangjian_kaoping.words.rubric.reward import remarks

NAME = "兑现表"
SUMS = "合计"
"""What the last row is called."""
_ORDER: Mapping[Surface, Sequence[str]] = {"screen": ("rank", "branch"), "fields": ("branch", "rank")}


def reward(result: RewardResult) -> Table[Payout]:
    """The payouts of a quarter, in the order of the ranking."""
    columns = (*_claim(result), *_parts(result), *_amounts())
    sums = {"branch": SUMS, "reward": result.reward, "penalty": result.penalty, "net": result.net}
    return Table(columns, result.payouts, _ORDER, sums=sums)


def _claim(result: RewardResult) -> Iterator[Column[Payout]]:
    yield Column("branch", "党支部", lambda each: each.claim.branch.name, "name", "branch", width=Width(24, 24))
    yield Column(
        "score", "得分", lambda each: each.claim.score, "points", places=(2, 4), live=False, width=Width(10, 10)
    )
    yield Column("rank", "名次", lambda each: each.claim.rank, "count", "rank", width=Width(7, 7))
    shown = EVERYWHERE - FIELDS if result.policy.coefficient is not None else ROWS | SHEET
    yield Column(
        "coefficient",
        "系数",
        lambda each: each.coefficient,
        "factor",
        surfaces=shown,
        live=False,
        exact=True,
        width=Width(8, 8),
    )


def _parts(result: RewardResult) -> Iterator[Column[Payout]]:
    """Each reward of a policy that has several."""
    if len(result.policy.rewards) > 1:
        for name in result.policy.rewards:
            yield Column(f"rewards.{name}", name, _part(name), "money", surfaces=SCREEN)


def _part(name: str) -> Callable[[Payout], Step | None]:
    return lambda each: each.rewards.get(name)


def _amounts() -> Iterator[Column[Payout]]:
    wide = Width(14, 14)
    yield Column("reward", "奖励金额", lambda each: each.reward, "money", places=(2, 2), live=False, width=wide)
    yield Column("penalty", "考核扣减", lambda each: each.penalty, "money", places=(2, 2), live=False, width=wide)
    yield Column("net", "实发", lambda each: each.net, "money", places=(2, 2), weight="strong", width=wide)
    yield Column("remarks", "备注", remarks, "prose", surfaces=ROWS | SHEET, width=Width(44, 44))


def reward_year(year: RewardYear) -> Table[BranchYear]:
    """The payouts of a year, quarter by quarter, those who were paid most first."""
    sums: dict[str, Value] = {"branch": SUMS}
    sums |= {_nets(result.quarter): result.net for result in year.quarters}
    sums |= {key: total(map(amount, year.branches)) for key, _, amount in _YEAR}
    return Table(tuple(_year_columns(year)), year.branches, sums=sums)


def _year_columns(year: RewardYear) -> Iterator[Column[BranchYear]]:
    yield Column("branch", "党支部", lambda each: each.branch.name, "name")
    yield Column("id", "支部编号", lambda each: each.branch.id, surfaces=FIELDS)
    for result in year.quarters:
        yield _quarter(result.quarter)
    for key, heading, amount in _YEAR:
        yield Column(key, heading, amount, "money")


_YEAR: Sequence[tuple[str, str, Callable[[BranchYear], Exact]]] = (
    ("reward", "奖励合计", lambda each: each.reward),
    ("penalty", "扣减合计", lambda each: each.penalty),
    ("net", "实发合计", lambda each: each.net),
)


def _nets(quarter: Quarter) -> str:
    return f"nets.{quarter}"


def _quarter(quarter: Quarter) -> Column[BranchYear]:
    def net(each: BranchYear) -> Step | None:
        return each.payouts[quarter].net if quarter in each.payouts else None

    headings: Mapping[Surface, str] = {"screen": str(quarter)}
    return Column(_nets(quarter), f"{quarter} 实发", net, "money", headings=headings, surfaces=EVERYWHERE - FIELDS)
