"""What a text and its rule take or give for the same facts: asked of the engine, fact by fact."""

import re
from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.checks.agreement.found import Found, Keys
from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.engine.score.circumstances import ANYWHERE, Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.engine.score.interval import Stretch, completed, probes, written
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.exact import ONE, Exact, plain, plus, times
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.facts.late import LateFact
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.facts.sample import SampleFact
from dangjian_kaoping.grammar.meaning import Meaning
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rule import EachRule, LevelsRule, TableRule, WithinRule

_FURTHER = (Decimal(1), Decimal(2), Decimal(3), Decimal(7), Decimal(10))
"""So many steps from where a rule begins are tried."""


def priced(clause: Clause, said: Clause, meaning: Meaning) -> Iterator[Found]:
    """Where the text, as the clause that it says, has other numbers or comes to other points than the rule.

    Raises LookupError where a number differs by class or head count, Refusal where there is none.
    """
    rule, text = clause.rule, said.rule
    if clause.fact.same is None:
        yield from _of_fact(clause, said)
    for key in ("at_most", "free", "times"):
        mine, theirs = getattr(clause, key), getattr(said, key)
        if isinstance(mine, Decimal) and isinstance(theirs, Decimal) and mine != theirs:
            yield _otherwise(key, theirs, mine, (key,))
    if clause.empties is not None and said.empties is not None:
        yield from _triggered("empties", clause, said, meaning)
    if clause.veto is not None and said.veto is not None:
        yield from _triggered("veto", clause, said, meaning)
    if rule is None or text is None:
        return
    if type(rule) is not type(text) and (clause.at_most is not None or not isinstance(text, EachRule | TableRule)):
        # by its cap one may come to what the other says at once
        return
    if any(isinstance(each, EachRule) and not decided(each.step) for each in (rule, text)):
        return
    if isinstance(rule, LevelsRule) and isinstance(text, LevelsRule):
        for level in rule.levels.keys() & text.levels.keys():
            mine, theirs = rule.levels[level], text.levels[level]
            if isinstance(mine, Decimal) and isinstance(theirs, Decimal) and mine != theirs:
                yield _otherwise(f"“{level}”", theirs, mine, (clause.effect, "levels", level))
    elif isinstance(rule, WithinRule) and isinstance(text, WithinRule):
        if not isinstance(rule.within, str) and not isinstance(text.within, str):
            mine, theirs = (sorted(map(decided, each)) for each in (rule.within, text.within))
            if mine != theirs:
                ends = [f"{plain(low)}至{plain(high)}" for low, high in (theirs, mine)]
                yield Found(
                    codes.KP817(what="幅度", said=ends[0], rule=ends[1]), (clause.effect, "within"), at_key=True
                )
    elif isinstance(rule, EachRule | TableRule) and _alike(clause.fact, said.fact) and not _same(clause, said):
        yield from _quantities(clause, said, meaning, (clause.effect, rule.TAG))


def rest_is_told(clause: Clause, said: Clause) -> bool:
    """Whether for each quantity what the text gives and what the rule takes come to the same sum."""
    if not _alike(clause.fact, said.fact):
        return False
    pairs = [(_points(said, each), _points(clause, each)) for each in _tried(clause, said)]
    sums = {plus(one, other) for one, other in pairs if one is not None and other is not None}
    return len(sums) == 1


def _alike(one: AnyFact, other: AnyFact) -> bool:
    """Whether two facts come to the same number where the same happened."""
    if one.TAG != other.TAG:
        return {one.TAG, other.TAG} <= {"count", "missing", "amount"} and {_counted(one), _counted(other)} <= {
            "",
            "missing",
        }
    return one.HAS_NUMBER and _counted(one) == _counted(other)


def _same(clause: Clause, said: Clause) -> bool:
    """Whether two rules are written alike, so that nothing need be tried."""
    return clause.free == said.free and canonical(clause.rule) == canonical(said.rule)


def _counted(fact: AnyFact) -> str:
    return getattr(fact, "counts_as", "")


def _of_fact(clause: Clause, said: Clause) -> Iterator[Found]:
    fact, text = clause.fact, said.fact
    pairs: list[tuple[str, object, object]] = []
    if isinstance(fact, MissingFact) and isinstance(text, MissingFact) and fact.per == text.per:
        pairs.append(("required", fact.required, text.required))
    elif isinstance(fact, LateFact) and isinstance(text, LateFact):
        pairs += [("most", fact.most, text.most), ("never", fact.never, text.never)]
    elif isinstance(fact, SampleFact) and isinstance(text, SampleFact):
        pairs.append(("size", fact.size, text.size))
    for key, mine, theirs in pairs:
        if isinstance(mine, Decimal) and isinstance(theirs, Decimal) and mine != theirs:
            yield _otherwise(key, theirs, mine, ("fact", key))


