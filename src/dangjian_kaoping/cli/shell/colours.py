"""The colours of a terminal: which tone is which, and whether they are wanted at all."""

import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TextIO

import typer

if TYPE_CHECKING:
    from dangjian_kaoping.write.toned import Tone

_STYLES: "Mapping[Tone, Mapping[str, Any]]" = {
    "lost": {"fg": "red"},
    "gained": {"fg": "green"},
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow"},
    "heading": {"bold": True},
    "aside": {"dim": True},
}


def are_wanted(stream: TextIO | None) -> bool:
    """Whether a stream is to have colours: NO_COLOR keeps them off, FORCE_COLOR on, else they are for terminals."""
    if stream is None or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb" and _understood()


def _understood() -> bool:
    """Have Windows obey them too."""
    if sys.platform == "win32":
        from colorama import just_fix_windows_console  # comes with typer there

        just_fix_windows_console()
    return True


def painted(text: str) -> str:
    """A text with its tones as a terminal obeys them; it must not obey anything else that stands there."""
    from dangjian_kaoping.write.toned import stretches_of

    parts: list[str] = []
    at = 0
    for start, end, tone in stretches_of(text):
        parts += [text[at:start], typer.style(text[start:end], **_STYLES[tone])]
        at = end
    return "".join([*parts, text[at:]])
