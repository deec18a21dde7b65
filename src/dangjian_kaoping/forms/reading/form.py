"""A file that came back as what it records: what form it is, whose, of what, and then its sheets."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.characters import folded, in_one_line
from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.facts.marks import ISSUED
from dangjian_kaoping.forms.basis import Basis
from dangjian_kaoping.forms.code import Code, FormKind
from dangjian_kaoping.forms.columns import (
    CODE,
    FINDINGS,
    FOLLOWUP_COLUMNS,
    FOLLOWUPS,
    GUIDE,
    LISTS,
    MARKS,
    NEEDED,
    OWN,
    PRICES,
    RUBRIC,
    TO_READ,
    VISITS,
    columns,
    mark_columns,
)
from dangjian_kaoping.forms.entry import shown
from dangjian_kaoping.forms.filing import Filed, Filing
from dangjian_kaoping.forms.grid import Grid, Returned
from dangjian_kaoping.forms.reading.department import Department
from dangjian_kaoping.forms.reading.notes import Notes
from dangjian_kaoping.forms.reading.own import own_assessment
from dangjian_kaoping.forms.reading.table import is_blank
from dangjian_kaoping.forms.scope import asked_in, digests_now
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.periods import Month, Quarter, parse_month, parse_quarter, quarter_of_day, quarter_with

_REQUIRED: Mapping[FormKind, tuple[str, ...]] = {
    "inspection": (VISITS, FINDINGS),
    "self": (OWN,),
    "followup": (FOLLOWUPS,),
}
_SHEETS = (GUIDE, VISITS, NEEDED, MARKS, FINDINGS, FOLLOWUPS, RUBRIC, OWN, TO_READ, CODE, LISTS, PRICES)
_FACTS = (VISITS, NEEDED, MARKS, FINDINGS, FOLLOWUPS, OWN)
"""The sheets that are filled in: a second one of such a name may hold what was meant."""
_KNOWN_BY = {NEEDED: "text", MARKS: ISSUED, FOLLOWUPS: "outcome"}
"""The column by which such a sheet is known, whatever it is called now; 必填数据 by its 行 besides."""
_COPY = re.compile(r"[ _-]*(?:[(（]\d+[)）]|副本|\d+|的副本)$")
_WHOLE = "请交整个文件：用原来的表填，不要只另存、只复制其中一张。"


def code_in(returned: Returned) -> Code | Fault:
    """What form a file says that it is; or why it is none of ours (KP721)."""
    grid = returned.sheet(CODE)
    if grid is not None:
        code = Code.read({shown(row[0]): shown(row[1]) for row in grid.rows if len(row) > 1})
        if code is not None and _quarter(code) is not None and (code.kind != "self" or len(code.branches) == 1):
            return code
        return codes.KP721(
            problem="这张表是别的版本的程序生成的，或里面的代码改过了", mend="请用 kaoping form 重新生成。"
        )
    names = {folded(each.name) for each in returned.sheets}
    if returned.kind == "text":
        return codes.KP721(
            problem="这是文字文件（csv），不是填的表",
            mend=f"{_WHOLE}是问卷、别处导出的清单，用 kaoping import --list。",
        )
    if names & {folded(each) for each in _FACTS}:
        return codes.KP721(problem="表里隐藏的工作表没有了，不知道这是哪一张表", mend=_WHOLE)
    return codes.KP721(
        problem="这不是 kaoping form 生成的表", mend="请填生成的表；是别处导出的清单，用 kaoping import --list。"
    )


def quarter_of(code: Code) -> Quarter:
    """The quarter in which a form's records are looked at: its own, or that of its month or day."""
    found = _quarter(code)
    assert found is not None
    return found


def _quarter(code: Code) -> Quarter | None:
    if code.kind == "followup":
        from datetime import date  # noqa: PLC0415

        try:
            return quarter_of_day(date.fromisoformat(code.period))
        except ValueError:
            return None
    period: Month | Quarter | None = parse_quarter(code.period)
    if code.kind == "self":
        period = period or parse_month(code.period)
    return None if period is None else quarter_with(period)


def filing_of(returned: Returned, code: Code, basis: Basis) -> Filing:
    """What a form records. `basis` is of its quarter (`quarter_of`).

    Raises Refusal where a number follows from a head count that nobody knows.
    """
    notes = Notes(returned.file)
    for each in returned.remarks:
        notes.remark(each)
    documents: tuple[Filed, ...] = ()
    if _is_ours(returned, code, basis, notes):
        documents = tuple(_documents(returned, code, basis, notes))
    return Filing(returned.file, code, documents, notes.faults)


def _documents(returned: Returned, code: Code, basis: Basis, notes: Notes) -> tuple[Filed, ...]:
    asked = asked_in(basis, code)
    if code.kind == "self":
        return own_assessment(returned, code, basis, asked, notes)
    department = Department(returned, code, basis, asked, notes)
    return department.inspection() if code.kind == "inspection" else department.follow_ups()


