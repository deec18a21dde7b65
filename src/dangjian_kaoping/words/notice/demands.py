"""下一步要求 in words: only what the records and the measure themselves demand."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.words.notice.letter import MANY, Paragraph
from dangjian_kaoping.words.notice.phrases import day_in_words, some

_ITEMS, _FEWER = 8, 4
"""So many of the items that fall due are named; to many branches."""


def demands(overview: Overview) -> Iterator[Paragraph]:
    """The paragraphs; their leads are numbered by whoever puts them together."""
    yield from _rectify(overview)
    yield from _clear(overview)
    yield from _assess(overview)
    yield from _prepare(overview)


def _rectify(overview: Overview) -> Iterator[Paragraph]:
    still = [entry for entry in overview.found if entry.open]
    limits = sorted(entry.finding.rectify_by for entry in still if entry.finding.rectify_by is not None)
    if not limits:
        return
    first, last = limits[0], limits[-1]
    when = f"最早{day_in_words(first)}、最迟{day_in_words(last, first)}"
    if first == last:
        when = f"均为{day_in_words(first)}"
    yield Paragraph(
        f"本季度查出、尚未销号的{len(still)}个问题，有关党支部要对照反馈的扣分原因和整改标准，"
        f"按期整改到位（整改期限{when}）；查出问题的部室要跟踪复查，整改到位的予以销号。",
        lead="按期完成整改",
    )


def _clear(overview: Overview) -> Iterator[Paragraph]:
    earlier = (*overview.older, *(() if overview.before is None else overview.before.open))
    overdue = [entry for entry in earlier if entry.state == "overdue"]
    if not earlier:
        return
    late = f"，其中逾期{len(overdue)}个" if overdue else ""
    yield Paragraph(
        f"以前各轮查出的问题还有{len(earlier)}个未销号{late}。有关党支部要抓紧整改到位，有关部室要跟踪督办。",
        lead="抓紧销号",
    )


def _assess(overview: Overview) -> Iterator[Paragraph]:
    both = (("末位党支部", overview.last), ("单项工作未完成的党支部", overview.undone))
    named = [name for name, found in both if found]
    if named:
        yield Paragraph(f"对{'、'.join(named)}，按照考评办法予以考核。", lead="落实考核")


def _prepare(overview: Overview) -> Iterator[Paragraph]:
    quarter = overview.result.quarter.next
    items = overview.due_next
    words = "各党支部要继续抓好每月、每季的经常性工作"
    measure = overview.result.rubric.measure
    if measure.asks_self_assessment:
        words += f"，按{'月' if measure.self_assessment == 'monthly' else '季'}自查自评并按时报送"
    if items:
        most = _FEWER if len(overview.result.placings) > MANY else _ITEMS
        titles = some([f"{item.title}（单项工作）" if item.task else item.title for item in items], most, "项")
        words = f"{quarter.chinese}到期的工作有{titles}，涉及的党支部要提前安排、按期完成。{words}"
    yield Paragraph(f"{words}。", lead=f"做好{quarter.chinese}工作")
