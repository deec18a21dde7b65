"""签收 and 整改回执: what the branch writes by hand and hands back."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import in_a_line

_ANSWER = (
    Column("编号", least=6),
    Column("问题", left=True, most=26),
    Column("整改期限", least=6.4),
    Column("整改措施", least=26),
    Column("责任岗位", least=9),
    Column("完成日期", least=7),
)
_LONG = 50
"""So many characters of a problem are repeated (字)."""
_DAY = "年＿＿月＿＿日"
_SIGNED = f"签收人（签字）：{'＿' * 10}\u3000\u3000签收日期：＿＿＿{_DAY}"
_SIGNATURE = f"党支部书记（签字）：{'＿' * 10}\u3000\u3000日期：＿＿＿{_DAY}"


def receipt(entries: Sequence[Entry]) -> Iterator[Section]:
    """That the sheet was received; and, where problems are to be put right, how the branch will do it."""
    yield Section("签收", (_SIGNED,))
    if not entries:
        return
    rows = tuple(
        (
            entry.id,
            _short(in_a_line(entry.finding.reason or entry.standard or "")),
            "" if entry.finding.rectify_by is None else entry.finding.rectify_by.isoformat(),
            *("",) * 3,
        )
        for entry in entries
    )
    asked = f"需要整改的问题 {len(entries)} 个。整改措施、责任岗位、完成日期由党支部填写，签字后交查出问题的部室。"
    yield Section("整改回执", (asked,), Table(_ANSWER, rows), (_SIGNATURE,), by_hand=True)


def _short(text: str) -> str:
    """The beginning of a long text: all of it stands above."""
    return text if len(text) <= _LONG else f"{text[:_LONG]}……"
