"""A revision as a whole: two versions, and the changes from one to the other."""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.compare.diff.judgement import Judged
from dangjian_kaoping.compare.diff.kinds import ChangeKind
from dangjian_kaoping.compare.diff.shares import Shares
from dangjian_kaoping.compare.diff.structure import Lines, standing
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.place import NOWHERE, Place


class Version(NamedTuple):
    """One side of a comparison: a document, what it is called there, and where its values stand.

    Without lines only the places of whole things are known: of items, clauses, the measure.
    """

    document: Rubric | RewardPolicy
    name: str = ""
    lines: Lines = MappingProxyType({})


class Spot(NamedTuple):
    """What a change is about on one side, and where it stands; what that side does not have is None."""

    area: Area | None = None
    item: Item | None = None
    clause: Clause | None = None
    place: Place = NOWHERE


class Change(NamedTuple):
    """One change: its kind, its path, the values and the spots on both sides.

    The path is the same from both directions; `keys` are its end, from the thing that changed.
    """

    kind: ChangeKind
    path: str
    keys: tuple[str, ...]
    before: object
    after: object
    old: Spot
    new: Spot


class Revision(NamedTuple):
    """修订: two versions of a rubric or of a reward policy, and all that changes.

    `shares` tell how a rubric's points are shared out in both. Changes stand in the order of the second version.
    """

    before: Version
    after: Version
    shares: tuple[Shares, ...]
    changes: tuple[Change, ...]


def changes_of(
    versions: tuple[Version, Version], path: tuple[str, ...], found: Iterable[Judged], spots: tuple[Spot, Spot]
) -> Iterator[Change]:
    """What was judged, with the path that leads to it and the places where it stands."""
    for kind, keys, before, after in found:
        old, new = (
            spot if spot.place == NOWHERE else spot._replace(place=standing(version.lines, spot.place, keys))
            for version, spot in zip(versions, spots, strict=True)
        )
        yield Change(kind, ".".join((*path, *keys)), keys, before, after, old, new)
