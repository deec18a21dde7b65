"""`kaoping rubric diff`: all that changes from one version of a rubric to another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from dangjian_kaoping.compare.diff.clause import clause_changes, side_of
from dangjian_kaoping.compare.diff.item import group_change, group_changes, item_changes
from dangjian_kaoping.compare.diff.judgement import Judge, Judged, amount, amount_or, changed, judged
from dangjian_kaoping.compare.diff.likeness import alike_clauses, alike_items
from dangjian_kaoping.compare.diff.matching import out_of_order
from dangjian_kaoping.compare.diff.measure import measure_changes
from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.diff.revision import Change, Revision, Spot, Version, changes_of
from dangjian_kaoping.compare.diff.shares import shifted_shares
from dangjian_kaoping.compare.diff.structure import Difference, differences, same
from dangjian_kaoping.compare.diff.wording import left_behind
from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.grammar.meaning import Says
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.place import NOWHERE


def compare_rubrics(
    before: Version, after: Version, between: Iterable[Rubric] = (), says: Says | None = None
) -> Revision:
    """Compare two versions of a rubric. `between` are the versions that lie between the two: they tell who became whom.

    With what reads the texts of clauses it is told too where only the text, or only the rule, was revised.
    Raises TypeError where they are no rubrics.
    """
    old, new = before.document, after.document
    if not isinstance(old, Rubric) or not isinstance(new, Rubric):
        raise TypeError("no rubrics")
    partners = Partners(old, new, between)
    changes = tuple(_Walk(before, after, partners, says).changes())
    return Revision(before, after, shifted_shares(partners), changes)


_TOP = {
    "version": changed("rubric-version"),
    "title": changed("rubric-title"),
    "effective_from": changed("effective-from"),
    "note": changed("rubric-note"),
    "total": amount("total"),
}
"""What the keys at the top of a rubric mean."""
AREA: Mapping[str, Judge] = {
    "name": changed("area-name"),
    "short": changed("area-short"),
    "points": amount("area-points"),
    "times": amount_or("area-times"),
}
"""What the keys of an area mean."""


class _Walk:
    """Two versions, walked once."""

    def __init__(self, before: Version, after: Version, partners: Partners, says: Says | None) -> None:
        self.says = says
        self.versions, self.partners = (before, after), partners
        self.old, self.new = partners.old, partners.new
        self.item_from = {new: old for old, new in partners.items.pairs}
        self.item_parts = dict(partners.items.split), dict(partners.items.merged)
        self.clause_from = {new: old for old, new in partners.clauses.pairs}
        self.clause_parts = dict(partners.clauses.split), dict(partners.clauses.merged)
        self.clauses_come, self.clauses_gone = set(partners.clauses.added), set(partners.clauses.removed)

    def changes(self) -> Iterator[Change]:
        """Everything."""
        top = Spot(place=self.old.at), Spot(place=self.new.at)
        for each in differences(self.old, self.new, apart=("kind", "measure", "areas")):
            yield from self._changes((), _TOP[each.keys[0]](each), *top)
        measures = self.old.measure, self.new.measure
        yield from self._changes(("measure",), measure_changes(*measures), *(Spot(place=each.at) for each in measures))
        there, here = ({area.id: area for area in side.areas} for side in (self.old, self.new))
        origin = {new: old for old, new in self.partners.areas.pairs}
        for area in self.new.areas:
            yield from self._area(there.get(origin.get(area.id, "")), area)
        for name in self.partners.areas.removed:
            yield from self._area(there[name], None)
        if out_of_order([dict(self.partners.areas.pairs).get(each, "") for each in there], list(here)):
            order = Difference(("areas",), tuple(there), tuple(here))
            yield from self._changes((), [judged("areas-reordered", order)], *top)

    # ── areas ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _area(self, old: Area | None, new: Area | None) -> Iterator[Change]:
        spots = _spot(old), _spot(new)
        if old is not None and new is not None:
            path = ("area", self.partners.area_name(old.id, new.id))
            yield from self._changes(path, self._area_changes(old, new), *spots)
        elif new is not None:
            yield from self._changes(("area", new.id), [judged("area-added", Difference((), None, new))], *spots)
        elif old is not None:
            yield from self._changes(("area", old.id), [judged("area-removed", Difference((), old, None))], *spots)
        for item in new.items if new else ():
            yield from self._item_here(item)
        for item in old.items if old else ():
            if item.id not in self.partners.item_of:
                yield from self._item_gone(item)
        if new is not None:
            yield from self._likely(new)

    def _area_changes(self, old: Area, new: Area) -> Iterator[Judged]:
        if old.id != new.id:
            yield judged("area-renamed", Difference(("id",), old.id, new.id))
        for each in differences(old, new, apart=("id", "items"), whole=(Factor,)):
            yield from AREA[each.keys[0]](each)
        before, after = ([item.id for item in area.items] for area in (old, new))
        if out_of_order([self.partners.item_of.get(each, "") for each in before], after):
            yield judged("items-reordered", Difference(("items",), tuple(before), tuple(after)))

    # ── items ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _item_here(self, item: Item) -> Iterator[Change]:
        """An item of the second version: with its partner, or new, or split off."""
        if item.id in self.item_from:
            yield from self._item(self.old.by_item[self.item_from[item.id]], item)
            return
        parents = self.item_parts[0].get(item.id)
        if parents is None:
            judgement = judged("item-added", Difference((), None, item))
            origin = Spot()
        else:
            judgement = judged("item-split", Difference((), parents, item))
            origin = self._item_spot(self.old.by_item[parents[0]], 0)
        yield from self._changes(("item", item.id), [judgement], origin, self._item_spot(item, 1))
        yield from self._clauses_here(item)

    def _item_gone(self, item: Item) -> Iterator[Change]:
        """An item that only the first version has: removed, or merged into others."""
        heirs = self.item_parts[1].get(item.id)
        if heirs is None:
            judgement = judged("item-removed", Difference((), item, None))
            target = Spot()
        else:
            judgement = judged("item-merged", Difference((), item, heirs))
            target = self._item_spot(self.new.by_item[heirs[0]], 1)
        yield from self._changes(("item", item.id), [judgement], self._item_spot(item, 0), target)
        yield from self._clauses_merged(item)

    def _likely(self, area: Area) -> Iterator[Change]:
        """What came to an area and may be what went, from wherever."""
        removed = [self.old.by_item[each] for each in self.partners.items.removed]
        added = [self.new.by_item[each] for each in self.partners.items.added]
        for old, new in alike_items(removed, added):
            if self.partners.areas_of_items[1][new.id] is area:
                path = ("item", self.partners.item_name(old, new))
                judgement = judged("item-perhaps-renamed", Difference((), old, new))
                yield from self._changes(path, [judgement], self._item_spot(old, 0), self._item_spot(new, 1))

    def _item(self, old: Item, new: Item) -> Iterator[Change]:
        path = ("item", self.partners.item_name(old, new))
        found = [*self._place_of_item(old, new), *item_changes(old, new), *group_changes(old, new)]
        mine = {
            before[1]: after[1]
            for before, after in ((self.clause_from.get((new.id, each)), (new.id, each)) for each in new.by_clause)
            if before is not None and before[0] == old.id
        }
        if out_of_order([mine.get(each, "") for each in old.by_clause], list(new.by_clause)):
            order = Difference(("clauses",), tuple(old.by_clause), tuple(new.by_clause))
            found.append(judged("clauses-reordered", order))
        yield from self._changes(path, found, self._item_spot(old, 0), self._item_spot(new, 1))
        yield from self._clauses_here(new)
        yield from self._clauses_merged(old)
        gone = [each for each in old.clauses if (old.id, each.id) in self.clauses_gone]
        come = [each for each in new.clauses if (new.id, each.id) in self.clauses_come]
        for one in gone:
            judgement = judged(f"{_sort(one)}-removed", Difference((), one, None))
            spots = self._item_spot(old, 0, one), self._item_spot(new, 1)._replace(place=NOWHERE)
            yield from self._changes((*path, "clause", one.id), [judgement], *spots)
        for one, other in alike_clauses(gone, come):
            judgement = judged("clause-perhaps-renamed", Difference((), one, other))
            yield from self._clause_changes(old, one, new, other, [judgement])

    def _place_of_item(self, old: Item, new: Item) -> Iterator[Judged]:
        """What an item is called, where it stands, and what it says that it was."""
        if old.id != new.id:
            yield judged("item-renamed", Difference(("id",), old.id, new.id))
        there, here = (areas[item.id] for areas, item in zip(self.partners.areas_of_items, (old, new), strict=True))
        if (there.id, here.id) not in self.partners.areas.pairs:
            yield judged("item-moved", Difference(("area",), there.id, here.id))
        # of two versions each has its own story; of two texts of one version, it is a change if nothing tells it
        parted = {each for parts in self.item_parts for one, others in parts.items() for each in (one, *others)}
        if self.partners.later is None and old.id == new.id and old.id not in parted and not same(old.was, new.was):
            yield judged("item-was-changed", Difference(("was",), old.was, new.was))

    # ── clauses ────────────────────────────────────────────────────────────────────────────────────────────────

    def _clauses_here(self, item: Item) -> Iterator[Change]:
        """The clauses of an item of the second version; those of an item that is new as a whole are told with it."""
        new_item = item.id not in self.item_from
        for clause in item.clauses:
            key = (item.id, clause.id)
            if key in self.clause_from:
                there, was = self.clause_from[key]
                before = self.old.by_item[there]
                yield from self._clause(before, before.by_clause[was], item, clause)
            elif key in self.clause_parts[0]:
                judgement = judged("clause-split", Difference((), self.clause_parts[0][key], clause))
                yield from self._clause_one_sided(judgement, key, self._origin(self.clause_parts[0][key], 0), 1)
            elif not new_item:
                judgement = judged(f"{_sort(clause)}-added", Difference((), None, clause))
                old = self._item_spot(self.old.by_item[self.item_from[item.id]], 0)._replace(place=NOWHERE)
                yield from self._clause_one_sided(judgement, key, old, 1)

    def _clauses_merged(self, item: Item) -> Iterator[Change]:
        for clause in item.clauses:
            heirs = self.clause_parts[1].get((item.id, clause.id))
            if heirs is not None:
                judgement = judged("clause-merged", Difference((), clause, heirs))
                yield from self._clause_one_sided(judgement, (item.id, clause.id), self._origin(heirs, 1), 0)

    def _origin(self, keys: Sequence[ClauseKey], side: int) -> Spot:
        item = (self.old, self.new)[side].by_item[keys[0][0]]
        return self._item_spot(item, side, item.by_clause[keys[0][1]])

    def _clause_one_sided(self, judgement: Judged, key: ClauseKey, other: Spot, side: int) -> Iterator[Change]:
        item = (self.old, self.new)[side].by_item[key[0]]
        mine = self._item_spot(item, side, item.by_clause[key[1]])
        partner = self.item_from if side else self.partners.item_of
        name = key[0]
        if key[0] in partner:
            pair = (item, (self.new, self.old)[side].by_item[partner[key[0]]])
            name = self.partners.item_name(*(pair[::-1] if side else pair))
        spots = (other, mine) if side else (mine, other)
        yield from self._changes(("item", name, "clause", key[1]), [judgement], *spots)

    def _clause(self, there: Item, before: Clause, here: Item, after: Clause) -> Iterator[Change]:
        measures = self.old.measure, self.new.measure
        found = list(clause_changes((there, here), (before, after), measures))
        if self.says is not None:
            found += left_behind((there, here), (before, after), found, self.says)
        if self.partners.item_of.get(there.id) != here.id:
            where = Difference(("item",), (there.id, before.id), (here.id, after.id))
            found.insert(0, judged("clause-moved", where))
        else:
            if before.id != after.id:
                found.insert(0, judged("clause-renamed", Difference(("id",), before.id, after.id)))
            found += group_change((there, before), (here, after))
            if (
                self.partners.later is None
                and before.id == after.id
                and self._was_rewritten(there, before, here, after)
            ):
                found.append(judged("clause-was-changed", Difference(("was",), before.was, after.was)))
        yield from self._clause_changes(there, before, here, after, found)

    def _was_rewritten(self, there: Item, before: Clause, here: Item, after: Clause) -> bool:
        parted = {each for parts in self.clause_parts for one, others in parts.items() for each in (one, *others)}
        return not same(before.was, after.was) and parted.isdisjoint({(there.id, before.id), (here.id, after.id)})

    def _clause_changes(
        self, there: Item, before: Clause, here: Item, after: Clause, found: Iterable[Judged]
    ) -> Iterator[Change]:
        item, clause = self.partners.clause_path((there, before), (here, after))
        spots = self._item_spot(there, 0, before), self._item_spot(here, 1, after)
        yield from self._changes(("item", item, "clause", clause), found, *spots)

    # ── where it stands ────────────────────────────────────────────────────────────────────────────────────────

    def _item_spot(self, item: Item, side: int, clause: Clause | None = None) -> Spot:
        return Spot(self.partners.areas_of_items[side][item.id], item, clause, (clause or item).at)

    def _changes(self, path: tuple[str, ...], found: Iterable[Judged], old: Spot, new: Spot) -> Iterator[Change]:
        yield from changes_of(self.versions, path, found, (old, new))


def _spot(area: Area | None) -> Spot:
    return Spot() if area is None else Spot(area, place=area.at)


def _sort(clause: Clause) -> str:
    """What a clause that came or went is: it vetoes, takes or gives."""
    return "veto-clause" if clause.veto is not None else f"{side_of(clause)}-clause"
