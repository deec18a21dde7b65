"""Nothing of a document is lost in silence: every text is read once, or it is named as what is not read."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_kaoping.documents.docx.reading import blocks_of
from dangjian_kaoping.documents.notes import COVERED, Notes
from dangjian_kaoping.outline.document import Block, Paragraph

from .making import document, p, r, tbl, tc, tr

pytestmark = pytest.mark.whole

_TOKEN = re.compile("字[0-9]+句")
_WAYS: dict[str, Callable[[str], str]] = {
    "plain": r,
    "inserted": lambda text: f"<w:ins>{r(text)}</w:ins>",
    "deleted": lambda text: f"<w:del><w:r><w:delText>{text}</w:delText></w:r></w:del>",
    "moved away": lambda text: f"<w:moveFrom>{r(text)}</w:moveFrom>",
    "hidden": lambda text: r(text, "<w:vanish/>"),
    "struck": lambda text: r(text, "<w:strike/>"),
    "in a control": lambda text: f"<w:sdt><w:sdtContent>{r(text)}</w:sdtContent></w:sdt>",
    "in a link": lambda text: f"<w:hyperlink>{r(text)}</w:hyperlink>",
    "in a box": lambda text: f"<w:r><w:pict><w:txbxContent>{p(text)}</w:txbxContent></w:pict></w:r>",
}
_GONE = {"deleted", "moved away", "hidden", "struck"}
_RUNS = st.lists(st.sampled_from(sorted(_WAYS)), max_size=2)
_MARKS = st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", "<w:rPr><w:ins/></w:rPr>"])
_PARAGRAPHS = st.lists(st.tuples(_MARKS, _RUNS), min_size=1, max_size=2)
_CELLS = st.tuples(st.sampled_from(["", "<w:vMerge/>", '<w:gridSpan w:val="2"/>']), _PARAGRAPHS)
_ROWS = st.tuples(
    st.sampled_from(["", "<w:del/>", "<w:hidden/>", "<w:ins/>", '<w:gridBefore w:val="1"/>']),
    st.lists(_CELLS, min_size=1, max_size=2),
)
_BODY = st.lists(_PARAGRAPHS | st.lists(_ROWS, min_size=1, max_size=3).map(tuple), min_size=1, max_size=2)
Paragraphs = list[tuple[str, list[str]]]
Rows = tuple[tuple[str, list[tuple[str, Paragraphs]]], ...]


class _Writing:
    """Writes what was drawn, each text another; `kept` are those that are printed."""

    def __init__(self) -> None:
        self.count = 0
        self.kept: set[str] = set()

    def body(self, drawn: list[Paragraphs | Rows]) -> str:
        return "".join(
            self.table(each) + p("") if isinstance(each, tuple) else self.paragraphs(each, seen=True) for each in drawn
        )

    def table(self, rows: Rows) -> str:
        return tbl(
            *(
                tr(
                    *(
                        tc(self.paragraphs(paragraphs, seen=row not in ("<w:del/>", "<w:hidden/>")), cell)
                        for cell, paragraphs in cells
                    ),
                    properties=row,
                )
                for row, cells in rows
            )
        )

    def paragraphs(self, drawn: Paragraphs, *, seen: bool) -> str:
        return "".join(
            f"<w:p><w:pPr>{mark}</w:pPr>{''.join(self.run(way, seen=seen) for way in ways)}</w:p>"
            for mark, ways in drawn
        )

    def run(self, way: str, *, seen: bool) -> str:
        self.count += 1
        text = f"字{self.count}句"
        if seen and way not in _GONE:
            self.kept.add(text)
        return _WAYS[way](text)


def _texts(blocks: list[Block]) -> Iterator[str]:
    for each in blocks:
        if isinstance(each, Paragraph):
            yield each.text
        else:
            yield from {id(cell): cell.text for row in each.rows for cell in row}.values()


@given(_BODY)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_every_text_is_read_once_or_named(drawn: list[Paragraphs | Rows]) -> None:
    writing, notes = _Writing(), Notes()
    body = writing.body(drawn)
    blocks = blocks_of(document(p("开头") + body), notes)
    read = Counter(_TOKEN.findall("\n".join(_texts(blocks))))
    named = set(_TOKEN.findall("\n".join(notes)))
    assert all(count == 1 for count in read.values())
    assert {f"字{number}句" for number in range(1, writing.count + 1)} == read.keys() | named
    # of a row that is not seen is read what goes on in the rows below it
    assert read.keys() - writing.kept <= named
    # what is printed and not read lies under a merge
    under = {token for remark in notes if remark.startswith(COVERED) for token in _TOKEN.findall(remark)}
    assert writing.kept - read.keys() <= under
