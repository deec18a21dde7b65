"""A round's records of one branch in the words of another version. What cannot be told there is named, not guessed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.compare.impact.carrying import Reason, carried, never_recorded, unrecorded
from dangjian_kaoping.compare.impact.sources import Side, asks_for_fact, recorded_at, sources_of
from dangjian_kaoping.engine.score.circumstances import Circumstances, ClauseKey, Earlier, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import answerable, declarable, is_borrowed, refuse_inconsistent, score_clause
from dangjian_kaoping.engine.score.condition import Conditions, lent
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

    @property
    def leaves_unknown(self) -> bool:
        """Whether anything is unknown for it; not where a record only counts for nothing now."""
        return self.reason != "shut"

    @property
    def key(self) -> ClauseKey:
        """Which clause it is, or (with an empty id) which item."""
        return self.item.id, self.clause.id if self.clause else ""


class Replayed(NamedTuple):
    """A branch's records under the new version, what is unknown there, and why."""

    records: BranchRecords
    gaps: tuple[Gap, ...]

    @property
    def unknown(self) -> Unknown:
        """Which facts the engine has to take as unknown."""
        open_ones = [each for each in self.gaps if each.leaves_unknown]
        return Unknown(
            frozenset(each.key for each in open_ones if each.clause and not each.own),
            frozenset(each.key for each in open_ones if each.clause and each.own),
            frozenset(each.item.id for each in open_ones if each.clause is None),
        )


