"""What is around a page of a site: the way to its other pages."""

from collections.abc import Mapping
from typing import NamedTuple


class Way(NamedTuple):
    """A page of the site: what it is called, and where it is, seen from the page that names it."""

    name: str
    href: str


class Around(NamedTuple):
    """The ways that every page has; `here` is the one that leads to the page itself, if one does. `branches` are the
    ways to the branches' pages, by id, of those that have one.
    """

    pages: tuple[Way, ...]
    here: str
    branches: Mapping[str, str]

    def branch(self, branch_id: str, _: str = "") -> str:
        """Where a branch has its page; empty where it has none."""
        return self.branches.get(branch_id, "")
