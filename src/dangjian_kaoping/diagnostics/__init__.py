"""诊断: every fault is one diagnostic, with a code that users rely on."""

from dangjian_kaoping.diagnostics.catalogue import CATALOGUE, Kind, Severity
from dangjian_kaoping.diagnostics.diagnostic import Diagnostic, Faults, blocking
from dangjian_kaoping.diagnostics.suggestion import nearest, perhaps

__all__ = ["CATALOGUE", "Diagnostic", "Faults", "Kind", "Severity", "blocking", "nearest", "perhaps"]
