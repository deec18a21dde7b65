"""What stands in documents beside the rubric: sums, signatures, notes, rules for all items, and what each is called."""

import re
from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.around import USED, firm, is_grades, is_weighed, leads_to_grades, reason
from dangjian_kaoping.outline.building import Building
from dangjian_kaoping.outline.document import Cell, filled
from dangjian_kaoping.outline.numbering import numbered
from dangjian_kaoping.outline.outline import Said
from dangjian_kaoping.outline.points import number_of, stripped
from dangjian_kaoping.outline.sentences import parts, scored
from dangjian_kaoping.outline.typed import close

_SUM = re.compile(
    r"(?:本页|本部分|部分|以上|本项|分项|单项|各项|基本|基础|考核|考评|得分|最后|最终|综合)*"
    r"(?:小计|合计|总计|共计|总分|总得分|总评分|累计|总评|得分)(?:得?分|分值)?[：（]?(\d+(?:\.\d+)?)?分?）?"
)
_PART = re.compile("小计|本页|部分|本项|分项|单项")
_ROLE = (
    r"被?(?:考核|考评|检查|评分|填表|制表|审核|负责|主管|分管|记录|受检|自评|复核)[一-鿿]{0,4}"
    r"(?:人员?|单位|部门|组|日期|时间|领导|组长|签字|签名|签章)"
)
_SIGNED = re.compile(
    # 考核人员（两人）签字：____ 日期
    rf"(?:{_ROLE}(?:（[^）]*）)?(?:签[字名章])?[：:][\s_]*){{1,4}}.{{0,12}}"
    # 支部书记签字：____
    r"|.{0,30}(?:签字|签名|签章|盖章)(?:）?[：:].{0,14}|）?[\s_年月日]*)"
    # 年 月 日
    r"|[\d\s_]*年[\d\s_]*月[\d\s_]*日"
    # 单位名称（盖章）：____
    r"|(?:单位|支部|部门|日期|时间|填表日期|填报单位|填报人)(?:名称)?(?:（盖章）)?[：:].{0,14}"
)
_NOTE = re.compile(r"(?:注|说明|备注|附注|填表说明|注意|注意事项|附)[：:]|注\d|\*|※")
_GENERAL = re.compile(
    # until when, and that nothing goes below 0
    r"扣完.{0,10}为止|下同|不计负分|不[再出]?(?:计|出现)?负分"
    # how it is rounded
    r"|保留.{0,6}(?:小数|位)|四舍五入"
    # 每项最多扣…, 同一事项不重复扣分
    r"|(?:各|每)(?:个|一)?(?:小项|项|条|项目).{0,14}(?:扣|分|计)"
    r"|同一(?:事项|事件|问题|项目).{0,12}(?:不重复|就高|只)|(?:最高|最多|累计).{0,4}不超过"
)
"""A rule for all items."""
_CONTINUED = re.compile(r"（?续(?:表|上表|前表)?[一二三四五\d]*）?|（?(?:接|转)(?:上|下)[表页]）?")
"""That a table goes on."""
_PAGE = re.compile(r"—?第?\d+页?[，/共]*(?:\d+页)?—?")
"""A page's number."""
_ASIDE = re.compile(r"附[件表录]|[（(]|\d|.{1,12}[〔\[]\d{4}|.*(?:年|月|日)$|.*[：:]$")
_CALLED = re.compile(r"(?:办法|细则|标准|方案|规定|制度|[分核评]表|规则|体系)(?:[（(][^（）()]*[）)])?$")
NOT_RUBRIC = "不是评分标准，也不在哪个项目里"


def is_sum(text: str) -> bool:
    """Whether a text says that sums stand beside it."""
    return _SUM.fullmatch(close(text)) is not None


def sum_in(row: Sequence[Cell]) -> Cell | None:
    """The cell that makes a row one of sums: among the first three that have text; further on it is a mark."""
    return next((cell for cell in filled(row)[:3] if is_sum(cell.text)), None)


def is_part_sum(text: str) -> bool:
    """Whether a sum is of a part."""
    return _PART.search(close(text)) is not None


def sum_stated(text: str, cells: Sequence[Cell]) -> Decimal | None:
    """The sum that a row states: in its own words, else in one of the cells of the points."""
    found = _SUM.fullmatch(close(text))
    if found is not None and found.group(1):
        return Decimal(found.group(1))
    return next((value for cell in cells if (value := number_of(cell.text)[0]) is not None), None)


def is_signature(text: str) -> bool:
    """Whether a text is a place to sign, or who is assessed when."""
    return _SIGNED.fullmatch(" ".join(one_width(text).split())) is not None and not scored(text)


def is_continued(text: str) -> bool:
    """Whether a text says no more than that a table goes on, or is a page's number."""
    plain = close(text)
    return _CONTINUED.fullmatch(plain) is not None or (_PAGE.fullmatch(plain) is not None and "页" in plain)


def is_note(text: str) -> bool:
    """Whether a text says of itself that it is a note."""
    return _NOTE.match(one_width(numbered(text).text)) is not None


def is_title(text: str) -> bool:
    """Whether a text calls itself what a document is (考核办法, 评分表)."""
    return _CALLED.search(stripped(text.strip(), "").text) is not None and not scored(text)


def is_aside(text: str) -> bool:
    """Whether a short text is what stands beside a title: 附件1, a document's number, a date, something to fill in."""
    return _ASIDE.match(text.strip()) is not None


def take_note(building: Building, text: str, where: str, why: str = NOT_RUBRIC) -> None:
    """Keep a text beside the items: what is a rule for all of them, and what is left."""
    if is_signature(text):
        building.leave(text, where, "签字、填表的地方")
        return
    pieces = list(parts(text)) or [text]
    general = [each for each in pieces if _GENERAL.search(one_width(each)) and not is_grades(each)]
    if general and len(general) == len(pieces):
        building.general.append(Said(text.strip(), where))
        return
    for each in pieces:
        if is_grades(each):
            building.grade(each, where)
        elif leads_to_grades(each):
            building.grade(each, where, begins=True)
        elif each in general:
            building.general.append(Said(each, where))
        elif building.whole(each, where) and not is_weighed(each):
            building.leave(each, where, "写的是总分，用来核对")
        elif scored(each) and (firm(each) or not reason(each, why if why == USED else "")):
            building.leave(each, where, "写了加分、扣分，看不出属于哪个项目")
        else:
            building.leave(each, where, "说明" if is_note(each) else reason(each, why))
