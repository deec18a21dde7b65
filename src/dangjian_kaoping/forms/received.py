"""What of a round's forms is in: who owes one, whose was refused, and which are not taken into the records yet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.follow.status import RoundStatus
from dangjian_kaoping.forms.code import FormKind
from dangjian_kaoping.forms.outcome import Outcome, State
from dangjian_kaoping.periods import Quarter, parse_month, parse_quarter, quarter_with

DueState = Literal["owed", "refused", "changed", "not_imported", "in"]
"""没有交, 有错误, 与导入过的不一样, 还没有导入, 已有记录."""


class Due(NamedTuple):
    """A form that is owed by a department or a branch (`who`, by name), and how it stands.

    `files` are those that came of it, `missing` the branches that a department still lacks where it has recorded
    others, `faults` the errors for which it was refused.
    """

    kind: FormKind
    who: str
    period: str
    state: DueState
    files: tuple[str, ...]
    missing: tuple[str, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


class Received(NamedTuple):
    """The forms of a round, and what else lay there: forms of other times, and what is no form."""

    quarter: Quarter
    dues: tuple[Due, ...]
    others: tuple[Outcome, ...]

    def of(self, state: DueState) -> tuple[Due, ...]:
        """Those that stand so."""
        return tuple(each for each in self.dues if each.state == state)


def received(status: RoundStatus, departments: Mapping[str, str], outcomes: Sequence[Outcome]) -> Received:
    """How a round's forms stand: by what is recorded (`status`), and by what would become of what came.

    `departments` are those of the status, their ids by their names.
    """
    came: dict[tuple[FormKind, str, str], list[Outcome]] = {}
    for outcome in outcomes:
        code = outcome.filing.code
        if code is not None:
            whose = code.department if code.kind != "self" else " ".join(code.branches)
            came.setdefault((code.kind, code.period, whose), []).append(outcome)
    dues = tuple(_dues(status, departments, came))
    known = {id(each) for several in came.values() for each in several if _is_of(each, status.quarter)}
    return Received(status.quarter, dues, tuple(each for each in outcomes if id(each) not in known))


def _dues(
    status: RoundStatus,
    departments: Mapping[str, str],
    came: Mapping[tuple[FormKind, str, str], list[Outcome]],
) -> Iterator[Due]:
    period = str(status.quarter)
    for name in status.departments:
        mine = came.get(("inspection", period, departments[name]), [])
        missing = tuple(each.branch.name for each in status.branches if each.inspected[name] is None)
        begun = missing if len(missing) < len(status.branches) else ()
        yield _due("inspection", name, period, mine, owed=bool(missing), missing=begun)
    if status.asks_months:
        for each in status.branches:
            for month, filed in each.filed.items():
                mine = came.get(("self", str(month), each.branch.id), [])
                yield _due("self", each.branch.name, str(month), mine, owed=not filed)
    for (kind, day, department), several in came.items():
        if kind == "followup" and any(_is_of(each, status.quarter) for each in several):
            named = next((name for name, known in departments.items() if known == department), department)
            yield _due(kind, named, day, several, owed=False)


def _due(
    kind: FormKind,
    who: str,
    period: str,
    came: Sequence[Outcome],
    *,
    owed: bool,
    missing: tuple[str, ...] = (),
) -> Due:
    states = {each.state for each in came}
    found = (state for state, known in _ORDER if states & known)
    state: DueState = next(found, "owed" if owed else "in")
    faults = tuple(
        fault for each in came if each.state == "refused" for fault in each.faults if fault.severity == "error"
    )
    return Due(kind, who, period, state, tuple(each.filing.file for each in came), missing, faults)


_ORDER: Iterable[tuple[DueState, set[State]]] = (
    ("refused", {"refused"}),
    ("changed", {"differs", "changed"}),
    ("not_imported", {"new"}),
)


def _is_of(outcome: Outcome, quarter: Quarter) -> bool:
    """Whether a form is one of a quarter; a 复查表 is one of the quarter of its day."""
    code = outcome.filing.code
    if code is None:
        return False
    found = parse_quarter(code.period) or parse_month(code.period) or parse_month(code.period[:7])
    return found is not None and quarter_with(found) == quarter
