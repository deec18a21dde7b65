"""更正: what of a final result is another now, and why; to everybody only that it is."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.correction import Correction
from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.words.notice.correction import what_changed, why_corrected
from dangjian_kaoping.words.notice.phrases import day_in_words


def correction_in_words(correction: Correction | None, publicity: Publicity) -> Iterator[str]:
    """The paragraphs of the section; none where nothing was corrected. Whom it moved, and by which reasons, tells who
    stands last: that is for the plant's own page.
    """
    if correction is None:
        return
    yield f"本轮结果在{day_in_words(correction.before.sealed_on)}定案以后经复核更正，以本页为准。"
    if publicity.whole:
        yield from (each.text for each in what_changed(correction))
        yield from (f"{each.lead}：{each.text}" if each.lead else each.text for each in why_corrected(correction))
