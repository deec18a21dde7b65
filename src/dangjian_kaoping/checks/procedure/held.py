"""封存的日子: a seal holds nothing that was decided, or inspected, after its day."""

from collections.abc import Iterator
from datetime import date

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.content import procedure_parts
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.follow.correction import since
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.place import Place


def check_held(standing: Standing, faults: Faults) -> None:
    """Tell of each dated thing that the seal which first holds it lies before it. Only the seals that were made by a
    procedure are looked at.
    """
    if not standing.governed or standing.seals is None:
        return
    told: set[Place] = set()
    for seal in standing.seals.seals:
        own = not seal.final or seal.procedure is not None
        for what, day, place in _held_by(seal, standing):
            if place not in told:
                told.add(place)
                if own and seal.sealed_on < day:
                    problem = f"{seal.sealed_on} 已经{'定案' if seal.final else '封存'}，{what}是 {day}"
                    faults.add(codes.KP555(problem=problem), place)


def _held_by(seal: Seal, standing: Standing) -> Iterator[tuple[str, date, Place]]:
    """What a seal holds: what it is called, its day, and where that stands."""
    listed = {} if seal.procedure is None else seal.procedure.parts
    parts = procedure_parts(standing.this)
    # what was changed since is another fault
    held = {name for name, digest in listed.items() if name in parts and parts[name].digest == digest}
    settings = standing.settings
    if settings is not None and settings.approved is not None and "approved" in held:
        yield "审定", settings.approved.date, settings.approved.place_of("date")
    for number, correction in enumerate(() if settings is None else settings.corrections, 1):
        if f"correction/{number}" in held:
            yield "更正的审定", correction.date, correction.place_of("date")
    for each in standing.objections:
        if each.decision is not None and f"objection/{each.id}/decision" in held:
            yield f"异议 {each.id} 的决定", each.decision.date, each.decision.place_of("date")
    unknown = {id(each) for each in since(standing.this, seal)}
    for adjustment in (each for document in standing.this.adjustments for each in document.adjustments):
        if id(adjustment) not in unknown:
            yield "复核调整", adjustment.date, adjustment.place_of("date")
    for document in standing.this.inspections:
        for record in document.branches.values():
            yield "检查", record.date, record.place_of("date")
