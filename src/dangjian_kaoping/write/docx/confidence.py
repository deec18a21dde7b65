"""末位稳不稳 as a .docx for those who decide, and for nobody else."""

from dangjian_kaoping.engine.otherwise.firmness import Firmness
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.views.confidence import deciding_facts
from dangjian_kaoping.views.paper import on_paper
from dangjian_kaoping.words.confidence import (
    INTERNAL,
    TITLE,
    beside_in_words,
    counts_in_words,
    grouped,
    lines_in_words,
    remarks_in_words,
)
from dangjian_kaoping.words.names import titled_version_in_words
from dangjian_kaoping.write.docx.handout import HEAD, TABLE, TEXT, WIDTH, handout, write_line
from dangjian_kaoping.write.docx.handout import TITLE as TITLE_SIZE
from dangjian_kaoping.write.docx.package import finished
from dangjian_kaoping.write.docx.standard import FANG_SONG, HEI, TITLE_SONG
from dangjian_kaoping.write.docx.tables import write_table
from dangjian_kaoping.write.ownership import DIGEST

FORMAT = "kaoping.confidence/1"
"""By this the tool knows the documents of this kind that it wrote."""


def confidence_docx(found: Firmness, edition: Edition) -> bytes:
    """The line, how many facts decide, and a table for each exchange; then what time and teams say."""
    edge = found.edge
    title = f"{edge.result.quarter.chinese}{TITLE[edge.about]}"
    document = handout(f"{INTERNAL}　{edition.unit}　{titled_version_in_words(edge.result.rubric)}")
    write_line(document, INTERNAL, HEI, HEAD)
    write_line(document, f"{edition.unit}{title}", TITLE_SONG, TITLE_SIZE, centred=True)
    for line in (*lines_in_words(edge), counts_in_words(edge)):
        write_line(document, line, FANG_SONG, TEXT)
    for heading, several in grouped(edge).items():
        write_line(document, f"{heading}（{len(several)} 条）", HEI, TEXT, before=8, together=True)
        write_table(document._body, on_paper(deciding_facts(several, edge.about)), WIDTH, TABLE)
    for index, line in enumerate(remarks_in_words(edge)):
        write_line(document, line, FANG_SONG, TEXT, before=0 if index else 8)
    for heading, lines in beside_in_words(found):
        write_line(document, heading, HEI, TEXT, before=8, together=True)
        for line in lines:
            write_line(document, line, FANG_SONG, TEXT)
    day = edge.result.quarter.last_day
    return finished(document, FORMAT, title, edition.unit, day, draft=edition.draft, said={DIGEST: edition.digest})
