"""How cells look: fonts that Windows and WPS have, fills, borders. One name a look."""

from collections.abc import Mapping
from typing import Literal

from dangjian_kaoping.write.palette import HEAT, LAST, LAST_LETTERS, LINK, LOST, UNDONE, UNDONE_LETTERS

Look = Literal[
    "title",
    "subtitle",
    "draft",
    "group",
    "head",
    "item",
    "minor",
    "text",
    "center",
    "figure",
    "strong",
    "sum",
    "aside",
    "day",
    "small",
    "place",
    "label",
    "label_small",
    "sum_text",
    "overlooked",
    "overdue",
    "plain",
    "bottom_three",
    "task_not_done",
    "veto",
    "unscored",
    "link",
    "link_small",
    "lost",
    "branch",
    "branch_link",
    "branch_figure",
    "mean",
    "mean_text",
    "heat_0",
    "heat_1",
    "heat_2",
    "heat_3",
    "heat_4",
    "heat_5",
    "heat_6",
    "struck",
    "underlined",
]

HEATED: tuple[Look, ...] = ("heat_0", "heat_1", "heat_2", "heat_3", "heat_4", "heat_5", "heat_6")
"""The looks of the steps of `HEAT`."""

Properties = Mapping[str, str | int | float | bool]

BODY, HEADING = "宋体", "黑体"
_GB2312 = 134
# the theme's font would take the place of a font of the same name as the default one
FONT: Properties = {"font_name": BODY, "font_size": 10, "font_charset": _GB2312, "font_scheme": "none"}
_LINED: Properties = {**FONT, "border": 1, "border_color": "#7F7F7F", "valign": "vcenter", "text_wrap": True}
_CENTERED: Properties = {**_LINED, "align": "center"}
_OPEN: Properties = {**FONT, "valign": "vcenter", "text_wrap": True}
_HEAD: Properties = {**_CENTERED, "font_name": HEADING}

LOOKS: Mapping[Look, Properties] = {
    "title": {**_OPEN, "font_name": HEADING, "font_size": 16, "align": "center"},
    "subtitle": {**_OPEN, "align": "center", "font_color": "#404040"},
    "draft": {**_OPEN, "font_name": HEADING, "font_size": 11, "align": "center", "font_color": "#C00000"},
    "group": {**_HEAD, "bg_color": "#D9D9D9"},
    "head": {**_HEAD, "bg_color": "#EDEDED"},
    "item": {**_HEAD, "bg_color": "#EDEDED", "font_size": 9},
    "minor": {**_CENTERED, "font_size": 9},
    "text": {**_LINED, "align": "left"},
    "center": _CENTERED,
    "figure": {**_CENTERED, "text_wrap": False},
    "strong": {**_CENTERED, "text_wrap": False, "bold": True},
    "sum": {**_CENTERED, "text_wrap": False, "bg_color": "#F2F2F2"},
    "sum_text": {**_CENTERED, "font_size": 9, "bg_color": "#F2F2F2"},
    "label_small": {**_CENTERED, "font_size": 9, "bold": True, "bg_color": "#F2F2F2"},
    "overlooked": {**_CENTERED, "font_size": 9, "font_color": "#833C0B", "bg_color": "#FBE5D6"},
    "overdue": {**_CENTERED, "font_size": 9, "bold": True, "font_color": "#C00000", "bg_color": "#FDE9E7"},
    "aside": {**_CENTERED, "text_wrap": False, "font_color": "#595959", "bg_color": "#E7E6E6", "italic": True},
    "day": {**_CENTERED, "font_size": 9, "text_wrap": False, "num_format": "yyyy-mm-dd"},
    "small": {**_LINED, "align": "left", "font_size": 9},
    "place": {**_LINED, "align": "left", "font_size": 9, "font_color": "#404040"},
    "label": {**_LINED, "font_name": HEADING, "align": "left", "bg_color": "#EDEDED"},
    "plain": {**_OPEN, "align": "left"},
    "bottom_three": {**_CENTERED, "bold": True, "font_color": LAST_LETTERS, "bg_color": LAST},
    "task_not_done": {**_CENTERED, "bold": True, "font_color": UNDONE_LETTERS, "bg_color": UNDONE},
    "veto": {**_CENTERED, "bold": True, "font_color": "#FFFFFF", "bg_color": "#833C3C"},
    "struck": {**FONT, "font_strikeout": True, "font_color": "#833C0B"},
    "underlined": {**FONT, "underline": 1, "font_color": "#1F3864"},
    "unscored": {**_CENTERED, "font_color": "#7F6000", "bg_color": "#FFF2CC"},
    "link": {**_CENTERED, "font_color": LINK, "underline": 1},
    "link_small": {**_CENTERED, "font_size": 9, "font_color": LINK, "underline": 1},
    "lost": {**_CENTERED, "text_wrap": False, "bold": True, "bg_color": LOST},
    "branch": {**_HEAD, "align": "left", "bg_color": "#EDEDED"},
    "branch_link": {**_HEAD, "align": "left", "bg_color": "#EDEDED", "font_color": LINK, "underline": 1},
    "branch_figure": {**_CENTERED, "text_wrap": False, "bold": True, "bg_color": "#EDEDED"},
    "mean": {**_CENTERED, "text_wrap": False, "bg_color": "#F2F2F2"},
    "mean_text": {**_HEAD, "bg_color": "#F2F2F2"},
    **{
        look: {**_CENTERED, "text_wrap": False, "bg_color": step.colour}
        for look, step in zip(HEATED, HEAT, strict=True)
    },
}


def font_size(look: Look) -> float:
    """The size of a look's letters (磅)."""
    return float(LOOKS[look]["font_size"])
