"""公布登记: what went out, and what is registered next."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.checks.procedure.parts import check_parts
from dangjian_kaoping.checks.publications import check_chain
from dangjian_kaoping.checks.seal.release import refusals
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.engine.course.registered import Registered, entry_digest, in_force_on
from dangjian_kaoping.engine.follow.correction import replaced
from dangjian_kaoping.loading.workspace import publications_file
from dangjian_kaoping.model.publications import CORRECTION, Publication, PublicationKind, Publications
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.course import standing
from dangjian_kaoping.session.error import NotFinalError
from dangjian_kaoping.session.publishing import releases
from dangjian_kaoping.session.rounds import Rounds


class Wanted(NamedTuple):
    """What is to be registered of a file: its name in the workspace and its SHA-256, and what the office says."""

    file: str
    sha256: str
    what: PublicationKind
    date: date
    year: str | None = None
    where: str | None = None
    number: str | None = None
    replaces: int | None = None


def lists(session: Rounds) -> Iterator[Publications]:
    """The lists of all rounds, in order. Raises SessionError where one cannot be read."""
    for quarter in session.loader.quarters():
        found = session.loader.publications_of(quarter)
        session.reading.stop_at(session.loader.faults)
        if found is not None:
            yield found


def registered(session: Rounds, sha256: str) -> tuple[Registered, ...]:
    """What is registered of a file, by its SHA-256, in the order of the rounds. Raises NotFinalError where the list was
    changed by hand: then nothing follows from it.
    """
    return _registered(session, lambda entry: entry.sha256 == sha256)


def registered_as(session: Rounds, file: str) -> tuple[Registered, ...]:
    """The same by the file's name in the workspace, whatever it holds now."""
    return _registered(session, lambda entry: entry.file == file)


def _registered(session: Rounds, asked: Callable[[Publication], bool]) -> tuple[Registered, ...]:
    known: list[Registered] = []
    for found in lists(session):
        entries = [each for each in found.publications if asked(each)]
        if entries:
            broken = check_chain(found)
            if len(broken):
                raise NotFinalError(broken, session.loader.texts)
            seals, _ = session.reading.seals()[found.quarter]
            known += [Registered(found.quarter, each, found.successor(each), seals) for each in entries]
    return tuple(known)


