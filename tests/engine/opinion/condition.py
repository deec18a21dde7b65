"""Conditions: whether a clause acts at a branch, by what is recorded under other clauses of its item."""

from collections.abc import Mapping, Sequence

from .clause import reached
from .fact import Terms, occurrences
from .rule import points_of
from .words import GIVES, ZERO, Plain, effect_of, kind_of, listed, within

COUNTED = ("count", "amount", "missing", "late", "sample")
CASES = ("event", "judged")


class Conditions:
    """The conditions of one item; `here` are the findings by the clause under which they are recorded."""

    def __init__(self, item: Plain, here: Mapping[str, Sequence[Plain]], terms: Terms) -> None:
        self._item = item
        self._clauses: Mapping[str, Plain] = {each["id"]: each for each in item["clauses"]}
        self._here = here
        self._terms = terms

    def hold(self, clause: Plain) -> bool:
        """Whether all that a clause asks for is so; what is not known is not so."""
        return all(self._reads(each) for each in _asked(clause))

    def unknown(self, clause: Plain) -> bool:
        """Whether a state that a clause reads, and that may be recorded, is not recorded."""
        read = [self._clauses[each["clause"]] for each in _asked(clause)]
        return any(
            kind_of(each) not in (*COUNTED, *CASES) and self.hold(each) and not self._here.get(each["id"])
            for each in read
        )

    def at_odds(self) -> list[str]:
        """The clauses that only record a state and are read, whose records do not agree."""
        read = {each["clause"] for clause in self._item["clauses"] for each in _asked(clause)}
        found = []
        for key in read:
            clause = self._clauses[key]
            state = kind_of(clause) not in (*COUNTED, *CASES, "level", "scorers")
            if state and effect_of(clause) == "record":
                facts = [{**each, "reason": ""} for each in self._here.get(key, ())]
                found += [key] if any(each != facts[0] for each in facts) else []
        return found

    def _reads(self, when: Plain) -> bool:
        clause = self._clauses[when["clause"]]
        kind = kind_of(clause)
        findings = self._here.get(clause["id"], ()) if self.hold(clause) else ()
        bounds = {key: when[key] for key in ("from", "over", "to", "under") if key in when}
        if kind == "event":
            levels = listed(when.get("at"))
            number = occurrences(each for each in findings if not levels or each["level"] in levels)
            return within(number + ZERO, bounds) if bounds else number > 0
        if not findings:
            # of what is counted, nothing recorded is none; of a state nothing is known
            return kind in (*COUNTED, *CASES) and bool(bounds) and within(ZERO, bounds)
        if kind == "level" or kind in ("value", "rank", "imported"):
            findings = [self._standing(clause, findings)]
        return reached(clause, when, findings, self._terms)

    def _standing(self, clause: Plain, findings: Sequence[Plain]) -> Plain:
        """The record that stands for a clause's points; of a clause without any the lowest level, or the last."""
        effect = effect_of(clause)
        if len(findings) == 1:
            return findings[0]
        if effect in clause and effect != "veto":
            alone = [points_of(self._item, clause, [each], self._terms) for each in findings]
            return findings[alone.index(min(alone) if effect in GIVES else max(alone))]
        if kind_of(clause) == "level":
            return max(findings, key=lambda each: listed(clause["fact"]["level"]).index(each["level"]))
        return max(enumerate(findings), key=lambda each: (each[1].get("in", ""), each[0]))[1]


def _asked(clause: Plain) -> list[Plain]:
    when = clause.get("when", [])
    return [when] if isinstance(when, dict) else list(when)
