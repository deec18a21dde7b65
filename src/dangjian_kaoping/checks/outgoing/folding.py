"""A text as it is looked through: one form of each digit, letter, dash and blank, each in its place."""

import re
import unicodedata

_DASHES = "‐‑‒–—―−－﹣ー-"


class _Folding(dict[int, str]):
    """What stands for a character: always one character, so that places stay."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _folded(chr(code))
        return found


def _folded(character: str) -> str:
    if character in _DASHES:
        return "-"
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character == "\n":
        return character
    if unicodedata.category(character) in ("Zs", "Cf", "Cc"):
        return " "
    wide = unicodedata.normalize("NFKC", character)
    return wide if len(wide) == 1 else character


_FOLDING = _Folding()
_BLANKS = re.compile(r"\s+")


def folded(text: str) -> str:
    """The text with full-width forms made plain; as long as it was."""
    return text.translate(_FOLDING)


def bare(text: str) -> str:
    """The same without any blanks: what two texts are compared by."""
    return _BLANKS.sub("", folded(text))
