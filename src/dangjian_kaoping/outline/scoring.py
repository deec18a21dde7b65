"""How the rows of an item are scored: by sentences in a cell, by what has its price beside it, by a grid of levels."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.building import Growing
from dangjian_kaoping.outline.columns import Column, Head
from dangjian_kaoping.outline.document import Cell
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Said, Sentence
from dangjian_kaoping.outline.points import AMOUNT
from dangjian_kaoping.outline.rows import Group
from dangjian_kaoping.outline.sentences import scored, units
from dangjian_kaoping.outline.typed import close

_BARE = re.compile(rf"(每(?:(?![扣加减得])[一-鿿]){{1,4}}|一次性?|)-?({AMOUNT})分?((?:/[一-鿿]{{1,3}})?)")
"""A price without what is done with it: 0.5, 每次0.5, 1分/次."""
_NAMED = re.compile(rf"[^\d（]*（?({AMOUNT})分）?")
"""A level's head that says what it is worth: 优（5分）."""
_SHARED = "、"
"""Between the names of levels that share a cell."""


class Level(NamedTuple):
    """A level of a grid: its name from the head of its column, and what its cell says (5, 4-5分, 40-50分, 两次以上)."""

    name: str
    said: Said


def take_sentences(item: Growing, group: Group, asked: Sequence[Column], *, seen: set[int]) -> None:
    """Take the sentences of an item's rows. `asked` are the columns that say what is asked for beside them; `seen` are
    the cells that were taken for items before.
    """
    prices = group.head.of("price")
    subjects = group.head.of("clauses") or (group.head.of("requirement")[-1:] if prices else [])
    for row in group.rows:
        told = [each for each in prices if row[each.place].text.strip()]
        fresh = [(each, row[each.place]) for each in subjects if _is_fresh(item, group.head, each, row[each.place])]
        for column, cell in fresh:
            item.taken.add(id(cell))
            if id(cell) in seen:
                item.faults.append(Said("评分标准这一格合并着几个项目，只放在第一个项目里", cell.where))
                continue
            seen.add(id(cell))
            if not told or scored(cell.text):
                _take_cell(item, cell, _beside(group, row, asked), mixed=column.mixed)
            if told:
                _take_price(item, cell, [row[each.place] for each in told], "".join(each.head for each in told))
        for cell in (row[each.place] for each in told if not fresh and id(row[each.place]) not in item.taken):
            item.faults.append(Said(f"只写了“{cell.text.strip()}”，没有写什么事", cell.where))
        item.taken.update(id(row[each.place]) for each in told)
        take_levels(item, row, group.head.of("level"))


def _is_fresh(item: Growing, head: Head, column: Column, cell: Cell) -> bool:
    """Whether a cell has text of its own column that was not taken."""
    owned = cell.columns == 1 or head.owner(cell) == column.place
    return bool(cell.text.strip()) and id(cell) not in item.taken and owned


def _take_cell(item: Growing, cell: Cell, beside: str, *, mixed: bool) -> None:
    """Take the sentences of a cell, each with what is asked for beside it: under its number, or in its row."""
    pieces, about = list(units(cell.text)), list(units(beside))
    numbers, others = [_number(each) for each in pieces], [_number(each) for each in about]
    if len(pieces) < 2 or numbers != others or not all(numbers):
        pieces, about = [cell.text], [beside if "\n" not in beside else ""]
    for piece, asked in zip(pieces, about, strict=True):
        before = len(item.sentences)
        item.take(piece, cell.where, clauses=not mixed)
        for index in range(before, len(item.sentences)):
            item.sentences[index] = item.sentences[index]._replace(about=numbered(asked).text)


def _number(unit: str) -> str:
    return re.sub(r"\W", "", one_width(numbered(unit).number))


def _beside(group: Group, row: Sequence[Cell], asked: Sequence[Column]) -> str:
    """What is asked for in a row, where the rows of an item ask for different things, or under several numbers."""
    for column in asked:
        text = row[column.place].text
        if text.strip() and (len(group.names(column)) > 1 or len(list(units(text))) > 1):
            return text
    return ""


def _take_price(item: Growing, cell: Cell, prices: Sequence[Cell], head: str) -> None:
    price = "".join(each.text.strip() for each in prices)
    if scored(cell.text):
        item.faults.append(Said(f"评分标准里写了分，旁边一栏又写“{price}”", prices[0].where))
        return
    item.sentences.append(Sentence(_with_price(cell.text, price, head), cell.where, composed=True))
    if any(each.rows > cell.rows for each in prices):
        item.faults.append(Said("这一格分数合并着几条，看不出是每条这样扣，还是一共", prices[0].where))


def take_levels(item: Growing, row: Sequence[Cell], columns: Sequence[Column]) -> None:
    """Take a row of a grid as one sentence; levels that share a cell share what it says."""
    cells = [row[each.place] for each in columns]
    told = any(cell.text.strip() for cell in cells)
    # a grid that is left to be ticked says by its head alone what each level is worth
    if not cells or not (told or all(_NAMED.fullmatch(one_width(each.head)) for each in columns)):
        return
    found: dict[int, tuple[list[str], Cell]] = {}
    for column, cell in zip(columns, cells, strict=True):
        if cell.text.strip() or not told:
            found.setdefault(id(cell), ([], cell))[0].append(column.head)
    fresh = {key: each for key, each in found.items() if key not in item.taken}
    if not fresh:
        return
    item.taken.update(fresh)
    levels = [Level(_SHARED.join(heads), Said(cell.text.strip(), cell.where)) for heads, cell in fresh.values()]
    verb = "加" if "加分" in item.title else "得"
    text = _in_words(levels, verb) if told else "，".join(each.name for each in levels)
    item.sentences.append(Sentence(text, levels[0].said.where, composed=True))


def _with_price(text: str, price: str, head: str) -> str:
    """What is scored and its price as one sentence; a bare number is of what its head says (扣分)."""
    bare = _BARE.fullmatch(close(price))
    verb = next((each for each in "扣减加得" if each in head), "扣") if bare else ""
    told = f"{bare.group(1)}{verb}{bare.group(2)}分{bare.group(3)}" if bare else price.strip()
    return f"{_flat(text)}，{told.rstrip('。；')}"


def _in_words(levels: Sequence[Level], verb: str) -> str:
    """A row of a grid as a sentence: 优得5分，良得3分; where the heads hold the points, by what the levels ask for."""
    return "，".join(_each_in_words(levels, verb))


def _each_in_words(levels: Sequence[Level], verb: str) -> Iterator[str]:
    if any(_SHARED in each.name for each in levels):
        yield from (f"{each.name}：{_flat(each.said.text)}" for each in levels)
        return
    numbers = [_BARE.fullmatch(close(each.said.text)) for each in levels]
    heads = [_NAMED.fullmatch(one_width(each.name)) for each in levels]
    for level, number, head in zip(levels, numbers, heads, strict=True):
        text = _flat(level.said.text)
        if all(numbers) and number:
            yield f"{level.name}{verb}{number.group(2)}分"
        elif all(heads) and head and not scored(text):
            yield f"{text}{verb}{head.group(1)}分"
        else:
            yield f"{level.name}：{text}"


def _flat(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n")).rstrip("。；;，, ")
