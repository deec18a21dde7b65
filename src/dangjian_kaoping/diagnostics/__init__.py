"""诊断: every fault is one diagnostic, with a code that users rely on."""

from dangjian_kaoping.diagnostics.catalogue import UNTOLD, Example, FaultKind, Severity, catalogue, filled, in_general
from dangjian_kaoping.diagnostics.diagnostic import Diagnostic, Fault, Faults, Fix, blocking
from dangjian_kaoping.diagnostics.suggestion import nearest, perhaps

__all__ = [
    "UNTOLD",
    "Diagnostic",
    "Example",
    "Fault",
    "FaultKind",
    "Faults",
    "Fix",
    "Severity",
    "blocking",
    "catalogue",
    "filled",
    "in_general",
    "nearest",
    "perhaps",
]
