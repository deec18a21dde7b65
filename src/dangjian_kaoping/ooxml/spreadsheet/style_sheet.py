"""How the cells of a workbook that is read look, whatever numbers its styles bear (ISO/IEC 29500-1, 18.8)."""

import colorsys
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from dangjian_kaoping.ooxml.markup import Element, is_named, local, says
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.number_format import GENERAL, built_in

Color = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

BLACK: Color = (0, 0, 0)
WHITE: Color = (255, 255, 255)
_THEME = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
"""The theme's colours by their numbers."""
_WINDOW: Mapping[str, Color] = {"lt1": WHITE, "dk1": BLACK, "lt2": (238, 236, 225), "dk2": (31, 73, 125)}
"""What a workbook without a theme has of them."""
_BASIC = ("000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF")
_PALETTE: Sequence[str] = (
    *_BASIC,
    *_BASIC,
    *("800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"),
    *("9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"),
    *("000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"),
    *("00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"),
    *("3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"),
    *("003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"),
)
"""The colours that have a number only, where a workbook does not set its own."""
_SYMBOLS = ("wingdings", "webdings", "symbol", "marlett", "mt extra", "bookshelf symbol", "zapfdingbats")
"""Fonts that show pictures in the place of letters and digits."""
_SYMBOL_CHARSET = "2"


class Letters(NamedTuple):
    """How text is written: its colour, its size (磅), whether its font shows pictures, whether it is struck out."""

    color: Color = BLACK
    size: float = 11.0
    symbols: bool = False
    struck: bool = False


class Look(NamedTuple):
    """How a cell looks: its number format, its letters, what lies behind them, and how the text stands in it.

    `behind` has several colours where a pattern or a gradient has. `placing` is `fill` where the text is repeated,
    `shrink` where it is made as small as the cell, `turned` where it does not lie, else empty; `indent` counts from
    the edge.
    """

    number_format: str = GENERAL
    letters: Letters = Letters()
    behind: tuple[Color, ...] = (WHITE,)
    placing: str = ""
    indent: int = 0


class Effect(NamedTuple):
    """What a conditional format sets: each None where it leaves it."""

    number_format: str | None
    color: Color | None
    behind: tuple[Color, ...] | None


PLAIN = Look()


class StyleSheet:
    """The looks by the numbers that cells bear, and the effects of conditional formats by theirs."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self.colors = _Colors(styles, theme)
        self.looks: Sequence[Look] = (PLAIN,)
        self.effects: Sequence[Effect] = ()
        self.first_size = Letters().size
        if styles is None:
            return
        found = {local(each): each for each in styles}
        formats = {each.get("numFmtId", ""): each.get("formatCode", "") for each in found.get("numFmts", ())}
        letters = [self.letters(each) for each in found.get("fonts", ())]
        self.first_size = letters[0].size if letters else self.first_size
        fills = [self._behind(each) for each in found.get("fills", ())]
        self.looks = tuple(_look(each, formats, letters, fills) for each in found.get("cellXfs", ())) or (PLAIN,)
        self.effects = tuple(self._effect(each) for each in found.get("dxfs", ()))

    def letters(self, element: Element) -> Letters:
        """What a font says, or the properties of a run."""
        told = {local(each): each for each in element}
        color = self.colors.of(told.get("color"))
        name = next((told[key].get("val", "") for key in ("name", "rFont") if key in told), "").lower()
        charset = told["charset"].get("val", "") if "charset" in told else ""
        size = _number(told["sz"].get("val")) if "sz" in told else Letters().size
        struck = "strike" in told and told["strike"].get("val", "1") in ("1", "true")
        return Letters(color or BLACK, size, name.startswith(_SYMBOLS) or charset == _SYMBOL_CHARSET, struck)

    def _behind(self, fill: Element, *, conditional: bool = False) -> tuple[Color, ...]:
        colors: list[Color] = []
        for each in fill:
            if local(each) == "gradientFill":
                colors += (self.colors.of(stop[0]) or BLACK for stop in each if len(stop))
                continue
            kind = each.get("patternType", "solid" if conditional else "none")
            told = {local(child): self.colors.of(child) for child in each}
            fore, back = told.get("fgColor"), told.get("bgColor")
            if kind == "solid":
                # a conditional format has its solid colour as that of the background
                colors.append((back or fore or WHITE) if conditional else (fore or BLACK))
            elif kind != "none":
                colors += (fore or BLACK, back or WHITE)
        return tuple(colors) or (WHITE,)

    def _effect(self, element: Element) -> Effect:
        told = {local(each): each for each in element}
        font = told.get("font")
        color = None if font is None else next((self.colors.of(each) for each in font if local(each) == "color"), None)
        form = told["numFmt"].get("formatCode", "") if "numFmt" in told else None
        return Effect(form, color, self._behind(told["fill"], conditional=True) if "fill" in told else None)


class _Colors:
    """Colours by what names them: their parts, a number, a place in the theme."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._palette = list(_PALETTE)
        own = () if styles is None else (each for each in styles.iter() if is_named(each, "indexedColors"))
        for each in own:
            for index, color in enumerate(list(each)[: len(self._palette)]):
                self._palette[index] = color.get("rgb", "")[-6:]
        self._theme = dict(_WINDOW)
        for each in () if theme is None else theme.iter():
            if is_named(each, "clrScheme"):
                self._theme |= dict(_scheme(each))

    def of(self, element: Element | None) -> Color | None:
        """The colour; None where it is left to the program."""
        if element is None or says(element, "auto"):
            return None
        color: Color | None = None
        if element.get("rgb"):
            color = _parts(element.get("rgb"))
        elif element.get("theme"):
            color = self._theme.get(dict(enumerate(_THEME)).get(int(_number(element.get("theme"))), ""))
        elif element.get("indexed"):
            index = int(_number(element.get("indexed")))
            color = _parts(self._palette[index]) if 0 <= index < len(self._palette) else None
        return None if color is None else _tinted(color, _number(element.get("tint", "0")))


