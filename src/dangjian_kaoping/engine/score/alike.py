"""Items of which the same is recorded at many branches: scored once, and told of each with its own records."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from dangjian_kaoping.engine.later import Later
from dangjian_kaoping.engine.score.circumstances import ALONE, Circumstances, Recorded
from dangjian_kaoping.engine.score.clause import ClauseScore
from dangjian_kaoping.engine.score.item import ItemScore, score_item
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.facts.kinds import facts_stated
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item


class Alike:
    """The scores of a rubric's items, by what is recorded under them: the same in all rounds, unless one draws lines.

    The points of a branch follow from facts alone; only who reads its clauses or steps meets its own findings.
    """

    def __init__(self) -> None:
        self._of_the_round: dict[object, ItemScore] = {}
        self._by_facts: dict[str, bool] = {}

    def score(
        self,
        item: Item,
        recorded: Mapping[str, Sequence[Recorded]],
        terms: Circumstances,
        borrowed: Mapping[str, ClauseScore] = MappingProxyType({}),
        lent: Mapping[str, Sequence[Recorded]] = MappingProxyType({}),
    ) -> ItemScore:
        """What `score_item` gives. Raises Refusal."""
        if item.id not in self._by_facts:
            self._by_facts[item.id] = follows_from_facts(item)
        if terms.suppressed or terms.emptied or borrowed or not self._by_facts[item.id]:
            return score_item(item, recorded, terms, borrowed, lent)
        asked: list[object] = [item.id, terms.branch_class, terms.months, terms.declared]
        for clause, several in recorded.items():
            asked.append(clause)
            for each in several:
                facts = facts_stated(each.finding)
                if each.revisions or facts is None:
                    return score_item(item, recorded, terms, borrowed, lent)
                asked.append((facts, None if each.month is None else each.month.number))
        scores, key = item.reckoned if terms.across is ALONE else self._of_the_round, tuple(asked)
        known: ItemScore | None = scores.get(key)
        if known is None:
            known = scores[key] = score_item(item, recorded, terms)
            return known
        return _of_its_own(known, _Whole(item, recorded, terms))


class _Whole:
    """A score in full, reckoned when somebody asks for any of it."""

    def __init__(self, *asked: object) -> None:
        self._asked = asked

    @cached_property
    def _score(self) -> ItemScore:
        return score_item(*self._asked)  # type: ignore[arg-type]

    def clauses(self) -> Sequence[ClauseScore]:
        return self._score.clauses

    def parts(self) -> Sequence[Step]:
        return self._score.step.parts

    def aside(self) -> Sequence[Step]:
        return self._score.step.aside


def _of_its_own(known: ItemScore, whole: _Whole) -> ItemScore:
    """The score of a branch of which the same is recorded: its points at once, the rest when it is read."""
    step = known.step
    aside = Later(whole.aside) if step.aside else ()
    step = Step(step.name, step.operation, step.value, Later(whole.parts), step.subject, aside, step.terms)
    return known._replace(step=step, clauses=Later(whole.clauses))


def follows_from_facts(item: Item) -> bool:
    """Whether the records themselves are in nothing of a score but its clauses and its steps' parts, nor those lent."""
    return not (item.conditional or item.task) and all(map(_stays_in_the_item, item.clauses))


def _stays_in_the_item(clause: Clause) -> bool:
    """Whether a clause neither acts on the total nor looks at, or reaches into, other rounds."""
    lasting = clause.empties is not None and clause.empties.lasts != "round"
    return clause.effect in ("deduct", "earn", "give_back", "record") and clause.repeat is None and not lasting
