"""兑现表.xlsx: the columns, the sums, the account of each amount, and that a draft is marked."""

from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from dangjian_kaoping.engine.money.reward import RewardResult, score_reward
from dangjian_kaoping.engine.money.year import reward_year
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.views.reward import NAME
from dangjian_kaoping.write.xlsx.sheets.reward import ACCOUNT, RULES, reward_workbook
from dangjian_kaoping.write.xlsx.sheets.reward_year import reward_year_workbook
from engine.plant import hold, modelled, plain
from printed import smallest

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
    assert table[head] == ["党支部", "得分", "名次", "系数", "份额", "核定奖励", "考核扣减", "实发", "备注"]
    # 90 x 1.5 = 135, 100, 100: 335 shares of 1000.01
    assert [row[:8] for row in table[head + 1 : head + 4]] == [
        ["乙二", 100, 1, 1, 100, 298.51, 0, 298.51],
        ["乙三", 100, 1, 1, 100, 298.51, 0, 298.51],
        ["=一", 90, 3, 1.5, 135, 402.99, 100, 302.99],
    ]
    assert table[head + 4][0] == "合计"
    assert table[head + 4][4:8] == [335, 1000.01, 100, 900.01]
    assert table[head + 5][0] == "实发合计（大写）"
    assert table[head + 5][2] == "玖佰元零壹分"


def test_the_heads_that_it_was_reckoned_with_are_in_the_table() -> None:
    policy = POLICY.replace("[score, coefficient]", "[score, heads]")
    here = round_of()
    placings = tuple(
        each._replace(score=each.score._replace(branch=each.score.branch._replace(head_count=count)))
        for each, count in zip(here.placings, (10, 20, 30), strict=True)
    )
    result = score_reward(modelled(RewardPolicy, plain(policy)), here._replace(placings=placings))
    table = rows(sheet(result))
    head = next(row for row in table if row[0] == "党支部")
    first = table[table.index(head) + 1]
    assert (first[head.index("人数")], first[head.index("份额")]) == (10, 1000)
    assert table[table.index(head) + 4][head.index("人数")] == 60


@pytest.mark.whole
def test_the_words_below_agree_with_the_heads_and_it_is_signed() -> None:
    table = rows(sheet(paid()))
    said = [row[0] for row in table]
    assert "核定奖励 1,000.01 元，考核扣减 100.00 元，实发 900.01 元。" in said
    assert [cell for cell in table[-1] if cell] == ["填表人：", "审核人：", "批准人：", "日期："]
    assert smallest(reward_workbook(paid(), EDITION)) >= 8


@pytest.mark.whole
def test_the_year_refers_to_the_sheets_of_its_quarters() -> None:
    first = paid()
    second = paid()._replace(quarter=first.quarter.next)
    year = reward_year(2021, [first, second])
    content = reward_year_workbook(year, EDITION)
    assert content == reward_year_workbook(year, EDITION)
    assert smallest(content) >= 8
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["年度兑现表", "第一季度", "第二季度"]
    page = book["年度兑现表"]
    assert isinstance(page, Worksheet)
    table = rows(page)
    head = next(index for index, row in enumerate(table) if row[0] == "党支部")
    assert table[head] == ["党支部", "第一季度实发", "第二季度实发", "核定奖励", "考核扣减", "全年实发"]
    row = next(index for index, each in enumerate(table) if each[0] == "=一")
    assert table[row][1:3] == ["=第一季度!H6", "=第二季度!H6"]
    assert table[row][5] == f"=SUM(B{row + 1}:C{row + 1})"
    valued = rows(openpyxl.load_workbook(BytesIO(content), data_only=True)["年度兑现表"])
    assert valued[row][1:6] == [302.99, 302.99, 805.98, 200, 605.98]
    assert "壹仟捌佰元零贰分" in [cell for each in valued for cell in each]


def test_what_is_paid_in_the_end_and_the_sums_recompute_themselves() -> None:
    page = openpyxl.load_workbook(BytesIO(reward_workbook(paid(), EDITION)))[NAME]
    assert isinstance(page, Worksheet)
    table = rows(page)
    head = next(index for index, row in enumerate(table) if row[0] == "党支部")
    first, last = head + 2, head + 4
    assert page.cell(first, 6).number_format == "#,##0.00"
    assert [row[7] for row in table[head + 1 : head + 4]] == [f"=F{n} - G{n}" for n in range(first, last + 1)]
    assert table[head + 4][4:8] == [f"=SUM({column}{first}:{column}{last})" for column in "EFGH"]


@pytest.mark.whole
def test_every_amount_is_accounted_for() -> None:
    account = {row[0]: str(row[1]) for row in rows(sheet(paid(), ACCOUNT))}
    assert "份额：综合得分 90.00 × 系数 1.5 = 135" in account["=一"]
    assert "末位：扣减 100.00 元" in account["=一"]
    rules = {row[0]: str(row[1]) for row in rows(sheet(paid(), RULES))}
    assert "每季度基金 1000.01 元" in rules["奖励·季度奖"]


def test_the_same_result_gives_the_same_bytes() -> None:
    assert reward_workbook(paid(), EDITION) == reward_workbook(paid(), EDITION)


@pytest.mark.whole
def test_a_provisional_round_is_written_as_a_draft_only() -> None:
    result = paid(everywhere=False)
    assert not result.complete
    with pytest.raises(ProvisionalRoundError):
        reward_workbook(result, EDITION)
    text = str(rows(sheet(result, edition=EDITION._replace(draft=True))))
    assert "暂定" in text
    assert "乙三" not in text
