"""The cells of a row as the text that XlsxWriter would write for them, byte for byte, in a fraction of the time.

Most cells of a large workbook hold one of a few texts or figures in one of a few looks: what is written of them is
put together once.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text, number_format, writable
from dangjian_kaoping.write.xlsx.layout import text_height
from dangjian_kaoping.write.xlsx.looks import Look, font_size

_KEPT = 1 << 13
_LONGEST = 16_000
"""Characters; XlsxWriter looks closer at longer texts."""
_FIRST_DAY, _DAY_NOUGHT = date(1900, 3, 1), date(1899, 12, 30)
"""Since which days are counted from which: before it there is one in sheets that never was."""
_ESCAPED = re.compile("(_x[0-9a-fA-F]{4}_)")
"""What would be read as the escape of a character."""


class Laid(NamedTuple):
    """A row: the text of its cells, the height (磅) of the tallest of its texts, the columns whose cells lead away."""

    text: str
    tallest: float
    leading: Sequence[int]


class RowText:
    """Writes rows in columns of these widths; `style` gives the number of the format of a look with a number format."""

    def __init__(self, style: Callable[[Look, str], int], widths: Sequence[float]) -> None:
        self._style = style
        self._widths = widths
        self._letters = [column_letters(column) for column in range(len(widths))]
        self._text = lru_cache(maxsize=_KEPT)(self._of_text)
        self._figure = lru_cache(maxsize=_KEPT)(self._of_figure)
        self._day = lru_cache(maxsize=_KEPT)(self._of_day)

    def written(self, row: int, cells: Sequence[Cell], formula: Callable[[Figure, int], str]) -> Laid | None:
        """A row; `formula` gives that of a figure in a column, empty where it has none.

        None where there is a text with letters of several kinds, or something that XlsxWriter cuts or counts otherwise.
        """
        number = row + 1
        parts: list[str] = []
        leading: list[int] = []
        tallest = 0.0
        rest: str | None
        for column, cell in enumerate(cells):
            if isinstance(cell, Text):
                text, look, to = cell
                found = self._text(text, look, column) if type(text) is str else None
                if found is None:
                    return None
                rest, height = found
                tallest = max(tallest, height)
                if to is not None and text:
                    leading.append(column)
            elif isinstance(cell, Day):
                rest = self._day(cell.day, cell.look)
                if rest is None:
                    return None
            else:
                of, look, least, most, mark, signed, live, said, form, to = cell
                value = of.value if isinstance(of, Step) else of
                style, rest = self._figure(value, look, least, most, mark, signed, form)
                if (live or said) and (said := formula(cell, column)):
                    rest = f"{style}><f>{_escaped(said)}</f><v>{float(value)}</v></c>"
                if to is not None:
                    leading.append(column)
            parts.append(f'<c r="{self._letters[column]}{number}"{rest}')
        return Laid("".join(parts), tallest, leading)

    def _of_text(self, text: str, look: Look, column: int) -> tuple[str, float] | None:
        """What stands behind its place, and how tall it is."""
        if len(text) > _LONGEST:
            return None
        style, text = self._style(look, ""), writable(text)
        height = text_height(text, self._widths[column], font_size(look))
        if not text:
            return f' s="{style}"/>', height
        kept = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
        text = _escaped(_ESCAPED.sub(r"_x005F\1", text))
        return f' s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>', height

    def _of_figure(
        self, value: Exact, look: Look, least: int, most: int, mark: str, signed: bool, form: str
    ) -> tuple[str, str]:
        """Its style, and what stands behind its place where it has no formula."""
        style = f' s="{self._style(look, form or number_format(value, least, most, mark, signed))}"'
        return style, f"{style}><v>{float(value):.16G}</v></c>"

    def _of_day(self, day: date, look: Look) -> str | None:
        if day < _FIRST_DAY:
            return None
        return f' s="{self._style(look, "")}"><v>{(day - _DAY_NOUGHT).days}</v></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
