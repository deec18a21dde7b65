"""Laws: what was laid out is read back, all of a document is in its outline, once, and nothing else is."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.building import SEPARATOR
from dangjian_kaoping.outline.document import Document, Table
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Outline
from dangjian_kaoping.outline.reading import outlined
from thorough import law

from .layouts import Layout, layouts, prose_layouts
from .typed import cases, document

ALL = cases()
LETTERS = "一二（）()1.、；。，扣分加得每少次考核内容分值评分标准项目合计注：\n"
_HAN = re.compile("[一-鿿]+")
_WORDS = re.compile(
    "(?:本部分)?[合小总]计|总分|续表?|[第共]?页|分|共计?|满分|计|每|扣|得|加|责任部门|考核要求|考核内容|负责(?:考核)?|评分标准|牵头|配合"
)
"""Words that tell points or what stands behind them, and those that are put between what cells say."""


@pytest.mark.whole
@law(600)
@given(st.one_of(layouts(), prose_layouts()))
def test_what_was_laid_out_is_read_back(layout: Layout) -> None:
    found = [(area.name, item) for area in outlined(document(layout.blocks)).areas for item in area.items]
    assert [
        (area, item.title, item.points and item.points.value, item.requirement, list(item.departments))
        for area, item in found
    ] == [(each.area, each.title, Decimal(each.points), each.requirement, each.departments) for each in layout.items]
    assert [[each.text for each in item.sentences] for _, item in found] == [each.sentences for each in layout.items]


@pytest.mark.whole
@law(600)
@given(st.one_of(layouts(), prose_layouts()))
def test_every_word_stands_once(layout: Layout) -> None:
    outline = outlined(document(layout.blocks))
    texts = "\n".join(_texts(outline))
    assert Counter({word: texts.count(word) for word in layout.words}) == Counter(layout.words)


@pytest.mark.whole
@law(600)
@given(st.one_of(layouts(), prose_layouts()), st.randoms(use_true_random=False))
def test_no_word_is_lost_whatever_stands_where(layout: Layout, random: Random) -> None:
    """Heads that nobody knows, words in columns that are no rubric, cells that are not what their column is."""
    for block in layout.blocks:
        for row in block.get("rows", ()) if isinstance(block, dict) else ():
            for place, text in enumerate(row):
                if text not in ("^", "<") and random.random() < 0.15:
                    row[place] = random.choice(
                        [layout.word(), f"{layout.word()}，扣1分", "3", "", f"{layout.word()}（2分）"]
                    )
    given_ = document(layout.blocks)
    outline = outlined(given_)
    heads = "".join(_heads(given_))
    whole = "".join(_document(given_))
    kept = "\n".join([*_texts(outline), *_said_of(outline), heads])
    assert [word for word in layout.words if word in whole and word not in kept] == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_a_case_is_lost(name: str) -> None:
    given_ = document(ALL[name]["document"])
    outline = outlined(given_)
    kept = _together("\n".join([*_texts(outline), *_said_of(outline)]))
    heads = {_together(text) for text in _heads(given_)}
    for text in _document(given_):
        if _together(text) not in heads:
            runs = [run for line in text.split("\n") for run in _HAN.findall(_together(line))]
            assert [run for run in runs if run not in kept and not _told(run, kept)] == []


@pytest.mark.parametrize("name", ALL)
def test_nothing_of_a_case_is_invented(name: str) -> None:
    given_ = document(ALL[name]["document"])
    sheets = [block.name for block in given_.blocks if isinstance(block, Table)]
    whole = _together("\n".join([*_document(given_), *sheets]))
    for text in _texts(outlined(given_)):
        assert [run for run in _HAN.findall(_together(text)) if run not in whole and not _composed(run, whole)] == []


@pytest.mark.whole
@law(600)
@given(st.lists(st.text(LETTERS, max_size=30), max_size=9), st.integers(1, 4))
def test_any_text_has_an_outline(texts: list[str], width: int) -> None:
    rows = [texts[start : start + width] for start in range(0, len(texts), width)]
    given_ = document([*texts, *([{"rows": rows}] if rows else [])])
    whole = _together("\n".join(_document(given_)))
    for text in _texts(outlined(given_)):
        assert set(_together(text)) <= set(whole) | set("扣分得加：，；")


def _texts(outline: Outline) -> Iterator[str]:
    """All texts of an outline; the name of an area once, a title not again where it is out of what follows."""
    yield outline.title
    yield from dict.fromkeys(name for area in outline.areas for name in area.name.split(SEPARATOR))
    for area in outline.areas:
        for item in area.items:
            texts = [item.requirement, *(each.text for each in item.sentences)]
            if item.title != area.name and not any(text.startswith(item.title) for text in texts):
                yield item.title
            yield from texts
            yield from item.departments
    yield from (each.text for each in outline.general)
    yield from (each.said.text for each in outline.left)


def _said_of(outline: Outline) -> Iterator[str]:
    """What is said of faults and of what is left."""
    yield from (fault.text for area in outline.areas for item in area.items for fault in item.faults)
    yield from (left.why for left in outline.left)


def _document(given_: Document) -> Iterator[str]:
    for block in given_.blocks:
        if isinstance(block, Table):
            yield from (cell.text for cell in {id(cell): cell for row in block.rows for cell in row}.values())
        else:
            yield numbered(block.text).text


def _heads(given_: Document) -> Iterator[str]:
    from dangjian_kaoping.outline.columns import head_of, is_head

    for block in given_.blocks:
        head = head_of(block) if isinstance(block, Table) else None
        if isinstance(block, Table) and head is not None:
            rows = [*block.rows[head.first : head.last], *(row for row in block.rows if is_head(row))]
            yield from (cell.text for row in rows for cell in row)


def _together(text: str) -> str:
    return "".join(one_width(text).split())


def _told(run: str, kept: str) -> bool:
    """Whether a run only tells points or a sum, or is the number of something, but for words that are kept."""
    rest = (piece.strip("一二三四五六七八九十第章条、") for piece in _WORDS.split(run))
    return all(not piece or piece in kept for piece in rest)


def _composed(run: str, whole: str) -> bool:
    """Whether a run is put together of words of the document and those that tell prices."""
    return all(part in whole for part in re.split("[扣得加分每]", run))
