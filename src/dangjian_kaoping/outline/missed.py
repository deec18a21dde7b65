"""The net beneath the reading: what stands in a document and nowhere in its outline."""

import re
from collections.abc import Iterator, Sequence

from dangjian_kaoping.outline.columns import head_of, is_head
from dangjian_kaoping.outline.document import Block, Cell, Paragraph, Table, filled
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Left, Outline, Said
from dangjian_kaoping.outline.remarks import is_continued, is_sum
from dangjian_kaoping.outline.typed import close

NOT_TAKEN = "没有读进哪个项目"
_HAN = re.compile("[一-鿿]+")
_TOLD = re.compile(
    "考核(?:要求|内容)|评分标准|(?:责任|考核|牵头|配合)(?:部门|单位)|牵头|配合|负责(?:考核)?|第.[章条]|[共满]?分|总分"
)
"""Words that tell what stands behind them, and are no text of it."""
_PRICE = re.compile(r"[扣加减得]\s*\d")
_SHORTEST = 2
"""Fewer characters make no word: marks, ticks, numbers."""


def missed(blocks: Sequence[Block], outline: Outline) -> Iterator[Left]:
    """The cells and paragraphs of which a word is nowhere in the outline, heads of tables and labels of sums aside."""
    texts = list(_texts(outline))
    words, prices = "\n".join(map(_run, texts)), "\n".join(map(close, texts))
    for each in _said(blocks):
        if is_sum(each.text) or is_continued(each.text):
            continue
        found = list(_words(each.text))
        price = not found and _PRICE.search(each.text) is not None
        if any(word not in words for word in found) or (price and close(each.text) not in prices):
            yield Left(Said(each.text.strip(), each.where), NOT_TAKEN)


def _said(blocks: Sequence[Block]) -> Iterator[Cell | Paragraph]:
    for block in blocks:
        if isinstance(block, Table):
            head = head_of(block)
            heads = range(0) if head is None else range(head.first, head.last)
            rows = [row for index, row in enumerate(block.rows) if index not in heads and not is_head(row)]
            yield from filled(cell for row in rows for cell in row)
        else:
            yield block


def _texts(outline: Outline) -> Iterator[str]:
    yield outline.title
    for area in outline.areas:
        yield area.name
        for item in area.items:
            yield from (item.title, item.requirement, *item.departments, *(fault.text for fault in item.faults))
            for sentence in item.sentences:
                yield from (sentence.text, sentence.about)
    yield from (each.text for each in outline.general)
    for left in outline.left:
        yield from (left.said.text, left.why)


def _run(text: str) -> str:
    """The characters of a text in one run, however it is broken into lines."""
    return "".join(_HAN.findall(text))


def _words(text: str) -> Iterator[str]:
    """The words to be found again: of a text of one character a line the whole, else what stands between its signs."""
    lines = [numbered(line).text.strip() for line in text.split("\n")]
    for run in _HAN.findall("".join(lines) if all(len(line) < _SHORTEST for line in lines) else text):
        yield from (word for word in _TOLD.split(run) if len(word) >= _SHORTEST)
