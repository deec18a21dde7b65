"""A text parts of which stand out, by what they mean; which colours those are, only the terminal's end knows.

It is a text like any other: what does not know of tones loses them and nothing else.
"""

from collections.abc import Iterable
from typing import Literal, NamedTuple

Tone = Literal["lost", "gained", "error", "warning", "heading", "aside"]
"""Points lost or gained, what is wrong, what is to be looked at, a heading, what matters less."""


class Stretch(NamedTuple):
    """From which character to which (not included) a text has a tone."""

    start: int
    end: int
    tone: Tone


class Toned(str):
    """A text with tones, which do not overlap and stand in order."""

    stretches: tuple[Stretch, ...] = ()


def toned(text: str, tone: Tone | None) -> str:
    """All of a text in a tone."""
    return text if tone is None or not text else _with(text, [Stretch(0, len(text), tone)])


def stretches_of(text: str) -> tuple[Stretch, ...]:
    """What of a text has a tone."""
    return text.stretches if isinstance(text, Toned) else ()


def joined(parts: Iterable[str], between: str = "") -> str:
    """Texts one after another, each with its tones."""
    several = list(parts)
    if Toned not in map(type, several):
        return between.join(several)
    found: list[Stretch] = []
    at = 0
    for part in several:
        found += [Stretch(at + each.start, at + each.end, each.tone) for each in stretches_of(part)]
        at += len(part) + len(between)
    return _with(between.join(several), found)


def _with(text: str, stretches: Iterable[Stretch]) -> str:
    made = Toned(text)
    made.stretches = tuple(stretches)
    return made
