"""绩效奖励兑现, of a quarter and of a year."""

import sys
from typing import NamedTuple

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import CSV, JSON, TABLE, File, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.engine.money.difference import Difference
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.money.year import RewardYear
from dangjian_kaoping.model.edition import Edition


class PayoutTable(NamedTuple):
    """What is paid for a quarter; what is published has an edition, and of a workbook all sheets may be printed."""

    result: RewardResult
    edition: Edition | None = None
    print_all: bool = False


REWARD = Writable[PayoutTable]("绩效奖励兑现表")


@REWARD.written(TABLE)
def _table(asked: PayoutTable) -> str:
    from dangjian_kaoping.write.text.reward import reward_table

    return reward_table(asked.result, width(sys.stdout))


@REWARD.written(file=File(".xlsx", ours.office, "兑现表"))
def _workbook(asked: PayoutTable) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.reward import reward_workbook

    assert asked.edition is not None
    return reward_workbook(asked.result, asked.edition, print_all=asked.print_all)


@REWARD.written(JSON, File(".json", ours.json_of("kaoping.reward"), "数据"))
def _json(asked: PayoutTable) -> str:
    from dangjian_kaoping.write.json.reward import reward_json

    return reward_json(asked.result, draft=asked.edition is not None and asked.edition.draft)


@REWARD.written(CSV)
def _csv(asked: PayoutTable) -> str:
    from dangjian_kaoping.views.reward import reward
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(reward(asked.result))


class DifferenceTable(NamedTuple):
    """What a correction makes of what was paid; what is published has an edition, as `PayoutTable`."""

    result: Difference
    edition: Edition | None = None
    print_all: bool = False


DIFFERENCE = Writable[DifferenceTable]("兑现差额表")


@DIFFERENCE.written(TABLE)
def _difference_table(asked: DifferenceTable) -> str:
    from dangjian_kaoping.write.text.difference import difference_text

    return difference_text(asked.result, width(sys.stdout))


@DIFFERENCE.written(file=File(".xlsx", ours.office, "兑现表"))
def _difference_workbook(asked: DifferenceTable) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.difference import difference_workbook

    assert asked.edition is not None
    return difference_workbook(asked.result, asked.edition, print_all=asked.print_all)


@DIFFERENCE.written(JSON, File(".json", ours.json_of("kaoping.difference"), "数据"))
def _difference_json(asked: DifferenceTable) -> str:
    from dangjian_kaoping.write.json.difference import difference_json

    return difference_json(asked.result, draft=asked.edition is not None and asked.edition.draft)


@DIFFERENCE.written(CSV)
def _difference_csv(asked: DifferenceTable) -> str:
    from dangjian_kaoping.views.difference import difference_table
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(difference_table(asked.result))


class PaidYear(NamedTuple):
    """What is paid for a year; what is published has an edition."""

    result: RewardYear
    edition: Edition | None = None


REWARD_YEAR = Writable[PaidYear]("年度绩效奖励")


@REWARD_YEAR.written(TABLE)
def _year_table(asked: PaidYear) -> str:
    from dangjian_kaoping.write.text.reward import year_table

    return year_table(asked.result, width(sys.stdout))


@REWARD_YEAR.written(file=File(".xlsx", ours.office, "兑现表"))
def _year_workbook(asked: PaidYear) -> bytes:
    from dangjian_kaoping.write.xlsx.sheets.reward_year import reward_year_workbook

    assert asked.edition is not None
    return reward_year_workbook(asked.result, asked.edition)


@REWARD_YEAR.written(JSON)
def _year_json(asked: PaidYear) -> str:
    from dangjian_kaoping.write.json.reward import year_json

    return year_json(asked.result)


@REWARD_YEAR.written(CSV)
def _year_csv(asked: PaidYear) -> str:
    from dangjian_kaoping.views.reward import reward_year
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(reward_year(asked.result))
