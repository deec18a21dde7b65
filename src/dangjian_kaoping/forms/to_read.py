"""待办: what a branch has to see to, beside what it declares: its open problems, and what is due next."""

from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.follow.tasks import Task, task_list
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.columns import TO_READ, Column
from dangjian_kaoping.forms.followup import item_of
from dangjian_kaoping.forms.form import Row, Sheet
from dangjian_kaoping.forms.labels import item_label
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Month, Quarter, quarter_with

_COLUMNS = (
    Column("what", "事项", 16),
    Column("item", "考评项目", 22),
    Column("text", "内容", 60),
    Column("by", "期限", 12, holds="date"),
    Column("department", "部室", 16),
)


class ToRead:
    """The sheets of a month's or quarter's self-assessments; each thing is looked for once, whosever it is."""

    def __init__(self, basis: Basis, period: Month | Quarter) -> None:
        self._basis = basis
        self._called = "下月到期" if isinstance(period, Month) else "下季到期"
        self._problems: dict[str, list[Entry]] = {}
        for entry in basis.problems(period.last_day, this=True):
            if entry.open:
                self._problems.setdefault(entry.branch_id, []).append(entry)
        following = _following(period)
        listed = task_list(following, {quarter_with(following): basis.rubric}, basis.roster)
        self._due: dict[str, list[Task]] = {}
        for task in listed.tasks:
            for branch in task.branches:
                self._due.setdefault(branch.id, []).append(task)

    def sheet(self, branch: Branch) -> Sheet:
        """What there is for a branch."""
        problems, due = self._problems.get(branch.id, []), self._due.get(branch.id, [])
        rows = [*(self._of_problem(each) for each in problems), *(self._of_task(each) for each in due)]
        advice = f"只看，不填。没有销号的问题 {len(problems)} 个；{self._called}的 {len(due)} 项。"
        return Sheet(TO_READ, f"{branch.name}待办", (), _COLUMNS, rows, to_read=True, advice=advice)

    def _of_problem(self, entry: Entry) -> Row:
        finding = entry.finding
        said = {"what": f"问题 {entry.id}", "item": item_of(self._basis, entry), "text": finding.reason}
        return Row(entry.id, {}, {**said, "by": finding.rectify_by, "department": entry.department})

    def _of_task(self, task: Task) -> Row:
        said = {"what": self._called, "item": item_label(task.item), "text": task.item.requirement}
        return Row(task.item.id, {}, {**said, "by": task.due, "department": "、".join(task.departments)})


def _following(period: Month | Quarter) -> Month | Quarter:
    if isinstance(period, Quarter):
        return period.next
    return Month(period.year + 1, 1) if period.number == 12 else Month(period.year, period.number + 1)
