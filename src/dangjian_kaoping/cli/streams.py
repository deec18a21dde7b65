"""stdout carries the answer, stderr everything else; both survive a GBK or ASCII console and a closed pipe."""

import contextlib
import os
import sys
from typing import TextIO


class ReaderGone(Exception):  # noqa: N818 - whoever read the answer has seen enough
    """The pipe is closed. Not an OSError, because typer would make an exit status of its own of that."""


def prepare() -> None:
    """What the console cannot show becomes a question mark instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def answer(text: str) -> None:
    """The answer, to stdout."""
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderGone from error


def answer_json(text: str) -> None:
    """A JSON answer: characters that the output's encoding lacks are written as JSON escapes."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = "".join(_escaped(char) for char in text)
    answer(text)


def _escaped(char: str) -> str:
    if char.isascii():
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))


def tell(text: str) -> None:
    """A status line or a diagnostic, to stderr; nobody need be there to read it."""
    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(text if text.endswith("\n") else text + "\n")


def width(stream: TextIO) -> int:
    """How many cells a line has: the terminal's, or 100 where the output goes elsewhere."""
    if not stream.isatty():
        return 100
    with contextlib.suppress(OSError):
        return max(os.get_terminal_size(stream.fileno()).columns, 60)
    return 100


def close_quietly() -> None:
    """After the reader has gone: nothing more is written, and Python says nothing about it at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        sys.stdout.flush()
