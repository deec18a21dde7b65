"""What a finding shows, read back: the records of its 凭据 as cases, and what it says that each gives."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import yaml

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.proof.bench import Given, given_by
from dangjian_kaoping.proof.witness import quarter_of_item
from engine.plant import modelled

_RECORD = r"\{(?:[^{}]|\{[^{}]*\})*\}(?: \d+ 条)?"
_SHOWN = re.compile(
    rf"(?P<facts>什么也没有记|{_RECORD}(?:、{_RECORD})*)?"
    r"(?P<rest>等 \d+ 条)?"
    r"(?:；?(?P<earlier>“[^”]+”前面有过 \d+ 轮(?:、“[^”]+”前面有过 \d+ 轮)*))?"
    r"(?:（(?:(?P<whose>[^（）0-9]+)类)?、?(?:(?P<heads>\d+) 人的)?支部）)?"
    r"[， ]本项 (?P<points>-?[0-9./]+) 分(?P<more>(?:，(?!比它|没有|再|都)[^；，]*)*)"
)


class Said(NamedTuple):
    """A record that is shown, and what is said of it."""

    facts: list[dict[str, Any]]
    earlier: dict[str, str]
    branch_class: str | None
    head_count: str | None
    points: Fraction
    more: str


def shown_in(message: str) -> Iterator[Said]:
    """All records that a message shows with what they give; not those of which it shows only the first few."""
    whose = re.search(r"（([^（）：]+?)类支部）", message)
    for found in _SHOWN.finditer(message):
        if found["rest"] or not (found["facts"] or found["earlier"]):
            continue
        earlier = dict(re.findall(r"“([^”]+)”前面有过 (\d+) 轮", found["earlier"] or ""))
        facts = list(_facts(found["facts"] or ""))
        yield Said(
            facts,
            earlier,
            found["whose"] or (whose and whose[1]),
            found["heads"],
            Fraction(found["points"]),
            found["more"],
        )


def _facts(text: str) -> Iterator[dict[str, Any]]:
    for each in re.finditer(_RECORD, text):
        record, _, many = each[0].partition("} ")
        written = yaml.load(record + "}" if many else record, yaml.BaseLoader)  # noqa: S506 - nothing but text
        yield from [written] * int(many.removesuffix(" 条") or 1)


def case_of(item: Item, said: Said, classes: tuple[str, ...]) -> Case:
    """The record as somebody would write it into a case to see for himself."""
    plain: dict[str, Any] = {"name": "试", "item": item.id, "facts": said.facts, "earlier": said.earlier, "expect": {}}
    if classes:
        # what is told of all classes alike is shown of the first
        plain["class"] = said.branch_class or classes[0]
    if said.head_count is not None:
        plain["head_count"] = said.head_count
    return modelled(Case, plain | {"quarter": quarter_of_item(item)})


def given_of(rubric: Rubric, case: Case, classes: tuple[str, ...]) -> Given | None:
    """What comes of a case; None where it is refused."""
    score = run_case(case, rubric, classes=classes).actual.score
    return None if score is None else given_by(score)


def holds(said: Said, given: Given | None) -> bool:
    """Whether what came of a record is what is said of it."""
    if given is None or given.points != said.points:
        return False
    added = re.search(r"加 (-?[0-9./]+) 分", said.more)
    taken = re.search(r"减 (-?[0-9./]+) 分", said.more)
    return (
        given.bonus == Fraction(added[1] if added else 0)
        and given.penalty == Fraction(taken[1] if taken else 0)
        and bool(given.vetoes) == ("否决" in said.more)
    )
