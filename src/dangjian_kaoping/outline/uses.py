"""What a column is for: by the words of its head, and by what stands beneath where these have several meanings."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.document import Cell
from dangjian_kaoping.outline.points import AMOUNT, number_of, stripped
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.typed import close

Use: TypeAlias = Literal[
    "ordinal", "name", "requirement", "clauses", "price", "points", "departments", "level", "empty", "answer", "other"
]

_ASSESSED = "自评|自查|自测|考核|考评|检查|复核|评定|初评|复评|测评|核查"
_WITH_POINTS = "[及和与、](?:标准|基本)?(?:分值?|分数|权重)"
_USES: Sequence[tuple[Use, re.Pattern[str]]] = (
    ("ordinal", re.compile(r"序号?|编号|项次|号|No\.?|№")),
    # names and demands with points behind them (考核项目及分值)
    ("name", re.compile(rf".*(?:项目|指标){_WITH_POINTS}")),
    ("requirement", re.compile(rf".*(?:内容|要求){_WITH_POINTS}")),
    # what an item is worth; 扣分值 is what is taken
    (
        "points",
        re.compile(
            r"(?:(?![扣加减])[一-鿿]){0,6}(?:分值|满分|权重分?)|考核分数"
            r"|(?:标准|基本|基础|应得|基准|目标|额定|计划|总|赋|配)?分数?"
        ),
    ),
    # what is filled in when branches are assessed
    (
        "answer",
        re.compile(
            rf"(?:{_ASSESSED}|核定|实际|最终|[考检][核评查]组|上级|部门|单位|支部|领导|实)*"
            r"(?:得分|评分|打分|分|加分|扣分|增分|减分|纪实|结果|情况|意见|记录)(?:情况|小计|合计|原因|说明|理由|依据|事由|值)?"
            rf"|{_ASSESSED}|完成情况|落实情况|存在问题|签字|签名|确认"
        ),
    ),
    ("other", re.compile(r"备注|附注|说明|备考|注|计[量算]单位|数据来源|依据")),
    (
        "clauses",
        re.compile(
            r".*(?:评分|扣分|加分|减分|扣减|计分|赋分|打分|记分|给分|奖惩|奖罚|否决|评价|考核|考评|检查|评定|加扣|增减)[一-鿿、]{0,4}"
            r"(?:标准|办法|细则|说明|因素|依据|方法|规则|规定|方式|情形|事项|条件)|具体操作|标准"
        ),
    ),
    ("departments", re.compile(r".*(?:部门|单位|科室|处室|牵头|责任人|负责人|主体)")),
    ("requirement", re.compile(r".*(?:内容|要求|要点|目标|标准|任务)")),
    ("name", re.compile(r".*(?:项目?|指标|类别?|方面|模块|板块|维度|事项|名称|要素|大类|小类|类型|主题)")),
)
"""What the words of a head say that its column is for; the first that fits."""
_METHOD = re.compile("(?:方法|方式|途径)$")
"""How it is looked into (查阅资料), where no prices stand there."""
_PRICE_ALONE = re.compile(
    rf"(?:每(?:(?![少缺低高超迟降增减])[一-鿿]){{1,4}}|一次性)?[扣加减得]?分?-?{AMOUNT}分?(?:/[一-鿿]{{1,3}})?[。；]?"
)
_EACH = re.compile("每[一-鿿]{1,3}|一次性?")
_NUMBER = re.compile(r"\s*（?(\d{1,3})[）.、]?\s*")
_TEXTS = ("clauses", "requirement", "name", None)


def use_named(text: str) -> Use | None:
    """What the words of a head say that its column is for; None where they say nothing of it."""
    return next((use for use, pattern in _USES if pattern.fullmatch(text)), None)


def uses_of(heads: Sequence[str], own: Sequence[Sequence[Cell]]) -> list[Use]:
    """What each column is for, by its head and its cells, and by what the others are for."""
    prices = [sum(scored(stripped(cell.text, "").text) for cell in cells) for cells in own]
    uses = [_use_of(*each) for each in zip(heads, own, prices, strict=True)]
    prices = [0 if use == "price" else count for use, count in zip(uses, prices, strict=True)]
    _worth(uses, heads, own)
    _subject(uses, heads, own)
    _asked_or_scored(uses, heads, own, prices)
    return uses


def _worth(uses: list[Use], heads: Sequence[str], own: Sequence[Sequence[Cell]]) -> None:
    """Where no head says what the items are worth, a column of numbers does, whatever its head calls it."""
    numbers = (
        place
        for place, cells in enumerate(own)
        if uses[place] == "other" and heads[place] and len(cells) > 1 and all(map(_is_number, cells))
    )
    place = next(numbers, None)
    if "points" not in uses and place is not None:
        uses[place] = "points"


def _asked_or_scored(
    uses: list[Use], heads: Sequence[str], own: Sequence[Sequence[Cell]], prices: Sequence[int]
) -> None:
    """Which of 考核内容 and 考核标准 is asked for and which scored: by where the prices stand."""
    if not any(prices[place] for place, use in enumerate(uses) if use in ("clauses", "requirement", "name", "other")):
        return
    for place, use in enumerate(uses):
        if use in ("requirement", "other", "name") and prices[place] * 2 > len(own[place]):
            uses[place] = "clauses"
        elif use == "clauses" and not prices[place]:
            uses[place] = "other" if _METHOD.search(heads[place]) else "requirement"


def _is_number(cell: Cell) -> bool:
    return number_of(cell.text)[0] is not None


def _subject(uses: list[Use], heads: Sequence[str], own: Sequence[Sequence[Cell]]) -> None:
    """Where prices stand alone, what they are of stands beside them, whatever the head calls it (存在问题).

    Where only what is asked for stands there (按时召开会议), the prices are sentences as they are.
    """
    prices = [index for index, use in enumerate(uses) if use == "price"]
    if not prices or "clauses" in uses:
        return
    count = max(len(own[index]) for index in prices)
    items = max((len(own[index]) for index, use in enumerate(uses) if use == "points"), default=0)
    told = any(use_named(heads[index]) != "clauses" for index in prices)
    for kind in ("answer", "other", "requirement"):
        for index in reversed(range(len(uses))):
            fine = kind != "requirement" or told or len(own[index]) > items > 0
            if uses[index] == kind and len(own[index]) >= count and fine:
                uses[index] = "clauses"
                return
    for index in prices:
        uses[index] = "clauses"


def _counts(cells: Sequence[Cell]) -> bool:
    """Whether cells only count: 1, 2, 3, 1, 2; 1, 2, 2 are prices."""
    numbers = [int(found.group(1)) if (found := _NUMBER.fullmatch(one_width(cell.text))) else 0 for cell in cells]
    return all(number in (1, before + 1) and number for before, number in pairwise([0, *numbers]))


def _use_of(head: str, cells: Sequence[Cell], prices: int) -> Use:
    lines = head.split("\n")
    use = next((found for line in reversed(lines) if (found := use_named(line)) is not None), None)
    if use in _TEXTS and cells and _counts(cells):
        return "ordinal"
    plain = [close(cell.text) for cell in cells]
    alone = bool(cells) and all(_PRICE_ALONE.fullmatch(text) or _EACH.fullmatch(text) for text in plain)
    if alone and use in ("answer", "clauses", None):
        # 扣分 over bare numbers tells what each is; 得分 over them is somebody's score
        told = prices or re.search("[扣加减]", head) or all(_EACH.fullmatch(text) for text in plain)
        return "price" if told else "answer"
    if use == "answer" and prices:
        return "clauses"
    if use is None:
        return "clauses" if prices else "other"
    return use
