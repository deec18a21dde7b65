"""异议和复核情况 in words: how many objections came, what became of them, and what was reviewed beside."""

from collections.abc import Iterator

from dangjian_kaoping.engine.course.objections import Heard
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.objections import LATE, OUTCOME


def objections(heard: Heard) -> Iterator[Paragraph]:
    """A paragraph; none where nobody objected and nothing was reviewed. Who objected is nobody else's business."""
    told = []
    if heard.objections:
        told.append(f"收到对考评结果的异议{len(heard.objections)}件，{_became(heard)}。")
    if heard.reviewed:
        told.append(f"{'另' if heard.objections else ''}经复核调整{heard.reviewed}处。")
    if told:
        yield Paragraph("".join(told), lead="异议和复核情况")


def _became(heard: Heard) -> str:
    """`成立1件、不成立2件`; `均不成立` where all ended alike."""
    counts = {words: heard.count(each) for each, words in OUTCOME.items()}
    counts |= {"正在处理": heard.undecided, LATE: len(heard.late)}
    told = [(words, count) for words, count in counts.items() if count]
    if len(told) == 1:
        ((words, count),) = told
        return f"{'均' if count > 1 else ''}{words}"
    *others, last = (f"{words}{count}件" for words, count in told)
    # its name has a 、 of its own
    return f"{'、'.join(others)}{'；' if heard.late else '、'}{last}"