def replayed(
    partners: Partners,
    quarter: Quarter,
    branch: Branch,
    records: BranchRecords,
    earlier: Mapping[ClauseKey, Earlier],
) -> Replayed:
    """The records of a branch, made under the old version, as if the new one had been in force.

    `earlier` are the occurrences in earlier rounds by the new version's clauses; what `records` say of things that were
    emptied for the year is in its words too.
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
        inspection = Side(self.records.inspected, self.inspected, MONTHS_OF_A_QUARTER)
        self.sides = [inspection]
        if self.records.months:
            self.sides.append(Side(self.records.declared, self.declared, self.records.months, own=True))

    def run(self) -> Replayed:
        """Item by item."""
        for item in self.new.items():
            if item.asked_of(self.branch_class, self.quarter.number):
                self._item(item.of_class(self.branch_class))
        told = self.records._replace(
            inspected=self.inspected,
            declared=self.declared,
            not_applicable=self.aside,
            earlier=self.earlier,
            revised=(),
            set_items=self.set_items,
        )
        return Replayed(told, tuple(self.gaps))

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
        for side in self.sides if item.conditional else ():
            self._shut(item, side)
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
        own, readers = sources_of(self.partners, self.old, item, clause)
        origins = (*own, *readers)
        if not origins:
            if clause.fact.same is None:
                self._unknown(item, clause, "new_clause")
            return  # who reads it is unknown with it
        missing = next((reason for key in origins if (reason := apart.get(key[0]))), None)
        reason = missing or self._never(origins, clause)
        if reason is not None:
            self._unknown(item, clause, reason)
            return
        for side in self.sides:
            if side.own and not (answerable(clause) or declarable(item, clause)):
                continue
            if self._is_open(item, clause.recorded_under, side):
                continue  # what it reads is unknown, and it with it
            found = self._findings(item, clause, (own, readers), side)
            if isinstance(found, str):
                self.gaps.append(Gap(item, clause, found, side.own))
            elif found and clause.fact.same is None:
                side.told.setdefault(item.id, {})[clause.id] = found

    def _unknown(self, item: Item, clause: Clause, reason: Reason) -> None:
        self.gaps.append(Gap(item, clause, reason))
        if self.records.months:
            self.gaps.append(Gap(item, clause, reason, own=True))

    def _is_open(self, item: Item, clause_id: str, side: Side) -> bool:
        """Whether what is recorded under a clause is known to be unknown."""
        return any(each.key == (item.id, clause_id) and each.own == side.own for each in self.gaps)

    def _candidates(self, key: ClauseKey) -> tuple[Clause, ...]:
        """The clauses of the old version that read one record; what was not written down mattered to none of them."""
        return self.old.by_item[key[0]].of_class(self.branch_class).readers[key[1]]

    def _never(self, keys: Sequence[ClauseKey], clause: Clause) -> Reason | None:
        for key in keys:
            reasons = [never_recorded(each, clause) for each in self._candidates(key)]
            if all(reasons):
                return reasons[0]
        return None

    def _findings(
        self, item: Item, clause: Clause, origins: tuple[Sequence[ClauseKey], Sequence[ClauseKey]], side: Side
    ) -> list[Recorded] | Reason:
        """What a clause reads, from all that it was; or why that is not known."""
        own, readers = ([(key, side.facts(key)) for key in keys] for keys in origins)
        sources = [*own, *readers]
        if any(facts for _, facts in own):
            former = recorded_at(self.partners, self.old, item, clause.id) if clause.fact.same else ()
            if any(side.facts(key) for key in former if key not in origins[0]):
                return "own_record"
            sources = own
        elif any(facts for _, facts in readers):
            sources = readers
        elif own:
            sources = own
        # whoever read a fact and has nothing recorded of it says that it was such as mattered to nobody
        silent = [each for key, facts in readers if not facts for each in self._candidates(key)]
        found: list[Recorded] = []
        for key, facts in sources:
            told = self._told(item, clause, (key, facts), silent, side.months)
            if isinstance(told, str):
                return told
            found += told
        found.sort(key=lambda each: each.rank)
        if not found:
            # what was needed before and is not there makes the branch incomplete, as it was
            before = [(key, each) for key, _ in sources for each in self._candidates(key)]
            lacked = any(
                asks_for_fact(self.old.by_item[key[0]], each, own=side.own) and not each.when for key, each in before
            )
            return "no_fact" if asks_for_fact(item, clause, own=side.own) and not lacked else found
        return self._scorable(item, clause, found, side) or found

    def _told(
        self,
        item: Item,
        clause: Clause,
        source: tuple[ClauseKey, Sequence[Recorded]],
        silent: Sequence[Clause],
        months: int,
    ) -> list[Recorded] | Reason:
        """What was recorded in one place, in the words of a clause; of the clauses `silent` nothing was recorded."""
        key, facts = source
        before = self._candidates(key)
        if not facts:
            reasons = [unrecorded(each, clause, months) for each in (*before, *silent)]
            return [] if None in reasons else next(filter(None, reasons))
        heirs = self.partners.clause_heirs.get(key, ())
        if len({(one, self.new.by_item[one].by_clause[each].recorded_under) for one, each in heirs}) > 1:
            return "split"
        told = [carried(each, clause, item.id, facts, months) for each in before]
        return next((each for each in told if not isinstance(each, str)), told[0])

    def _scorable(self, item: Item, clause: Clause, found: Sequence[Recorded], side: Side) -> Reason | None:
        terms = Circumstances(self.branch_class, side.months, self.earlier, declared=side.own)
        try:
            if clause.drawn_by is None:
                score_clause(item, clause, found, terms)
            else:
                refuse_inconsistent(item, clause, found, terms)
        except Refusal:
            return "refused"
        return None

    # ── conditions ─────────────────────────────────────────────────────────────────────────────────────────────

    def _shut(self, item: Item, side: Side) -> None:
        """What is recorded under a clause whose conditions fail now counts for nothing, and none need be recorded."""
        waiting = [clause for clause in item.clauses if clause.when]
        while settled := [each for each in waiting if self._settled(item, each, side)]:
            for clause in settled:
                waiting.remove(clause)
                if self._holds(item, clause, side):
                    continue
                mine = (item.id, clause.id)
                self.gaps = [each for each in self.gaps if each.key != mine or each.own != side.own]
                if side.told.get(item.id, {}).pop(clause.id, None):
                    self.gaps.append(Gap(item, clause, "shut", side.own))

    def _settled(self, item: Item, clause: Clause, side: Side) -> bool:
        """Whether all is known that its conditions read."""
        return not any(self._in_doubt(item, item.by_clause[each.clause], side) for each in clause.when)

    def _in_doubt(self, item: Item, clause: Clause, side: Side) -> bool:
        read_from = self.sides[0] if side.own and is_borrowed(clause) else side
        found = [each for each in self.gaps if each.key == (item.id, clause.id) and each.own == read_from.own]
        return any(each.leaves_unknown for each in found) or not self._settled(item, clause, side)

    def _holds(self, item: Item, clause: Clause, side: Side) -> bool:
        terms = Circumstances(self.branch_class, side.months, self.earlier, declared=side.own)
        lends = lent(item, self.inspected) if side.own else {}
        try:
            return Conditions(item, side.told.get(item.id, {}), terms, lends).hold(clause)
        except Refusal:
            # the records that it reads do not agree: that one is what is unknown
            read = item.by_clause[clause.when[0].clause]
            self.gaps.append(Gap(item, read, "refused", side.own))
            return True


def told_once(gaps: Sequence[Gap]) -> Iterator[Gap]:
    """The gaps of a branch without those of the self-assessment that the inspection has too."""
    seen = {each.key for each in gaps if not each.own}
    for each in gaps:
        if not each.own or each.key not in seen:
            yield each
