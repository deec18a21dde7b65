"""`kaoping reward`: what the branches are paid for a quarter, or a year, by the reward policy."""

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dangjian_kaoping.checks.seal.release import Release
from dangjian_kaoping.cli.asking.rewards import carriers, no_policy, reward_of_quarter, rewards_of, rewards_until
from dangjian_kaoping.cli.asking.rounds import Compiled, compile_dossier, hold_rounds
from dangjian_kaoping.cli.asking.scoring import asked_year, refuse_provisional, score_quarter
from dangjian_kaoping.cli.files.publication import Target, write_or_stop
from dangjian_kaoping.cli.files.release import refuse_unreleased, releases_of, tell_departure
from dangjian_kaoping.cli.shell.failure import Misused
from dangjian_kaoping.cli.shell.options import QuarterOption, WorkspaceOption
from dangjian_kaoping.cli.shell.streams import answer, answer_csv, answer_json, width
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.model.edition import Edition


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
        _show_year(asked_year(year), format, workspace, draft=draft)
        return
    if publish:
        _publish(publish, compile_dossier(workspace, quarter), draft=draft, force=force)
        return
    scored = score_quarter(workspace, quarter, policies=True)
    if scored.workspace.policy_in_force(scored.result.quarter) is None:
        raise no_policy(scored.workspace, str(scored.result.quarter))
    refuse_provisional(scored.result, draft=draft)
    result = reward_of_quarter(workspace, scored, draft=draft)
    assert result is not None
    _show(result, format)


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


def _show_year(year: int, form: RewardFormat, workspace: Path | None, *, draft: bool) -> None:
    from dangjian_kaoping.engine.money.year import reward_year

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
            from dangjian_kaoping.write.text.reward_year_table import year_table

            answer(year_table(result, width(sys.stdout)))
        case RewardFormat.json:
            from dangjian_kaoping.write.json.reward import year_json

            answer_json(year_json(result))
        case RewardFormat.csv:
            from dangjian_kaoping.write.csv.reward import year_csv

            answer_csv(year_csv(result))


def _publish(paths: list[Path], compiled: Compiled, *, draft: bool, force: bool) -> None:
    quarter = compiled.dossier.result.quarter
    if compiled.workspace.policy_in_force(quarter) is None:
        raise no_policy(compiled.workspace, str(quarter))
    refuse_unreleased(compiled.releases, compiled.loader, draft=draft)
    refuse_provisional(compiled.dossier.result, draft=draft)
    *before, result = rewards_until(compiled, draft=draft)
    releases = compiled.releases
    if carrying := carriers([*before, result]):
        # the money that they left is paid now
        releases += releases_of(compiled.loader, compiled.workspace, compiled.dossier.rounds, carrying)
        refuse_unreleased(releases, compiled.loader, draft=draft)
    edition = _edition(compiled, releases, draft=draft)
    targets = [_target(path, result, edition) for path in dict.fromkeys(paths)]
    write_or_stop(targets, force=force)
    from dangjian_kaoping.words.rubric.reward import money

    lines = [f"{result.quarter.chinese}绩效奖励兑现表已写到：{target.path.absolute()}" for target in targets]
    lines.append(f"{len(result.payouts)} 个党支部，奖励合计 {money(result.reward)} 元，实发合计 {money(result.net)} 元")
    if not result.complete:
        lines.append("本轮还是暂定，不能据此兑现。")
    answer("\n".join(lines))
    tell_departure(releases)


def _edition(compiled: Compiled, releases: Sequence[Release], *, draft: bool) -> Edition:
    """What the money follows from: the round, as its seal says it, and the policies that were in force so far."""
    from dangjian_kaoping.cli.files.report import edition_of
    from dangjian_kaoping.model.canonical import canonical, digest_of

    edition = edition_of(compiled._replace(releases=tuple(releases)), draft=draft)
    quarter = compiled.dossier.result.quarter
    policies = [canonical(each) for each in compiled.workspace.policies if each.effective_from <= quarter]
    return edition._replace(digest=digest_of([edition.digest, *policies]))


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
