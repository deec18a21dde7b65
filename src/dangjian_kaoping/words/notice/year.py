"""年度考评情况 in words: who stands where, who may be put forward, what was found and put right over a year."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import MOST, annexed, day_in_words, in_a_line, listed, numeral, whose
from dangjian_kaoping.words.year import eligibility_in_words

_FIRST, _KINDS = 3, 5
"""So many ranks, and so many kinds of problem that was found more than once, are named."""
_OFTEN = 2
"""Who was in the last places so often in a year is named."""


def year_results(result: YearResult) -> Iterator[Paragraph]:
    """The paragraphs; their leads are numbered by whoever puts them together."""
    ranked = [each for each in result.placings if each.rank is not None]
    others = [each for each in result.placings if each.rank is None]
    yield Paragraph(_in_general(result, ranked), lead="总体情况")
    if len(ranked) > 1:
        first = [each for each in ranked if (each.rank or 0) <= _FIRST]
        told = annexed([f"{each.branch.name}（{published(each.score)}分）" for each in first])
        yield Paragraph(f"年度得分列前{numeral(_FIRST)}名的是：{told}。", lead="排名在前的党支部")
    if others:
        told = annexed([f"{each.branch.name}（{eligibility_in_words(each, result.measure)}）" for each in others])
        yield Paragraph(f"未参加年度排名的党支部{len(others)}个：{told}。", lead="未参加年度排名的党支部")
    often = [each for each in ranked if each.times_last >= _OFTEN]
    if often:
        often.sort(key=lambda each: -each.times_last)
        told = annexed([f"{each.branch.name}（{each.times_last}次）" for each in often])
        yield Paragraph(f"全年两次以上列入末位的党支部{len(often)}个：{told}。", lead="多次列入末位的党支部")


def _in_general(result: YearResult, ranked: Sequence[YearPlacing]) -> str:
    words = f"全年考评{len(result.quarters)}轮，参加年度排名的党支部{len(ranked)}个"
    scored = [each.score for each in ranked if each.score is not None]
    if scored:
        high, low = (published(choose(scored, key=lambda each: each.value)) for choose in (max, min))
        all_alike = f"，年度得分{'均' if len(scored) > 1 else ''}为{high}分"
        words += all_alike if high == low else f"，年度得分最高{high}分、最低{low}分"
    grades = Counter(each.grade for each in ranked)
    told = [f"{band.grade}{grades[band.grade]}个" for band in result.measure.grades if grades[band.grade]]
    graded = f"按等次分，{'、'.join(told)}。" if told else ""
    return f"{words}。{graded}各党支部年度得分和名次见附件。"


def commendation(result: YearResult) -> Iterator[Paragraph]:
    """Who may be put forward for 评先选优, and why the others may not."""
    barred = [each for each in result.placings if not each.eligible and each.merged_into is None]
    may = sum(each.eligible for each in result.placings)
    words = f"可以参加年度评先选优的党支部{may}个"
    if not barred:
        yield Paragraph(f"{words}，没有因考评不能参加的。")
    elif len(barred) > MOST:
        yield Paragraph(f"{words}；不能参加的{len(barred)}个，党支部和原因见附件。")
    else:
        told = "；".join(
            f"{each.branch.name}，{in_a_line(eligibility_in_words(each, result.measure))}" for each in barred
        )
        yield Paragraph(f"{words}，不能参加的{len(barred)}个：{told}。")


def year_problems(entries: Sequence[Entry], titles: Sequence[str], day: date) -> Iterator[Paragraph]:
    """What was found in the year and how far it was put right on a day; `titles` are those of the problems' items."""
    if not entries:
        yield Paragraph("全年检查没有发现需要限期整改的问题。")
        return
    still = [each for each in entries if each.open]
    late = sum(each.state == "overdue" for each in still)
    closed = len(entries) - len(still)
    often = [f"{title}{count}个" for title, count in Counter(titles).most_common(_KINDS) if count > 1]
    words = f"全年检查共发现需要限期整改的问题{len(entries)}个{f'，较多的是{listed(often)}' if often else ''}。"
    words += f"截至{day_in_words(day)}，"
    if not still:
        yield Paragraph(f"{words}已全部整改到位、销号。")
        return
    names = whose(list(dict.fromkeys(each.branch for each in still)))
    overdue = f"，其中逾期{late}个" if late else ""
    done = f"已整改销号{closed}个，" if closed else ""
    yield Paragraph(f"{words}{done}未销号{len(still)}个{overdue}，涉及{names}。")


def year_demands(result: YearResult, *, open_problems: bool) -> Iterator[Paragraph]:
    """下一步要求: only what the records and the measure themselves demand."""
    if open_problems:
        yield Paragraph("未销号的问题，有关党支部要按期整改到位，有关部室要跟踪督办。", lead="抓紧整改")
    yield Paragraph("年度评先选优以本通报为依据，不能参加的不予推荐。", lead="用好考评结果")
    words = "各党支部要对照全年的扣分原因查找短板，制定下一年度的改进措施"
    yield Paragraph(f"{words}。", lead="改进工作")
