"""What a round or a year is published as, by the file's name: .html, .docx, .xlsx, .json."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping import __version__
from dangjian_kaoping.checks.seal.release import Release, departure_of
from dangjian_kaoping.cli.asking.rounds import Compiled, CompiledYear
from dangjian_kaoping.cli.files.publication import Target
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.workspace import Workspace
from dangjian_kaoping.periods import Quarter


class Issue(NamedTuple):
    """How a round is published: as a draft, under which date, in which template of the office's own, for everybody."""

    draft: bool = False
    day: date | None = None
    template: Path | None = None
    redact: bool = False


def target_of(path: Path, compiled: Compiled, issue: Issue) -> Target:
    """The file to write; its content is made when it is written. What is redacted is a page."""
    from dangjian_kaoping.write.ownership import made_by_us

    suffix = path.suffix.lower()
    if issue.redact and suffix != ".html":
        raise Misused(f"--redact 只用于网页（.html）；“{path}”要写全的，不加 --redact 另写一次。")
    match suffix:
        case ".html":
            from dangjian_kaoping.write.html import document

            return Target(path, lambda: _page(compiled, issue), document.made_by_us)
        case ".xlsx":
            return Target(path, lambda: _workbook(compiled, draft=issue.draft), made_by_us)
        case ".docx":
            from dangjian_kaoping.cli.files.notice import notice_content

            return Target(path, notice_content(compiled, issue.day, issue.template, draft=issue.draft), made_by_us)
        case ".json":
            from dangjian_kaoping.write.json.score import is_score_json, score_json

            return Target(path, lambda: score_json(compiled.dossier.result, draft=issue.draft).encode(), is_score_json)
    raise Misused(f"不知道怎样写“{path}”：文件名要以 .html、.xlsx、.docx 或 .json 结尾。")


def _page(compiled: Compiled, issue: Issue) -> bytes:
    from dangjian_kaoping.write.html.ranking import ranking_page

    return ranking_page(compiled.dossier, edition_of(compiled, draft=issue.draft), redact=issue.redact)


def year_target_of(path: Path, compiled: CompiledYear, *, draft: bool) -> Target:
    """The file to write of a year."""
    match path.suffix.lower():
        case ".xlsx":
            from dangjian_kaoping.write.ownership import made_by_us

            return Target(path, lambda: _year_workbook(compiled, draft=draft), made_by_us)
        case ".json":
            from dangjian_kaoping.write.json.year import is_year_json, year_json

            return Target(path, lambda: year_json(compiled.dossier.result, draft=draft).encode(), is_year_json)
    raise Misused(f"不知道怎样写“{path}”：年度排名的文件名要以 .xlsx 或 .json 结尾。")


def _year_workbook(compiled: CompiledYear, *, draft: bool) -> bytes:
    from dangjian_kaoping.write.xlsx.year_report import year_workbook

    with patience("正在写工作簿 …"):
        return year_workbook(compiled.dossier, edition_of(compiled, draft=draft))


def _workbook(compiled: Compiled, *, draft: bool) -> bytes:
    from dangjian_kaoping.write.xlsx.report import ranking_workbook

    with patience("正在写工作簿 …"):
        return ranking_workbook(compiled.dossier, edition_of(compiled, draft=draft))


def edition_of(compiled: Compiled | CompiledYear, *, draft: bool) -> Edition:
    """What every publication of a round or a year says of itself."""
    from dangjian_kaoping.engine.content import inputs_of

    inputs = inputs_of(compiled.workspace)
    if isinstance(compiled, Compiled):
        digest = inputs[compiled.dossier.result.quarter].digest
    else:
        digest = digest_of_year({quarter: inputs[quarter].digest for quarter in compiled.dossier.result.quarters})
    return _edition(compiled.workspace, digest)._replace(draft=draft, departure=departure_of(compiled.releases))


def digest_of_year(rounds: Mapping[Quarter, str]) -> str:
    """The digest of what a year follows from, of those of its rounds."""
    from dangjian_kaoping.model.canonical import digest_of

    return digest_of({str(quarter): digest for quarter, digest in rounds.items()})


def whole_edition(workspace: Workspace, releases: Iterable[Release] = (), *, draft: bool = False) -> Edition:
    """What a workbook says of itself that follows from all that was read."""
    from dangjian_kaoping.engine.content import content_digest

    edition = _edition(workspace, content_digest(workspace))
    return edition._replace(draft=draft, departure=departure_of(releases))


def _edition(workspace: Workspace, digest: str) -> Edition:
    assert workspace.settings is not None
    notes = (workspace.settings.note, workspace.roster.note if workspace.roster else None)
    return Edition(
        unit=workspace.settings.unit,
        digest=digest,
        tool_version=__version__,
        committee=workspace.settings.committee,
        notes=tuple(note for note in notes if note),
    )
