"""Rubrics laid out at random in tables and text: what is in them is known, and each word of them stands once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

Draw = Any
_SENTENCES = (
    "{}不到位的，扣1分",
    "{}每季度开展1次，少1次扣0.5分",
    "{}记录不全的，每处扣0.1分，累计不超过1分",
    "未{}的，本项不得分",
    "{}弄虚作假的，加重扣分",
    "{}的扣0.5-1分",
)
_PRICES = ("扣1分", "每次扣0.5分", "每人次扣0.2分", "扣0.5-1分")
_HEADS = {
    "ordinal": ("序号", "编号"),
    "area": ("类别", "考核类别", "一级指标"),
    "title": ("考核项目", "项目", "二级指标", "评分项"),
    "requirement": ("考核内容", "具体要求", "目标要求"),
    "points": ("分值", "标准分", "分  值", "考核分值（分）"),
    "clauses": ("评分标准", "扣分标准", "评分办法", "考核标准"),
    "departments": ("责任部门", "考核部门"),
    "answer": ("自评得分", "得分", "扣分原因"),
    "price": ("扣分", "扣分值"),
}


@dataclass
class Laid:
    """An item as it was laid out."""

    area: str
    title: str
    points: int
    requirement: str
    sentences: list[str]
    departments: list[str]


@dataclass
class Layout:
    """A document, the items in it, and the words of it that stand beside these."""

    blocks: list[Any] = field(default_factory=list)
    items: list[Laid] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def word(self) -> str:
        """A word that stands nowhere else."""
        number = len(self.words)
        self.words.append(chr(0x6D00 + number % 150) + chr(0x6E00 + number // 150) + chr(0x6D00 + number % 150))
        return self.words[-1]


@st.composite
def layouts(draw: Draw) -> Layout:
    """A document with one table or several, in any order of columns."""
    layout = Layout()
    columns = _columns(draw)
    heads = [draw(st.sampled_from(_HEADS[each])) for each in columns]
    if draw(st.booleans()):
        layout.blocks.append(f"{layout.word()}考核办法")
    rows: list[list[str]] = []
    if draw(st.booleans()):
        rows.append([f"{layout.word()}评分表", *["<"] * (len(columns) - 1)])
    rows.append(heads)
    headed = "area" not in columns and draw(st.booleans())
    # the name of an area is merged over its rows, or written in each, or only in the first
    again = draw(st.sampled_from(["^", "", "again"]))
    for number in range(draw(st.integers(1, 3))):
        area = layout.word() if "area" in columns or headed else ""
        first = True
        if headed:
            rows.append([f"{_DIGITS[number]}、{area}", *["<"] * (len(columns) - 1)])
        for _ in range(draw(st.integers(1, 3))):
            item = _item(draw, layout, columns, area)
            if not first and draw(st.integers(0, 5)) == 0:
                layout.blocks.append({"rows": rows})
                layout.blocks.extend(draw(st.sampled_from([[], ["续表"], ["（续上表）"], ["第 2 页 共 3 页"]])))
                rows = draw(st.sampled_from([[list(heads)], []]))
                shown = draw(st.sampled_from([item.area, ""]))
            else:
                shown = item.area if first or again == "again" else again
            rows.extend(_rows(draw, columns, item, shown, len(layout.items)))
            first = False
        if draw(st.integers(0, 3)) == 0:
            rows.extend(_between(draw, layout, columns, heads))
    layout.blocks.append({"rows": rows})
    if draw(st.booleans()):
        layout.beside.append(layout.word())
        layout.blocks.append(f"{layout.beside[-1]}由领导小组负责解释。")
    return layout


@st.composite
def prose_layouts(draw: Draw) -> Layout:
    """A document of numbered paragraphs: areas, items in them, sentences behind or under these."""
    layout = Layout()
    kinds = draw(st.sampled_from(_NUMBERINGS))
    automatic = draw(st.booleans())
    layout.blocks.append(f"{layout.word()}考核办法")
    if draw(st.booleans()):
        layout.beside.append(layout.word())
        layout.blocks.append(f"为了{layout.beside[-1]}，制定本办法。")
    for area in range(1, draw(st.integers(1, 3)) + 1):
        name = f"{layout.word()}建设"
        items = draw(st.integers(1, 3))
        points = [draw(st.integers(1, 30)) for _ in range(items)]
        told = _told_points(draw, sum(points)) if draw(st.booleans()) else ""
        layout.blocks.append(_numbered(kinds[0], area, f"{name}{told}", automatic))
        for number, worth in enumerate(points, 1):
            item = _item(draw, layout, ["requirement"] if draw(st.booleans()) else [], name)
            item.points = worth
            layout.blocks.extend(_paragraphs(draw, item, kinds, number, automatic))
    if draw(st.booleans()):
        layout.blocks.append(f"注：每项扣完为止，{layout.word()}下同。")
    return layout


_NUMBERINGS = (
    ("一、", "（一）", "1."),
    ("一、", "1、", "（1）"),
    ("第一章 ", "第一条 ", "（一）"),
    ("（一）", "1.", "①"),
    ("1.", "1.1 ", "（1）"),
    ("一、", "（一）", "①"),
)
_DIGITS = "一二三四五六七八九"


def _numbered(kind: str, number: int, text: str, automatic: bool) -> Any:
    told = kind.replace("一", _DIGITS[number - 1]).replace("①", chr(0x2460 + number - 1))
    told = told.replace("1.1", f"1.{number}") if "1.1" in kind else told.replace("1", str(number))
    return {"text": text, "number": told.strip()} if automatic else f"{told}{text}"


def _told_points(draw: Draw, points: int) -> str:
    told: str = draw(st.sampled_from(["（{}分）", "（共{}分）", "(满分{}分)", "【{}分】", "：{}分"]))
    return told.format(points)


def _paragraphs(draw: Draw, item: Laid, kinds: Sequence[str], number: int, automatic: bool) -> Iterator[Any]:
    """The paragraphs of an item: its sentences behind its title, or each in a paragraph of its own."""
    title = f"{item.title}{_told_points(draw, item.points)}"
    asked = f"{item.requirement}。" if item.requirement else ""
    if draw(st.booleans()) and not title.endswith("分"):
        item.requirement = asked
        yield _numbered(kinds[1], number, f"{title}。{asked}{'；'.join(item.sentences)}。", automatic)
        return
    yield _numbered(kinds[1], number, title, automatic)
    if asked:
        item.requirement = asked
        yield f"考核要求：{asked}"
    if draw(st.booleans()):
        yield "评分标准："
    for place, sentence in enumerate(item.sentences, 1):
        yield _numbered(kinds[2], place, f"{sentence}；", automatic)


def _columns(draw: Draw) -> list[str]:
    kept = [each for each in ("ordinal", "area", "requirement", "departments", "answer") if draw(st.booleans())]
    # points may stand in brackets behind the titles, and prices in a column of their own
    points = draw(st.sampled_from([["points"], []]))
    prices = draw(st.sampled_from([["price"], [], []]))
    columns = draw(st.permutations([*kept, "title", *points, "clauses", *prices]))
    if "area" in kept:
        a, b = sorted((columns.index("area"), columns.index("title")))
        columns[a], columns[b] = "area", "title"
    return list(columns)


def _item(draw: Draw, layout: Layout, columns: Sequence[str], area: str) -> Laid:
    kinds = [f"{{}}不到位的，{each}" for each in _PRICES] if "price" in columns else _SENTENCES
    sentences = [draw(st.sampled_from(kinds)).format(layout.word()) for _ in range(draw(st.integers(1, 3)))]
    item = Laid(
        area,
        f"{layout.word()}工作",
        draw(st.integers(1, 30)),
        f"{layout.word()}健全，按时开展" if "requirement" in columns else "",
        sentences,
        [f"{layout.word()}科" for _ in range(draw(st.integers(1, 2)))] if "departments" in columns else [],
    )
    layout.items.append(item)
    return item


def _rows(draw: Draw, columns: Sequence[str], item: Laid, area: str, number: int) -> Iterator[list[str]]:
    """The rows of an item: one with all of its sentences, or one for each, merged over what they share."""
    apart = "price" in columns or (len(item.sentences) > 1 and draw(st.booleans()))
    worth = "" if "points" in columns else draw(st.sampled_from(["（{}分）", "\n(共{}分)", "〔{}分〕"]))
    joined = _joined(draw, item.sentences)
    for index in range(len(item.sentences) if apart else 1):
        told = {
            "ordinal": str(number) if index == 0 else "^",
            "area": area if index == 0 else "^",
            "title": f"{item.title}{worth.format(item.points)}" if index == 0 else "^",
            "requirement": item.requirement if index == 0 else "^",
            "points": f"{item.points}{draw(st.sampled_from(['', '分']))}" if index == 0 else "^",
            "clauses": _clause(item.sentences[index], columns) if apart else joined,
            "price": item.sentences[index].partition("的，")[2],
            "departments": "、".join(item.departments) if index == 0 else "^",
            "answer": "",
        }
        yield [told[each] for each in columns]


def _clause(sentence: str, columns: Sequence[str]) -> str:
    return sentence.partition("，")[0] if "price" in columns else f"{sentence}。"


def _joined(draw: Draw, sentences: Sequence[str]) -> str:
    how = draw(st.sampled_from(["numbers", "lines", "stops", "circles"]))
    if how == "numbers":
        return "\n".join(f"{number}.{each}。" for number, each in enumerate(sentences, 1))
    if how == "circles":
        return "".join(f"{chr(0x2460 + number)}{each}；" for number, each in enumerate(sentences))
    return ("\n" if how == "lines" else "").join(f"{each}{'。' if how == 'lines' else '；'}" for each in sentences)


def _between(draw: Draw, layout: Layout, columns: Sequence[str], heads: Sequence[str]) -> Iterator[list[str]]:
    """Rows that are no items: an empty one, the head again, a place to sign, a note."""
    kind = draw(st.sampled_from(["empty", "head", "signed", "note", "sum"]))
    rest = ["<"] * (len(heads) - 1)
    if kind == "empty":
        yield [""] * len(heads)
    elif kind == "head":
        yield list(heads)
    elif kind == "signed":
        layout.beside.append(layout.word())
        yield [f"考核组长签字：{layout.beside[-1]}", *rest]
    elif kind == "note":
        layout.beside.append(layout.word())
        yield [f"注：{layout.beside[-1]}另行通知", *rest]
    else:
        at = 1 if columns[0] == "points" else 0
        total = str(sum(each.points for each in layout.items))
        yield ["合计" if place == at else total if each == "points" else "" for place, each in enumerate(columns)]
