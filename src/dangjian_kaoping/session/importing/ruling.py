"""What is found out of one form while it is held against the records: faults, differences, the files that it is in."""

from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.outcome import Difference, Outcome, State
from dangjian_kaoping.place import Place


class Ruling:
    """One form under way; asked for its outcome once all is found out."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.faults = Faults()
        self.faults.extend(filing.faults)
        self.of = ""
        self._files: dict[str, bool] = {}
        self._new = False
        self._changed = False
        self._remarks = Faults()
        self._differences: list[Difference] = []

    @property
    def refused(self) -> bool:
        """Whether nothing of it is taken."""
        return any(each.severity == "error" for each in self.faults)

    @property
    def open(self) -> bool:
        """Whether it may be taken: it is neither refused nor another one's copy."""
        return not self.refused and not self.of

    def anew(self) -> None:
        """Forget in which files it would be; what is wrong with it stays."""
        self._files, self._new, self._changed = {}, False, False
        self._remarks = Faults()

    def checked(self, fault: Diagnostic) -> None:
        """What the usual checks tell of it; a remark holds only as long as nothing changes beside it."""
        (self.faults if fault.severity == "error" else self._remarks).extend([fault])

    def goes_to(self, file: str, *, new: bool) -> None:
        """It is written to a file, a `new` one or one that it changes."""
        self._files[file] = True
        self._new, self._changed = self._new or new, self._changed or not new

    def stands_in(self, file: str) -> None:
        """A file says already what it says."""
        self._files.setdefault(file, False)

    def differs_from(self, file: str, found: list[Difference], *, edited: bool) -> None:
        """It says otherwise than a file that was written from it before; then it is not taken."""
        self._differences += found
        said = codes.KP743(file=file, count=len(found), edited="，这个文件手工改过" if edited else "")
        self.faults.extend([Diagnostic(said, Place(self.filing.file, 0))])

    def outcome(self) -> Outcome:
        """What became of it."""
        self.faults.extend(self._remarks)
        return Outcome(self.filing, self._state(), tuple(self._files), self.faults, tuple(self._differences), self.of)

    def _state(self) -> State:
        errors = {each.code for each in self.faults if each.severity == "error"}
        if errors:
            return "differs" if errors == {"KP743"} else "refused"
        if self.of:
            return "copy"
        return "changed" if self._changed else "new" if self._new else "unchanged"
