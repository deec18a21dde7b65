"""Grades: 95分以上为优秀，85分至95分为良好，85分以下为合格."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.grammar.clause import Clause
from dangjian_kaoping.grammar.entry import unsettled
from dangjian_kaoping.grammar.meaning import Figure, Meaning, Part, Word
from dangjian_kaoping.grammar.pieces import Bound, Edge, Quantity
from dangjian_kaoping.grammar.ranges import ranged
from dangjian_kaoping.grammar.tokens import normal, number, words

_N = r"\d{1,3}(?:\.\d{1,2})?"
_INC = r"(?:（不?含(?:本数)?）)?"
_SHORT = r"(?:不足|不满|不到|未达到?|未满|低于|小于)"
_POINTS = re.compile(
    rf"(?P<only>{_SHORT}) ?(?P<a>{_N}) ?分"
    rf"|(?P<low>{_N}) ?分?(?P<low_in>{_INC})(?P<up>及以上|及|以上|)?(?P<low_by>{_INC})"
    rf"(?:[—\-–至到~]+|[，、]?(?P<short>{_SHORT})) ?(?P<high>{_N}) ?分"
    rf"(?P<high_in>{_INC})(?:以下|之间)?(?P<high_by>{_INC})"
    rf"|(?P<b>{_N}) ?分(?P<b_in>{_INC})(?P<way>[及或]?以[上下])(?P<b_by>{_INC})"
    r"|(?P<rest>其余|其他|其它|剩余|余下)(?:的|者|支部|党支部)?"
)
_QUOTED = "[“‘'\"「]?([一-鿿A-Z]{1,6}?)[”’'\"」]?"
_KIND = "(?:等次|等级|档次|档|(?<=[A-Z])级)?"
_IS = "(?:的|者)?(?:支部|党支部)?，?(?:可?评?[定列]?为|[评确认界]定为|评为|评|是|属于?)"
_BEHIND = re.compile(rf"{_IS}{_QUOTED}{_KIND}(?=[，。；;、\s]|$)")
_OF = "(?:考核|综合|最终|年度|季度)*(?:得分|总分|分数|成绩)?[为在]?"
_BEFORE = re.compile(rf"{_QUOTED}{_KIND}(?P<open>（|[：:]|{_IS}){_OF}")
_NAME_BEFORE = re.compile(rf"[^，。；;、：:（\s]{{1,10}}(?:（|为|[：:]){_OF}$")
_NEXT = re.compile(
    r"[，。；;、\s]*(?:（[一二三四五六\d]{1,2}）|[一二三四五六\d]{1,2}(?:、|\.(?!\d)) ?)?"
    r"(?:(?:得分|总分|分数|成绩|考核)+[为在]?)?"
)
_SAYS = re.compile("等次|等级|档次|分为|划分|评定")
_NO_NAME = re.compile(r"[分扣加减得不可取超](?!合格|称职|达标|优秀)|满分|比例|名|其余|支部")
_LISTED = re.compile(r"分为(.+?)(?:[一二两三四五六七]个)?(?:等次|等级|档次|档|级别|级)")
_COUNT = re.compile(r"([两二三四五六七])个?(?:等次|等级|档次|档)")
_NAMED = re.compile(
    rf"{_N} ?分?{_INC}(?:[及或]?以[上下]{_INC}|[—\-–至到~]+ ?{_N} ?分{_INC}(?:以下|之间)?|[，、]?{_SHORT} ?{_N} ?分)"
    rf"{_IS}[“‘]?(?!\d)[一-鿿A-Z]|{_SHORT} ?{_N} ?分{_IS}[“‘]?(?!\d)[一-鿿A-Z]"
    rf"|(?:优秀?|良好?|中等?|[较很]?好|一般|合格|[较很]?差|达标|称职)[”’]?(?:等次|等级)?[：:]{_OF} ?"
    rf"(?:{_SHORT} ?{_N} ?分|{_N} ?分?{_INC}(?:[及或]?以[上下]|[—\-–至到~]+ ?{_N} ?分|[，、]?{_SHORT} ?{_N} ?分))"
    rf"|(?:优秀?|良好?|[较很]?好|一般|合格|[较很]?差|[A-E]级?)[”’]?（[^（）\d≥≤<>]{{0,6}}(?:{_N} ?分?)?"
    r"[≥≤<>][^（）]{1,16}）"
    rf"|[一-鿿A-Z][”’]?（{_N} ?分?{_INC}(?:[及或]?以[上下]{_INC}|[—\-–至到~]+ ?{_N} ?分{_INC}(?:以下)?)）"
)
"""The lines of one grade, wherever it stands."""


def told_grades(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text says which points make which grade, from start to before end; the text need not be readable."""
    return tuple(each.span() for each in _NAMED.finditer(normal(text)))


class _Grade(NamedTuple):
    """A name and its line; no line: what the others leave (其余)."""

    name: str
    bound: Bound | None


