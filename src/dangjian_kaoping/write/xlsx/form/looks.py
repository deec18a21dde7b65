"""How a form's cells look: what is to be filled in is white, what is not is grey."""

from collections.abc import Mapping
from typing import Any, Literal

from dangjian_kaoping.write.xlsx.looks import FONT, HEADING, Properties

Look = Literal[
    "title",
    "advice",
    "paper",
    "read",
    "brief",
    "label",
    "text",
    "head",
    "fixed",
    "figure",
    "day",
    "part",
    "grey",
    "open",
    "number",
    "date",
    "choice",
]

SMALL, BRIEF = 9, 8
"""Letters of what is read beside what is filled in, and of what a formula puts there (磅)."""
_LINED: Properties = {**FONT, "border": 1, "border_color": "#7F7F7F", "valign": "vcenter", "text_wrap": True}
_OPEN: Properties = {**_LINED, "locked": False}
_CENTERED: Properties = {"align": "center"}
GREY = "#D9D9D9"
TO_FILL, READ = "#2F75B5", "#A6A6A6"
"""The tabs of sheets to be filled in, and of those to be read."""

_LOOKS: Mapping[Look, Properties] = {
    "title": {**FONT, "font_name": HEADING, "font_size": 14, "valign": "vcenter"},
    "advice": {**FONT, "font_size": 10, "font_color": "#C00000", "valign": "vcenter"},
    "paper": {**FONT, "valign": "vcenter"},
    "read": {**_LINED, "align": "left"},
    "brief": {**_LINED, "align": "left", "valign": "top", "font_size": BRIEF, "bg_color": "#F2F2F2"},
    "label": {**_LINED, **_CENTERED, "font_name": HEADING, "bg_color": "#EDEDED"},
    "text": {**_LINED, "align": "left"},
    "head": {**_LINED, **_CENTERED, "font_name": HEADING, "bg_color": "#DDEBF7"},
    "fixed": {**_LINED, "align": "left", "font_size": SMALL, "bg_color": "#F2F2F2"},
    "figure": {**_LINED, **_CENTERED, "font_size": SMALL, "bg_color": "#F2F2F2"},
    "day": {**_LINED, **_CENTERED, "font_size": SMALL, "bg_color": "#F2F2F2", "num_format": "yyyy-mm-dd"},
    "part": {**FONT, "font_name": HEADING, "bg_color": "#DDEBF7", "valign": "vcenter", "top": 1, "bottom": 1},
    "grey": {**_LINED, "bg_color": GREY},
    "open": {**_OPEN, "align": "left", "num_format": "@"},
    "number": {**_OPEN, **_CENTERED},
    "date": {**_OPEN, **_CENTERED, "num_format": "yyyy-mm-dd"},
    "choice": {**_OPEN, **_CENTERED, "num_format": "@"},
}


class Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Look, Any] = {}

    def __getitem__(self, look: Look) -> Any:
        found = self._made.get(look)
        if found is None:
            found = self._made[look] = self._book.add_format(_LOOKS[look])
        return found

    def conditional(self, properties: Properties) -> Any:
        """What a condition adds to a cell's look."""
        return self._book.add_format(dict(properties))
