"""自评表: a branch's form of a month, or of a quarter where the rubric asks for one a quarter."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.facts.boxes import WAYS
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.forms.asking import WHOLE_MONTHS, Asking, lists_of
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import TITLES, Code, digests
from dangjian_kaoping.forms.columns import (
    DECLARATION,
    DECLARATION_OF_QUARTER,
    DECLARED,
    FREE_ROWS,
    OWN,
)
from dangjian_kaoping.forms.facts_rows import GREYED_BY, Layout, asked_row, free_row, layout
from dangjian_kaoping.forms.form import Above, Form, Listing, Offer, Row, Sheet, Slot, Value
from dangjian_kaoping.forms.guide import NOTE, own_guide
from dangjian_kaoping.forms.labels import clause_label, item_label
from dangjian_kaoping.forms.recorded import finding_values
from dangjian_kaoping.forms.scope import asked_of_branches
from dangjian_kaoping.forms.to_read import ToRead
from dangjian_kaoping.model.records import BranchSelf, Finding, SelfAssessment
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Month, Quarter

_DECLARED = "有无问题"
_WITHOUT = ("branch",)
_HIDDEN = (
    *("handling", "rectify_by", "standard", "preview", "hint", "concerns", "id", "inspector"),
    *("carried_out", "process", "result"),
)
_ONLY_WHERE_ASKED = ("number2", "number3", "required", "role", "event")
_PAPER = "填表人：　　　　　　　审核人：　　　　　　　日期：　　　年　　月　　日"
"""For paper: nobody records names."""
_ADVICE = "先选“{period}”有没有问题；有问题的那几行填数和原因；计法是“做了”的，填做了多少；别的行空着。灰的格子不用填。"
_TEXT_WIDTH = 52
"""A branch reads more than it writes: a row of its form is a clause, and most stay blank."""


class OwnForms:
    """The forms of one month or quarter; what is the same for many branches is made once."""

    def __init__(self, basis: Basis, period: Month | Quarter, *, filled: bool = False, rows: int | None = None) -> None:
        """With `filled` what is recorded stands in them; `rows` are those for second findings at least."""
        self._basis = basis
        self._period = period
        self._filled = filled
        self._free = FREE_ROWS if rows is None else rows
        self._months = WHOLE_MONTHS if isinstance(period, Quarter) else None
        self._asked: dict[str, tuple[Asking, ...]] = {}
        self._layouts: dict[str, Layout] = {}
        self._rows: dict[tuple[str, tuple[tuple[str, str], ...]], list[Row]] = {}
        self._lists: dict[str, list[Listing]] = {}
        self._digests: dict[str, tuple[str, str]] = {}
        self._to_read = ToRead(basis, period)
        self._records = _by_branch(basis)

    def of(self, branch: Branch) -> Form:
        """The form of a branch."""
        basis, period, title = self._basis, self._period, TITLES["self"]
        asked = self._asked_of(branch.branch_class)
        sheet = self._layouts.setdefault(branch.branch_class, _layout(asked))
        record = self._record(branch) if self._filled else None
        rows = self._table(branch, sheet, asked, record)
        items = list({each.item.id: each.item for each in asked}.values())
        digest, rest = digests(basis.rubric, items, [branch.id])
        if branch.branch_class not in self._lists:
            self._lists[branch.branch_class] = [
                *lists_of(asked, not_applicable=False),
                Listing(_DECLARED, [("", each) for each in DECLARED]),
            ]
        name = f"{period.chinese}{branch.name}{title}"
        return Form(
            Code("self", str(period), "", (branch.id,), basis.rubric.version, digest, rest),
            name,
            basis.unit,
            period.last_day,
            [
                own_guide(f"{period.chinese}{title}", self._label, asked),
                Sheet(
                    OWN,
                    name,
                    self._above(record),
                    sheet.columns,
                    rows,
                    sheet.hidden,
                    advice=_ADVICE.format(period=self._label),
                    greyed_by=GREYED_BY,
                ),
                self._to_read.sheet(branch),
            ],
            self._lists[branch.branch_class],
            OWN,
        )

    @property
    def _label(self) -> str:
        return DECLARATION if isinstance(self._period, Month) else DECLARATION_OF_QUARTER

    def _asked_of(self, branch_class: str) -> tuple[Asking, ...]:
        if branch_class not in self._asked:
            alike = [each for each in self._basis.branches if each.branch_class == branch_class]
            self._asked[branch_class] = asked_of_branches(self._basis, alike[:1], self._months)
        return self._asked[branch_class]

    def _record(self, branch: Branch) -> BranchSelf | None:
        mine = self._records.get(branch.id, ())
        return next((record for filed, record in mine if filed.is_of(self._period)), None)

    def _above(self, record: BranchSelf | None) -> tuple[Above, ...]:
        said = None if record is None else DECLARED[0 if record.findings else 1]
        message = "先选这一格：有问题的，下面至少填一行；无问题的，下面不填问题"
        return (
            Above({"item": self._label, "clause": Slot(said, Offer(_DECLARED), message)}),
            Above({"item": NOTE, "clause": Slot(None if record is None else record.note)}, {"clause": "text"}),
            Above({}, beside=("item", _PAPER)),
        )

    def _ways(self, branch: Branch) -> dict[tuple[str, str], str]:
        """How earlier months of the quarter counted what is missing."""
        return {
            (each.item, each.clause): WAYS.missing if each.done is None else WAYS.done
            for filed, record in self._records.get(branch.id, ())
            if filed.period.first_day < self._period.first_day
            for each in record.findings
            if each.done is not None or each.missing is not None
        }

    def _table(self, branch: Branch, sheet: Layout, asked: Sequence[Asking], record: BranchSelf | None) -> list[Row]:
        ways = self._ways(branch)
        key = branch.branch_class, tuple((f"{item}/{clause}", way) for (item, clause), way in ways.items())
        if record is None and key in self._rows:
            return self._rows[key]
        findings = () if record is None else record.findings
        rows = list(_rows(sheet, asked, ways, findings, self._months, self._free))
        if record is None:
            self._rows[key] = rows
        return rows


def _rows(
    sheet: Layout,
    asked: Sequence[Asking],
    ways: dict[tuple[str, str], str],
    findings: Sequence[Finding],
    months: int | None,
    free: int,
) -> Iterator[Row]:
    by_clause: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        by_clause.setdefault((finding.item, finding.clause), []).append(finding)
    item_id = ""
    for each in asked:
        if each.item.id != item_id:
            item_id = each.item.id
            yield Row(f"#{item_id}", {}, {"item": item_label(each.item)}, "heading")
        mine = by_clause.get((item_id, each.clause.id))
        values: dict[str, Value] = {}
        way = _usual_way(each, ways)
        if way:
            values["way"] = way
        if mine:
            values = finding_values(each.clause, mine.pop(0), months)
        yield asked_row(sheet, f"{item_id}/{each.clause.id}", each, values=values)
    by_key = {(each.item.id, each.clause.id): each for each in asked}
    number = 0
    for finding in findings:
        # a second one under a clause; one that is not the branch's to declare counts for nothing, and would be refused
        its = by_key.get((finding.item, finding.clause))
        if its is None or not any(each is finding for each in by_clause[finding.item, finding.clause]):
            continue
        number += 1
        chosen: dict[str, Value] = {"item": item_label(its.item), "clause": clause_label(its.clause)}
        yield free_row(sheet, f"+{number}", {**chosen, **finding_values(its.clause, finding, months)})
    blank = free_row(sheet, "")
    for more in range(number + 1, max(free, number) + 1):
        yield blank._replace(key=f"+{more}")


def _usual_way(asked: Asking, ways: dict[tuple[str, str], str]) -> str:
    """How what is missing is counted, unless somebody chooses otherwise: as in earlier months."""
    fact = asked.clause.fact
    if not isinstance(fact, MissingFact):
        return ""
    usual = WAYS.missing if fact.per == "month" else WAYS.done
    return ways.get((asked.item.id, asked.clause.id), usual)


def _layout(asked: Sequence[Asking]) -> Layout:
    used = {each.column for one in asked for each in one.boxes}
    hidden = (*_HIDDEN, *(each for each in _ONLY_WHERE_ASKED if each not in used))
    return layout(asked, _WITHOUT, hidden, {"text": _TEXT_WIDTH})


def _by_branch(basis: Basis) -> dict[str, list[tuple[SelfAssessment, BranchSelf]]]:
    """What each branch declared in the quarter, by its id, the earlier first."""
    found: dict[str, list[tuple[SelfAssessment, BranchSelf]]] = {}
    for filed in sorted(basis.this.self_assessments, key=lambda each: each.period.first_day):
        for name, record in filed.branches.items():
            found.setdefault(basis.branches_called.get(name, ""), []).append((filed, record))
    return found
