"""What a row asks for under a clause: which cells, what to write there, and what is offered."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.facts.boxes import NUMBERS, Box
from dangjian_kaoping.forms.columns import HANDLING, NOT_APPLICABLE, columns
from dangjian_kaoping.forms.form import Listing, Offer, Slot
from dangjian_kaoping.forms.labels import BETWEEN, chooser, clause_label, item_label
from dangjian_kaoping.forms.stating import boxes
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item

CLAUSES, WAYS, ROLES, TEXTS, ASKED = "条款", "档次或计法", "角色", "填法", "所填"
BRANCHES, ITEMS, HANDLINGS, PROBLEMS = "党支部", "考评项目", "处理", "旧问题"
"""The lists of 选项."""
BETWEEN_COLUMNS = ","
WHOLE_MONTHS = 3
_SHORT = 24
"""Characters of choices that are listed one after another."""
_OF_CHOICES = {"way": WAYS, "role": ROLES}
_ALWAYS = ("reason", "handling", "rectify_by", "standard", "carried_out", "process", "result", "concerns", "id")
_BESIDE = ("inspector", "note")
COMMON = (*_ALWAYS, *_BESIDE)
"""What may be written beside any fact."""


class Asking(NamedTuple):
    """What is asked for under a clause, of an inspection or (`months` None) of a month's self-assessment."""

    item: Item
    clause: Clause
    boxes: tuple[Box, ...]

    @property
    def key(self) -> str:
        """What chooses its lists."""
        return chooser(self.item, self.clause)

    @property
    def text(self) -> str:
        """条文和填法: the clause as the rubric prints it, and what to write where."""
        headings = {each.key: each.heading for each in columns(self.numbers)}
        ways = "；".join(f"{headings[each.column]}：{_asked_shortly(each)}" for each in self.boxes)
        return f"{self.clause.text}\n【填】{ways}" if ways else self.clause.text

    @property
    def numbers(self) -> int:
        """How many numbers it needs."""
        return sum(each.column.startswith(NUMBERS) for each in self.boxes)

    def slots(self) -> Iterator[tuple[str, Slot]]:
        """Its cells by column."""
        for box in self.boxes:
            listed = _OF_CHOICES.get(box.column)
            offer = Offer(listed, choosing=self.key) if listed and box.choices else None
            yield box.column, Slot(None, offer, message_of(box))


def _asked_shortly(box: Box) -> str:
    """What to write, or to choose where there is little to choose from."""
    choices = "／".join(box.choices)
    return choices if 0 < len(choices) <= _SHORT else box.asks


def message_of(box: Box) -> str:
    """What is said of a cell when it is chosen."""
    blank = "（可以不填）" if box.optional else ""
    return f"{box.asks}{blank}"


def asking(item: Item, clause: Clause, months: int | None) -> Asking:
    """What a clause asks for."""
    return Asking(item, clause, boxes(clause, months))


def lists_of(asked: Sequence[Asking], *, not_applicable: bool) -> Iterator[Listing]:
    """The lists that an item and a clause choose in; with what stands where an item may not apply."""
    items = {each.item.id: each.item for each in asked}
    yield Listing(ITEMS, [("", item_label(each)) for each in items.values()])
    clauses: list[tuple[str, str]] = []
    for item in items.values():
        clauses += [(item_label(item), clause_label(each.clause)) for each in asked if each.item is item]
        if not_applicable and item.not_applicable is not None:
            clauses.append((item_label(item), NOT_APPLICABLE))
    yield Listing(CLAUSES, clauses)
    for column, name in _OF_CHOICES.items():
        yield Listing(
            name,
            [
                (each.key, choice)
                for each in asked
                for box in each.boxes
                if box.column == column
                for choice in box.choices
            ],
        )
    texts = [(each.key, each.text) for each in asked]
    columns_of = [(each.key, _listed([*(box.column for box in each.boxes), *COMMON])) for each in asked]
    for item in items.values():
        if not_applicable and item.not_applicable is not None:
            key = f"{item_label(item)}{BETWEEN}{NOT_APPLICABLE}"
            texts.append((key, "本支部没有这项工作的，选这一条，扣分原因里写为什么不涉及"))
            columns_of.append((key, _listed(["reason"])))
    yield Listing(TEXTS, texts)
    yield Listing(ASKED, columns_of)
    yield Listing(HANDLINGS, [("", each) for each in HANDLING])


def _listed(keys: Sequence[str]) -> str:
    return BETWEEN_COLUMNS + BETWEEN_COLUMNS.join(keys) + BETWEEN_COLUMNS
