"""One finding against its clause: does it state the fact that the clause asks for, and can that fact be?"""

from decimal import Decimal

from dangjian_kaoping.diagnostics import Fault, Faults, codes
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import Problem
from dangjian_kaoping.facts.kinds import FACT_KEYS
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import chosen, known
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import WithinRule
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.place import Place


def check_fact(
    item: Item,
    clause: Clause,
    finding: Finding,
    branch_class: str | None,
    faults: Faults,
    *,
    months: int | None = MONTHS_OF_A_QUARTER,
) -> bool:
    """Whether the finding can be scored; if not, the faults say why.

    `months` are those of which the record speaks; None is a self-assessment, which speaks of its own month.
    """
    before = len(faults)
    if clause.fact.same is not None:
        wanted = f"在“{clause.fact.same}”那一条里"
        said = f"本条读“{clause.fact.same}”的记录，不单独记"
        fault = codes.KP306(item=item.id, clause=clause.id, problem=said, wanted=wanted)
        faults.add(fault, finding.place_of("clause"))
        return False
    for key in _strange(clause, finding):
        problem = Problem("KP306", f"不记 {key}", (key,), named=True)
        faults.add(_fault(item, clause, problem), problem.place_in(finding))
    for reader in item.readers.get(clause.id, (clause,)) if len(faults) == before else ():
        found = reader.fact.problem(finding, item.asked(reader, branch_class, months))
        if found is not None:
            faults.add(_fault(item, clause, found), found.place_in(finding))
            break
    if len(faults) == before and isinstance(clause.rule, WithinRule) and finding.judged is not None:
        check_range(item, clause, clause.rule, finding, finding.judged, branch_class, faults)
    return len(faults) == before


def _strange(clause: Clause, finding: Finding) -> list[str]:
    """The keys that state another kind of fact; the name of an event may stand beside any."""
    own = {*clause.fact.RECORDED, *(("event",) if clause.highest_per_event else ())}
    return [key for key in finding.model_fields_set if key in _FACT_KEYS and key not in own]


_FACT_KEYS = frozenset(FACT_KEYS)


def _fault(item: Item, clause: Clause, problem: Problem) -> Fault:
    match problem.code:
        case "KP306":
            return codes.KP306(item=item.id, clause=clause.id, problem=problem.text, wanted=clause.fact.wanted)
        case "KP315":
            return codes.KP315(item=item.id, clause=clause.id, problem=problem.text)
        case "KP342":
            return codes.KP342(item=item.id, clause=clause.id)
        case "KP361":
            return codes.KP361(item=item.id, clause=clause.id, problem=problem.text)


def check_range(
    item: Item,
    clause: Clause,
    rule: WithinRule,
    finding: Finding,
    points: Decimal,
    branch_class: str | None,
    faults: Faults,
) -> None:
    """Whether a judged number lies in the range; of `per: item`, one finding only exceeds it upwards."""
    if isinstance(rule.within, str):
        low, high = Decimal(0), None
        if item.points is not None and branch_class is not None:
            high = chosen(item.points, branch_class)
    else:
        ends = [known(end, branch_class) for end in rule.within]
        if ends[0] is None:
            return  # it is not known whose range it is
        low, high = ends[0], ends[1]
    if (high is not None and points > high) or (points < low and rule.per == "case"):
        faults.add(
            codes.KP307(
                item=item.id,
                clause=clause.id,
                points=plain(points),
                low=plain(low),
                high="" if high is None else plain(high),
            ),
            finding.place_of("judged"),
        )


def fact_place(clause: Clause, finding: Finding) -> Place:
    """Where a finding states the fact of its clause; where it names the clause, if it states nothing."""
    key = next((key for key in clause.fact.RECORDED if key in finding.model_fields_set), "clause")
    return finding.place_of(key)
