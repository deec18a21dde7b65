"""整改台账 for a terminal, and its summary."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, Summary
from dangjian_kaoping.words.ledger import (
    conclusion_in_words,
    followed_in_words,
    reviewed_in_words,
    summary_in_words,
    task_in_words,
)
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def ledger_text(entries: Sequence[Entry], as_of: AsOf, width: int = 100) -> str:
    """Each entry with what is wrong, what is asked for, and how it stands."""
    page = Page(width)
    page.line(f"整改台账（截至 {as_of.text}），{len(entries)} 条")
    for entry in entries:
        page.blank()
        write_entry(page, entry)
    return page.text


def write_entry(page: Page, entry: Entry) -> None:
    """One entry: a line that names it, and the rest below."""
    page.line(f"{entry.id}  {entry.branch}  {entry.area}  {conclusion_in_words(entry)}")
    page.line(entry.finding.reason or "", 1, "问题：")
    if entry.standard:
        page.line(entry.standard, 1, "标准：")
    page.line(task_in_words(entry), 1, "期限：")
    if entry.follow_ups:
        page.line(followed_in_words(entry), 1, "复查：")
    if entry.revisions:
        page.line(reviewed_in_words(entry), 1, "复核：")
    page.line(f"{entry.finding.item}/{entry.finding.clause}，{entry.finding.at}", 1, "出处：")


def summary_text(summary: Summary, as_of: AsOf, width: int = 100, whom: str = "") -> str:
    """The headline of the plant, or of whom it was asked for, by area and by kind."""
    page = Page(width)
    for sentence in summary_in_words(summary, as_of, whom):
        page.line(sentence)
    for title, counts in (("专业方面", summary.by_area), ("考评项目", summary.by_kind)):
        if counts:
            page.blank()
            page.as_it_is(fitting(_columns(title, counts), page.width))
    return page.text


def _columns(title: str, counts: Mapping[str, tuple[int, int]]) -> list[Column]:
    return [
        Column("发现", [str(found) for found, _ in counts.values()]),
        Column("销号", [str(rectified) for _, rectified in counts.values()]),
        Column(title, list(counts), figures=False),
    ]
