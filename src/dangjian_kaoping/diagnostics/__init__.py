"""诊断: every fault is one diagnostic, with a code that users rely on."""

from dangjian_kaoping.diagnostics.catalogue import CATALOGUE, Kind, Severity
from dangjian_kaoping.diagnostics.diagnostic import Diagnostic, Faults, has_errors

__all__ = ["CATALOGUE", "Diagnostic", "Faults", "Kind", "Severity", "has_errors"]
