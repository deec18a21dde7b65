"""`kaoping reward`: what the branches are paid for a quarter, or a year, by the reward policy."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.cli.failure import Misused
from dangjian_kaoping.cli.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.publication import Target, write_or_stop
from dangjian_kaoping.cli.rewards import no_policy, reward_of_quarter, rewards_of
from dangjian_kaoping.cli.rounds import hold_rounds
from dangjian_kaoping.cli.scoring import Scored, asked_year, refuse_provisional, score_quarter
from dangjian_kaoping.cli.streams import answer, answer_csv, answer_json, width
from dangjian_kaoping.engine.reward import RewardResult


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
    draft: Annotated[bool, typer.Option("--draft", help="暂定的结果也算，标明“暂定”")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的、不是本工具写的文件")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The payouts of a quarter or a year."""
    if year is not None:
        if quarter is not None:
            raise Misused("--year 与 --quarter 只能写一个。")
        if publish:
            raise Misused("年度合计不能用 --publish 写成文件；兑现表一个季度一张，年度的可以用 --format csv 或 json。")
        _show_year(asked_year(year), format, workspace, draft=draft)
        return
    scored = score_quarter(workspace, quarter, policies=True)
    if scored.workspace.policy_in_force(scored.result.quarter) is None:
        raise no_policy(scored.workspace, str(scored.result.quarter))
    refuse_provisional(scored.result, draft=draft)
    result = reward_of_quarter(workspace, scored, draft=draft)
    assert result is not None
    if publish:
        _publish(publish, result, scored, draft=draft, force=force)
    else:
        _show(result, format)


def _show(result: RewardResult, form: RewardFormat) -> None:
    match form:
        case RewardFormat.table:
            from dangjian_kaoping.render.reward_table import reward_table

            answer(reward_table(result, width(sys.stdout)))
        case RewardFormat.json:
            from dangjian_kaoping.render.reward_json import reward_json

            answer_json(reward_json(result))
        case RewardFormat.csv:
            from dangjian_kaoping.render.reward_table import reward_csv

            answer_csv(reward_csv(result))


def _show_year(year: int, form: RewardFormat, workspace: Path | None, *, draft: bool) -> None:
    from dangjian_kaoping.engine.reward_year import reward_year

    held = hold_rounds(workspace)
    mine = [each for each in held.results if each.quarter.year == year]
    for each in mine:
        refuse_provisional(each, draft=draft)
    found = [each for each in rewards_of(held, draft=draft) if each.quarter.year == year]
    if not found:
        raise no_policy(held.workspace, f"{year} 年")
    result = reward_year(year, found)
    match form:
        case RewardFormat.table:
            from dangjian_kaoping.render.reward_year_table import year_table

            answer(year_table(result, width(sys.stdout)))
        case RewardFormat.json:
            from dangjian_kaoping.render.reward_json import year_json

            answer_json(year_json(result))
        case RewardFormat.csv:
            from dangjian_kaoping.render.reward_year_table import year_csv

            answer_csv(year_csv(result))


def _publish(paths: list[Path], result: RewardResult, scored: Scored, *, draft: bool, force: bool) -> None:
    targets = [_target(path, result, scored, draft=draft) for path in dict.fromkeys(paths)]
    write_or_stop(targets, force=force)
    from dangjian_kaoping.render.reward_words import money

    lines = [f"{result.quarter.chinese}绩效奖励兑现表已写到：{target.path.absolute()}" for target in targets]
    lines.append(f"{len(result.payouts)} 个党支部，奖励合计 {money(result.reward)} 元，实发合计 {money(result.net)} 元")
    if not result.complete:
        lines.append("本轮还是暂定，不能据此兑现。")
    answer("\n".join(lines))


def _target(path: Path, result: RewardResult, scored: Scored, *, draft: bool) -> Target:
    match path.suffix.lower():
        case ".xlsx":
            from dangjian_kaoping.excel.ownership import made_by_us

            return Target(path, lambda: _workbook(result, scored, draft=draft), made_by_us)
        case ".json":
            from dangjian_kaoping.render.reward_json import is_reward_json, reward_json

            return Target(path, lambda: reward_json(result).encode(), is_reward_json)
    raise Misused(f"不知道怎样写“{path}”：文件名要以 .xlsx 或 .json 结尾。")


def _workbook(result: RewardResult, scored: Scored, *, draft: bool) -> bytes:
    from dangjian_kaoping.cli.report import whole_edition
    from dangjian_kaoping.excel.reward import reward_workbook
    from dangjian_kaoping.model.canonical import canonical, digest_of

    edition = whole_edition(scored.workspace)
    # the money follows from the policy too
    digest = digest_of([edition.digest, canonical(result.policy)])
    return reward_workbook(result, edition._replace(draft=draft, digest=digest))
