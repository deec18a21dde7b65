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
_HEADS = {
    "ordinal": ("序号", "编号"),
    "area": ("类别", "考核类别", "一级指标"),
    "title": ("考核项目", "项目", "二级指标", "评分项"),
    "requirement": ("考核内容", "具体要求", "目标要求"),
    "points": ("分值", "标准分", "分  值", "考核分值（分）"),
    "clauses": ("评分标准", "扣分标准", "评分办法", "考核标准"),
    "departments": ("责任部门", "考核部门"),
    "answer": ("自评得分", "得分", "扣分原因"),
    "note": ("备注",),
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
    for _ in range(draw(st.integers(1, 3))):
        area = layout.word() if "area" in columns else ""
        first = True
        for _ in range(draw(st.integers(1, 3))):
            item = _item(draw, layout, columns, area)
            rows.extend(_rows(draw, columns, item, first, len(layout.items)))
            first = False
        if draw(st.integers(0, 3)) == 0:
            rows.extend(_between(draw, layout, columns, heads))
    layout.blocks.append({"rows": rows})
    if draw(st.booleans()):
        layout.beside.append(layout.word())
        layout.blocks.append(f"{layout.beside[-1]}由领导小组负责解释。")
    return layout


def _columns(draw: Draw) -> list[str]:
    kept = [each for each in ("ordinal", "area", "requirement", "departments", "answer") if draw(st.booleans())]
    columns = draw(st.permutations([*kept, "title", "points", "clauses"]))
    if "area" in kept:
        a, b = sorted((columns.index("area"), columns.index("title")))
        columns[a], columns[b] = "area", "title"
    return list(columns)


def _item(draw: Draw, layout: Layout, columns: Sequence[str], area: str) -> Laid:
    sentences = [draw(st.sampled_from(_SENTENCES)).format(layout.word()) for _ in range(draw(st.integers(1, 3)))]
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


def _rows(draw: Draw, columns: Sequence[str], item: Laid, first: bool, number: int) -> Iterator[list[str]]:
    """The rows of an item: one with all of its sentences, or one for each, merged over what they share."""
    apart = len(item.sentences) > 1 and draw(st.booleans())
    joined = _joined(draw, item.sentences)
    for index in range(len(item.sentences) if apart else 1):
        told = {
            "ordinal": str(number) if index == 0 else "^",
            "area": item.area if first and index == 0 else "^",
            "title": item.title if index == 0 else "^",
            "requirement": item.requirement if index == 0 else "^",
            "points": f"{item.points}{draw(st.sampled_from(['', '分']))}" if index == 0 else "^",
            "clauses": f"{item.sentences[index]}。" if apart else joined,
            "departments": "、".join(item.departments) if index == 0 else "^",
            "answer": "",
        }
        yield [told[each] for each in columns]


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
