"""What a round lays down over all its branches: lines drawn from their facts, and the mean shares of items.

A line (`{branches: mean}`) is drawn from what all branches have under the clause, as it counts and before `free`, after
any review, of those to which item and clause apply; a mean (`not_applicable: mean`) from what an item gave those to
which it applied. Where one of them has nothing yet, whoever needs the figure waits for it
(docs/细则语言.md, 计分的先后).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple, cast

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.circumstances import Across, Circumstances, ClauseKey, Drawn
from dangjian_kaoping.engine.score.condition import Conditions, highest_stands
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, divided
from dangjian_kaoping.facts.families import Adding, Measured
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import LineByClass
from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import Branches
from dangjian_kaoping.periods import Quarter


class Member(NamedTuple):
    """A branch that takes part, with what is recorded of it."""

    branch: Branch
    records: BranchRecords


Asked = Callable[[Item, Member], bool]
"""Whether an item is asked of a branch in the round: it is due, applies, and its departments are there."""
Seen = Callable[[Item, Clause, Member], bool]
"""Whether it is known what a branch has under a clause of an item: those who record it have been there."""


def asked_in(quarter: Quarter, absences: Mapping[str, Absence]) -> Asked:
    """What a round asks: nothing of what it leaves out at every branch, or of what does not apply to a branch."""

    def asked(item: Item, member: Member) -> bool:
        applies = item.id not in member.records.not_applicable and item.id not in absences
        return applies and item.asked_of(member.branch.branch_class, quarter.number)

    return asked


def drawn_rubric(rubric: Rubric, members: Sequence[Member], asked: Asked, seen: Seen) -> tuple[Rubric, Across]:
    """The rubric with every line that can be drawn, and what they came to."""
    lines: dict[ClauseKey, Mapping[str, Drawn]] = {}
    for item in rubric.items():
        for clause in item.clauses:
            if clause.drawn_by is not None:
                _, number = clause.drawn_by
                lines[item.id, clause.id] = dict(_lines(item, clause, number, members, asked, seen))
    return _with_lines(rubric, lines), Across(lines)


def _of_member(item: Item, member: Member) -> Item:
    """The item with the numbers of a member's class and head count."""
    return item.for_heads(member.branch.head_count or 0).of_class(member.branch.branch_class)


def _lines(
    item: Item,
    clause: Clause,
    number: Branches,
    members: Sequence[Member],
    asked: Asked,
    seen: Seen,
) -> Iterator[tuple[str, Drawn]]:
    """The line of each pool: of all branches, or of each class."""
    pools: dict[str, list[Member]] = {}
    for each in members:
        # of one that nobody has seen it is not known either whether the clause acts there
        if asked(item, each) and (not seen(item, clause, each) or acts(item, clause, each)):
            pools.setdefault(each.branch.branch_class if number.pool == "class" else "", []).append(each)
    for name, several in pools.items():
        figures = [
            (each.branch.name, _figure(item, clause, each) if seen(item, clause, each) else None) for each in several
        ]
        missing = tuple(branch for branch, figure in figures if figure is None)
        known = tuple((branch, figure) for branch, figure in figures if figure is not None)
        yield name, Drawn(number.branches, known, missing)


def acts(item: Item, clause: Clause, member: Member) -> bool:
    """Whether the conditions of a clause hold at a branch. Raises Refusal."""
    if not clause.when:
        return True
    own, terms = _of_member(item, member), Circumstances(member.branch.branch_class)
    return Conditions(own, member.records.inspected.get(item.id, {}), terms).hold(own.by_clause[clause.id])


def _figure(item: Item, clause: Clause, member: Member) -> Exact | None:
    """What a branch has under a clause, as one number; None where nothing is recorded."""
    recorded = member.records.inspected.get(item.id, {}).get(clause.recorded_under, ())
    standing = [each for each in recorded if not each.withdrawn]
    if not standing:
        return None
    terms = Circumstances(member.branch.branch_class)
    fact = _of_member(item, member).by_clause[clause.id].fact
    if isinstance(fact, Adding):
        return fact.in_all(standing, terms).value
    assert isinstance(fact, Measured)
    values = [fact.measured(each.finding).value for each in standing]
    return max(values) if highest_stands(clause) else min(values)


def _with_lines(rubric: Rubric, lines: Mapping[ClauseKey, Mapping[str, Drawn]]) -> Rubric:
    """The rubric with a number wherever a line could be drawn."""
    known: dict[int, object] = {}
    for item in rubric.items():
        for clause in item.clauses:
            if clause.drawn_by is not None:
                _, number = clause.drawn_by
                pools = {name: each.value for name, each in lines[item.id, clause.id].items() if not each.missing}
                if number.pool == "all" and pools:
                    known[id(number)] = pools[""]
                elif pools:
                    # a class without a line has no branch that asks for it, or one that waits
                    numbers = cast("dict[str, Decimal]", pools)
                    known[id(number)] = LineByClass.model_construct(by_class=numbers, otherwise=ZERO)
    return rewritten(rubric, lambda each: known.get(id(each), each) if isinstance(each, Branches) else each)


# ── means ──────────────────────────────────────────────────────────────────────────────────────────────────────


def with_means(across: Across, rubric: Rubric, tables: Sequence[tuple[Branch, Sequence[ItemScore]]]) -> Across:
    """What the items give those to which they do not apply, by what they gave the others."""
    means: dict[str, Step] = {}
    waiting: dict[str, tuple[str, ...]] = {}
    for index, item in enumerate(rubric.items()):
        if not item.gives_mean:
            continue
        applied = [(branch, items[index]) for branch, items in tables if _applied(items[index])]
        lacking = tuple(branch.name for branch, score in applied if score.value is None)
        if lacking or not applied:
            waiting[item.id] = lacking
        else:
            means[item.id] = _mean(item, applied)
    return across._replace(means=means, waiting=waiting)


def _applied(score: ItemScore) -> bool:
    """Whether an item applied to a branch; one that awaits the mean did not."""
    waits_for_mean = score.status == "awaiting" and not score.lacking
    return score.status not in ("not_applicable", "not_due", "rescaled") and not waits_for_mean


def _mean(item: Item, applied: Sequence[tuple[Branch, ItemScore]]) -> Step:
    """The mean of the shares of their full marks that an item gave some branches."""
    shares = []
    for branch, score in applied:
        full = given(names.POINTS, score.points, score.item)
        shares.append(
            Step(names.SHARE_OF_ITEM, "quotient", divided(score.step.value, full.value), (score.step, full), branch)
        )
    whole = summed(names.SHARES_OF_ITEM, tuple(shares), item)
    count = given(names.BRANCHES, Decimal(len(shares)), item)
    return Step(names.MEAN_SHARE, "quotient", divided(whole.value, count.value), (whole, count), item)
