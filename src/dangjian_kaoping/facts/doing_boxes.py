"""应做与已做 in a row of a form: one number, or in an inspection that of each month."""

from collections.abc import Mapping

from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import is_percent
from dangjian_kaoping.facts.boxes import WAYS, Box, Entered, Filled, Unfilled, how_much, in_numbers, number
from dangjian_kaoping.facts.doing import Doing, Plan, in_each

BETWEEN = "、"
"""What stands between the numbers of 应做 that differ by month."""


def doing_boxes(plan: Plan, unit: str, months: int | None, *, shortage_enough: bool) -> tuple[Box, ...]:
    """The cells of a row; with `shortage_enough` 应做 may be blank where only what is missing is stated."""
    count, percent, much = _numbers(plan, months), is_percent(unit), how_much(unit)
    first = f"少了或做了{much}" if count == 1 else f"少了的合计，或第1个月做了{much}"
    later = (
        Box(number(each), f"第{each}个月做了{much}", "amount", unit, optional=True, percent=percent)
        for each in range(2, count + 1)
    )
    boxes = (
        Box("way", "数是少了的，还是做了的", "choice", choices=(WAYS.missing, WAYS.done)),
        Box(number(1), first, "amount", unit, percent=percent),
        *later,
    )
    if plan.required != "recorded":
        return boxes
    if count == 1:
        required = Box("required", f"应做{much}", "amount", unit, optional=shortage_enough, percent=percent)
    else:
        asks = f"每月应做{much}，各月不同的写成 {BETWEEN.join('443')}"
        required = Box("required", asks, "amounts", unit, optional=shortage_enough, percent=percent)
    return (*boxes, required)


def doing_boxed(stated: Doing) -> Mapping[str, str]:
    """What the cells hold of a record."""
    way = WAYS.missing if stated.done is None else WAYS.done
    numbers = [stated.missing] if stated.done is None else in_each(stated.done, 1)
    required = BETWEEN.join(map(plain, in_each(stated.required, 1)))
    return {"way": way} | in_numbers(numbers) | ({"required": required} if required else {})


def doing_unboxed(plan: Plan, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
    """The keys of a record whose cells hold this."""
    way, count = cells.get("way"), _numbers(plan, months)
    if way is None:
        return Unfilled("way", f"没有选{WAYS.missing}还是{WAYS.done}")
    if number(1) not in cells:
        return Unfilled(number(1), f"没有写{way.text}多少")
    numbers = [cells.get(number(each)) for each in range(1, count + 1)]
    written = [each for each in numbers if each is not None]
    if way.text == WAYS.missing:
        if len(written) > 1:
            return Unfilled(written[1].column, f"少了的合计写在一格里，各月的只在{WAYS.done}时写")
        stated: dict[str, Filled] = {"missing": written[0]}
    elif len(written) < count:
        month = numbers.index(None) + 1
        return Unfilled(number(month), f"没有写第{month}个月做了多少，没有做的写 0")
    else:
        stated = {"done": written if count > 1 else written[0]}
    required = cells.get("required")
    if required is not None:
        parts = [Entered(each, "required") for each in required.text.split(BETWEEN)]
        stated["required"] = parts if len(parts) > 1 else parts[0]
    elif plan.required == "recorded" and way.text == WAYS.done:
        return Unfilled("required", "没有写应做多少")
    return stated


def _numbers(plan: Plan, months: int | None) -> int:
    """How many numbers state what was done: one, or in an inspection one a month."""
    return (months or 1) if plan.per == "month" else 1
