"""评分标准: what a difference between two versions of a clause means."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from dangjian_kaoping.compare.diff.judgement import (
    Judge,
    Judged,
    amount,
    changed,
    flag,
    judged,
    names,
    ordered,
    part_or,
    weighed,
)
from dangjian_kaoping.compare.diff.kinds import Side
from dangjian_kaoping.compare.diff.strictness import (
    Verdict,
    compared,
    contained,
    for_a_branch,
    ranges,
    ranked,
    repeats,
    tables,
    together,
    triggers,
    turned,
)
from dangjian_kaoping.compare.diff.structure import Difference, differences, same, written_fields
from dangjian_kaoping.engine.score.clause import GIVES, scope_of
from dangjian_kaoping.exact import ONE
from dangjian_kaoping.facts.asked import Combine, Setting
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import EFFECTS, Clause, Empties, Repeat, Trigger, Veto, When
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import Branches, TableRule, WithinRule

_RULES = tuple(effect for effect in EFFECTS if effect != "veto")
_WHOLE = (Trigger, Repeat, TableRule, WithinRule, Branches)


def side_of(clause: Clause) -> Side:
    """Whether a clause takes points or gives them."""
    return "gain" if clause.effect in GIVES else "loss"


def clause_changes(
    items: tuple[Item, Item], clauses: tuple[Clause, Clause], measures: tuple[Measure, Measure]
) -> Iterator[Judged]:
    """What changed from one version of a clause to another. Its group and its ids are told by its item."""
    found = list(differences(*clauses, apart=("id", "was", "group"), whole=_WHOLE))
    rules = [each for each in found if each.keys[0] in _RULES]
    effect = _effect_change(rules)
    if effect is not None:
        found = [each for each in found if each not in rules]
        yield effect
    levels, roles = _known(found, "level", "event"), _known(found, "roles")
    read = [clause.fact.same for clause in clauses]
    if read[0] != read[1]:
        yield judged("clause-record-changed", Difference(("fact", "same"), *read))
        found = [each for each in found if each.keys[0] != "fact"]
    elif read[0] is not None:
        # what became of the fact is told at the clause that it is recorded under
        found = [each for each in found if each.keys[0] != "fact" or each.keys[1:2] == ("as",)]
    facts: set[str] = set()
    for each in found:
        if each.keys[0] in _RULES:
            if each.keys[1:2] == ("levels",) and (each.keys[2] in levels or _told_by_roles(each, roles)):
                continue
            yield from _rule_change(each, clauses)
        elif each.keys[0] == "fact":
            yield from _fact_change(each, clauses, facts)
        else:
            yield from _judge_of(each.keys[0], items, clauses, measures)(each)


_SIDED = frozenset(
    ("free", "times", "at_most", "repeat", "highest_per_event", "highest_only", "combine", "when"),
)
"""What is stricter where points are taken and looser where they are given, or the other way round."""

_unsided = part_or("setting", changed("setting"))
"""Where a clause now gives what it took, a limit of the one is no limit of the other."""


# ── the effect and its rule ────────────────────────────────────────────────────────────────────────────────────


def _effect_change(rules: list[Difference]) -> Judged | None:
    """What one effect lost and another got: the clause does something else with points now."""
    lost = [each for each in rules if len(each.keys) == 1 and each.after is None]
    got = [each for each in rules if len(each.keys) == 1 and each.before is None]
    if not lost or not got:
        return None
    before, after = {lost[0].keys[0]: lost[0].before}, {got[0].keys[0]: got[0].after}
    return judged("clause-effect-changed", Difference(("effect",), before, after))


def _rule_change(difference: Difference, clauses: tuple[Clause, Clause]) -> Iterator[Judged]:
    side: Side = "gain" if difference.keys[0] in GIVES else "loss"
    rest = difference.keys[1:]
    if not rest:
        yield from part_or(f"{side}-rule", _whole_rule(side))(difference)
    elif rest[0] == "levels":
        yield from _level_price(side)(difference)
    elif rest[0] in ("below", "above") and _is_another(difference):
        # from which side of which line points are reckoned: told once
        if rest[0] == _line(difference, clauses):
            yield judged(f"{side}-line-changed", difference)
    elif rest[0] == "of" and _is_another(difference):
        yield judged(f"{side}-whole-changed", difference)
    else:
        yield from RULE[rest[0]](side)(difference)


def _is_another(difference: Difference) -> bool:
    """Whether two lines cannot be held against each other: one of them is not there, or is drawn by the round."""
    return any(each is None or isinstance(each, Branches) for each in (difference.before, difference.after))


def _line(difference: Difference, clauses: tuple[Clause, Clause]) -> str:
    """The first of `below` and `above` that is not on both sides."""
    for name in ("below", "above"):
        values = [getattr(getattr(clause, difference.keys[0]), name) for clause in clauses]
        if not same(*values):
            return name
    return ""


def _whole_rule(side: Side) -> Judge:
    def judge(difference: Difference) -> Iterator[Judged]:
        before, after = difference.before, difference.after
        if isinstance(before, TableRule) and isinstance(after, TableRule):
            only_overlap = same(before.table, after.table)
            yield from weighed(f"{side}-{'overlap' if only_overlap else 'table'}", tables, side)(difference)
        elif isinstance(before, WithinRule) and isinstance(after, WithinRule):
            yield from weighed(f"{side}-range", ranges, side)(difference)
        else:
            yield judged(f"{side}-rule-changed", difference)

    return judge


RULE: Mapping[str, Any] = {
    "each": lambda side: amount(f"{side}-price"),
    "step": lambda side: amount(f"{side}-step"),
    "steps": lambda side: ordered(f"{side}-steps", "whole", "exact", "started", side=side),
    "below": lambda side: amount(f"{side}-below"),
    "above": lambda side: amount(f"{side}-above"),
    "share": lambda side: amount(f"{side}-share"),
    "of": lambda side: amount(f"{side}-whole"),
}
"""What the parts of a rule that is entered mean; tables, ranges and levels are looked at above."""


# ── the fact ───────────────────────────────────────────────────────────────────────────────────────────────────


def _known(found: list[Difference], *keys: str) -> set[str]:
    """Levels, or roles, that a clause has got or lost: what the rule gives for them is no news of its own."""
    known: set[str] = set()
    for each in found:
        if len(each.keys) == 2 and each.keys[0] == "fact" and each.keys[1] in keys:
            known |= {*_names(each.before)} ^ {*_names(each.after)}
    return known


def _told_by_roles(difference: Difference, roles: set[str]) -> bool:
    """Whether a level has other points because a role came or went, or because roles have points of their own now."""
    by_role = isinstance(difference.before, dict) or isinstance(difference.after, dict)
    return bool(roles) and (by_role or (difference.keys[3:4] != () and difference.keys[3] in roles))


def _level_price(side: Side) -> Judge:
    def judge(difference: Difference) -> Iterator[Judged]:
        if isinstance(difference.before, dict) or isinstance(difference.after, dict):
            yield judged(f"{side}-role-changed", difference)
        else:
            yield from part_or("clause-level", amount(f"{side}-level"))(difference)

    return judge


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _fact_change(difference: Difference, clauses: tuple[Clause, Clause], known: set[str]) -> Iterator[Judged]:
    """What became of a fact; keys of which all is `known` as one, such as units by kind, are told once."""
    if len(difference.keys) == 1:
        yield judged("clause-fact-changed", difference)
        return
    key, *inside = difference.keys[1:]
    setting = clauses[1].fact.CHANGES[key]
    if inside and setting.compared not in ("numbers", "roles"):
        if key in known:
            return
        known.add(key)
        difference = Difference(("fact", key), *(_value(clause.fact, key) for clause in clauses))
    side, other = map(side_of, clauses)
    if "{side}" in setting.part and side != other:
        yield from _unsided(difference)
    else:
        yield from _judge_of_setting(setting, side)(difference)


def _value(fact: AnyFact, key: str) -> object:
    return next(getattr(fact, name) for name, written in written_fields(type(fact)) if written == key)


def _judge_of_setting(setting: Setting, side: Side) -> Judge:
    part = setting.part.format(side=side)
    match setting.compared:
        case "changed":
            return changed(part)
        case "amount":
            return _amount_or_word(part)
        case "whole_number":
            return _whole_number(part)
        case "ordered":
            return ordered(part, *setting.order)
        case "names":
            return _level_names
        case "numbers":
            return amount(part)
        case "roles":
            return _roles(part)


def _level_names(difference: Difference) -> Iterator[Judged]:
    before, after = _names(difference.before), _names(difference.after)
    for name in before:
        if name not in after:
            yield judged("clause-level-removed", Difference((*difference.keys, name), name, None))
    for name in after:
        if name not in before:
            yield judged("clause-level-added", Difference((*difference.keys, name), None, name))
    if [each for each in before if each in after] != [each for each in after if each in before]:
        yield judged("clause-level-order-changed", difference)


def _roles(part: str) -> Judge:
    """One role, what its part is; or all of them, of which each has points of its own at every level."""

    def judge(difference: Difference) -> Iterator[Judged]:
        before, after = difference.before, difference.after
        if len(difference.keys) > 2:
            yield from part_or("clause-role", amount(part))(difference)
        elif (before and isinstance(before, dict)) or (after and isinstance(after, dict)):
            yield judged(f"{part}-changed", difference)
        else:
            for name in {**dict.fromkeys(_names(before)), **dict.fromkeys(_names(after))}:
                if name not in _names(before):
                    yield judged("clause-role-added", Difference((*difference.keys, name), None, name))
                elif name not in _names(after):
                    yield judged("clause-role-removed", Difference((*difference.keys, name), name, None))

    return judge


def _amount_or_word(part: str) -> Judge:
    """A number, or a word that says where it is written."""

    def judge(difference: Difference) -> Iterator[Judged]:
        if isinstance(difference.before, str) or isinstance(difference.after, str):
            yield judged(f"{part}-changed", difference)
        else:
            yield from amount(part)(difference)

    return judge


def _whole_number(part: str) -> Judge:
    def judge(difference: Difference) -> Iterator[Judged]:
        if type(difference.before) is not type(difference.after):  # so many, or so many hundredths
            yield judged(f"{part}-changed", difference)
            return
        before, after = (Decimal(str(each).removesuffix("%")) for each in (difference.before, difference.after))
        verdict = compared(before, after)
        yield judged(f"{part}-{'increased' if verdict == 'more' else 'decreased'}", difference)

    return judge


# ── the limits ─────────────────────────────────────────────────────────────────────────────────────────────────


def _judge_of(
    key: str, items: tuple[Item, Item], clauses: tuple[Clause, Clause], measures: tuple[Measure, Measure]
) -> Judge:
    if key == "text":
        return changed("clause-text")
    side, other = map(side_of, clauses)
    if side != other and key in _SIDED:
        return _unsided
    match key:
        case "department":
            return names("clause-department")
        case "free":
            return amount(f"{side}-free")
        case "times":
            return amount(f"{side}-times", ONE)
        case "at_most":
            return amount(f"{side}-cap")
        case "empties":
            return part_or("clause-empties", weighed("clause-empties", lambda *both: _empties(both, items, clauses)))
        case "veto":
            return part_or("clause-veto", weighed("clause-veto", _vetoes))
        case "repeat":
            return _repeat(side, clauses, measures)
        case "combine":
            return weighed(f"{side}-combine", lambda *both: _combined(both, side, clauses), side)
        case "when":
            return _there_or_not(part_or(f"{side}-when", weighed(f"{side}-when", _conditions, side)))
        case "highest_per_event" | "highest_only":
            return flag(f"{side}-{key.replace('_', '-')}")
        case _:
            # below_zero, undone
            return flag(f"clause-{key.replace('_', '-')}")


def _empties(both: tuple[Empties, Empties], items: tuple[Item, Item], clauses: tuple[Clause, Clause]) -> Verdict:
    scopes = [scope_of(item, clause) for item, clause in zip(items, clauses, strict=True)]
    lasting = ranked(both[0].lasts, both[1].lasts, ("round", "year"))
    return together([triggers(*both), ranked(scopes[0], scopes[1], ("group", "item")), lasting])


def _combined(both: tuple[Combine, Combine], side: Side, clauses: tuple[Clause, Clause]) -> Verdict:
    """Of states the least favourable takes more than the mean, and gives less; months priced apart may do either."""
    order: tuple[Combine, ...] = ("mean", "worst", "sum") if side == "loss" else ("worst", "mean", "sum")
    return ranked(*both, order) if all(each.fact.STANDS for each in clauses) else "mixed"


def _there_or_not(judge: Judge) -> Judge:
    """A list with nothing in it is not there."""
    return lambda each: judge(each._replace(before=each.before or None, after=each.after or None))


def _conditions(before: tuple[When, ...], after: tuple[When, ...]) -> Verdict:
    """A clause acts more often where each of its conditions holds more often."""
    if [each.clause for each in before] != [each.clause for each in after]:
        return "mixed"
    return together([triggers(one, other) for one, other in zip(before, after, strict=True)])


def _vetoes(before: Veto, after: Veto) -> Verdict:
    if before.effect != after.effect or before.grade != after.grade:
        return "mixed"
    held: Verdict = "same"
    if before.at_most is not None and after.at_most is not None:
        held = turned(compared(decided(before.at_most), decided(after.at_most)))
    lasting = ranked(before.lasts, after.lasts, ("round", "year"))
    return together([triggers(before, after), held, lasting, contained(before.barred_from, after.barred_from)])


def _repeat(side: Side, clauses: tuple[Clause, Clause], measures: tuple[Measure, Measure]) -> Judge:
    old, new = clauses

    def judge(difference: Difference) -> Iterator[Judged]:
        before, after = old.repeat, new.repeat
        windows = [_window(clause, measure) for clause, measure in zip(clauses, measures, strict=True)]
        if before is not None and after is not None and same(_unbounded(before), _unbounded(after)):
            meaning = for_a_branch(compared(*windows), side)
            yield judged(f"{side}-repeat-window-{meaning}", Difference(("repeat", "window"), *windows))
            return
        rules = ((before, old.rule), (after, new.rule))
        for each in weighed(f"{side}-repeat", repeats, side)(Difference(difference.keys, *rules)):
            yield each._replace(before=_without_rule(each.before), after=_without_rule(each.after))

    return judge


def _unbounded(repeat: Repeat) -> Repeat:
    return repeat.model_copy(update={"window": None})


def _without_rule(pair: object) -> object:
    return pair[0] if isinstance(pair, tuple) else pair


def _window(clause: Clause, measure: Measure) -> Decimal:
    """How many rounds a clause looks back: its own number, or the measure's."""
    own = None if clause.repeat is None else clause.repeat.window
    return Decimal(measure.repeat_window if own is None else own)
