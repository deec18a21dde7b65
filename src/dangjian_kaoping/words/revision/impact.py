"""The impact of a revision in words: ranges, what is certain, why something cannot be replayed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.impact.carrying import Reason
from dangjian_kaoping.compare.impact.impact import BranchImpact, Impact, RoundImpact
from dangjian_kaoping.compare.impact.replay import Gap
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.ranges import PlaceRange, Range
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import MISSING, money, moved_in_words, published, signed
from dangjian_kaoping.words.revision.revision import title

REASON: Mapping[Reason, str] = {
    "new_item": "新的项目，原来没有记录",
    "new_clause": "新的条款，原来没有记录",
    "split": "原来的一条分成了几条，没有写明记录归哪一条",
    "fact": "要记的事实变了，原来的记录不能用",
    "unit": "计数的单位变了，原来的数不能用",
    "levels": "档次（级别、角色）与原来的对不上",
    "required": "应做的数与原来的对不上，超出原来规定的没有记录",
    "months": "原来的记录看不出各月做了多少",
    "line": "起算的线变了，原来没有过线的没有记录",
    "allowance": "不计的数量少了，原来不计的没有记录",
    "rule": "原来不计分的没有记录，现在要计分",
    "judged": "原来判的分不在现在的幅度里",
    "not_applicable": "原来按不涉及记，现在不能按不涉及计",
    "not_asked": "原来这个季度（这类支部）不检查这一项",
    "set": "原来的分是复核定的，细则改了不能照用",
    "refused": "照现在的写法，原来的记录没有分可给",
    "no_fact": "没有必须的记录",
    "own_record": "原来另有自己的记录，现在看另一条的记录，那一条也有记录",
    "others": "要与各支部比，有的支部没有能用的记录",
    "shut": "现在的条件不成立，原来记了的不计",
}
"""Why something cannot be replayed."""

LEGEND = (
    "得分和名次写成“几～几”的，是缺的事实最不利和最有利的两头；只有一个数的，不管缺的事实怎样都是这个数。"
    "末位等情形写“不一定”的，要看缺的事实。"
)
ESTIMATE = "估计的数，是把缺的记录都当作没有发现问题算的：不扣分，也不另加分；原来的记录能照用的都用上。"
"""What stands beside estimates."""
"""What stands beside figures that are ranges."""
EXACT = "原来的记录都能照用，没有缺的事实。"
BRANCH = "党支部"
"""The heading of the one column that is no figure."""

PERHAPS: Mapping[bool | None, str] = {True: "是", False: "否", None: "不一定"}
"""Whether something holds over the whole range."""


class Missing(NamedTuple):
    """What cannot be replayed: an item or a clause, why, in which rounds, at which branches (empty: at all)."""

    item: str
    clause: str | None
    title: str
    reason: Reason
    quarters: tuple[Quarter, ...]
    branches: tuple[str, ...]


def missing_facts(impact: Impact) -> list[Missing]:
    """All that cannot be replayed, in the order of the new version."""
    found: dict[tuple[str, str, Reason], tuple[Gap, dict[Quarter, None], dict[str, None], int]] = {}
    all_of_them = 0
    for one in impact.rounds:
        all_of_them += len(one.branches)
        for branch in one.branches:
            for key, gap in {
                (each.item.id, each.clause.id if each.clause else "", each.reason): each for each in branch.gaps
            }.items():
                first, quarters, names, count = found.get(key, (gap, {}, {}, 0))
                quarters[one.before.quarter] = None
                names[branch.before.score.branch.name] = None
                found[key] = (first, quarters, names, count + 1)
    ordered = sorted(found, key=lambda each: _position(impact, each))
    return [_missing(each, *found[each], all_of_them) for each in ordered]


def _position(impact: Impact, key: tuple[str, str, Reason]) -> tuple[int, int, str]:
    items = list(impact.new.by_item)
    clauses = list(impact.new.by_item[key[0]].by_clause)
    return items.index(key[0]), clauses.index(key[1]) if key[1] else -1, key[2]


def _missing(
    key: tuple[str, str, Reason],
    gap: Gap,
    quarters: dict[Quarter, None],
    names: dict[str, None],
    count: int,
    every: int,
) -> Missing:
    branches = () if count == every else tuple(names)
    return Missing(key[0], key[1] or None, gap.item.title, key[2], tuple(quarters), branches)


def versions_in_words(impact: Impact) -> list[tuple[str, str]]:
    """Which versions are held against each other; of one that is not written, what is tried: `item.DJ-01.points=8`."""
    new = ("新", title(impact.new)) if not impact.tried else ("试改", "；".join(impact.tried))
    return [("原", title(impact.old)), new]


def where_in_words(missing: Missing, rounds: int) -> str:
    """In which rounds and at which branches: `2019Q1、2019Q3，发电部党支部`; empty where everywhere."""
    parts = []
    if len(missing.quarters) < rounds:
        parts.append("、".join(map(str, missing.quarters)))
    if missing.branches:
        several = missing.branches
        parts.append("、".join(several[:3]) + (f" 等 {len(several)} 个支部" if len(several) > 3 else ""))
    return "，".join(parts)


def columns_in_words(one: RoundImpact) -> dict[str, list[str]]:
    """A round's table, each branch before and after: by their headings the columns."""
    rows = one.branches
    made = "重算" if one.exact else "估计"
    columns = {
        BRANCH: [each.before.score.branch.name for each in rows],
        "原得分": [published(each.before.score.composite) for each in rows],
        "原名次": [str(each.before.rank or "") for each in rows],
        f"{made}得分": [_composite(each.estimate) for each in rows],
        "得分差": ["" if each.difference is None else signed(each.difference) for each in rows],
        f"{made}名次": [MISSING if each.estimate is None else str(each.estimate.rank or "") for each in rows],
        "名次变化": ["" if each.gained is None else moved_in_words(each.gained) for each in rows],
    }
    if not one.exact:
        columns["最少～最多"] = [range_in_words(each.after.composite if each.after else None) for each in rows]
        if not one.undecided:
            columns["名次范围"] = [rank_in_words(each.place) for each in rows]
    for heading, words in _SITUATIONS.items():
        if any(cells := list(map(words, rows))) and heading not in _open(one):
            columns[heading] = cells
    if one.money is not None:
        columns["实发（元）"] = [_paid(each, one.money) for each in rows]
    return columns


