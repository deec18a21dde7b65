"""`kaoping explain --mend` for a terminal."""

from dangjian_kaoping.engine.otherwise.mending import BranchMending
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.words.mending import mending_rows
from dangjian_kaoping.write.layout import Page


def mending_text(
    result: RoundResult, mending: BranchMending, item_id: str | None = None, width: int = 100, state: str = ""
) -> str:
    """What a branch's round would be without each finding; `state` is said of a result that is not final."""
    page = Page(width)
    heading, *rows = mending_rows(result, mending, item_id)
    page.line(f"{heading.text}  {state}".rstrip(), tone="heading")
    for row in rows:
        if row.kind in ("item", "part"):
            page.blank()
        page.line(row.text, row.depth, row.label, "heading" if row.kind in ("item", "part") else None)
    return page.text
