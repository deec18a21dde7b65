"""诊断 as workflow commands of GitHub Actions, which marks the lines in the change."""

from collections.abc import Iterable

from dangjian_kaoping.diagnostics import Diagnostic, Severity

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def diagnostics_github(faults: Iterable[Diagnostic]) -> str:
    """One command a fault: `::error file=…,line=…,col=…,title=…::message`."""
    return "".join(f"{_command(fault)}\n" for fault in faults)


def _command(fault: Diagnostic) -> str:
    place = fault.place
    properties = {"file": place.file}
    if place.line:
        properties |= {
            "line": str(place.line),
            "col": str(place.column),
            "endColumn": str(place.column + fault.width),
        }
    properties["title"] = f"{fault.code} {fault.kind.title}"
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_COMMAND[fault.severity]} {written}::{_data(f'{fault.message}。{fault.mend}')}"


def _data(text: str) -> str:
    """The message: the three characters that a command line cannot hold, as the runner decodes them.

    Control characters from a record must not reach a terminal.
    """
    text = "".join(char if char in "\r\n" or char.isprintable() else "□" for char in text)
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A property: also the two that separate properties."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
