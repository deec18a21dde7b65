"""Letters of fonts whose letters are signs, as characters of every font."""

from collections.abc import Mapping

from dangjian_kaoping.documents.docx.numerals import circled

UNKNOWN = "□"
"""Stands for a sign that we do not know."""
_FIRST, _LAST = 0xF000, 0xF0FF
"""Where Word puts such letters."""
_SYMBOL: Mapping[int, str] = {
    **dict(zip(range(0x30, 0x3A), "0123456789", strict=True)),
    **{
        each: chr(each) for each in (0x20, 0x28, 0x29, 0x2B, 0x2C, 0x2E, 0x2F, 0x3A, 0x3B, 0x3C, 0x3D, 0x3E, 0x5B, 0x5D)
    },
    **{0x25: "%", 0x2D: "−", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±"},
    **{0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD7: "·", 0xE5: "∑"},
}
_WINGDINGS: Mapping[int, str] = {
    **{0x80 + count: circled(count) for count in range(1, 11)},
    **{0x8B + count: chr(0x2775 + count) for count in range(1, 11)},
    **{0x6C: "●", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9E: "·"},
    **{0x9F: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xB2: "☆", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xF0: "⇨"},
    **{0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0x20: " "},
}
_WINGDINGS_2: Mapping[int, str] = {
    **{0x69 + count: circled(count) for count in range(1, 11)},
    **{0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x20: " "},
}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
}


def sign(font: str, code: int) -> str:
    """The character that a letter of a font shows; `UNKNOWN` where we do not know it."""
    own = code - _FIRST if _FIRST <= code <= _LAST else code
    if font.lower() in _FONTS:
        return _FONTS[font.lower()].get(own, UNKNOWN)
    return UNKNOWN if _FIRST <= code <= _LAST or not 0x20 <= code < 0x110000 or 0xD800 <= code < 0xE000 else chr(code)


def spelled(font: str, text: str) -> str:
    """A text of a font as characters: Word puts the letters of such fonts aside, other programs do not."""
    signs = font.lower() in _FONTS
    if not signs and not any(_FIRST <= ord(each) <= _LAST for each in text):
        return text
    return "".join(
        sign(font, ord(each)) if _FIRST <= ord(each) <= _LAST or (signs and ord(each) < 0x100) else each
        for each in text
    )