class Registering:
    """A round, and the list of what went out of it, to which is added."""

    def __init__(self, session: Rounds, quarter: Quarter) -> None:
        self._session = session
        self.quarter = quarter
        self._lists = tuple(lists(session))
        self.before: Publications | None = next((each for each in self._lists if each.quarter == quarter), None)
        self._seals = session.reading.seals()[quarter][0] if quarter in session.loader.quarters() else None
        self.entries: list[Publication] = [] if self.before is None else list(self.before.publications)

    def refuse_broken(self) -> None:
        """Raise NotFinalError where the round, or the procedure that its seal lists, is not as it was sealed, or its
        list not as it was written.
        """
        broken = Faults()
        if self.before is not None:
            broken.extend(check_chain(self.before))
        if self._seals is not None and self._seals.in_force.procedure is not None:
            check_parts(standing(self._session, self.quarter).this, broken)
        found = [each for each in releases(self._session, self.quarter) if each.state in ("differs", "broken")]
        if len(broken) or found:
            raise NotFinalError([*broken, *refusals(found)], self._session.loader.texts)

    def seal_for(self, what: PublicationKind, day: date) -> Seal:
        """The seal of the round by which something goes out on a day. Raises NotFinalError (KP577) without one: none
        was in force yet, or only one for publication where what is final goes out.
        """
        seal = in_force_on(self._seals, day)
        if seal is None:
            first = None if self._seals is None else self._seals.seals[0].sealed_on
            if first is None:
                raise self._refused("还没有封存", f"请先封存（kaoping seal --quarter {self.quarter}）")
            raise self._refused(f"在 {first} 才封存，{day} 还公布不了", "请核对 --date")
        if what != "公示" and not seal.final:
            state = f"在 {day} 还没有定案，{what}不能先公布"
            raise self._refused(
                state, f"请先定案（kaoping seal --quarter {self.quarter} --final），已定案的核对 --date"
            )
        return seal

    def refuse_uncorrected(self, wanted: Wanted) -> None:
        """Raise NotFinalError (KP577) where a correction goes out and nothing is corrected: neither a final result, on
        that day or from that day on to be heard, nor a document, which it then replaces.
        """
        if wanted.what != CORRECTION or wanted.replaces is not None or self.correcting(wanted.date):
            return
        now = in_force_on(self._seals, wanted.date)
        if self._seals is None or now is None or replaced(self._until(wanted.date), now.results) is None:
            how = "只是通报结果的，写 --what 通报；更正的是文件的，加 --replaces，写代替第几号"
            raise self._refused(f"到 {wanted.date} 没有更正过定案的结果", how)

    def _until(self, day: date) -> Seals:
        assert self._seals is not None
        known = tuple(each for each in self._seals.seals if each.sealed_on <= day)
        return self._seals.model_copy(update={"seals": known})

    def correcting(self, day: date) -> bool:
        """Whether a correction of the round is to be heard on a day."""
        settings = self._session.loader.round_of(self.quarter).settings
        windows = (each.publication for each in (() if settings is None else settings.corrections))
        return any(each is not None and each.since <= day <= each.until for each in windows)

    def outside(self, what: PublicationKind, day: date) -> Window | None:
        """The window in which the result is to be made public, where a day lies in none of those that are written."""
        settings = self._session.loader.round_of(self.quarter).settings
        windows = () if settings is None or what != "公示" else tuple(settings.windows())
        return windows[-1] if windows and not any(each.since <= day <= each.until for each in windows) else None

    @property
    def in_force(self) -> str | None:
        """The digest of the round's seal in force."""
        return None if self._seals is None else self._seals.in_force.digest

    def known(self, sha256: str, what: PublicationKind) -> Publication | None:
        """The entry of a file that is registered already as what it is; as something else it went out another time."""
        entries = (each for each in reversed(self.entries) if (each.sha256, each.what) == (sha256, what))
        return next(entries, None)

    def refuse_used(self, wanted: Wanted) -> None:
        """Raise NotFinalError (KP576) where the number, or on that day the name, is another file's and nothing says
        that this one takes its place.
        """
        used = list(self._used(wanted))
        if used:
            quarter, entry = used[-1]
            there = f"{quarter} 公布登记的第 {entry.id} 号（{entry.file}，{entry.date}）"
            same = _same_number(wanted.number, entry.number)
            said = f"文号“{entry.number}”已用于 {there}" if same else f"同一天已有同名的{entry.what}：{there}"
            mend = None if quarter == self.quarter else "请核对文号；别的轮次的文件不能用 --replaces 代替。"
            raise NotFinalError([Diagnostic(codes.KP576(used=said, mend=mend), self._place)])

    def _used(self, wanted: Wanted) -> Iterator[tuple[Quarter, Publication]]:
        """The entries that have the number or the name of what is to be registered, beside what it takes the place of:
        what went out together has one number, and is replaced file by file.
        """
        former = next((each for each in self.entries if each.id == wanted.replaces), None)
        named = (wanted.file, wanted.what, wanted.date)
        for found in self._lists:
            here = found.quarter == self.quarter
            for entry in found.publications:
                if _same_number(wanted.number, entry.number):
                    if not here or former is None or not _same_number(former.number, wanted.number):
                        yield found.quarter, entry
                elif here and entry is not former and (entry.file, entry.what, entry.date) == named:
                    yield found.quarter, entry

    def add(self, wanted: Wanted, seal: Seal) -> Publication:
        """One more entry, after those before it."""
        said = {key: str(value) for key, value in wanted._asdict().items() if value is not None}
        data = {"id": str(len(self.entries) + 1), **said, "seal": seal.digest, "digest": "-"}
        before = self.entries[-1].digest if self.entries else None
        digest = entry_digest(self.quarter, Publication.model_validate(data), before)
        entry = Publication.model_validate(data | {"digest": digest})
        self.entries.append(entry)
        return entry

    @property
    def _place(self) -> Place:
        return Place(publications_file(self.quarter), 0)

    def _refused(self, why: str, how: str) -> NotFinalError:
        return NotFinalError([Diagnostic(codes.KP577(quarter=self.quarter, why=why, how=how), self._place)])


def _same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers are the same to whoever reads them: in any width and case, with or without blanks."""
    return one is not None and other is not None and _plain(one) == _plain(other)


def _plain(number: str) -> str:
    return "".join(unicodedata.normalize("NFKC", number).casefold().split()).translate(_BRACKETS)


_BRACKETS = str.maketrans("〔〕【】[]", "()()()")


def final_seals(session: Rounds, year: int, day: date) -> dict[Quarter, Seal]:
    """The seals of a year's rounds that were in force on a day. Raises NotFinalError (KP577) where a round had none,
    or none that was final.
    """
    rounds = [each.quarter for each in session.rounds(year)]
    return {each: Registering(session, each).seal_for("通报", day) for each in rounds}
