"""年度反馈: the facts that one branch is told after a year."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.follow.digest import Losses, Lost, lost_by
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.profile import Profile, Profiles
from dangjian_kaoping.engine.score.round import placings_of
from dangjian_kaoping.engine.score.year import YearPlacing
from dangjian_kaoping.exact import Exact, minus, total
from dangjian_kaoping.model.rubric import Area, Item


class YearLoss(NamedTuple):
    """An item under which a branch lost points (分) in the year: in each round, None where in none, and in all."""

    area: Area
    item: Item
    rounds: tuple[Lost | None, ...]
    number: int
    points: Exact


class YearFeedback(NamedTuple):
    """What a branch is told of a year.

    `lost` is all that it lost (分): full marks and bonus of its rounds minus 检查得分; `losses` are the items, the most
    points first. `above` and `below` are by how many points (分) the next branch before it is ahead, and the next one
    behind it behind; None where there is none, or it has no rank. `found` are the year's problems as they stand at its
    end; `before` are older ones that were open then.
    """

    dossier: YearDossier
    placing: YearPlacing
    profile: Profile
    lost: Exact
    losses: tuple[YearLoss, ...]
    above: Exact | None
    below: Exact | None
    found: tuple[Entry, ...]
    before: tuple[Entry, ...]

    @property
    def open(self) -> tuple[Entry, ...]:
        """The problems that are still to be put right, by their deadlines."""
        still = [each for each in (*self.before, *self.found) if each.open and each.finding.rectify_by is not None]
        return tuple(sorted(still, key=lambda each: (each.finding.rectify_by, each.id)))


def year_feedbacks(dossier: YearDossier) -> tuple[YearFeedback, ...]:
    """The feedback of every branch in the order of the year's ranking."""
    profiles = Profiles(dossier.rounds, over=len(dossier.rounds))
    return tuple(_feedback(dossier, placing, profiles) for placing in dossier.result.placings)


def _feedback(dossier: YearDossier, placing: YearPlacing, profiles: Profiles) -> YearFeedback:
    branch = placing.branch.id
    mine = [each for each in dossier.last.entries if each.branch_id == branch]
    above, below = _neighbours(dossier, placing)
    lost = _by_round(dossier, branch)
    return YearFeedback(
        dossier,
        placing,
        profiles.of(branch),
        total(each.points for each in lost if each is not None),
        tuple(_sorted(lost)),
        above,
        below,
        tuple(each for each in mine if each.quarter.year == dossier.result.year),
        tuple(each for each in mine if each.quarter.year < dossier.result.year and each.open),
    )


def year_losses(dossier: YearDossier, branch_id: str) -> tuple[YearLoss, ...]:
    """The items under which a branch lost points in the year, those with the most points first."""
    return tuple(_sorted(_by_round(dossier, branch_id)))


def _by_round(dossier: YearDossier, branch_id: str) -> list[Losses | None]:
    """What it lost in each round; None where it took no part."""
    return [
        None if placing is None else lost_by(placing.score, result.rubric)
        for result, placing in zip(dossier.rounds, placings_of(dossier.rounds, branch_id), strict=True)
    ]


def _sorted(lost: Iterable[Losses | None]) -> list[YearLoss]:
    return sorted(_losses(lost), key=lambda each: -each.points)


def _losses(lost: Iterable[Losses | None]) -> Iterator[YearLoss]:
    by_round = [{} if each is None else {item.item.id: item for item in each.items} for each in lost]
    for name in dict.fromkeys(name for own in by_round for name in own):
        rounds = tuple(own.get(name) for own in by_round)
        known = list(_known(rounds))
        # as the newest of the rounds calls it
        newest, number = known[-1], sum(each.number for each in known)
        yield YearLoss(newest.area, newest.item, rounds, number, total(each.points for each in known))


def _known(rounds: Iterable[Lost | None]) -> Iterator[Lost]:
    return (each for each in rounds if each is not None)


def _neighbours(dossier: YearDossier, placing: YearPlacing) -> tuple[Exact | None, Exact | None]:
    """How far the next score above and the next one below are away."""
    if placing.rank is None or placing.score is None:
        return None, None
    own = placing.score.value
    scores = [each.score.value for each in dossier.result.placings if each.rank is not None and each.score is not None]
    higher = min((minus(each, own) for each in scores if each > own), default=None)
    lower = min((minus(own, each) for each in scores if each < own), default=None)
    return higher, lower
