"""诊断 as workflow commands of GitHub Actions, which marks the lines in the change."""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.diagnostics import Diagnostic, Severity
from dangjian_kaoping.place import CellPlace
from dangjian_kaoping.words.names import SEVERITY, faults_in_words
from dangjian_kaoping.write.layout import clean

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_MOST = 10
"""GitHub marks so many lines of each level in a step, and passes over the others without a word."""


def diagnostics_github(faults: Iterable[Diagnostic]) -> str:
    """First the marks, the gravest before the others: `::error file=…,line=…,col=…,title=…::message`.

    Then every fault on a line of the log, which shows of a mark nothing but its message, and how many there are.
    """
    every = list(faults)
    levels = [[fault for fault in every if fault.severity == level] for level in _COMMAND]
    marks = [_command(fault) for level in levels for fault in level[:_MOST]]
    listed = [_listed(fault) for level in levels for fault in level]
    return "".join(f"{line}\n" for line in (*marks, *listed, f"共 {faults_in_words(every)}"))


def _command(fault: Diagnostic) -> str:
    written = ",".join(f"{key}={_property(value)}" for key, value in _properties(fault))
    return f"::{_COMMAND[fault.severity]} {written}::{_data(f'{fault.message}。{fault.mend}')}"


def _properties(fault: Diagnostic) -> Iterator[tuple[str, str]]:
    place = fault.place
    if place.file:
        yield "file", place.file
    if place.in_text:
        yield "line", str(place.line)
        yield "col", str(place.column)
        yield "endColumn", str(place.column + fault.width)
    cell = f" {place.cell}" if isinstance(place, CellPlace) else ""
    yield "title", f"{fault.code} {fault.kind.title}{cell}"


def _listed(fault: Diagnostic) -> str:
    """A line of the log: which level and code, where, what, and how to mend it."""
    place = fault.place
    where = f"{place.exactly} " if place.file else ""
    line = clean(f"{SEVERITY[fault.severity]} {fault.code} {where}{fault.message}。{fault.mend}")
    # the runner takes its older commands from the middle of a line too: nothing of a record may be one
    return line.replace("##[", "# #[")


def _data(text: str) -> str:
    """The message: the three characters that a command line cannot hold, as the runner decodes them.

    Control characters from a record must not reach a terminal.
    """
    text = "".join(char if char in "\r\n" or char.isprintable() else "□" for char in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property: also the two that separate properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
