"""The Chinese of how firm a line is: what one step decides, in which way, and what was not tried."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.engine.otherwise.edge import Deciding, Edge, Way
from dangjian_kaoping.engine.otherwise.firmness import Firmness
from dangjian_kaoping.engine.otherwise.lines import About
from dangjian_kaoping.engine.otherwise.margins import Margin, is_last
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.exact import places
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.words.circumstance import nobody_in_words
from dangjian_kaoping.words.figures import TABLE_PLACES, published
from dangjian_kaoping.words.over_time import TITLE as OVER_TIME
from dangjian_kaoping.words.over_time import over_time_in_words
from dangjian_kaoping.words.teams import TEAMS, teams_in_words

TITLE: Mapping[About, str] = {
    "last": "末位稳不稳",
    "first": "第一名稳不稳",
    "grade": "等次稳不稳",
}
"""What is asked, by the line that is looked at."""

_CHANGES: Mapping[About, str] = {"last": "末位就要换", "first": "第一名就要换", "grade": "就有支部换等次"}

WAY: Mapping[Way, str] = {"milder": "从轻", "harsher": "从严", "aside": "名次不变而别的支部变"}
"""In which way a record is another one, by what that does to the branch whose it is."""
FAR: Mapping[bool, str] = {False: "一步", True: "到头"}
"""How far: one step, or to the end."""

STEPS = (
    "一步：次数、缺额、迟报、不合格数、名次差 1，数额、数值、引用得分差一个单位，档次差一档，角色换一个，"
    "判的分换成最少、最多，打的分有一个换成 0 分、满分，票有一张投到邻近的一档，或者没有这一条。"
    "到头：数值、引用得分、档次到了最好、最差，不到头不变。"
)
"""What counts as a step, and what as an end."""
INTERNAL = "内部"
"""What stands on every page: it says of single branches what others need not know."""
WHERE = "“记录在”是检查记录的文件名和行号。"

USE = (
    "这里的数不改任何一个支部的分。审定以前要复核的，列出的从轻、从严各条全部复核，或者一条也不复核，"
    "不能挑着复核；也不作更正得分的依据。"
)
"""What it may be used for."""

_UNTRIED = "没有试的：没有人记过的事、自评、以前各轮、几条一起变"
_NOT_THERE = "没有这一条"


def outcome_in_words(deciding: Deciding, about: About) -> str:
    """What another record leads to: who is among the last, and who no longer; who has another grade."""
    if about == "grade":
        named = (f"{each.branch.name}由{_grade(each.before)}变为{_grade(each.after)}" for each in deciding.regraded)
        return "，".join(named)
    comes, goes = ("列入末位", "不再列入末位") if about == "last" else ("成为第一名", "不再是第一名")
    told = ((deciding.comes_in, comes), (deciding.goes_out, goes))
    return "，".join(f"{_names(branches)}{does}" for branches, does in told if branches)


def beside_in_words(found: Firmness) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the rounds before and the teams say, on paper: a heading and sentences each."""
    if found.over_time is not None:
        yield OVER_TIME, tuple(over_time_in_words(found.over_time))
    if found.teams:
        yield TEAMS, tuple(teams_in_words(found.teams))


def _grade(grade: str | None) -> str:
    return grade or "没有等次"


def _names(branches: Sequence[Branch]) -> str:
    return "、".join(each.name for each in branches)


def lines_in_words(edge: Edge) -> Iterator[str]:
    """Who is among the last, or first, who stands next to them, and how far they lie apart (分)."""
    if edge.about == "last" and not any(map(is_last, edge.result.placings)):
        yield nobody_in_words("bottom_three", edge.result)
    for margin in edge.margins:
        above, apart = _standing(margin.above), _apart_in_words(margin)
        if edge.about == "first":
            yield f"第一名是{above}；其次是{_standing(margin.below)}，{apart}。"
        else:
            last = [each for each in edge.result.placings if is_last(each) and _is_of(each, margin.pool)]
            pool = f"{margin.pool}类支部的" if margin.pool else ""
            yield f"{pool}末位是{'、'.join(_standing([each]) for each in last)}；往上是{above}，{apart}。"


def _apart_in_words(margin: Margin) -> str:
    if margin.points is None:
        return "不是由得分分开的"
    return f"相差 {places(margin.points, TABLE_PLACES)} 分" if margin.points else "得分相同，由并列时的先后分开"


def _is_of(placing: Placing, pool: str) -> bool:
    return pool in ("", placing.score.branch.branch_class)


def _standing(placings: Sequence[Placing]) -> str:
    return f"{'、'.join(each.score.branch.name for each in placings)} {published(placings[0].score.composite)}"


def counts_in_words(edge: Edge) -> str:
    """How many facts were asked, how many decide by themselves, and in which way."""
    asked = f"检查记录 {edge.facts} 条，每条换成差一步的记法，别的都不动，一种一种重新计分，共 {edge.tried} 种。"
    near, more = edge.deciding_facts(far=False), edge.deciding_facts() - edge.deciding_facts(far=False)
    ways = "、".join(f"{WAY[way]}的 {count} 条" for way in WAY if (count := len(edge.facts_of(way))))
    found = f"{near} 条差一步{_CHANGES[edge.about]}，其中{ways}" if near else f"没有一条差一步{_CHANGES[edge.about]}"
    return f"{asked}{found}{f'；另有 {more} 条到头才变' if more else ''}。"


def untried_in_words(edge: Edge) -> str:
    """What nobody should think had been tried."""
    refused = f"；{edge.refused} 种记法照细则不能这样记，没有算" if edge.refused else ""
    return f"{_UNTRIED}{refused}。"


def recorded_in_words(deciding: Deciding) -> str:
    """What is recorded."""
    return deciding.fact.clause.fact.recorded_in_words(deciding.fact.recorded.finding)


def instead_in_words(deciding: Deciding) -> str:
    """What might have been recorded instead."""
    return _NOT_THERE if deciding.after is None else deciding.fact.clause.fact.recorded_in_words(deciding.after)


def way_in_words(deciding: Deciding) -> str:
    """In which way, and how far: 从轻一步."""
    return f"{WAY[deciding.way]}{FAR[deciding.far]}"


def remarks_in_words(edge: Edge) -> Iterator[str]:
    """What stands below: what a step is, what was not tried, what it may be used for."""
    yield f"{STEPS}{WHERE if edge.deciding else ''}"
    yield untried_in_words(edge)
    yield USE


def grouped(edge: Edge) -> dict[str, list[Deciding]]:
    """Those of one branch that lead to the same, under one heading: steps before ends, milder ones before harsher."""
    found: dict[str, list[Deciding]] = {}
    for far, distance in FAR.items():
        for way, words in WAY.items():
            for each in edge.deciding:
                if (each.way, each.far) == (way, far):
                    outcome = outcome_in_words(each, edge.about)
                    heading = f"{words}{distance}：{each.fact.member.branch.name}的记录，{outcome}"
                    found.setdefault(heading, []).append(each)
    return found
