"""What the columns of a table are for: told by the words in its head, and where these are used for several things by
what stands beneath.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from dangjian_kaoping.grammar.tokens import one_width
from dangjian_kaoping.outline.document import Cell, Table, filled
from dangjian_kaoping.outline.points import number_of, stripped
from dangjian_kaoping.outline.remarks import is_sum
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.typed import close

Use: TypeAlias = Literal[
    "ordinal", "name", "requirement", "clauses", "price", "points", "departments", "level", "empty", "answer", "other"
]

_USES: Sequence[tuple[Use, re.Pattern[str]]] = (
    ("ordinal", re.compile(r"序号?|编号|项次|号|No\.?|№")),
    (
        "points",
        re.compile(
            r"(?:标准|基本|基础|应得|项目|考核|考评|基准|目标|额定|指标|计划)?(?:分值|满分)|标准分数?|基本分数?|基础分|应得分数?|分数?"
            r"|考核分数|总分值?|满分值?|权重|配分|基准分|赋分值?|目标分|额定分|计划分|得分值|分值权重|权重分|(?:(?![扣加减])[一-鿿]){0,6}(?:分值|满分|权重分?)"
        ),
    ),
    (
        "answer",
        re.compile(
            r"(?:自评|自查|自测|考核|考评|检查|核定|实际|最终|复核|评定|初评|考核组|考评组|检查组|上级|部门|单位|支部|领导|核查|实)*"
            r"(?:得分|评分|打分|分|加分|扣分|增分|减分|纪实|结果|情况|意见|记录)(?:情况|小计|合计|原因|说明|理由|依据|事由|值)?"
            r"|自评|自查|自测|考评|考核|初评|复评|测评|检查|核查|评定|完成情况|落实情况|存在问题|签字|签名|确认|得分小计"
        ),
    ),
    ("other", re.compile(r"备注|附注|说明|备考|注|计[量算]单位|数据来源|依据")),
    (
        "clauses",
        re.compile(
            r".*(?:评分|扣分|加分|减分|扣减|计分|赋分|打分|记分|给分|奖惩|奖罚|否决|评价|考核|考评|检查|评定|加扣|增减)[一-鿿、]{0,4}"
            r"(?:标准|办法|细则|说明|因素|依据|方法|规则|规定|方式|情形|事项|条件)|具体操作|.*评价办法|标准"
        ),
    ),
    ("departments", re.compile(r".*(?:部门|单位|科室|处室|牵头|责任人|负责人|主体)")),
    ("requirement", re.compile(r".*(?:内容|要求|要点|目标|标准|任务)")),
    ("name", re.compile(r".*(?:项目?|指标|类别?|方面|模块|板块|维度|事项|名称|要素|大类|小类|类型|主题)")),
)
_WITH_POINTS = re.compile(r".*(?:项目|内容|指标|要求)[及和与、](?:标准|基本)?(?:分值?|分数|权重)")
_MIXED = re.compile("内容|要求|目标|要点|任务|项目")
_METHOD = re.compile("(?:方法|方式|途径)$")
_OUTER = re.compile(r"(?:考[核评]|评[定价])?(?:类别?|大类|方面|模块|板块|维度|类型|一级指标|大项)")
_LEVEL = re.compile(
    r"(?:优秀?|良好?|中等?|一般|及格|不及格|合格|不合格|基本合格|[较很]?好|[较很]?差|[A-D][级等档]?|[一二三四五]等?[档级类等]|第[一二三四五六]名?"
    r"|(?:国家|中央|省|市|县|区|厂|公司|集团)级|达标|基本达标|不达标|满意|基本满意|不满意|完成|基本完成|未完成)"
    r"(?:（.{1,12}）|\d+(?:\.\d+)?(?:[—-]\d+(?:\.\d+)?)?分?)?|\d+(?:\.\d+)?(?:[—-]\d+(?:\.\d+)?)?分(?:以[上下])?"
)
_PRICE_ALONE = re.compile(
    r"(?:每(?:(?![少缺低高超迟降增减])[一-鿿]){1,4}|一次性)?[扣加减得]?分?-?\d+(?:\.\d+)?(?:[—至-]\d+(?:\.\d+)?)?分?(?:/[一-鿿]{1,3})?[。；]?"
)
_EACH = re.compile("每[一-鿿]{1,3}|一次性?")
_NUMBER = re.compile(r"\s*（?(\d{1,3})[）.、]?\s*")
_TEXTS = ("clauses", "requirement", "name", None)
_LONGEST_HEAD = 18


class Column(NamedTuple):
    """A column: what it is for, and the words of its head; `head` of a level is the level's name."""

    place: int
    use: Use
    head: str
    mixed: bool = False
    """Its head says that what is asked for stands in it, too (考核内容及评分标准)."""
    outer: bool = False
    """Its head says that it names what several items have in common (类别, 一级指标)."""


