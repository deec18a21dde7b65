"""兑现表.xlsx: the columns, the sums, the account of each amount, and that a draft is marked."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.engine.money.reward import RewardResult, score_reward
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.views.reward import NAME
from dangjian_kaoping.write.xlsx.sheets.reward import ACCOUNT, RULES, reward_workbook
from engine.plant import hold, modelled, plain

EDITION = Edition(unit="甲厂", digest="0" * 64, tool_version="1")
RUBRIC = """
measure: {weights: {inspection: 1, self_assessment: 0}}
items: [{id: 项, points: 100, clauses: [{id: 扣, fact: {amount: 分}, deduct: {each: 1}}]}]
"""
POLICY = """
kind: reward
version: 2021
title: =办法
effective_from: 2021Q1
coefficient: {product: {by_class: {甲: 1.5}, otherwise: 1}}
rewards: {季度奖: {fund: 1000.01, share_by: [score, coefficient]}}
penalties: {末位: {when: {flags: [bottom_three]}, dock: 100}}
"""


def round_of(*, everywhere: bool = True) -> RoundResult:
    return hold(
        RUBRIC,
        "部: {=一: [{clause: 扣, amount: 10}], 乙二: []}",
        "{}",
        branches="{=一: 甲, 乙二: 乙, 乙三: 乙}",
        everywhere=everywhere,
    ).result


def paid(*, everywhere: bool = True) -> RewardResult:
    return score_reward(modelled(RewardPolicy, plain(POLICY)), round_of(everywhere=everywhere))


def sheet(result: RewardResult, name: str = NAME, edition: Edition = EDITION) -> Worksheet:
    found = openpyxl.load_workbook(BytesIO(reward_workbook(result, edition)), data_only=True)[name]
    assert isinstance(found, Worksheet)
    return found


def rows(page: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_the_table_has_the_columns_of_the_office_and_adds_up() -> None:
    result = paid()
    table = rows(sheet(result))
    head = next(index for index, row in enumerate(table) if row[0] == "党支部")
    assert table[head] == ["党支部", "得分", "名次", "系数", "奖励金额", "考核扣减", "实发", "备注"]
    # 90 x 1.5 = 135, 100, 100: 335 shares of 1000.01
    assert [row[:7] for row in table[head + 1 : head + 4]] == [
        ["乙二", 100, 1, 1, 298.51, 0, 298.51],
        ["乙三", 100, 1, 1, 298.51, 0, 298.51],
        ["=一", 90, 3, 1.5, 402.99, 100, 302.99],
    ]
    assert table[head + 4][0] == "合计"
    assert table[head + 4][4:7] == [1000.01, 100, 900.01]


def test_what_is_paid_in_the_end_and_the_sums_recompute_themselves() -> None:
    page = openpyxl.load_workbook(BytesIO(reward_workbook(paid(), EDITION)))[NAME]
    assert isinstance(page, Worksheet)
    table = rows(page)
    head = next(index for index, row in enumerate(table) if row[0] == "党支部")
    first, last = head + 2, head + 4
    assert page.cell(first, 5).number_format == "#,##0.00"
    assert [row[6] for row in table[head + 1 : head + 4]] == [f"=E{n} - F{n}" for n in range(first, last + 1)]
    assert table[head + 4][4:7] == [f"=SUM({column}{first}:{column}{last})" for column in "EFG"]


def test_every_amount_is_accounted_for() -> None:
    account = {row[0]: str(row[1]) for row in rows(sheet(paid(), ACCOUNT))}
    assert "份额：综合得分 90.00 × 系数 1.5 = 135" in account["=一"]
    assert "末位：扣减 100.00 元" in account["=一"]
    rules = {row[0]: str(row[1]) for row in rows(sheet(paid(), RULES))}
    assert "每季度基金 1000.01 元" in rules["奖励·季度奖"]


def test_the_same_result_gives_the_same_bytes() -> None:
    assert reward_workbook(paid(), EDITION) == reward_workbook(paid(), EDITION)


def test_a_provisional_round_is_written_as_a_draft_only() -> None:
    result = paid(everywhere=False)
    assert not result.complete
    with pytest.raises(ProvisionalRoundError):
        reward_workbook(result, EDITION)
    text = str(rows(sheet(result, edition=EDITION._replace(draft=True))))
    assert "暂定" in text
    assert "乙三" not in text
