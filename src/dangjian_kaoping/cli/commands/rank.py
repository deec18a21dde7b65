"""`kaoping rank`: the ranking, and its publication."""

from collections.abc import Callable, Iterator
from datetime import date as day_of
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_day, asked_year
from dangjian_kaoping.cli.asking.rounds import all_rounds, opened, quarter_of, read_published, scored_round
from dangjian_kaoping.cli.files.publication import Target, tell_departure, write_or_stop
from dangjian_kaoping.cli.formats.rounds import ROUND, YEAR, RankedRound, RankedYear
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell import completion
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused, Stopped
from dangjian_kaoping.cli.shell.options import (
    PrintAllOption,
    QuarterOption,
    SelfAssessmentOption,
    WorkspaceOption,
    refuse_without_workbook,
    year_option,
)
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.year import YearResult
from dangjian_kaoping.periods import Quarter, Year, quarters_of
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    # a ranking that is only shown needs no documents
    from dangjian_kaoping.engine.course.permission import Act
    from dangjian_kaoping.words.notice.kinds import NoticeKind


def rank(
    quarter: QuarterOption = None,
    publish: Annotated[list[Path] | None, publish_option(ROUND, YEAR)] = None,
    draft: Annotated[bool, typer.Option("--draft", help="暂定的、与封存不一致的也写，每页标明“暂定”")] = False,
    redact: Annotated[bool, typer.Option("--redact", help="网页写成公开版，只列考评办法允许公布的")] = False,
    date: Annotated[
        str | None, typer.Option("--date", metavar="日期", help="通报的成文日期，如 2021-04-12；不写则留空")
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="文书",
            help="文档写成哪一种：送审稿、公示、通报、更正、摘要；不写则按本轮的状态",
            autocompletion=completion.notices,
        ),
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="文件", help="通报用本单位自己的模板（.docx 或 .dotx）")
    ] = None,
    print_all: PrintAllOption = False,
    self_assessment: SelfAssessmentOption = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    year: Annotated[str | None, year_option("年度排名，如 2020；不写则排一轮")] = None,
    format: Annotated[str, format_option(ROUND, YEAR)] = ROUND.default,
    workspace: WorkspaceOption = None,
) -> None:
    """Rank a round or a year; write it to files where asked."""
    if not _has_document(publish) and (date or template or kind):
        raise Misused("--date、--template、--as 是写通报用的，要和 --publish 通报.docx 一起写。")
    document = _asked_kind(kind)
    refuse_without_workbook(print_all, publish)
    refuse_without_workbook(self_assessment, publish, "--self-assessment")
    if document == "摘要" and template is not None:
        raise Misused("摘要有自己的一页版面，不套模板。")
    if redact and not publish:
        raise Misused("--redact 与 --publish 一起用，如 --publish 排名.html --redact。")
    if year is not None:
        if quarter is not None:
            raise Misused("--year 与 --quarter 只能写一个。")
        if redact:
            raise Misused("--redact 只用于一轮的网页，年度的网页只在内部用。")
        if self_assessment:
            raise Misused("--self-assessment 只用于一轮的工作簿，年度的没有自评的表。")
        if publish:
            if document not in (None, "通报"):
                raise Misused("年度的文书只有通报；送审稿、公示、更正、摘要是一轮的。")
            ranked = partial(RankedYear, draft=draft, print_all=print_all, day=_asked_day(date), template=template)
            _publish_year(opened(workspace), asked_year(year), publish, ranked, force=force)
        else:
            _rank_year(opened(workspace), asked_year(year), format)
        return
    if not publish:
        session = opened(workspace)
        ROUND.show(format, RankedRound(session, scored_round(session, quarter)))
        return
    from dangjian_kaoping.cli.files.notice import kind_by_state, refuse_unfit, remark_signature
    from dangjian_kaoping.cli.files.outgoing import refuse_leaks, remark_leaks

    day = _asked_day(date)
    session = opened(workspace)
    asked = quarter_of(session, quarter)
    if not redact:
        _refuse_large_page(session, asked, publish)
    read_published(session, asked)
    if redact:
        _refuse_redacted(publish)
    if document is None and _has_document(publish):
        document = kind_by_state(session, asked)
    if document is not None:
        # what is never written in this state is told before it is made
        refuse_unfit(session, asked, document, draft=True)
    result = session.round(asked)
    round = RankedRound(session, result, draft, day, template, document, redact, print_all, self_assessment)
    targets = ROUND.targets(publish, round)
    acts = dict.fromkeys(_act(session, asked, path, document, redact) for path in publish)
    for act in acts:
        session.refuse_unpublishable(asked, draft=draft, act=act, day=today())
    if document is not None:
        refuse_unfit(session, asked, document, draft=draft)
    public = _public_endings(round)
    write_or_stop(refuse_leaks(session, asked, targets, public), force=force, session=session)
    answer(_told(round.result, targets))
    if document is not None and document != "摘要":
        remark_signature(session, document)
    if draft or "publish" in acts:
        tell_departure(session.releases(asked), session.edition(asked, draft=draft))
    if any(path.suffix.lower() not in public for path in publish):
        remark_leaks(session, asked)


