"""细则的差异: which units score by which version, and what differs from the group's own, as `rubric diff` finds it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.diff.revision import Revision, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.engine.content import rubric_parts
from dangjian_kaoping.engine.group.rows import UnitRow
from dangjian_kaoping.grammar.meaning import Says
from dangjian_kaoping.model.rubric import Rubric


class Drift(NamedTuple):
    """A version by which some units score. `own`: it is the group's, word for word. `revision` leads to it from the
    group's own or, where the group has none, from the one by which most units score; None where it is that one.
    """

    version: str
    units: tuple[UnitRow, ...]
    own: bool
    revision: Revision | None


def by_rubric(units: Sequence[UnitRow]) -> dict[str, tuple[UnitRow, ...]]:
    """The units by the digest of the version by which they score, that of most units first."""
    found: dict[str, tuple[UnitRow, ...]] = {}
    for each in units:
        if each.rubric:
            found[each.rubric] = (*found.get(each.rubric, ()), each)
    return dict(sorted(found.items(), key=lambda each: (-len(each[1]), each[0])))


def drifts(
    known: Mapping[str, tuple[UnitRow, ...]], rubrics: Mapping[str, Rubric], own: Rubric | None, says: Says | None
) -> Iterator[Drift]:
    """The versions in their order; `rubrics` are they by their digests, `says` is as in `compare_rubrics`."""
    digest = "" if own is None else rubric_parts(own).digest
    first = next(iter(known), "")
    for rubric, units in known.items():
        base = rubrics[first] if own is None else own
        same = rubric == (first if own is None else digest)
        revision = None if same else compare_rubrics(Version(base), Version(rubrics[rubric]), (), says)
        yield Drift(units[0].version, units, rubric == digest, revision)
