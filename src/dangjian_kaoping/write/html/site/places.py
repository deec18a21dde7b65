"""Where the pages of a site are, and the ways between them."""

from collections.abc import Iterable
from urllib.parse import quote

from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.html.around import Around, Way
from dangjian_kaoping.write.html.site.matter import Matter

START, PROBLEMS, INDEX = "index.html", "problems.html", "search-index.js"
ROUNDS, BRANCHES, RUBRICS = "rounds", "branches", "rubric"
FOLDERS = (ROUNDS, BRANCHES, RUBRICS)
"""The folders of a site; nothing else in them is looked at but files that are pages of it."""


class Places:
    """The ways of a site, from whichever page they are asked for."""

    def __init__(self, matter: Matter) -> None:
        self._matter = matter
        told = (placing.score.branch.id for each in matter.followed for placing in each.dossier.result.placings)
        self.branches = dict.fromkeys(told)
        """The ids of the branches that have a page, in the order of the oldest round's ranking."""

    def round(self, quarter: Quarter) -> str:
        """The page of a round."""
        return f"{ROUNDS}/{quarter}.html"

    def branch(self, branch_id: str) -> str:
        """The page of a branch."""
        return f"{BRANCHES}/{self._matter.files[branch_id]}.html"

    def rubric(self, version: str) -> str:
        """The page of a version of the rubric."""
        return f"{RUBRICS}/{self._matter.versions[version]}.html"

    def around(self, page: str) -> Around:
        """The ways that a page has."""
        matter = self._matter
        ways = [("首页", START), ("最近一轮", self.round(matter.newest.quarter))]
        ways += [("问题整改", PROBLEMS), ("考评细则", self.rubric(matter.revisions[-1][0].version))]
        return Around(
            tuple(Way(name, way(page, place)) for name, place in ways),
            way(page, page),
            {each: way(page, self.branch(each)) for each in self.branches},
        )


def way(page: str, place: str, at: str = "") -> str:
    """From a page to another one, or to a place `at` in it; both are one folder deep at most."""
    up = "../" * page.count("/")
    return up + quote(place) + (f"#{quote(at)}" if at else "")


def ids(names: Iterable[str]) -> dict[str, str]:
    """A place in a page for each of several things."""
    return {each: f"i{index}" for index, each in enumerate(names, start=1)}
