"""A round as it is to be sealed: what it is now, how that departs from its seals, and what stands against it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from dangjian_kaoping.checks.procedure.procedure import check_procedure
from dangjian_kaoping.checks.seal.seal import BY_PROGRAM, check_seals
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.engine.course.permission import PERMITTED, Act
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.course.state import Course, course
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import SealTerms, sealed
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.correction import unheard
from dangjian_kaoping.session.course import governed_course
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.money import rewards_until
from dangjian_kaoping.session.permitting import refusal
from dangjian_kaoping.session.publishing import lost_seals
from dangjian_kaoping.session.rounds import Rounds


class Sealing:
    """A round and the rounds before it, with their seals; a seal that cannot be read is an error here (SessionError).

    `before` are the seals of the round itself, if it has any.
    """

    def __init__(self, session: Rounds, quarter: Quarter) -> None:
        self._session = session
        self.workspace = session.reading.up_to(quarter, sealed=True)
        self.result: RoundResult = session.dossier(quarter).result
        self.before: Seals | None = self.workspace.rounds[quarter].seals

    @property
    def session(self) -> Rounds:
        """What was read."""
        return self._session

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self._session.loader.root

    @property
    def texts(self) -> Mapping[str, str]:
        """The files that were read, by their names."""
        return self._session.loader.texts

    @cached_property
    def standing(self) -> Standing | None:
        """How it stands in its procedure; None where none governs it, and a seal is final."""
        found = governed_course(self._session, self.result.quarter)
        return None if found is None else found.standing

    @property
    def published(self) -> bool:
        """Whether what is sealed in it so far is what was made public, and is not final."""
        return self.standing is not None and self.before is not None and not self.before.in_force.final

    def departures(self) -> Faults:
        """How the round is not as it was sealed."""
        quarter = self.result.quarter
        results = {each.quarter: each for each in self._session.rounds(until=quarter)}
        return check_seals(self.workspace, results, only=quarter)

    def recounts(self, faults: Faults) -> bool:
        """Whether nothing departs but what the program makes of the same rubric, roster and records."""
        return {each.code for each in faults} == {"KP509"} and all(
            each.particulars["cause"] == BY_PROGRAM for each in faults
        )

    def refuse_lost(self) -> None:
        """Raise NotFinalError (KP572) where something went out by a seal that is gone."""
        lost = lost_seals(self._session, self.result.quarter)
        if lost:
            raise NotFinalError(lost, self.texts)

    @property
    def replaces_final(self) -> bool:
        """Whether a governed round is final already, so that another seal corrects it."""
        return self.standing is not None and self.before is not None and self.before.in_force.final

    def refuse_unpayable(self) -> None:
        """Raise SessionError where a policy is in force and cannot pay the round."""
        quarter = self.result.quarter
        if self.workspace.policy_in_force(quarter) is not None:
            rewards_until(self._session, quarter)

    def refuse_early(self, day: date, *, final: bool, due: bool) -> None:
        """Raise NotFinalError (KP552, KP553) where a governed round has not come so far on a day that it may be sealed,
        for publication or as `final`, and (KP590) where those whom a correction makes worse were not heard.

        `due` is one that a review corrected.
        """
        if self.standing is None:
            return
        now = course(self.standing._replace(sealing="due" if due else "as_sealed"), day)
        act: Act = "seal_final" if final else "seal"
        permitted = PERMITTED[now.state][act]
        if not final and (permitted == "no" or now.state == "to_correct"):
            raise NotFinalError([refusal(now, act)], self.texts)
        if not final:
            return
        if now.state not in ("public", "objections", "to_finalise", "to_correct", "final", "corrected"):
            raise NotFinalError([refusal(now, act)], self.texts)
        if worse := unheard(self._session, now.quarter):
            raise NotFinalError(worse, self.texts)
        reasons = dict(_reasons(now, day))
        if reasons:
            quarter = now.quarter
            mend = "；".join(dict.fromkeys(reasons.values()))
            fault = codes.KP553(quarter=quarter, reasons="；".join(reasons), mend=mend)
            raise NotFinalError([Diagnostic(fault, Place(f"data/{quarter}/round.yaml", 0))], self.texts)

    def sealed(self, terms: SealTerms) -> Seal:
        """The new seal. Raises NotFinalError where the round's approval, windows and objections would not hold together
        with it; what may be waived keeps nothing from being sealed.
        """
        seal = sealed(self.workspace, self.result, terms)
        this = self.workspace.rounds[self.result.quarter]
        before = () if this.seals is None else this.seals.seals
        seals = Seals.model_construct(kind="seal", version="1", quarter=self.result.quarter, seals=(*before, seal))
        faults, known = Faults(), Faults()
        # what an earlier seal lists is held against that one
        check_procedure(self.workspace, this, self.result, known)
        check_procedure(self.workspace, replace(this, seals=seals), self.result, faults)
        told = {(each.code, each.place, each.message): each for each in (*known, *faults) if each.kind.firm}
        if terms.governed and told:
            raise NotFinalError(list(told.values()), self.texts)
        return seal


def _reasons(now: Course, day: date) -> Iterator[tuple[str, str]]:
    """Why a round that is public cannot be final on a day, and what is done about each."""
    standing, quarter = now.standing, now.quarter
    for window in [] if standing.settings is None else standing.settings.windows():
        if day <= window.until:
            what = "公示" if window is standing.window else "更正公示"
            yield f"{what}到 {window.until}，定案的日期是 {day}", "公示期满"
    for each in now.undecided:
        yield f"异议 {each.id} 还没有决定", f"处理异议（kaoping objections --quarter {quarter}）"
    for each in standing.unserved:
        mend = f"在 data/{quarter}/adjustments.yaml 里作调整，或在决定里写 without_adjustment"
        yield f"异议 {each.id} 成立，还没有作调整", mend
    if standing.sealing == "due" and not standing.final:
        yield "复核调整还没有封存", f"把调整封存（kaoping seal --quarter {quarter}）"
    for window in _to_be_shown(standing):
        if not standing.shown_in(window):
            what = "公示" if window is standing.window else "更正公示"
            command = f"kaoping publish {what}.docx --quarter {quarter} --what 公示 --date {window.since}"
            yield (
                f"{what}期（{window.since} 至 {window.until}）里没有登记公示的文件",
                f"登记公示出去的文件（{command}）",
            )


def _to_be_shown(standing: Standing) -> Iterator[Window]:
    """The windows in which something must have gone out before a round is final: the first, and those of corrections
    that no final seal lists yet.
    """
    # a round that was final before the procedure began was never made public by it
    if standing.window is not None and not standing.final:
        yield standing.window
    finals = () if standing.seals is None else standing.seals.finals
    known = {name for each in finals if each.procedure is not None for name in each.procedure.parts}
    for number, each in enumerate(() if standing.settings is None else standing.settings.corrections, 1):
        if each.publication is not None and f"correction/{number}/publication" not in known:
            yield each.publication