def grades(text: str) -> Meaning | None:
    """The grades of a measure, if a `normal` text says nothing else. Raises DoubtError where their lines do not meet,
    or are not those of the grades that it lists before them.
    """
    start = _first(text)
    if start is None:
        return None
    found = _all(text, start)
    names = [each.name for each in found]
    bounds = [each.bound for each in found if each.bound is not None]
    if len(names) < 2 or len(set(names)) < len(names) or not bounds or len(names) - len(bounds) > 1:
        return None
    end = len(text.rstrip(" 。；;"))
    _as_listed(text[:start], names, end)
    if len(bounds) < len(names):
        if found[-1].bound is not None:
            return None
        bounds.append(_beneath(bounds, end))
    clause = Clause({})
    ends = ranged(bounds, clause, (0, end))
    top, bottom = bounds[ends[0][0]], bounds[ends[-1][0]]
    if top.high is not None and top.high.quantity.figure.value < 100:
        raise unsettled(0, end, "最好的一等上面还有没有写到的分数", "最好的一等写“几分以上”")
    if bottom.low is not None:
        clause.defaults.append("最后一等以下的没有等次")
    rows: list[Part] = [{"grade": Word(names[index]), **row} for index, row in ends]
    # the text says nothing else: what is no line counts the grades or stands before them
    lines = {figure.start for bound in bounds for edge in bound[:2] if edge for figure in (edge.quantity.figure,)}
    spans = [each.span() for each in re.finditer(_N, text)]
    spans += [(each.start, each.end) for each in words(text) if each.kind == "NUMBER"]
    unsaid = [Figure(number(text[a:b].strip()), a, b) for a, b in sorted(set(spans)) if a not in lines]
    return Meaning(0, end, {"grades": rows}, tuple(unsaid), (), tuple(clause.defaults))


def _first(text: str) -> int | None:
    """Where the first grade begins: behind a colon, or a few words that are no more than whose points they are."""
    told = _POINTS.search(text)
    if told is None or told["rest"]:
        return None
    before = text[: told.start()]
    named = _NAME_BEFORE.search(before)
    if named is not None and _BEFORE.match(text, named.start()) and not _BEHIND.match(text, told.end()):
        at = named.start()
        return at if not text[:at].strip() or _SAYS.search(text[:at]) else None
    return told.start() if not re.search("[，。；;、：:]", before) or _SAYS.search(before) else None


def _all(text: str, at: int) -> list[_Grade]:
    """The grades one after another; none, where anything else stands between them or behind."""
    found: list[_Grade] = []
    while text[at:].strip(" 。；;，、\n"):
        between = _NEXT.match(text, at)
        if found and between is not None:
            at = between.end()
        told = _POINTS.match(text, at)
        if told is not None:
            behind = _BEHIND.match(text, told.end())
            if behind is None or not _is_name(behind[1]):
                return []
            found.append(_Grade(behind[1], _bound(told)))
            at = behind.end()
            continue
        before = _BEFORE.match(text, at)
        told = _POINTS.match(text, before.end()) if before is not None else None
        if before is None or told is None or not _is_name(before[1]):
            return []
        at = told.end()
        if before["open"] == "（":
            if text[at : at + 1] != "）":
                return []
            at += 1
        found.append(_Grade(before[1], _bound(told)))
    return found


def _is_name(name: str) -> bool:
    return _NO_NAME.search(name) is None


def _edge(told: re.Match[str], group: str, inclusive: bool | None) -> Edge:
    figure = Figure(number(told[group]), *told.span(group))
    return Edge(Quantity(figure, "分"), inclusive)


def _said(*texts: str | None) -> bool | None:
    said = "".join(each or "" for each in texts)
    return None if "含" not in said else "不" not in said


def _bound(told: re.Match[str]) -> Bound | None:
    if told["rest"]:
        return None
    if told["only"]:
        return Bound(None, _edge(told, "a", False))
    if told["b"]:
        inclusive = True if told["way"][0] in "及或" else _said(told["b_in"], told["b_by"])
        edge = _edge(told, "b", inclusive)
        return Bound(edge, None) if told["way"].endswith("上") else Bound(None, edge)
    lower = True if "及" in (told["up"] or "") else _said(told["low_in"], told["low_by"])
    upper = False if told["short"] else _said(told["high_in"], told["high_by"])
    return Bound(_edge(told, "low", lower), _edge(told, "high", upper))


def _beneath(bounds: Sequence[Bound], end: int) -> Bound:
    """What lies beneath all lines."""
    lows = [each.low for each in bounds if each.low is not None]
    if len(lows) < len(bounds):
        raise unsettled(0, end, "写了最低一等的分数，又写“其余”", "每一等都写明分数")
    lowest = min(lows, key=lambda each: each.quantity.figure.value)
    return Bound(None, lowest._replace(inclusive=None if lowest.inclusive is None else not lowest.inclusive))


def _as_listed(intro: str, names: Sequence[str], end: int) -> None:
    """Hold the grades against those that the text lists before them (分为优秀、良好、合格三个等次)."""
    listed = _LISTED.search(intro)
    said = re.findall("[一-鿿A-Z]+", re.sub(r"[两二三四五六七]个?$", "", listed[1])) if listed is not None else []
    said = [part for each in said for part in re.split("[和与及]", each)]
    count = _COUNT.search(intro)
    if (len(said) > 1 and set(said) != set(names)) or (count is not None and number(count[1]) != len(names)):
        raise unsettled(0, end, "前面列的等次与后面写了分数的等次不一样", "照原件核对各等次的名称和分数")