class Head(NamedTuple):
    """The head of a table: its rows, from the first to before the last, and its columns."""

    first: int
    last: int
    columns: Sequence[Column]

    def owner(self, cell: Cell) -> int:
        """The column that a cell over several is of: the first of them that tells of a rubric."""
        covered = [each for each in self.columns if cell.column <= each.place < cell.column + cell.columns]
        telling = [each for each in covered if each.use not in ("ordinal", "empty", "answer", "other")]
        return (telling or covered)[0].place

    def of(self, *uses: Use) -> list[Column]:
        """The columns of some uses, from left to right."""
        return [each for each in self.columns if each.use in uses]


def head_of(table: Table) -> Head | None:
    """The head of a table, wherever in it; None where none of its rows has the words of one."""
    for first, row in enumerate(table.rows):
        if not is_head(row):
            continue
        last = first + _height(table, first)
        heads = [_head(table, first, last, index) for index in range(len(row))]
        return Head(first, last, list(_columns(heads, _body(table.rows[last:]), _levels(table, first, last))))
    return None


def more_of(head: Head, table: Table) -> Head:
    """The head of a table that has none of its own and goes on with the columns of another."""
    levels = {each.place: each.head for each in head.of("level")}
    return Head(0, 0, list(_columns([each.head for each in head.columns], _body(table.rows), levels)))


def joined(before: Head, head: Head) -> Head:
    """The head of a table that goes on: what a column is for may be seen on one page only."""
    columns = [_better(*pair) for pair in zip(before.columns, head.columns, strict=True)]
    return head._replace(columns=columns)


def _better(before: Column, column: Column) -> Column:
    seen = column.use in ("clauses", "price", "points") and before.use in ("requirement", "other", "answer")
    return column if seen or before.use == "empty" else before


