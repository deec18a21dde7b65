"""Why the sample's composites moved from round to round: by hand, and the sums of all branches and rounds."""

from itertools import pairwise

import pytest

from dangjian_kaoping.compare.since.since import Since
from dangjian_kaoping.exact import plain
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from sample import SAMPLE
from thorough import some

from .moving import adds_up, causes, items

LAST, BEFORE = Quarter(2021, 1), Quarter(2020, 4)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session(SAMPLE)


def since(session: Session, name: str, after: Quarter = LAST, before: Quarter = BEFORE) -> Since:
    placing = session.round(after).placing_of(name)
    assert placing is not None
    return session.since(after, placing.score.branch.id, before)


def test_a_branch_that_moved_by_its_facts_alone(session: Session) -> None:
    found = since(session, "化学部党支部")
    assert causes(found) == {"facts": "-3.58"}
    by_item = items(found)
    inspected = {item: part[0] for item, part in by_item.items() if part[0] != "0"}
    assert inspected == {
        **{"DJ-02": "-0.45", "DJ-07": "-0.135", "DJ-09": "-0.18", "DJ-11": "-0.036", "XC-01": "-0.9"},
        **{"XC-05": "0.45", "XC-06": "-0.36", "WM-01": "-0.9", "WM-04": "-0.81", "LZ-01": "-0.18"},
        **{"QT-02": "-0.9", "QT-03": "0.9", "QT-04": "0.225", "WD-06": "-0.18"},
    }
    declared = {item: part[1] for item, part in by_item.items() if part[1] != "0"}
    assert declared == {
        **{"DJ-07": "-0.005", "DJ-11": "-0.004", "XC-06": "-0.04", "WM-04": "-0.05", "QT-02": "-0.05"},
        "QT-04": "0.025",
    }
    assert not found.line("facts").rest


def test_what_is_taken_off_the_total_and_what_rescaling_makes_of_it_stand_apart(session: Session) -> None:
    found = since(session, "物资部党支部")
    assert plain(found.difference) == "-6.26"
    # JF-02 扣减 2 分；WM-04 不涉及，其余各项 × 100/97
    assert items(found)["JF-02"] == ("0", "0", "0", "-1.8")
    assert round(float(found.line("facts").rest), 2) == -0.13
    assert round(float(found.line("rounding").value), 3) == -0.001
    assert set(causes(found)) == {"facts", "rounding"}


def test_what_the_revision_of_2020_leaves_inseparable(session: Session) -> None:
    found = since(session, "发电部党支部", Quarter(2020, 1), Quarter(2019, 4))
    assert len(found.after.rubric.by_item) == 44
    taken = [item.id for each in found.inseparable for item in each.new]
    assert len(taken) == 15
    assert plain(found.marks[1]) == "35"
    assert {"DJ-08", "DJ-11"} <= set(taken)
    # 党员身边无事故并入 DJ-08：两项和它一起，分不开
    assert ["DJ-08", "DJ-12"] in [[item.id for item in each.old] for each in found.inseparable]


def test_what_the_revision_of_2019_leaves_inseparable(session: Session) -> None:
    placings = session.round("2019Q1").placings
    every = [session.since("2019Q1", each.score.branch.id, "2018Q4") for each in placings]
    gaps = {each.item.id for found in every for each in found.gaps}
    assert len(gaps) == 11
    for found in every:
        adds_up(found)
        assert {each.item.id for each in found.gaps} <= {item.id for each in found.inseparable for item in each.new}


def test_the_causes_of_all_branches_add_up(session: Session) -> None:
    pairs = [
        (before, after, placing.score.branch.id)
        for before, after in pairwise(session.quarters())
        for placing in session.round(after).placings
        if session.round(before).placing_of(placing.score.branch.id) is not None
    ]
    assert len(pairs) > 120
    for before, after, branch in some(pairs, 30):
        adds_up(session.since(after, branch, before))


def test_several_versions_may_lie_between(session: Session) -> None:
    found = since(session, "后勤服务中心党支部", Quarter(2020, 1), Quarter(2018, 2))
    adds_up(found)
    assert found.before.rubric.version == "2018" and found.after.rubric.version == "2020"
    renamed = since(session, "综合服务部党支部")
    assert {each.score.branch.name for each in renamed.placings} == {"综合服务部党支部"}


def test_one_item_of_it(session: Session) -> None:
    whole = since(session, "发电部党支部", Quarter(2020, 1), Quarter(2019, 4))
    found = whole.of_item("DJ-12")
    # 并入 DJ-08 的，和它是一项
    assert [each.new[0].id for each in found.inseparable] == ["DJ-08"]
    assert {item.id for line in found.lines for move in line.move.items for item in move.items.new} <= {"DJ-08"}
    assert found.difference == whole.of_item("DJ-08").difference


def test_what_cannot_be_compared_is_refused(session: Session) -> None:
    for earlier in (LAST, Quarter(2021, 2)):
        with pytest.raises(ValueError, match="not before"):
            session.since(LAST, "ZB01", earlier)
    with pytest.raises(ValueError, match="took no part in 2019Q1"):
        session.since(LAST, "ZB12", "2019Q1")
