"""What is recorded, as one number."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from .words import ONE, ZERO, Plain, kind_of, sum_of


class Terms(NamedTuple):
    months: int
    earlier: Sequence[set[tuple[str, str]]]
    window: int


class Quantity(NamedTuple):
    value: Fraction
    whole: Fraction = ZERO
    never: int = 0
    lacking: Fraction = ZERO


def free_of(clause: Plain, terms: Terms) -> Fraction:
    return Fraction(clause["free"]) if "free" in clause else ZERO


def occurrences(findings: Iterable[Plain]) -> int:
    whole = 0
    for finding in findings:
        count = finding.get("count", "1")
        whole += sum(int(each) for each in count.values()) if isinstance(count, dict) else int(count)
    return whole


def measure_of(clause: Plain, finding: Plain) -> Fraction:
    return Fraction(finding[{"value": "value", "rank": "rank", "imported": "score"}[kind_of(clause)]])


def quantity_of(clause: Plain, findings: Sequence[Plain], terms: Terms) -> Quantity:
    """The facts of all findings together, before `free`."""
    fact, kind = clause["fact"], kind_of(clause)
    if kind == "count":
        return Quantity(Fraction(occurrences(findings)))
    if kind == "amount":
        return Quantity(sum_of(findings, "amount"))
    if kind == "missing":
        return _missing(fact, findings, terms)
    if kind == "late":
        most = Fraction(fact["most"]) if "most" in fact else None
        late = [Fraction(each["late"]) for each in findings if "late" in each]
        value = sum((each if most is None else min(each, most) for each in late), ZERO)
        return Quantity(value, never=sum(each.get("never") == "true" for each in findings))
    if kind == "scorers":
        return Quantity(_mean_score(fact, findings), Fraction(fact["full"]))
    sampled, failed = sum_of(findings, "sampled"), sum_of(findings, "failed")
    how = fact.get("as", "failed")
    if how == "failed":
        return Quantity(failed, sampled)
    if how == "failed_percent":
        return Quantity(failed / sampled * 100 if sampled else ZERO, Fraction(100))
    lacking = failed / sampled * 100 if sampled else ZERO
    return Quantity(100 - lacking, Fraction(100), lacking=lacking)


def _missing(fact: Plain, findings: Sequence[Plain], terms: Terms) -> Quantity:
    """Out of what was required; months are held against their own numbers, a quarter against its one number."""
    monthly = fact.get("per", "quarter") == "month"
    rows = _months_of(fact, findings, terms.months) if monthly else [_quarter_of(fact, findings)]
    return _held_against(fact, rows, findings)


def months_alone(fact: Plain, findings: Sequence[Plain], terms: Terms) -> list[Quantity]:
    """Each month's fact by itself, where months are priced one by one."""
    return [_held_against(fact, [each], findings) for each in _months_of(fact, findings, terms.months)]


def _held_against(fact: Plain, rows: Sequence["_Row"], findings: Sequence[Plain]) -> Quantity:
    monthly = fact.get("per", "quarter") == "month"
    required = sum((each.required for each in rows), ZERO)
    if any("done" in each for each in findings):
        lacking = sum((max(each.required - each.done, ZERO) for each in rows), ZERO)
        done = required - lacking if monthly else rows[0].done
    else:
        lacking = sum_of(findings, "missing")
        done = max(required - lacking, ZERO)
    nothing = Fraction(1 if fact.get("if_none") == "zero" else 0)  # how much of nothing was left undone
    match fact.get("as", "missing"):
        case "missing":
            value = lacking
        case "done":
            value = done
        case "missing_percent":
            value = lacking / required * 100 if required else nothing * 100
        case "over":
            value = sum((max(each.done - each.required, ZERO) for each in rows), ZERO)
        case _:
            value = done / required * 100 if required else 100 - nothing * 100
    return Quantity(value, required or ONE, lacking=lacking if required else nothing)


class _Row(NamedTuple):
    required: Fraction
    done: Fraction


def _quarter_of(fact: Plain, findings: Sequence[Plain]) -> _Row:
    recorded = fact["required"] == "recorded"
    stated = [Fraction(each["required"]) for each in findings if "required" in each]
    plans = stated if recorded else [Fraction(fact["required"])]
    return _Row(max(plans, default=ZERO), sum_of(findings, "done"))


def _months_of(fact: Plain, findings: Sequence[Plain], months: int) -> list[_Row]:
    """Month by month: an inspection lists them, a self-assessment says its own, and those that say nothing did 0."""
    by_month: dict[Any, list[Plain]] = {}
    if any("in" in each for each in findings):
        for each in findings:
            by_month.setdefault(each["in"], []).append(each)
        usual = [each["required"] for each in findings if "required" in each][:1]
        by_month |= {n: [{"required": each} for each in usual] for n in range(months - len(by_month))}
    else:
        for n in range(months):
            by_month[n] = [
                {key: value[n] if isinstance(value, list) else value for key, value in each.items()}
                for each in findings
            ]
    return [_quarter_of(fact, each) for each in by_month.values()]


def _mean_score(fact: Plain, findings: Sequence[Plain]) -> Fraction:
    by_class: dict[str, list[Fraction]] = {}
    labels = {label: Fraction(number) for label, number in (fact.get("levels") or {}).items()}

    def mark(vote: Any) -> Fraction:
        if isinstance(vote, list):
            return sum(map(mark, vote), ZERO) / len(vote)
        return labels[vote] if labels else Fraction(vote)

    def ends(count: int) -> tuple[int, int]:
        said = [str(fact.get(key, "0")) for key in ("drop_lowest", "drop_highest")]
        low, high = (int(count * Fraction(each[:-1]) / 100) if "%" in each else int(each) for each in said)
        return (low, count - high) if low + high < count else (0, count)

    for finding in findings:
        scores = finding.get("scores", [])
        for who, several in scores.items() if isinstance(scores, dict) else [("", scores)]:
            by_class.setdefault(who, []).extend(map(mark, several))
        votes = finding.get("votes", {})
        told = {who: each for who, each in votes.items() if isinstance(each, dict)} or {"": votes}
        for who, each in told.items():
            for label, number in each.items():
                by_class.setdefault(who, []).extend([labels[label]] * min(int(number), 10_000))

    def mean(scores: list[Fraction]) -> Fraction:
        low, high = ends(len(scores))
        return sum(sorted(scores)[low:high], ZERO) / (high - low)

    if fact.get("weights"):
        weights = {who: Fraction(weight) for who, weight in fact["weights"].items() if by_class.get(who)}
        if fact.get("absent") == "share":
            weights = {who: weight / sum(weights.values()) for who, weight in weights.items()}
        if "absent" in fact:
            return sum((mean(by_class[who]) * weight for who, weight in weights.items()), ZERO)
        return sum((mean(by_class[who]) * Fraction(weight) for who, weight in fact["weights"].items()), ZERO)
    return mean([score for scores in by_class.values() for score in scores])
