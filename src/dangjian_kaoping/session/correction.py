"""A round before and after a correction: as a seal of its has it, and what became of it since."""

from collections.abc import Mapping
from datetime import date

from dangjian_kaoping.checks.seal.heard import check_heard
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.course.standing import governing
from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.correction import Correction, as_sealed, correction, replaced
from dangjian_kaoping.engine.seal import results_of, same_results
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.rounds import Rounds


def correction_of(session: Rounds, quarter: Quarter) -> Correction | None:
    """What a round became since its last final result was other; None where none was."""
    seals = _seals(session).get(quarter)
    result = session.round(quarter)
    before = None if seals is None else replaced(seals, results_of(result))
    if before is None:
        return None
    this = session.reading.up_to(quarter).rounds[quarter]
    return correction(this, result, before, _corrected_since(session, quarter, before.sealed_on))


def adjusted_of(session: Rounds, quarter: Quarter, first: Seal) -> Correction:
    """What a round became since the seal by which it was public first."""
    this = session.reading.up_to(quarter).rounds[quarter]
    return correction(this, session.round(quarter), first, _corrected_since(session, quarter, first.sealed_on))


def corrected_rounds(session: Rounds, year: int) -> tuple[Quarter, ...]:
    """The rounds of a year that have other results than when they were final, where the office has a procedure."""
    settings = session.loader.settings()
    if settings is None or settings.procedure is None:
        return ()
    known = ((each, _seals(session).get(each.quarter)) for each in session.rounds(year))
    return tuple(
        each.quarter for each, seals in known if seals is not None and replaced(seals, results_of(each)) is not None
    )


def published_dossier(session: Rounds, quarter: Quarter) -> Dossier:
    """The dossier of a round; of a governed one with its correction, for whoever publishes it."""
    found = session.dossier(quarter)
    settings = session.loader.settings()
    if governing(settings, quarter, _seals(session).get(quarter)) is None:
        return found
    return found._replace(correction=correction_of(session, quarter))


def sealed_dossier(session: Rounds, quarter: Quarter, seal: Seal) -> Dossier | None:
    """The dossier of a round as it was published by a seal; None where what is known now does not give it again."""
    then = rewound(session, quarter, seal, seal.sealed_on)
    if then is None or not same_results(results_of(then.round(quarter)), seal.results):
        return None
    found, seals = then.dossier(quarter), _seals(session)[quarter]
    known = seals.model_copy(update={"seals": seals.seals[: seals.seals.index(seal) + 1]})
    before = replaced(known, seal.results)
    if before is None or governing(session.loader.settings(), quarter, seals) is None:
        return found
    this = then.reading.up_to(quarter).rounds[quarter]
    return found._replace(correction=correction(this, then.round(quarter), before))


def unheard(session: Rounds, quarter: Quarter) -> list[Diagnostic]:
    """That those whom a correction of a final result makes worse are not heard; nothing where they are."""
    workspace, result = session.reading.up_to(quarter), session.dossier(quarter).result
    seals = _seals(session).get(quarter)
    return [] if seals is None else list(check_heard(workspace.rounds[quarter], seals, result.rubric, result))


def rewound(session: Rounds, quarter: Quarter, seal: Seal, day: date) -> Rounds | None:
    """The workspace as a round was sealed, and as the rounds before it were on a day: without the decisions that came
    later. None where a decision of that time is gone.
    """
    documents = session.loader.documents
    changed: dict[str, Document] = {}
    for each, this in session.reading.up_to(quarter).rounds.items():
        then = seal if each == quarter else _in_force_on(_seals(session).get(each), day)
        if not this.adjustments or then is None:
            continue
        kept = as_sealed(this, then)
        if kept is None:
            return None
        for old, new in zip(this.adjustments, kept, strict=True):
            changed |= {file: new for file, known in documents.items() if known is old}
    return Rounds(session.loader.holding(changed))


def _seals(session: Rounds) -> Mapping[Quarter, Seals]:
    return {quarter: seals for quarter, (seals, _) in session.reading.seals().items() if seals is not None}


def _in_force_on(seals: Seals | None, day: date) -> Seal | None:
    """The seal that was in force on a day; the first where it came later, for the round was then as it holds."""
    if seals is None:
        return None
    return next((each for each in reversed(seals.seals) if each.sealed_on <= day), seals.seals[0])


def _corrected_since(session: Rounds, quarter: Quarter, day: date) -> tuple[Quarter, ...]:
    """The rounds before one that were sealed anew since a day."""
    return tuple(
        each
        for each, seals in sorted(_seals(session).items())
        if each < quarter and len(seals.finals) > 1 and seals.in_force.sealed_on >= day
    )
