"""覆盖 in words: what was tried of each area, and what nobody has tried."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from dangjian_kaoping.exact import places
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.coverage.coverage import AreaCoverage, Coverage, Share
from dangjian_kaoping.proof.coverage.marks import Mark
from dangjian_kaoping.proof.coverage.places import place_of
from dangjian_kaoping.words.marks import mark_in_words

HEADINGS = ("专业方面", "条款", "条款%", "考点", "考点%", "记录里有过")
"""What the columns of the table are called."""
LEGEND = "条款、考点各是情形试过的和全部的；“记录里有过”是各轮记录里出现过的考点，不算在百分比里。"
_MEASURE = "考评办法"


class MissingMark(NamedTuple):
    """What no case has tried, in words: whether a round has shown it, and where it stands in the rubric."""

    mark: Mark
    words: str
    held: bool
    place: Place


class MissingOfItem(NamedTuple):
    """What is missing of an item (of the measure), by its heading."""

    heading: str
    marks: tuple[MissingMark, ...]


def rows_in_words(coverage: Coverage) -> list[tuple[str, ...]]:
    """The cells of the table: an area in a row, the measure, and all together."""
    whole = AreaCoverage(None, coverage.clauses, coverage.total)
    rows = [_row(_MEASURE if each.area is None else each.area.name, each) for each in coverage.areas if each.marks.of]
    return [*rows, _row("合计", whole)]


def _row(name: str, each: AreaCoverage) -> tuple[str, ...]:
    clauses = (_of(each.clauses), percent(each.clauses)) if each.clauses.of else ("—", "—")
    return (name, *clauses, _of(each.marks), percent(each.marks), str(each.marks.held))


def _of(share: Share) -> str:
    return f"{share.tried}/{share.of}"


def percent(share: Share) -> str:
    """What part was tried, with one place: what is not whole is never rounded up to 100."""
    words = places(share.percent, 1)
    return "99.9" if words == "100.0" and share.tried < share.of else words


def cases_in_words(coverage: Coverage) -> str:
    """How many cases count, and why others do not."""
    ran = coverage.ran
    others = [
        f"{number} 个{why}"
        for number, why in ((ran.failed, "不符"), (ran.open, "待填"), (ran.later, "暂不运行"))
        if number
    ]
    rounds = f"；已经考评 {len(coverage.rounds)} 轮" if coverage.rounds else ""
    return f"{ran.passed} 个情形通过" + (f"，{'、'.join(others)}的不算" if others else "") + rounds


def missing_in_words(coverage: Coverage) -> Iterator[MissingOfItem]:
    """What is missing, item by item, the measure last."""
    rubric = coverage.rubric
    for item_id, several in groupby(coverage.missing, lambda mark: mark.item):
        item = rubric.by_item.get(item_id)
        found = [
            MissingMark(mark, _told(coverage, mark), mark in coverage.by_rounds, place_of(rubric, mark))
            for mark in several
        ]
        yield MissingOfItem(_MEASURE if item is None else f"{item.id} {item.title}", tuple(found))


def _told(coverage: Coverage, mark: Mark) -> str:
    words = mark_in_words(coverage.rubric, mark)
    return f"{mark.clause}：{words}" if mark.clause else words
