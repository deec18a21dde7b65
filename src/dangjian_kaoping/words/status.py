"""进度 in words: what is still to be done in a round."""

from collections.abc import Mapping

from dangjian_kaoping.engine.course.state import Course, gathers
from dangjian_kaoping.engine.follow.status import NextStep, RoundStatus
from dangjian_kaoping.words.course import next_in_words

NOT_ASKED = "自评不计入综合得分，不要求交；交了的只作对照。"
NONE_ASKED = "考评办法不要自查自评。"

_NEXT: Mapping[NextStep, str] = {
    "inspect": "请还没有检查的部室检查，表用 kaoping form inspection 发、kaoping import 收。",
    "assess": "请催交自评（表用 kaoping form self 发、kaoping import 收）；没有交的照考评办法计。",
    "follow_up": "请对上面欠着的问题复查，表用 kaoping form followup 发、kaoping import 收。",
    "publish": "记录已齐，先运行 kaoping check，再 kaoping rank --quarter {quarter} --publish report.xlsx。",
}


def not_asked_in_words(status: RoundStatus) -> str:
    """Why nobody has to hand in a self-assessment; empty where everybody has."""
    if status.asks_months:
        return ""
    return NOT_ASKED if any(branch.filed for branch in status.branches) else NONE_ASKED


def next_step_in_words(status: RoundStatus, course: Course | None) -> str:
    """What is to be done first, and where it is written: for the records, else for the result that follows of them."""
    gathering = course is None or course.state == "not_begun" or gathers(course.state) or not course.standing.governed
    if course is None or course.state == "publishable" or (gathering and status.next_step != "publish"):
        return _NEXT[status.next_step].format(quarter=status.quarter)
    return next_in_words(course, status)
