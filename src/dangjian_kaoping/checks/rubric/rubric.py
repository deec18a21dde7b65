"""A rubric as a whole: points that add up, ids, departments, groups, tasks, and what can be used up."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import NamedTuple, Protocol

from dangjian_kaoping.checks.names import check_alike, check_names_of_rubric
from dangjian_kaoping.checks.roster import all_departments_named
from dangjian_kaoping.checks.rubric.ceiling import check_ceilings, check_exceeding
from dangjian_kaoping.checks.rubric.classes import check_classes
from dangjian_kaoping.checks.rubric.clause import check_clause
from dangjian_kaoping.checks.rubric.drawing import check_mean, check_pools
from dangjian_kaoping.checks.rubric.earning import check_earning
from dangjian_kaoping.checks.rubric.factors import check_factors
from dangjian_kaoping.checks.rubric.heads import check_heads, check_rounding, heads_tried
from dangjian_kaoping.checks.rubric.measure import check_measure
from dangjian_kaoping.checks.rubric.reach import check_reach
from dangjian_kaoping.checks.rubric.reading import check_reading, reads_what_is_not_there
from dangjian_kaoping.diagnostics import Diagnostic, Fault, Faults, blocking, codes, perhaps
from dangjian_kaoping.exact import Exact, plain, times, total
from dangjian_kaoping.facts.same import SameFact
from dangjian_kaoping.model.by_class import decided, for_heads
from dangjian_kaoping.model.canonical import canonical, digest_of
from dangjian_kaoping.model.number import ByClass, chosen
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.periods import Quarter, quarters_in_words
from dangjian_kaoping.place import Place

OTHERS = "其余"
"""The classes that nothing names, where there is no roster."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def at(self) -> Place: ...
    def place_of(self, *keys: str | int) -> Place: ...
    def lacks(self, *keys: str) -> bool: ...


class Examined(NamedTuple):
    """All faults of a version, and its items with errors of their own: no record can be held against them."""

    faults: Faults
    unsound: frozenset[str]


def check_rubric(rubric: Rubric, roster: Roster | None) -> Faults:
    """All faults of one version; without a roster, its departments and classes are not asked about."""
    return examined(rubric, roster).faults


def examined(rubric: Rubric, roster: Roster | None) -> Examined:
    """The same, with what else follows from looking at all items."""
    faults = Faults()
    check_measure(rubric, faults, _classes(roster))
    if roster is not None:
        check_heads(rubric, roster, faults)
    _check_ids(rubric, faults)
    check_names_of_rubric(rubric, faults)
    _check_totals(rubric, _classes(roster) or ("",), faults)
    _check_stated(rubric, faults)
    if rubric.draws and roster is not None and not roster.lacks("classes"):
        check_pools(rubric, roster, faults)
    if rubric.whole:
        check_exceeding(rubric, faults)
        check_factors(rubric, faults)
    unsound = set()
    for item, found in _of_items(rubric, roster):
        faults.extend(found)
        if _is_unsound(item, found):
            unsound.add(item.id)
    return Examined(faults, frozenset(unsound))


def asked_of_roster(rubric: Rubric, roster: Roster | None) -> object:
    """What of a roster the faults of a version follow from: where that is the same, so are they."""
    if roster is None:
        return None
    whole = rubric.uses_heads or rubric.draws
    parts = (roster.classes, roster.departments, *([roster.branches] if whole else []))
    return digest_of([canonical(each) for each in parts])


def unsound_items(rubric: Rubric, roster: Roster | None) -> frozenset[str]:
    """The items with errors of their own, where nothing else is asked of the rubric."""
    return frozenset(item.id for item, found in _of_items(rubric, roster) if _is_unsound(item, found))


def _of_items(rubric: Rubric, roster: Roster | None) -> Iterator[tuple[Item, Faults]]:
    for item in rubric.items():
        faults = Faults()
        _check_whole_item(item, roster, faults)
        yield item, faults


def _is_unsound(item: Item, found: Faults) -> bool:
    return bool(blocking(found)) or reads_what_is_not_there(item)


def all_items_known(rubric: Rubric) -> bool:
    """Whether every item's id is known: else one that is unknown may be one that could not be read."""
    areas = rubric.areas
    return not rubric.lacks("areas") and not any(
        area.lacks("items") or any(item.lacks("id") for item in area.items) for area in areas
    )


