"""公示 in words: when and where a result is public, what it is, and how it is objected to."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.course.objections import Heard
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.course.working_days import WorkingDays
from dangjian_kaoping.engine.follow.foremost import foremost
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.model.edition import Pending
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import composite, day_in_words, in_a_line, listed, numeral


def period(window: Window, calendar: WorkingDays | None = None) -> str:
    """2021年4月12日至4月16日（5个工作日）; without the number where holidays of the year are not known."""
    count = None if calendar is None else calendar.known(window.since, window.until)
    days = "" if count is None else f"（{count}个工作日）"
    until = "" if window.since == window.until else f"至{day_in_words(window.until, window.since)}"
    return f"{day_in_words(window.since)}{until}{days}"


def approved_in_words(standing: Standing) -> str:
    """考评结果由厂党委于2021年4月9日审定（会议纪要〔2021〕6号）; empty where nobody approved it."""
    approved = None if standing.settings is None else standing.settings.approved
    if approved is None:
        return ""
    minutes = "" if approved.minutes is None else f"（{in_a_line(approved.minutes)}）"
    return f"考评结果由{in_a_line(approved.by)}于{day_in_words(approved.date)}审定{minutes}"


def how_it_became_final(standing: Standing, heard: Heard | None) -> str:
    """Who approved a final result, when and where it was public, and that nobody objected, where nobody did."""
    window, told = standing.window, [approved_in_words(standing)]
    if window is not None:
        where = "" if window.where is None else f"在{in_a_line(window.where).removeprefix('在')}"
        told.append(f"{'' if told[0] else '考评结果'}{period(window)}{where}公示")
    if standing.seals is not None and standing.seals.finals:
        told.append(f"{day_in_words(standing.seals.finals[0].sealed_on)}定案")
    quiet = window is not None and heard is not None and not heard.objections
    return f"{'，'.join(filter(None, told))}。{'公示期间未收到异议。' if quiet else ''}"


def pending_in_words(pending: Pending, what: str) -> str:
    """That a result is not final yet; `what` says it: 本单, 本页."""
    window = "公示日期还没有定" if pending.window is None else f"公示期为{period(pending.window)}"
    adjusted = f"公示以后有的结果经复核作了调整，以{what}为准。" if pending.adjusted else ""
    return f"{window}，结果尚未定案。{adjusted}"


def when_and_where(window: Window, calendar: WorkingDays) -> Iterator[Paragraph]:
    """公示时间 and 公示地点."""
    yield Paragraph(f"{period(window, calendar)}。", lead="公示时间")
    if window.where is not None:
        yield Paragraph(f"{in_a_line(window.where)}。", lead="公示地点")


def what_is_public(overview: Overview, *, annexed: bool) -> Iterator[Paragraph]:
    """The result: who stands first, as many as tell nobody who stands last, and how many problems were found; more is
    told by the annex or nowhere.
    """
    count, first = len(overview.result.placings), foremost(overview.result).first
    words = f"参加本季度考评的党支部{count}个。"
    if first:
        named = listed(f"{each.score.branch.name}（{composite(each)}）" for each in first)
        places = "第一名" if len(first) == 1 else f"前{numeral(len(first))}名"
        words += f"综合得分{places}的是：{named}。"
    yield Paragraph(f"{words}{'各党支部得分和名次见附件。' if annexed else ''}")
    found = overview.found
    if found:
        branches = overview.branch_names(found)
        yield Paragraph(f"检查发现需要限期整改的问题{len(found)}个，涉及党支部{len(branches)}个，{closed(found)}。")


def closed(found: Sequence[Entry]) -> str:
    """How many of a round's problems were closed by its end."""
    number = sum(not each.open for each in found)
    return f"已整改销号{number}个" if number else "正在整改"


def how_to_object(answer_days: int | None, issuer: str) -> str:
    """To whom, how and until when; nothing is asked that the office has not written down."""
    answered = f"收到异议后{answer_days}个工作日内答复提出异议的党支部。" if answer_days else ""
    return (
        f"党支部对考评结果有异议的，请在公示期内书面向{issuer}提出，写明异议的项目、条款和理由，附有关材料，"
        f"由党支部书记签名或加盖党支部印章。{answered}公示期满以后提出的，一般不再受理。"
    )
