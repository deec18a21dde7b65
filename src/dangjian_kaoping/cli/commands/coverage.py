"""`kaoping rubric test --coverage`: how much of a rubric its cases have tried."""

from pathlib import Path

import typer

from dangjian_kaoping.cli.asking.rounds import opened
from dangjian_kaoping.cli.asking.sides import all_told
from dangjian_kaoping.cli.formats.testing import COVERAGE
from dangjian_kaoping.cli.shell.failure import FINDINGS, Misused
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import tell
from dangjian_kaoping.diagnostics import perhaps
from dangjian_kaoping.session.covering import covered
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.coverage import percent

ALL = "all"
"""Every version."""


def show_coverage(workspace: Path | None, asked: str, format: str, fail_under: int | None) -> None:
    """The coverage of a version, or of all; exit 1 where a case fails, or less is tried than asked."""
    session = opened(workspace)
    versions = asked_versions(session, asked)
    with all_told(session.versions(), versions), patience(f"正在试 {'、'.join(versions)} 版 …"):
        found = [covered(session, each) for each in versions]
    COVERAGE.show(format, found)
    failing = [each for each in found if each.ran.failed]
    if failing:
        tell(f"有不符的情形（{'、'.join(each.rubric.version for each in failing)} 版），见 kaoping rubric test。")
    short = [each for each in found if fail_under is not None and each.total.percent < fail_under]
    if short:
        those = "、".join(f"{each.rubric.version} 版 {percent(each.total)}%" for each in short)
        tell(f"试过的考点不到 {fail_under}%：{those}。")
    if failing or short:
        raise typer.Exit(FINDINGS)


def asked_versions(session: Session, asked: str) -> list[str]:
    """The versions of the workspace that a word means, nothing the newest. Raises Misused where there is no such."""
    known = session.versions().rubrics
    if not (asked or known):
        raise Misused("这里还没有细则。")
    if not asked:
        return known[-1:]
    if asked == ALL:
        return known
    if asked not in known:
        raise Misused(
            f"没有“{asked}”这一版细则。{perhaps(asked, known)}有：{'、'.join(known) or '没有一版'}；全部写 {ALL}。"
        )
    return [asked]
