"""`kaoping explain` for a terminal: the rows of an account, indented by depth and wrapped to a width."""

from collections.abc import Mapping
from types import MappingProxyType

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.words.explain.account import account
from dangjian_kaoping.words.explain.row import RowKind
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.toned import Tone

_HEADINGS = frozenset[RowKind]({"part", "area", "side"})
"""What has an empty line before it."""
_TONES: Mapping[RowKind, Tone] = {
    "part": "heading",
    "area": "heading",
    "side": "heading",
    "group": "heading",
    "rule": "aside",
    "finding": "aside",
}
"""Of rows with a label, that of the label."""


def explain_text(
    result: RoundResult,
    placing: Placing,
    item_id: str | None = None,
    width: int = 100,
    entries: Mapping[str, Entry] = MappingProxyType({}),
    reward: RewardResult | None = None,
    state: str = "",
) -> str:
    """The account of a branch (see `account`), no line wider than `width`. Raises KeyError for an unknown item.

    `state` is what its heading says of a result that is not final.
    """
    page = Page(width)
    before: RowKind = "branch"
    heading, *rows = account(result, placing, item_id, entries, reward)
    page.line(f"{heading.text}  {state}".rstrip(), heading.depth, heading.label, "heading")
    for row in rows:
        # items that follow how a total came about are no part of it
        if row.kind in _HEADINGS or (row.kind == "item" and before == "total"):
            page.blank()
        page.line(row.text, row.depth, row.label, "lost" if row.lost else _TONES.get(row.kind))
        before = row.kind
    return page.text
