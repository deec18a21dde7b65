"""What items lost of which the same is recorded at many branches: reckoned once, and told of each with its findings."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.alike import follows_from_facts
from dangjian_kaoping.engine.score.apportioning import Found, Part, found_in, item_losses
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.facts.kinds import facts_stated


class LossesAlike:
    """The losses of the items of one round."""

    def __init__(self) -> None:
        # with the scores, so that no others come to have their identities
        self._of_score: dict[int, tuple[ItemScore, Sequence[Part]]] = {}
        self._of_facts: dict[object, Sequence[tuple[Part, int | None]]] = {}

    def losses(self, score: ItemScore) -> Sequence[Part]:
        """What `item_losses` gives. Branches of which nothing is recorded share a score."""
        known = self._of_score.get(id(score))
        if known is None:
            known = self._of_score[id(score)] = score, self._reckoned(score)
        return known[1]

    def _reckoned(self, score: ItemScore) -> Sequence[Part]:
        found = found_in(score)
        key = _facts_of(score, found)
        if key is None:
            return item_losses(score)
        known = self._of_facts.get(key)
        if known is None:
            parts = item_losses(score)
            places = {id(finding): place for place, (_, finding) in enumerate(found)}
            self._of_facts[key] = [(part, places.get(id(part.finding))) for part in parts]
            return parts
        return [
            part._replace(item=score) if place is None else Part(part.points, score, *found[place])
            for part, place in known
        ]


def _facts_of(score: ItemScore, found: Sequence[Found]) -> object | None:
    """What its losses follow from; None where that is more than the facts under its clauses, in their order."""
    item = score.item
    if score.status != "scored" or score.step is not score.settled or not follows_from_facts(item):
        return None
    if len(item.readers) != len(item.clauses):
        return None
    key: list[object] = [id(item), score.value]
    for clause, finding in found:
        facts = facts_stated(finding.recorded.finding)
        if facts is None or finding.recorded.revisions or finding.suppressed_by is not None:
            return None
        key += (id(clause.clause), facts)
    return tuple(key)
