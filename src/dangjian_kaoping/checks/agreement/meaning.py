"""What the text of a clause says beside what its rule does: the same direction, period, prices and limits.

Only where the whole of the text was understood; and where it leaves something open, any of its readings agrees.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from dangjian_kaoping.checks.agreement.found import Found
from dangjian_kaoping.checks.agreement.prices import priced, rest_is_told
from dangjian_kaoping.checks.agreement.ruled import limits_of
from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.exact import ZERO, Exact, minus, plain, plus
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.grammar.meaning import Meaning, as_written
from dangjian_kaoping.model.clause import Clause, Effect, Group
from dangjian_kaoping.model.marks import RefusedError
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, TableRule

_TAKES: frozenset[Effect] = frozenset(("deduct", "penalty"))
_DOES: Mapping[Effect, str] = {
    "deduct": "扣分",
    "penalty": "从总分扣",
    "earn": "得分",
    "bonus": "总分加分",
    "give_back": "还分",
    "veto": "一票否决",
    "record": "只记不计",
}
_PERIODS = {"month": "每月", "quarter": "每季"}


def stated(meaning: Meaning, clause: Clause) -> Clause | None:
    """The clause that a text says in the place of another; None where the language has no such clause."""
    try:
        return Clause.model_validate({"id": clause.id, "text": clause.text, **as_written(meaning.rule)})
    except RefusedError:
        return None


def differences(item: Item, clause: Clause, said: Clause, meaning: Meaning) -> Iterator[Found]:
    """Where what the text says is not what the rule does."""
    other = _other_effect(item, clause, said)
    if other is not None:
        yield other
        return
    if not any("没有写每月还是每季" in each for each in meaning.defaults):
        yield from _period(clause, said)
    yield from _cap(item, clause, said, meaning)
    yield from _emptying(item, clause, said)
    if (clause.effect in _TAKES) != (said.effect in _TAKES):
        # told from the other end: what is left, and not what is taken
        return
    try:
        yield from priced(clause, said, meaning)
    except (LookupError, Refusal):
        # by class, by head count, or where the one has a hole: there is no one number to compare
        return


# ── direction and period ───────────────────────────────────────────────────────────────────────────────────────


def _other_effect(item: Item, clause: Clause, said: Clause) -> Found | None:
    text, rule = said.effect, clause.effect
    opposed = (text in _TAKES and rule in GIVES) or (text in GIVES and rule in _TAKES)
    elsewhere = text == "penalty" and rule == "deduct" and item.points is not None
    if (opposed and not _turned(clause, said)) or elsewhere:
        return Found(codes.KP812(said=_DOES[text], rule=_DOES[rule]), (rule,), at_key=True)
    if (said.veto is None) != (clause.veto is None) and not clause.when:
        without = said.veto is None
        words = [
            _DOES["veto"] if each.veto is not None else f"{_DOES[each.effect]}，没有否决" for each in (said, clause)
        ]
        return Found(codes.KP812(said=words[0], rule=words[1]), ("veto" if without else rule,), at_key=True)
    if said.veto is not None and clause.veto is not None and said.veto.effect != clause.veto.effect:
        vetoes = [f"一票否决（{each.effect}）" for each in (said.veto, clause.veto)]
        return Found(codes.KP812(said=vetoes[0], rule=vetoes[1]), ("veto",), at_key=True)
    return None


def _turned(clause: Clause, said: Clause) -> bool:
    """Whether points are told from the other end: 好得4分，差不得分 is nothing taken and 4 points taken."""
    mine, theirs = clause.rule, said.rule
    if isinstance(mine, LevelsRule) and isinstance(theirs, LevelsRule):
        pairs = [(mine.levels[each], theirs.levels[each]) for each in mine.levels.keys() & theirs.levels.keys()]
        sums = {plus(one, two) for one, two in pairs if isinstance(one, Decimal) and isinstance(two, Decimal)}
        return len(sums) == 1 or not pairs
    return isinstance(mine, TableRule) and isinstance(theirs, TableRule) and rest_is_told(clause, said)


def _period(clause: Clause, said: Clause) -> Iterator[Found]:
    fact, text = clause.fact, said.fact
    if not isinstance(fact, MissingFact) or not isinstance(text, MissingFact) or fact.same is not None:
        return
    if text.per != fact.per and text.required != "recorded" and text.required == fact.required:
        key = "per" if "per" in fact.model_fields_set else "required"
        yield Found(codes.KP813(said=_PERIODS[text.per], rule=_PERIODS[fact.per]), ("fact", key))


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _cap(item: Item, clause: Clause, said: Clause, meaning: Meaning) -> Iterator[Found]:
    group = item.groups.get(clause.group) if clause.group else None
    if said.at_most is not None and clause.at_most is None:
        if _chosen(meaning, "没有写每次") or not isinstance(said.at_most, Decimal):
            return
        if said.at_most in _limits(item, group):
            return
        problem = f"原文说最多 {_number(said.at_most)} 分，规则没有封顶"
        yield Found(codes.KP814(problem=problem), (clause.effect,), at_key=True)
    elif clause.at_most is not None and said.at_most is None:
        prices = {figure.value for _, figure in meaning.figures()}
        if isinstance(clause.at_most, Decimal) and clause.at_most not in {*prices, *_limits(item, group)}:
            problem = f"规则最多 {_number(clause.at_most)} 分，原文没有说封顶"
            yield Found(codes.KP814(problem=problem), ("at_most",))


def _limits(item: Item, group: Group | None) -> set[Exact]:
    """What holds the points of a clause anyway: of its item and its group, and all down to the floor."""
    own: list[Decimal] = [*limits_of([item] if group is None else [item, group])]
    full = item.points if isinstance(item.points, Decimal) else ZERO
    return {*own, minus(full, item.floor)}


def _emptying(item: Item, clause: Clause, said: Clause) -> Iterator[Found]:
    if said.empties is not None and clause.empties is None and clause.veto is None:
        if not _gives_nothing(clause) and not _takes_all(item, clause):
            yield Found(codes.KP815(problem="原文说不得分，规则没有 empties"), (clause.effect,), at_key=True)
    elif clause.empties is not None and said.empties is None and said.veto is None and not _gives_nothing(said):
        yield Found(codes.KP815(problem="规则有 empties，原文没有说不得分"), ("empties",), at_key=True)


def _takes_all(item: Item, clause: Clause) -> bool:
    """Whether one case takes all points of its item or its group, which is to give nothing."""
    group = item.groups.get(clause.group) if clause.group else None
    full = [each.points for each in (item, group) if each is not None]
    return clause.effect == "deduct" and isinstance(clause.rule, EachRule) and clause.rule.each in full


def _gives_nothing(clause: Clause) -> bool:
    """Whether it says of some case that nothing is given: a level or a row of 0 points, or all that there is."""
    if clause.effect not in GIVES:
        return False
    match clause.rule:
        case LevelsRule():
            return ZERO in clause.rule.prices()
        case TableRule():
            return any(row.points == ZERO for row in clause.rule.table)
    return False


def _chosen(meaning: Meaning, beginning: str) -> bool:
    return any(each.startswith(beginning) for each in meaning.defaults)


def _number(number: object) -> str:
    return plain(number) if isinstance(number, Decimal) else "…"
