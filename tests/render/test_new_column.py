"""A new column of the ranking is one line more in `views.ranking`: here is one, and every format has it."""

import csv
import io
import json
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.views import ranking
from dangjian_kaoping.views.notice import round_notice
from dangjian_kaoping.views.table import Column
from dangjian_kaoping.write.csv.table import as_csv
from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.html.ranking import ranking_page
from dangjian_kaoping.write.json.score import score_json
from dangjian_kaoping.write.text.score_table import score_table
from dangjian_kaoping.write.xlsx.report import ranking_workbook
from docx_faults import faults_in_document
from small_plant import edition, held

pytestmark = pytest.mark.whole

HEADING = "问题数"


@pytest.fixture
def dossier(monkeypatch: pytest.MonkeyPatch) -> Dossier:
    """A round whose ranking has a column more."""
    columns = ranking.ranking_columns

    def more(result: RoundResult, dossier: Dossier | None = None) -> Iterator[Column[Placing]]:
        yield from columns(result, dossier)
        yield Column("problems", HEADING, lambda each: len(each.score.findings), "count")

    monkeypatch.setattr(ranking, "ranking_columns", more)
    return held()


def problems(dossier: Dossier) -> list[str]:
    found = [str(len(each.score.findings)) for each in dossier.result.placings]
    assert len(set(found)) > 2
    return found


def test_in_the_terminal(dossier: Dossier) -> None:
    text = score_table(dossier.result, 300)
    head, _, _, *rows = next(part for part in text.split("\n\n") if "综合得分" in part).splitlines()
    assert head.endswith(HEADING)
    assert [row.split()[-1] for row in rows] == problems(dossier)


def test_in_csv(dossier: Dossier) -> None:
    rows = csv.DictReader(io.StringIO(as_csv(ranking.ranking(dossier.result)), newline=""))
    assert [row[HEADING] for row in rows] == problems(dossier)


def test_in_json(dossier: Dossier) -> None:
    text = score_json(dossier.result)
    branches = json.loads(text)["branches"]
    assert [str(each["problems"]) for each in branches] == problems(dossier)
    assert faults_in_document(text) == []


def test_in_the_workbook(dossier: Dossier) -> None:
    sheet = load_workbook(BytesIO(ranking_workbook(dossier, edition())))[ranking.NAME]
    (head,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == HEADING)
    column = [str(sheet.cell(head.row + number, head.column).value) for number in range(1, 9)]
    assert column == problems(dossier)


def test_on_paper(dossier: Dossier) -> None:
    letter = round_notice(overview(dossier, ()), edition(), None)
    (annex,) = docx.Document(BytesIO(letter_docx(letter))).tables
    head, *cells = (cell.text for cell in annex.columns[-1].cells)
    assert head == HEADING
    assert cells == problems(dossier)


def test_on_the_page(dossier: Dossier) -> None:
    page = ranking_page(dossier, edition()).decode()
    before, _, after = page.partition(f">{HEADING}</th>")
    standing = after[: after.index("</table>")]
    rows = [row.split("</tr>")[0].strip().splitlines()[-1] for row in standing.split("<tr ")[1:]]
    assert "综合得分" in before
    assert rows == [f'<td class="number wide">{each}</td>' for each in problems(dossier)]
