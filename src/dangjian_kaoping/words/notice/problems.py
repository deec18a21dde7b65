"""存在的主要问题 and 上一轮问题整改情况 in words."""

from collections.abc import Collection, Iterator, Sequence

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.overview import AreaProblems, ItemProblems, Overview, Rectification
from dangjian_kaoping.words.ledger import STATE
from dangjian_kaoping.words.notice.letter import MANY, Paragraph
from dangjian_kaoping.words.notice.phrases import FEW, day_in_words, in_a_line, quoted, whose
from dangjian_kaoping.words.record.record import UNTOLD

_MAIN = 3
"""So many kinds of problem are named in each area."""
_TOLD = 5
"""So many problems that are still open are told one by one, of many branches one."""
_QUOTED = 40
"""So many characters of a reason are quoted."""


def problems(overview: Overview) -> Iterator[Paragraph]:
    """What the round found: how much, and area by area of which kinds."""
    yield Paragraph(_in_all(overview))
    for area in overview.problems:
        yield Paragraph(_in_area(overview, area), lead=area.area.name)


def _in_all(overview: Overview) -> str:
    found = overview.found
    on_site = f"另有{overview.on_site}项立行立改，检查时已整改到位。" if overview.on_site else ""
    if not found:
        return f"本季度检查没有发现需要限期整改的问题。{on_site}"
    branches = overview.branch_names(found)
    words = f"本季度检查共发现需要限期整改的问题{len(found)}个，涉及党支部{len(branches)}个"
    if overview.repeated:
        again = _whose(overview, overview.repeated)
        words += f"；其中以前查出、本季度重复发生的{len(overview.repeated)}个，涉及{again}"
    return f"{words}。{on_site}"


def _in_area(overview: Overview, area: AreaProblems) -> str:
    named = area.kinds[:_MAIN]
    if len(named) == 1:
        return f"发现问题{area.number}个，属于{_kind(overview, named[0])}。"
    told = "；".join(_kind(overview, kind, f"{len(kind.entries)}个") for kind in named)
    return f"发现问题{area.number}个，{'主要是' if len(area.kinds) > _MAIN else '分别是'}：{told}。"


def _kind(overview: Overview, kind: ItemProblems, count: str = "") -> str:
    """何类问题几个（哪些党支部）; where many take part, only one branch is named, and how many are not if each of them
    has one problem.
    """
    alone = 1 < len(overview.branch_names(kind.entries)) == len(kind.entries)
    told = "" if _many(overview) and alone else f"（{_whose(overview, kind.entries)}）"
    return f"{in_a_line(kind.item.title)}{count}{told}"


def _many(overview: Overview) -> bool:
    return len(overview.result.placings) > MANY


def _whose(overview: Overview, entries: Sequence[Entry]) -> str:
    return whose(overview.branch_names(entries), 1 if _many(overview) else FEW)


def rectification(overview: Overview, before: Rectification, private: Collection[str] = ()) -> Iterator[Paragraph]:
    """How it stands on the problems of the last round, and on those of still earlier ones; of `private` items without
    the reasons.
    """
    until = overview.result.quarter.last_day
    found, still = before.entries, before.open
    if not found:
        words = f"{before.quarter.chinese}没有查出需要限期整改的问题。"
    else:
        words = f"{before.quarter.chinese}查出的{len(found)}个问题，截至{day_in_words(until)}，"
        if not still:
            words += "已全部整改到位、销号。"
        else:
            words += f"{_rectified(len(found) - len(still))}，未销号{len(still)}个。"
    if still:
        words += f"未销号的{_still_open(overview, still, private)}。"
    if overview.older:
        words += (
            f"更早查出、至今未销号的还有{len(overview.older)}个，{_still_open(overview, overview.older, private)}。"
        )
    headline, since = overview.dossier.headline, overview.dossier.rounds[0].quarter.chinese
    words += f"自{since}以来，共考评{headline.rounds}轮，累计发现问题{headline.problems}个，"
    yield Paragraph(f"{words}{_rectified(headline.rectified)}。")


def _rectified(number: int) -> str:
    return f"已整改销号{number}个" if number else "都在整改"


def _still_open(overview: Overview, entries: tuple[Entry, ...], private: Collection[str]) -> str:
    """One by one; of many only whose they are."""
    if len(entries) > (1 if _many(overview) else _TOLD):
        late = sum(each.state == "overdue" for each in entries)
        return f"涉及{_whose(overview, entries)}{f'，其中逾期{late}个' if late else ''}"
    return "是：" + "；".join(_told(_owner(overview, each), each, each.finding.item in private) for each in entries)


def _told(branch: str, entry: Entry, private: bool) -> str:
    if private:
        return f"{branch}1个问题（{UNTOLD}，{_limit(entry)}）"
    reason = in_a_line(entry.finding.reason or "")
    reason = reason if len(reason) <= _QUOTED else f"{reason[: _QUOTED - 2]}……"
    return f"{branch}{quoted(reason)}（{_limit(entry)}）"


def _owner(overview: Overview, entry: Entry) -> str:
    return overview.branch_name(entry) + ("" if entry.formerly is None else f"（原{entry.formerly}）")


def _limit(entry: Entry) -> str:
    until = entry.finding.rectify_by
    return STATE[entry.state] if until is None else f"期限{day_in_words(until)}，{STATE[entry.state]}"