def all_clauses_known(item: Item) -> bool:
    """Whether the id of every clause of an item is known."""
    return not item.lacks("clauses") and not any(clause.lacks("id") for clause in item.clauses)


def _classes(roster: Roster | None) -> tuple[str, ...]:
    return () if roster is None or roster.lacks("classes") else roster.classes


def _check_whole_item(item: Item, roster: Roster | None, faults: Faults) -> None:
    classes = _classes(roster)
    _check_item(item, roster, faults)
    if not item.lacks("points", "floor", "not_applicable"):
        _check_fixed(item, classes, faults)
    _check_by_class(item, classes, heads_tried(roster) if item.uses_heads else (), faults)
    for clause in item.clauses if item.uses_heads else ():
        if clause.whole:
            check_rounding(clause, faults)


def _check_by_class(item: Item, classes: tuple[str, ...], heads: Sequence[int], faults: Faults) -> None:
    """The clauses and what they can come to, for each class that has numbers of its own.

    A fault that all classes have is told once, another with the classes that have it.
    """
    differing = item.by_class_numbers
    # without a roster, `otherwise` stands for all classes that nothing names
    named = classes or (*dict.fromkeys(name for number in differing for name in number.by_class), OTHERS)
    known = [each for each in named if all(_resolved(number, each) for number in differing)] if differing else [""]
    having: dict[tuple[str, Place, str], tuple[Diagnostic, list[str]]] = {}
    for branch_class in known:
        for fault in _at_all_heads(item.of_class(branch_class), heads):
            having.setdefault((fault.code, fault.place, fault.message), (fault, []))[1].append(branch_class)
    for fault, concerned in having.values():
        hint = "" if len(concerned) == len(known) else f"这说的是{'、'.join(concerned)}类支部。"
        faults.extend([replace(fault, hint=hint + fault.hint)])


def _at_all_heads(item: Item, heads: Sequence[int]) -> Iterable[Diagnostic]:
    """The faults of an item of one class; where numbers follow from a head count, those that it has at all of them."""
    if not item.uses_heads:
        return _faults_of(item)
    several = [list(_faults_of(for_heads(item, each))) for each in heads]
    common = set.intersection(*({(fault.code, fault.place) for fault in each} for each in several))
    return [fault for fault in several[0] if (fault.code, fault.place) in common]


def _faults_of(item: Item) -> Faults:
    """The faults of an item with the numbers of one class."""
    faults = Faults()
    if not item.lacks("points", "groups"):
        _check_group_points(item, faults)
    if not item.lacks("points", "groups", "ceiling"):
        check_ceilings(item, faults)
    for clause in item.clauses:
        if clause.whole and not isinstance(clause.fact, SameFact):
            check_clause(item, clause, faults)
    before = len(faults)
    check_reading(item, faults)
    if item.whole and not faults.has_error_since(before):
        check_reach(item, faults)
        check_earning(item, faults)
    return faults


def none_in_force(quarter: Quarter, known: Sequence[str]) -> Fault:
    """That no version is in force in a quarter (KP401); `known` says of each that there is since when it is."""
    listed = f"请检查 rubrics 里各版的 effective_from；有：{'、'.join(known)}。"
    return codes.KP401(quarter=quarter, mend=listed if known else "rubrics 里还没有细则，请先写上一版。")


def check_versions(rubrics: Sequence[Rubric]) -> Faults:
    """Versions against each other: two of one number, or in force from the same quarter."""
    faults = Faults()
    check_alike(((rubric.version, partial(rubric.place_of, "version")) for rubric in rubrics), faults)
    for index, rubric in enumerate(rubrics):
        for other in rubrics[:index]:
            if other.effective_from == rubric.effective_from and not _lack(rubric, other, "effective_from"):
                place, first = rubric.place_of("effective_from"), other.place_of("effective_from")
                faults.add(codes.KP404(first=first, quarter=rubric.effective_from), place)
            if other.version == rubric.version and not _lack(rubric, other, "version"):
                first = other.place_of("version")
                where = f" {first.file} 的第 {first.line} 行"
                faults.add(codes.KP204(id=rubric.version, where=where), rubric.place_of("version"))
    return faults


def _lack(one: Rubric, other: Rubric, key: str) -> bool:
    return one.lacks(key) or other.lacks(key)


def _check_ids(rubric: Rubric, faults: Faults) -> None:
    _check_unique(rubric.areas, faults)
    _check_unique(rubric.items(), faults)
    for item in rubric.items():
        _check_unique(item.clauses, faults)


