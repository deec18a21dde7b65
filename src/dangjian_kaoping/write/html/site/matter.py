"""What a site is made of, put together by whoever asks for it."""

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from dangjian_kaoping.compare.diff.revision import Revision
from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.publicity import Publicity

FORM = "kaoping.site/1"
"""The format of its pages and its version."""
SCOPE = "kaoping.scope"
"""Under this name a page says whose site it is of, and for whom."""


class SiteRound(NamedTuple):
    """A round of the site, and what of it is told; None: only who stands first."""

    dossier: Dossier
    edition: Edition
    publicity: Publicity | None

    @property
    def quarter(self) -> Quarter:
        """Its quarter."""
        return self.dossier.result.quarter


class _Given(NamedTuple):
    rounds: tuple[SiteRound, ...]
    edition: Edition
    internal: bool
    held: tuple[Quarter, ...]
    revisions: tuple[tuple[Rubric, Revision | None], ...]
    files: Mapping[str, str]
    versions: Mapping[str, str]


class Matter(_Given):
    """The rounds of a site, the oldest first; an `internal` one tells everything. `held` are all rounds that there
    were, those among them that are not in the site too; `revisions` the versions of the rubric, the oldest first, each
    with what changed in it since the one before. `files` are the names of the branches' pages by the branch's id,
    without an ending, `versions` those of the rubric's.
    """

    @property
    def newest(self) -> SiteRound:
        """The round that the site is as of."""
        return self.rounds[-1]

    @cached_property
    def told(self) -> tuple[SiteRound, ...]:
        """The rounds of which the ranking is told."""
        return tuple(each for each in self.rounds if each.publicity is not None)

    @cached_property
    def followed(self) -> tuple[SiteRound, ...]:
        """The rounds that a branch's page tells of: the courses of the branches are for everybody only where the newest
        round says so.
        """
        if not self.told:
            return ()
        publicity = self.told[-1].publicity
        return self.told if publicity is not None and publicity.shows("trend") else self.told[-1:]

    @property
    def left_out(self) -> tuple[Quarter, ...]:
        """The rounds that are not in the site."""
        known = {each.quarter for each in self.rounds}
        return tuple(each for each in self.held if each not in known)

    def back(self, this: SiteRound) -> Dossier:
        """The dossier of a round with the rounds right before it of which the site tells the ranking: from movements
        nobody sees how a round went that is kept back.
        """
        told = {each.quarter: each.dossier.result for each in self.told}
        rounds = []
        for quarter in reversed([each for each in self.held if each <= this.quarter]):
            if quarter not in told:
                break
            rounds.append(told[quarter])
        return this.dossier._replace(rounds=tuple(reversed(rounds)))
