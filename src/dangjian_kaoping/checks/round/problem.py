"""问题: entries of the 整改台账 in a round's records are whole, and their ids are used once."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.records import BranchInspection, Finding
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.place import Place

_PROBLEM_ID = re.compile(r"\d{4}Q[1-4]-\d{2,4}", re.ASCII)


class FreeId(NamedTuple):
    """A quarter, and the next id that none of its problems has."""

    quarter: Quarter
    id: str


def check_problem(finding: Finding, record: BranchInspection, free: FreeId, faults: Faults) -> None:
    """Whether a problem has all that its entry needs, and what is none has nothing of it."""
    found = None if finding.lacks("id", "rectify_by", "settled") else _incomplete(finding, record, free)
    if found is not None:
        key, problem, how = found
        faults.add(
            codes.KP316(item=finding.item, clause=finding.clause, problem=problem, how=how), finding.place_of(key)
        )


def _incomplete(finding: Finding, record: BranchInspection, free: FreeId) -> tuple[str, str, str] | None:
    """The key at fault in an entry of the ledger, what is wrong with it, and how it is mended."""
    if finding.settled is not None:
        if finding.rectify_by is not None or finding.id is not None:
            key = "id" if finding.rectify_by is None else "rectify_by"
            return key, "立行立改的不再写整改期限和编号", "删去期限和编号；没有当场改好的，不算立行立改"
    elif finding.rectify_by is not None and finding.id is None:
        return "rectify_by", "有整改期限，没有编号", f"补上编号，可用 {free.id}"
    elif finding.id is not None and finding.rectify_by is None:
        return "id", "有编号，没有整改期限", "补上改好的期限；不立台账的，删去编号"
    if finding.id is not None:
        if not _PROBLEM_ID.fullmatch(finding.id) or not finding.id.startswith(str(free.quarter)):
            problem = f"编号“{finding.id}”应写成 {free.quarter}-01 这样"
            return "id", problem, f"改正编号，可用 {free.id}"
        early = finding.rectify_by is not None and finding.rectify_by < record.date
        if early and not record.lacks("date"):
            problem = f"整改期限 {finding.rectify_by} 在检查日期 {record.date} 之前"
            return "rectify_by", problem, "核对两个日期"
        if not finding.says_why and not finding.lacks("reason"):
            return "reason", "没有写原因", "补上原因"
    return None


def check_ids(record: BranchInspection, ids: dict[str, Place], free: FreeId, faults: Faults) -> None:
    """Whether no id was used before; `ids` are those of the records before, and grow."""
    for finding in record.findings:
        if finding.id is not None:
            first = ids.setdefault(finding.id, finding.at)
            if first is not finding.at:
                faults.add(codes.KP317(id=finding.id, first=first, next=free.id), finding.place_of("id"))


def check_ids_of(rounds: Iterable[Round]) -> Faults:
    """Whether no id is used twice in these rounds: what tells of problems one by one would take two for one."""
    faults = Faults()
    ids: dict[str, Place] = {}
    for this in rounds:
        free = free_id(this)
        for inspection in this.inspections:
            for record in inspection.branches.values():
                check_ids(record, ids, free, faults)
    return faults


def free_id(this: Round) -> FreeId:
    """The next free id of a problem of the round; asked once, since it goes through all findings."""
    used = [int(each.rpartition("-")[2]) for each in given_ids(this) if _PROBLEM_ID.fullmatch(each)]
    return FreeId(this.quarter, f"{this.quarter}-{max(used, default=0) + 1:02d}")


def given_ids(this: Round) -> Iterator[str]:
    """The ids of a round's problems, also of those that once stood in a form and are gone."""
    for inspection in this.inspections:
        for record in inspection.branches.values():
            yield from (finding.id for finding in record.findings if finding.id is not None)
        if inspection.form is not None:
            yield from inspection.form.numbers.values()
