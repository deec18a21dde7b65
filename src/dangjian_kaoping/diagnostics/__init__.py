"""诊断: every fault is one diagnostic, with a code that users rely on."""

from dangjian_kaoping.diagnostics.catalogue import CATALOGUE, UNTOLD, Kind, Severity, in_general
from dangjian_kaoping.diagnostics.diagnostic import Diagnostic, Faults, Fix, blocking
from dangjian_kaoping.diagnostics.example import Example
from dangjian_kaoping.diagnostics.suggestion import nearest, perhaps

__all__ = [
    "CATALOGUE",
    "UNTOLD",
    "Diagnostic",
    "Example",
    "Faults",
    "Fix",
    "Kind",
    "Severity",
    "blocking",
    "in_general",
    "nearest",
    "perhaps",
]
