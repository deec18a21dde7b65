"""What the documents say: the rows of their tables, and of a kind of fact the docstring of its module, which a row of
docs/细则语言.md repeats.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from dangjian_kaoping.exact import plain

DOCS = Path(__file__).parents[1] / "docs"
LANGUAGE = DOCS / "细则语言.md"

_PARTS = ("写法", "意思", "默认", "例")


def row_of(docstring: str) -> dict[str, str]:
    """The cells of its row, by heading; lines of a docstring are broken where they must."""
    title = docstring.partition(":")[0]
    found = re.split(rf"^({'|'.join(_PARTS)})：", docstring, flags=re.MULTILINE)
    return {"积木": title, **dict(zip(found[1::2], map(closed, found[2::2]), strict=True))}


def closed(text: str) -> str:
    """A text without its blanks, which a line that is broken may have lost."""
    return "".join(text.split())


def docstring_of(module: ModuleType) -> str:
    """The docstring of a module, which has one."""
    assert module.__doc__ is not None
    return module.__doc__


class Row(NamedTuple):
    """A row of a table: its cells under their headings."""

    line: int
    cells: dict[str, str]


def rows(document: Path) -> Iterator[Row]:
    headings: list[str] = []
    for number, line in enumerate(document.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip()[1:-1].split("|")] if line.startswith("|") else []
        if not cells or set(line) <= set("|-: "):
            headings = headings if cells else []
        elif not headings:
            headings = cells
        else:
            yield Row(number, dict(zip(headings, cells, strict=False)))


def tagged(module: Any) -> list[Any]:
    """The kinds of facts or rules, in the order of the module."""
    return [
        each
        for each in vars(module).values()
        if getattr(each, "__module__", "") == module.__name__ and hasattr(each, "TAG")
    ]


def case_of(example: str) -> str:
    """The example of a row as a document of cases: `clause` 记 `finding`、`finding` 扣 1.5 分; or `measure`, `item`."""
    parts = re.findall(r"`([^`]*)`", example)
    body = parts[0].removeprefix("{").removesuffix("}")
    if body.startswith("measure:"):
        return f"kind: cases\nversion: 1\n{body}\ncases: [{{name: 试, score: 90, expect: {{}}}}]\n"
    if "fact:" not in body.partition("clauses:")[0]:
        own = {"points: ": ", points: 10", "floor: ": ", floor: -10", "title: ": ""}
        filled = "".join(text for key, text in own.items() if key not in body.partition("{")[0] + ", ")
        some = "" if "clauses:" in body else ", clauses: [{id: 试, text: 试, fact: {count: 次}, deduct: {each: 1}}]"
        # what all branches draw is not there for one alone
        expect = "incomplete: true" if "{branches:" in body else expected(example) if parts[1:] else ""
        facts = ", ".join(parts[1:])
        return case_of_item(f"{body}{filled}{some}", facts, expect)
    start = "start: zero, " if re.search(r"\bearn:", body) else ""
    facts = ", ".join(f"{{clause: 试, {part.removeprefix('{')}" for part in parts[1:])
    back = re.search(r" 还 [\d.]+ 分$", example) is not None
    emptied = ", {id: 清, text: 清, fact: {count: 次}, empties: item}" if back else ""
    facts += ", {clause: 清}" if back else ""
    item = f"points: 10, floor: -10, {start}clauses: [{{id: 试, text: 试, {body}}}{emptied}]"
    return case_of_item(item, facts, expected(example))


def expected(example: str) -> str:
    """What comes out of an example, as its end says."""
    reached = re.search(r"`[^`]*` (扣|得|还|加|减|否决|本项)(?: (-?[\d.]+) 分)?$", example)
    assert reached is not None, example
    what, number = reached[1], Decimal(reached[2] or 0)
    return {
        "扣": f"points: {plain(10 - number)}",
        "得": f"points: {plain(number)}",
        "还": f"points: {plain(number)}",
        "加": f"bonus: {plain(number)}",
        "减": f"penalty: {plain(number)}",
        "本项": f"points: {plain(number)}",
        "否决": "veto: total_zero",
    }[what]


def case_of_item(item: str, facts: str, expect: str) -> str:
    """A document of one case of one item, at a branch of production with 43 people."""
    return (
        f"kind: cases\nversion: 1\nitems: [{{id: 试, title: 试, department: 试, {item}}}]\n"
        f"cases: [{{name: 试, item: 试, class: 生产, head_count: 43, facts: [{facts}], expect: {{{expect}}}}}]\n"
    )
