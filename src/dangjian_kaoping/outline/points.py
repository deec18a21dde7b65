"""Points and departments as documents write them: in a cell of their own, or in brackets behind a title."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.outline import Points
from dangjian_kaoping.outline.typed import close

_NUMBER = r"\d+(?:[.。]\d+)?"
_TOLD = r"(?:本项|该项|此项)?(?:共计?|满分为?|计|总分值?为?|分值为?|标准分|基本分|权重|合计)?：? ?"
_BRACKET = re.compile(rf"（ ?{_TOLD}({_NUMBER}) ?分 ?）")
_BRACKETS = str.maketrans("〔［〕］︵︶︻︼﹇﹈﹁﹂︹︺", "（（））（）（）（）（）（）")
_OFFICE_NAME = "[一-鿿]{1,10}[科部室处办局委会组]"
_SHARED = re.compile(
    rf"（ *((?:[一-鿿]{{2,12}} *{_NUMBER} *分[、，； ]*){{2,}})）|（ *({_OFFICE_NAME}) *({_NUMBER}) *分 *）"
)
_SHARE = re.compile(rf"([一-鿿]{{2,12}}) *({_NUMBER}) *分")
_BEHIND = re.compile(rf"[，：\s—-]?{_TOLD}({_NUMBER}) ?分$")
_MIXED = re.compile(
    rf"（ ?{_TOLD}({_NUMBER}) ?分[，；、 ]{{1,2}}(?:责任|考核|牵头)?(?:部门|单位|科室)?：?"
    rf"((?:{_OFFICE_NAME}、?){{1,4}})(?:负责|牵头)?(?:考[核评]|评分|检查)? ?）"
    rf"|（ ?(?:责任|考核|牵头)?(?:部门|单位|科室)?：?({_OFFICE_NAME})[，；： ]{{1,2}}({_NUMBER}) ?分 ?）"
)
_TITLE = re.compile(
    r"(?!.{0,12}(?:总分|满分|总计|合计))[^，。；：（）\d扣加减得罚奖]{2,20}[：—\s，]?"
    rf"{_TOLD}{_NUMBER} ?分(?=$|[。：])"
)
_OFFICE = re.compile(
    r"（ *(?:责任|牵头|考核|考评|主管|负责|归口)(?:部门|单位|科室|处室)?[：: ]*([^（）]{2,40}?)"
    r"(?:负责|牵头|考核|考评)? *）"
    r"|（ *((?:[一-鿿]{1,10}[科部室处办局委会团组][、， ]*){1,6})(?:负责|牵头|考核|考评)? *）$"
)
_POINTS = re.compile(rf"{_TOLD}({_NUMBER}) *分?")
_BROKEN_ZERO = re.compile(r"0\d")
_PART = re.compile(r"(?:牵头|配合|责任|主管|协办|主办|协同)(?:部门|单位|科室)?[：:]|[（(](?:牵头|配合|主办|协办)[）)]")
_BETWEEN = re.compile(r"[、，,；;/\n\s]+")


def without_points(text: str) -> str:
    """A text in plain characters, without brackets that only say points."""
    return _SHARED.sub("", _MIXED.sub("", _BRACKET.sub("", _plain(text))))


def _mixed(plain: str) -> Iterator[tuple[tuple[int, int], Decimal, str]]:
    """Brackets that tell points and department at once (8分，组织科): where, how many, the department as it stands."""
    for found in _MIXED.finditer(plain):
        yield found.span(), value_of(found.group(1) or found.group(4)), found.group(2) or found.group(3)


_CAPPED = re.compile(r"（ ?(?:最高|最多|累计|上限|封顶|不超过)[^（）]{0,8}\d ?分[^（）]{0,4}）")


class Stripped(NamedTuple):
    """A title without the brackets that tell its points and departments."""

    text: str
    points: Points | None
    departments: tuple[str, ...]
    faults: tuple[str, ...]


def stripped(title: str, where: str) -> Stripped:
    """A title, and what its brackets tell. Several that disagree are a fault, and none of them is taken."""
    plain = _plain(title)
    spans: list[tuple[int, int]] = []
    values: list[Decimal] = []
    departments: list[str] = []
    for found in _SHARED.finditer(plain):
        shares = _SHARE.findall(found.group(1) or found.group(0))
        departments += [name for name, _ in shares]
        values.append(sum((value_of(number) for _, number in shares), Decimal(0)))
        spans.append(found.span())
    for span, value, office in _mixed(plain):
        values.append(value)
        departments += names(office)
        spans.append(span)
    for found in _BRACKET.finditer(plain):
        values.append(value_of(found.group(1)))
        spans.append(found.span())
    for found in _OFFICE.finditer(plain):
        departments += names(title[slice(*found.span(1 if found.group(1) else 2))])
        spans.append(found.span())
    caps = [found.span() for found in _CAPPED.finditer(plain)]
    faults = tuple(f"题目里写着{title[slice(*span)]}，要定下怎样封顶" for span in caps)
    rest = _without(title, [*spans, *caps])
    if not values:
        found_behind = _BEHIND.search(one_width(rest))
        if found_behind is not None and not _priced_before(one_width(rest), found_behind.start(1)):
            values.append(value_of(found_behind.group(1)))
            rest = rest[: found_behind.start()]
    written = ", ".join(title[slice(*span)] for span in spans)
    if len(set(values)) > 1:
        return Stripped(rest.strip(), None, tuple(departments), (f"写了几个分值：{written}",))
    points = Points(values[0], where) if values else None
    return Stripped(rest.strip(" ，：:"), points, tuple(departments), faults)


def _plain(text: str) -> str:
    return one_width(text.translate(_BRACKETS))


def has_points(text: str) -> bool:
    """Whether a text has brackets with points, or is a title with its points behind it (支部会议：10分)."""
    plain = _plain(text)
    return _TITLE.match(plain) is not None or any(each.search(plain) for each in (_BRACKET, _SHARED, _MIXED))


def bracket_end(text: str) -> int:
    """Where the first brackets with points end, and those that follow at once; 0 where there are none."""
    plain = _plain(text)
    found = _BRACKET.search(plain) or _MIXED.search(plain) or _SHARED.search(plain)
    title = _TITLE.match(plain)
    end = title.end() if found is None and title is not None else 0
    while found is not None:
        end = found.end()
        found = _BRACKET.match(plain, end) or _SHARED.match(plain, end) or _OFFICE.match(plain, end)
    return end


def number_of(cell: str) -> tuple[Decimal | None, str]:
    """The points that a cell of the points' column says, or why they cannot be told."""
    plain = close(_plain(cell))
    if not plain:
        return None, ""
    found = _POINTS.fullmatch(plain) or _BRACKET.fullmatch(plain)
    if found is None:
        return None, f"分值写的是“{' '.join(cell.split())}”，看不出是几分"
    if _BROKEN_ZERO.match(found.group(1)):
        return None, f"分值写的是“{' '.join(cell.split())}”，以0开头，看不出丢了什么"
    return value_of(found.group(1)), ""


def value_of(number: str) -> Decimal:
    """A number in figures; the full stop of Chinese between digits is a point."""
    return Decimal(number.replace("。", "."))


def names(text: str) -> Sequence[str]:
    """Departments that stand in one cell, each once."""
    plain = _PART.sub(" ", _joined(text))
    if all(len(each) == 1 for each in plain.split()):
        # 办 公 室
        plain = "".join(plain.split())
    return tuple(dict.fromkeys(each for each in _BETWEEN.split(plain) if each))


def _joined(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    # 组\n织\n科 is one name, 组织科\n农村科 are two
    return "".join(lines) if any(len(line) <= 2 for line in lines) else "\n".join(lines)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def _priced_before(plain: str, at: int) -> bool:
    return re.search(r"[扣加减得罚奖少超低过到]\D{0,3}$|[-—至到]$|\d$", plain[:at]) is not None
