"""What a file that is to be registered is held against: the figures of its rounds, and the money that it pays."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.content import inputs_of
from dangjian_kaoping.engine.money.difference import Difference
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.seal import results_of
from dangjian_kaoping.model.publications import Publication
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.difference import Sheet, difference_by, paid_by, same_money, sheets_of
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.publishing import behind, releases
from dangjian_kaoping.session.registering import Wanted
from dangjian_kaoping.session.rounds import Rounds


def sealed_or_heard(session: Rounds, quarter: Quarter, seal: Seal, *, correcting: bool) -> Seal:
    """What a file about a round has to say: what the seal does; while a correction is heard, what will be sealed."""
    if not correcting or all(each.state != "due" for each in releases(session, quarter)):
        return seal
    digest = inputs_of(session.reading.up_to(quarter))[quarter].digest
    return seal.model_copy(update={"results": results_of(session.round(quarter)), "inputs": digest})


def follows(session: Rounds, scope: Quarter | Year, digest: str, sealed: Mapping[Quarter, Seal]) -> bool:
    """Whether what says this digest of its input follows from what is sealed of its rounds."""
    if [digest] == [each.inputs for each in sealed.values()] and isinstance(scope, Quarter):
        return True
    found = behind(session, scope, digest)
    return found is not None and all(
        quarter in found and found[quarter].inputs == seal.inputs for quarter, seal in sealed.items()
    )


class Money(NamedTuple):
    """A sheet of money that is to be registered: in which round, by which seal, and what else is said of it."""

    quarter: Quarter
    seal: Seal
    wanted: Wanted

    def all_of(self, session: Rounds) -> RewardResult:
        """What a sheet of the whole money pays. Raises NotFinalError (KP596) where a sheet went out before it by which
        other figures were paid: then only the difference is owed.
        """
        for each in self._before(session):
            if not same_money(session, self.quarter, each.seal, self.seal):
                raise paid_already(self.quarter, each)
        return paid_by(session, self.quarter, self.seal, self._sheet)

    def difference(self, session: Rounds) -> Difference:
        """What a sheet of differences pays, after those that went out before it."""
        return difference_by(session, self.quarter, self.seal, self._before(session), self._sheet)

    def _before(self, session: Rounds) -> list[Publication]:
        sheets = sheets_of(session, self.quarter, until=self.wanted.date)
        # what went out on that day by the same seal is the same money in another format
        same = (self.seal.digest, self.wanted.date)
        return [each for each in sheets if each.id != self.wanted.replaces and (each.seal, each.date) != same]

    @property
    def _sheet(self) -> Sheet:
        return Sheet(self.wanted.file, self.wanted.date, Place(self.wanted.file, 0))


def paid_already(quarter: Quarter, sheet: Publication) -> NotFinalError:
    """That the whole money went out before, by other figures."""
    fault = codes.KP596(quarter=quarter, day=sheet.date, file=sheet.file)
    return NotFinalError([Diagnostic(fault, sheet.place_of("what"))])


def paid_sheet(session: Rounds, quarter: Quarter) -> Publication | None:
    """The last sheet of money that went out of a round; None where nothing was paid. Raises NotFinalError (KP596) where
    its figures are not those of the seal in force.
    """
    sheets = sheets_of(session, quarter)
    seals, _ = session.reading.seals().get(quarter, (None, None))
    if not sheets or seals is None:
        return None
    if not same_money(session, quarter, sheets[-1].seal, seals.in_force):
        raise paid_already(quarter, sheets[-1])
    return sheets[-1]
