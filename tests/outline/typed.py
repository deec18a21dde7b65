"""Documents typed as text grids, and outlines as text: what is compared and read by people."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from dangjian_kaoping.exact import plain
from dangjian_kaoping.outline.document import Block, Cell, Document, Paragraph, Table
from dangjian_kaoping.outline.outline import Item, Outline, Points

CASES = Path(__file__).parent / "cases"


def cases() -> dict[str, Mapping[str, Any]]:
    """The cases by their names: what each is about, a document, its outline."""
    return {
        path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        for path in sorted(CASES.glob("*.yaml"))
    }


def document(blocks: Sequence[Any], file: str = "细则.docx") -> Document:
    """A document of strings (paragraphs), mappings (paragraphs with number or heading) and lists of rows (tables).

    In a table `<` is the cell to the left, merged, and `^` the one above; `=…` is a formula that comes to nothing.
    """
    found: list[Block] = []
    tables = 0
    for index, block in enumerate(blocks, 1):
        if isinstance(block, str):
            found.append(Paragraph(block, f"第{index}段"))
        elif "rows" in block:
            tables += 1
            found.append(table(block["rows"], f"表{tables}", block.get("name", "")))
        else:
            found.append(
                Paragraph(block["text"], f"第{index}段", block.get("heading", 0), str(block.get("number", "")))
            )
    return Document(file, found)


def table(rows: Sequence[Sequence[Any]], where: str, name: str = "") -> Table:
    """A table of rows of texts."""
    width = max(len(row) for row in rows)
    texts = [["" if each is None else str(each) for each in (*row, *[""] * (width - len(row)))] for row in rows]
    starts: dict[tuple[int, int], list[tuple[int, int]]] = {}
    of: dict[tuple[int, int], tuple[int, int]] = {}
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            start = {"<": (row, column - 1), "^": (row - 1, column)}.get(text)
            of[row, column] = of[start] if start else (row, column)
            starts.setdefault(of[row, column], []).append((row, column))
    cells = {start: _cell(texts[start[0]][start[1]], where, places) for start, places in starts.items()}
    return Table([[cells[of[row, column]] for column in range(width)] for row in range(len(texts))], where, name)


def _cell(text: str, where: str, places: Sequence[tuple[int, int]]) -> Cell:
    (top, left), (bottom, right) = places[0], places[-1]
    formula = text if text.startswith("=") else ""
    at = f"{where}第{top + 1}行第{left + 1}列"
    return Cell("" if formula else text, at, top, left, bottom - top + 1, right - left + 1, formula)


def told(outline: Outline) -> str:
    """An outline as text."""
    return "\n".join(_lines(outline)) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    yield f"题目：{outline.title}{_points(outline.total)}"
    for area in outline.areas:
        yield f"方面：{area.name}{_points(area.points)}"
        for item in area.items:
            yield from _item(item)
    for each in outline.sums:
        stated = "公式" if each.stated is None else plain(each.stated)
        yield f"合计：{each.where} 写{stated} 算{plain(each.reckoned)}"
    for general in outline.general:
        yield f"通则：{general.text}"
    for left in outline.left:
        yield f"留下：{left.said.text}（{left.why}）".replace("\n", "⏎")


def _item(item: Item) -> Iterator[str]:
    head = f"  项目：{item.title}{_points(item.points)}{' 从总分' if item.from_total else ''}"
    yield head + (f" [{'、'.join(item.departments)}]" if item.departments else "")
    if item.requirement:
        yield f"    要求：{item.requirement}".replace("\n", "⏎")
    for sentence in item.sentences:
        about = f" ← {sentence.about}" if sentence.about else ""
        yield f"    {sentence.text}{about}{' （合成）' if sentence.composed else ''}".replace("\n", "⏎")
    for fault in item.faults:
        yield f"    ！{fault.text}（{fault.where}）"


def _points(points: Points | None) -> str:
    return "" if points is None else f"（{plain(points.value)}分）"
