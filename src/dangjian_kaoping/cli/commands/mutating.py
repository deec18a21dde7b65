"""`kaoping rubric test --mutate`: which small changes of a rubric its cases tell."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import all_told, asked_items
from dangjian_kaoping.cli.commands.coverage import asked_versions
from dangjian_kaoping.cli.formats.testing import MUTATION
from dangjian_kaoping.cli.shell.failure import FINDINGS
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.several import shared_out
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.proof.mutation.mutation import Mutated, Mutation, Verdict
from dangjian_kaoping.session.mutating import mutation_of


class Wanted(NamedTuple):
    """Which changes are made: of these items (none: of all), only so many of them, drawn by a seed."""

    items: Sequence[str] = ()
    sample: int | None = None
    seed: int = 0


def show_mutation(workspace: Path | None, asked: str, wanted: Wanted, format: str, fail_under: int | None) -> None:
    """The changes of a version, or of all, that no case tells; exit 1 where a case fails as it is, where one of a price
    slips through, or, with `fail_under`, where less than so many per cent are told.
    """
    session = opened(workspace)
    versions = asked_versions(session, asked)
    with all_told(session.versions(), versions):
        mutations = [mutation_of(session, each) for each in versions]
    found = [_tried(each, wanted) for each in mutations]
    MUTATION.show(format, found)
    failing = [each.rubric.version for each in found if each.failing]
    if failing:
        tell(f"有不符的情形（{'、'.join(failing)} 版），见 kaoping rubric test。")
    short = [each.rubric.version for each in found if not each.reaches(fail_under)]
    if short:
        why = "有的分值改了也查不出" if fail_under is None else f"查得出的改动不到 {fail_under}%"
        tell(f"{'、'.join(short)} 版{why}。")
    if failing or short:
        raise typer.Exit(FINDINGS)


def _tried(mutation: Mutation, wanted: Wanted) -> Mutated:
    version = mutation.rubric.version
    items = asked_items(mutation.rubric, wanted.items)
    mutants = mutation.mutants(items, wanted.seed, wanted.sample)
    verdicts: list[Verdict] = []
    with (
        shared_out(mutation.work(mutants)) as made,
        patience(f"正在试 {version} 版的 {len(mutants)} 处改动 …") as say,
    ):
        for several in made:
            verdicts += several
            say(f"正在试 {version} 版的改动 … {len(verdicts)}/{len(mutants)}")
    return mutation.told(verdicts)
