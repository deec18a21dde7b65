"""What became of forms, for a terminal: which were taken, what they would change, what is wrong at which cell."""

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.forms.outcome import Imported
from dangjian_kaoping.words.imported import STATE, counts_in_words, difference_in_words, where_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.diagnostics import diagnostics_text

_FEW = 5
"""So many forms of which nothing is to be written are named; of more it is told how many they are."""


def imported_text(found: Imported, width: int = 100) -> str:
    """All forms by what became of them, then all faults, then how many became what."""
    page = Page(width)
    faults = Faults()
    for each in found.outcomes:
        faults.extend(each.faults)
    for state, words in STATE.items():
        several = [each for each in found.outcomes if each.state == state]
        if not several or (state == "unchanged" and len(several) > _FEW):
            continue
        page.line(f"{words}：")
        for each in several:
            page.line(where_in_words(each), 1)
            for difference in each.differences:
                page.line(difference_in_words(difference), 2)
        page.blank()
    if len(faults):
        page.as_it_is(diagnostics_text(faults, {}, width).splitlines())
        page.blank()
    page.line(counts_in_words(found.outcomes) + "。")
    return page.text
