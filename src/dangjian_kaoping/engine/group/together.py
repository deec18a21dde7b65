"""集团: the units' answers put together; what may be ranked together, and what only by itself."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from math import floor
from typing import NamedTuple

from dangjian_kaoping.engine.group.rows import AreaRow, Asked, BranchRow, UnitRound, UnitRow
from dangjian_kaoping.engine.score.ranking import ranks
from dangjian_kaoping.model.canonical import canonical, digest_of


class Placed(NamedTuple):
    """A branch among all of its pool and among those of its class in it; no rank without a composite."""

    row: BranchRow
    unit: UnitRow
    rank: int | None
    class_rank: int | None


class Spread(NamedTuple):
    """How the published composites (分) of some branches lie: a quarter of them is at or below `lower`, and so on; by
    the nearest rank, so that each is one that a branch has.
    """

    branches: int
    highest: Decimal
    upper: Decimal
    median: Decimal
    lower: Decimal
    lowest: Decimal


class Band(NamedTuple):
    """So many branches have a grade, or so many tens of points (分) at least where there are no grades."""

    grade: str | None
    tens: int | None
    branches: int


class Pool(NamedTuple):
    """Units under the same rubric, word for word: their branches are ranked together, the highest first."""

    rubric: str
    version: str
    units: tuple[UnitRow, ...]
    placed: tuple[Placed, ...]
    spread: Spread | None
    bands: tuple[Band, ...]


class GroupRound(NamedTuple):
    """A group's round: every unit, also those that do not count; the pools, the largest first; the problems by area,
    the commonest first.
    """

    name: str
    asked: Asked
    units: tuple[UnitRow, ...]
    pools: tuple[Pool, ...]
    areas: tuple[AreaRow, ...]

    @property
    def counted(self) -> tuple[UnitRow, ...]:
        """The units that count."""
        return tuple(each for each in self.units if each.counted)

    @property
    def branches(self) -> int:
        """The branches that count."""
        return sum(each.branches for each in self.counted)


def group_round(name: str, asked: Asked, answers: Iterable[UnitRound]) -> GroupRound:
    """Put the answers together. It matters neither who gave them nor in which order they come: units are in the order
    of their ids here, and pools and branches in an order of their own.
    """
    known = sorted(answers, key=lambda each: each.row.unit)
    units = tuple(each.row for each in known)
    pools: dict[str, list[UnitRound]] = {}
    areas: dict[str, AreaRow] = {}
    for each in known:
        if each.row.counted:
            pools.setdefault(each.row.rubric, []).append(each)
        for area in each.areas:
            so_far = areas.get(area.area, AreaRow(area.area, 0, 0, 0))
            areas[area.area] = AreaRow(area.area, *(a + b for a, b in zip(so_far[1:], area[1:], strict=True)))
    ordered = sorted(pools.items(), key=lambda each: (-sum(len(unit.branches) for unit in each[1]), each[0]))
    problems = sorted(areas.values(), key=lambda each: (-each.found, -each.open, each.area))
    return GroupRound(name, asked, units, tuple(_pool(rubric, found) for rubric, found in ordered), tuple(problems))


def digest_of_round(round: GroupRound) -> str:
    """The SHA-256 of what the units answered."""
    branches = [(each.row, each.rank, each.class_rank) for pool in round.pools for each in pool.placed]
    return digest_of(canonical([round.asked, round.units, branches, round.areas]))


def _pool(rubric: str, units: Sequence[UnitRound]) -> Pool:
    rows = [(each.row, branch) for each in units for branch in each.branches]
    ranking = units[0].row.ranking
    standings = [_standing(branch) for _, branch in rows]
    overall = ranks(standings, ranking)
    in_class: list[int | None] = [None] * len(rows)
    for name in dict.fromkeys(branch.branch_class for _, branch in rows):
        mine = [index for index, (_, branch) in enumerate(rows) if branch.branch_class == name]
        for index, rank in zip(mine, ranks([standings[index] for index in mine], ranking), strict=True):
            in_class[index] = rank
    placed = [
        Placed(branch, unit, rank, among) for (unit, branch), rank, among in zip(rows, overall, in_class, strict=True)
    ]
    placed.sort(key=lambda each: (each.rank is None, each.rank or 0, each.unit.unit, each.row.branch))
    return Pool(
        rubric,
        units[0].row.version,
        tuple(each.row for each in units),
        tuple(placed),
        spread_of(each.row for each in placed),
        bands_of(each.row for each in placed),
    )


def _standing(branch: BranchRow) -> tuple[Decimal, Decimal] | None:
    """By published composites alone: what units break ties by in their own rankings (得分、扣减) is not sent."""
    return None if branch.composite is None else (Decimal(branch.behind), -branch.composite)


def spread_of(branches: Iterable[BranchRow]) -> Spread | None:
    """The spread of some branches' composites; None where none has any."""
    found = sorted(each.composite for each in branches if each.composite is not None)
    if not found:
        return None

    def at(part: int) -> Decimal:
        return found[max(-(-len(found) * part // 4), 1) - 1]

    return Spread(len(found), found[-1], at(3), at(2), at(1), found[0])


def bands_of(branches: Iterable[BranchRow]) -> tuple[Band, ...]:
    """The grades in the order in which the ranking meets them; or tens of points, from the top, where no branch has
    any; an empty one between others is there too.
    """
    known = [each for each in branches if each.composite is not None]
    if any(each.grade is not None for each in known):
        counts: dict[str | None, int] = {}
        for each in known:
            counts[each.grade] = counts.get(each.grade, 0) + 1
        return tuple(Band(grade, None, count) for grade, count in counts.items())
    tens = [floor(each.composite / 10) * 10 for each in known if each.composite is not None]
    if not tens:
        return ()
    return tuple(Band(None, each, tens.count(each)) for each in range(max(tens), min(tens) - 1, -10))
