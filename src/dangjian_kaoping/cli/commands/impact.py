"""`kaoping rubric impact`: what a revision would have made of the rounds that were held."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

from dangjian_kaoping.checks.round.scorable import check_scorable
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.cli.asking.rounds import read_whole
from dangjian_kaoping.cli.asking.scoring import asked_quarter, loader_at, rubric_of, stop_at
from dangjian_kaoping.cli.asking.sides import Sides
from dangjian_kaoping.cli.asking.trial import tried
from dangjian_kaoping.cli.shell.failure import UNREADABLE, Misused, Stopped
from dangjian_kaoping.cli.shell.options import WorkspaceOption
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer, answer_json, answer_markdown, tell, width
from dangjian_kaoping.compare.impact.impact import Held, Impact, impact_of
from dangjian_kaoping.compare.impact.sensitivity import slack_of
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round, Workspace
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

_SUMS = frozenset({"KP201", "KP202", "KP221", "KP223"})
"""Points that do not add up: what is only tried out need not yet."""


class ImpactFormat(StrEnum):
    """How the impact is shown."""

    table = "table"
    markdown = "markdown"
    json = "json"


def impact(
    sources: Annotated[
        list[str] | None,
        typer.Argument(metavar="原 新", help="原来的版本，和要试的版本、文件或 git 里的；用 --try 的只写原来的"),
    ] = None,
    quarters: Annotated[
        str | None,
        typer.Option("--quarters", metavar="季度", help="如 2019Q1..2019Q4；不写则是按原来的版本考评的各轮"),
    ] = None,
    edits: Annotated[
        list[str] | None,
        typer.Option("--try", metavar="路径=值", help="试一处还没有写的改动，如 item.DJ-01.points=8；可以写几次"),
    ] = None,
    sensitivity: Annotated[bool, typer.Option("--sensitivity", help="各方面的分值改到多少，末位才会变")] = False,
    format: Annotated[
        ImpactFormat, typer.Option("--format", "-f", metavar="格式", help="table 表格、markdown、json")
    ] = ImpactFormat.table,
    workspace: WorkspaceOption = None,
) -> None:
    """Score the rounds held under one version as if another had been in force."""
    asked = _asked_quarters(quarters)
    loader = loader_at(workspace)
    sides = Sides(workspace)
    old, new = _versions(sides, sources or [], edits or [], alone=sensitivity)
    with patience("正在读取并重算各轮 …"):
        found = read_whole(loader)
        held, rounds = _held(loader, found, old, asked)
        faults = Faults()
        faults.extend(each for each in check_rubric(new, held.roster) if not (edits and each.code in _SUMS))
        stop_at(sides.loader, faults)
        if sensitivity:
            _answer_sensitivity(old, held, rounds, format)
            return
        try:
            result = impact_of(old, new, held, rounds, sides.between(old, new))
        except Refusal as refusal:
            raise Stopped(UNREADABLE, [refusal.fault], loader.texts) from refusal
    _answer(result, format)


def _versions(sides: Sides, sources: list[str], edits: list[str], *, alone: bool) -> tuple[Rubric, Rubric]:
    if edits or alone:
        if len(sources) > 1:
            raise Misused("用 --try、--sensitivity 的只写一个版本，不写的是最新的一版。")
        if not sides.versions and not sources:
            raise Misused("这里还没有细则。")
        old = sides.rubric(sources[0] if sources else sides.versions[-1])
        return old, tried(sides.loader.texts[old.at.file], old.at.file, edits) if edits else old
    if len(sources) != 2:
        raise Misused("要写两个：原来的和要试的，如 kaoping rubric impact 2019 2020；试一处改动的用 --try。")
    return sides.rubric(sources[0]), sides.rubric(sources[1])


def _asked_quarters(text: str | None) -> tuple[Quarter, Quarter] | None:
    if text is None:
        return None
    first, dots, last = text.partition("..")
    begin = asked_quarter(first)
    end = asked_quarter(last) if dots else begin
    if end < begin:
        raise Misused(f"“{text}”前后写反了，要写成 {end}..{begin}。")
    return begin, end


def _held(
    loader: Loader, found: Workspace, old: Rubric, asked: tuple[Quarter, Quarter] | None
) -> tuple[Held, list[Round]]:
    """The rounds that were held under the old version, each fit to be scored."""
    assert found.roster is not None
    every = sorted((each for each in found.rounds.values() if each.inspections), key=lambda each: each.quarter)
    wanted = [each for each in every if asked is None or asked[0] <= each.quarter <= asked[1]]
    mine = [each for each in wanted if rubric_of(loader, found, each.quarter).version == old.version]
    if asked is not None and len(mine) < len(wanted):
        others = "、".join(str(each.quarter) for each in wanted if each not in mine)
        tell(f"{others} 不是按 {old.version} 版考评的，不算在内。")
    if not mine:
        of_it = [each for each in every if rubric_of(loader, found, each.quarter).version == old.version]
        known = "、".join(str(each.quarter) for each in of_it) or "没有"
        fault = codes.KP402(quarter=f"按 {old.version} 版考评的各轮", known=known)
        raise Stopped(UNREADABLE, [Diagnostic(fault, Place("data", 0))], {})
    for each in mine:
        stop_at(loader, check_scorable(found, rubric_of(loader, found, each.quarter), each))
    return Held(found.roster, every, found.rubrics, found.policies), mine


def _answer(result: Impact, form: ImpactFormat) -> None:
    if form is ImpactFormat.json:
        from dangjian_kaoping.write.json.impact import impact_json

        answer_json(impact_json(result))
    elif form is ImpactFormat.markdown:
        from dangjian_kaoping.write.markdown.impact import impact_markdown

        answer_markdown(impact_markdown(result))
    else:
        from dangjian_kaoping.write.text.impact import impact_text

        answer(impact_text(result, width(sys.stdout)))


def _answer_sensitivity(old: Rubric, held: Held, rounds: Iterable[Round], form: ImpactFormat) -> None:
    results = [score_round(old, held.roster, each, held.before(each), held.rubrics) for each in rounds]
    slack = [slack_of(each) for each in results if each.complete]
    if form is ImpactFormat.json:
        from dangjian_kaoping.write.json.sensitivity import sensitivity_json

        answer_json(sensitivity_json(slack))
        return
    from dangjian_kaoping.write.text.sensitivity import sensitivity_text

    answer(sensitivity_text(slack, width(sys.stdout)))
