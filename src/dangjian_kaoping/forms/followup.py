"""复查: the open problems of a department, and what was found of them; a sheet of its form, or a form of its own."""

from collections.abc import Mapping, Sequence
from datetime import date

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import TITLES, Code, digests
from dangjian_kaoping.forms.columns import FOLLOWUP_COLUMNS, FOLLOWUPS, OUTCOMES
from dangjian_kaoping.forms.form import Form, Listing, Offer, Row, Sheet, Slot
from dangjian_kaoping.forms.guide import followup_guide
from dangjian_kaoping.forms.labels import item_label

_OUTCOMES = "复查结果"
_FREE_ROWS = 10
_ADVICE = "看过的问题选复查结果，说明里写看到了什么；没有看的不选。下面的空行写上面没有列出的问题。"
Outcome = tuple[str, date | None, str | None]
"""What was found: the outcome, the day (None: the inspection's), and what is said of it."""


def mine(basis: Basis, entry: Entry, department_id: str) -> bool:
    """Whether a problem was found by a department, whatever it was called then."""
    return basis.roster.departments_in_force(entry.quarter).get(entry.department) == department_id


def open_problems(basis: Basis, department_id: str, day: date) -> tuple[Entry, ...]:
    """The problems that a department found and that are open on a day."""
    return tuple(each for each in basis.problems(day, this=True) if each.open and mine(basis, each, department_id))


def outcomes_list() -> Listing:
    """What 复查结果 may say."""
    return Listing(_OUTCOMES, [("", each) for each in OUTCOMES.values()])


def followup_rows(
    basis: Basis, problems: Sequence[Entry], done: Mapping[str, Outcome], rows: int | None = None
) -> list[Row]:
    """A row an open problem, with what is recorded of it, then rows for others."""
    found = [
        Row(
            entry.id,
            _slots(done.get(entry.id)),
            {
                "id": entry.id,
                "branch": entry.branch,
                "item": item_of(basis, entry),
                "reason": entry.finding.reason,
                "standard": entry.standard,
                "rectify_by": entry.finding.rectify_by,
            },
        )
        for entry in problems
    ]
    known = {entry.id for entry in problems}
    others = [(key, each) for key, each in done.items() if key not in known]
    for number in range(1, max(_FREE_ROWS if rows is None else rows, len(others)) + 1):
        key, outcome = others[number - 1] if number <= len(others) else (None, None)
        slots = {"id": Slot(key, None, "上面没有的问题，写它的编号"), **_slots(outcome)}
        found.append(Row(f"+{number}", slots, {}, "free"))
    return found


def item_of(basis: Basis, entry: Entry) -> str:
    """What a form calls the item of a problem, which is one of the rubric under which it was found."""
    rubric = basis.rubrics.get(entry.quarter)
    item = None if rubric is None else rubric.by_item.get(entry.finding.item)
    return entry.finding.item if item is None else item_label(item)


def _slots(outcome: Outcome | None) -> dict[str, Slot]:
    said, day, note = outcome or (None, None, None)
    return {
        "outcome": Slot(None if said is None else OUTCOMES[said], Offer(_OUTCOMES), "没有复查的不选"),
        "date": Slot(day, None, "复查的日期；不填的，就是检查那天"),
        "note": Slot(note, None, "看到了什么，还差什么"),
    }


def followup_sheet(title: str, rows: Sequence[Row]) -> Sheet:
    """The sheet."""
    return Sheet(FOLLOWUPS, title, (), FOLLOWUP_COLUMNS, rows, frozenset({"row"}), advice=_ADVICE)


def followup_form(
    basis: Basis, department_id: str, day: date, *, filled: bool = False, rows: int | None = None
) -> Form:
    """复查表 of a department: the problems that are open on a day; with `filled` what it recorded on that very day."""
    name = basis.department(department_id)
    done: dict[str, Outcome] = {}
    if filled:
        rounds = (*basis.earlier, basis.this)
        done = {
            each.id: (each.outcome, each.date, each.note)
            for this in rounds
            for document in this.visits
            for each in document.followups
            if each.date == day and basis.called.get(each.department) == department_id
        }
    problems = [
        each
        for each in basis.problems(day, this=True)
        if (each.open or each.id in done) and mine(basis, each, department_id)
    ]
    # one that takes no part in the quarter may still have what is to be closed
    ids = tuple(dict.fromkeys((*(each.id for each in basis.branches), *(each.branch_id for each in problems))))
    title = f"{name}{TITLES['followup']}"
    digest, rest = digests(basis.rubric, (), ids)
    return Form(
        Code(
            "followup",
            day.isoformat(),
            department_id,
            ids,
            basis.rubric.version,
            digest,
            rest,
        ),
        title,
        basis.unit,
        day,
        [
            followup_guide(title),
            followup_sheet(f"{title}（截至 {day.isoformat()}）", followup_rows(basis, problems, done, rows)),
        ],
        [outcomes_list()],
        FOLLOWUPS,
    )
