"""The rules as an office prints them, as a .docx: a rubric with one table an area, and a reward policy."""

from docx.document import Document

from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.views.paper import on_paper
from dangjian_kaoping.views.rubric import items
from dangjian_kaoping.words.names import titled_version_in_words, version_in_words
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import numeral
from dangjian_kaoping.words.rubric.full_marks import area_in_words, total_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.words.rubric.reward import policy_in_words
from dangjian_kaoping.write.docx.handout import HEAD, TABLE, TEXT, TITLE, WIDTH, handout, write_line
from dangjian_kaoping.write.docx.package import finished
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, TITLE_SONG
from dangjian_kaoping.write.docx.tables import write_table
from dangjian_kaoping.write.docx.widths import column_widths
from dangjian_kaoping.write.ownership import DIGEST

FORMAT = "kaoping.rubric/1"
"""By this the tool knows the rubrics and policies that it printed."""
_POLICY = (Column("事项", left=True, most=14), Column("规定", left=True, most=60))


def rubric_docx(rubric: Rubric, edition: Edition) -> bytes:
    """The whole rubric: measure first, then a table for each area, numbered through as printed."""
    document = _begun(rubric, f"{version_in_words(rubric)}，{total_in_words(rubric)}")
    _heading(document, 1, "考评办法")
    for index, rule in enumerate(filter(None, measure_in_words(rubric.measure, rubric)), 1):
        write_line(document, f"{index}. {rule.title}：{rule.words}", FANG_SONG, TEXT)
    tables = [(area, on_paper(table)) for area, table in items(rubric)]
    if tables:
        columns = tables[0][1].columns
        needed = column_widths(Table(columns, tuple(row for _, table in tables for row in table.rows)))
        for index, (area, table) in enumerate(tables, 2):
            _heading(document, index, f"{area.name}（{area_in_words(rubric, area)}）")
            write_table(document._body, table, WIDTH, TABLE, needed=needed)
    return _ended(document, rubric, edition)


def policy_docx(policy: RewardPolicy, edition: Edition) -> bytes:
    """The whole policy."""
    document = _begun(policy, version_in_words(policy))
    write_table(document._body, Table(_POLICY, tuple(policy_in_words(policy))), WIDTH, TEXT)
    return _ended(document, policy, edition)


def _begun(rules: Rubric | RewardPolicy, version: str) -> Document:
    document = handout(titled_version_in_words(rules))
    write_line(document, rules.title, TITLE_SONG, TITLE, centred=True)
    write_line(document, f"（{version}）", FANG_SONG, TEXT, centred=True)
    if rules.note:
        write_line(document, f"说明：{rules.note}", FANG_SONG, TEXT, before=4)
    return document


def _heading(document: Document, number: int, text: str) -> None:
    write_line(document, f"{numeral(number)}、{text}", HEI, HEAD, before=8, together=True)


def _ended(document: Document, rules: Rubric | RewardPolicy, edition: Edition) -> bytes:
    day = rules.effective_from.first_day
    return finished(document, FORMAT, rules.title, edition.unit, day, draft=False, said={DIGEST: edition.digest})
