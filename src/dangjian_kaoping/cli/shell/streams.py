"""stdout carries the answer, stderr everything else; both survive a GBK or ASCII console, and being closed or full."""

import codecs
import contextlib
import errno
import os
import stat
import sys
from typing import TextIO

from dangjian_kaoping.cli.shell import colours
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.place import NOWHERE, legible

SHOWN = "kaoping.shown"
"""What Python calls our way with characters that an encoding lacks."""
UNBROKEN = 100_000
"""A line of so many cells is never full."""
_NARROWEST = 60
_FEW = 10
"""So many characters are named; who wants to know of more sees them in the JSON."""


class UnsaidError(Exception):
    """The answer could not be written. Not an OSError, because typer would make an exit status of its own of that."""

    def __init__(self, cause: OSError) -> None:
        super().__init__()
        self.cause = cause


def prepare() -> None:
    """Take care of streams that are closed, and of characters that the console cannot show: no question marks."""
    codecs.register_error(SHOWN, lambda error: (_in_place_of(error), _end(error)))
    for handle in range(3):
        # the number of a closed stream would go to the next file that is opened
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - as long as the program runs
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=SHOWN)


def _in_place_of(error: UnicodeError) -> str:
    """`[U+20BB7]` for a character that an encoding lacks, `\\xff` for a byte of a file name that is no character."""
    assert isinstance(error, UnicodeEncodeError)
    lost = legible(error.object[error.start : error.end])
    return "".join(char if char.isascii() else f"[U+{ord(char):04X}]" for char in lost)


def _end(error: UnicodeError) -> int:
    assert isinstance(error, UnicodeEncodeError)
    return error.end


def answer(text: str) -> None:
    """The answer, to stdout. Raises UnsaidError where it cannot be written; a reader who has seen enough is no error.

    After him, what else there is to say is said to nobody, and the command ends as it would have. What would order a
    terminal about, from an argument or the name of a folder, is written as `\\x1b`.
    """
    _write(_shown(text, sys.stdout))


def _shown(text: str, stream: TextIO | None) -> str:
    """A text as a stream is given it: legible, and in colours where they are wanted."""
    shown = legible(text)
    return colours.painted(text) if shown == text and colours.are_wanted(stream) else shown


def _write(text: str) -> None:
    if sys.stdout is None:
        raise UnsaidError(OSError(errno.EBADF, ""))
    try:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
    except OSError as error:
        _close_quietly()
        # Windows says EINVAL of a pipe that nobody reads any more
        if error.errno != errno.EPIPE and not (os.name == "nt" and error.errno == errno.EINVAL):
            raise UnsaidError(error) from error


def answer_json(text: str) -> None:
    """A JSON answer: characters that the output's encoding lacks are written as JSON escapes."""
    text = legible(text, r"\\")
    if _lacking(text):
        text = "".join(_escaped(char) for char in text)
    answer(text)


def answer_markdown(text: str) -> None:
    """A Markdown answer: characters that the output's encoding lacks are written as references, `&#x20BB7;`."""
    lost = _lacking(text)
    answer("".join(f"&#x{ord(char):X};" if char in lost else char for char in text))


def answer_csv(text: str, advice: str = "") -> None:
    """A CSV answer. Raises Stopped where the output's encoding lacks a character: CSV knows no escapes.

    A file that it goes to gets the mark without which Excel and WPS take UTF-8 for GBK; a program that reads it, none.
    """
    lost = _lacking(text)
    if lost:
        few = "、".join(f"{char}（U+{ord(char):04X}）" for char in lost[:_FEW]) + ("等" if len(lost) > _FEW else "")
        fault = codes.KP172(encoding=_encoding(), characters=few, advice=advice)
        raise Stopped(FINDINGS, [Diagnostic(fault, NOWHERE)], {})
    mark = "\ufeff" if codecs.lookup(_encoding()).name == "utf-8" and _begins_a_file() else ""
    _write(mark + legible(text.replace("\r\n", "\n")))


def _encoding() -> str:
    return getattr(sys.stdout, "encoding", None) or "utf-8"


def _lacking(text: str) -> list[str]:
    """The characters that the output's encoding lacks, each once, in their order in the text."""
    try:
        text.encode(_encoding())
    except UnicodeEncodeError:
        return [char for char in dict.fromkeys(text) if not _sayable(char)]
    return []


def _sayable(char: str) -> bool:
    try:
        char.encode(_encoding())
    except UnicodeEncodeError:
        return False
    return True


def _begins_a_file() -> bool:
    """Whether stdout goes to a file, and nothing is in it yet."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        about = os.fstat(sys.stdout.fileno())
        return stat.S_ISREG(about.st_mode) and about.st_size == 0
    return False


def _escaped(char: str) -> str:
    if char.isascii():
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[index]:02x}{units[index + 1]:02x}" for index in range(0, len(units), 2))


def tell(text: str) -> None:
    """A status line or a diagnostic, to stderr; nobody need be there to read it, and no disk to keep it."""
    with contextlib.suppress(OSError, ValueError):
        text = _shown(text, sys.stderr)
        sys.stderr.write(text if text.endswith("\n") else text + "\n")
        sys.stderr.flush()


def width(stream: TextIO | None) -> int:
    """How many cells a line has: as COLUMNS says, else the terminal's; what goes elsewhere is not broken into lines."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return max(int(asked), _NARROWEST)
    if stream is None or not stream.isatty():
        return UNBROKEN
    with contextlib.suppress(OSError):
        return max(os.get_terminal_size(stream.fileno()).columns, _NARROWEST)
    return 100


def shows_bars() -> bool:
    """Whether the console has the characters of bars; GBK has them, ASCII has not."""
    return all(map(_sayable, "▁▂▃▄▅▆▇█"))


def _close_quietly() -> None:
    """What could not be written, and whatever comes after it, goes nowhere; Python says nothing of it at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        sys.stdout.flush()
