"""`kaoping verify`: whether a published workbook still follows from rubric and records, and what any file is that went
out.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.rounds import opened, read_published
from dangjian_kaoping.cli.formats.verifying import REGISTERED, VERIFICATION, RegisteredFile, VerifiedWorkbook
from dangjian_kaoping.cli.formats.writable import format_option
from dangjian_kaoping.cli.shell.failure import FINDINGS, UNREADABLE, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.course.registered import Registered
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError, Trouble
from dangjian_kaoping.ooxml.spreadsheet.workbook import LIMITS, Reading
from dangjian_kaoping.periods import Quarter, Year, parse_quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.correction import published_dossier, sealed_dossier
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.publishing import behind
from dangjian_kaoping.session.registering import registered
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.source.files import TooLargeError, content_of, reason_of
from dangjian_kaoping.verify.as_text import origins_in_words
from dangjian_kaoping.verify.kinds import what_it_is
from dangjian_kaoping.verify.standings import UnstoredError
from dangjian_kaoping.verify.verification import Origin, as_published, says_as_sealed, verified
from dangjian_kaoping.write import about
from dangjian_kaoping.write.ownership import (
    ALL,
    DIGEST,
    FORMAT,
    PERIOD,
    PRINT,
    SHEETS,
    WITHOUT_SELF,
    draft_kind,
    properties_in,
    says_draft,
)
from dangjian_kaoping.write.stated import stated_in
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.report import ranking_book
from dangjian_kaoping.write.xlsx.year_report import year_book

_MOST_BYTES = 200 * 1024 * 1024
_TROUBLE: Mapping[Trouble, tuple[str, str]] = {
    "encrypted": ("文件加了密码，或者是老的 .xls 格式", "请先去掉密码，另存为 .xlsx。"),
    "no_package": ("文件不是 .xlsx 工作簿", ""),
    "damaged": ("文件已经损坏", "请重新取一份，或用 Excel、WPS 打开并另存为 .xlsx 再核对。"),
    "too_large": ("文件超过了限度", "本工具写的工作簿没有这么大，请检查文件的来历。"),
    "ambiguous": ("文件被动过手脚，各程序打开看到的可能不一样", "请检查文件的来历，不要打开它。"),
    "forbidden": ("文件里有工作簿不该有的东西", "本工具写的工作簿里没有这些，请检查文件的来历，不要打开它。"),
}
_FOREIGN = (
    "文件里没有本工具写的标记",
    "内容是手工抄到另一个工作簿里的，核对不了。",
)
_UNSTORED = (
    "工作簿是以前的版式，公式旁边没有存值，没有数可以核对",
    "请用 Excel 或 WPS 打开、保存一次再核对。",
)
_VERIFIED = (about.ROUND, about.YEAR, *about.FORMER)
"""The formats of what is verified."""


def verify(
    file: Annotated[Path, typer.Argument(metavar="文件", help="公布的文件：rank --publish 写出的 .xlsx，或登记过的")],
    format: Annotated[str, format_option(VERIFICATION)] = VERIFICATION.default,
    draft: Annotated[
        bool, typer.Option("--draft", help="与封存不一致的也按现在的核对，标明“暂定”；暂定的工作簿不用写")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Hold a workbook against what follows today, and against the seals."""
    content = _content(file)
    try:
        properties, scope = _properties(file, content)
    except Stopped:
        known = _registered(workspace, content)
        if not known:
            raise
        REGISTERED.show(format, RegisteredFile(file.name, known))
        return
    period = properties[PERIOD]
    try:
        session = opened(workspace)
        read_published(session, scope)
        origins = _origins(session, scope, properties)
        if not (draft or says_draft(properties)):
            hint = _about_the_workbook(content, properties, origins)
            session.refuse_unreleased(scope, hint=hint)
        book, now = _following(session, scope, properties, origins)
        with patience("正在核对 …"):
            found = verified(content, book, now, origins, former=properties[FORMAT] in about.FORMER)
    except ProvisionalRoundError:
        fault = codes.KP524(file=file, period=period)
        raise Stopped(FINDINGS, [Diagnostic(fault, Place(str(file), 0))], {}) from None
    except UnstoredError:
        raise _refusal(file, *_UNSTORED) from None
    except RefusedPackageError as error:
        raise _refused(file, error) from None
    known = registered(session, hashlib.sha256(content).hexdigest())
    told = VerifiedWorkbook(found, file.name, properties[FORMAT], scope, says_draft(properties), known)
    VERIFICATION.show(format, told)
    if not found.passes:
        raise typer.Exit(FINDINGS)


