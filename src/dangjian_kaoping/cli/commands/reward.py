"""`kaoping reward`: what the branches are paid for a quarter, or a year, by the reward policy."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.asking.periods import asked_year
from dangjian_kaoping.cli.asking.rounds import all_rounds, opened, quarter_of, read_published, scored_round
from dangjian_kaoping.cli.files.publication import Target, tell_departure, write_or_stop
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_csv, answer_json, width
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session


class RewardFormat(StrEnum):
    """How the money is shown."""

    table = "table"
    json = "json"
    csv = "csv"


def reward(
    quarter: QuarterOption = None,
    year: Annotated[
        str | None, typer.Option("--year", "-y", metavar="年份", help="各季度合计，如 2020；不写则是一个季度")
    ] = None,
    format: Annotated[
        RewardFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、json、csv")
    ] = RewardFormat.table,
    publish: Annotated[
        list[Path] | None,
        typer.Option("--publish", "-p", metavar="文件", help="写成文件：.xlsx 兑现表、.json 数据；可以写几次"),
    ] = None,
    draft: Annotated[bool, typer.Option("--draft", help="暂定的、与封存不一致的也算，标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The payouts of a quarter or a year."""
    if year is not None:
        if quarter is not None:
            raise Misused("--year 与 --quarter 只能写一个。")
        if publish:
            raise Misused("年度合计不能用 --publish 写成文件；兑现表一个季度一张，年度的可以用 --format csv 或 json。")
        _show_year(opened(workspace), asked_year(year), format, draft=draft)
        return
    session = opened(workspace)
    if publish:
        _publish(publish, session, quarter_of(session, quarter), draft=draft, force=force)
        return
    asked = scored_round(session, quarter, policies=True).quarter
    _show(session.reward(asked, draft=draft), format)


def _show(result: RewardResult, form: RewardFormat) -> None:
    match form:
        case RewardFormat.table:
            from dangjian_kaoping.write.text.reward_table import reward_table

            answer(reward_table(result, width(sys.stdout)))
        case RewardFormat.json:
            from dangjian_kaoping.write.json.reward import reward_json

            answer_json(reward_json(result))
        case RewardFormat.csv:
            from dangjian_kaoping.write.csv.reward import reward_csv

            answer_csv(reward_csv(result))


def _show_year(session: Session, year: int, form: RewardFormat, *, draft: bool) -> None:
    all_rounds(session, year)
    result = session.reward_year(year, draft=draft)
    match form:
        case RewardFormat.table:
            from dangjian_kaoping.write.text.reward_year_table import year_table

            answer(year_table(result, width(sys.stdout)))
        case RewardFormat.json:
            from dangjian_kaoping.write.json.reward import year_json

            answer_json(year_json(result))
        case RewardFormat.csv:
            from dangjian_kaoping.write.csv.reward import year_csv

            answer_csv(year_csv(result))


def _publish(paths: list[Path], session: Session, quarter: Quarter, *, draft: bool, force: bool) -> None:
    from dangjian_kaoping.session.money import payment
    from dangjian_kaoping.words.rubric.reward import money

    read_published(session, quarter)
    result, edition, releases = payment(session, quarter, draft=draft)
    targets = [_target(path, result, edition) for path in dict.fromkeys(paths)]
    write_or_stop(targets, force=force)
    lines = [f"{result.quarter.chinese}绩效奖励兑现表已写到：{target.path.absolute()}" for target in targets]
    lines.append(f"{len(result.payouts)} 个党支部，奖励合计 {money(result.reward)} 元，实发合计 {money(result.net)} 元")
    if not result.complete:
        lines.append("本轮还是暂定，不能据此兑现。")
    answer("\n".join(lines))
    tell_departure(releases)


def _target(path: Path, result: RewardResult, edition: Edition) -> Target:
    match path.suffix.lower():
        case ".xlsx":
            from dangjian_kaoping.write.ownership import made_by_us
            from dangjian_kaoping.write.xlsx.sheets.reward import reward_workbook

            return Target(path, lambda: reward_workbook(result, edition), made_by_us)
        case ".json":
            from dangjian_kaoping.write.json.reward import is_reward_json, reward_json

            return Target(path, lambda: reward_json(result, draft=edition.draft).encode(), is_reward_json)
    raise Misused(f"不知道怎样写“{path}”：文件名要以 .xlsx 或 .json 结尾。")
