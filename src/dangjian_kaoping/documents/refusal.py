"""Why a file is not read as a document."""

from dangjian_kaoping.diagnostics import codes
from dangjian_kaoping.diagnostics.diagnostic import Fault

LEAST = 200
"""Characters; less than that beside a picture is a title and a signature, and no rubric."""


class RefusedDocumentError(ValueError):
    """A file that is not read, and the fault that says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def refused(reason: str, mend: str | None = None) -> RefusedDocumentError:
    """That a file is not read: what it is or lacks, and what to do about it (KP803)."""
    return RefusedDocumentError(codes.KP803(reason=reason, mend=mend))


def only_pictures() -> RefusedDocumentError:
    """That what a file shows is pictures (KP804)."""
    return RefusedDocumentError(codes.KP804())
