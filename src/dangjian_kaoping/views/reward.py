"""绩效奖励兑现表 of a quarter and of a year: a row a branch, and what they add up to."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.money.year import BranchYear, RewardYear
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, total
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.table import (
    EVERYWHERE,
    FIELDS,
    ROWS,
    SCREEN,
    SHEET,
    Column,
    Surface,
    Table,
    Value,
    Weight,
    Width,
)
from dangjian_kaoping.words.rubric.reward import remarks

NAME, YEAR = "兑现表", "年度兑现表"
SUMS = "合计"
"""What the last row is called."""
_ORDER: Mapping[Surface, Sequence[str]] = {"screen": ("rank", "branch"), "fields": ("branch", "rank")}


def reward(result: RewardResult) -> Table[Payout]:
    """The payouts of a quarter, in the order of the ranking."""
    columns = (*_claim(result), *_parts(result), *_amounts())
    sums: dict[str, Value] = {"branch": SUMS, "reward": result.reward, "penalty": result.penalty, "net": result.net}
    sums |= {"heads": total(map(_heads_counted, result.payouts)), "weight": total(map(_weight_counted, result.payouts))}
    return Table(columns, result.payouts, _ORDER, sums=sums)


def _claim(result: RewardResult) -> Iterator[Column[Payout]]:
    yield Column("branch", "党支部", lambda each: each.claim.branch.name, "name", "branch", width=Width(12, 18))
    yield Column("score", "得分", lambda each: each.claim.score, "points", places=(2, 4), live=False, width=Width(8, 8))
    yield Column("rank", "名次", lambda each: each.claim.rank, "count", "rank", width=Width(5, 5))
    yield Column("grade", "等次", lambda each: each.claim.grade or "", surfaces=SHEET, rare=SHEET, width=Width(8, 8))
    yield Column("heads", "人数", _heads, "count", surfaces=SHEET, rare=SHEET, blank=True, width=Width(6, 6))
    shown = EVERYWHERE - FIELDS if result.policy.coefficient is not None else ROWS | SHEET
    yield Column(
        "coefficient",
        "系数",
        lambda each: each.coefficient,
        "factor",
        surfaces=shown,
        live=False,
        exact=True,
        width=Width(6, 6),
    )
    yield Column(
        "weight",
        "份额",
        lambda each: each.weight,
        "points",
        surfaces=SHEET,
        rare=SHEET,
        blank=True,
        places=(2, 2),
        width=Width(9.5, 9.5),
    )


def _parts(result: RewardResult) -> Iterator[Column[Payout]]:
    """Each reward of a policy that has several."""
    if len(result.policy.rewards) > 1:
        for name in result.policy.rewards:
            yield Column(
                f"rewards.{name}", name, _part(name), "money", surfaces=SCREEN | SHEET, places=(2, 2), live=False
            )


def _heads(payout: Payout) -> Step | int | None:
    return payout.heads or payout.claim.branch.head_count


def _heads_counted(payout: Payout) -> Exact:
    return Decimal(payout.claim.branch.head_count or 0)


def _weight_counted(payout: Payout) -> Exact:
    return Decimal(0) if payout.weight is None else payout.weight.value


def _part(name: str) -> Callable[[Payout], Step | None]:
    return lambda each: each.rewards.get(name)


def _amounts() -> Iterator[Column[Payout]]:
    wide = Width(11, 11)
    yield Column("reward", "核定奖励", lambda each: each.reward, "money", places=(2, 2), live=False, width=wide)
    yield Column("penalty", "考核扣减", lambda each: each.penalty, "money", places=(2, 2), live=False, width=wide)
    yield Column("net", "实发", lambda each: each.net, "money", places=(2, 2), weight="strong", width=wide)
    yield Column("remarks", "备注", remarks, "prose", surfaces=ROWS | SHEET, width=Width(21, 21))


def reward_year(year: RewardYear) -> Table[BranchYear]:
    """The payouts of a year, quarter by quarter, those who were paid most first."""
    sums: dict[str, Value] = {"branch": SUMS}
    sums |= {_nets(result.quarter): result.net for result in year.quarters}
    sums |= {key: total(map(amount, year.branches)) for key, _, amount in _YEAR}
    return Table(tuple(_year_columns(year)), year.branches, sums=sums)


def _year_columns(year: RewardYear) -> Iterator[Column[BranchYear]]:
    yield Column("branch", "党支部", lambda each: each.branch.name, "name", width=Width(12, 20))
    yield Column("id", "支部编号", lambda each: each.branch.id, surfaces=FIELDS)
    for result in year.quarters:
        yield _quarter(result.quarter)
    for key, heading, amount in _YEAR:
        weight: Weight = "strong" if key == "net" else "light"
        yield Column(key, heading, amount, "money", places=(2, 2), weight=weight, width=_WIDE)


_WIDE = Width(13, 13)
_YEAR: Sequence[tuple[str, str, Callable[[BranchYear], Exact]]] = (
    ("reward", "核定奖励", lambda each: each.reward),
    ("penalty", "考核扣减", lambda each: each.penalty),
    ("net", "全年实发", lambda each: each.net),
)


def _nets(quarter: Quarter) -> str:
    return f"nets.{quarter}"


def _quarter(quarter: Quarter) -> Column[BranchYear]:
    def net(each: BranchYear) -> Step | None:
        return each.payouts[quarter].net if quarter in each.payouts else None

    headings: Mapping[Surface, str] = {"screen": str(quarter), "sheet": f"{quarter.of_year}实发"}
    heading, shown = f"{quarter} 实发", EVERYWHERE - FIELDS
    return Column(_nets(quarter), heading, net, "money", "quarters", headings, shown, places=(2, 2), width=_WIDE)