def _triggered(key: str, clause: Clause, said: Clause, meaning: Meaning) -> Iterator[Found]:
    mine, theirs = written(getattr(clause, key)), written(getattr(said, key))
    for number in probes((mine, theirs), whole=clause.fact.is_whole):
        if number > 0 and mine.holds(number) != theirs.holds(number):
            if number not in (mine.low, mine.high, theirs.low, theirs.high):
                value = f"{plain(number)}{clause.fact.scale}"
                does = ["达到条件", "没有达到"] if theirs.holds(number) else ["没有达到", "达到条件"]
                yield Found(codes.KP817(what=value, said=does[0], rule=does[1]), (key,), at_key=True)
                return
            if not _left_open(meaning, number):
                yield _inclusive(number, clause, (key,), theirs.holds(number))
                return


def _quantities(clause: Clause, said: Clause, meaning: Meaning, keys: Keys) -> Iterator[Found]:
    """The first quantity for which the text and the rule have other points."""
    numbers = _tried(clause, said)
    at_ends: list[Decimal] = []
    for number in numbers:
        if _empties(said, number) or _empties(clause, number):
            continue
        theirs, mine = _points(said, number), _points(clause, number)
        if theirs is None or theirs == mine or _left_to_choose(meaning, said, number, theirs, mine):
            continue
        if number in _ends(said) and number in _ends(clause):
            at_ends.append(number)
            continue
        value = f"{plain(number)}{clause.fact.scale}"
        verb = "加" if clause.effect in GIVES else "扣"
        there = "没有这一段" if mine is None else f"{verb} {plain(mine)} 分"
        yield Found(codes.KP817(what=value, said=f"{verb} {plain(theirs)} 分", rule=there), keys, at_key=True)
        return
    for number in at_ends:
        if not _left_open(meaning, number):
            rows = completed(said.rule.table) if isinstance(said.rule, TableRule) else []
            low = any(each.low == number and not each.low_open for each in rows)
            yield _inclusive(number, clause, keys, low)
            return


def _left_to_choose(meaning: Meaning, said: Clause, number: Decimal, theirs: Exact, mine: Exact | None) -> bool:
    """Whether what a quantity comes to was chosen where the text says nothing of it: for a part of a step, on the
    other side of its only line, beyond its last step. Of all else a choice leaves nothing open.
    """
    rule = said.rule
    for each in meaning.defaults:
        if each.startswith("不足") and isinstance(rule, EachRule):
            line = rule.line if isinstance(rule.line, Decimal) else Decimal(0)
            if (number - line) % decided(rule.step):
                return True
        if "那一边没有写" in each and not theirs and not (mine and number in _ends(said)):
            return True
        if "以上的没有另写" in each and number > max(_ends(said), default=number):
            return True
    return False


def _empties(clause: Clause, number: Decimal) -> bool:
    """Whether a quantity takes all that there is."""
    if clause.empties is None:
        return False
    stretch = written(clause.empties)
    return stretch != Stretch(None, False, None, False) and stretch.holds(number)


def _points(clause: Clause, number: Decimal) -> Exact | None:
    """The points of a quantity, before any cap; None where it lies in no row."""
    try:
        return price_of(clause, ("", clause.id), ANYWHERE).of_quantity(Quantity(number))
    except Refusal:
        return None


def _ends(clause: Clause) -> set[Decimal]:
    rule = clause.rule
    rows = [written(row) for row in rule.table] if isinstance(rule, TableRule) else []
    return {end for each in rows for end in (each.low, each.high) if end is not None}


def _tried(clause: Clause, said: Clause) -> list[Decimal]:
    """Quantities at which two rules differ if they differ anywhere."""
    ends = [*_ends(clause), *_ends(said)]
    numbers: set[Decimal] = set()
    for each in (clause, said):
        rule = each.rule
        step = decided(rule.step) if isinstance(rule, EachRule) else ONE
        line = rule.line if isinstance(rule, EachRule) else None
        for further in _FURTHER:
            whole = times(further, step)
            assert isinstance(whole, Decimal)
            numbers |= {whole, whole + ONE, whole + step / 2}
            if isinstance(line, Decimal):
                numbers |= {line - whole, line + whole, line}
    stretches = [Stretch(each, False, each, False) for each in ends]
    numbers |= set(probes(stretches, whole=False)) if stretches else set()
    whole_only = clause.fact.is_whole
    low, _, high = clause.fact.reach
    return sorted(
        each
        for each in numbers
        if each > 0 and each >= low and (high is None or each <= high) and not (whole_only and each != int(each))
    )


def _otherwise(what: str, said: Decimal, rule: Decimal, keys: Keys) -> Found:
    return Found(codes.KP817(what=what, said=f" {plain(said)}", rule=f" {plain(rule)}"), keys)


def _inclusive(number: Decimal, clause: Clause, keys: Keys, said: bool) -> Found:
    value = f"{plain(number)}{clause.fact.scale}"
    fault = codes.KP816(value=value, said="含" if said else "不含", rule="不含" if said else "含")
    return Found(fault, keys, at_key=True)


def _left_open(meaning: Meaning, number: Decimal) -> bool:
    """Whether the sentence leaves open on which side of a line a number lies; 以上 includes it, as laws have it."""
    said = re.escape(plain(number))
    line = re.compile(rf"(?:“{said}(?![\d.])[^”]*以下”没有写含不含|正好{said}(?![\d.]))")
    return any(line.match(each) for each in meaning.defaults)
