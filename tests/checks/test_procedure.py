"""The procedure's checks by themselves: who is a person, how days are counted, how far a window may be changed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.checks.procedure.organ import is_person
from dangjian_kaoping.checks.procedure.parts import check_parts
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.content import procedure_parts
from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

FIRST = Quarter(2021, 1)
DAYS = st.dates(date(2020, 1, 1), date(2022, 12, 31))


@pytest.mark.parametrize("name", ["王某某", "张某", "李某同志", "王书记", "欧阳某", "王 某 某", "赵某某"])
def test_a_name_is_a_person(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        *("厂党委", "考评领导小组", "考评领导小组办公室", "党委", "纪委", "党委会", "中共示例热电厂委员会", "安监部"),
        *(
            "工会",
            "经理层",
            "书记办公会",
            "金城公司",
            "温泉支部",
            "程控班",
            "石化厂",
            "Party",
            "党群工作部",
            "陈家庄村民",
        ),
    ],
)
def test_an_organ_is_none_nor_what_is_not_sure(name: str) -> None:
    assert not is_person(name)


@pytest.mark.whole
@given(first=DAYS, length=st.integers(0, 60), off=st.sets(DAYS, max_size=20), worked=st.sets(DAYS, max_size=20))
def test_the_days_of_a_window_are_counted_one_by_one(
    first: date, length: int, off: set[date], worked: set[date]
) -> None:
    calendar = WorkingDays(off, worked)
    days = [first + timedelta(days=each) for each in range(length + 1)]
    counted = calendar.between(first, days[-1])
    assert counted == sum(1 for each in days if each in worked or (each.isoweekday() <= 5 and each not in off))
    # so many working days after a day is the day on which as many have been counted since
    if counted and not calendar.counts(first):
        assert calendar.between(first, calendar.after(first, counted)) == counted


def _round(since: date, until: date) -> Round:
    window = {"from": since.isoformat(), "to": until.isoformat()}
    said = {"kind": "round", "version": "1", "quarter": "2021Q1", "publication": window}
    return Round(FIRST, settings=RoundSettings.model_validate(said))


def _sealed(this: Round) -> Seals:
    part = {"digest": "0", "parts": {}}
    listed = {name: each.digest for name, each in procedure_parts(this).items()}
    said = {"sealed_on": "2021-04-10", "stage": "publication", "tool": "1", "results": {}, "inputs": "0", "digest": "0"}
    said |= {"rubric": part, "roster": part, "records": part, "procedure": {"digest": "0", "parts": listed}}
    return Seals.model_construct(kind="seal", version="1", quarter=FIRST, seals=(Seal.model_validate(said),))


@pytest.mark.whole
@given(since=DAYS, length=st.integers(0, 40), change=st.integers(-40, 40), moved=st.integers(-3, 3))
def test_a_sealed_window_is_only_lengthened(since: date, length: int, change: int, moved: int) -> None:
    until = since + timedelta(days=length)
    other, last = since + timedelta(days=moved), until + timedelta(days=change)
    if last < other:
        return
    now = _round(other, last)
    now.seals = _sealed(_round(since, until))
    faults = Faults()
    check_parts(now, faults)
    assert (len(faults) == 0) == (moved == 0 and change >= 0)
