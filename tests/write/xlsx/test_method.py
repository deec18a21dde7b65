"""依据与口径, read back."""

import pytest

from dangjian_kaoping.write.xlsx.report import ranking_workbook
from small_plant import DIGEST, UNINSPECTED, edition, held

from .workbooks import report, sheet, table

pytestmark = pytest.mark.whole


def entries(content: bytes = b"") -> dict[str, str]:
    found = table(sheet(content or report(), "依据与口径"), "事项")
    return {str(row["事项"].value): str(row["内容"].value) for row in found}


def test_what_the_round_was_scored_by() -> None:
    found = entries()
    assert found["单位"] == "测试厂（测试厂党委）"
    assert found["考评季度"] == "2021年第一季度（2021Q1）"
    assert found["考评细则"] == "《试行细则》2020 版，2020年第一季度起施行，总分 20 分，文件 rubrics/2020.yaml"
    assert found["权重"] == "联合检查考评 0.9，自查自评 0.1"
    assert found["加分和扣减"] == "加分合计最多 2 分，计入检查得分，随权重折算；扣减不封顶。"
    assert "四舍五入，保留 2 位小数" in found["修约"]
    assert "1、2、2、4" in found["排名和并列"]
    assert "末 3 名" in found["末位"]
    assert "不足 6 个党支部的，只取末 1 名" in found["末位"]
    assert found["参加考评的党支部"].startswith("8 个。")
    assert found["数据说明"] == "分值为虚构\n单位是虚构的"
    assert found["输入摘要（SHA-256）"] == DIGEST
    assert found["计算工具"] == "kaoping 0.1.0"
    assert found["是否暂定"].startswith("否")


def test_missing_months_are_named() -> None:
    assert entries()["本季自评缺月"] == "物资部党支部（交了 2 个月）。"


def test_a_draft_says_why_it_is_one() -> None:
    found = entries(ranking_workbook(held(UNINSPECTED), edition(draft=True)))
    assert found["是否暂定"].startswith("暂定。有 1 个党支部还不能计综合得分")
    assert "燃料部党支部：未检查 LZ-01、LZ-02" in found["是否暂定"]


def test_other_measures_are_told_as_they_are() -> None:
    measure = """\
measure:
  weights: {inspection: 1, self_assessment: 0}
  bonus_on: composite
  penalty: {at_most: 3}
  rounding: {places: 1, mode: half_even, at: areas}
  tie_breakers: [base, penalty]
  last: {places: 2, pool: class, edge: none, small_pool: 3, small_last: 0}
"""
    found = entries(ranking_workbook(held({"measure:\n  bonus: {at_most: 2}\n": measure}), edition()))
    assert found["得分的构成"].startswith("综合得分＝（基础分－扣减）×1＋加分；")
    assert "只作对照" in found["得分的构成"]
    assert found["加分和扣减"] == "加分不封顶，直接加到综合得分，不随权重折算；扣减合计最多 3 分。"
    assert "四舍六入五成双，保留 1 位小数" in found["修约"]
    assert "各方面得分、加分、扣减先各修约一次，再相加减，得出检查得分" in found["修约"]
    assert "基础分高者、扣减少者在前" in found["排名和并列"]
    assert found["末位"].startswith("排名在同类党支部末 2 名的；并列跨线的都不算；不足 3 个")
    assert found["自评缺月"] == "自评得分不计入综合得分，缺月不影响得分。"