def _is_ours(returned: Returned, code: Code, basis: Basis, notes: Notes) -> bool:
    """Whether a form may be read by today's rubric and roster; what stands in the way is noted."""
    before = len(notes.faults)
    _check_sheets(returned, code, notes)
    _check_whose(returned, code, basis, notes)
    if not notes.faults.has_error_since(before):
        digest, rest = digests_now(basis, code)
        if digest != code.digest:
            which = f"{basis.rubric.version} 版细则" if code.version != basis.rubric.version else "现在的细则"
            notes.whole(codes.KP722(problem=f"这张表是按 {code.version} 版细则生成的，与{which}要记的不一样了"))
        elif rest != code.rest:
            notes.remark("生成以后，细则里的分值或文字改过；要记的没有变，照收")
    return not notes.faults.has_error_since(before)


def _check_sheets(returned: Returned, code: Code, notes: Notes) -> None:
    for name in _REQUIRED[code.kind]:
        if returned.sheet(name) is None:
            notes.whole(codes.KP721(problem=f"表里没有“{name}”这张工作表", mend=_WHOLE))
    others = [each for each in returned.sheets if each.name not in _SHEETS and any(map(any, _filled(each)))]
    for grid in others:
        like = folded(_COPY.sub("", grid.name))
        twin = next((each for each in _FACTS if folded(each) == like), None)
        if twin is not None:
            problem = f"有两张“{twin}”：另一张叫“{grid.name}”"
            notes.sheet(grid.name, codes.KP721(problem=problem, mend="请把内容并到原来的那一张，删去另一张。"))
    if code.kind == "inspection":
        _check_renamed(returned, code, others, notes)
    plain = [each.name for each in others if folded(_COPY.sub("", each.name)) not in set(map(folded, _FACTS))]
    if plain:
        notes.remark(f"多出来的工作表（{'、'.join(plain)}）没有读")


def _check_renamed(returned: Returned, code: Code, others: Sequence[Grid], notes: Notes) -> None:
    """Note a sheet that is there under another name; of one that is not there at all what it lacks is told later."""
    headings = {each.key: each.heading for each in (*columns(), *mark_columns(), *FOLLOWUP_COLUMNS)}
    for name, column in _KNOWN_BY.items():
        if returned.sheet(name) is not None:
            continue
        like = [each for each in others if headings[column] in _texts(each)]
        if name == NEEDED:
            keys = tuple(f"{each}/" for each in code.branches)
            like = [each for each in like if any(text.startswith(keys) for text in _texts(each))]
        renamed = next(iter(like), None)
        if renamed is not None:
            problem = f"表里没有“{name}”，却有“{renamed.name}”，像是改了名的"
            notes.sheet(renamed.name, codes.KP721(problem=problem, mend=f"请把这张工作表的名称改回“{name}”。"))
        elif name == FOLLOWUPS:
            notes.remark(f"表里没有“{name}”这张工作表，复查一条也没有导入")


def _texts(grid: Grid) -> set[str]:
    return {in_one_line(cell.value) for row in grid.rows for cell in row if isinstance(cell.value, str)}


def _filled(grid: Grid) -> Iterator[list[bool]]:
    return ([not is_blank(cell) for cell in row] for row in grid.rows)


def _check_whose(returned: Returned, code: Code, basis: Basis, notes: Notes) -> None:
    """Note a department or branches that are none of the quarter's, and a file's name that names others."""
    roster = basis.roster
    if code.kind != "self" and code.department not in set(basis.called.values()):
        notes.whole(
            codes.KP721(problem=f"名册里这一季没有编号是“{code.department}”的部室", mend="请核对名册，重新生成。")
        )
        return
    known = {each.id: each for each in basis.branches}
    gone = [
        roster.latest_name(each, basis.quarter.last_day) if each in roster.branches else each
        for each in code.branches
        if each not in known
    ]
    if gone and code.kind == "self":
        notes.whole(codes.KP721(problem=f"“{gone[0]}”这一季不参加考评", mend="请核对名册；确已撤销的，不用交。"))
        return
    if gone and code.kind == "inspection":
        notes.remark(f"生成以后不再参加考评的支部：{'、'.join(gone)}；记了它们的行不收")
    new = [each.name for each in basis.branches if each.id not in code.branches]
    if new and code.kind == "inspection" and not code.part:
        notes.remark(f"生成以后新参加考评的支部，表里没有：{'、'.join(new)}")
    if code.kind == "self":
        named = _named_in(returned.file, _names_ever(roster))
        mine = set(code.branches)
        inside = known[code.branches[0]].name if code.branches else ""
    else:
        named = _named_in(returned.file, basis.called)
        mine = {code.department}
        inside = basis.department(code.department)
    if named and not mine & set(named.values()):
        notes.whole(codes.KP723(named="、".join(named), inside=inside))


def _names_ever(roster: Roster) -> dict[str, str]:
    """The names that branches ever had, to their ids."""
    return {row.name: key for key, rows in roster.branches.items() for row in rows if row.name}


def _named_in(file: str, names: Mapping[str, str]) -> dict[str, str]:
    """The names that stand in a file's name, to the ids; of names within names the longest."""
    stem = folded(file.replace("\\", "/").rpartition("/")[2])
    found = {name: key for name, key in names.items() if name != key and folded(name) in stem}
    return {
        name: key
        for name, key in found.items()
        if not any(folded(name) in folded(other) for other in found if other != name)
    }
