"""What a round or a year is published as, by the file's name: .html, .docx, .xlsx, .json."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

from dangjian_kaoping.cli.files.publication import Target
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session


class Issue(NamedTuple):
    """How a round is published: as a draft, under which date, in which template of the office's own, for everybody."""

    draft: bool = False
    day: date | None = None
    template: Path | None = None
    redact: bool = False


def target_of(path: Path, session: Session, quarter: Quarter, issue: Issue) -> Target:
    """The file to write; its content is made when it is written. What is redacted is a page."""
    from dangjian_kaoping.write.ownership import made_by_us

    suffix = path.suffix.lower()
    if issue.redact and suffix != ".html":
        raise Misused(f"--redact 只用于网页（.html）；“{path}”要写全的，不加 --redact 另写一次。")
    match suffix:
        case ".html":
            from dangjian_kaoping.write.html import document

            return Target(path, lambda: _page(session, quarter, issue), document.made_by_us)
        case ".xlsx":
            return Target(path, lambda: _workbook(session, quarter, draft=issue.draft), made_by_us)
        case ".docx":
            from dangjian_kaoping.cli.files.notice import notice_content

            content = notice_content(session, quarter, issue.day, issue.template, draft=issue.draft)
            return Target(path, content, made_by_us)
        case ".json":
            from dangjian_kaoping.write.json.score import is_score_json, score_json

            result = session.round(quarter)
            return Target(path, lambda: score_json(result, draft=issue.draft).encode(), is_score_json)
    raise Misused(f"不知道怎样写“{path}”：文件名要以 .html、.xlsx、.docx 或 .json 结尾。")


def _page(session: Session, quarter: Quarter, issue: Issue) -> bytes:
    from dangjian_kaoping.write.html.ranking import ranking_page

    return ranking_page(session.dossier(quarter), session.edition(quarter, draft=issue.draft), redact=issue.redact)


def year_target_of(path: Path, session: Session, year: Year, *, draft: bool) -> Target:
    """The file to write of a year."""
    match path.suffix.lower():
        case ".xlsx":
            from dangjian_kaoping.write.ownership import made_by_us

            return Target(path, lambda: _year_workbook(session, year, draft=draft), made_by_us)
        case ".json":
            from dangjian_kaoping.write.json.year import is_year_json, year_json

            result = session.year(year.number)
            return Target(path, lambda: year_json(result, draft=draft).encode(), is_year_json)
    raise Misused(f"不知道怎样写“{path}”：年度排名的文件名要以 .xlsx 或 .json 结尾。")


def _year_workbook(session: Session, year: Year, *, draft: bool) -> bytes:
    from dangjian_kaoping.write.xlsx.year_report import year_workbook

    with patience("正在写工作簿 …"):
        return year_workbook(session.dossier(year), session.edition(year, draft=draft))


def _workbook(session: Session, quarter: Quarter, *, draft: bool) -> bytes:
    from dangjian_kaoping.write.xlsx.report import ranking_workbook

    with patience("正在写工作簿 …"):
        return ranking_workbook(session.dossier(quarter), session.edition(quarter, draft=draft))
