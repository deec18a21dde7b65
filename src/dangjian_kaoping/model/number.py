"""Numbers of a rubric: plain, one for each class of branches, or one that follows from how many people a branch has."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any, Literal

from typing_extensions import TypeAliasType

from dangjian_kaoping.exact import ONE, rounded, times
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.marks import Discriminator, Field, MisfitError, Tag, before
from dangjian_kaoping.model.values import Amount, Number


class ByClass(Document):
    """A number that differs by 支部类别: `by_class: {生产: 0.2, 机关: 0.3}`, and `otherwise` for the rest."""

    by_class: dict[str, Amount] = Field(min_length=1, description="各支部类别的数")
    otherwise: Amount | None = Field(default=None, description="其余类别的数")

    @before
    @classmethod
    def _not_drawn(cls, data: Any) -> Any:
        if isinstance(data, dict) and "branches" in data:
            said = "branches 只写在 below、above 和 share 的 of 里，这里不能与别的支部比"
            raise MisfitError("drawn_number", said)
        return data

    def of(self, branch_class: str) -> Decimal:
        """The number of one class. `check` sees to it that every class of the roster has one (KP216)."""
        number = self.by_class.get(branch_class, self.otherwise)
        if number is None:
            raise LookupError(branch_class)
        return number


def _which(value: object) -> str:
    """Which kind of number is written."""
    if isinstance(value, PerHead) or (isinstance(value, dict) and "per_head" in value):
        return "=per_head"
    return "=by_class" if isinstance(value, (dict, ByClass)) else "=number"


OfClass = TypeAliasType(
    "OfClass",
    Annotated[
        Annotated[Amount, Tag("=number")] | Annotated[ByClass, Tag("=by_class")],
        # of what holds no numbers by head count, such a one is told as no number at all
        Discriminator(lambda value: "=by_class" if _which(value) == "=by_class" else "=number"),
    ],
)
"""A number, or one for each class of branches."""


Rounding = Literal["up", "down", "half_up", "exact"]
_SOME = Decimal(100)
"""So many people a branch may well have, where it is only told in which order numbers come."""


class PerHead(Document):
    """A number that follows from how many people a branch has: `{per_head: 0.2, round: up}`."""

    per_head: OfClass = Field(description="每人几个：人数乘以它；可以因类别而异")
    rounding: Rounding = Field(
        default="exact", alias="round", description="怎样取整：进一 up、舍去 down、四舍五入 half_up、不取整 exact"
    )

    def of(self, head_count: int | None) -> "Decimal | ByClass":
        """The number at so many people, or (None) as it is told of any; by class still, where it differs by class."""
        if isinstance(self.per_head, Decimal):
            return OfHeads.made(self.per_head, self.rounding, head_count)
        by_class: dict[str, Decimal] = {
            name: OfHeads.made(each, self.rounding, head_count) for name, each in self.per_head.by_class.items()
        }
        rest = self.per_head.otherwise
        others = None if rest is None else OfHeads.made(rest, self.rounding, head_count)
        return ByClass.model_construct(by_class=by_class, otherwise=others)


class OfHeads(Decimal):
    """A number that followed from a head count; it remembers how. Of any (None) it stands where most would."""

    each: Decimal
    rounding: Rounding
    head_count: int | None

    @classmethod
    def made(cls, each: Decimal, rounding: Rounding, head_count: int | None) -> "OfHeads":
        """So much for each of so many people."""
        whole = times(each, _SOME if head_count is None else Decimal(head_count))
        assert isinstance(whole, Decimal)  # a product of decimals is one
        found = cls(whole if rounding == "exact" else rounded(whole, 0, rounding))
        found.each, found.rounding, found.head_count = each, rounding, head_count
        return found


ClassNumber = TypeAliasType(
    "ClassNumber",
    Annotated[
        Annotated[Amount, Tag("=number")] | Annotated[ByClass, Tag("=by_class")] | Annotated[PerHead, Tag("=per_head")],
        Discriminator(_which),
    ],
)
"""A number, one for each class of branches, or one that follows from the head count of a branch."""


class LineByClass(ByClass):
    """A line that differs by 支部类别, and may lie below nothing."""

    by_class: dict[str, Number] = Field(min_length=1, description="各支部类别的数")
    otherwise: Number | None = Field(default=None, description="其余类别的数")


Line = TypeAliasType(
    "Line",
    Annotated[
        Annotated[Number, Tag("=number")]
        | Annotated[LineByClass, Tag("=by_class")]
        | Annotated[PerHead, Tag("=per_head")],
        Discriminator(_which),
    ],
)
"""A line or an end of a stretch, on a scale that may go below nothing; or one for each class of branches."""


def chosen(number: Decimal | ByClass | PerHead, branch_class: str) -> Decimal:
    """Step 1 of an item: the number that holds for this class (docs/细则语言.md, 计分的先后).

    Raises LookupError where it has none for the class, or follows from a head count that was not chosen before.
    """
    if isinstance(number, Decimal):
        return number
    if isinstance(number, PerHead):
        raise LookupError("per_head")
    return number.of(branch_class) if isinstance(number, ByClass) else number


def known(number: Decimal | ByClass | PerHead, branch_class: str | None) -> Decimal | None:
    """The number that holds for a class; None where it is not known, because the class or the head count is not."""
    if isinstance(number, Decimal):
        return number
    if isinstance(number, PerHead) or branch_class is None:
        return None
    return number.by_class.get(branch_class, number.otherwise)


def sum_of(numbers: Sequence[Decimal | ByClass]) -> Decimal | ByClass:
    """The sum; by class where a number differs by class. A class that one of them leaves out has no sum."""
    several = [number for number in numbers if isinstance(number, ByClass)]
    if not several:
        return sum((chosen(number, "") for number in numbers), Decimal(0))
    found: dict[str, Decimal] = {}
    for name in dict.fromkeys(name for number in several for name in number.by_class):
        if all(name in number.by_class or number.otherwise is not None for number in several):
            found[name] = sum((chosen(number, name) for number in numbers), Decimal(0))
    rest = [number if isinstance(number, Decimal) else number.otherwise for number in numbers]
    others = None if None in rest else sum((each for each in rest if each is not None), Decimal(0))
    if len({*found.values(), *([] if others is None else [others])}) == 1:
        return next(iter(found.values()))
    return ByClass(by_class=found, otherwise=others)


def scaled(number: Decimal | ByClass, by: Decimal) -> Decimal | ByClass:
    """The number, or that of each class, times another, exact."""
    if by == ONE:
        return number
    if isinstance(number, Decimal):
        return _product(number, by)
    others = None if number.otherwise is None else _product(number.otherwise, by)
    return ByClass(by_class={name: _product(each, by) for name, each in number.by_class.items()}, otherwise=others)


def _product(a: Decimal, b: Decimal) -> Decimal:
    found = times(a, b)
    assert isinstance(found, Decimal)
    return found
