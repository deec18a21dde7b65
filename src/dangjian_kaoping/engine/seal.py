"""封存: a round's results beside the digests of what they follow from."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.content import SHORT, Parts, inputs_of, procedure_parts
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.canonical import canonical, digest_of
from dangjian_kaoping.model.seal import Seal, SealedBranch
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter

SealState = Literal["unsealed", "as_sealed", "due", "differs", "broken"]
"""未封存；与封存一致；更正以后没有重新封存；与封存不一致；封存文件靠不住."""


Results = Mapping[str, SealedBranch]
"""What was sealed of each branch, by its id."""


class SealTerms(NamedTuple):
    """Of a seal, what follows from no file: its day, the program's version, and what the office remarks.

    Of a `governed` round it also says how its result came about, and is `final` or for publication.
    """

    sealed_on: date
    tool: str
    note: str | None = None
    governed: bool = False
    final: bool = True


def sealed(workspace: Workspace, result: RoundResult, terms: SealTerms) -> Seal:
    """The seal of a complete round, in force after those that the round already has."""
    this = workspace.rounds[result.quarter]
    inputs = inputs_of(workspace)[result.quarter]
    policy = workspace.policy_in_force(result.quarter)
    procedure = procedure_parts(this)
    data: dict[str, object] = {
        "sealed_on": str(terms.sealed_on),
        "stage": "publication" if terms.governed and not terms.final else None,
        "tool": terms.tool,
        "note": terms.note,
        "results": {placing.score.branch.id: figures_of(placing) for placing in result.placings},
        "inputs": inputs.digest,
        "rubric": _sealed(inputs.rubric) | {"version": result.rubric.version},
        "roster": _sealed(inputs.roster),
        "records": _sealed(inputs.records),
        "adjustments": _sealed(inputs.adjustments) if inputs.adjustments else None,
        "policy": None if policy is None else _sealed(inputs.policy) | {"version": policy.version},
        "earlier": inputs.earlier,
        "procedure": _sealed(procedure) if terms.governed and procedure else None,
        "after": _newest_before(workspace, result.quarter),
        "previous": None if this.seals is None else this.seals.in_force.digest,
        "digest": "-",
    }
    seal = Seal.model_validate(data)
    return Seal.model_validate(data | {"digest": seal_digest(result.quarter, seal)})


def seal_digest(quarter: Quarter, seal: Seal) -> str:
    """The digest of a seal itself: of all that it says, and of the round that it belongs to."""
    content = canonical(seal)
    assert isinstance(content, dict)
    said = {key: value for key, value in content.items() if key != "digest"}
    return digest_of([str(quarter), said])


def _sealed(parts: Parts) -> dict[str, object]:
    return {"digest": parts.digest, "parts": {name: part.digest for name, part in sorted(parts.items())}}


def _newest_before(workspace: Workspace, quarter: Quarter) -> dict[str, str] | None:
    sealed_before = [(each.quarter, each.seals) for each in workspace.rounds.values() if each.quarter < quarter]
    known = [(each, seals) for each, seals in sealed_before if seals is not None]
    if not known:
        return None
    newest, seals = max(known, key=lambda each: each[0])
    return {"quarter": str(newest), "digest": seals.in_force.digest}


def results_of(result: RoundResult) -> dict[str, SealedBranch]:
    """What would be sealed of each branch that has a rank, by its id."""
    ranked = [placing for placing in result.placings if placing.rank is not None]
    return {each.score.branch.id: SealedBranch.model_validate(figures_of(each)) for each in ranked}


def same_results(one: Results, other: Results) -> bool:
    """Whether the very same was sealed of the same branches."""
    return canonical(one) == canonical(other)


def figures_of(placing: Placing) -> dict[str, object]:
    """What was published of a branch, as the seal says it."""
    score = placing.score
    figures: dict[str, object] = {"name": score.branch.name, "rank": str(placing.rank)}
    for name in ("composite", "inspection", "self_assessment"):
        step: Step | None = getattr(score, name)
        figures[name] = None if step is None else str(step.value)
    tables = [score.inspected, *([] if score.declared is None else [score.declared])]
    items = [[[each.item.id, plain(each.step.value)] for each in table.items] for table in tables]
    return figures | {"grade": placing.grade, "flags": list(placing.flags), "items": digest_of(items)[:SHORT]}
