"""Files that came back as what they record, each read by what its quarter asks; what is no form says so itself."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import Code
from dangjian_kaoping.forms.filing import Filing
from dangjian_kaoping.forms.grid import Returned
from dangjian_kaoping.forms.lists.reading import list_filing
from dangjian_kaoping.forms.reading.form import code_in, filing_of, quarter_of
from dangjian_kaoping.model.workspace import ListSource
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.forms import basis_of

if TYPE_CHECKING:
    from dangjian_kaoping.session.session import Session

_NO_RUBRIC = {"KP401"}


def filings_of(session: "Session", returned: Iterable[Returned | Diagnostic]) -> list[Filing]:
    """What each file records, or why nothing of it is taken, in their order.

    Raises SessionError where the workspace is at fault, and not a form.
    """
    bases: dict[Quarter, Basis | list[Diagnostic]] = {}
    return [
        _nothing(each.place.file, [each]) if isinstance(each, Diagnostic) else _filing(session, each, bases)
        for each in returned
    ]


def list_of(
    session: "Session", returned: Returned | Diagnostic, name: str, source: ListSource, quarter: Quarter
) -> Filing:
    """What a list records in a quarter, or why nothing of it is taken. Raises SessionError as `filings_of` does."""
    if isinstance(returned, Diagnostic):
        return _nothing(returned.place.file, [returned])
    return list_filing(returned, name, source, quarter, basis_of(session, quarter))


def _filing(session: "Session", returned: Returned, bases: "dict[Quarter, Basis | list[Diagnostic]]") -> Filing:
    code = code_in(returned)
    if not isinstance(code, Code):
        return _nothing(returned.file, [Diagnostic(code, Place(returned.file, 0))])
    quarter = quarter_of(code)
    if quarter not in bases:
        bases[quarter] = _basis(session, quarter)
    basis = bases[quarter]
    if not isinstance(basis, Basis):
        faults = [Diagnostic(each.fault, Place(returned.file, 0), hint=each.hint) for each in basis]
        return _nothing(returned.file, faults)
    try:
        return filing_of(returned, code, basis)
    except Refusal as refusal:
        return _nothing(returned.file, [refusal.fault])


def _basis(session: "Session", quarter: Quarter) -> Basis | list[Diagnostic]:
    """What forms of a quarter are read by; why there is none, where no rubric is in force."""
    try:
        return basis_of(session, quarter)
    except SessionError as error:
        if {each.code for each in error.faults} != _NO_RUBRIC:
            raise
        return error.faults


def _nothing(file: str, faults: Iterable[Diagnostic]) -> Filing:
    found = Faults()
    found.extend(faults)
    return Filing(file, None, (), found)
