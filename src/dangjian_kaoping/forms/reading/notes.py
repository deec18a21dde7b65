"""What is found wrong with a form, each at its cell, and what is remarked of it."""

from collections.abc import Sequence

from dangjian_kaoping.diagnostics import Fault, Faults, codes
from dangjian_kaoping.forms.grid import Ref
from dangjian_kaoping.place import CellPlace, Place


class Notes:
    """The faults of one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults = Faults()

    def at(self, ref: Ref, fault: Fault) -> None:
        """Note what is wrong with a cell."""
        self.faults.add(fault, ref.place(self.file))

    def sheet(self, name: str, fault: Fault) -> None:
        """Note what is wrong with a sheet as a whole."""
        self.faults.add(fault, CellPlace.of(self.file, name, 0, 0))

    def whole(self, fault: Fault) -> None:
        """Note what is wrong with the file as a whole."""
        self.faults.add(fault, Place(self.file, 0))

    def remark(self, what: str, sheet: str = "") -> None:
        """Say something that is no fault (KP736), of the file or of a sheet."""
        fault = codes.KP736(what=what)
        if sheet:
            self.sheet(sheet, fault)
        else:
            self.whole(fault)

    @property
    def refused(self) -> bool:
        """Whether an error is among them."""
        return self.faults.has_error_since(0)


def cells_in_words(refs: Sequence[Ref]) -> str:
    """Cells by their names: `检查登记!H7、检查登记!H9`."""
    return "、".join(each.place("").cell for each in refs)
