"""`kaoping explain --since`: the difference of two published composites, cause by cause; the parts add up to it."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.compare.impact.replay import Gap, told_once
from dangjian_kaoping.compare.since.between import Between, between
from dangjian_kaoping.compare.since.ends import End, end_of
from dangjian_kaoping.compare.since.joined import Joined, joined_items, same_items
from dangjian_kaoping.compare.since.stage import Move, at_end, marked, moved, together, with_entered
from dangjian_kaoping.compare.since.told import telling_of
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import Exact, minus, times, total
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

Cause = Literal["adjustments", "repeats", "inseparable", "revision", "roster", "facts", "rounding"]
"""Why a composite moved: 复核调整, 屡查屡犯, 细则和事实分不开, 细则修订, 名册, 事实, 修约."""


class Line(NamedTuple):
    """What one cause moved (分)."""

    cause: Cause
    move: Move


class Since(NamedTuple):
    """A branch's composite in two rounds (`before`, `after`), and what moved it, cause by cause.

    `inseparable` are the items whose facts of before cannot be held against the version of after, and `gaps` say
    why; they had so many full marks (`marks`, 分) and have so many after. `whole`: nothing can be told apart but
    adjustments, repeats and rounding. `adjusted` are the rounds whose adjustments could not be taken out.
    Of one `item` only what is its own.
    """

    before: RoundResult
    after: RoundResult
    placings: tuple[Placing, Placing]
    lines: tuple[Line, ...]
    inseparable: tuple[Joined, ...]
    gaps: tuple[Gap, ...]
    marks: tuple[Exact, Exact]
    whole: bool
    adjusted: tuple[Quarter, ...]
    item: str | None = None

    @property
    def difference(self) -> Exact:
        """By how much the published composite is more (分), or more by one item: the sum of the lines, always."""
        return total(each.move.value for each in self.lines)

    def line(self, cause: Cause) -> Move:
        """What a cause moved."""
        return next(each.move for each in self.lines if each.cause == cause)

    def of_item(self, item_id: str) -> "Since":
        """The same of one item (by its id in either version), or of those with which it is one: what rescaling, caps
        of the whole, vetoes and rounding moved is no item's.
        """
        lines = tuple(each._replace(move=each.move.of_item(item_id)) for each in self.lines)
        taken = tuple(each for each in self.inseparable if item_id in each.ids)
        ids = frozenset().union(*(each.ids for each in taken))
        gaps = tuple(each for each in self.gaps if each.item.id in ids)
        return self._replace(lines=lines, inseparable=taken, gaps=gaps, item=item_id)


def since_of(
    rounds: tuple[Round, Round],
    results: tuple[RoundResult, RoundResult],
    held: HeldRounds,
    branch_id: str,
    between_versions: Iterable[Rubric] = (),
) -> Since:
    """Why a branch's composite moved from one complete round to a later one. Raises Refusal.

    `between_versions` are those that lie between the versions of the two rounds.
    """
    then, now = (end_of(result, this, held, branch_id) for result, this in zip(results, rounds, strict=True))
    old, new = then.result.rubric, now.result.rubric
    partners = Partners(new if old.version == new.version else old, new, between_versions)
    joined = joined_items(partners)
    found = between(then, now, telling_of(partners, rounds[0], held, branch_id), joined)
    quarters = rounds[0].quarter, rounds[1].quarter
    return Since(
        *results,
        (then.placing, now.placing),
        tuple(Line(*each) for each in _moves(then, found, now, joined, quarters)),
        found.taken,
        tuple(told_once(found.gaps)),
        (_marks(then, found.taken), _marks(now, found.taken)),
        found.whole,
        tuple(each.result.quarter for each in (then, now) if each.adjusted),
    )


def _marks(end: End, items: Iterable[Joined]) -> Exact:
    """The full marks of some items (分), as they are weighed at one end."""
    rubric, ids = end.result.rubric, frozenset().union(*(each.ids for each in items))
    found = (each for each in end.bare.score.inspected.items if each.item.id in ids)
    return total(times(each.points, times(rubric.area_of[each.item.id].weight, rubric.weight)) for each in found)


def _moves(
    then: End, found: Between, now: End, joined: tuple[Joined, ...], quarters: tuple[Quarter, Quarter]
) -> Iterator[tuple[Cause, Move]]:
    """All lines in their order; what both ends have is one line."""
    before, after = same_items(then.result.rubric), same_items(now.result.rubric)
    yield (
        "adjustments",
        together(
            at_end(moved(then.published, then.unadjusted, before), "before"),
            at_end(moved(now.unadjusted, now.published, after), "after"),
        ),
    )
    yield (
        "repeats",
        together(
            at_end(moved(then.unadjusted, then.bare, before), "before"),
            at_end(moved(now.bare, now.unadjusted, after), "after"),
        ),
    )
    yield "inseparable", moved(then.bare, found.mixed, joined)
    yield "revision", moved(found.mixed, found.revised, joined)
    yield "roster", with_entered(moved(found.revised, found.enrolled, after), found.entered)
    yield "facts", marked(moved(found.enrolled, now.bare, after), found.enrolled, now.bare, quarters)
    yield "rounding", Move(minus(now.published.rounding, then.published.rounding))
