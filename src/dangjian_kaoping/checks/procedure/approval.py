"""审定、公示期、定案: whether their days can follow one another, and whether the result was public long enough."""

from collections.abc import Iterator
from itertools import pairwise

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.follow.correction import between
from dangjian_kaoping.model.round import Approval, RoundSettings, Window
from dangjian_kaoping.model.seal import Seal, Seals


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
    _check_corrections(standing, settings, faults)
    if standing.procedure is not None:
        for each in settings.windows():
            _check_working_days(standing, each, standing.procedure.publication_days, faults)
    if standing.governed and standing.seals is not None:
        _check_windows(settings, standing.seals, faults)
        _check_corrected_windows(settings, standing.seals, faults)


def _check_approved(standing: Standing, approved: Approval, faults: Faults) -> None:
    """What was adjusted because of an objection, or after the first seal, follows the approval; nothing else does."""
    first = None if standing.seals is None else standing.seals.seals[0].sealed_on
    adjustments = (each for document in standing.this.adjustments for each in document.adjustments)
    adjusted = [each.date for each in adjustments if not each.objection and (first is None or each.date <= first)]
    days = [(each, "检查") for each in standing.inspected()] + [(each, "复核调整") for each in adjusted]
    last, what = max(days, default=(approved.date, ""))
    if approved.date < last:
        faults.add(codes.KP565(day=approved.date, what=what, last=last), approved.place_of("date"))


def _check_corrections(standing: Standing, settings: RoundSettings, faults: Faults) -> None:
    """A correction is approved when all that it corrects was decided, and made public after that."""
    for each in settings.corrections:
        if each.publication is not None and each.date > each.publication.since:
            problem = f"更正的公示从 {each.publication.since} 开始，审定是 {each.date}"
            faults.add(codes.KP555(problem=problem), each.place_of("date"))
    for before, after in _steps(standing.seals):
        decided = max((each.date for each in between(standing.this, before, after)), default=None)
        # what was approved before the earlier result was final is another correction's
        own = [
            each
            for each in settings.corrections
            if each.date >= before.sealed_on and (after is None or each.date <= after.sealed_on)
        ]
        last = max(own, key=lambda each: each.date, default=None)
        if decided is not None and last is not None and last.date < decided:
            problem = f"更正的审定是 {last.date}，复核调整是 {decided}"
            faults.add(codes.KP555(problem=problem), last.place_of("date"))


def _steps(seals: Seals | None) -> Iterator[tuple[Seal, Seal | None]]:
    """Each final seal with that which replaces it; the last with None."""
    finals = () if seals is None else seals.finals
    yield from pairwise((*finals, None)) if finals else ()


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


def _check_windows(settings: RoundSettings, seals: Seals, faults: Faults) -> None:
    """What is made public was sealed before; it is final when everybody could see it."""
    first, window = seals.seals[0], settings.publication
    if first.final or window is None:
        return  # sealed while no procedure governed it, or not public yet
    if first.sealed_on > window.since:
        problem = f"公示从 {window.since} 开始，封存是 {first.sealed_on}"
        faults.add(codes.KP555(problem=problem), window.place_of("from"))
    final = next(iter(seals.finals), None)
    if final is not None and final.sealed_on <= window.until:
        problem = f"{final.sealed_on} 已经定案，公示到 {window.until}"
        faults.add(codes.KP555(problem=problem), window.place_of("to"))


def _check_corrected_windows(settings: RoundSettings, seals: Seals, faults: Faults) -> None:
    """The same of the window of a correction, and of the final seal that first lists it."""
    for number, window in enumerate((each.publication for each in settings.corrections), 1):
        name = f"correction/{number}/publication"
        final = next((each for each in seals.finals if each.procedure and name in each.procedure.parts), None)
        if window is not None and final is not None and final.sealed_on <= window.until:
            problem = f"{final.sealed_on} 已经定案，更正公示到 {window.until}"
            faults.add(codes.KP555(problem=problem), window.place_of("to"))
