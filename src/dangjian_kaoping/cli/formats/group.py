"""A group's round: shown, as data, and reported."""

import sys
from typing import NamedTuple

from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import JSON, TABLE, File, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.compare.drift import Drift
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.model.edition import Edition


class Report(NamedTuple):
    """A group's round, by which versions its units score, and what a publication says of itself."""

    round: GroupRound
    drift: tuple[Drift, ...]
    edition: Edition


GROUP = Writable[GroupRound]("集团的汇总")
REPORT = Writable[Report]("集团的报告")


@GROUP.written(TABLE)
def _text(round: GroupRound) -> str:
    from dangjian_kaoping.write.text.group import group_text

    return group_text(round, width(sys.stdout))


@GROUP.written(JSON)
def _json(round: GroupRound) -> str:
    from dangjian_kaoping.write.json.group import group_json

    return group_json(round)


@REPORT.written(file=File(".xlsx", ours.office, "工作簿"))
def _workbook(report: Report) -> bytes:
    from dangjian_kaoping.write.xlsx.group_report import group_workbook

    return group_workbook(report.round, report.drift, report.edition)


@REPORT.written(file=File(".html", ours.page, "网页"))
def _page(report: Report) -> bytes:
    from dangjian_kaoping.write.html.group import group_page

    return group_page(report.round, report.drift, report.edition)
