"""The page of a branch: how it stood over the rounds, what is open, and why points were lost in each round."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.follow.reach import rounded_mean
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.views.history import BranchRound, history
from dangjian_kaoping.words.figures import NONE, in_table, published
from dangjian_kaoping.words.names import FLAG, with_former_names
from dangjian_kaoping.words.rubric.full_marks import area_names, out_of
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.reasons import Account, Accounts
from dangjian_kaoping.write.html.rectification import Problem, problem, still_open
from dangjian_kaoping.write.html.site.matter import FORM, Matter, SiteRound
from dangjian_kaoping.write.html.site.picture import Picture, picture
from dangjian_kaoping.write.html.site.places import Places, way
from dangjian_kaoping.write.html.table import Cell, cell_of, head_of


class Told(NamedTuple):
    """A round with a branch's account in it."""

    quarter: str
    href: str
    standing: str
    account: Account
    own: bool
    inspection: str
    self_assessment: str


class InArea(NamedTuple):
    """The points of an area in the newest round, of how many."""

    name: str
    points: str
    of: str


class Branches:
    """The pages of the branches, made one by one: thousands of accounts are never all in memory."""

    def __init__(self, matter: Matter, places: Places) -> None:
        self._matter, self._places = matter, places
        rounds = self._rounds = matter.followed
        self._placings = [{each.score.branch.id: each for each in one.dossier.result.placings} for one in rounds]
        self._means = [_mean(each) for each in rounds]
        self._accounts = [
            Accounts(each.dossier, each.publicity)
            if each.publicity is not None and each.publicity.shows("reasons")
            else None
            for each in rounds
        ]
        self._open = _open(matter)

    def page(self, branch_id: str, page: str) -> bytes:
        """The page of a branch that has one."""
        found = [
            (this, own)
            for this, placings in zip(self._rounds, self._placings, strict=True)
            if (own := placings.get(branch_id)) is not None
        ]
        this, newest = found[-1]
        branch = newest.score.branch
        rows = [BranchRound(each.dossier.result, own, each.publicity) for each, own in found if each.publicity]
        table = history(rows[::-1])
        columns = table.on("page")
        marks = () if this.publicity is None else this.publicity.flags(newest)
        return document(
            "site-branch.html",
            self._matter.edition,
            form=FORM,
            styles=("ranking.css", "charts.css", "site.css"),
            site=self._places.around(page),
            branch=branch,
            name=with_former_names([own.score.branch.name for _, own in found]),
            quarter=this.quarter.chinese,
            rank="—" if newest.rank is None else f"第 {newest.rank} 名",
            count=len(this.dossier.result.placings),
            composite=_figure(newest.score.composite),
            marks=tuple(FLAG[flag] for flag in marks),
            shows_problems=self._open is not None,
            open=() if self._open is None else self._open.get(branch_id, ()),
            as_of=self._matter.newest.quarter.last_day.isoformat(),
            heads=tuple(map(head_of, columns)),
            rows=tuple(
                self._row(row, [cell_of(each, each.value(row)) for each in columns], page) for row in table.rows
            ),
            picture=self._picture(branch_id),
            areas=tuple(_areas(this, newest)),
            accounts=tuple(self._told(branch_id, page)),
        )

    def _row(self, row: BranchRound, cells: Sequence[Cell], page: str) -> tuple[str, tuple[Cell, ...]]:
        """Where its round is told of, and its cells."""
        return way(page, self._places.round(row.result.quarter)), tuple(cells)

    def _picture(self, branch_id: str) -> Picture | None:
        own = [_composite(placings.get(branch_id)) for placings in self._placings]
        return picture([each.quarter for each in self._rounds], own, self._means)

    def _told(self, branch_id: str, page: str) -> Iterator[Told]:
        """The accounts of the rounds that tell reasons, the newest first."""
        for this, placings, accounts in zip(
            reversed(self._rounds), reversed(self._placings), reversed(self._accounts), strict=True
        ):
            own, publicity = placings.get(branch_id), this.publicity
            if own is not None and accounts is not None and publicity is not None:
                score, rank = own.score, "未排名" if own.rank is None else f"第 {own.rank} 名"
                yield Told(
                    this.quarter.chinese,
                    way(page, self._places.round(this.quarter)),
                    f"{rank}，{_figure(score.composite)} 分",
                    accounts.of(own, f"q{this.quarter}"),
                    publicity.shows("self_assessment"),
                    _figure(score.inspection),
                    _figure(score.self_assessment),
                )


def _open(matter: Matter) -> Mapping[str, tuple[Problem, ...]] | None:
    """By branch what is open as of the newest round; None where problems are not told one by one."""
    newest = matter.newest
    if newest.publicity is None or not newest.publicity.shows("rectification"):
        return None
    found: dict[str, list[Problem]] = {}
    for each in still_open(newest.dossier, newest.publicity):
        found.setdefault(each.branch_id, []).append(problem(each, newest.quarter.last_day, newest.publicity))
    return {branch: tuple(several) for branch, several in found.items()}


def _figure(step: Step | None) -> str:
    return NONE if step is None else published(step)


def _composite(placing: Placing | None) -> Exact | None:
    return None if placing is None or placing.score.composite is None else placing.score.composite.value


def _mean(this: SiteRound) -> Exact | None:
    result = this.dossier.result
    steps: list[Step] = [each.score.composite for each in result.placings if each.score.composite is not None]
    return rounded_mean(steps, result.rubric.measure.rounding)


def _areas(this: SiteRound, placing: Placing) -> Iterator[InArea]:
    """The areas of the newest round."""
    result, score = this.dossier.result, placing.score
    names = area_names(result.rubric)
    for area in result.areas:
        step = area_figure(score.inspected, area)
        yield InArea(
            names[area.id], "—" if step is None else in_table(step), out_of(area, score.branch.branch_class).strip()
        )