def _registered(folder: Path | None, content: bytes) -> tuple[Registered, ...]:
    """What is registered of a file that no figure is read of; nothing where there is no workspace."""
    try:
        session = opened(folder)
    except (SessionError, Stopped):
        return ()
    return registered(session, hashlib.sha256(content).hexdigest())


def _content(file: Path) -> bytes:
    try:
        return content_of(file, _MOST_BYTES)
    except TooLargeError:
        most = f"文件太大，最多 {_MOST_BYTES >> 20} MB"
        raise _refusal(file, most, "本工具写的工作簿没有这么大，请检查文件的来历。") from None
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "文件名不对"
        raise _refusal(file, reason, "请检查文件的名称、位置和权限。") from None


def _properties(file: Path, content: bytes) -> tuple[Mapping[str, str], Quarter | Year]:
    """What a file says of itself, which must be that it is a workbook that can be verified, and what it reports on."""
    try:
        properties = properties_in(Package(content, LIMITS))
        scope = _period_of(properties)
        if scope is not None:
            return properties, scope
        stated = stated_in(content)
        if stated is not None and stated.form not in _VERIFIED:
            raise _refusal(file, f"这是本工具写的另一种文件（{what_it_is(stated).words}）", "")
        Reading(content)
    except RefusedPackageError as error:
        if error.trouble == "no_package" and (stated := stated_in(content)) is not None:
            raise _refusal(file, f"这是本工具写的{what_it_is(stated).words}，不是 .xlsx 工作簿", "") from None
        raise _refused(file, error) from None
    raise _refusal(file, *_FOREIGN)


def _period_of(properties: Mapping[str, str]) -> Quarter | Year | None:
    """What a workbook says that it reports on; None where it says nothing that can be verified."""
    text = properties.get(PERIOD, "")
    form = properties.get(FORMAT, "")
    match about.FORMER.get(form, form):
        case about.ROUND:
            return parse_quarter(text)
        case about.YEAR:
            return Year(int(text)) if text.isascii() and text.isdecimal() and len(text) == 4 else None
    return None


def _following(
    session: Session, scope: Quarter | Year, properties: Mapping[str, str], origins: tuple[Origin, ...] | None
) -> tuple[Book, Edition]:
    """The workbook that follows from what the file says that it is, and today's edition: of one by a seal that another
    replaced what followed then, if that can still be had, else what follows today.
    """
    now = session.edition(scope, draft=says_draft(properties), kind=draft_kind(properties))
    published = as_published(now, properties)
    print_all = properties.get(PRINT) == ALL
    if isinstance(scope, Quarter):
        old = next((each.seal for each in origins or () if each.replaced_by is not None), None)
        then = None if old is None else sealed_dossier(session, scope, old)
        dossier = then or published_dossier(session, scope)
        self_assessment = properties.get(SHEETS) != WITHOUT_SELF
        return ranking_book(dossier, published, print_all=print_all, self_assessment=self_assessment), now
    return year_book(session.dossier(scope), published, print_all=print_all), now


def _origins(session: Session, scope: Quarter | Year, properties: Mapping[str, str]) -> tuple[Origin, ...] | None:
    """The seals that a file was published by, as the digest of its input says; None where it is that of none."""
    found = behind(session, scope, properties.get(DIGEST, ""))
    if found is None:
        return None
    in_force = {each.quarter: each.seals.in_force for each in session.releases(scope) if each.seals is not None}
    newest = ((quarter, seal, in_force[quarter]) for quarter, seal in found.items())
    return tuple(Origin(quarter, seal, None if last is seal else last) for quarter, seal, last in newest)


def _about_the_workbook(content: bytes, properties: Mapping[str, str], origins: tuple[Origin, ...] | None) -> str:
    """Of a round that is not as it was sealed: how the workbook in hand stands to the seal."""
    if origins is None:
        return "这份工作簿的输入摘要不是哪一次封存的；"
    if not origins:
        return ""
    try:
        as_sealed = says_as_sealed(content, properties[FORMAT], origins)
    except UnstoredError:
        return ""
    if not as_sealed:
        return f"这份工作簿写明照 {origins_in_words(origins)}写成，得分或名次却不是那次封存的；"
    return f"这份工作簿是照 {origins_in_words(origins)}写成的，得分和名次与封存一致；"


def _fault(file: Path, reason: str, advice: str) -> Diagnostic:
    return Diagnostic(codes.KP125(reason=reason, advice=advice), Place(str(file), 0))


def _refusal(file: Path, reason: str, advice: str) -> Stopped:
    return Stopped(UNREADABLE, [_fault(file, reason, advice)], {})


def _refused(file: Path, error: RefusedPackageError) -> Stopped:
    reason, advice = _TROUBLE[error.trouble]
    return _refusal(file, f"{reason}：{error.detail}" if error.detail else reason, advice)
