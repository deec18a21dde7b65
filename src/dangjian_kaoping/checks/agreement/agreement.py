"""Whether the texts of a rubric and its rules agree: each text is held against the rule below it."""

import re
from collections.abc import Iterable
from decimal import Decimal

from dangjian_kaoping.checks.agreement import roles
from dangjian_kaoping.checks.agreement.found import Found
from dangjian_kaoping.checks.agreement.meaning import differences, stated
from dangjian_kaoping.checks.agreement.numbers import Agreement, Around
from dangjian_kaoping.checks.agreement.ruled import Ruled, limits_of, names_of, of_part, ruled
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.meaning import Figure, Saying, Says
from dangjian_kaoping.model.clause import Clause, Group
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.place import Place, Span

_LIMITS = {"KP814": "at_most", "KP815": "empties"}
"""Codes of what only one side has, and the key under which the rule would have it."""
_ENDS = re.compile("[，；。：,;:、（）()]")
_AROUND = 8
"""Characters that are told before and behind a number."""
_DIGITS = re.compile(r"\d+(?:\.\d+)?")


def check_agreement(rubric: Rubric, says: Says) -> Faults:
    """All that a text and its rule do not have in common. What the text says is not judged where it is not understood;
    its numbers are.
    """
    faults = Faults()
    for item in rubric.items():
        if item.whole:
            for clause in item.clauses:
                _check_clause(rubric, item, clause, says, faults)
    return faults


def _check_clause(rubric: Rubric, item: Item, clause: Clause, says: Says, faults: Faults) -> None:
    saying = says_of(item, clause, says)
    found = list(_meant(item, clause, saying))
    # what the text or the rule has as a whole, a cap or an emptying, is told as a whole
    told = {_LIMITS[each.fault.code] for each in found if each.fault.code in _LIMITS}
    numbers = Faults()
    rules = ruled(clause)
    if not _plainly_alike(saying, rules):
        _check_numbers(saying, clause, _agreement(rubric, item, clause, says, saying, rules), told, numbers)
    faults.extend(numbers)
    for each in found:
        # that the numbers are not the same was told of each of them
        if not (len(numbers) and each.fault.code in ("KP816", "KP817")):
            faults.add(each.fault, each.place(clause))


def says_of(item: Item, clause: Clause, says: Says) -> Saying:
    """What the text of a clause says where it stands: of so many points, under such a requirement."""
    points = item.points if isinstance(item.points, Decimal) else None
    about = item.title if item.requirement is None else f"{item.title}\n{item.requirement}"
    return says(clause.text, from_total=item.points is None and item.floor == 0, about=about, points=points)


def _plainly_alike(saying: Saying, rules: Iterable[Ruled]) -> bool:
    """Whether each has all numbers of the other just as they are: of most clauses it is so."""
    asked, values = {each.value for each in saying.asked}, {each.value for each in rules}
    return asked <= values <= asked | {each.value for each in saying.beside}


def _check_numbers(saying: Saying, clause: Clause, agreement: Agreement, told: set[str], faults: Faults) -> None:
    meanings = saying.reading.meanings
    told_there = {figure for each in meanings for keys, figure in each.figures() if keys[0] in told}
    unsaid = [each for each in agreement.unsaid() if each.keys[0] not in told]
    unruled = [each for each in agreement.unruled() if each not in told_there]
    # of one slip of the pen both are there: it is told once
    one_slip = len(unsaid) == len(unruled) == 1 and (unsaid[0].role in roles.POINTS) == agreement.is_points(unruled[0])
    hint = f"原文说“{_said(saying.reading.sentence, unruled[0])}”。" if one_slip else ""
    for number in unsaid:
        fault = codes.KP810(key=_key(number), number=plain(number.value))
        faults.add(fault, clause.place_of(*number.keys), hint=hint)
    for figure in () if one_slip else unruled:
        words = _said(saying.reading.sentence, figure)
        faults.add(codes.KP811(said=words, number=plain(figure.value)), _in_text(clause, figure))


