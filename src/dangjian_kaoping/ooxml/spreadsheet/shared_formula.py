"""Formulas that several cells share: written once, and moved for each of the others."""

import re

from dangjian_kaoping.ooxml.spreadsheet.area import column_letters

# texts and quoted names of sheets are left alone, and so is what is part of a longer name
_PIECES = re.compile(
    r"""("[^"]*"|'[^']*')|(?<![A-Za-z0-9_.$\\])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![A-Za-z0-9_.(!])""",
)


def moved(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads so many rows further down and columns further right; what has a $ stays."""

    def replaced(match: re.Match[str]) -> str:
        if match[1] is not None:
            return match[1]
        letters, number = match[3], int(match[5])
        if not match[2]:
            letters = column_letters(_column(letters) + columns)
        return f"{match[2]}{letters}{match[4]}{number if match[4] else number + rows}"

    return _PIECES.sub(replaced, formula)


def _column(letters: str) -> int:
    """The number of a column from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
