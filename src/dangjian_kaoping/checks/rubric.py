"""A rubric as a whole: points that add up, ids, departments, groups, tasks, and what can be used up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Protocol

from dangjian_kaoping.checks.classes import check_classes
from dangjian_kaoping.checks.clause import check_clause
from dangjian_kaoping.checks.measure import check_measure
from dangjian_kaoping.checks.names import check_alike, check_names_of_rubric
from dangjian_kaoping.checks.reach import check_reach
from dangjian_kaoping.diagnostics import Diagnostic, Faults, perhaps
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.model.values import ByClass, chosen
from dangjian_kaoping.numbers import plain, total
from dangjian_kaoping.periods import quarters_in_words
from dangjian_kaoping.place import Place

OTHERS = "其余"
"""The classes that nothing names, where there is no roster."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def at(self) -> Place: ...
    def place_of(self, *keys: str | int) -> Place: ...


def check_rubric(rubric: Rubric, roster: Roster | None) -> Faults:
    """All faults of one version; without a roster, its departments and classes are not asked about."""
    faults = Faults()
    classes = roster.classes if roster is not None else ()
    check_measure(rubric, faults)
    _check_ids(rubric, faults)
    check_names_of_rubric(rubric, faults)
    _check_totals(rubric, classes or ("",), faults)
    _check_stated(rubric, faults)
    for item in rubric.items():
        _check_item(rubric, item, roster, faults)
        _check_fixed(item, classes, faults)
        _check_by_class(item, classes, faults)
    return faults


def _check_by_class(item: Item, classes: tuple[str, ...], faults: Faults) -> None:
    """The clauses and what they can come to, for each class that has numbers of its own.

    A fault that all classes have is told once, another with the classes that have it.
    """
    differing = item.by_class_numbers
    # without a roster, `otherwise` stands for all classes that nothing names
    named = classes or (*dict.fromkeys(name for number in differing for name in number.by_class), OTHERS)
    known = [each for each in named if all(_resolved(number, each) for number in differing)] if differing else [""]
    having: dict[tuple[str, Place, str], tuple[Diagnostic, list[str]]] = {}
    for branch_class in known:
        for fault in _faults_of(item.of_class(branch_class)):
            having.setdefault((fault.code, fault.place, fault.message), (fault, []))[1].append(branch_class)
    for fault, concerned in having.values():
        hint = "" if len(concerned) == len(known) else f"这说的是{'、'.join(concerned)}类支部。"
        faults.extend([replace(fault, hint=hint + fault.hint)])


def _faults_of(item: Item) -> Faults:
    """The faults of an item with the numbers of one class."""
    faults = Faults()
    _check_group_points(item, faults)
    for clause in item.clauses:
        check_clause(item, clause, faults)
    check_reach(item, faults)
    return faults


def check_versions(rubrics: Sequence[Rubric]) -> Faults:
    """Versions against each other: two of one number, or in force from the same quarter."""
    faults = Faults()
    check_alike(((rubric.version, rubric.place_of("version")) for rubric in rubrics), faults)
    for index, rubric in enumerate(rubrics):
        for other in rubrics[:index]:
            if other.effective_from == rubric.effective_from:
                place, first = rubric.place_of("effective_from"), other.place_of("effective_from")
                faults.add("KP404", place, first=first, quarter=rubric.effective_from)
            if other.version == rubric.version:
                first = other.place_of("version")
                where = f" {first.file} 的第 {first.line} 行"
                faults.add("KP204", rubric.place_of("version"), id=rubric.version, where=where)
    return faults


def _check_ids(rubric: Rubric, faults: Faults) -> None:
    _check_unique(rubric.areas, faults)
    _check_unique(rubric.items(), faults)
    for item in rubric.items():
        _check_unique(item.clauses, faults)


def _check_unique(things: Iterable[_Identified], faults: Faults) -> None:
    first: dict[str, _Identified] = {}
    for thing in things:
        before = first.setdefault(thing.id, thing)
        if before is not thing:
            faults.add("KP204", thing.place_of("id"), id=thing.id, where=f"第 {before.at.line} 行")


def _resolved(number: object, branch_class: str) -> bool:
    return not isinstance(number, ByClass) or branch_class in number.by_class or number.otherwise is not None