def _check_unique(things: Iterable[_Identified], faults: Faults) -> None:
    first: dict[str, _Identified] = {}
    for thing in things:
        if thing.lacks("id"):
            continue
        before = first.setdefault(thing.id, thing)
        if before is not thing:
            faults.add(codes.KP204(id=thing.id, where=f"第 {before.at.line} 行"), thing.place_of("id"))


def _resolved(number: object, branch_class: str) -> bool:
    return not isinstance(number, ByClass) or branch_class in number.by_class or number.otherwise is not None


def _check_totals(rubric: Rubric, classes: tuple[str, ...], faults: Faults) -> None:
    """Items add up to their area, areas to the whole: for each class; what is wrong for several is told once."""
    wrong: set[str] = set()
    summed = [area for area in rubric.areas if _can_be_summed(area)]
    for branch_class in classes:
        if not all(_resolved(item.points, branch_class) for item in rubric.items()):
            continue
        for area in summed:
            points = _area_sum(area, branch_class)
            if area.points is not None and points != area.points and area.id not in wrong:
                wrong.add(area.id)
                lines = "；".join(f"第{item.at.line}行 {item.id}" for item in area.summed if item.points is not None)
                place, written = area.place_of("points"), plain(area.points)
                faults.add(codes.KP201(area=area.name, written=written, sum=plain(points), lines=lines), place)
        whole = total(_weighed(area, branch_class) for area in summed if not rubric.is_factor(area))
        known = len(summed) == len(rubric.areas) and not rubric.lacks("areas", "total") and "" not in wrong
        if known and rubric.total is not None and whole != rubric.total:
            wrong.add("")
            lines = "；".join(f"第{area.at.line}行 {area.name}" for area in rubric.summed)
            faults.add(
                codes.KP202(written=plain(rubric.total), sum=plain(whole), lines=lines), rubric.place_of("total")
            )


def _can_be_summed(area: Area) -> bool:
    """Whether the points of an area and of all its items could be read."""
    return not area.lacks("points", "items") and not any(item.lacks("points") for item in area.items)


def _check_stated(rubric: Rubric, faults: Faults) -> None:
    """Areas that move the base state their full marks."""
    for area in rubric.areas:
        # one that no file has is made for the items of cases
        if area.points is None and area.in_base and area.at.line and area.whole:
            marks = area.marks
            if marks is None:
                words = "有的项目没有满分，本方面得多少不封顶"
            elif isinstance(marks, ByClass):
                words = "各项目加起来因支部类别而异"
            else:
                words = f"各项目加起来是 {plain(marks)} 分"
            faults.add(codes.KP251(area=area.name, marks=words), area.place_of("name"))


def _area_sum(area: Area, branch_class: str) -> Decimal:
    return sum((chosen(item.points, branch_class) for item in area.summed if item.points is not None), Decimal(0))


def _weighed(area: Area, branch_class: str) -> Exact:
    points = area.points if area.points is not None else _area_sum(area, branch_class)
    return times(points, area.weight)


def _check_item(item: Item, roster: Roster | None, faults: Faults) -> None:
    if roster is not None:
        _check_names(item, roster, faults)
    for clause in item.clauses:
        if clause.group is not None and clause.group not in item.groups and not item.lacks("groups"):
            faults.add(codes.KP205(group=clause.group), clause.place_of("group"))
    _check_recorders(item, roster, faults)
    undone = [clause for clause in item.clauses if clause.undone]
    counted = all_clauses_known(item) and not any(clause.lacks("undone") for clause in item.clauses)
    if item.task and len(undone) != 1 and counted:
        place = undone[1].place_of("undone") if undone else item.place_of("task")
        faults.add(codes.KP217(count=len(undone)), place)
    known = not item.lacks("not_applicable", "points")
    if isinstance(item.due, dict) and not item.lacks("due"):
        for name, day in item.due.items():
            if (day.month + 2) // 3 != int(name[1]):
                problem = f"{day.chinese}不在{quarters_in_words([name])}，期限要在它自己的季度里"
                faults.add(codes.KP220(problem=problem), item.place_of("due", name))
    _check_due_day(item, faults)
    sometimes = () if isinstance(item.due, str) or item.due_always else tuple(item.due)
    stated = item.points is not None and not item.factor
    if sometimes and item.not_applicable is None and stated and known:
        faults.add(codes.KP215(due=quarters_in_words(sometimes)), item.key_of("due"))
    if item.not_applicable_to and item.not_applicable is None and known:
        problem = f"{item.id} 写了不涉及的类别，却没有写 not_applicable 怎么计"
        place = item.place_of("not_applicable_to")
        faults.add(codes.KP310(problem=problem, how="写上 not_applicable: full（或 fixed、rescale）"), place)
    check_mean(item, faults)
    _check_lasting(item, faults)
    _check_focus(item, faults)


