"""绩效奖励兑现 as CSV: of a quarter, and of a year."""

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.views.reward import reward, reward_year
from dangjian_kaoping.write.csv.table import as_csv


def reward_csv(result: RewardResult) -> str:
    """The payouts, a row a branch."""
    return as_csv(reward(result))


def year_csv(year: RewardYear) -> str:
    """The payouts of a year, a row a branch."""
    return as_csv(reward_year(year))
