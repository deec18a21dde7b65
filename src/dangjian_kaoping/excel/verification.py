"""核对: a workbook of ours against the one that follows from rubric and records today."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.excel.book import Book
from dangjian_kaoping.excel.comparison import Comparison, Deviation, compared
from dangjian_kaoping.excel.ownership import DIGEST, TOOL
from dangjian_kaoping.excel.reading import Reading
from dangjian_kaoping.model.edition import Edition


class Verification(NamedTuple):
    """Whether a workbook still follows, and all that there is to say of it.

    `published` is what the file says of its input and tool, `now` what holds today; `hidden` names sheets of which
    something cannot be seen.
    """

    comparison: Comparison
    published: tuple[str, str]
    now: tuple[str, str]
    hidden: tuple[str, ...]

    @property
    def follows(self) -> bool:
        """Whether every number and every formula follows."""
        return not self.comparison.deviations

    @property
    def deviations(self) -> tuple[Deviation, ...]:
        """Where it does not."""
        return self.comparison.deviations

    @property
    def input_changed(self) -> bool:
        """Whether rubric or records were changed since the publication."""
        return self.published[0] != self.now[0]


def as_published(edition: Edition, properties: Mapping[str, str]) -> Edition:
    """The edition that a file says it is: its own digest and version, so that only what follows is compared."""
    return edition._replace(
        digest=properties.get(DIGEST, edition.digest), tool_version=properties.get(TOOL, edition.tool_version)
    )


def verified(content: bytes, follows: Book, now: Edition) -> Verification:
    """A file held against the workbook that follows. Raises UnreadableWorkbookError."""
    found = Reading(content)
    expected = Reading(follows.to_bytes())
    titles = {page.name: page.titles + 1 for page in follows.pages}
    return Verification(
        compared(found, expected, titles),
        (follows.edition.digest, follows.edition.tool_version),
        (now.digest, now.tool_version),
        tuple(name for name in found if found.hides(name)),
    )
