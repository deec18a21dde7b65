"""差一步, a second time: the sample's records changed as text, one step each, and scored by the second opinion.

It imports nothing of the package. Each finding is changed where it stands in the YAML; of its branch alone the second
opinion makes a composite, and who is last, first, or of which grade follows from the composites of all by counting.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from .opinion.roster import days, heads_of, names_of, of_class, on
from .second_opinion import Documents, second_opinion

Change = dict[str, Any] | None
"""The keys of a record that are written otherwise; None: there is no record."""


class Standings(NamedTuple):
    """Who is among the last three, who is first, and the grade of each, by branch."""

    last: frozenset[str]
    first: frozenset[str]
    grades: tuple[tuple[str, str], ...]


class Told(NamedTuple):
    """What is so of one finding: whether one step moves the last places, the first and the grades, whether one step or
    the way to an end moves the last places, and who would be last, instead of whom, by one step.
    """

    near: tuple[bool, bool, bool]
    with_far: bool
    exchanges: frozenset[tuple[frozenset[str], frozenset[str]]]


Found = dict[tuple[str, str, str, int], Told]
"""By branch, item, clause, and the how manieth finding of these it is, from 0."""


def edge_opinion(documents: Documents, every: int = 1) -> Found:
    """What single steps decide of a round; of all findings, or of one in so many."""
    roster = documents.roster["branches"]
    first, last = days(documents.quarter)
    taking_part = [key for key, rows in roster.items() if on(rows, first) is not None and on(rows, last) is not None]
    alone = {key: _alone(documents, key) for key in taking_part}
    composites = {key: _composite(each, key) for key, each in alone.items()}
    found: Found = {}
    for key, mine in alone.items():
        clauses = _clauses(documents.rubric, roster[key], first)
        for findings in [record["findings"] for each in mine.inspections for record in each["branches"].values()]:
            for finding in list(findings):
                item, clause = where = finding["item"], finding["clause"]
                number = sum(known[:3] == (key, item, clause) for known in found)
                found[key, item, clause, number] = _NOT_ASKED
                if len(found) % every == 0:
                    told = _told(documents, key, composites, _tried(mine, key, findings, finding, clauses[where]))
                    found[key, item, clause, number] = told
    return {where: told for where, told in found.items() if told is not _NOT_ASKED}


_NOT_ASKED = Told((False, False, False), False, frozenset())


def _clauses(rubric: Any, rows: Any, day: str) -> dict[tuple[str, str], Any]:
    """The clauses with the numbers of a branch."""
    then = on(rows, day)
    assert then is not None
    items = [item for area in of_class(rubric, then[1], heads_of(rows, day))["areas"] for item in area["items"]]
    return {(item["id"], clause["id"]): clause for item in items for clause in item["clauses"]}


def _tried(
    mine: Documents, key: str, findings: list[Any], finding: Any, clause: Any
) -> Iterator[tuple[Fraction, bool]]:
    """The composites with other records in the place of a finding, and which are at an end."""
    for change, far in _changes(clause, finding):
        with _written(findings, finding, change):
            composite = _composite(mine, key)
        if composite is not None:
            yield composite, far


def _told(
    documents: Documents, key: str, composites: Mapping[str, Any], tried: Iterator[tuple[Fraction, bool]]
) -> Told:
    bands = documents.rubric["measure"]["grades"]
    before = _standings(composites, bands)
    near = [False, False, False]
    with_far = False
    exchanges = set()
    for composite, far in tried:
        after = _standings({**composites, key: composite}, bands)
        with_far |= after.last != before.last
        if not far:
            near = [one or was != now for one, was, now in zip(near, before, after, strict=True)]
            if after.last != before.last:
                exchanges.add((after.last - before.last, before.last - after.last))
    return Told((near[0], near[1], near[2]), with_far, frozenset(exchanges))


class _written:  # noqa: N801 - it reads as a word
    """A list of findings in which one is written otherwise for a while."""

    def __init__(self, findings: list[Any], finding: Any, change: Change) -> None:
        self._findings, self._index, self._finding, self._change = findings, findings.index(finding), finding, change

    def __enter__(self) -> None:
        whole = [] if self._change is None else [{**self._finding, **self._change}]
        self._findings[self._index : self._index + 1] = whole

    def __exit__(self, *_: object) -> None:
        size = 0 if self._change is None else 1
        self._findings[self._index : self._index + size] = [self._finding]


def _alone(documents: Documents, key: str) -> Documents:
    """The round as if the roster had one branch."""

    def of_it(quarter: str, several: list[Any]) -> list[Any]:
        called = names_of(documents.roster["branches"], *days(quarter))
        found = []
        for each in several:
            branches = {name: record for name, record in each["branches"].items() if called.get(name) == key}
            for name, record in branches.items():
                branches[name] = {**(record or {}), "findings": list((record or {}).get("findings") or [])}
            found.append({**each, "branches": branches})
        return found

    roster = {**documents.roster, "branches": {key: documents.roster["branches"][key]}}
    inspections = of_it(documents.quarter, documents.inspections)
    months = of_it(documents.quarter, documents.months)
    earlier = {quarter: of_it(quarter, several) for quarter, several in documents.earlier.items()}
    return Documents(documents.rubric, roster, documents.quarter, inspections, months, earlier, documents.absent)


def _composite(documents: Documents, key: str) -> Fraction | None:
    return second_opinion(documents)[key].composite


def _standings(composites: Mapping[str, Any], bands: Any) -> Standings:
    last = {key for key, mine in composites.items() if sum(other < mine for other in composites.values()) < 3}
    first = {key for key, mine in composites.items() if mine == max(composites.values())}
    grades = ((key, next(band["grade"] for band in bands if _holds(band, mine))) for key, mine in composites.items())
    return Standings(frozenset(last), frozenset(first), tuple(grades))


def _holds(band: Any, composite: Fraction) -> bool:
    return Fraction(band.get("from", -1000)) <= composite < Fraction(band.get("under", 1000))


def _changes(clause: Any, finding: Any) -> Iterator[tuple[Change, bool]]:
    """What might have been written instead, and whether it is at an end; by the table of the definitions."""
    fact = clause["fact"]
    kind = next(iter(fact))
    match kind:
        case "count":
            yield from _counted(fact["count"], finding.get("count", "1"))
        case "late" if "late" in finding:
            yield from _numbers("late", finding["late"], 1, None)
        case "amount":
            yield from _numbers("amount", finding["amount"], 0, None)
        case "value":
            highest = fact.get("max", "100" if fact["value"] == "%" else None)
            yield from _numbers("value", finding["value"], fact.get("min", 0), highest, ends=True)
        case "imported":
            yield from _numbers("score", finding["score"], 0, fact.get("max", fact["full"]), ends=True)
        case "sample":
            yield from _numbers("failed", finding["failed"], 0, finding["sampled"])
        case "level":
            yield from (({"level": name}, False) for name in _beside(fact["level"], finding["level"]))
            yield from (({"level": name}, True) for name in (fact["level"][0], fact["level"][-1]))
        case "event":
            yield from (({"level": name}, False) for name in _beside(fact["event"], finding["level"]))
            yield from (({"role": role}, False) for role in fact.get("roles", ()) if role != finding["role"])
            if "event" not in finding:
                yield from _numbers("count", finding.get("count", 1), 1, None)
        case "judged":
            (rule,) = [clause[effect] for effect in ("deduct", "earn", "bonus", "penalty") if effect in clause]
            yield from (({"judged": end}, False) for end in rule["within"])
        case "missing":
            yield from _done(fact, finding)
    if kind not in ("value", "imported", "level"):
        yield None, False


def _counted(kinds: Any, count: Any) -> Iterator[tuple[Change, bool]]:
    if not isinstance(count, dict):
        yield from _numbers("count", count, 1, None)
        return
    for kind in kinds:
        for change, _ in _numbers("count", count.get(kind, 0), 0, None):
            assert change is not None
            other = {**count, kind: change["count"]}
            if any(each != "0" for each in other.values()):
                yield {"count": other}, False


def _done(fact: Any, finding: Any) -> Iterator[tuple[Change, bool]]:
    required = finding["required"] if fact["required"] == "recorded" else fact["required"]
    if "missing" in finding:
        whole = Fraction(required) * (3 if fact.get("per") == "month" else 1)
        yield from _numbers("missing", finding["missing"], 0, whole)
    elif isinstance(finding["done"], list):
        for month, done in enumerate(finding["done"]):
            most = required[month] if isinstance(required, list) else required
            for change, _ in _numbers("done", done, 0, most):
                assert change is not None
                yield {"done": [*finding["done"][:month], change["done"], *finding["done"][month + 1 :]]}, False
    else:
        yield from _numbers("done", finding["done"], 0, required)


def _numbers(key: str, number: Any, low: Any, high: Any, *, ends: bool = False) -> Iterator[tuple[Change, bool]]:
    lowest, highest = Fraction(low), None if high is None else Fraction(high)
    for other in (Fraction(number) - 1, Fraction(number) + 1):
        if lowest <= other and (highest is None or other <= highest):
            yield {key: _text(other)}, False
    if ends:
        yield {key: _text(lowest)}, True
        if highest is not None:
            yield {key: _text(highest)}, True


def _text(number: Fraction) -> str:
    return str(float(number)) if number.denominator > 1 else str(number.numerator)


def _beside(names: list[str], name: str) -> list[str]:
    place = names.index(name)
    return [names[each] for each in (place - 1, place + 1) if 0 <= each < len(names)]
