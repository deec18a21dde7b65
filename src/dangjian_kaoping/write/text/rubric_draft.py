"""What became of a document as a rubric, for a terminal."""

from collections.abc import Sequence

from dangjian_kaoping.outline.draft import Draft
from dangjian_kaoping.words.rubric.draft import contradictions, counts_in_words, to_settle
from dangjian_kaoping.write.layout import Page


def draft_summary(draft: Draft, remarks: Sequence[str], width: int = 100) -> str:
    """How much was taken, and all that somebody has to look at."""
    page = Page(width)
    page.line(f"“{draft.file}”：{counts_in_words(draft)}。")
    if left := to_settle(draft):
        page.blank()
        page.line("没有认出的：")
        for each in left:
            page.line(f"{each.item.id} {each.clause.id}（{each.clause.sentence.where}）：{each.clause.text}", 1)
            page.line(each.why, 2)
    if odd := list(contradictions(draft, remarks)):
        page.blank()
        page.line("原件里要核对的：")
        for line in odd:
            page.line(line, 1)
    return page.text
