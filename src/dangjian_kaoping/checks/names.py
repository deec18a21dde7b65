"""名称: no two of one kind that the eye takes for one, since only case, spaces, width or form tell them apart."""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from dangjian_kaoping.characters import folded
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import LevelsRule
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.place import Place

if TYPE_CHECKING:
    from dangjian_kaoping.model.reward import RewardRules

Named = tuple[str, Callable[[], Place]]
"""A name, and where it is given, which is only asked for where it is at fault."""


def check_alike(names: Iterable[Named], faults: Faults) -> None:
    """Whether names of one kind that look the same are the same."""
    seen: dict[str, Named] = {}
    for name, place in names:
        other, first = seen.setdefault(folded(name), (name, place))
        if other != name:
            blame_alike(name, place(), other, first(), faults)


def blame_alike(name: str, place: Place, other: str, first: Place, faults: Faults) -> None:
    """Tell of a name that looks like another one."""
    where = f"第 {first.line} 行" if first.file == place.file else f"{first.file} 的第 {first.line} 行"
    faults.add(codes.KP143(name=name, other=other, where=where), place)


def check_names_of_rubric(rubric: Rubric, faults: Faults) -> None:
    """The names that a version gives."""
    check_alike(((area.id, partial(area.place_of, "id")) for area in rubric.areas), faults)
    check_alike(((area.name, partial(area.place_of, "name")) for area in rubric.areas), faults)
    check_alike(((item.id, partial(item.place_of, "id")) for item in rubric.items()), faults)
    check_alike(((band.grade, partial(band.place_of, "grade")) for band in rubric.measure.grades), faults)
    for item in rubric.items():
        check_alike(((clause.id, partial(clause.place_of, "id")) for clause in item.clauses), faults)
        check_alike(_groups(item), faults)
        for clause in item.clauses:
            for way, names in _words(clause):
                check_alike(((name, partial(_word_place, clause, way, name, names)) for name in names), faults)


def check_names_of_policy(rules: "RewardRules", faults: Faults) -> None:
    """The names that a reward policy gives."""
    check_alike(((name, part.place_of) for name, part in rules.rewards.items()), faults)
    check_alike(((name, part.place_of) for name, part in rules.penalties.items()), faults)
    check_alike(
        ((part.group, partial(part.place_of, "group")) for part in rules.penalties.values() if part.group is not None),
        faults,
    )


def check_names_of_round(this: Round, faults: Faults) -> None:
    """The names that records give: of events, of which one costs once."""
    findings = (finding for told in this.told() for finding in told.record.findings)
    check_alike(((each.event, partial(each.place_of, "event")) for each in findings if each.event is not None), faults)


def _groups(item: Item) -> Iterator[Named]:
    return ((name, group.place_of) for name, group in item.groups.items())


def _word_place(clause: Clause, way: tuple[str, ...], name: str, names: Collection[str]) -> Place:
    """Where a word of a clause is given: under its own name, or in a list."""
    if isinstance(names, tuple):
        return clause.place_of(*way, names.index(name))
    return clause.key_of(*way, name)


def _words(clause: Clause) -> Iterator[tuple[tuple[str, ...], Collection[str]]]:
    """The words of a clause that records write: levels, events, roles, kinds of what is counted, classes of scorers;
    and the keys that lead to them.
    """
    for key, names in clause.fact.names():
        yield ("fact", key), names
    if isinstance(clause.rule, LevelsRule):
        yield (clause.effect, "levels"), clause.rule.levels
