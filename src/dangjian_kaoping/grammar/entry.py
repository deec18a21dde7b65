"""A price of a sentence with all that belongs to it, and what is raised where something is not understood."""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dangjian_kaoping.grammar.meaning import Doubt, Figure
from dangjian_kaoping.grammar.pieces import Bound, Ceiling, Mark, Price, Quantity, Rest, Step


class Need(NamedTuple):
    """How many there should be, and in what time."""

    quantity: Quantity
    period: str
    least: bool = True
    """Whether it is said as a duty; 全年5次以上 may be one too, or what is counted."""

    @property
    def per(self) -> Literal["month", "quarter", "other", ""]:
        """The time in the words of the language; `other` for one that no record is of, nothing if none is said."""
        if not self.period:
            return ""
        if self.period.startswith(("每月", "每个月")):
            return "month"
        return "quarter" if self.period.startswith(("每季", "每个季", "全季")) else "other"

    @property
    def text(self) -> str:
        """It as it is said: 每月2次."""
        return f"{self.period}{self.quantity.figure.text}{self.quantity.unit}"


@dataclass
class Entry:
    """A price with what stands before it.

    What a reading has used is taken out; what is left over was not understood.
    """

    start: int = 0
    end: int = 0
    begins: bool = False
    """Whether more than a comma stands before it."""
    subject: str = ""
    name: str = ""
    """What of the subject stands in its own sentence."""
    apart: bool = False
    """Whether words of its own stand before the price: it is about something else than the one before."""
    period: str = ""
    """The time it is said of, where that is not the time of a duty."""
    classes: tuple[str, ...] = ()
    """For which classes it is; for all if none is said."""
    kept: list[Figure] = field(default_factory=list)
    need: Need | None = None
    duties: list[Need] = field(default_factory=list)
    """Several that there should be: 支委会3次、党员大会1次."""
    line: Bound | None = None
    lined: int = -1
    """Where the phrase begins that says the line."""
    sample: Quantity | None = None
    step: Step | Quantity | None = None
    judge: bool = False
    total: bool = False
    never: bool = False
    price: Price | Mark | Quantity | Ceiling | None = None
    veto: Mark | None = None
    """What comes on top of the price (每起扣5分，并取消评先资格)."""
    by_words: bool = False
    """Whether a measured thing is said to be low or high without a number: 满意度较低."""
    worth: Mark | None = None
    """What it is worth, in brackets behind what is asked for (笔记齐全（4分），缺一项扣1分), or beside it (满分5分)."""
    alone: bool = True
    """Whether no other clause stands in its sentence."""
    said: str = ""
    """The phrase of the price, as it stands."""
    added: bool = False
    """Whether its points are added to those of the others, and none of them is one of several levels."""
    again: bool = False
    """Whether it is another consequence of what the entry before it is about."""
    free: Quantity | None = None
    rest: Rest | None = None
    most: Quantity | None = None
    cap: Figure | None = None
    cap_of_item: bool = False
    same: bool = False
    undone: bool = False
    for_item: bool = False
    from_total: bool = False
    """Whether it is said behind the price that it is of the total (从总分中扣)."""
    wide: bool = False
    """Whether a limit stands in a sentence of its own behind it: of all before, or of this alone."""

    @property
    def verb(self) -> str:
        """DEDUCT, EARN, NONE …; PLAIN of points without a verb."""
        return self.price.verb if isinstance(self.price, Price) else getattr(self.price, "kind", "")

    def left(self) -> str:
        """What was not used, in words; nothing if all was."""
        names = (
            ("need", "应做的数"),
            ("line", "比的线"),
            ("sample", "抽查的数"),
            ("step", "每几个"),
            ("free", "不扣的数"),
            ("rest", "不足一步的怎样计"),
            ("most", "每份的限度"),
            ("cap", "封顶"),
            ("veto", "否决"),
            ("worth", "括号里的分（满分）"),
        )
        left = [name for key, name in names if getattr(self, key) is not None]
        return "、".join([*left, *(["应做的几个数"] if self.duties else [])])


SHORTER = "拆成几句短的，一句一个事实、一个分数，如“每少1次扣0.5分，最多扣2分”"
"""How most of what is not read would be written."""


class DoubtError(Exception):
    """A sentence has no meaning here."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.why)
        self.doubt = doubt


def unread(start: int, end: int, why: str, mend: str) -> DoubtError:
    """Nothing that is known here."""
    return DoubtError(Doubt("unread", start, end, why, mend))


def unsettled(start: int, end: int, why: str, mend: str) -> DoubtError:
    """Known, with more than one reading."""
    return DoubtError(Doubt("unsettled", start, end, why, mend))
