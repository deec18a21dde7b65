"""What `test_new_column.py` shows of the ranking, of the other tables: one more is found in each of their formats."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import load_workbook

from dangjian_kaoping.engine.follow.gap import gap_courses, round_gaps
from dangjian_kaoping.engine.follow.ledger import as_of_quarter
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.burden import burden as burden_of
from dangjian_kaoping.session.fairness import fairness as fairness_of
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views import burden, confidence, fairness, gap, history, ledger, reward, since, tasks, trend, year
from dangjian_kaoping.views.publicity import WHOLE
from dangjian_kaoping.views.table import Column
from dangjian_kaoping.write.csv.table import as_csv
from dangjian_kaoping.write.html.site.pages import site_files
from dangjian_kaoping.write.json.burden import burden_json
from dangjian_kaoping.write.json.confidence import confidence_json
from dangjian_kaoping.write.json.fairness import fairness_json
from dangjian_kaoping.write.json.gap import gap_json, gap_trend_json
from dangjian_kaoping.write.json.ledger import ledger_json
from dangjian_kaoping.write.json.reward import reward_json
from dangjian_kaoping.write.json.reward import year_json as reward_year_json
from dangjian_kaoping.write.json.tasks import tasks_json
from dangjian_kaoping.write.json.trend import trend_json
from dangjian_kaoping.write.json.year import year_json
from dangjian_kaoping.write.markdown.tasks import tasks_markdown
from dangjian_kaoping.write.text.burden import burden_text
from dangjian_kaoping.write.text.confidence import confidence_text
from dangjian_kaoping.write.text.fairness import fairness_text
from dangjian_kaoping.write.text.gap import branch_gap_text, gap_trend_text, gaps_text
from dangjian_kaoping.write.text.ledger import ledger_text
from dangjian_kaoping.write.text.reward import reward_table, year_table
from dangjian_kaoping.write.text.since import since_text
from dangjian_kaoping.write.text.tasks import tasks_text
from dangjian_kaoping.write.text.trend import trend_text
from dangjian_kaoping.write.text.year import year_text
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from dangjian_kaoping.write.xlsx.sheets.confidence import confidence_workbook
from dangjian_kaoping.write.xlsx.sheets.ledger import ledger_workbook
from dangjian_kaoping.write.xlsx.sheets.reward import reward_workbook
from dangjian_kaoping.write.xlsx.sheets.tasks import tasks_workbook
from dangjian_kaoping.write.xlsx.year_report import year_workbook
from docx_faults import faults_in_document
from write.html.sites import found, matter

pytestmark = pytest.mark.whole

HEADING, SAID = "添列", "七十七"
QUARTER, YEAR = Quarter(2020, 4), Year(2020)
WIDE = 400


@cache
def session() -> Session:
    return Session(Path(__file__).parents[2])


def of_ledger() -> Iterator[str | bytes]:
    when = as_of_quarter(QUARTER)
    found = session().ledger(when)
    entries = found.entries[:3]
    yield ledger_text(entries, found.summary(), when, WIDE)
    yield as_csv(ledger.ledger(entries))
    yield ledger_json(entries, found.summary(), when, whole=True)
    yield ledger_workbook(entries, when, session().edition(QUARTER))


def of_tasks() -> Iterator[str | bytes]:
    listed = session().tasks(QUARTER)
    yield tasks_text(listed, WIDE)
    yield tasks_json(listed)


def of_duties() -> Iterator[str | bytes]:
    listed = session().tasks(QUARTER)
    yield tasks_markdown(listed)
    yield tasks_workbook(listed, session().edition(None))


def of_year() -> Iterator[str | bytes]:
    result = session().year(2020)
    yield year_text(result, WIDE)
    yield year_json(result)
    yield year_workbook(session().dossier(YEAR), session().edition(YEAR))


def of_reward() -> Iterator[str | bytes]:
    result = session().reward(QUARTER)
    yield reward_table(result, WIDE)
    yield as_csv(reward.reward(result))
    yield reward_json(result)
    yield reward_workbook(result, session().edition(QUARTER))


def of_reward_year() -> Iterator[str | bytes]:
    result = session().reward_year(2020)
    yield year_table(result, WIDE)
    yield as_csv(reward.reward_year(result))
    yield reward_year_json(result)


def of_gaps() -> Iterator[str | bytes]:
    found = round_gaps(session().round(QUARTER))
    yield gaps_text(QUARTER, found, WIDE)
    yield gap_json(QUARTER, "2020", found)


def of_items() -> Iterator[str | bytes]:
    found = round_gaps(session().round(QUARTER))
    yield branch_gap_text(next(each for each in found if each.found), WIDE)
    yield gap_json(QUARTER, "2020", found)
    yield ranking_workbook(session().dossier(QUARTER), session().edition(QUARTER))


def of_gap_courses() -> Iterator[str | bytes]:
    rounds = session().rounds()[-2:]
    quarters, courses = [each.quarter for each in rounds], gap_courses(rounds)
    yield gap_trend_text(quarters, courses, WIDE)
    yield gap_trend_json(quarters, courses)


def of_trend() -> Iterator[str | bytes]:
    rounds = session().rounds()[-2:]
    yield trend_text(rounds, WIDE)
    yield trend_json(rounds)
    yield ranking_workbook(session().dossier(QUARTER), session().edition(QUARTER))


def of_since() -> Iterator[str | bytes]:
    yield since_text(session().since(QUARTER, "ZB03", "2020Q3"), WIDE)


def of_versions() -> Iterator[str | bytes]:
    found = burden_of(session())
    yield burden_text(found, None, WIDE)
    yield burden_json(found, None)


def of_burden() -> Iterator[str | bytes]:
    yield burden_text(burden_of(session()), None, WIDE)


def of_branch_years() -> Iterator[str | bytes]:
    found = burden_of(session())
    yield as_csv(burden.branch_years(found))
    yield burden_json(found, None)


def of_fairness() -> Iterator[str | bytes]:
    found = fairness_of(session())
    yield fairness_text(found, WIDE)
    yield fairness_json(found)


def of_edge() -> Iterator[str | bytes]:
    found = session().firmness(QUARTER)
    yield confidence_text(found, WIDE)
    yield confidence_json(found)
    yield confidence_workbook(found, session().edition(QUARTER))


def of_history() -> Iterator[str | bytes]:
    files = site_files(matter([WHOLE], found()[-1:], internal=True))
    yield next(content.decode() for name, content in files if name.startswith("branches/"))


TABLES: dict[str, tuple[ModuleType, str, Callable[[], Iterator[str | bytes]]]] = {
    "ledger": (ledger, "_rectification", of_ledger),
    "tasks": (tasks, "_demands", of_tasks),
    "duties": (tasks, "_duty", of_duties),
    "year": (year, "_standing", of_year),
    "reward": (reward, "_amounts", of_reward),
    "reward of a year": (reward, "_year_columns", of_reward_year),
    "gaps": (gap, "_figures", of_gaps),
    "gaps of items": (gap, "_item_figures", of_items),
    "gaps over the rounds": (gap, "_course", of_gap_courses),
    "since": (since, "_causes", of_since),
    "since by items": (since, "_shares", of_since),
    "confidence": (confidence, "_columns", of_edge),
    "trend": (trend, "_standing", of_trend),
    "fairness by round": (fairness, "_by_round", of_fairness),
    "fairness of classes": (fairness, "_standing", of_fairness),
    "burden of versions": (burden, "_version", of_versions),
    "burden asked": (burden, "_asked", of_burden),
    "burden recorded": (burden, "_records", of_burden),
    "history": (history, "_columns", of_history),
    "burden of branches": (burden, "_branch_year", of_branch_years),
}


@pytest.mark.parametrize("table", TABLES)
def test_a_column_more_is_in_every_format(table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, name, written = TABLES[table]
    columns = getattr(module, name)

    def more(*arguments: Any) -> Iterator[Column[Any]]:
        yield from columns(*arguments)
        yield Column("added", HEADING, lambda _: SAID)

    monkeypatch.setattr(module, name, more)
    for content in written():
        if isinstance(content, bytes):
            assert {HEADING, SAID} <= _cells(content)
        elif content.startswith("{"):
            assert f'"added": "{SAID}"' in content
            assert faults_in_document(content) == []
        else:
            assert HEADING in content
            assert SAID in content


def _cells(workbook: bytes) -> set[object]:
    book = load_workbook(BytesIO(workbook), read_only=True)
    return {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
