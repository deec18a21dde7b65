"""What is common to judging the differences of any thing: the kind that a difference is of, and where it stands."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from dangjian_kaoping.compare.diff.kinds import KINDS, ChangeKind, Side
from dangjian_kaoping.compare.diff.strictness import (
    OTHERS,
    Verdict,
    classes_of,
    compared,
    contained,
    for_a_branch,
    in_each_class,
    number_for,
    ranked,
    together,
)
from dangjian_kaoping.compare.diff.structure import Difference
from dangjian_kaoping.model.by_class import decided, for_class
from dangjian_kaoping.model.values import ByClass, ClassNumber, PerHead


class Judged(NamedTuple):
    """A difference and the kind of change that it is; keys as a file writes them, from the thing that differs."""

    kind: ChangeKind
    keys: tuple[str, ...]
    before: object
    after: object


Judge = Callable[[Difference], Iterator[Judged]]
"""Says what a difference means: nothing, one change, or one for each class of branches."""


def judged(kind: str, difference: Difference) -> Judged:
    """A difference as a change of one kind."""
    return Judged(KINDS[kind], *difference)


def changed(part: str) -> Judge:
    """What changes and is neither more nor less."""

    def judge(difference: Difference) -> Iterator[Judged]:
        yield judged(f"{part}-changed", difference)

    return judge


def amount(part: str, default: Decimal | None = None) -> Judge:
    """A number, perhaps of each class; `default` is what it is where it is not written, None if then there is none."""

    def judge(difference: Difference) -> Iterator[Judged]:
        before, after = (default if each is None else each for each in (difference.before, difference.after))
        if before is None or after is None:
            yield judged(f"{part}-{'added' if before is None else 'removed'}", difference)
        else:
            yield from _numbers(part, Difference(difference.keys, before, after))

    return judge


_MOVED: Mapping[Verdict, str] = {"more": "increased", "less": "decreased"}


def _numbers(part: str, difference: Difference) -> Iterator[Judged]:
    before: Any = difference.before
    after: Any = difference.after
    verdicts = _by_class(before, after)
    whole = together(list(verdicts.values()))
    if whole == "same":
        if not isinstance(before, Decimal) or not isinstance(after, Decimal):
            yield judged("number-rewritten", difference)
    elif "mixed" in verdicts.values():
        # more for some head counts, less for others
        yield judged("number-changed", difference)
    elif whole != "mixed":
        yield judged(f"{part}-{_MOVED[whole]}", difference)
    else:
        for name, verdict in verdicts.items():
            if verdict != "same":
                one = number_for(before, name or OTHERS), number_for(after, name or OTHERS)
                yield judged(f"{part}-{_MOVED[verdict]}", Difference((*difference.keys, *_class_keys(name)), *one))


def _by_class(before: ClassNumber, after: ClassNumber) -> Mapping[str | None, Verdict]:
    if isinstance(before, PerHead) or isinstance(after, PerHead):
        return in_each_class(before, after, lambda one, other: compared(decided(one), decided(other)))
    if not isinstance(before, ByClass) and not isinstance(after, ByClass):
        return {None: compared(Decimal(before), Decimal(after))}
    found: dict[str | None, Verdict] = {}
    for name in classes_of(before, after):
        one, other = number_for(before, name), number_for(after, name)
        assert not isinstance(one, (ByClass, PerHead))
        assert not isinstance(other, (ByClass, PerHead))
        if one is not None and other is not None:
            found[name] = compared(one, other)
    return found


def _class_keys(name: str | None) -> tuple[str, ...]:
    return ("by_class", name) if name else ("otherwise",)


def weighed(part: str, compare: Callable[[Any, Any], Verdict], side: Side = "loss") -> Judge:
    """Something that is compared as a whole: stricter or looser for every class, told apart where they differ."""

    def judge(difference: Difference) -> Iterator[Judged]:
        verdicts = in_each_class(difference.before, difference.after, compare)
        whole = together(list(verdicts.values()))
        if whole == "mixed" and "mixed" not in verdicts.values():
            for name, verdict in verdicts.items():
                if verdict != "same":
                    one, other = (for_class(each, name or OTHERS) for each in (difference.before, difference.after))
                    keys = (*difference.keys, *_class_keys(name))
                    yield judged(f"{part}-{for_a_branch(verdict, side)}", Difference(keys, one, other))
        else:
            yield judged(f"{part}-{for_a_branch(whole, side)}", difference)

    return judge


def part_or(part: str, judge_both: Judge) -> Judge:
    """Something that is there or not; where it is there on both sides, how it differs."""

    def judge(difference: Difference) -> Iterator[Judged]:
        if difference.before is None:
            yield judged(f"{part}-added", difference)
        elif difference.after is None:
            yield judged(f"{part}-removed", difference)
        else:
            yield from judge_both(difference)

    return judge


def amount_or(part: str) -> Judge:
    """A number, or something else that stands in its place."""

    def judge(difference: Difference) -> Iterator[Judged]:
        both = (difference.before, difference.after)
        if all(each is None or isinstance(each, (Decimal, ByClass)) for each in both) or None in both:
            yield from amount(part)(difference)
        else:
            yield judged(f"{part}-changed", difference)

    return judge


def flag(part: str) -> Judge:
    """Yes or no."""

    def judge(difference: Difference) -> Iterator[Judged]:
        yield judged(f"{part}-{'added' if difference.after else 'removed'}", difference)

    return judge


def ordered(part: str, *least_to_most: object, side: Side = "loss") -> Judge:
    """One of several settings, from that which takes (or gives) least to that which takes most."""

    def judge(difference: Difference) -> Iterator[Judged]:
        verdict = ranked(difference.before, difference.after, least_to_most)
        yield judged(f"{part}-{for_a_branch(verdict, side)}", difference)

    return judge


_COME: Mapping[Verdict, str] = {"more": "added", "less": "removed", "mixed": "changed"}


def names(part: str, *, counted: bool = False) -> Judge:
    """A list of names in which the order means nothing; `counted` where only their number is more or less."""

    def judge(difference: Difference) -> Iterator[Judged]:
        before: Any = difference.before
        after: Any = difference.after
        verdict = contained(before, after)
        if verdict == "mixed" and counted:
            verdict = compared(Decimal(len(before)), Decimal(len(after)))
            verdict = "mixed" if verdict == "same" else verdict
        if verdict != "same":
            yield judged(f"{part}-{_COME[verdict]}", difference)

    return judge
