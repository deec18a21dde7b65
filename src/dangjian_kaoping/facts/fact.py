"""事实: what an inspector records under a clause. A fact states what happened, never points.

This is all that is ever asked of a fact, whatever its kind; each kind answers in a module of its own, which holds
all that is known of it: its keys and those of its records, its quantity, its checks and its words. Most answers
follow from the family that a kind belongs to (docs/细则语言.md, 记录里写什么，几条记录怎样合):

- quantities add up (`count`, `amount`, `missing`, `late`, `sample`), also over departments and months;
- states do not: the least favourable stands (`value`, `level`, `rank`, `imported`);
- cases each cost by themselves (`event`, `judged`); scores of several people are averaged (`scorers`).
"""

from abc import ABCMeta, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Generic, Literal, Never, Self, TypeVar

from dangjian_kaoping.diagnostics import Fault, Faults
from dangjian_kaoping.exact import ONE, ZERO, Exact
from dangjian_kaoping.facts.asked import (
    PERCENT,
    Asked,
    Combine,
    Condition,
    Hundredth,
    Meeting,
    Price,
    Problem,
    Readers,
    Recorded,
    Say,
    Setting,
    Stating,
    Terms,
    Unlike,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled
from dangjian_kaoping.facts.neighbours import Neighbour
from dangjian_kaoping.facts.quantity import Reach
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.number import ClassNumber
from dangjian_kaoping.model.reading import Declared
from dangjian_kaoping.model.rule import Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Placed

Keys_contra = TypeVar("Keys_contra", contravariant=True)
"""The keys of a record that a kind of fact reads: its own."""


class _KindOfFact(Declared, ABCMeta):
    """A class of facts, which must answer all that is asked of one."""


class Fact(Placed, Generic[Keys_contra], metaclass=_KindOfFact):
    """What a clause asks to be recorded. One key, `TAG`, tells the kind: `fact: {count: 次}`."""

    def __class_getitem__(cls, keys: object) -> type[Self]:
        """Which keys a kind reads matters to its types alone: no model of its own is made for them."""
        return cls

    TAG: ClassVar[str]
    TITLE: ClassVar[str]
    """What an office calls the kind."""
    RECORDED: ClassVar[tuple[str, ...]]
    """The keys that a record may write of it; in the order in which a fault looks for the first."""
    WANTED: ClassVar[str]
    """How a record states it, for whoever did otherwise."""
    RULES: ClassVar[tuple[type[Placed], ...]]
    """The rules that can price it."""
    CHANGES: ClassVar[Mapping[str, Setting]]
    """What a change of each of its keys means."""
    CALLED: ClassVar[Mapping[str, str]] = {}
    """What an office may call its keys, and those of its records, between blanks."""

    ASSESSES: ClassVar[bool] = True
    """Whether it says how well something was done, and not what happened."""
    HAS_NUMBER: ClassVar[bool] = True
    """Whether conditions may ask for a number, and not only for a level."""
    COUNTS: ClassVar[bool] = False
    """Whether it is a number of which some may be free; nothing recorded is none of it."""
    STANDS: ClassVar[bool] = False
    """Whether the least favourable of several records stands."""
    IS_STATE: ClassVar[bool] = False
    """Whether two departments may well find the same without its counting twice."""
    IS_CASE: ClassVar[bool] = False
    """Whether each record is a case by itself."""
    CAN_BE_MADE_GOOD: ClassVar[bool] = False
    """Whether a further record may lessen what others cost."""
    NEEDED: ClassVar[bool] = False
    """Whether a clause that deducts or earns by it says nothing without a record, whatever its rule."""
    SILENT_WITHIN_LINE: ClassVar[bool] = False
    """Whether a number that did not cross the line at which points begin was not written down."""

    same: str | None = Field(default=None, alias="\0same")
    """The clause whose record it reads, where it is not its own; set when an item is read."""

    # ── in the language ────────────────────────────────────────────────────────────────────────────────────────

    @property
    def known_levels(self) -> tuple[str, ...]:
        """The levels by which rules and conditions may tell its records apart; of most kinds none."""
        return ()

    @property
    def priced_roles(self) -> tuple[str, ...]:
        """The roles that have a price of their own at each level; of most kinds none."""
        return ()

    def names(self) -> Iterator[tuple[str, Collection[str]]]:
        """The names that it gives and records repeat, under the key that holds them."""
        yield from ()

    def misfit(self, rule: Rule) -> str | None:
        """Why a rule that can price it cannot do so as it is set; words that follow a comma, None where it can."""
        return None

    def check(self, rule: Rule | None, faults: Faults, readers: Readers = ()) -> None:
        """Tell what is wrong with its own settings, once the class of branches is chosen; `readers` read it too."""

    # ── in a record ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def wanted(self) -> str:
        """How a record states it, as it is set."""
        return self.WANTED

    @abstractmethod
    def problem(self, stated: Keys_contra, asked: Asked) -> Problem | None:
        """The first thing that is wrong with it as a record states it. Keys_contra of other kinds are told before."""

    def query(self, stated: Keys_contra, asked: Asked) -> tuple[Fault, str] | None:
        """What may be, but is asked about, in a record of an inspection, and the key that it is asked of."""
        return None

    def hundredths(self, stated: Keys_contra, branch_class: str | None) -> Iterator[Hundredth]:
        """The percentages of a record, and the numbers of which a percentage is made."""
        yield from ()

    def asks_for_a_part(self, rule: Rule | None) -> bool:
        """Whether it is read which part of what is required was done: of nothing there is no part."""
        return False

    def at_odds(self, recorded: Sequence[Recorded[Keys_contra]], terms: Terms) -> str | None:
        """Why several records cannot all hold, in words; None where they can."""
        return None

    @abstractmethod
    def neighbours(self, stated: Keys_contra, asked: Asked) -> Iterable[Neighbour]:
        """What else a record of an inspection might as well state: one step from this, or at an end; each once.

        All of it can be (`problem` has nothing to say). That there be no record at all is not among it.
        """

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    @abstractmethod
    def boxes(self, months: int | None) -> tuple[Box, ...]:
        """The cells of a row in which it is filled in, in order; of months as in `Asked`."""

    @abstractmethod
    def boxed(self, stated: Keys_contra, months: int | None) -> Mapping[str, str]:
        """What those cells hold of a record, by column; blank ones are left out."""

    @abstractmethod
    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        """What a record states whose cells hold this, by its keys; blank ones are left out of `cells`."""

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    @abstractmethod
    def alone(self, price: Price, recorded: Recorded[Keys_contra]) -> Exact:
        """What one record costs or earns by the rule alone (分), before any cap."""

    @abstractmethod
    def added(self, price: Price, recorded: Sequence[Recorded[Keys_contra]], meeting: Meeting) -> Iterable[Exact]:
        """What each record added to the clause (分), in order."""

    def combines(self, combine: Combine) -> bool:
        """Whether its records can meet so."""
        return combine == "worst"

    def priced_apart(self, combine: Combine, months: int) -> int:
        """How many times the rule is asked, each time of a part of its own; `months` are those of the round."""
        return 1

    def one_part(self, combine: Combine) -> Self:
        """The fact as the rule is asked of it: of one month by itself, where months are priced one by one."""
        return self

    @abstractmethod
    def meets(self, condition: Condition, recorded: Sequence[Recorded[Keys_contra]], terms: Terms) -> bool:
        """Whether records, of which one bears one of the condition's levels if it names any, fulfil it."""

    def happened(self, recorded: Sequence[Recorded[Keys_contra]], terms: Terms, free: Exact) -> bool:
        """Whether what the clause speaks of took place, beyond what is free: a count of 0 says that it did not."""
        return False

    def is_needed(self, effect: str, rule: Rule | None) -> bool:
        """Whether a clause that deducts or earns says nothing without a record of it."""
        return self.NEEDED or isinstance(rule, ShareRule) or (self.measures and isinstance(rule, TableRule))

    @property
    def drawable(self) -> bool:
        """Whether its number can be held against that of other branches: an amount, and no place, level or case."""
        return self.HAS_NUMBER and not self.IS_CASE and not self.ORDINAL

    @property
    def measures(self) -> bool:
        """Whether its number is one that is always there, and not a number of occurrences."""
        return False

    def is_borrowed(self, effect: str) -> bool:
        """Whether a self-assessment takes it from the inspection: nobody scores himself there."""
        return False

    @property
    def counts_occurrences(self) -> bool:
        """Whether a number of 0 says that nothing happened, so that a table need have no row for it."""
        return True

    @property
    def never_price(self) -> ClassNumber | None:
        """Points of what was never done at all, which come on top of the quantity; of most kinds there are none."""
        return None

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    WORSE: ClassVar[Literal["more", "less"] | None] = None
    """Whether more of it, or less, is the worse; None where that is not known of the kind."""

    @property
    def worse(self) -> Literal["more", "less"] | None:
        """The same, as it is set."""
        return self.WORSE

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        """What records state, one or several, that come to a number; None where none do.

        They are of an inspection of so many months. That the number lies within reach is for the asker to see to.
        """
        return None

    def stating_apart(self) -> tuple[Stating, ...]:
        """A record of each kind that no number tells from the others: its levels, its roles, what was never done."""
        return ()

    @property
    def turns(self) -> tuple[Decimal, ...]:
        """Numbers of one record at which it counts otherwise by its own settings."""
        return ()

    def few_numbers(self, months: int) -> tuple[Exact, ...]:
        """All numbers that it can come to, in order, where these are not all, or all whole ones, within its reach."""
        return ()

    # ── at most ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def reach(self) -> Reach:
        """The numbers that it can come to, before `free`; once the class of branches is chosen.

        Nothing at all is where no table need begin.
        """
        return Reach(ZERO, True, None)

    @property
    def reach_of_tables(self) -> Reach:
        """The numbers for which a table must have a row."""
        return self.reach

    def quota(self, effect: str) -> Decimal | None:
        """The number in a quarter whose whole price is at stake; None where the rubric sets none."""
        return None

    @property
    def is_whole(self) -> bool:
        """Whether it comes in whole numbers only, in every class of branches."""
        return False

    @property
    def most_weight(self) -> Decimal:
        """By how much the price of one record may be multiplied at most."""
        return ONE

    @property
    def never_parted(self) -> bool:
        """Whether nobody need be told what becomes of a part of one: there is none."""
        return self.unit == "人"

    # ── in another version ─────────────────────────────────────────────────────────────────────────────────────

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        """Why no record of it can be one of another fact of its kind; None where it can.

        `turned` says that the one clause takes points and the other gives them.
        """
        return None if getattr(self, self.TAG) == getattr(after, self.TAG) else "unit"

    def unrecorded(self, after: Self, months: int, *, gives: bool) -> Unlike | None:
        """Why nothing recorded of it need not mean that nothing is to be recorded of another; None where it does.

        Both are of one class; `months` are those of the round or of the self-assessment.
        """
        return None

    def carried(self, after: Self, recorded: Sequence[Recorded[Keys_contra]], months: int) -> list[Stating] | Unlike:
        """Each record as one of another fact of its kind: by key, what it states otherwise; or why that is unknown."""
        return [{} for _ in recorded]

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    EACH_CASE: ClassVar[str] = ""
    """What stands between a level and its price."""
    IN_STEPS: ClassVar[bool] = True
    """Whether there can be less than one step of it."""
    ORDINAL: ClassVar[bool] = False
    """Whether its numbers are places (第 1 名), and not amounts."""
    PART: ClassVar[tuple[str, str]] = ("与 100% 相差的比例", "百分比")
    """What a share is a share of: where points are taken, and where they are given."""

    @property
    @abstractmethod
    def unit(self) -> str:
        """The unit in which it is counted or measured; a percentage is `个百分点`."""

    @property
    def named_unit(self) -> str:
        """The unit as the rubric names it, also where a percentage of it is read."""
        return self.unit

    @property
    def scale(self) -> str:
        """The unit behind a number on its scale: `90%`, where steps are 个百分点; judged points are 分."""
        return "%" if self.unit == PERCENT else self.unit

    @property
    def subject(self) -> str:
        """What its number is: 缺少, 完成率, 迟报; empty where the unit says it."""
        return ""

    @property
    def is_rate(self) -> bool:
        """Whether it is higher or lower, and not more or less."""
        return self.unit == PERCENT

    @property
    def any_in_words(self) -> str:
        """That there is any of it at all, as a condition without a number takes it: `有缺少的`."""
        return "有记录的"

    def at_levels_in_words(self, levels: str, stretch: str) -> str:
        """That a record bears one of some levels, and its number, if that matters, lies in a stretch."""
        return f"定为{levels}的"

    def each_in_words(self, step: str, *, one: bool) -> str:
        """Each step of it, which comes with its unit: `每少 1 次`; `one` says that it is one unit."""
        return f"每{self.unit}" if one and not self.is_rate else f"每{step}"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        """What the rubric itself lays down about it, `规定每月 1 次`; empty where there is nothing to say.

        `due` is when the item is due: a number required in some quarters only is theirs.
        """
        return ""

    def more_in_words(self, verb: str, say: Say) -> str:
        """What its settings add to the price, behind a comma; `verb` is what the clause does with points."""
        return ""

    @abstractmethod
    def recorded_in_words(self, stated: Keys_contra) -> str:
        """It as it was recorded: `应做 10 次，已做 8 次`, `3 处`, `定为“较好”`."""

    def beside_reason_in_words(self, stated: Keys_contra) -> str:
        """What of a record is told even where its reason stands for it; empty where nothing is."""
        return ""

    def together_in_words(self, stated: Sequence[Keys_contra], combine: Combine = "worst") -> str:
        """What is to be said of records, one or several, under one clause; empty where nothing is."""
        return ""


KindOfFact = type[Fact[Never]]
"""A kind of fact, whatever keys it reads."""


class Stated:
    """The keys by which records state one kind of fact; `Statement` makes fields of them.

    What a record writes of another kind than its clause asks for is a check's matter.
    """

    KIND: ClassVar[KindOfFact]
