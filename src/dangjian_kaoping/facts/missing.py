"""应做已做 `missing`: what is done out of what is required.

写法：`missing: 单位`，`required: 应做的数`；`per: month` 是每月的数，各月算各月的，多做的不抵别的月少做的；
`quarter` 是每季的数；`as` 说明以什么计：`missing` 缺额，`missing_percent` 缺额占应做的百分比，`done` 已做的数，
`done_percent` 完成的百分比，`over` 超过应做的数；`if_none` 记录的应做数是 0 的，按比例、按百分比计时当作全部做到 `full`
还是一样没做 `zero`
意思：应做几次、少做几次。记录写 `done`（做了几次）或 `missing`（少了几次），只写一个。每月的，检查记录按月写
`done: [4, 2, 0]`，`missing` 写三个月一共少的；自评写本月的。`required: recorded` 表示应做的数各支部不同，由记录
写 `required`；每月的写一个数是各月相同，不同的按月写 `required: [4, 4, 3]`。只看缺额的（`as: missing`，不按比例），
记 `missing` 时可以不写 `required`
默认：`per: quarter`，`as: missing`；不写 `if_none` 的，按比例、按百分比计时不许记 `required: 0`
例：`{fact: {missing: 次, required: 1, per: month}, deduct: {each: 0.5}}` 记 `{done: [3, 0, 0]}` 扣 1 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar, Literal, Self

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ONE, ZERO, Exact, plain, times, total
from dangjian_kaoping.facts.asked import (
    PERCENT,
    UNIT,
    Asked,
    Combine,
    Hundredth,
    Price,
    Problem,
    Readers,
    Recorded,
    Say,
    Setting,
    Stating,
    Terms,
    Unlike,
    number_or_nothing,
    with_unit,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled
from dangjian_kaoping.facts.doing import Period, doing_hundredths, doing_problems, in_each
from dangjian_kaoping.facts.doing_boxes import doing_boxed, doing_boxes, doing_unboxed
from dangjian_kaoping.facts.doing_near import doing_near
from dangjian_kaoping.facts.doing_stated import doing_numbers, doing_stated
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.fulfilment import Fulfilment, at_odds, running_fulfilment
from dangjian_kaoping.facts.neighbours import Neighbour
from dangjian_kaoping.facts.quantity import COUNTED_WHOLE, HUNDRED, Quantity, Reach, is_integral, percent
from dangjian_kaoping.facts.replanned import replanned
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.marks import AtLeast, Field
from dangjian_kaoping.model.number import ClassNumber, OfHeads, known
from dangjian_kaoping.model.rule import EachRule, Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Amount, Text
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, quarters_in_words

_SUBJECT = {
    "missing": "缺少",
    "missing_percent": "缺少的比例",
    "done": "完成",
    "done_percent": "完成率",
    "over": "超额",
}

_READ = {"missing": "short", "missing_percent": "short", "done": "done", "done_percent": "done", "over": "beyond"}
"""Which side of what was required is read of a record."""
_DOES = {"missing": "少", "missing_percent": "少", "done": "完成", "done_percent": "完成", "over": "超额完成"}

IF_NONE_IN_WORDS = {"full": "当作全部做到", "zero": "当作一样没做"}


class MissingFact(Adding["MissingStated"]):
    """应做与已做: what is done out of what is required. A finding writes `done: 2`, or `missing: 1` outright.

    `required: recorded` takes the number from the finding (`required: 10`), where plans differ by branch.
    """

    TAG = "missing"
    TITLE = "应做与已做"
    RECORDED = ("done", "missing", "required")
    WANTED = "done: 已做的数，或 missing: 少做的数"
    RULES = (EachRule, TableRule, ShareRule)
    CHANGES: ClassVar = {
        "missing": UNIT,
        "required": Setting("clause-required", "amount"),
        "per": Setting("clause-period", "ordered", ("quarter", "month")),
        "as": Setting("clause-counts-as"),
        "if_none": Setting("clause-if-none", "ordered", ("full", "zero")),
    }
    CALLED: ClassVar = {
        "missing": "缺 缺额 缺少 少 未做 缺数",
        "done": "已做 完成 完成数 实做 已完成",
        "required": "应做 应完成 规定 要求数 应做的数 计划数",
        "per": "每 周期 单位期间",
        "as": "计为 以什么计",
        "if_none": "没有应做 应做为零 没有任务 应做数为0",
    }
    CAN_BE_MADE_GOOD = True
    PART = ("未完成的比例", "完成的比例")

    missing: Text = Field(description="单位，如 次、篇、人")
    required: ClassNumber | Literal["recorded"] = Field(description="应做的数；recorded 表示由检查记录写明")
    per: Period = Field(default="quarter", description="应做的数是每月 month 的还是每季 quarter 的")
    counts_as: Literal["missing", "missing_percent", "done", "done_percent", "over"] = Field(
        default="missing", alias="as", description="以什么计：缺额、缺额占应做的百分比、已做数、完成百分比、超额"
    )
    if_none: Literal["full", "zero"] | None = Field(
        default=None, description="记录的应做数是 0 的，按比例、按百分比计时：当作全部做到 full，当作一样没做 zero"
    )

    def misfit(self, rule: Rule) -> str | None:
        wrong = isinstance(rule, ShareRule) and self.counts_as == "over"
        return "以超额计（as: over）的写 each 或 table；按比例得分的不写 as" if wrong else None

    def check(self, rule: Rule | None, faults: Faults, readers: Readers = ()) -> None:
        asks = self.asks_for_a_part(rule) or any(
            isinstance(fact, MissingFact) and fact.asks_for_a_part(other) for fact, other in readers
        )
        if self.required == 0 and asks:
            problem = "应做的数 required 是 0，做了几成无从说起；没有这项工作的支部写 not_applicable_to"
            faults.add(codes.KP220(problem=problem), self.place_of("required"))
        if self.if_none is not None and self.required != "recorded":
            problem = "if_none 只用于应做的数由记录写明的（required: recorded）"
            faults.add(codes.KP220(problem=problem), self.key_of("if_none"))
        elif self.if_none is not None and not asks:
            problem = "if_none 只用于按比例（share）、按百分比（as: done_percent、missing_percent）计的"
            faults.add(codes.KP220(problem=problem), self.key_of("if_none"))

    # ── in a record ────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def wanted(self) -> str:
        text = self.WANTED
        if self.per == "month":
            text = "done: 各月已做的数（检查记录按月写，如 [4, 2, 0]；自评只写本月的），或 missing: 少做的数"
        return "required: 应做的数 和 " + text if self.required == "recorded" else text

    def problem(self, stated: "MissingStated", asked: Asked) -> Problem | None:
        shortage_alone = not asked.month_by_month and not any(
            fact.reads_beyond_shortage(rule) for fact, rule in self._readings(asked)
        )
        problems = doing_problems(self, stated, asked, shortage_alone=shortage_alone)
        return next(problems, None) or self._part_of_nothing(stated, asked)

    def _readings(self, asked: Asked) -> Iterator[tuple["MissingFact", Rule | None]]:
        """In which ways a record of it is read: by its own clause, and by those that read it too."""
        yield self, asked.rule
        yield from ((fact, rule) for fact, rule in asked.readers if isinstance(fact, MissingFact))

    def reads_beyond_shortage(self, rule: Rule | None) -> bool:
        """Whether more is read of a record than how much is missing, so that it must say of how much."""
        return isinstance(rule, ShareRule) or self.counts_as != "missing"

    def _part_of_nothing(self, stated: "MissingStated", asked: Asked) -> Problem | None:
        of_heads = isinstance(self.required, OfHeads) and not self.required
        recorded = stated.required is not None and not any(in_each(stated.required, 1))
        if self.if_none is not None or not (of_heads or recorded):
            return None
        asks = any(fact.asks_for_a_part(rule) for fact, rule in self._readings(asked))
        return Problem("KP342", keys=() if of_heads else ("required",)) if asks else None

    def asks_for_a_part(self, rule: Rule | None) -> bool:
        """Whether it is read which part of what is required was done: of nothing there is no part."""
        return isinstance(rule, ShareRule) or self.counts_as in ("missing_percent", "done_percent")

    def hundredths(self, stated: "MissingStated", branch_class: str | None) -> Iterator[Hundredth]:
        """What is done or missing out of what is required, where the percentage of it counts, or is recorded."""
        required = stated.required if isinstance(self.required, str) else known(self.required, branch_class)
        by_percentage = self.counts_as in ("done_percent", "missing_percent")
        yield from doing_hundredths(stated, required, self.missing, by_percentage=by_percentage)

    def at_odds(self, recorded: Sequence[Recorded["MissingStated"]], terms: Terms) -> str | None:
        if len(recorded) < 2:
            return None
        if {True, False} <= {each.finding.done is not None for each in recorded}:
            return "有的记 done，有的记 missing，同一个缺口会算两次；请都用同一种"
        return at_odds(self, recorded, terms)

    def neighbours(self, stated: "MissingStated", asked: Asked) -> Iterator[Neighbour]:
        beyond = any(fact.counts_beyond for fact, _ in self._readings(asked))
        return doing_near(self, stated, asked.branch_class, asked.months, beyond=beyond)

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        # how much is missing says enough where nothing else is read; of what has to be said a check tells
        return doing_boxes(self, self.missing, months, shortage_enough=self.counts_as == "missing")

    def boxed(self, stated: "MissingStated", months: int | None) -> Mapping[str, str]:
        return doing_boxed(stated)

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return doing_unboxed(self, cells, months)

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def running(self, recorded: Sequence[Recorded["MissingStated"]], terms: Terms) -> Iterator[Quantity]:
        return map(self._quantity, running_fulfilment(self, recorded, terms))

    def _quantity(self, so_far: Fulfilment) -> Quantity:
        # of nothing that is required, all counts as done, or as not done where the rubric says so
        nothing_done = self.if_none == "zero" and not so_far.required
        match self.counts_as:
            case "missing":
                value = so_far.lacking
            case "done":
                value = so_far.done
            case "missing_percent":
                value = percent(so_far.lacking, so_far.required, HUNDRED if nothing_done else ZERO)
            case "done_percent":
                value = percent(so_far.done, so_far.required, ZERO if nothing_done else HUNDRED)
            case "over":
                value = so_far.beyond
        if nothing_done:
            return Quantity(value, ONE, lacking=ONE)
        return Quantity(value, so_far.required, lacking=so_far.lacking)

    def running_points(
        self, price: Price, recorded: Sequence[Recorded["MissingStated"]], combine: Combine
    ) -> Iterator[Exact]:
        """Where months are priced one by one (逐月封顶), what all of them come to after each record."""
        if combine != "sum":
            yield from super().running_points(price, recorded, combine)
            return
        for so_far in running_fulfilment(self, recorded, price.terms):
            yield total(price.of_quantity(self._quantity(each)) for each in so_far.by_month)

    def combines(self, combine: Combine) -> bool:
        return combine == "worst" or (combine == "sum" and self.per == "month")

    def priced_apart(self, combine: Combine, months: int) -> int:
        return months if combine == "sum" else 1

    def one_part(self, combine: Combine) -> Self:
        return self.model_copy(update={"per": "quarter"}) if combine == "sum" else self

    @property
    def measures(self) -> bool:
        return self.counts_as in ("done", "done_percent")

    @property
    def counts_occurrences(self) -> bool:
        return not self.measures

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def worse(self) -> Literal["more", "less"] | None:
        return None if self.counts_as == "over" else "less" if _READ[self.counts_as] == "done" else "more"

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        required = None if isinstance(self.required, str) else decided(self.required)
        periods = months if self.per == "month" else 1
        by_month = self.per == "month"
        whole = self._in_whole
        found = doing_stated(self.counts_as, number, required, periods, whole=whole, by_month=by_month)
        return None if found is None else (found,)

    def few_numbers(self, months: int) -> tuple[Exact, ...]:
        if isinstance(self.required, str) or not self._in_whole:
            return ()
        return doing_numbers(self.counts_as, decided(self.required), months if self.per == "month" else 1)

    @property
    def _in_whole(self) -> bool:
        """Whether there are no halves of what is done."""
        return self.missing in COUNTED_WHOLE and (isinstance(self.required, str) or is_integral(self.required))

    # ── at most ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def reach(self) -> Reach:
        if self.counts_as in ("missing_percent", "done_percent"):
            return Reach(ZERO, self.counts_as == "missing_percent", HUNDRED)
        # of what was done, nothing is a number like others; of months, each counts no more than it had to do
        held = self.counts_as == "missing" or (self.counts_as == "done" and self.per == "month")
        return Reach(ZERO, self.counts_as != "done", self._in_a_quarter if held else None)

    @property
    def counts_beyond(self) -> bool:
        """Whether what is done beyond what was required counts too."""
        return self.counts_as == "over" or (self.counts_as == "done" and self.per == "quarter")

    @property
    def _in_a_quarter(self) -> Decimal | None:
        """What is required of a quarter; None where the rubric does not say."""
        if isinstance(self.required, str):
            return None
        return decided(self.required) * (MONTHS_OF_A_QUARTER if self.per == "month" else 1)

    def quota(self, effect: str) -> Decimal | None:
        """What is missing takes, what is done earns."""
        return self._in_a_quarter if self.counts_as == "done" and effect == "earn" else self._most_of_a_number

    @property
    def _most_of_a_number(self) -> Decimal | None:
        return None if self.counts_as in ("missing_percent", "done_percent") else self.reach.high

    @property
    def is_whole(self) -> bool:
        return not self.counts_as.endswith("percent") and self._in_whole

    # ── in another version ─────────────────────────────────────────────────────────────────────────────────────

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        if after.required == "recorded" != self.required:
            return "required"
        return super().never_like(after, turned=turned)

    def unrecorded(self, after: Self, months: int, *, gives: bool) -> Unlike | None:
        """What is not read was not written down: what was done where only the shortage counted, more that is
        required now; nor what of a quarter was done in which month.
        """
        if _READ[self.counts_as] != _READ[after.counts_as]:
            return "required"
        old, new = self._in_all(months), after._in_all(months)
        if old is not None and new is not None and (new > old or (new != old and gives)):
            return "required"
        return "months" if self.per == "quarter" and after.per == "month" else None

    def _in_all(self, months: int) -> Exact | None:
        if isinstance(self.required, str):
            return None
        return times(decided(self.required), Decimal(months if self.per == "month" else 1))

    def carried(
        self, after: Self, recorded: Sequence[Recorded["MissingStated"]], months: int
    ) -> list[Stating] | Unlike:
        """What was done stays; under another plan it is reckoned anew."""
        if after.counts_as == "over" != self.counts_as and any(each.finding.missing is not None for each in recorded):
            return "required"  # who falls short is told; whether others did more than they had to is not
        if self.required == after.required and self.per == after.per:
            return super().carried(after, recorded, months)
        return replanned(self, after, recorded, months)

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return PERCENT if self.counts_as.endswith("percent") else self.missing

    @property
    def named_unit(self) -> str:
        return self.missing

    @property
    def subject(self) -> str:
        return _SUBJECT[self.counts_as]

    def each_in_words(self, step: str, *, one: bool) -> str:
        return f"每{_DOES[self.counts_as]}{step}"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        if isinstance(self.required, str):
            said = f"{'每月的' if self.per == 'month' else ''}应做数由检查记录写明"
            return said if self.if_none is None else f"{said}，应做数是 0 的{IF_NONE_IN_WORDS[self.if_none]}"
        number = say(self.required, self.missing)
        if self.per == "month":
            return f"规定每月{number}"
        if isinstance(due, str):
            return f"规定每季{number}"
        return f"{quarters_in_words(due)}考评，{'每次' if len(due) > 1 else ''}规定{number}"

    def recorded_in_words(self, stated: "MissingStated") -> str:
        named = (("应做", stated.required), ("已做", stated.done), (_LACKING, stated.missing))
        return "，".join(_of_periods(name, number, self.missing) for name, number in named if number is not None)

    def together_in_words(self, stated: Sequence["MissingStated"], combine: Combine = "worst") -> str:
        if combine == "sum":
            return "各月分别计分，再相加"
        if self.per == "month" and any(each.done is not None for each in stated):
            return "各月分别与规定的数相比，一个月多做的不抵别的月少做的"
        return "几次记录合起来，与规定的数相比" if len(stated) > 1 else ""


_LACKING = "缺"


def _of_periods(name: str, number: Decimal | tuple[Decimal, ...], unit: str) -> str:
    """One number, or that of each month in order: `已做 3 次`, `各月已做 4、2、0 次`."""
    if isinstance(number, tuple):
        return f"各月{name} {with_unit('、'.join(map(plain, number)), unit)}"
    if name == _LACKING and number == ZERO:
        return "没有缺"
    return f"{name} {number_or_nothing(number, unit)}"


class MissingStated(Stated):
    """The keys of a record of it; a list is each month's number, in order."""

    KIND: ClassVar[KindOfFact] = MissingFact
    missing: Amount | None = None
    done: Amount | Annotated[tuple[Amount, ...], AtLeast(1)] | None = None
    required: Amount | Annotated[tuple[Amount, ...], AtLeast(1)] | None = None
