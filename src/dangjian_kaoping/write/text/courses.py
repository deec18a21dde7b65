"""各轮的状态 for a terminal: one line a round, and below them what is missing of the rounds under way."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dangjian_kaoping.engine.course.state import Course
from dangjian_kaoping.engine.follow.status import RoundStatus
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.course import CourseLine, course_line, moved_in_words, outdated_in_words, settled_in_words
from dangjian_kaoping.write.layout import Page, clean, to_left, width_of
from dangjian_kaoping.write.text.status import write_progress

_GAP = "  "
NEXT = "下一步："


def courses_text(
    courses: Sequence[Course],
    progress: Mapping[Quarter, RoundStatus],
    day: date,
    width: int = 100,
    *,
    plain: bool = False,
) -> str:
    """The rounds that are not settled, the newest first, and how many are; then the table of each under inspection."""
    page = Page(width)
    lines = [course_line(each, progress.get(each.quarter)) for each in reversed(courses) if not each.settled]
    page.as_it_is(_aligned(lines, page.width))
    for words in (settled_in_words(courses), moved_in_words(courses, day), outdated_in_words(courses)):
        if words:
            page.line(words)
    for each in reversed(courses):
        if each.state == "inspecting":
            page.blank()
            write_progress(page, progress[each.quarter], day, plain=plain)
    return page.text


def _aligned(lines: Sequence[CourseLine], width: int) -> Iterator[str]:
    """Each on a line; where one does not fit, what is done next stands on a line of its own."""
    cells = [tuple(map(clean, each)) for each in lines]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    for *first, last in cells:
        shown = [to_left(cell, size) for cell, size in zip(first, widths, strict=False) if size]
        line = _GAP.join(shown)
        following = f"{NEXT}{last}" if last else ""
        if width_of(line) + len(_GAP) + width_of(following) <= width:
            yield f"{line}{_GAP}{following}".rstrip()
        else:
            yield line.rstrip()
            yield _GAP + following
