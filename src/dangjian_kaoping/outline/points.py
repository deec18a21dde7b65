"""Points and departments as documents write them: in a cell of their own, or in brackets behind a title."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.outline import Points
from dangjian_kaoping.outline.typed import close

AMOUNT = r"\d+(?:\.\d+)?(?:[—至-]\d+(?:\.\d+)?)?"
"""A number of 分, or from one to another, in a text of one width (0.5, 1—3)."""
TOTAL = r"(?:总分|满分|基础分总计|基准分)值?(?:为|是|共|合计|计|：)* *"
"""Before what all items are worth (总分为100分)."""
_NUMBER = r"\d+(?:[.。]\d+)?"
_LABEL = r"(?:本项|该项|此项)?(?:共计?|满分为?|计|总分值?为?|分值为?|标准分|基本分|权重|合计)?[：:]? ?"
"""What may stand before the points (满分8分, 本项共8分)."""
_OFFICE = "[一-鿿]{1,10}[科部室处办局委会团组]"
_CHARGED = "责任|牵头|考核|考评|主管|负责|归口"
_UNIT = "部门|单位|科室|处室"
_DOES = "(?:负责|牵头)?(?:考[核评]|评分|检查)?"
OFFICES_BEHIND = re.compile(rf"(?:{_CHARGED})(?:{_UNIT})[：:]")
"""The label before departments (责任部门：)."""

# brackets behind a title; in them stands:
_POINTS = re.compile(rf"（ ?{_LABEL}({_NUMBER}) ?分 ?）")
"""What it is worth: （8分）."""
_POINTS_OF_OFFICE = re.compile(
    rf"（ ?{_LABEL}({_NUMBER}) ?分[，；、,; ]{{1,2}}(?:{_CHARGED})?(?:{_UNIT})?[：:]?"
    rf"((?:{_OFFICE}、?){{1,4}}){_DOES} ?）"
    rf"|（ ?(?:{_CHARGED})?(?:{_UNIT})?[：:]?({_OFFICE})[，；：,;: ]{{1,2}}({_NUMBER}) ?分 ?）"
)
"""What it is worth, and who is in charge: （8分，组织科负责）, （责任部门：组织科，8分）."""
_SHARES = re.compile(rf"（ *(?:[一-鿿]{{2,12}} *{_NUMBER} *分[、，； ]*){{2,}}）|（ *{_OFFICE} *{_NUMBER} *分 *）")
"""How many points each department gives: （组织科4分、农村科3分）."""
_SHARE = re.compile(rf"([一-鿿]{{2,12}}) *({_NUMBER}) *分")
_OFFICES = re.compile(
    rf"（ *(?:{_CHARGED})(?:{_UNIT})?[：: ]*([^（）]{{2,40}}?){_DOES} *）"
    rf"|（ *((?:{_OFFICE}[、， ]*){{1,6}}){_DOES} *）$"
)
"""Who is in charge: （责任部门：组织科）; without such a word only at the end."""
_CAP = re.compile(r"（ ?(?:最高|最多|累计|上限|封顶|不超过)[^（）]{0,8}\d ?分[^（）]{0,4}）")
"""How much it may come to: （最高加10分）."""
_WORTH = (_POINTS, _POINTS_OF_OFFICE, _SHARES)

_BEHIND = re.compile(rf"[，：,:\s—-]?{_LABEL}({_NUMBER}) ?分$")
"""Points behind a title without brackets (支部会议：10分)."""
_OF_PRICE = re.compile(r"[扣加减得罚奖少超低过到]\D{0,3}$|[-—至到]$|\d$")
"""Words before a number of 分 that make it a price, a line or the end of a range."""
_TITLE = re.compile(
    r"(?!.{0,12}(?:总分|满分|总计|合计))[^，。；：（）\d扣加减得罚奖]{2,20}[：:—\s，,]?"
    rf"{_LABEL}{_NUMBER} ?分(?=$|[。：:])"
)
"""A whole title with its points behind it."""
_IN_CELL = re.compile(rf"{_LABEL}({_NUMBER}) *分?")
_BROKEN_ZERO = re.compile(r"0\d")
_ROLE = re.compile(rf"(?:{_CHARGED}|配合|协办|主办|协同)(?:{_UNIT})?[：:]|[（(](?:牵头|配合|主办|协办)[）)]")
_BETWEEN = re.compile(r"[、，,；;/\n\s]+")
_BRACKETS = str.maketrans("〔［〕］︵︶︻︼﹇﹈﹁﹂︹︺", "（（））（）（）（）（）（）")


class Stripped(NamedTuple):
    """A title without the brackets that tell its points and departments."""

    text: str
    points: Points | None
    departments: tuple[str, ...]
    faults: tuple[str, ...]


class _Bracket(NamedTuple):
    """Brackets that tell points or departments, and where they stand."""

    span: tuple[int, int]
    value: Decimal | None
    departments: Sequence[str] = ()


def without_points(text: str) -> str:
    """A text in plain characters, without brackets that only say points."""
    plain = _plain(text)
    for each in _WORTH:
        plain = each.sub("", plain)
    return plain


def stripped(title: str, where: str) -> Stripped:
    """A title, and what its brackets tell. Several that disagree are a fault, and none of them is taken."""
    brackets = list(_brackets(title))
    values = [each.value for each in brackets if each.value is not None]
    departments = tuple(name for each in brackets for name in each.departments)
    spans = [each.span for each in brackets]
    caps = [found.span() for found in _CAP.finditer(_plain(title))]
    rest = _without(title, [*spans, *caps])
    behind = None if values else _BEHIND.search(one_width(rest))
    if behind is not None and not _OF_PRICE.search(one_width(rest[: behind.start(1)])):
        values.append(value_of(behind.group(1)))
        rest = rest[: behind.start()]
    if len(set(values)) > 1:
        written = "、".join(title[slice(*each.span)] for each in brackets if each.value is not None)
        return Stripped(rest.strip(), None, departments, (f"写了几个分值：{written}",))
    points = Points(values[0], where) if values else None
    faults = tuple(f"题目里写着{title[slice(*span)]}，要定下怎样封顶" for span in caps)
    return Stripped(rest.strip(" ，：:"), points, departments, faults)


def _brackets(title: str) -> Iterator[_Bracket]:
    plain = _plain(title)
    for found in _SHARES.finditer(plain):
        shares = _SHARE.findall(found.group())
        value = sum((value_of(number) for _, number in shares), Decimal(0))
        yield _Bracket(found.span(), value, [name for name, _ in shares])
    for found in _POINTS_OF_OFFICE.finditer(plain):
        offices = found.group(2) or found.group(3)
        yield _Bracket(found.span(), value_of(found.group(1) or found.group(4)), names(offices))
    for found in _POINTS.finditer(plain):
        yield _Bracket(found.span(), value_of(found.group(1)))
    for found in _OFFICES.finditer(plain):
        yield _Bracket(found.span(), None, names(title[slice(*found.span(1 if found.group(1) else 2))]))


def _plain(text: str) -> str:
    return one_width(text.translate(_BRACKETS))


def has_points(text: str) -> bool:
    """Whether a text has brackets with points, or is a title with its points behind it (支部会议：10分)."""
    plain = _plain(text)
    return _TITLE.match(plain) is not None or any(each.search(plain) for each in _WORTH)


def bracket_end(text: str) -> int:
    """Where the first brackets with points end, and those that follow at once; 0 where there are none."""
    plain = _plain(text)
    found = next((found for each in _WORTH if (found := each.search(plain))), None)
    title = _TITLE.match(plain)
    end = title.end() if found is None and title is not None else 0
    while found is not None:
        end = found.end()
        found = next((found for each in (*_WORTH, _OFFICES) if (found := each.match(plain, end))), None)
    return end


def number_of(cell: str) -> tuple[Decimal | None, str]:
    """The points that a cell of the points' column says, or why they cannot be told."""
    plain = close(_plain(cell))
    if not plain:
        return None, ""
    found = _IN_CELL.fullmatch(plain) or _POINTS.fullmatch(plain)
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
    plain = _ROLE.sub(" ", _joined(text))
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
