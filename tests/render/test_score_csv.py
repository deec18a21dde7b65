import csv
import io

import pytest

from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.write.csv.table import as_csv, words

from . import plant


def test_the_ranking_as_rows() -> None:
    text = as_csv(ranking(plant.provisional()))
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert text.count("\r\n") == len(rows) + 1
    assert list(rows[0]) == [
        *("名次", "党支部", "支部类别", "综合得分", "检查得分", "自评得分", "基础分", "加分", "扣减"),
        *("党建工作", "党风廉政建设", "加减分", "考核情形", "缺少", "等次", "不能评先选优"),
    ]
    assert rows[1]["检查得分"] == "36.03"
    assert rows[1]["扣减"] == "0.333333"
    assert rows[2]["考核情形"] == "单项工作未完成、一票否决"
    assert (rows[0]["等次"], rows[0]["不能评先选优"]) == ("合格", "")
    assert rows[2]["不能评先选优"] == "一票否决，总分为零（JF-02/事故：总分为零）；单项工作未完成"
    assert rows[3]["综合得分"] == ""
    assert rows[3]["缺少"] == "未检查 LZ-03、JF-02"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "＝1", "\x00=1"])
def test_words_never_become_formulas(text: str) -> None:
    assert words(text).startswith("'")


def test_numbers_stay_numbers_though_they_are_negative() -> None:
    worse = plant.RUBRIC.replace("floor: -1", "floor: -40").replace("{each: 3}, below_zero", "{each: 40}, below_zero")
    text = as_csv(ranking(plant.scored(worse)))
    assert ",-" in text
    assert "'-" not in text