def _body(rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    return [each for each in rows if not is_head(each) and not any(is_sum(cell.text) for cell in each)]


def same_head(row: Sequence[Cell], head: Sequence[Cell]) -> bool:
    """Whether a row says the same as the head, on another page."""
    return [folded(each.text) for each in row] == [folded(each.text) for each in head]


def is_head(row: Sequence[Cell]) -> bool:
    """Whether most cells of a row have the words of a head, and none of them tells of prices."""
    texts = [folded(cell.text) for cell in filled(row)]
    if len(texts) < 2 or any(len(text) > _LONGEST_HEAD for text in texts):
        return False
    uses = [_use(text) for text in texts]
    known = sum(use is not None or _LEVEL.fullmatch(text) is not None for use, text in zip(uses, texts, strict=True))
    tells = {use for use in uses if use is not None} & {"points", "clauses", "requirement", "name"}
    levels = any(_LEVEL.fullmatch(text) for text in texts)
    return bool(tells) and len(set(uses) - {None}) + levels > 1 and known * 5 >= len(texts) * 3


def folded(text: str) -> str:
    """The words of a head without spaces, brackets and what stands in these (分值（分）)."""
    plain = close(text)
    return re.sub(r"（[^）]*）$", "", plain) if not _LEVEL.fullmatch(plain) else plain


def _use(text: str) -> Use | None:
    return next(
        (use for use, pattern in _USES if pattern.fullmatch(text)), "name" if _WITH_POINTS.fullmatch(text) else None
    )


def _height(table: Table, first: int) -> int:
    """How many rows a head has: a second where cells of the first stand over several of it."""
    row = table.rows[first]
    height = max(cell.rows for cell in row if cell.row == first) if row else 1
    if height > 1:
        # a cell merged over the whole head, or a name that is merged with what it heads by mistake
        return height if all(cell.text.strip() for cell in row) and height <= 3 else 1
    if first + 1 >= len(table.rows):
        return 1
    below = table.rows[first + 1]
    wide = [index for index, cell in enumerate(row) if cell.columns > 1 and cell.text.strip()]
    under = {id(below[index]): below[index].text.strip() for index in wide}
    others = [cell.text.strip() for index, cell in enumerate(below) if index not in wide]
    heads = all(text and len(text) <= _LONGEST_HEAD and not number_of(text)[0] for text in under.values())
    if len(under) > 1 and heads and not any(others):
        return 2
    return 2 if _levels_below(row, below) else 1


def _levels_below(row: Sequence[Cell], below: Sequence[Cell]) -> bool:
    """Whether a row only says of levels above it what each is worth."""
    worth = [index for index, cell in enumerate(below) if cell.text.strip()]
    levels = all(_LEVEL.fullmatch(folded(below[index].text)) for index in worth)
    return len(worth) > 1 and levels and all(_LEVEL.fullmatch(folded(row[index].text)) for index in worth)


def _head(table: Table, first: int, last: int, index: int) -> str:
    cells = {id(row[index]): row[index].text for row in table.rows[first:last]}
    return "\n".join(folded(text) for text in cells.values() if text.strip())


def _levels(table: Table, first: int, last: int) -> Mapping[int, str]:
    """Columns whose heads are levels; one alone is none."""
    row = table.rows[last - 1]
    found = {}
    for index, cell in enumerate(row):
        above = table.rows[first][index]
        text = folded(cell.text)
        shared = above is not cell and above.columns > 1 and _use(folded(above.text)) not in ("answer",)
        if cell.columns == 1 and (_LEVEL.fullmatch(text) or (shared and _use(text) is None and text)):
            alone = above is not cell and above.columns == 1 and _LEVEL.fullmatch(folded(above.text))
            found[index] = f"{folded(above.text)}{text}" if alone else text
    return found if len(found) > 1 else {}


def _columns(heads: Sequence[str], body: Sequence[Sequence[Cell]], levels: Mapping[int, str]) -> Iterator[Column]:
    width = len(heads)
    own = [[cell for cell in filled(row[place] for row in body) if cell.columns < width] for place in range(width)]
    prices = [sum(scored(stripped(cell.text, "").text) for cell in cells) for cells in own]
    uses = [_use_of(head, own[index], prices[index]) for index, head in enumerate(heads)]
    for index in (index for index, use in enumerate(uses) if use == "price"):
        prices[index] = 0
    if "points" not in uses:
        # whatever its head calls it: a column of numbers, where no other says what the items are worth
        for index, cells in enumerate(own):
            if uses[index] == "other" and heads[index] and len(cells) > 1 and all(map(_is_number, cells)):
                uses[index] = "points"
                break
    _subject(uses, heads, own)
    # which of 考核内容 and 考核标准 is asked for and which scored: by where the prices stand
    if any(prices[index] for index, use in enumerate(uses) if use in ("clauses", "requirement", "name", "other")):
        for index, use in enumerate(uses):
            if use in ("requirement", "other", "name") and prices[index] * 2 > len(own[index]):
                uses[index] = "clauses"
            elif use == "clauses" and not prices[index]:
                uses[index] = "other" if _METHOD.search(heads[index]) else "requirement"
    for index, head in enumerate(heads):
        told: Use = "level" if index in levels else uses[index]
        name = levels.get(index, head)
        yield Column(
            index,
            told if own[index] or told == "level" else "empty",
            name,
            _MIXED.search(head) is not None,
            _OUTER.fullmatch(head) is not None,
        )


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
    told = any(_use(heads[index]) != "clauses" for index in prices)
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
    use = next((found for line in reversed(lines) if (found := _use(line)) is not None), None)
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
