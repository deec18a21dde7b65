"""通报: a round as a notice, in our form or in the office's own template."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Stopped
from dangjian_kaoping.cli.shell.streams import tell, width
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.diagnostics.courses import STATES
from dangjian_kaoping.engine.course.permission import Act, Permit
from dangjian_kaoping.engine.course.public import adjusted_since
from dangjian_kaoping.engine.course.state import State, course
from dangjian_kaoping.engine.follow.correction import proposed
from dangjian_kaoping.engine.follow.overview import Overview, overview
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.correction import adjusted_of, correction_of
from dangjian_kaoping.session.course import course_of, standing
from dangjian_kaoping.session.permitting import step_told
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of
from dangjian_kaoping.words.names import draft_mark
from dangjian_kaoping.words.notice.kinds import BY_STATE, WHY_DRAFT, WHY_NOT, LetterKind, NoticeKind, goes_with
from dangjian_kaoping.words.notice.letter import Letter

if TYPE_CHECKING:
    from dangjian_kaoping.views.documents import Subject

_MOST_BYTES = 50 << 20
"""A template with pictures takes a few."""


def kind_by_state(session: Session, quarter: Quarter) -> NoticeKind:
    """The document that goes with the state of a governed round; 通报 of any other."""
    found = course_of(session, quarter)
    return BY_STATE.get(found.state, "通报") if found.standing.governed else "通报"


def act_of(session: Session, quarter: Quarter, kind: NoticeKind) -> Act:
    """What is done with a round by writing a document: it is published, or others are asked about its correction."""
    found = course_of(session, quarter)
    return "consult" if kind == "公示" and found.standing.governed and _corrects(found.state) else "publish"


def refuse_unfit(session: Session, quarter: Quarter, kind: NoticeKind, *, draft: bool) -> None:
    """Stopped (KP595) where a document does not go with the state of a governed round."""
    found = course_of(session, quarter)
    permit: Permit = goes_with(kind, found.state) if found.standing.governed else "yes"
    sealed = found.standing.seals is not None
    if permit == "yes" or (permit == "sealed" and sealed) or (permit != "no" and draft):
        return
    now = course(found.standing, today())
    fault = codes.KP595(
        quarter=quarter,
        state=STATES[now.state],
        problem=WHY_NOT[kind] if permit == "no" else WHY_DRAFT[kind],
        step=step_told(now),
        draft="" if permit == "no" else "；只是内部看看的，加 --draft",
    )
    raise Stopped(FINDINGS, [Diagnostic(fault, Place(f"data/{quarter}/round.yaml", 0))], {})


def notice_content(
    session: Session, quarter: Quarter, day: date | None, template: Path | None, kind: NoticeKind, *, draft: bool
) -> bytes:
    """The bytes of a document of a round; Stopped (KP131) where a template cannot be used, (KP593, KP594) where there
    is nothing that it could tell.
    """
    from dangjian_kaoping.write.ownership import DIGEST, DOCUMENT, PERIOD

    digest = session.edition(quarter, draft=draft).digest
    said = {PERIOD: str(quarter), DIGEST: digest, DOCUMENT: kind}
    if kind == "摘要":
        return _summary(session, quarter, day, said, draft=draft)
    return _written(session, _letter(session, quarter, day, kind, draft=draft), template, said)


def year_notice_content(session: Session, year: Year, day: date | None, template: Path | None, *, draft: bool) -> bytes:
    """The bytes of 通报 of a year; Stopped (KP131) where a template cannot be used."""
    from dangjian_kaoping.views.year_notice import year_notice
    from dangjian_kaoping.write.ownership import DIGEST, DOCUMENT, PERIOD

    edition = session.edition(year, draft=draft)
    said = {PERIOD: str(year), DIGEST: edition.digest, DOCUMENT: "通报"}
    return _written(session, year_notice(session.dossier(year), edition, day), template, said)


def _written(session: Session, letter: Letter, template: Path | None, said: Mapping[str, str]) -> bytes:
    """A letter in our form or in a template."""
    from dangjian_kaoping.write.docx.letter import letter_docx
    from dangjian_kaoping.write.docx.opening import TemplateError
    from dangjian_kaoping.write.docx.template import KNOWN

    path = template or _in_settings(session)
    if path is None:
        return letter_docx(letter, said=said)
    try:
        if template is None and not _lies_in(session.root, path):
            raise TemplateError("它不在工作区的文件夹里；确实要用它，用 --template 指明")
        return letter_docx(letter, content_of(path, _MOST_BYTES), said)
    except TooLargeError as error:
        raise _stopped(path, f"文件太大，最多 {_MOST_BYTES >> 20} MB", KNOWN) from error
    except OSError as error:
        raise _stopped(path, reason_of(error), KNOWN) from error
    except TemplateError as error:
        raise _stopped(path, str(error), KNOWN) from error


def _summary(session: Session, quarter: Quarter, day: date | None, said: Mapping[str, str], *, draft: bool) -> bytes:
    """The one page; no template has a place for it."""
    from dangjian_kaoping.session.correction import published_dossier
    from dangjian_kaoping.views.summary import round_summary
    from dangjian_kaoping.write.docx.letter import FORMAT
    from dangjian_kaoping.write.docx.summary import summary_docx

    edition = session.edition(quarter, draft=draft)
    summary = round_summary(published_dossier(session, quarter), edition)
    return summary_docx(summary, FORMAT, edition.unit, day or quarter.last_day, draft_mark(edition), said)


def remark_signature(session: Session, document: str) -> None:
    """After a letter was written (KP600): that the unit signs it, where it does."""
    from dangjian_kaoping.write.text.diagnostics import diagnostics_text

    settings = session.settings
    if settings.signed_by_unit:
        fault = codes.KP600(document=document, unit=settings.unit)
        told = [Diagnostic(fault, Place("kaoping.yaml", 0))]
        tell(diagnostics_text(told, {}, width(sys.stderr)))


def _letter(session: Session, quarter: Quarter, day: date | None, kind: LetterKind, *, draft: bool) -> Letter:
    from dangjian_kaoping.views.documents import round_document
    from dangjian_kaoping.views.notice import round_notice

    facts = overview(session.dossier(quarter), session.tasks_after(quarter))
    edition = session.edition(quarter, draft=draft)
    if kind == "通报" and not session.governed(quarter):
        # of an office without a procedure nothing else is read for it
        return round_notice(facts, edition, day)
    return round_document(kind, _subject(session, quarter, kind, facts, day or today()), edition, day)


def _subject(session: Session, quarter: Quarter, kind: LetterKind, facts: Overview, day: date) -> "Subject":
    from dangjian_kaoping.views.documents import Subject

    stands = standing(session, quarter)
    subject = Subject(facts, stands, day, private=session.settings.private_items)
    if kind == "更正" or (kind == "公示" and _corrects(course(stands, day).state)):
        corrected = correction_of(session, quarter)
        if corrected is None:
            raise Stopped(FINDINGS, [Diagnostic(codes.KP593(quarter=quarter), Place(f"data/{quarter}", 0))], {})
        subject = subject._replace(correction=corrected)
        if kind == "公示":
            approved = None if stands.seals is None else proposed(stands.this, stands.seals.in_force)
            if approved is None:
                raise _undated(quarter, "更正的公示", "corrections（by、date、publication）")
            subject = subject._replace(proposed=approved)
    elif kind == "公示":
        if stands.window is None:
            raise _undated(quarter, "公示", "publication（from、to、where）")
        first = adjusted_since(stands)
        subject = subject._replace(correction=None if first is None else adjusted_of(session, quarter, first))
    return subject


def _corrects(state: State) -> bool:
    """Whether what is made public in a state is a correction that does not hold yet."""
    return state == "to_correct"


def _undated(quarter: Quarter, what: str, key: str) -> Stopped:
    fault = codes.KP594(quarter=quarter, what=what, key=key)
    return Stopped(FINDINGS, [Diagnostic(fault, Place(f"data/{quarter}/round.yaml", 0))], {})


def _lies_in(folder: Path, path: Path) -> bool:
    """Whether a file lies in a folder, wherever links to it lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _in_settings(session: Session) -> Path | None:
    """The template that kaoping.yaml names, from the workspace's folder."""
    named = session.settings.notice_template
    return None if named is None else session.root / named


def _stopped(path: Path, problem: str, known: tuple[str, ...]) -> Stopped:
    faults = Faults()
    places = "、".join(f"{{{{{name}}}}}" for name in known)
    faults.add(codes.KP131(file=path, problem=problem, known=places), Place(str(path), 0))
    return Stopped(UNREADABLE, faults, {})