def contrast(one: Color, other: Color) -> float:
    """How well a colour is seen on another: 1 not at all, 21 black on white (WCAG 2.1, 1.4.3)."""
    first, second = _luminance(one), _luminance(other)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


@lru_cache(maxsize=1 << 10)
def _luminance(color: Color) -> float:
    parts = (each / 255 for each in color)
    red, green, blue = (each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _look(
    element: Element, formats: Mapping[str, str], letters: Sequence[Letters], fills: Sequence[tuple[Color, ...]]
) -> Look:
    number = element.get("numFmtId", "0")
    aligned = next((each for each in element if local(each) == "alignment"), None)
    placing, indent = "", 0
    if aligned is not None:
        told = {
            "fill": aligned.get("horizontal") == "fill",
            "shrink": says(aligned, "shrinkToFit"),
            "turned": aligned.get("textRotation", "0") != "0",
        }
        placing = next((what for what, holds in told.items() if holds), "")
        indent = int(_number(aligned.get("indent", "0")))
    try:
        font, fill = letters[int(element.get("fontId", "0"))], fills[int(element.get("fillId", "0"))]
    except (IndexError, ValueError) as error:
        raise RefusedPackageError("damaged", "styles.xml") from error
    form = formats[number] if number in formats else built_in(int(_number(number)))
    return Look(form, font, fill, placing, indent)


def _scheme(element: Element) -> Iterator[tuple[str, Color]]:
    for each in element:
        if len(each) and (color := _parts(each[0].get("lastClr") or each[0].get("val", ""))) is not None:
            yield local(each), color


def _parts(text: str) -> Color | None:
    """RRGGBB, or AARRGGBB of which the programs leave the first."""
    try:
        number = int(text[-6:], 16)
    except ValueError:
        return None
    return number >> 16, number >> 8 & 0xFF, number & 0xFF


def _tinted(color: Color, tint: float) -> Color:
    """A colour made darker (below 0) or lighter (above)."""
    if not tint:
        return color
    hue, light, saturation = colorsys.rgb_to_hls(*(each / 255 for each in color))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    red, green, blue = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _number(text: str | None) -> float:
    try:
        return float(text or "")
    except ValueError as error:
        raise RefusedPackageError("damaged", "styles.xml") from error
