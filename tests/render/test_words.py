from typing import get_args

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.item import Status
from dangjian_kaoping.engine.score.table import Incomplete
from dangjian_kaoping.engine.step import Operation
from dangjian_kaoping.exact import RoundingMode
from dangjian_kaoping.model.clause import Effect, Veto
from dangjian_kaoping.model.measure import Breaker
from dangjian_kaoping.words import names as words
from dangjian_kaoping.words.step import STEP_TITLE
from dangjian_kaoping.words.veto import veto_in_words

from . import plant


def test_every_neutral_name_has_its_words() -> None:
    for kind, table in (
        (Flag, words.FLAG),
        (Flag, words.FLAG_MARK),
        (Status, words.STATUS),
        (Operation, words.OPERATION),
        (RoundingMode, words.ROUNDING),
        (Effect, words.EFFECT_VERB),
        (Effect, words.REASON),
        (Breaker, words.TIE_BREAKER),
    ):
        assert set(table) == set(get_args(kind))


def test_every_step_has_its_title_and_every_title_its_step() -> None:
    assert set(STEP_TITLE) == {value for name, value in vars(names).items() if name.isupper()}


def test_marks_fit_into_one_character_of_gbk() -> None:
    for mark in words.FLAG_MARK.values():
        assert len(mark) == 1
        assert len(mark.encode("gbk")) == 2


def test_what_is_missing_is_gathered_by_kind() -> None:
    rubric = plant.rubric()
    first, second = rubric.by_item["DJ-01"], rubric.by_item["DJ-02"]
    reasons = [
        Incomplete("not_inspected", first),
        Incomplete("not_inspected", second),
        Incomplete("self_no_fact", (first, first.clauses[0])),
        Incomplete("months", 2),
    ]
    assert words.incomplete_in_words(reasons) == "未检查 DJ-01、DJ-02；自评缺少记录 DJ-01/缺会；自评只交了 2 个月"
    assert words.incomplete_in_words([Incomplete("months", 0)]) == "没有交自评"


def test_vetoes_tell_their_consequence() -> None:
    for written, told in (
        ({"effect": "barred", "barred_from": ["commendation", "money"]}, "取消评先选优、绩效奖励资格，到本年年底"),
        ({"effect": "grade_cap"}, "等次受限，到本年年底"),
        ({"effect": "last_place", "for": "year"}, "排在最后（综合得分照算），全年排名中也是"),
        ({"effect": "total_zero"}, "综合得分计零分"),
        ({"effect": "score_cap", "at_most": "80"}, "综合得分最高 80 分"),
        (
            {"effect": "score_cap", "at_most": {"by_class": {"机关": "70"}, "otherwise": "80"}, "for": "year"},
            "综合得分最高（机关 70 分、其余 80 分），全年排名中也是",
        ),
    ):
        assert veto_in_words(Veto.model_validate(written)) == told
