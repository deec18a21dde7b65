"""Why something is not read, where more can be said than that it is not known; and how it would be written."""

import re
from typing import Literal, NamedTuple


class Reason(NamedTuple):
    """What cannot be told, and how it would be written; as in `Doubt`."""

    kind: Literal["unread", "unsettled"]
    why: str
    mend: str


HALVED = Reason(
    "unsettled",
    "“减半”减的是哪一个分、在谁那里减，看不出来",
    "把减半以后的分写出来，如“主办加2分，协办加1分”；各级都减半的写角色（event 的 roles）",
)
AGAIN = Reason(
    "unsettled",
    "“再次”“第二次”“重复”是同一季里又有，还是前几轮查出过的又有了，看不出来",
    "同一季里数次数的，写一共几次扣几分，如“一次扣1分，两次扣3分”；"
    "前几轮也有过的，写成“每次扣1分，再犯的每次扣2分”（repeat）",
)
BELOW_ZERO = Reason(
    "unsettled",
    "倒扣的最低扣到几分，没有写",
    "项目写最低几分（floor: -2），条款写 deduct、empties: item 和 below_zero: true",
)
EARLIER = Reason(
    "unsettled",
    "前几轮也有的，这里改的是哪一个分、是代替它还是另外再算，看不出来",
    "与原来的分写在一句里、单位一样，如“每次扣1分，再犯的每次扣2分”“每次扣1分，再犯的加倍扣分”（repeat）",
)
_FROM_THE_END = Reason(
    "unread",
    "从末尾数的名次：没有写一共几名，看不出是第几名起",
    "写明从第几名起，如一共15名的写“前12名不扣分，第13名及以后扣5分”（rank，加写 of: 15）",
)
_FROM_SOME = Reason(
    "unsettled",
    "“第几次起”的，看不出前面几次怎样算、这几次是每次扣几分还是一共扣几分",
    "前面几次不扣的，写成“每季2次以内不扣分，每超过1次扣1分”；各次不一样的，写一共几次扣几分，如“一次扣1分，两次扣3分，三次（含）以上扣6分”",
)
_FULL = Reason("unread", "满分是几分，没有认出", "满分写在项目上（points），或者写成“最多扣几分”“最多得几分”")
_DOUBLED = Reason("unsettled", "加倍加的是哪一个分、什么时候加，看不出来", "写成“每次扣1分，再犯的加倍扣分”（repeat）")

_REASONS = (
    (re.compile("减半|折半|一半|半数计"), HALVED),
    (re.compile("倒数|[后末][一二三四五六七八九十两\\d]+[名位]|末位|最后一?[名位]|垫底"), _FROM_THE_END),
    (re.compile(r"第\s*[一二三四五六七八九十\d]{1,3}\s*[次个人件项篇]\s*(?:及?以[后上]|开始|起)"), _FROM_SOME),
    (re.compile("再犯|屡犯|屡查屡犯|连续"), EARLIER),
    (re.compile(r"首次|初次|首犯|初犯|再次|屡教不改|重复[发出]|第\s*[一二三四五六\d]\s*[次回]"), AGAIN),
    (re.compile("加倍|双倍|翻倍"), _DOUBLED),
    (re.compile("满分"), _FULL),
)


def reason(text: str) -> Reason | None:
    """What can be said of a part of a sentence that is not read."""
    if is_by_words(text):
        return BY_WORDS
    return next((each for pattern, each in _REASONS if pattern.search(text)), None)


BY_WORDS = Reason("unsettled", "高低只用话说，没有写与多少比", "写明线，如“满意度低于80%的扣5分”")
"""Of a measured thing that is low or high in words."""
_MEASURED = (
    "(?:(?<![效频功税利汇])率|(?:满意|知晓|认可|知名|支持|参与|完成|准确|达标|信任|覆盖|完好|活跃)度"
    "|得分|评分|成绩|排名|名次|比例|比重|占比)"
)
_BY_WORDS = re.compile(
    rf"{_MEASURED}(?:仍|还|明显|总体|相对|普遍|均|都)?"
    "(?:(?:比较|较|偏|过|太|很|极|不)?[低高差]|不(?:太|够)?(?:高|好|理想)|较?靠[前后]|较[前后]|偏[前后]|落后|一般)"
    "(?=$|[的者、，或和及且 ])"
)


def is_by_words(text: str) -> bool:
    """Whether a measured thing is said to be low or high without a number: 满意度较低, 排名靠后."""
    return _BY_WORDS.search(text) is not None
