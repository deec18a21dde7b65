"""The sentences of a row: in a cell, in a cell with its price beside it, or in a grid of levels."""

import re
from collections.abc import Iterator, Sequence

from dangjian_kaoping.grammar.tokens import normal
from dangjian_kaoping.outline.building import Growing
from dangjian_kaoping.outline.columns import Column, Head
from dangjian_kaoping.outline.document import Cell
from dangjian_kaoping.outline.outline import Level, Said, Sentence
from dangjian_kaoping.outline.sentences import scored

_BARE = re.compile(r"(每(?:(?![扣加减得])[一-鿿]){1,4}|)-?(\d+(?:\.\d+)?(?:[—至-]\d+(?:\.\d+)?)?)分?")
_NAMED = re.compile(r"[^\d（]*（?(\d+(?:\.\d+)?(?:[—至-]\d+(?:\.\d+)?)?)分）?")

_SHARED = "、"
"""Between the names of levels that share a cell."""

Rows = Sequence[Sequence[Cell]]


def take_sentences(item: Growing, rows: Rows, head: Head, *, seen: set[int]) -> None:
    """Take the sentences of an item's rows. `seen` are the cells that were taken for items before."""
    prices = head.of("price")
    subjects = head.of("clauses") or (head.of("requirement")[-1:] if prices else [])
    for row in rows:
        for column in subjects:
            cell = row[column.place]
            if (
                not cell.text.strip()
                or id(cell) in item.taken
                or (cell.columns > 1 and head.owner(cell) != column.place)
            ):
                continue
            item.taken.add(id(cell))
            if id(cell) in seen:
                item.faults.append(Said("评分标准这一格合并着几个项目，只放在第一个项目里", cell.where))
                continue
            seen.add(id(cell))
            price = next((row[each.place] for each in prices if row[each.place].text.strip()), None)
            if price is not None and not scored(cell.text):
                price_head = next(each.head for each in prices if row[each.place] is price)
                item.sentences.append(Sentence(_with_price(cell.text, price.text, price_head), cell.where))
                continue
            item.take(cell.text, cell.where, clauses=not column.mixed)
            if price is not None:
                item.faults.append(Said(f"评分标准里写了分，旁边一栏又写“{price.text.strip()}”", price.where))
        take_levels(item, row, head.of("level"))


def take_levels(item: Growing, row: Sequence[Cell], columns: Sequence[Column]) -> None:
    """Take a row of a grid as one sentence; levels that share a cell share what it says."""
    found: dict[int, tuple[list[str], Cell]] = {}
    for column in columns:
        cell = row[column.place]
        if cell.text.strip():
            found.setdefault(id(cell), ([], cell))[0].append(column.head)
    fresh = {key: each for key, each in found.items() if key not in item.taken}
    if not fresh:
        return
    item.taken.update(fresh)
    levels = [Level(_SHARED.join(heads), Said(cell.text.strip(), cell.where)) for heads, cell in fresh.values()]
    item.sentences.append(Sentence(_in_words(levels), levels[0].said.where, levels))


def _with_price(text: str, price: str, head: str) -> str:
    """What is scored and its price as one sentence; a bare number is of what its head says (扣分)."""
    bare = _BARE.fullmatch("".join(normal(price).split()))
    verb = next((each for each in "扣减加得" if each in head), "扣") if bare else ""
    told = f"{bare.group(1)}{verb}{bare.group(2)}分" if bare else price.strip()
    return f"{_flat(text)}，{told.rstrip('。；')}"


def _in_words(levels: Sequence[Level]) -> str:
    """A row of a grid as a sentence: 优得5分，良得3分; where the heads hold the points, by what the levels ask for."""
    return "，".join(_each_in_words(levels))


def _each_in_words(levels: Sequence[Level]) -> Iterator[str]:
    if any(_SHARED in each.name for each in levels):
        yield from (f"{each.name}：{_flat(each.said.text)}" for each in levels)
        return
    numbers = [_BARE.fullmatch("".join(normal(each.said.text).split())) for each in levels]
    heads = [_NAMED.fullmatch(normal(each.name)) for each in levels]
    for level, number, head in zip(levels, numbers, heads, strict=True):
        text = _flat(level.said.text)
        if all(numbers) and number:
            yield f"{level.name}得{number.group(2)}分"
        elif all(heads) and head and not scored(text):
            yield f"{text}得{head.group(1)}分"
        else:
            yield f"{level.name}：{text}"


def _flat(text: str) -> str:
    return "".join(line.strip() for line in text.split("\n")).rstrip("。；;，, ")