def _asked_day(written: str | None) -> day_of | None:
    return None if written is None else asked_day(written, "2021-04-12")


def _has_document(publish: list[Path] | None) -> bool:
    return any(path.suffix.lower() == ".docx" for path in publish or ())


def _act(session: Session, quarter: Quarter, path: Path, document: "NoticeKind | None", redact: bool) -> "Act":
    """What is done with the round by writing a file."""
    from dangjian_kaoping.cli.files.notice import act_of

    if document is not None and path.suffix.lower() == ".docx":
        return act_of(session, quarter, document)
    return "redact" if redact else "publish"


def _public_endings(round: RankedRound) -> frozenset[str]:
    """How the files end that everybody reads: the redacted page, and a document for everybody that is no draft."""
    from dangjian_kaoping.words.notice.kinds import PUBLIC_KINDS

    return frozenset([".html"] * round.redact + [".docx"] * (not round.draft and round.kind in PUBLIC_KINDS))


def _asked_kind(written: str | None) -> "NoticeKind | None":
    """The kind of document that is asked for, if one is."""
    if written is None:
        return None
    from dangjian_kaoping.words.notice.kinds import NOTICE_KINDS

    found = next((each for each in NOTICE_KINDS if each == written), None)
    if found is None:
        raise Misused(f"--as 没有“{written}”。可写：{'、'.join(NOTICE_KINDS)}。")
    return found


def _refuse_redacted(publish: list[Path]) -> None:
    """What is redacted is a page."""
    for path in publish:
        if path.suffix.lower() != ".html":
            raise Misused(f"--redact 只用于网页（.html）；“{path}”要写全的，不加 --redact 另写一次。")


MOST_ON_A_PAGE = 500
"""Branches, each with its details."""


def _refuse_large_page(session: Session, period: Quarter | Year, publish: list[Path]) -> None:
    """Stop where a page would be larger than anybody could open; that is known from the roster alone."""
    page = next((path for path in publish if path.suffix.lower() == ".html"), None)
    roster = None if page is None else session.loader.roster()
    if page is None or roster is None:
        return
    count = len({branch.id for each in quarters_of(period) for branch in roster.taking_part(each)})
    if count > MOST_ON_A_PAGE:
        when, redacted = (period.chinese, None) if isinstance(period, Quarter) else (f"{period} 年", "")
        fault = codes.KP195(when=when, count=count, most=MOST_ON_A_PAGE, redacted=redacted)
        raise Stopped(FINDINGS, [Diagnostic(fault, Place(as_told(str(page)), 0))], {})


def _publish_year(
    session: Session,
    year: Year,
    publish: list[Path],
    wanted: Callable[[Session, YearResult], RankedYear],
    *,
    force: bool,
) -> None:
    from dangjian_kaoping.cli.files.notice import remark_signature
    from dangjian_kaoping.cli.files.outgoing import refuse_leaks, remark_leaks

    _refuse_large_page(session, year, publish)
    read_published(session, year)
    ranked = wanted(session, session.year(year))
    draft = ranked.draft
    session.refuse_unpublishable(year, draft=draft, day=today())
    targets = YEAR.targets(publish, ranked)
    public = frozenset() if draft else frozenset({".docx"})
    write_or_stop(refuse_leaks(session, year, targets, public), force=force, session=session)
    answer("\n".join(_year_told(ranked.result, targets)))
    if _has_document(publish):
        remark_signature(session, "通报")
    tell_departure(session.releases(year), session.edition(year, draft=draft))
    remark_leaks(session, year)


def _year_told(result: YearResult, targets: list[Target]) -> Iterator[str]:
    from dangjian_kaoping.words.figures import published
    from dangjian_kaoping.words.names import names_in_words

    for target in targets:
        yield f"{result.year} 年度排名已写到：{target.path.absolute()}"
    first = [each for each in result.placings if each.rank == 1 and each.score is not None]
    if first:
        names = names_in_words([each.branch.name for each in first], most=3)
        yield f"第一名：{names}，年度得分 {published(first[0].score)} 分"
    if not result.complete:
        yield "本年还是暂定，不能作为正式结果公布。"


def _rank_year(session: Session, year: Year, form: str) -> None:
    all_rounds(session, year)
    YEAR.show(form, RankedYear(session, session.year(year)))


def _told(result: RoundResult, targets: list[Target]) -> str:
    from dangjian_kaoping.words.names import names_in_words

    lines = [f"{result.quarter.chinese}考评结果已写到：{target.path.absolute()}" for target in targets]
    ranked = [placing for placing in result.placings if placing.rank is not None]
    if ranked:
        top = [each for each in ranked if each.rank == 1]
        bottom = [each for each in ranked if each.rank == ranked[-1].rank != 1]
        for title, placings in (("第一名", top), ("最后一名", bottom)):
            if placings and (composite := placings[0].score.composite) is not None:
                names = names_in_words([each.score.branch.name for each in placings], most=3)
                lines.append(f"{title}：{names}，综合得分 {composite.value} 分")
    if not result.complete:
        lines.append("本轮还是暂定，不能作为正式结果公布。")
    return "\n".join(lines)
