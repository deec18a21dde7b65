"""An item of a document with the clauses that its sentences say."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.meaning import Figure, Meaning
from dangjian_kaoping.grammar.reading import read
from dangjian_kaoping.outline.draft import DraftClause, DraftItem, said_part
from dangjian_kaoping.outline.outline import Item, Sentence

_BESIDE = frozenset({"deduct", "give_back"})
"""Consequences for which an item starts from its full marks."""


def drafted_item(name: str, item: Item) -> DraftItem:
    """The item under a number of its own, its clauses numbered in the order of the document."""
    found = [each for sentence in item.sentences for each in _clauses(sentence, item)]
    clauses = [each._replace(id=f"第{number}条") for number, each in enumerate(found, 1)]
    return settled(name, item, clauses)


def settled(name: str, item: Item, clauses: Sequence[DraftClause]) -> DraftItem:
    """The item with its clauses, and from where its points start: what those that were understood say together."""
    clauses = [each._replace(group="") for each in clauses]
    remarks = [f"{fault.text}（{fault.where}）" for fault in item.faults]
    effects = {key for each in clauses if each.meaning is not None for key in each.meaning.rule}
    if "earn" not in effects or item.points is None:
        return DraftItem(name, item, clauses, "earn" in effects, {}, remarks)
    if not effects & _BESIDE:
        return DraftItem(name, item, clauses, True, {}, [*remarks, *_short_of(item.points.value, clauses)])
    clauses, groups = _apart(item.points.value, clauses)
    return DraftItem(name, item, clauses, False, groups, [*remarks, *_said_of(item.points.value, groups)])


def _clauses(sentence: Sentence, item: Item) -> Iterator[DraftClause]:
    points = None if item.points is None else item.points.value
    asked = "\n".join(filter(None, (item.title, sentence.about or item.requirement)))
    reading = read(sentence.text, from_total=item.from_total, about=asked, points=points)
    if reading.doubts:
        yield DraftClause("", sentence, said_part(sentence.text), None, reading.doubts)
        return
    starts = [0, *(each.start for each in reading.meanings[1:])]
    ends = [*starts[1:], len(sentence.text)]
    for start, end, meaning in zip(starts, ends, reading.meanings, strict=True):
        yield DraftClause("", sentence, said_part(sentence.text, start, end), meaning)


def can_earn(meaning: Meaning) -> Decimal | None:
    """The most that a clause can earn by its own numbers (分); None where it has no such end."""
    limit = meaning.rule.get("at_most")
    if isinstance(limit, Figure):
        return limit.value
    prices = [(keys[1:], figure.value) for keys, figure in meaning.figures() if keys[0] == "earn"]
    ends = [value for keys, value in prices if keys[0] in ("levels", "within") or keys[-1] == "points"]
    return max(ends, default=None)


def _apart(points: Decimal, clauses: Sequence[DraftClause]) -> tuple[list[DraftClause], Mapping[str, Decimal]]:
    """The clauses that earn each in a group that starts from nothing, where others deduct from the same item."""
    groups: dict[str, Decimal] = {}
    found = []
    for clause in clauses:
        if clause.meaning is None or "earn" not in clause.meaning.rule:
            found.append(clause)
            continue
        most = can_earn(clause.meaning)
        if most is None or sum(groups.values()) + most > points:
            found.append(_unsettled(clause, most, points))
            continue
        groups[clause.id] = most
        found.append(clause._replace(group=clause.id))
    return found, groups


def _unsettled(clause: DraftClause, most: Decimal | None, points: Decimal) -> DraftClause:
    limit = "没有写最多得几分" if most is None else f"与本项其他得分的条款合起来超过本项的{plain(points)}分"
    why = f"本项又有得几分，又有扣几分；这一条{limit}，看不出本项的{plain(points)}分里哪些从零得起"
    return clause.doubted("unsettled", why, "写明本项多少分从零得起、多少分从满分扣起")


def _said_of(points: Decimal, groups: Mapping[str, Decimal]) -> Iterator[str]:
    if groups:
        parts = "，".join(f"{name}的{plain(most)}分从零得起" for name, most in groups.items())
        rest = points - sum(groups.values())
        yield f"本项又有得几分，又有扣几分，这样定：{parts}，其余{plain(rest)}分从满分扣起"


def _short_of(points: Decimal, clauses: Sequence[DraftClause]) -> Iterator[str]:
    """That all which can be earned is not the item's points, which may well be meant."""
    most = [can_earn(each.meaning) for each in clauses if each.meaning is not None and "earn" in each.meaning.rule]
    known = [each for each in most if each is not None]
    if len(known) == len(most) and all(each.meaning for each in clauses) and sum(known) != points:
        yield f"各条最多得{plain(sum(known, Decimal(0)))}分，本项{plain(points)}分"
