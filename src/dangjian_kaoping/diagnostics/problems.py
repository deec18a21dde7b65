"""What the engine refuses to score or to pay, in words: the `problem` of its diagnostics. It has no words of its own.

Numbers come as they are printed (`plain`). Where a check finds the same beforehand, it says the same.
"""

from typing import Literal

Shortfall = Literal["floors", "caps", "nobody", "over"]
"""Why a fund cannot be shared: least or fixed amounts exceed it, most amounts leave some of it, nobody takes part."""


def no_grade(score: str) -> str:
    """A score that no band of the grades holds (KP218)."""
    return f"{score} 分不落在任何等次里"


def judged_outside(whole: str, low: str, high: str) -> str:
    """Points judged of an item, together outside the range of the rubric (KP315)."""
    return f"全项合计判了 {whole} 分，范围是 {low}—{high} 分"


def several_states() -> str:
    """Several records of a state without points, of which none is the less favourable (KP315)."""
    return "几处记的不一样，这一条又不计分，不知道以哪一处为准；请核对，记成一样"


def reviewed(read: str) -> str:
    """The remedy where a review changed what a condition reads, and the fact under the condition stayed (KP347)."""
    return f"；“{read}”经复核调整以后才这样的，再写一项调整，撤销这条发现"


def rank_without_number(rank: int, branch: str) -> str:
    """A rank that the table of a reward does not have (KP603)."""
    return f"第 {rank} 名（“{branch}”）不在名次表里"


def score_without_number(score: str, branch: str) -> str:
    """A score that no band of a reward holds (KP603)."""
    return f"“{branch}”的 {score} 分不落在任何一段里"


def grades_without_number(*grades: str) -> str:
    """Grades that the table of a reward does not have (KP603)."""
    return f"没有等次“{'、'.join(grades)}”的数"


def ungraded(branch: str) -> str:
    """A branch that has no grade, where money goes by grades (KP603)."""
    return f"“{branch}”没有等次"


def unshareable(kind: Shortfall, reward: str, lacking: str) -> str:
    """A fund that cannot be shared, and by how many 元 it fails (KP608)."""
    return {
        "floors": f"“{reward}”的保底合计超出基金 {lacking} 元",
        "caps": f"“{reward}”都封了顶，还有 {lacking} 元分不出去",
        "nobody": f"“{reward}”没有支部可分，{lacking} 元分不出去",
        "over": f"“{reward}”按定额发的合计超出基金 {lacking} 元",
    }[kind]


def tied_in_full(rank: int, count: int) -> str:
    """The remedy where fixed amounts exceed the fund because a tie is paid in full to each (KP608)."""
    return (
        f"第 {rank} 名并列的有 {count} 个支部，名次表没有写 ties: mean，每个都按第 {rank} 名发；"
        "加上 ties: mean，并列的取所占几名的平均。"
    )
