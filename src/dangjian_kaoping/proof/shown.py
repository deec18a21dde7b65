"""How a finding shows its record: what is recorded, and what the engine gives for it, as a case of the rubric."""

from itertools import groupby

from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.model.cases import CaseFact
from dangjian_kaoping.proof.bench import Bench, Given, Situation
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.witness import in_words, witness

_SHOWN = 3
"""So many records are told one by one."""


class Shown(str):
    """A record in words, with what it gives."""

    given: Given


def shown(subject: ItemSubject, bench: Bench, situation: Situation, classes: tuple[str, ...] = ()) -> Shown | None:
    """`记 {clause: 缺会, done: 2}，本项 7 分`; None where the record would be refused: then it shows nothing."""
    given = witness(subject.rubric, bench, situation, classes).given
    if given is None:
        return None
    found = Shown(f"{recorded(situation)}，{gives(given)}")
    found.given = given
    return found


def recorded(situation: Situation) -> str:
    """What is recorded, the first few in full: `记 {clause: 缺会, done: 2}`; or that nothing is."""
    if not (situation.facts or situation.earlier):
        return in_words((), {})
    alike = [(same[0], len(same)) for same in (tuple(each) for _, each in groupby(situation.facts, _said))]
    first, more = alike[:_SHOWN], len(alike) > _SHOWN
    words = "、".join(in_words((fact,), {}) + (f" {many} 条" if many > 1 else "") for fact, many in first)
    words += f"等 {len(situation.facts)} 条" if more else ""
    before = in_words((), situation.earlier) if situation.earlier else ""
    return "；".join(filter(None, (words and f"记 {words}", before)))


def _said(fact: CaseFact) -> str:
    return in_words((fact,), {})


def gives(given: Given) -> str:
    """What an item gives: `本项 7 分，总分加 2 分`."""
    said = [] if given.points is None else [f"本项 {plain(given.points)} 分"]
    said += [f"总分加 {plain(given.bonus)} 分"] if given.bonus else []
    said += [f"总分减 {plain(given.penalty)} 分"] if given.penalty else []
    said += ["否决"] if given.vetoes else []
    return "，".join(said)


def of_class(subject: ItemSubject, bench: Bench) -> str:
    """Of which class a finding speaks, where the item's numbers differ by class."""
    return f"（{bench.branch_class}类支部）" if subject.item.by_class_numbers else ""


def points(number: Exact) -> str:
    """So many points: `7 分`."""
    return f"{plain(number)} 分"
