"""What a 办法 says around its tables: the grades, what follows from the results, and how it is assessed."""

import re

from dangjian_kaoping.grammar.entry import DoubtError
from dangjian_kaoping.grammar.grades import grades, told_grades
from dangjian_kaoping.grammar.prices import prices
from dangjian_kaoping.grammar.tokens import normal, one_width

NO_GRADES = "像是等次，没有取到；请写在 measure 的 grades 里"
HEADING = "写等次的一节的标题"
USED = "结果运用，不计分"
METHOD = "像是考评办法，不是评分标准"

_GRADED = re.compile(r"等次|等级(?!证)|[“‘](?:优秀|良好|较?好|一般|较?差)[”’].{0,12}(?:比例|不超过|名额)")
_HEADING = re.compile("[^，。；：\\d]{0,6}(?:等次|等级)[^，。；：\\d]{0,6}")
_LISTED = re.compile(
    r"(?:分为|划分为|结果分|设|为)[^，。；：\d]{2,40}(?:等次|等级|档次)|(?:等次|等级|档次)[^，。；\d]{0,20}[：:]"
)
_REST = re.compile(
    r"[（(]?[一二三四五六\d]{0,2}[）)、.]?(?:其余|其他|其它|剩余|余下)(?:的|者|支部)?(?:评?[定列]?为|是)[“‘]?"
    r"[一-鿿]{1,6}[”’]?[。；;]?"
)
_USE_HEAD = re.compile(
    r"(?:考[核评])?(?:结果|成果|成绩)的?(?:运用|应用|使用)|.{0,6}(?:等次|结果)(?:与|和|及)(?:结果)?(?:运用|应用)"
)
_FOLLOWS = re.compile(
    r"约谈|奖金|绩效工资|结果(?:作为|与|运用|应用|纳入)|连续[一-鿿\d]{1,6}(?:排名)?(?:末位|倒数|最后)"
)
_USED = re.compile("通报表扬|评先|评优|不得评|取消.{0,8}资格|绩效|奖励|诫勉|述职|挂钩|免职")
_METHOD = re.compile(
    r"领导小组|考[核评](?:组织|方式|方法|程序|步骤|原则|周期|时间|对象|范围|主体|每|采取|实行|按)|负责.{0,20}(?:检查|考[核评])"
    r"|(?:施行|执行|实施|印发)(?:。|$)|解释|适用于|总则|附则|依据|目的|制定本|权重|占 ?\d+(?:\.\d+)? ?%"
)
_FIRM = re.compile(r"[\d半]|[加减扣得][罚除]?分|否决|满分|倒扣|折算")
_WEIGHED = re.compile(r"占 ?(?:总分的?)?\d+(?:\.\d+)? ?%")


def is_grades(text: str) -> bool:
    """Whether a text tells which points make which grade, and has no price beside."""
    spans = told_grades(text)
    return (bool(spans) or _REST.fullmatch(one_width(text.strip())) is not None) and not firm(text, spans)


def leads_to_grades(text: str) -> bool:
    """Whether a text only lists the grades, or says that they follow."""
    return _LISTED.search(one_width(text)) is not None and not firm(text)


def understood(text: str) -> str:
    """Why the grades of a text are not understood; empty where they are."""
    try:
        return "" if grades(normal(text)) is not None else NO_GRADES
    except DoubtError as fault:
        return f"{NO_GRADES}（{fault.doubt.why}）"


def firm(text: str, besides: tuple[tuple[int, int], ...] = ()) -> bool:
    """Whether a text gives or takes points, or vetoes, outside of some of its characters; 取消评先资格 does not."""
    plain = normal(text)
    for start, end in reversed(besides):
        plain = f"{plain[:start]}　{plain[end:]}"
    return any(_FIRM.search(plain[start:end]) for start, end in prices(plain))


def heads_use(text: str) -> bool:
    """Whether a heading is that of what follows from the results."""
    return _USE_HEAD.match(one_width(text)) is not None


def is_use(text: str) -> bool:
    """Whether a text says what follows from the results, and gives or takes no points."""
    return _FOLLOWS.search(one_width(text)) is not None and not firm(text)


def is_weighed(text: str) -> bool:
    """Whether a text says how much of the whole a part counts."""
    return _WEIGHED.search(one_width(text)) is not None


def reason(text: str, otherwise: str) -> str:
    """Why a text is left that is in no item."""
    plain = one_width(text)
    if _HEADING.fullmatch(plain.strip()):
        return HEADING
    if _GRADED.search(plain) or told_grades(text):
        return NO_GRADES
    if heads_use(text) or is_use(text) or _USED.search(plain):
        return USED
    return METHOD if _METHOD.search(plain) and not plain.rstrip().endswith(("：", ":")) else otherwise
