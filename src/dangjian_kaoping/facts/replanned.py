"""应做与已做 under another plan: what was recorded where another number, or one for other periods, is required now.

What was done is the same whatever is required. What was missing is not, and what was done beyond the old plan was
not written down: where it would matter, the fact is not known.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal

from dangjian_kaoping.facts.asked import Recorded, Stating
from dangjian_kaoping.facts.doing import Doing, Period, Plan, in_each
from dangjian_kaoping.model.by_class import decided

Unknown = Literal["required", "months"]
"""Why what was done is not known: beyond what was required, or how it is spread over the months."""

_NOTHING = Decimal(0)


def replanned(old: Plan, new: Plan, recorded: Sequence[Recorded[Doing]], months: int) -> list[Stating] | Unknown:
    """What each record states under the new plan. Both facts are of one class; the new plan is the rubric's own."""
    if isinstance(new.required, str):
        return "required"
    if old.required == "recorded" and any(each.finding.required is None for each in recorded):
        return "required"
    if any(each.finding.done is not None for each in recorded):
        return _done(old, new, recorded, months)
    if old.per == new.per == "month":
        return _missing_by_month(old, decided(new.required), recorded, months)
    return _missing(old, new.per, decided(new.required), recorded, months)


def _done(old: Plan, new: Plan, recorded: Sequence[Recorded[Doing]], months: int) -> list[Stating] | Unknown:
    found = []
    for each in recorded:
        done = each.finding.done
        if isinstance(done, tuple):
            done = sum(done, _NOTHING) if new.per == "quarter" else done
        elif new.per == "month" and each.month is None:
            # one number for the quarter: only of nothing it is known how it is spread
            if done:
                return "months"
            done = (_NOTHING,) * months
        found.append(_stating(done=done))
    return found


def _missing(
    old: Plan, per: Period, required: Decimal, recorded: Sequence[Recorded[Doing]], months: int
) -> list[Stating] | Unknown:
    """What was missing of a quarter, or of months of which the quarter is asked now."""
    planned = _planned(old, recorded, months)
    if planned is None:
        return "required"
    missing = _sum(each.finding.missing for each in recorded)
    if missing and missing >= planned:
        nothing = (_NOTHING,) * months if per == "month" else _NOTHING
        return [_stating(done=nothing if each.month is None else _NOTHING) for each in recorded]
    if per == "month":
        return "months"
    if not missing:
        return [_stating(missing=_NOTHING) for each in recorded] if required <= planned else "required"
    if old.per == "month":
        return "months"
    done = [planned - missing, *(_NOTHING for _ in recorded[1:])]
    return [_stating(done=number) for each, number in zip(recorded, done, strict=True)]


def _missing_by_month(
    old: Plan, required: Decimal, recorded: Sequence[Recorded[Doing]], months: int
) -> list[Stating] | Unknown:
    """What was missing of months, of which another number is required now."""
    parts = [_missing_of(each, recorded, old, required, months) for each in _spoken(recorded)]
    unknown = next((each for each in parts if isinstance(each, str)), None)
    if unknown is not None:
        return unknown
    lacking = sum((each for each in parts if isinstance(each, Decimal)), _NOTHING)
    if recorded[0].month is not None and len(parts) < months and required > _usual(old, recorded):
        return "required"
    whole = [lacking, *(_NOTHING for _ in recorded[1:])]
    return [_stating(missing=number) for each, number in zip(recorded, whole, strict=True)]


def _spoken(recorded: Sequence[Recorded[Doing]]) -> list[int | None]:
    """The months that speak; of an inspection None, which speaks of all of them."""
    return list(dict.fromkeys(None if each.month is None else each.month.number for each in recorded))


def _missing_of(
    month: int | None, recorded: Sequence[Recorded[Doing]], old: Plan, required: Decimal, months: int
) -> Decimal | Unknown:
    """What one month lacks of the new number, or all months of an inspection."""
    mine = [each for each in recorded if (None if each.month is None else each.month.number) == month]
    periods = months if month is None else 1
    plan = in_each(mine[0].finding.required, periods) if isinstance(old.required, str) else ()
    plan = plan or (_usual(old, recorded),) * periods
    missing, planned = _sum(each.finding.missing for each in mine), sum(plan, _NOTHING)
    if missing and missing >= planned:
        return required * periods
    if not missing:
        return _NOTHING if required <= min(plan) else "required"
    if periods == 1:
        return max(required - (planned - missing), _NOTHING)
    return missing if set(plan) == {required} else "months"


def _usual(old: Plan, recorded: Sequence[Recorded[Doing]]) -> Decimal:
    """What a month had to do: the rubric's number, or the most that is recorded."""
    if not isinstance(old.required, str):
        return decided(old.required)
    return max((number for each in recorded for number in in_each(each.finding.required, 1)), default=_NOTHING)


def _planned(old: Plan, recorded: Sequence[Recorded[Doing]], months: int) -> Decimal | None:
    """What was required in all of them; None where records differ."""
    periods = months if old.per == "month" else 1
    if not isinstance(old.required, str):
        return decided(old.required) * periods
    plans = {in_each(each.finding.required, periods) for each in recorded}
    return sum(plans.pop(), _NOTHING) if len(plans) == 1 else None


def _sum(numbers: Iterable[Decimal | None]) -> Decimal:
    return sum((each or _NOTHING for each in numbers), _NOTHING)


def _stating(*, done: Decimal | tuple[Decimal, ...] | None = None, missing: Decimal | None = None) -> Stating:
    return {"done": done, "missing": missing, "required": None}
