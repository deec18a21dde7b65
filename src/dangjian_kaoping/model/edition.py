"""What a report says about itself beside the result: whose it is, from which input, by which version."""

from typing import Literal, NamedTuple

from dangjian_kaoping.model.round import Window

DraftKind = Literal["provisional", "for_approval", "unsettled"]
"""暂定: not complete, or governed by no procedure; 送审稿: not approved yet; 未定案: public, but not final."""


class Pending(NamedTuple):
    """A result that may be known and is not final: in which window it is public, if one is written, and whether it was
    `adjusted` after that began; in how many working days an objection to it is answered, where that is written.
    """

    window: Window | None
    adjusted: bool = False
    answer_days: int | None = None


class Edition(NamedTuple):
    """报告的出处: whose it is, and what it follows from.

    `digest` is the SHA-256 of the content that the ranking follows from (`engine.content.Inputs`), `notes` what the
    workspace and the roster remark about their data (such as that they are invented). A `draft` is marked on
    every sheet with what its `kind` is called; `departure` says in words how it is not as it was sealed, or not final,
    where that is why. Of what everybody reads, the reasons of the `private_items` are kept back; `public_page` is what
    the workspace lets a public page list. `pending` is there where the result may be known and is not final.
    """

    unit: str
    digest: str
    tool_version: str
    draft: bool = False
    committee: str | None = None
    notes: tuple[str, ...] = ()
    departure: str = ""
    kind: DraftKind = "provisional"
    private_items: tuple[str, ...] = ()
    public_page: Literal["ranks", "first"] | None = None
    pending: Pending | None = None


class ProvisionalRoundError(ValueError):
    """A round that is not complete may be written as a draft only."""
