"""report.xlsx: the published workbook of a round."""

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.excel.book import Book
from dangjian_kaoping.excel.findings import write_findings
from dangjian_kaoping.excel.items import write_items
from dangjian_kaoping.excel.method import write_method
from dangjian_kaoping.excel.ranking import write_ranking
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError


def ranking_workbook(dossier: Dossier, edition: Edition) -> bytes:
    """The workbook of a round: 综合排名, 各项得分, 扣分明细, 口径说明. The same input gives the same bytes.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    rubric = result.rubric
    title = f"{edition.unit}{result.quarter.chinese}党支部量化考评报告"
    book = Book(title, edition, result.quarter, f"{rubric.title}（{rubric.version}版）")
    write_ranking(book, result)
    write_items(book, result)
    write_findings(book, result)
    write_method(book, result)
    return book.to_bytes()
