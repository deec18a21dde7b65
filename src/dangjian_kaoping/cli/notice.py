"""通报: a round as a notice, in our form or in the office's own template."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dangjian_kaoping.cli.failure import UNREADABLE, Stopped
from dangjian_kaoping.cli.report import edition_of
from dangjian_kaoping.cli.rounds import Compiled, tasks_after
from dangjian_kaoping.cli.scoring import asked_day, no_day
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.overview import overview
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import reason_of


def notice_content(compiled: Compiled, day: date | None, template: Path | None, *, draft: bool) -> Callable[[], bytes]:
    """The bytes of the notice, made when they are asked for; a template is read and tried at once."""
    from dangjian_kaoping.notice.letter_docx import letter_docx
    from dangjian_kaoping.notice.opening import TemplateError
    from dangjian_kaoping.notice.round_notice import round_notice
    from dangjian_kaoping.notice.template import KNOWN

    facts = overview(compiled.dossier, tasks_after(compiled))
    letter = round_notice(facts, edition_of(compiled, draft=draft), day)
    path = template or _in_settings(compiled)
    if path is None:
        return lambda: letter_docx(letter)
    try:
        content = letter_docx(letter, path.read_bytes())
    except OSError as error:
        raise _stopped(path, reason_of(error), KNOWN) from error
    except TemplateError as error:
        raise _stopped(path, str(error), KNOWN) from error
    return lambda: content


def _in_settings(compiled: Compiled) -> Path | None:
    """The template that kaoping.yaml names, from the workspace's folder."""
    settings = compiled.workspace.settings
    named = None if settings is None else settings.notice_template
    return None if named is None else compiled.root / named


def _stopped(path: Path, problem: str, known: tuple[str, ...]) -> Stopped:
    faults = Faults()
    places = "、".join(f"{{{{{name}}}}}" for name in known)
    faults.add("KP131", Place(str(path), 0), file=path, problem=problem, known=places)
    return Stopped(UNREADABLE, faults, {})


def asked_date(text: str | None) -> date | None:
    """成文日期 as `--date` gives it."""
    day = None if text is None else asked_day(text)
    if text is not None and day is None:
        raise no_day(text, "2021-04-12")
    return day
