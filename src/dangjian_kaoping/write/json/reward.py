"""兑现 as JSON, `kaoping.reward/1`: amounts are text, to the fen."""

from typing import Final, Literal, cast

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.views.reward import reward, reward_year
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.words.figures import money
from dangjian_kaoping.write.json.document import Draft, Number, Object, QuarterName, YearName, draft_mark, open_ended
from dangjian_kaoping.write.json.table import fields_of
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.reward/1"
"""The version of the contract."""
YEAR_FORMAT: Final = "kaoping.reward-year/1"


@open_ended
class PayoutData(Object):
    """一个支部的钱（元）；兑现表以后添了别的列，也在这里"""

    branch: str
    """党支部"""
    rank: int
    """名次"""
    score: Number
    """兑现所按的得分"""
    reward: Number
    """奖励"""
    penalty: Number
    """扣款"""
    net: Number
    """实发"""


class _Remainder(Object, total=False):
    retained: Number
    """余额（元）；办法不许有余额的没有这个键"""
    complete: Literal[False]
    """本轮暂定，有的支部还没有钱；都有了的没有这个键"""


class RewardDocument(Draft, _Remainder):
    """一个季度的绩效奖励兑现（reward）"""

    format: Literal["kaoping.reward/1"]
    """格式和它的版本"""
    quarter: QuarterName
    """哪个季度"""
    policy: str
    """按哪一版绩效奖励办法"""
    fund: Number
    """可以发的钱（元）；各支部的奖励加起来是它，有余额的再加余额"""
    branches: list[PayoutData]
    """各支部，照名次"""


@open_ended
class QuarterPayoutData(PayoutData):
    """一个支部一个季度的钱（元）"""

    quarter: QuarterName
    """哪个季度"""


class YearPayoutRow(Object):
    """年度兑现表的一行，一列一个键"""

    branch: str
    """党支部"""
    id: str
    """支部编号"""
    reward: Number
    """奖励"""
    penalty: Number
    """扣款"""
    net: Number
    """实发"""


@open_ended
class YearPayoutData(YearPayoutRow):
    """一个支部全年的钱（元）；年度兑现表以后添了别的列，也在这里"""

    quarters: list[QuarterPayoutData]
    """各季度"""


class RewardYearDocument(Object):
    """一年的绩效奖励兑现，各季度合计（reward --year）"""

    format: Literal["kaoping.reward-year/1"]
    """格式和它的版本"""
    year: YearName
    """哪年"""
    quarters: list[QuarterName]
    """哪几个季度"""
    fund: Number
    """可以发的钱（元）"""
    retained: Number
    """余额（元）"""
    branches: list[YearPayoutData]
    """各支部"""


def reward_json(result: RewardResult, *, draft: bool = False) -> str:
    """A round's money. The rewards add up to `fund`; where the policy lets a remainder stay, with `retained`. What is
    published as a draft says so.
    """
    table = reward(result)
    document: RewardDocument = {
        "format": FORMAT,
        "quarter": str(result.quarter),
        "policy": result.policy.version,
        "fund": money(result.fund),
        **_remainder(result),
        **draft_mark(draft),
        "branches": [_payout(table, payout) for payout in table.rows],
    }
    return as_json(document)


def _remainder(result: RewardResult) -> _Remainder:
    found: _Remainder = {}
    if result.may_retain:
        found["retained"] = money(result.retained)
    if not result.complete:
        found["complete"] = False
    return found


def _payout(table: Table[Payout], payout: Payout) -> PayoutData:
    return cast(PayoutData, fields_of(table, payout))


def year_json(year: RewardYear) -> str:
    """The quarters of a year and their sums, by branch."""
    table, quarters = reward_year(year), {each.quarter: reward(each) for each in year.quarters}
    document: RewardYearDocument = {
        "format": YEAR_FORMAT,
        "year": str(year.year),
        "quarters": [str(each.quarter) for each in year.quarters],
        "fund": money(year.fund),
        "retained": money(year.retained),
        "branches": [
            {
                **cast(YearPayoutRow, fields_of(table, each)),
                "quarters": [
                    {"quarter": str(quarter), **_payout(quarters[quarter], payout)}
                    for quarter, payout in each.payouts.items()
                ],
            }
            for each in table.rows
        ],
    }
    return as_json(document)