def _agreement(
    rubric: Rubric, item: Item, clause: Clause, says: Says, saying: Saying, rules: tuple[Ruled, ...]
) -> Agreement:
    # one sentence may be written as several clauses, each with the whole of it
    together = [number for each in item.clauses if each.text == clause.text for number in ruled(each)]
    names = frozenset(Decimal(each) for each in _DIGITS.findall(names_of(clause)))
    return Agreement(saying, clause.fact, rules, together, names, _around(rubric, item, clause, says))


def _meant(item: Item, clause: Clause, saying: Saying) -> list[Found]:
    """Where the text, if all of it is understood, says something else than the rule."""
    meanings = saying.reading.meanings
    same = [each for each in item.clauses if each.text == clause.text]
    if len(meanings) != len(same):
        return []
    meaning = meanings[same.index(clause)]
    said = stated(meaning, clause)
    return [] if said is None else list(differences(item, clause, said, meaning))


def _around(rubric: Rubric, item: Item, clause: Clause, says: Says) -> Around:
    group = item.groups.get(clause.group) if clause.group else None
    read = [item.by_clause[each] for each in sorted(_read_by(item, clause)) if each in item.by_clause]
    texts = [item.title, item.requirement or "", group.title if group else "", *(each.text for each in read)]
    words = [value for text in texts if text for value in _figures(says(text))]
    parts: list[Item | Group | Area] = [item, *([group] if group else [])]
    points = list(limits_of(parts))
    area = rubric.area_of.get(item.id)
    if area is not None:
        parts.append(area)
    # a number that is not said to be points is none, but for a factor, which has none
    numbers = [number for part in parts for number in of_part(part) if item.factor or number not in points]
    if clause.repeat is not None:
        numbers.append(Decimal(rubric.measure.repeat_window))
    # what stands in their own texts is accounted for there
    numbers += [
        number.value for each in read for number in ruled(each) if number.value not in _figures(says(each.text))
    ]
    return Around(frozenset(map(abs, words)), frozenset(map(abs, points)), frozenset(map(abs, numbers)))


def _read_by(item: Item, clause: Clause) -> set[str]:
    """The clauses whose records it reads, and those that read its own or what it reads too."""
    found = set(clause.looks_at)
    if clause.fact.same is not None:
        found.add(clause.fact.same)
    found |= {each.id for each in item.readers.get(clause.recorded_under, ())}
    found |= {each.id for each in item.clauses if clause.id in each.looks_at or clause.looks_at & each.looks_at}
    return found - {clause.id}


def _figures(saying: Saying) -> set[Decimal]:
    return {each.value for each in (*saying.asked, *saying.beside)}


def _in_text(clause: Clause, figure: Figure) -> Place:
    """Where a number of a text stands; the text as a whole where it runs over lines or has escapes in it."""
    place = clause.place_of("text")
    quoted = place.width - len(clause.text)
    if quoted not in (0, 2):
        return place
    column = place.column + quoted // 2 + figure.start
    return Span.at(Place(place.file, place.line, column), figure.end - figure.start)


def _key(number: Ruled) -> str:
    """The keys of a number as they are told, places in lists from 1: `deduct.table.2.points`."""
    return ".".join(str(key) if isinstance(key, str) else str(key + 1) for key in number.keys)


def _said(sentence: str, figure: Figure) -> str:
    """The words around a number."""
    before = _ENDS.split(sentence[: figure.start])[-1]
    after = _ENDS.split(sentence[figure.end :])[0]
    # no number is cut in two
    before = re.sub(r"^[\d.]+", "", before[-_AROUND:])
    after = re.sub(r"[\d.]+$", "", after[:_AROUND]) if len(after) > _AROUND else after
    return before + sentence[figure.start : figure.end] + after
