"""What a correction makes of money that was paid: against every sheet that went out, so that none is paid twice."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple, Never

from dangjian_kaoping.checks.seal.release import Release
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.content import policy_parts
from dangjian_kaoping.engine.money.difference import Difference, difference
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.seal import results_of, same_results
from dangjian_kaoping.model.canonical import digest_of
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.publications import PAYMENT, Publication
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.correction import rewound
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.money import payment, reward, rewards_until
from dangjian_kaoping.session.rounds import Rounds


class DifferencePayment(NamedTuple):
    """The difference of a round as it is published, as `session.money.Payment`."""

    result: Difference
    edition: Edition
    releases: tuple[Release, ...]


class Sheet(NamedTuple):
    """A sheet of money as one speaks of it: its file, the day on which it went out, where that is told."""

    file: str
    date: date
    place: Place


def difference_of(session: Rounds, quarter: Quarter, *, draft: bool) -> Difference:
    """What is owed after a correction. Raises NotFinalError where no sheet was registered, or where what was paid by it
    cannot be reckoned again.
    """
    return _from(session, reward(session, quarter, draft=draft), _sheets_paid(session, quarter))


def difference_payment(session: Rounds, quarter: Quarter, *, draft: bool, day: date = date.max) -> DifferencePayment:
    """The same, to be published; as `payment`."""
    paid = payment(session, quarter, draft=draft, day=day)
    sheets = _sheets_paid(session, quarter)
    found = _from(session, paid.result, sheets)
    digest = digest_of([paid.edition.digest, found.policy.difference, *(each.digest for each in sheets)])
    return DifferencePayment(found, paid.edition._replace(digest=digest), paid.releases)


def difference_by(
    session: Rounds, quarter: Quarter, seal: Seal, sheets: Sequence[Publication], sheet: Sheet
) -> Difference:
    """What a sheet that went out by a seal had to pay, after some sheets before it; as `difference_of`."""
    return _from(session, paid_by(session, quarter, seal, sheet), sheets or _none_paid(session, quarter))


def sheets_of(session: Rounds, quarter: Quarter, *, until: date = date.max) -> list[Publication]:
    """The sheets of money that went out of a round up to a day and still hold, in the order in which they went out,
    whenever they were registered.
    """
    known = session.loader.publications_of(quarter)
    session.reading.stop_at(session.loader.faults)
    paid = () if known is None else known.publications
    holding = [each for each in paid if each.what == PAYMENT and known is not None and known.successor(each) is None]
    return sorted((each for each in holding if each.date <= until), key=lambda each: each.date)


def same_money(session: Rounds, quarter: Quarter, one: str | None, other: Seal) -> bool:
    """Whether what was paid by one seal, which its digest tells, has the results of another; of the same round."""
    found = _seal(session, quarter, one)
    return found is not None and same_results(found.results, other.results)


def _from(session: Rounds, now: RewardResult, sheets: Sequence[Publication]) -> Difference:
    """Of the sheets before the last one only what `difference: owed` asks for."""
    counting = sheets if now.policy.difference == "owed" else sheets[-1:]
    return difference([_as_paid(session, now.quarter, each) for each in counting], now, sheets[-1].date)


def _sheets_paid(session: Rounds, quarter: Quarter) -> list[Publication]:
    return sheets_of(session, quarter) or _none_paid(session, quarter)


def _none_paid(session: Rounds, quarter: Quarter) -> Never:
    known = session.loader.publications_of(quarter)
    place = Place(f"data/{quarter}", 0) if known is None else known.publications[-1].place_of("what")
    raise NotFinalError([Diagnostic(codes.KP591(quarter=quarter), place)], session.loader.texts)


def _as_paid(session: Rounds, quarter: Quarter, sheet: Publication) -> RewardResult:
    """The money of a round by the seal that a registered sheet names."""
    about = Sheet(sheet.file, sheet.date, sheet.place_of("seal" if sheet.seal else "file"))
    seal = _seal(session, quarter, sheet.seal)
    if seal is None:
        raise _lost(session, quarter, about, "它所依据的封存在 seal.yaml 里没有")
    return paid_by(session, quarter, seal, about)


def paid_by(session: Rounds, quarter: Quarter, seal: Seal, sheet: Sheet) -> RewardResult:
    """The money of a round by a seal, if the decisions which that seal knows give it again. Raises NotFinalError
    (KP592) where they do not, of the sheet by which it was paid.
    """
    if _other_policy(session, quarter, seal):
        raise _lost(session, quarter, sheet, "奖励办法与那次封存的不一样")
    then = rewound(session, quarter, seal, sheet.date)
    if then is None:
        raise _lost(session, quarter, sheet, "当时的复核调整有的不在或改了")
    if not same_results(results_of(then.round(quarter)), seal.results):
        raise _lost(session, quarter, sheet, "照当时的复核调整重算，得分、名次与封存的不一样")
    return rewards_until(then, quarter)[-1]


def _seal(session: Rounds, quarter: Quarter, digest: str | None) -> Seal | None:
    seals, _ = session.reading.seals().get(quarter, (None, None))
    return next((each for each in (() if seals is None else seals.seals) if each.digest == digest), None)


def _other_policy(session: Rounds, quarter: Quarter, seal: Seal) -> bool:
    parts = policy_parts(session.reading.up_to(quarter).policy_in_force(quarter))
    return seal.policy is None or seal.policy.digest != parts.digest


def _lost(session: Rounds, quarter: Quarter, sheet: Sheet, problem: str) -> NotFinalError:
    fault = codes.KP592(quarter=quarter, day=sheet.date, file=sheet.file, problem=problem)
    return NotFinalError([Diagnostic(fault, sheet.place)], session.loader.texts)
