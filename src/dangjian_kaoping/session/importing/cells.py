"""Faults of files that are not written yet, told at the cells of the forms that they come from."""

import re
from collections.abc import Mapping

from dangjian_kaoping.diagnostics import Diagnostic, Fault
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.importing.composing import Composed, Stated

_PLACE = re.compile(r"(data/\S+?\.yaml):(\d+)")
"""How words name a line of a record."""


_NO_REASON = frozenset(("KP301", "KP316"))
"""Told of what a finding begins with, they say that its reason is not there."""


class Cells:
    """Faults of files that are not written yet, told at the cells of the forms."""

    def __init__(self, files: Mapping[str, Composed]) -> None:
        self._files = files

    def told(self, fault: Diagnostic, file: Composed) -> tuple[Diagnostic, int | None]:
        """The fault at its cell, and the form in which that is; of what no form says, none."""
        stated = file.stated(fault.place)
        place = Place(file.file, 0) if stated is None or stated.place is None else stated.place
        if stated is not None and stated.reason is not None and fault.code in _NO_REASON:
            place = stated.reason
        told = self.with_cells(fault)
        return (
            Diagnostic(told.fault, place, 1, told.hint, told.level),
            None if stated is None or stated.form < 0 else stated.form,
        )

    def with_cells(self, fault: Diagnostic) -> Diagnostic:
        """The fault with cells for the places that its words name."""
        particulars = {key: _PLACE.sub(self._cell, each) for key, each in fault.particulars.items()}
        said = Fault(fault.code, particulars)
        return Diagnostic(said, fault.place, fault.width, _PLACE.sub(self._cell, fault.hint), fault.level)

    def _cell(self, found: re.Match[str]) -> str:
        file = self._files.get(found[1])
        stated: Stated | None = None if file is None else file.stated(Place(found[1], int(found[2])))
        return found[0] if stated is None or stated.place is None else str(stated.place)
