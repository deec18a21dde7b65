"""GB/T 9704—2012《党政机关公文格式》: the measures of a 公文, in millimetres (毫米), points (磅) and characters.

Fonts go by the names that Windows and WPS give them. 仿宋, 楷体, 黑体 and 宋体 come with Windows; 方正小标宋简体 does
not: where it is missing, the font table names what stands in for it.
"""

from typing import NamedTuple

PAGE = (210, 297)
"""A4, width and height (毫米)."""


class Margins(NamedTuple):
    """天头, 地脚, 订口, 切口 (毫米)."""

    top: int
    bottom: int
    left: int
    right: int


UPRIGHT = Margins(37, 35, 28, 26)
"""What is left is the 版心 of 156 × 225."""
ACROSS = Margins(28, 26, 35, 37)
"""The same page turned for a wide table: its head lies at the portrait page's left."""
LONG = Margins(16, 20, 20, 16)
"""An upright page for a long table; the standard leaves tables open."""

LINES, CHARACTERS = 22, 28
"""A page has so many lines, a line so many characters."""
LINE = 28.95
"""行距 (磅): 22 lines in 225 毫米."""

SONG, FANG_SONG, KAI, HEI, TITLE_SONG = "宋体", "仿宋", "楷体", "黑体", "方正小标宋简体"

TITLE_SIZE, BODY_SIZE, NUMBER_SIZE = 22.0, 16.0, 14.0
"""2号, 3号, 4号 (磅)."""
TITLE_SIZES = (TITLE_SIZE, 18.0, 16.0)
"""2号; 小2号 and 3号 where an office's name is too long for it."""
TABLE_SIZES, REMARK_SIZE = (12.0, 10.5, 9.0, 8.0), 9.0
"""小4号 down to what can be read, and 小5号 (磅): the standard leaves tables open; the largest that fits is taken."""

NUMBER_BELOW = 7
"""一字线 of the page number lies so far below the 版心 (毫米)."""
TITLE_WIDTH = 19.5
"""So many characters of 2号 go on a line of 156 毫米, with a little room for wide digits."""