def _check_totals(rubric: Rubric, classes: tuple[str, ...], faults: Faults) -> None:
    for branch_class in classes:
        if not all(_resolved(item.points, branch_class) for item in rubric.items()):
            return
        before = len(faults)
        sums = [_area_sum(area, branch_class) for area in rubric.areas]
        for area, points in zip(rubric.areas, sums, strict=True):
            if area.points is not None and points != area.points:
                lines = "；".join(f"第{item.at.line}行 {item.id}" for item in area.items if item.points is not None)
                faults.add(
                    "KP201",
                    area.place_of("points"),
                    area=area.name,
                    written=plain(area.points),
                    sum=plain(points),
                    lines=lines,
                )
        declared = [
            area.points if area.points is not None else points for area, points in zip(rubric.areas, sums, strict=True)
        ]
        whole = total(declared)
        if rubric.total is not None and whole != rubric.total:
            lines = "；".join(f"第{area.at.line}行 {area.name}" for area in rubric.areas)
            faults.add("KP202", rubric.place_of("total"), written=plain(rubric.total), sum=plain(whole), lines=lines)
        if len(faults) > before:
            return


def _check_stated(rubric: Rubric, faults: Faults) -> None:
    """Areas that move the base state their full marks."""
    for area in rubric.areas:
        # one that no file has is made for the items of cases
        if area.points is None and area.in_base and area.at.line:
            marks = area.full_marks
            if marks is None:
                words = "有的项目没有满分，本方面得多少不封顶"
            elif isinstance(marks, ByClass):
                words = "各项目加起来因支部类别而异"
            else:
                words = f"各项目加起来是 {plain(marks)} 分"
            faults.add("KP251", area.at, area=area.name, marks=words)


def _area_sum(area: Area, branch_class: str) -> Decimal:
    return sum((chosen(item.points, branch_class) for item in area.items if item.points is not None), Decimal(0))


def _check_item(rubric: Rubric, item: Item, roster: Roster | None, faults: Faults) -> None:
    if roster is not None:
        # a department may be called by any name that it has ever had
        known = {
            name for key, rows in roster.departments.items() for name in (key, *(row.name for row in rows)) if name
        }
        for index, department in enumerate(item.department):
            if department not in known:
                place = item.place_of("department", index)
                faults.add("KP214", place, hint=perhaps(department, known), department=department)
        for index, name in enumerate(item.not_applicable_to):
            if name not in roster.classes:
                problem = f"名册里没有“{name}”这个支部类别（有：{'、'.join(roster.classes)}）"
                faults.add("KP216", item.place_of("not_applicable_to", index), problem=problem)
        check_classes(item, roster.classes, faults)
    for clause in item.clauses:
        if clause.group is not None and clause.group not in item.groups:
            faults.add("KP205", clause.place_of("group"), group=clause.group)
    undone = [clause for clause in item.clauses if clause.undone]
    if item.task and len(undone) != 1:
        place = undone[1].place_of("undone") if undone else item.place_of("task")
        faults.add("KP217", place, count=len(undone))
    if not isinstance(item.due, str) and item.not_applicable is None and item.points is not None:
        faults.add("KP215", item.key_of("due"), due=quarters_in_words(item.due))
    if item.not_applicable_to and item.not_applicable is None:
        problem = f"{item.id} 写了不涉及的类别，却没有写 not_applicable 怎么计"
        place = item.place_of("not_applicable_to")
        faults.add("KP310", place, problem=problem, how="写上 not_applicable: full（或 fixed、rescale）")
    if isinstance(item.focus, dict) and isinstance(item.points, Decimal):
        shares = sum(item.focus.values(), Decimal(0))
        if shares != item.points:
            faults.add("KP223", item.key_of("focus"), sum=plain(shares), full=plain(item.points))


def _check_fixed(item: Item, classes: tuple[str, ...], faults: Faults) -> None:
    """固定分 lies between the item's least and full marks, or what is printed is not what is scored."""
    rule = item.not_applicable
    if rule is None or rule.points is None:
        return
    by_class = item.points if isinstance(item.points, ByClass) else None
    for branch_class in ("",) if by_class is None else classes or tuple(by_class.by_class):
        if not _resolved(item.points, branch_class):
            continue
        full = Decimal(0) if item.points is None else chosen(item.points, branch_class)
        if not item.floor <= rule.points <= full:
            scope = item.id if by_class is None else f"{item.id} 对“{branch_class}”类支部"
            low, fixed = plain(item.floor), plain(rule.points)
            place = item.place_of("not_applicable", "fixed")
            faults.add("KP341", place, scope=scope, fixed=fixed, low=low, full=plain(full))


def _check_group_points(item: Item, faults: Faults) -> None:
    """Groups have their points out of the item's; once the class of branches is chosen."""
    points = [decided(group.points) for group in item.groups.values() if group.points is not None]
    if item.points is None or not points:
        return
    full, shared = decided(item.points), total(points)
    if shared > full:
        faults.add("KP221", item.key_of("groups"), sum=plain(shared), full=plain(full))
