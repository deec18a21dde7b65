"""通报: a round as a notice, in our form or in the office's own template."""

import os
from datetime import date
from pathlib import Path

from dangjian_kaoping.cli.shell.failure import UNREADABLE, Stopped
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of

_MOST_BYTES = 50 << 20
"""A template with pictures takes a few."""


def notice_content(
    session: Session, quarter: Quarter, day: date | None, template: Path | None, *, draft: bool
) -> bytes:
    """The bytes of the notice; Stopped (KP131) where a template cannot be used."""
    from dangjian_kaoping.views.notice import round_notice
    from dangjian_kaoping.write.docx.letter import letter_docx
    from dangjian_kaoping.write.docx.opening import TemplateError
    from dangjian_kaoping.write.docx.template import KNOWN

    facts = overview(session.dossier(quarter), session.tasks_after(quarter))
    letter = round_notice(facts, session.edition(quarter, draft=draft), day)
    path = template or _in_settings(session)
    if path is None:
        return letter_docx(letter)
    try:
        if template is None and not _lies_in(session.root, path):
            raise TemplateError("它不在工作区的文件夹里；确实要用它，用 --template 指明")
        return letter_docx(letter, content_of(path, _MOST_BYTES))
    except TooLargeError as error:
        raise _stopped(path, f"文件太大，最多 {_MOST_BYTES >> 20} MB", KNOWN) from error
    except OSError as error:
        raise _stopped(path, reason_of(error), KNOWN) from error
    except TemplateError as error:
        raise _stopped(path, str(error), KNOWN) from error


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
