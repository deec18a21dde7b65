"""公布登记 (publications.yaml): what went out of a round, as it went out; written by `kaoping publish` alone."""

from collections.abc import Mapping
from typing import Literal, get_args

from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.values import Count, Date, Placed, QuarterText, Text

PublicationKind = Literal["公示", "通报", "更正", "兑现表"]
PUBLICATION_KINDS: tuple[PublicationKind, ...] = get_args(PublicationKind)
PUBLIC: PublicationKind = "公示"
NOTICE: PublicationKind = "通报"
CORRECTION: PublicationKind = "更正"
PAYMENT: PublicationKind = "兑现表"
REPLACEABLE: Mapping[PublicationKind, tuple[PublicationKind, ...]] = {
    "公示": ("公示",),
    "通报": ("通报", "更正"),
    "更正": ("通报", "更正"),
    "兑现表": ("兑现表",),
}
"""What a file takes the place of: money only that of money, so that none of it is forgotten."""


class Publication(Placed):
    """One file that went out: its SHA-256, the seal in force that day, and its link in the chain.

    `id` counts the entries from 1; `replaces` is the id of the one that it takes the place of. One about a `year` is
    registered in the last round of it. `digest` is of all that the entry says and of the digest of the entry before it.
    """

    id: Count
    what: PublicationKind
    file: Text
    date: Date
    year: Text | None = None
    where: Text | None = None
    number: Text | None = None
    replaces: Count | None = None
    sha256: Text
    seal: Text | None = None
    digest: Text


class Publications(Placed):
    """publications.yaml of one round: the entries in the order in which they went out."""

    kind: Literal["publications"]
    version: Text
    quarter: QuarterText
    publications: tuple[Publication, ...] = Field(min_length=1)

    def successor(self, entry: Publication) -> Publication | None:
        """The entry that replaces another; None where it still holds."""
        return next((each for each in self.publications if each.replaces == entry.id), None)