def _composite(placing: Placing | None) -> str:
    return MISSING if placing is None else published(placing.score.composite)


def _open(one: RoundImpact) -> list[str]:
    """The situations of which nothing is certain at any branch, where nothing is of the ranks."""
    told = {heading: [words(each) for each in one.branches] for heading, words in _SITUATIONS.items()}
    return [
        heading for heading, cells in told.items() if one.undecided and all(PERHAPS[None] in each for each in cells)
    ]


def undecided_in_words(one: RoundImpact) -> str:
    """One sentence in the place of columns that say everywhere that nothing is certain; empty where something is."""
    if not one.undecided:
        return ""
    also = f"，{'、'.join(_open(one))}也都不一定" if _open(one) else ""
    return f"这一轮缺的记录多，哪个支部都可能排在第 1 名到第 {len(one.branches)} 名{also}；估计的数只供参考。"


def _paid(branch: BranchImpact, before_and_after: tuple[RewardResult, RewardResult]) -> str:
    """What the branch is paid (元) before and after."""
    paid = [side.payout_of(branch.before.score.branch.id) for side in before_and_after]
    before, after = ("" if payout is None else money(payout.net.value) for payout in paid)
    return before if before == after else f"{before}→{after}"


def range_in_words(figure: Range | None) -> str:
    """A figure: `96.30`, or `88.20～96.30`; an end without a limit is left out."""
    if figure is None:
        return MISSING
    if figure.exact:
        return _figure(figure.low)
    return f"{_figure(figure.low)}～{_figure(figure.high)}"


def _figure(end: Exact | None) -> str:
    return "" if end is None else format(end, "f")


def rank_in_words(place: PlaceRange) -> str:
    """A rank, or the best and the worst."""
    if place.best is None:
        return MISSING
    return str(place.best) if place.certain else f"{place.best}～{place.worst}"


def last_in_words(branch: BranchImpact) -> str:
    """末位 before and after: `是→不一定`; empty where it never was and never is."""
    return changed_in_words(branch.was_last, branch.place.last)


def undone_in_words(branch: BranchImpact) -> str:
    """单项工作未完成 before and after."""
    after = None if branch.after is None else branch.after.undone
    return changed_in_words("task_not_done" in branch.before.flags, after if branch.after is not None else False)


def vetoed_in_words(branch: BranchImpact) -> str:
    """一票否决 before and after."""
    return changed_in_words("veto" in branch.before.flags, branch.vetoed)


def changed_in_words(before: bool, after: bool | None) -> str:
    """What was and what would have been."""
    if before is after:
        return PERHAPS[before] if before else ""
    if after is None and not before:  # most that never were one: what they were goes without saying
        return PERHAPS[after]
    return f"{PERHAPS[before]}→{PERHAPS[after]}"


_SITUATIONS: Mapping[str, Callable[[BranchImpact], str]] = {
    "末位": last_in_words,
    "单项工作未完成": undone_in_words,
    "一票否决": vetoed_in_words,
}


def last_places(one: RoundImpact) -> list[tuple[str, list[str]]]:
    """Who stays in, leaves and enters the last places, surely or perhaps; only what there is."""
    kinds = (
        ("一定还在末位", True, True),
        ("可能离开末位", True, None),
        ("一定离开末位", True, False),
        ("一定进入末位", False, True),
        ("可能进入末位", False, None),
    )
    found = [(words, _names(one.branches, was, is_now)) for words, was, is_now in kinds if not one.undecided]
    if not one.exact:
        last = [each for each in one.branches if each.estimate is not None and "bottom_three" in each.estimate.flags]
        found.append(("估计末位", [each.before.score.branch.name for each in last]))
    return [(words, names) for words, names in found if names]


def _names(branches: Iterable[BranchImpact], was: bool, is_now: bool | None) -> list[str]:
    return [each.before.score.branch.name for each in branches if each.was_last is was and each.place.last is is_now]


def reworded_in_words(paths: Sequence[str]) -> str:
    """A remark on clauses whose words changed: their facts are used as they were recorded."""
    shown = "、".join(paths[:6]) + (f" 等 {len(paths)} 条" if len(paths) > 6 else "")
    return f"条款的文字改了、记录照原样用的：{shown}。标准的意思变了的（如时限、口径），重算的分只能参考。"
