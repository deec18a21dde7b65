"""The sample's revision of 2020, worked out by hand; and how much work a comparison is."""

from decimal import Decimal

import pytest

from dangjian_kaoping.compare.diff.revision import Revision, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.loading.lines import lines_of
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.rubric import Rubric
from effort import calls
from engine.plant import modelled
from sample import SAMPLE

from .plant import Plain, clause, data, item


@pytest.fixture(scope="module")
def revision() -> Revision:
    loader = Loader(SAMPLE)
    files = ["rubrics/2019.yaml", "rubrics/2020.yaml"]
    sides = [
        Version(each, each.version, lines_of(loader.texts[each.at.file], each.at.file))
        for each in loader.rubrics_in(files)
    ]
    before, after = sides
    return compare_rubrics(before, after)


def test_traces_fall_from_over_half_to_at_most_a_fifth(revision: Revision) -> None:
    (shares,) = revision.shares
    before, after = shares.whole.before, shares.whole.after
    assert before is not None
    assert after is not None
    assert before.total == after.total == 100
    assert before.by_focus["trace"] == 55 > before.total / 2
    assert after.by_focus["trace"] == 14 <= after.total / 5
    assert after.materials < before.materials / 2


def told(revision: Revision, path: str) -> list[tuple[str, object, object]]:
    return [(each.kind.id, each.before, each.after) for each in revision.changes if each.path.startswith(path)]


def test_what_was_read_by_hand(revision: Revision) -> None:
    # 会议记录不真实 1 分改为 0.5 分
    path = "item.DJ-01.clause.记录不实.deduct"
    assert told(revision, path) == [("loss-price-decreased", Decimal(1), Decimal("0.5"))]
    # “党员身边无事故”并入 DJ-08，条款随着移过去，三个级别都加重
    assert told(revision, "item.DJ-12")[0][0] == "item-merged"
    moved = told(revision, "item.DJ-08.clause.身边事故")
    assert [kind for kind, *_ in moved] == ["clause-moved", "clause-text-changed", *["loss-level-increased"] * 3]
    # 缺稿：机关后勤类应做 5 篇改为 6 篇、每少一篇 0.6 分改为 0.5 分，其余类别不变
    kinds = [kind for kind, *_ in told(revision, "item.XC-01.clause.缺稿")]
    assert kinds == ["clause-text-changed", "clause-required-increased", "loss-price-decreased"]
    # 两条并为一条
    assert told(revision, "item.XC-02.clause.记录不全")[0][0] == "clause-merged"
    # 改为单项工作
    assert ("item-task-added", False, True) in told(revision, "item.DJ-04.task")


def test_both_positions_are_lines_of_the_files(revision: Revision) -> None:
    lines = {
        version: (SAMPLE / f"rubrics/{version}.yaml").read_text("utf-8").splitlines() for version in ("2019", "2020")
    }
    for each in revision.changes:
        if each.path.endswith(".deduct.each"):
            assert "each:" in lines["2019"][each.old.place.line - 1]
            assert "each:" in lines["2020"][each.new.place.line - 1]
        elif each.path.endswith((".points", ".requirement", ".standard", ".text")):
            key = each.path.rpartition(".")[2]
            assert f"{key}:" in lines["2020"][each.new.place.line - 1]


def large(number: int, count: int) -> Plain:
    """A rubric of so many items; every other one of the second is changed."""
    rubric = data()
    items = rubric["areas"][0]["items"] = [item(data(), "DJ-01") for _ in range(count)]
    for index, each in enumerate(items):
        each["id"] = f"DJ-{index:03d}"
        each["title"] = f"项目{index}"
    for index, each in enumerate(items):
        if number and index % 2:
            each["points"] = "7"
            clause(rubric, f"{each['id']}/缺会")["deduct"]["each"] = "2"
        if number and index % 7 == 3:
            each["id"] = f"XX-{index:03d}"
    return rubric


@pytest.mark.whole
def test_twice_as_many_items_are_not_much_more_than_twice_the_work() -> None:
    def work(count: int) -> int:
        before, after = (Version(modelled(Rubric, large(number, count))) for number in (0, 1))
        assert len(compare_rubrics(before, after).changes) > count
        return calls(lambda: compare_rubrics(before, after))

    assert work(500) < 3 * work(250) < 3_000_000
