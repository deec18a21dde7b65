"""公示 in words: when and where a result is public, what it is, and how it is objected to."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.model.procedure import Procedure
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import composite, day_in_words, in_a_line, listed, numeral

_FIRST = 3
"""So many places are named where not all are."""


def period(window: Window, calendar: WorkingDays | None = None) -> str:
    """2021年4月12日至4月16日（5个工作日）."""
    days = "" if calendar is None else f"（{calendar.between(window.since, window.until)}个工作日）"
    return f"{day_in_words(window.since)}至{day_in_words(window.until, window.since)}{days}"


def when_and_where(window: Window, calendar: WorkingDays) -> Iterator[Paragraph]:
    """公示时间 and 公示地点."""
    yield Paragraph(f"{period(window, calendar)}。", lead="公示时间")
    if window.where is not None:
        yield Paragraph(f"{in_a_line(window.where)}。", lead="公示地点")


def what_is_public(overview: Overview, *, all_places: bool) -> Iterator[Paragraph]:
    """The result: who stands first, and how many problems were found; who stands where, the annex tells or nothing."""
    count, ranked = len(overview.result.placings), overview.ranked
    first = [each for each in ranked if (each.rank or 0) <= _FIRST]
    named = listed(f"{each.score.branch.name}（{composite(each)}）" for each in first)
    annexed = "各党支部得分和名次见附件。" if all_places else ""
    yield Paragraph(f"参加本季度考评的党支部{count}个。综合得分前{numeral(_FIRST)}名的是：{named}。{annexed}")
    found = overview.found
    if found:
        branches = overview.branch_names(found)
        yield Paragraph(f"检查发现需要限期整改的问题{len(found)}个，涉及党支部{len(branches)}个，{closed(found)}。")


def closed(found: Sequence[Entry]) -> str:
    """How many of a round's problems were closed by its end."""
    number = sum(not each.open for each in found)
    return f"已整改销号{number}个" if number else "正在整改"


def how_to_object(procedure: Procedure | None) -> Iterator[Paragraph]:
    """To whom, how and until when; nothing is asked that the office has not written down."""
    days = None if procedure is None else procedure.answer_days
    answered = f"收到异议后{days}个工作日内答复提出异议的党支部。" if days else ""
    yield Paragraph(
        "党支部对考评结果有异议的，请在公示期内书面提出，写明是哪个项目、哪一条，有什么理由，附上有关材料，"
        f"由党支部书记签名或加盖党支部印章。{answered}公示期满以后提出的，一般不再受理。"
    )
