"""摘要 in words: a round on one page."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.phrases import branch_names, composite, in_a_line, listed, numeral
from dangjian_kaoping.words.notice.publicity import closed

_FIRST, _ITEMS = 3, 3
"""So many places, and so many kinds of problem, are named."""


def summary(overview: Overview) -> Iterator[Paragraph]:
    """The paragraphs; their leads are numbered by whoever puts them together."""
    yield Paragraph(_results(overview), lead="结果")
    yield Paragraph(_problems(overview), lead="问题")
    yield Paragraph(_open(overview), lead="整改")
    if overview.due_next:
        titles = listed(item.title for item in overview.due_next[:_ITEMS])
        more = f"等{len(overview.due_next)}项" if len(overview.due_next) > _ITEMS else ""
        yield Paragraph(f"{overview.result.quarter.next.chinese}到期：{titles}{more}。", lead="下季度")


def _results(overview: Overview) -> str:
    ranked = overview.ranked
    first = listed(f"{each.score.branch.name}（{composite(each)}）" for each in ranked if (each.rank or 0) <= _FIRST)
    words = f"参加考评的党支部{len(overview.result.placings)}个。前{numeral(_FIRST)}名：{first}。"
    told = (("末位", overview.last), ("单项工作未完成", overview.undone), ("一票否决", overview.vetoed))
    return words + "".join(f"{name}：{branch_names(placings)}。" for name, placings in told if placings)


def _problems(overview: Overview) -> str:
    found = overview.found
    if not found:
        return "没有发现需要限期整改的问题。"
    kinds = sorted((kind for area in overview.problems for kind in area.kinds), key=lambda kind: -len(kind.entries))
    most = listed(f"{in_a_line(kind.item.title)}{len(kind.entries)}个" for kind in kinds[:_ITEMS])
    return f"发现需要限期整改的问题{len(found)}个，涉及党支部{len(overview.branch_names(found))}个；较多的是{most}。"


def _open(overview: Overview) -> str:
    found = overview.found
    earlier = (*overview.older, *(() if overview.before is None else overview.before.open))
    late = sum(each.state == "overdue" for each in earlier)
    words = f"本季度的问题{closed(found)}" if found else "本季度没有要整改的问题"
    words += f"，以前的还有{len(earlier)}个没有销号" if earlier else "，以前的已全部销号"
    return f"{words}{f'，其中逾期{late}个' if late else ''}。"
