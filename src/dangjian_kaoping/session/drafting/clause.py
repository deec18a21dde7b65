"""A meaning as a clause in YAML, and what is said above it."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from dangjian_kaoping.grammar.meaning import Figure, Meaning, Part, Word
from dangjian_kaoping.outline.draft import taken

Leaf: TypeAlias = Figure | Word
ClauseTree: TypeAlias = Mapping[str, Part]


def clause_tree(name: str, text: str, rule: Mapping[str, Part], group: str = "") -> ClauseTree:
    """A clause of a number and a text."""
    beside = {"group": Word(group)} if group else {}
    return {"id": Word(name), "text": Word(text), **rule, **beside}


def remarks(meaning: Meaning) -> Iterator[str]:
    """What a meaning took from its sentence and what it chose, a line for each."""
    yield "取的数：" + ("，".join(_taken(figure, role) for figure, role in taken(meaning)) or "没有")
    if meaning.kept:
        yield "只留在文字里的数：" + "、".join(each.text for each in meaning.kept)
    yield from (f"原文没有写明，这样定：{each}" for each in meaning.defaults)


def _taken(figure: Figure, role: str) -> str:
    return f"{figure.text}（{role}{'，取自考评内容' if figure.about else ''}）"
