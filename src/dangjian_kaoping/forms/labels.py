"""What items and clauses are called in a form, where a drop-down offers them and formulas look for them."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from dangjian_kaoping.characters import in_one_line
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item

_LONGEST = 60
_LOOKED_FOR_OTHERWISE = str.maketrans("*?~|", "＊？～｜")
"""MATCH and COUNTIF take these for signs."""
_OPERATORS = {"=": "＝", "<": "＜", ">": "＞"}
_Meant = TypeVar("_Meant")

BETWEEN = "|"
"""Stands between what chooses together: an item and its clause."""


def cleaned(text: str) -> str:
    """A text that MATCH and COUNTIF look for as it stands."""
    text = text.translate(_LOOKED_FOR_OTHERWISE)
    return _OPERATORS.get(text[:1], text[:1]) + text[1:]


def item_label(item: Item) -> str:
    """考评项目: its id and its title, `DJ-03 主题党日`."""
    return cleaned(f"{item.id} {item.title}")[:_LONGEST]


def clause_label(clause: Clause) -> str:
    """条款: its id."""
    return cleaned(clause.id)


def full_label(item: Item, clause: Clause) -> str:
    """A clause with its item, where there is no column for the item: `DJ-11/平台得分`."""
    return cleaned(f"{item.id}/{clause.id}")


def chooser(item: Item, clause: Clause) -> str:
    """What an item and a clause choose together."""
    return f"{item_label(item)}{BETWEEN}{clause_label(clause)}"


def items_by_label(items: Iterable[Item]) -> dict[str, Item]:
    """Items by what a form calls them, and by their ids and titles alone where those are one item's."""
    several = list(items)
    titles = [each.title for each in several]
    return {
        **{each.title: each for each in several if titles.count(each.title) == 1},
        **{each.id: each for each in several},
        **{item_label(each): each for each in several},
    }


def clauses_by_label(item: Item) -> dict[str, Clause]:
    """The clauses of an item by what a form calls them, and by their ids."""
    return {**{each.id: each for each in item.clauses}, **{clause_label(each): each for each in item.clauses}}


def branch_label(branch: Branch) -> str:
    """党支部: its name."""
    return cleaned(branch.name)


def meant_by(name: str, known: Mapping[str, _Meant]) -> _Meant | None:
    """What a name in one line means of those that are known, whose own may hold more spaces between words."""
    found = known.get(name)
    return next((each for key, each in known.items() if in_one_line(key) == name), None) if found is None else found
