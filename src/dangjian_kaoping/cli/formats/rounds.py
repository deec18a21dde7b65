"""A round and a year: the ranking."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.asking.courses import state_shown
from dangjian_kaoping.cli.formats import ours
from dangjian_kaoping.cli.formats.writable import CSV, JSON, TABLE, File, Writable
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.periods import Year
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    from dangjian_kaoping.engine.score.year import YearResult
    from dangjian_kaoping.words.notice.kinds import NoticeKind


class RankedRound(NamedTuple):
    """A round, and how it is published: as a draft, under which date, in which template of the office's own, as which
    kind of document (None: as its state asks), with what is not for everybody left out, with all sheets printed, with
    those of the self-assessment however many branches there are.
    """

    session: Session
    result: RoundResult
    draft: bool = False
    day: date | None = None
    template: Path | None = None
    kind: "NoticeKind | None" = None
    redact: bool = False
    print_all: bool = False
    self_assessment: bool = False


SCORES = Writable[RankedRound]("考评得分")
"""What `score` shows."""
ROUND = Writable[RankedRound]("考评结果")
"""What `rank` shows and publishes."""


@SCORES.written(TABLE)
def _scores(round: RankedRound) -> str:
    from dangjian_kaoping.write.text.score_table import score_table

    return score_table(round.result, width(sys.stdout), state_shown(round.session, round.result.quarter))


@ROUND.written(TABLE)
def _ranks(round: RankedRound) -> str:
    from dangjian_kaoping.cli.asking.rounds import round_before
    from dangjian_kaoping.write.text.rank_table import rank_table

    session, result = round.session, round.result
    before = round_before(session, result.quarter)
    return rank_table(result, before, width(sys.stdout), state_shown(session, result.quarter))


@ROUND.written(file=File(".html", ours.page, "网页"))
def _page(round: RankedRound) -> bytes:
    from dangjian_kaoping.session.correction import published_dossier
    from dangjian_kaoping.write.html.ranking import ranking_page

    session, quarter = round.session, round.result.quarter
    return ranking_page(
        published_dossier(session, quarter), session.edition(quarter, draft=round.draft), redact=round.redact
    )


@ROUND.written(file=File(".xlsx", ours.office, "工作簿"))
def _workbook(round: RankedRound) -> bytes:
    from dangjian_kaoping.session.correction import published_dossier
    from dangjian_kaoping.write.xlsx.report import ranking_workbook

    session, quarter = round.session, round.result.quarter
    with patience("正在写工作簿 …"):
        edition = session.edition(quarter, draft=round.draft)
        dossier = published_dossier(session, quarter)
        return ranking_workbook(dossier, edition, print_all=round.print_all, self_assessment=round.self_assessment)


@ROUND.written(file=File(".docx", ours.office, "通报", at_once=True))
def _notice(round: RankedRound) -> bytes:
    from dangjian_kaoping.cli.files.notice import kind_by_state, notice_content

    session, quarter = round.session, round.result.quarter
    kind = round.kind or kind_by_state(session, quarter)
    return notice_content(session, quarter, round.day, round.template, kind, draft=round.draft)


@SCORES.written(JSON)
@ROUND.written(JSON, File(".json", ours.json_of("kaoping.score"), "数据"))
def _json(round: RankedRound) -> str:
    from dangjian_kaoping.write.json.score import score_json

    return score_json(round.result, draft=round.draft)


@SCORES.written(CSV)
@ROUND.written(CSV)
def _csv(round: RankedRound) -> str:
    from dangjian_kaoping.views.ranking import ranking
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(ranking(round.result))


class RankedYear(NamedTuple):
    """A year, and how it is published: as a draft, all sheets printed, under which date, in which template."""

    session: Session
    result: "YearResult"
    draft: bool = False
    print_all: bool = False
    day: date | None = None
    template: Path | None = None


YEAR = Writable[RankedYear]("年度排名")


@YEAR.written(TABLE)
def _year_text(year: RankedYear) -> str:
    from dangjian_kaoping.session.correction import corrected_rounds
    from dangjian_kaoping.write.text.year import year_text

    return year_text(year.result, width(sys.stdout), corrected_rounds(year.session, year.result.year))


@YEAR.written(file=File(".html", ours.page, "网页"))
def _year_page(year: RankedYear) -> bytes:
    from dangjian_kaoping.session.correction import corrected_rounds
    from dangjian_kaoping.write.html.year import year_page

    session, period = year.session, Year(year.result.year)
    corrected = corrected_rounds(session, period.number)
    return year_page(session.dossier(period), session.edition(period, draft=year.draft), corrected)


@YEAR.written(file=File(".xlsx", ours.office, "工作簿"))
def _year_workbook(year: RankedYear) -> bytes:
    from dangjian_kaoping.write.xlsx.year_report import year_workbook

    session, period = year.session, Year(year.result.year)
    with patience("正在写工作簿 …"):
        edition = session.edition(period, draft=year.draft)
        return year_workbook(session.dossier(period), edition, print_all=year.print_all)


@YEAR.written(file=File(".docx", ours.office, "通报", at_once=True))
def _year_notice(year: RankedYear) -> bytes:
    from dangjian_kaoping.cli.files.notice import year_notice_content

    return year_notice_content(year.session, Year(year.result.year), year.day, year.template, draft=year.draft)


@YEAR.written(JSON, File(".json", ours.json_of("kaoping.year"), "数据"))
def _year_json(year: RankedYear) -> str:
    from dangjian_kaoping.write.json.year import year_json

    return year_json(year.result, draft=year.draft)


@YEAR.written(CSV)
def _year_csv(year: RankedYear) -> str:
    from dangjian_kaoping.views.year import year_ranking
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(year_ranking(year.result))
