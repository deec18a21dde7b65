"""What is read is right: every clause of this repository drafted anew, and scored by the cases of the one that people
wrote. Where a text leaves something open, the draft names what it chose: nothing is wrong in silence.
"""

from collections import Counter
from functools import cache

import pytest

from dangjian_kaoping.grammar.reading import read
from thorough import some

from .corpus import Trial, Verdict, bare, judged, plain, trials, written

pytestmark = pytest.mark.whole


@cache
def _all() -> tuple[Trial, ...]:
    return tuple(trials())


@cache
def _read() -> tuple[Trial, ...]:
    return tuple(trial for trial in _all() if trial.reading.meanings)


@cache
def _verdict(index: int) -> Verdict:
    return judged(_read()[index])


def _named(trial: Trial) -> bool:
    """Whether the reading says that it chose something."""
    return any(meaning.defaults for meaning in trial.reading.meanings)


def test_nothing_is_wrong_in_silence() -> None:
    wrong = [
        (trial.file, trial.clause["text"], _verdict(index).what)
        for index, trial in some(enumerate(_read()), 60)
        if _verdict(index).kind == "otherwise" and not _named(trial)
    ]
    assert wrong == []


def test_how_many_are_right() -> None:
    if len(some(_read(), 60)) < len(_read()):
        pytest.skip("counted in the whole run")
    kinds = Counter(_verdict(index).kind for index in range(len(_read())))
    # of those with cases; the rest are texts of one word, and ways of speaking that are not read
    assert len(_all()) == 631
    assert kinds == {"right": 448, "otherwise": 5, "untold": 16}


ALIKE = {
    "心得体会每缺1篇扣0.1分",  # 记缺几篇，与记几篇一样
    "发生负有责任的事故，一般的每起扣1分，较大的每起扣2分",  # 两条，与一条两级一样
    "发生负有责任的事故，一般的每起扣0.5分，较大的每起扣1分",
    "获厂级奖项每项加0.2分，集团级加0.5分，省部级加1分，国家级加2分；同一事件就高不累加",  # 只有名称不同
    "获厂级奖项每项加0.3分，集团级加1分，省部级加2分，国家级加3分；同一事件就高不累加",
    "获厂级奖项每项加0.3分，集团级加1分，省部级加2分，国家级加3分；协办的减半；同一事件就高不累加",
    "典型经验在厂级会议交流或推广的每次加0.3分，集团级及以上的加1分，最多加2分；与获奖为同一事件的就高不累加",
    # 其余各类写作 otherwise，与各类都写出来一样
    "生产、检修类支部每季3篇，每少1篇扣1分；机关后勤类支部每季5篇，每少1篇扣0.6分",
    "被上级党组织检查扣分的，按上级所扣分值的2倍扣分，最多扣2分",  # 每分扣2分，与每分扣1分再乘2倍一样
}
"""Texts of the sample rubrics whose drafts give the same points in other words."""


def test_the_sample_rubrics_are_written_as_they_are_read() -> None:
    unread, otherwise = [], set()
    for item, clause in written():
        reading = read(clause["text"], from_total="points" not in item and "floor" not in item)
        if not reading.meanings:
            unread.append(clause["text"])
        elif [bare(plain(each.rule)) for each in reading.meanings] != [bare(clause)]:
            otherwise.add(clause["text"])
    assert otherwise == ALIKE
    # by class, by what was found before, by what another took: 14 of 358
    assert len(unread) <= 14
