"""`kaoping reward`: what the branches are paid for a quarter, or a year, by the reward policy."""

from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_year
from dangjian_kaoping.cli.asking.rounds import all_rounds, opened, quarter_of, read_published, scored_round
from dangjian_kaoping.cli.files.publication import tell_departure, write_or_stop
from dangjian_kaoping.cli.formats.money import DIFFERENCE, REWARD, REWARD_YEAR, DifferenceTable, PaidYear, PayoutTable
from dangjian_kaoping.cli.formats.writable import format_option, publish_option
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import (
    PrintAllOption,
    QuarterOption,
    WorkspaceOption,
    refuse_without_workbook,
)
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session


def reward(
    quarter: QuarterOption = None,
    year: Annotated[
        str | None, typer.Option("--year", "-y", metavar="年份", help="各季度合计，如 2020；不写则是一个季度")
    ] = None,
    format: Annotated[str, format_option(REWARD, REWARD_YEAR)] = REWARD.default,
    publish: Annotated[list[Path] | None, publish_option(REWARD, REWARD_YEAR)] = None,
    difference: Annotated[
        bool, typer.Option("--difference", help="更正以后的差额：与最近登记的兑现表比，多退少补")
    ] = False,
    print_all: PrintAllOption = False,
    draft: Annotated[bool, typer.Option("--draft", help="暂定的、与封存不一致的也算，标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The payouts of a quarter or a year."""
    refuse_without_workbook(print_all, publish)
    if year is not None:
        if quarter is not None:
            raise Misused("--year 与 --quarter 只能写一个。")
        if difference:
            raise Misused("--difference 一个季度一张，用 --quarter 写明哪个季度。")
        if publish:
            _publish_year(publish, opened(workspace), asked_year(year), draft=draft, force=force)
        else:
            _show_year(opened(workspace), asked_year(year), format, draft=draft)
        return
    session = opened(workspace)
    if difference:
        asked = quarter_of(session, quarter)
        _difference(session, asked, publish, format, print_all=print_all, draft=draft, force=force)
        return
    if publish:
        _publish(publish, session, quarter_of(session, quarter), print_all=print_all, draft=draft, force=force)
        return
    asked = scored_round(session, quarter, policies=True).quarter
    REWARD.show(format, PayoutTable(session.reward(asked, draft=draft)))


def _show_year(session: Session, year: Year, form: str, *, draft: bool) -> None:
    all_rounds(session, year)
    REWARD_YEAR.show(form, PaidYear(session.reward_year(year, draft=draft, day=today())))


def _publish_year(paths: list[Path], session: Session, year: Year, *, draft: bool, force: bool) -> None:
    from dangjian_kaoping.session.money import payment_of_year
    from dangjian_kaoping.words.rubric.reward import amounts_in_words

    all_rounds(session, year)
    result, edition, releases = payment_of_year(session, year.number, draft=draft, day=today())
    targets = REWARD_YEAR.targets(paths, PaidYear(result, edition))
    write_or_stop(targets, force=force, session=session)
    lines = [f"{year.chinese}绩效奖励兑现表已写到：{target.path.absolute()}" for target in targets]
    answer("\n".join([*lines, f"{len(result.branches)} 个党支部，{amounts_in_words(result)}"]))
    tell_departure(releases, edition)


def _publish(
    paths: list[Path], session: Session, quarter: Quarter, *, print_all: bool, draft: bool, force: bool
) -> None:
    from dangjian_kaoping.session.going_out import paid_sheet
    from dangjian_kaoping.session.money import payment
    from dangjian_kaoping.words.rubric.reward import amounts_in_words

    read_published(session, quarter)
    result, edition, releases = payment(session, quarter, draft=draft, day=today())
    before = None if draft else paid_sheet(session, quarter)
    targets = REWARD.targets(paths, PayoutTable(result, edition, print_all))
    write_or_stop(targets, force=force, session=session)
    lines = [f"{result.quarter.chinese}绩效奖励兑现表已写到：{target.path.absolute()}" for target in targets]
    lines.append(f"{len(result.payouts)} 个党支部，{amounts_in_words(result)}")
    if not result.complete:
        lines.append("本轮还是暂定，不能据此兑现。")
    if before is not None:
        lines.append(f"{before.date} 登记过兑现表（{before.file}），不要再发一次；更正以后的差额用 --difference。")
    answer("\n".join(lines))
    tell_departure(releases, edition)


def _difference(
    session: Session,
    quarter: Quarter,
    publish: list[Path] | None,
    form: str,
    *,
    print_all: bool,
    draft: bool,
    force: bool,
) -> None:
    from dangjian_kaoping.session.difference import difference_of, difference_payment
    from dangjian_kaoping.words.difference import sums_in_words
    from dangjian_kaoping.words.notice.phrases import day_in_words

    read_published(session, quarter)
    if not publish:
        DIFFERENCE.show(form, DifferenceTable(difference_of(session, quarter, draft=draft)))
        return
    result, edition, releases = difference_payment(session, quarter, draft=draft, day=today())
    if not result.due:
        since = day_in_words(result.since)
        answer(f"{quarter.chinese}应发的与{since}登记的兑现表一样，没有差额，不必写。")
        return
    targets = DIFFERENCE.targets(publish, DifferenceTable(result, edition, print_all))
    write_or_stop(targets, force=force, session=session)
    lines = [f"{quarter.chinese}兑现差额表已写到：{target.path.absolute()}" for target in targets]
    answer("\n".join([*lines, *sums_in_words(result)]))
    tell_departure(releases, edition)
