"""绩效奖励兑现 as CSV: of a quarter, and of a year."""

import csv
import io

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.exact import plain
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.rubric.reward import money, remarks
from dangjian_kaoping.write.csv.table import words


def reward_csv(result: RewardResult) -> str:
    """The payouts, a row a branch, with `\\r\\n` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["党支部", "得分", "名次", "系数", "奖励金额", "考核扣减", "实发", "备注"])
    for each in result.payouts:
        claim = each.claim
        coefficient = "" if each.coefficient is None else plain(each.coefficient.value)
        figures = (money(step.value) for step in (each.reward, each.penalty, each.net))
        row = [words(claim.branch.name), published(claim.score), str(claim.rank), coefficient, *figures]
        writer.writerow([*row, words(remarks(each))])
    return out.getvalue()


def year_csv(year: RewardYear) -> str:
    """The payouts of a year, a row a branch, with `\\r\\n` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    quarters = [result.quarter for result in year.quarters]
    writer.writerow(["党支部", *(f"{quarter} 实发" for quarter in quarters), "奖励合计", "扣减合计", "实发合计"])
    for each in year.branches:
        nets = [money(each.payouts[quarter].net.value) if quarter in each.payouts else "" for quarter in quarters]
        writer.writerow([words(each.branch.name), *nets, money(each.reward), money(each.penalty), money(each.net)])
    return out.getvalue()
