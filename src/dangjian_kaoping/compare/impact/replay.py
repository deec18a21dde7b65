"""A round's records of one branch in the words of another version. What cannot be told there is named, not guessed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.compare.impact.carrying import Reason, carried, never_recorded, unrecorded
from dangjian_kaoping.engine.score.circumstances import Circumstances, ClauseKey, Earlier, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import answerable, needs_fact, score_clause
from dangjian_kaoping.engine.score.event import Records
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.unknown import Unknown
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER, Quarter


class Gap(NamedTuple):
    """What cannot be replayed: an item, or one of its clauses, and why; `own` in the self-assessment."""

    item: Item
    clause: Clause | None
    reason: Reason
    own: bool = False


class Replayed(NamedTuple):
    """A branch's records under the new version, what is unknown there, and why."""

    records: BranchRecords
    unknown: Unknown
    gaps: tuple[Gap, ...]


def replayed(
    partners: Partners,
    quarter: Quarter,
    branch: Branch,
    records: BranchRecords,
    earlier: Mapping[ClauseKey, Earlier],
) -> Replayed:
    """The records of a branch, made under the old version, as if the new one had been in force.

    `earlier` are the occurrences in earlier rounds by the new version's clauses.
    """
    return _Replay(partners, quarter, branch, records, earlier).run()


