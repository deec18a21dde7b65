"""整改台账 for a terminal, and its summary."""

from collections.abc import Mapping, Sequence

from dangjian_kaoping.engine.follow.ledger import AsOf, Entry, Summary, most_urgent
from dangjian_kaoping.views.ledger import ledger
from dangjian_kaoping.words.ledger import summary_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting
from dangjian_kaoping.write.text.table import write_record


def ledger_text(
    entries: Sequence[Entry], counted: Summary, as_of: AsOf, width: int = 100, whom: str = "", states: str = ""
) -> str:
    """The headline, then each entry with what is wrong, what is asked for, and how it stands: what is still to be
    closed stands first, the most urgent before all. `states`: of rounds that are not final.
    """
    page = Page(width)
    page.line(f"整改台账（截至 {as_of.text}），{len(entries)} 条  {states}".rstrip())
    if counted.problems or counted.withdrawn:
        for sentence in summary_in_words(counted, as_of, whom):
            page.line(sentence)
    write_entries(page, [*most_urgent(entries), *(each for each in entries if not each.open)])
    return page.text


def write_entries(page: Page, entries: Sequence[Entry]) -> None:
    """Each after an empty line."""
    table = ledger(entries)
    for entry in entries:
        page.blank()
        write_record(page, table, entry)


def summary_text(summary: Summary, as_of: AsOf, width: int = 100, whom: str = "", states: str = "") -> str:
    """The headline of the plant, or of whom it was asked for, by area and by kind."""
    page = Page(width)
    if states:
        page.line(states)
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
