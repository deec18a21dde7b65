"""What was known of a round on a day: neither what came later nor what was written down for later is told of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.model.objections import Objection, Objections
from dangjian_kaoping.model.publications import Publications
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.seal import Seals


def known_on(standing: Standing, day: date) -> Standing:
    """A round with what bears the date of a day, or of one before it. Only who looks at it asks so: what may be done
    with it, all its files decide.
    """
    day = standing.believed(day)
    this = standing.this
    known = replace(
        this,
        settings=_settings(this.settings, day),
        objections=_objections(this.objections, day),
        publications=_publications(this.publications, day),
    )
    if this.seals is not None:
        return standing._replace(this=known, sealing=_sealing(standing, this.seals, day))
    known = replace(
        known,
        inspections=[each for each in (_inspection(one, day) for one in this.inspections) if each.branches],
        self_assessments=[each for each in this.self_assessments if each.period.first_day <= day],
        lists=this.lists if this.quarter.first_day <= day else [],
    )
    complete = standing.complete and all(each <= day for each in standing.inspected())
    return standing._replace(this=known, complete=complete)


def _settings(settings: RoundSettings | None, day: date) -> RoundSettings | None:
    """The approval is a thing that was done; a window is written down for days to come."""
    if settings is None or settings.approved is None or settings.approved.date <= day:
        return settings
    return settings.model_copy(update={"approved": None})


def _objections(document: Objections | None, day: date) -> Objections | None:
    if document is None:
        return None
    return document.model_copy(update={"objections": tuple(_received(document, day))})


def _received(document: Objections, day: date) -> Iterator[Objection]:
    for each in document.objections:
        decision = each.decision
        if each.received > day:
            continue
        if decision is not None and decision.date > day:
            yield each.model_copy(update={"decision": None})
        elif decision is not None and decision.answered is not None and decision.answered > day:
            yield each.model_copy(update={"decision": decision.model_copy(update={"answered": None})})
        else:
            yield each


def _publications(document: Publications | None, day: date) -> Publications | None:
    if document is None:
        return None
    return document.model_copy(
        update={"publications": tuple(each for each in document.publications if each.date <= day)}
    )


def _inspection(inspection: Inspection, day: date) -> Inspection:
    if all(each.date <= day for each in inspection.branches.values()):
        return inspection
    held = {name: each for name, each in inspection.branches.items() if each.date <= day}
    return inspection.model_copy(update={"branches": held})


def _sealing(standing: Standing, seals: Seals, day: date) -> SealState:
    """What a review decides later does not yet make the seal out of date."""
    later = [each for each in standing.adjusted() if each > seals.in_force.sealed_on]
    return "as_sealed" if standing.sealing == "due" and later and min(later) > day else standing.sealing