def _check_due_day(item: Item, faults: Faults) -> None:
    if item.due_day is None or item.lacks("due_day", "due"):
        return
    if not 1 <= item.due_day <= 31:
        problem = f"没有 {item.due_day} 日这一天，due_day 要写 1 到 31"
        faults.add(codes.KP220(problem=problem), item.place_of("due_day"))
    elif item.due != "monthly":
        problem = "due_day 是每月几日，要与 due: monthly 一起写；别的期限写成 due: {Q1: 03-15} 这样"
        faults.add(codes.KP220(problem=problem), item.key_of("due_day"))


def _check_recorders(item: Item, roster: Roster | None, faults: Faults) -> None:
    """Who records a clause is one of those who inspect its item, by whatever name."""
    if not item.named_departments or item.lacks("department"):
        return
    rows = {} if roster is None else roster.departments
    ids = {name: key for key, several in rows.items() for name in (key, *(row.name for row in several)) if name}
    own = {ids.get(name, name) for name in item.department}
    for clause in item.clauses:
        for index, department in enumerate(clause.department):
            if ids.get(department, department) not in own and not clause.lacks("department"):
                known, hint = "、".join(item.department), perhaps(department, item.department)
                place = clause.place_of("department", index)
                faults.add(codes.KP242(item=item.id, department=department, known=known), place, hint=hint)


def _check_names(item: Item, roster: Roster, faults: Faults) -> None:
    """The departments and the classes of an item are the roster's."""
    # a department may be called by any name that it has ever had
    known = {name for key, rows in roster.departments.items() for name in (key, *(row.name for row in rows)) if name}
    for index, department in enumerate(item.department):
        if department not in known and all_departments_named(roster) and not item.lacks("department"):
            place = item.place_of("department", index)
            faults.add(codes.KP214(department=department), place, hint=perhaps(department, known))
    if roster.lacks("classes"):
        return
    for index, name in enumerate(item.not_applicable_to):
        if name not in roster.classes:
            problem = f"名册里没有“{name}”这个支部类别（有：{'、'.join(roster.classes)}）"
            faults.add(codes.KP216(problem=problem), item.place_of("not_applicable_to", index))
    if not item.by_class_numbers:
        return
    for part in (item,) if item.whole else (clause for clause in item.clauses if clause.whole):
        check_classes(part, roster.classes, faults)


def _check_lasting(item: Item, faults: Faults) -> None:
    """全年不得分 where no later round of the year asks the item."""
    if isinstance(item.due, str) or set(item.due) != {"Q4"}:
        return
    for clause in item.clauses:
        if clause.empties is not None and clause.empties.lasts == "year":
            faults.add(codes.KP228(clause=clause.id), clause.place_of("empties", "for"))


def _check_focus(item: Item, faults: Faults) -> None:
    if item.lacks("focus", "points"):
        return
    if isinstance(item.focus, dict) and isinstance(item.points, Decimal):
        shares = sum(item.focus.values(), Decimal(0))
        if shares != item.points:
            faults.add(codes.KP223(sum=plain(shares), full=plain(item.points)), item.key_of("focus"))


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
        if item.factor and item.points is None:
            full = rule.points  # what a factor without full marks comes to has no end
        if not item.floor <= rule.points <= full:
            scope = item.id if by_class is None else f"{item.id} 对“{branch_class}”类支部"
            low, fixed = plain(item.floor), plain(rule.points)
            place = item.place_of("not_applicable", "fixed")
            faults.add(codes.KP341(scope=scope, fixed=fixed, low=low, full=plain(full)), place)


def _check_group_points(item: Item, faults: Faults) -> None:
    """Groups have their points out of the item's; once the class of branches is chosen."""
    points = [decided(group.points) for group in item.groups.values() if group.points is not None]
    if item.points is None or not points:
        return
    full, shared = decided(item.points), total(points)
    if shared > full:
        faults.add(codes.KP221(sum=plain(shared), full=plain(full)), item.key_of("groups"))
