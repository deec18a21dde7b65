"""`kaoping verify`: whether a published workbook still follows from rubric and records."""

import sys
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.failure import FINDINGS, UNREADABLE, Stopped
from dangjian_kaoping.cli.options import WorkspaceOption
from dangjian_kaoping.cli.progress import patience
from dangjian_kaoping.cli.report import edition_of
from dangjian_kaoping.cli.rounds import compile_dossier, compile_year
from dangjian_kaoping.cli.streams import answer, answer_json, width
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.excel import about
from dangjian_kaoping.excel.book import Book
from dangjian_kaoping.excel.ownership import FORMAT, PERIOD, properties_of, says_draft
from dangjian_kaoping.excel.reading import Reading, Trouble, UnreadableWorkbookError
from dangjian_kaoping.excel.report import ranking_book
from dangjian_kaoping.excel.verification import as_published, verified
from dangjian_kaoping.excel.year_report import year_book
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.periods import Quarter, Year, parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.files import reason_of

_MOST_BYTES = 200 * 1024 * 1024
_TROUBLE: Mapping[Trouble, tuple[str, str]] = {
    "encrypted": ("文件加了密码，或者是老的 .xls 格式", "请先去掉密码，另存为 .xlsx。"),
    "not_a_workbook": ("文件不是 .xlsx 工作簿", ""),
    "damaged": ("文件已经损坏", "请重新取一份，或用 Excel、WPS 打开并另存为 .xlsx 再核对。"),
    "too_large": ("文件解开以后太大", "本工具写的工作簿没有这么大，请检查文件的来历。"),
}
_FOREIGN = (
    "文件里没有本工具写的标记",
    "内容是手工抄到另一个工作簿里的，核对不了。",
)
_OTHERS: Mapping[str, str] = {
    "kaoping.notice/1": "通报",
    "kaoping.feedback/1": "反馈单",
    "kaoping.ledger/1": "整改台账",
    "kaoping.reward/1": "绩效奖励兑现表",
    "kaoping.revision/1": "修订对照表",
    "kaoping.tasks/1": "任务清单",
}
"""Our other documents, which follow from more than a round or a year, by what they say that they are."""


class VerifyFormat(StrEnum):
    """How the outcome is shown."""

    table = "table"
    json = "json"


def verify(
    file: Annotated[Path, typer.Argument(metavar="文件", help="rank --publish 写出的 .xlsx 工作簿")],
    format: Annotated[VerifyFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、json")] = (
        VerifyFormat.table
    ),
    workspace: WorkspaceOption = None,
) -> None:
    """Hold a workbook against what follows today."""
    content = _content(file)
    properties = _properties(file, content)
    period = properties[PERIOD]
    draft = says_draft(properties)
    try:
        book, now = _following(workspace, properties, draft=draft)
        with patience("正在核对 …"):
            found = verified(content, book, now)
    except ProvisionalRoundError:
        raise Stopped(FINDINGS, [_provisional(file, period)], {}) from None
    except UnreadableWorkbookError as error:
        raise _refusal(file, *_TROUBLE[error.trouble]) from None
    if format is VerifyFormat.json:
        from dangjian_kaoping.excel.verification_json import verification_json

        answer_json(verification_json(found, file.name, properties[FORMAT], period, draft=draft))
    else:
        from dangjian_kaoping.excel.verification_text import verification_text

        what = f"{book.about.period.chinese}考评报告" + ("（暂定）" if draft else "")
        answer(verification_text(found, file.name, what, width(sys.stdout)))
    if not found.follows:
        raise typer.Exit(FINDINGS)


def _content(file: Path) -> bytes:
    try:
        if not file.is_file():
            reason = "这是一个文件夹" if file.is_dir() else "这不是普通文件" if file.exists() else "没有这个文件"
            raise _refusal(file, reason, "请检查文件的名称和位置。")
        if file.stat().st_size > _MOST_BYTES:
            raise _refusal(file, "文件太大", "本工具写的工作簿没有这么大，请检查文件的来历。")
        return file.read_bytes()
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "文件名不对"
        raise _refusal(file, reason, "请检查文件的名称、位置和权限。") from None


def _properties(file: Path, content: bytes) -> Mapping[str, str]:
    properties = properties_of(file)
    if _period_of(properties) is not None:
        return properties
    if FORMAT in properties:
        kind = _OTHERS.get(properties[FORMAT], properties[FORMAT])
        raise _refusal(file, f"这是本工具写的另一种文件（{kind}）", "")
    try:
        Reading(content)
    except UnreadableWorkbookError as error:
        raise _refusal(file, *_TROUBLE[error.trouble]) from None
    raise _refusal(file, *_FOREIGN)


def _period_of(properties: Mapping[str, str]) -> Quarter | Year | None:
    """What a workbook says that it reports on; None where it says nothing that can be verified."""
    text = properties.get(PERIOD, "")
    match properties.get(FORMAT):
        case about.ROUND:
            return parse_quarter(text)
        case about.YEAR:
            return Year(int(text)) if text.isascii() and text.isdecimal() and len(text) == 4 else None
    return None


def _following(folder: Path | None, properties: Mapping[str, str], *, draft: bool) -> tuple[Book, Edition]:
    """The workbook that follows today from what the file says that it is, and today's edition."""
    period = _period_of(properties)
    if isinstance(period, Year):
        year = compile_year(folder, period.number)
        now = edition_of(year, draft=draft)
        return year_book(year.dossier, as_published(now, properties)), now
    compiled = compile_dossier(folder, str(period))
    now = edition_of(compiled, draft=draft)
    return ranking_book(compiled.dossier, as_published(now, properties)), now


def _provisional(file: Path, period: str) -> Diagnostic:
    reason = f"它是正式公布的，而 {period} 现在缺检查或记录，只是暂定"
    return _fault(file, reason, f"请看 kaoping status，把 {period} 的检查和记录补齐再核对。")


def _fault(file: Path, reason: str, advice: str) -> Diagnostic:
    return Diagnostic("KP125", Place(str(file), 0), {"reason": reason, "advice": advice})


def _refusal(file: Path, reason: str, advice: str) -> Stopped:
    return Stopped(UNREADABLE, [_fault(file, reason, advice)], {})
