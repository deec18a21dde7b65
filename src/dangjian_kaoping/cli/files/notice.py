"""通报: a round as a notice, in our form or in the office's own template."""

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from dangjian_kaoping.cli.asking.rounds import Compiled, tasks_after
from dangjian_kaoping.cli.asking.scoring import asked_day, no_day
from dangjian_kaoping.cli.files.report import edition_of
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Stopped
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of

_MOST_BYTES = 50 << 20
"""A template with pictures takes a few."""


def notice_content(compiled: Compiled, day: date | None, template: Path | None, *, draft: bool) -> Callable[[], bytes]:
    """The bytes of the notice, made when they are asked for; a template is read and tried at once."""
    from dangjian_kaoping.words.notice.round_notice import round_notice
    from dangjian_kaoping.write.docx.letter import letter_docx
    from dangjian_kaoping.write.docx.opening import TemplateError
    from dangjian_kaoping.write.docx.template import KNOWN

    facts = overview(compiled.dossier, tasks_after(compiled))
    letter = round_notice(facts, edition_of(compiled, draft=draft), day)
    path = template or _in_settings(compiled)
    if path is None:
        return lambda: letter_docx(letter)
    try:
        if template is None and not _lies_in(compiled.root, path):
            raise TemplateError("它不在工作区的文件夹里；确实要用它，用 --template 指明")
        content = letter_docx(letter, content_of(path, _MOST_BYTES))
    except TooLargeError as error:
        raise _stopped(path, f"文件太大，最多 {_MOST_BYTES >> 20} MB", KNOWN) from error
    except OSError as error:
        raise _stopped(path, reason_of(error), KNOWN) from error
    except TemplateError as error:
        raise _stopped(path, str(error), KNOWN) from error
    return lambda: content


def _lies_in(folder: Path, path: Path) -> bool:
    """Whether a file lies in a folder, wherever links to it lead."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _in_settings(compiled: Compiled) -> Path | None:
    """The template that kaoping.yaml names, from the workspace's folder."""
    settings = compiled.workspace.settings
    named = None if settings is None else settings.notice_template
    return None if named is None else compiled.root / named


def _stopped(path: Path, problem: str, known: tuple[str, ...]) -> Stopped:
    faults = Faults()
    places = "、".join(f"{{{{{name}}}}}" for name in known)
    faults.add(codes.KP131(file=path, problem=problem, known=places), Place(str(path), 0))
    return Stopped(UNREADABLE, faults, {})


def asked_date(text: str | None) -> date | None:
    """成文日期 as `--date` gives it."""
    day = None if text is None else asked_day(text)
    if text is not None and day is None:
        raise no_day(text, "2021-04-12")
    return day
