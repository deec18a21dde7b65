"""What a session answers where it has no answer: diagnostics, as data."""

from collections.abc import Iterable, Mapping

from dangjian_kaoping.diagnostics import Diagnostic


class SessionError(Exception):
    """What was asked for does not follow from the workspace.

    `faults` say why and how each is mended, in file order; `texts` are the files that were read, by their names.
    """

    def __init__(self, faults: Iterable[Diagnostic], texts: Mapping[str, str] | None = None) -> None:
        self.faults = list(faults)
        self.texts = {} if texts is None else texts
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "；".join(f"{each.place}：{each.code} {each.message}" for each in self.faults)


class NotFinalError(SessionError):
    """It does follow, but is not final: nothing is published or paid by it, unless as a draft."""