class _Replay:
    """One branch in one round."""

    def __init__(
        self,
        partners: Partners,
        quarter: Quarter,
        branch: Branch,
        records: BranchRecords,
        earlier: Mapping[ClauseKey, Earlier],
    ) -> None:
        self.partners, self.quarter, self.branch_class = partners, quarter, branch.branch_class
        heads = branch.head_count or 0
        self.old, self.new = partners.old.for_heads(heads), partners.new.for_heads(heads)
        self.records, self.earlier = records, earlier
        measure = partners.new.measure
        if not measure.weights.self_assessment and "self_assessment" not in measure.tie_breakers:
            # it decides nothing then, and what is missing in it is no matter
            self.records = records._replace(months=0, declared={})
        self.gaps: list[Gap] = []
        self.inspected: dict[str, dict[str, list[Recorded]]] = {}
        self.declared: dict[str, dict[str, list[Recorded]]] = {}
        self.aside: dict[str, str] = {}
        self.set_items = {}  # type: ignore[var-annotated]

    def run(self) -> Replayed:
        """Item by item."""
        for item in self.new.items():
            if item.asked_of(self.branch_class, self.quarter.number):
                self._item(item.of_class(self.branch_class))
        unknown = Unknown(
            frozenset((each.item.id, each.clause.id) for each in self.gaps if each.clause and not each.own),
            frozenset((each.item.id, each.clause.id) for each in self.gaps if each.clause and each.own),
            frozenset(each.item.id for each in self.gaps if each.clause is None),
        )
        told = self.records._replace(
            inspected=self.inspected,
            declared=self.declared,
            not_applicable=self.aside,
            earlier=self.earlier,
            revised=(),
            set_items=self.set_items,
        )
        return Replayed(told, unknown, tuple(self.gaps))

    def _item(self, item: Item) -> None:
        sources = {source[0] for clause in item.clauses for source in self._origins(item, clause)}
        origins = [
            each for each in self.old.by_item if each in {*self.partners.item_origins.get(item.id, ()), *sources}
        ]
        if not origins:
            self.gaps.append(Gap(item, None, "new_item"))
            return
        apart = {each: self._apart(each) for each in origins}
        if all(apart.values()):
            self._all_apart(item, origins, [each for each in apart.values() if each])
            return
        for clause in item.clauses:
            self._clause(item, clause, apart)
        self._set(item, origins)

    def _origins(self, item: Item, clause: Clause) -> tuple[ClauseKey, ...]:
        return self.partners.clause_origins.get((item.id, clause.id), ())

    def _apart(self, item_id: str) -> Reason | None:
        """Why nothing was recorded of an item of the old version at this branch; None where it was looked at."""
        item = self.old.by_item[item_id]
        if not item.asked_of(self.branch_class, self.quarter.number):
            return "not_asked"
        return "not_applicable" if item_id in self.records.not_applicable else None

    def _all_apart(self, item: Item, origins: Sequence[str], reasons: Sequence[Reason]) -> None:
        if all(each == "not_applicable" for each in reasons) and item.not_applicable is not None:
            self.aside[item.id] = self.records.not_applicable[origins[0]]
        else:
            self.gaps.append(Gap(item, None, next((each for each in reasons if each == "not_asked"), reasons[0])))

    def _set(self, item: Item, origins: Sequence[str]) -> None:
        """Points that a review set for a whole item hold only for the very same item."""
        decided = [each for each in origins if each in self.records.set_items]
        if not decided:
            return
        if len(origins) == 1 and same(self.old.by_item[origins[0]].of_class(self.branch_class), item):
            self.set_items[item.id] = self.records.set_items[origins[0]]
            return
        open_ones = {each.clause.id for each in self.gaps if each.item.id == item.id and each.clause and not each.own}
        self.gaps += [Gap(item, clause, "set") for clause in item.clauses if clause.id not in open_ones]

    # ── clauses ────────────────────────────────────────────────────────────────────────────────────────────────

    def _clause(self, item: Item, clause: Clause, apart: Mapping[str, Reason | None]) -> None:
        origins = self._origins(item, clause)
        if not origins:
            self._unknown(item, clause, "new_clause")
            return
        missing = next((reason for key in origins if (reason := apart.get(key[0]))), None)
        reason = missing or next(iter(filter(None, (never_recorded(self._old(key), clause) for key in origins))), None)
        if reason is not None:
            self._unknown(item, clause, reason)
            return
        sides = [(self.records.inspected, self.inspected, MONTHS_OF_A_QUARTER, False)]
        if self.records.months and answerable(clause):
            sides.append((self.records.declared, self.declared, self.records.months, True))
        for recorded, target, months, own in sides:
            found = self._findings(item, clause, origins, recorded, months)
            if isinstance(found, str):
                self.gaps.append(Gap(item, clause, found, own))
            elif found:
                target.setdefault(item.id, {})[clause.id] = found

    def _unknown(self, item: Item, clause: Clause, reason: Reason) -> None:
        self.gaps.append(Gap(item, clause, reason))
        if self.records.months:
            self.gaps.append(Gap(item, clause, reason, own=True))

    def _old(self, key: ClauseKey) -> Clause:
        return self.old.by_item[key[0]].of_class(self.branch_class).by_clause[key[1]]

    def _findings(
        self, item: Item, clause: Clause, origins: Sequence[ClauseKey], recorded: Records, months: int
    ) -> list[Recorded] | Reason:
        """What is recorded under a clause, from all that it was; or why that is not known."""
        found: list[Recorded] = []
        for key in origins:
            facts = recorded.get(key[0], {}).get(key[1], ())
            if not facts:
                if (reason := unrecorded(self._old(key), clause, months)) is not None:
                    return reason
                continue
            if len(self.partners.clause_heirs[key]) > 1:
                return "split"
            told = carried(self._old(key), clause, item.id, facts, months)
            if isinstance(told, str):
                return told
            found += told
        found.sort(key=lambda each: each.rank)
        if not found:
            # what was needed before and is not there makes the branch incomplete, as it was
            lacked = any(needs_fact(self._old(key)) for key in origins)
            return "no_fact" if needs_fact(clause) and not lacked else found
        try:
            score_clause(item, clause, found, Circumstances(self.branch_class, months, self.earlier))
        except Refusal:
            return "refused"
        return found


def told_once(gaps: Sequence[Gap]) -> Iterator[Gap]:
    """The gaps of a branch without those of the self-assessment that the inspection has too."""
    seen = {(each.item.id, each.clause.id if each.clause else "") for each in gaps if not each.own}
    for each in gaps:
        if not each.own or (each.item.id, each.clause.id if each.clause else "") not in seen:
            yield each
