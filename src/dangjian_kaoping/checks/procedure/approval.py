"""审定、公示期、定案: whether their days can follow one another, and whether the result was public long enough."""

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.model.round import Approval, RoundSettings, Window
from dangjian_kaoping.model.seal import Seals


def check_approval(standing: Standing, faults: Faults) -> None:
    """All faults of the days of a round's approval, windows and seals."""
    settings, window = standing.settings, standing.window
    if settings is None or not settings.whole:
        return
    if settings.approved is not None:
        _check_approved(standing, settings.approved, faults)
        if window is not None and settings.approved.date > window.since:
            problem = f"公示从 {window.since} 开始，审定是 {settings.approved.date}"
            faults.add(codes.KP555(problem=problem), settings.approved.place_of("date"))
    _check_corrections(settings, faults)
    if window is not None and standing.procedure is not None:
        _check_working_days(standing, window, standing.procedure.publication_days, faults)
    if standing.governed and standing.seals is not None:
        _check_sealed(settings, standing.seals, faults)


def _check_approved(standing: Standing, approved: Approval, faults: Faults) -> None:
    """What was adjusted because of an objection, or after the first seal, follows the approval; nothing else does."""
    first = None if standing.seals is None else standing.seals.seals[0].sealed_on
    adjustments = (each for document in standing.this.adjustments for each in document.adjustments)
    adjusted = [each.date for each in adjustments if not each.objection and (first is None or each.date <= first)]
    days = [(each, "检查") for each in standing.inspected()] + [(each, "复核调整") for each in adjusted]
    last, what = max(days, default=(approved.date, ""))
    if approved.date < last:
        faults.add(codes.KP565(day=approved.date, what=what, last=last), approved.place_of("date"))


def _check_corrections(settings: RoundSettings, faults: Faults) -> None:
    for each in settings.corrections:
        if each.publication is not None and each.date > each.publication.since:
            problem = f"更正的公示从 {each.publication.since} 开始，审定是 {each.date}"
            faults.add(codes.KP555(problem=problem), each.place_of("date"))


def _check_working_days(standing: Standing, window: Window, least: int | None, faults: Faults) -> None:
    calendar = standing.calendar
    count = calendar.between(window.since, window.until)
    if least is None or count >= least:
        return
    known = calendar.knows(window.since) and calendar.knows(window.until)
    faults.add(
        codes.KP564(
            first=window.since,
            last=window.until,
            count=count,
            least=least,
            unknown="" if known else f"（没有写 {window.until.year} 年放假的日子，节假日没有除去）",
        ),
        window.place_of("to"),
    )


def _check_sealed(settings: RoundSettings, seals: Seals, faults: Faults) -> None:
    """What is made public was approved and sealed before; it is final when everybody could see it."""
    first, approved, window = seals.seals[0], settings.approved, settings.publication
    if first.final:
        return  # sealed while no procedure governed it
    if approved is not None and first.sealed_on < approved.date:
        problem = f"{first.sealed_on} 已经封存，审定是 {approved.date}"
        faults.add(codes.KP555(problem=problem), approved.place_of("date"))
    if window is None:
        return
    if first.sealed_on > window.since:
        problem = f"公示从 {window.since} 开始，封存是 {first.sealed_on}"
        faults.add(codes.KP555(problem=problem), window.place_of("from"))
    final = next(iter(seals.finals), None)
    if final is not None and final.sealed_on <= window.until:
        problem = f"{final.sealed_on} 已经定案，公示到 {window.until}"
        faults.add(codes.KP555(problem=problem), window.place_of("to"))
