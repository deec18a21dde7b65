"""The branches of the older round as the roster and the newer round have them: class, head count, what applies."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.impact.replay import Gap, Replayed, replayed
from dangjian_kaoping.compare.since.known import Asked, Told
from dangjian_kaoping.engine.score.across import Member, asked_in
from dangjian_kaoping.model.by_class import for_class
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item, Rubric


def as_they_are_later(asked: tuple[Asked, Asked], members: Sequence[Told], now: Sequence[Told]) -> list[Told] | None:
    """The branches of a round with class, head count and what applies to them as they are `now`; those that are gone
    by then as they were. None where nothing of it changed.

    The round is `asked` with what it leaves out itself, and with what the newer one leaves out.
    """
    later = {branch.id: (branch, told.records.not_applicable) for branch, told in now}
    there = [(*each, *later.get(each[0].id, (each[0], each[1].records.not_applicable))) for each in members]
    moved = any(
        _row(branch) != _row(other) or told.records.not_applicable != aside for branch, told, other, aside in there
    )
    if not moved and asked[0].absences == asked[1].absences:
        return None
    return [_later(asked, *each) for each in there]


def _row(branch: Branch) -> tuple[str, int | None]:
    return branch.branch_class, branch.head_count


def _later(
    asked: tuple[Asked, Asked], branch: Branch, told: Replayed, other: Branch, not_applicable: Mapping[str, str]
) -> Told:
    rubric = asked[0].rubric
    found = told
    counts = rubric.uses_heads and branch.head_count != other.head_count
    if branch.branch_class != other.branch_class or counts:
        # what a record says may follow from class and head count, as it does from the version
        partners = Partners(_of_branch(rubric, branch), _of_branch(rubric, other))
        found = replayed(partners, asked[0].quarter, other, told.records, {})
        found = found._replace(gaps=(*told.gaps, *found.gaps))
    kept = {item: recorded for item, recorded in found.records.inspected.items() if item not in not_applicable}
    records = found.records._replace(inspected=kept, not_applicable=not_applicable)
    before, after = Member(branch, told.records), Member(other, records)
    more = (Gap(item, None, "not_applicable") for item in _newly_asked(asked, before, after))
    return other, found._replace(records=records, gaps=(*found.gaps, *more))


def _newly_asked(asked: tuple[Asked, Asked], before: Member, after: Member) -> Iterator[Item]:
    """The items that are asked of a branch as it is later, and were not before: nobody looked at them."""
    was_asked, is_asked = (asked_in(each.quarter, each.absences) for each in asked)
    for item in asked[0].rubric.items():
        if is_asked(item, after) and not was_asked(item, before):
            yield item


def _of_branch(rubric: Rubric, branch: Branch) -> Rubric:
    """The version with the numbers of a branch."""
    whole = rubric.for_heads(branch.head_count or 0)

    def of_class(item: Item) -> Item:
        apart = branch.branch_class in item.not_applicable_to
        return item if apart else for_class(item, branch.branch_class)

    areas = (with_fields(area, {"items": tuple(map(of_class, area.items))}) for area in whole.areas)
    return with_fields(whole, {"areas": tuple(areas)})
