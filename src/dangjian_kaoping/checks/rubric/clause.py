"""One clause: does its fact go with its rule, do its levels and limits mean anything, have its tables holes."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.checks.rubric.drawing import check_drawn
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.clause import GIVES, scope_of
from dangjian_kaoping.engine.score.interval import Stretch, holes, meeting, written
from dangjian_kaoping.engine.score.price import points_in_row, stretches
from dangjian_kaoping.engine.score.veto import LASTING
from dangjian_kaoping.exact import ZERO, plain
from dangjian_kaoping.facts.kinds import KINDS
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.number import ByClass, PerHead
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, Row, ShareRule, TableRule, WithinRule, drawn
from dangjian_kaoping.place import Place


def check_clause(item: Item, clause: Clause, faults: Faults) -> None:
    """All that can be wrong with one clause, once the class of branches is chosen."""
    _check_fit(clause, faults)
    _check_levels(clause, faults)
    _check_numbers(item, clause, faults)
    if not item.lacks("points", "floor", "groups", "task"):
        _check_limits(item, clause, faults)
    _check_veto(clause, faults)
    check_drawn(clause, faults)
    if isinstance(clause.rule, TableRule):
        _check_table(clause, clause.rule, faults)
    if isinstance(clause.rule, WithinRule) and not isinstance(clause.rule.within, str):
        low, high = (decided(end) for end in clause.rule.within)
        if low > high:
            faults.add(codes.KP211(low=plain(low), high=plain(high)), clause.place_of(clause.effect, "within", 0))


def _check_fit(clause: Clause, faults: Faults) -> None:
    rule, fact = clause.rule, clause.fact
    if rule is None:
        return
    fits = isinstance(rule, fact.RULES) or (isinstance(rule, ShareRule) and rule.of is not None and fact.drawable)
    misfit = fact.misfit(rule) if fits else ""
    if misfit is not None:
        tag, because = type(rule).TAG, misfit and f"，{misfit}"
        faults.add(codes.KP206(fact=fact.TAG, rule=tag, because=because), clause.key_of(clause.effect, tag))


def _check_levels(clause: Clause, faults: Faults) -> None:
    known = clause.fact.known_levels
    for index, level in enumerate(known):
        if level in known[:index]:
            faults.add(codes.KP207(level=level, problem="写了两次"), clause.place_of("fact", clause.fact.TAG, index))
    if isinstance(clause.rule, LevelsRule) and known:
        for level in known:
            if level not in clause.rule.levels:
                faults.add(codes.KP207(level=level, problem="没有写几分"), clause.key_of(clause.effect, "levels"))
        for level in clause.rule.levels:
            if level not in known:
                place = clause.key_of(clause.effect, "levels", level)
                faults.add(codes.KP207(level=level, problem="不是 fact 里的档次"), place)
        _check_roles(clause, clause.rule, faults)
    for key, trigger in (("empties", clause.empties), ("veto", clause.veto)):
        for index, level in enumerate(trigger.levels if trigger is not None else ()):
            if level not in known:
                faults.add(codes.KP207(level=level, problem="不是 fact 里的档次"), clause.place_of(key, "at", index))


def _check_roles(clause: Clause, rule: LevelsRule, faults: Faults) -> None:
    """Every level has points for every role that is listed, and for no other; where none is listed, one number."""
    roles = clause.fact.priced_roles
    for level, points in rule.levels.items():
        way = (clause.effect, "levels", level)
        if not isinstance(points, dict):
            if roles:
                faults.add(codes.KP207(level=level, problem="没有按角色写几分"), clause.key_of(*way))
            continue
        for role in points:
            if role not in roles:
                problem = "不是 fact 里的角色" if roles else "是按角色写的分，而 fact 的 roles 没有列出角色"
                name = role if roles else level
                where = clause.key_of(*way, role) if roles else clause.key_of(*way)
                faults.add(codes.KP207(level=name, problem=problem), where)
                if not roles:
                    break
        for role in roles:
            if role not in points:
                faults.add(codes.KP207(level=level, problem=f"没有写“{role}”几分"), clause.key_of(*way))


def _check_numbers(item: Item, clause: Clause, faults: Faults) -> None:
    rule = clause.rule
    if isinstance(rule, EachRule) and isinstance(rule.step, Decimal) and rule.step <= 0:
        faults.add(codes.KP220(problem="step 是 0，一步也走不出"), clause.place_of(clause.effect, "step"))
    clause.fact.check(rule, faults, item.also_reading(clause))
    _check_lines(clause, faults)


def _check_lines(clause: Clause, faults: Faults) -> None:
    """No line and no end lies below all that the fact can come to, where that begins at nothing."""
    low = clause.fact.reach.low
    for way, number in _lines(clause):
        if number is not None and decided(number) < 0 <= low:
            never = f"写的是 {plain(decided(number))}，而这里的数不会小于 {plain(low)}"
            problem = f"{never}；数值（value）会有负数的，写负的 min"
            faults.add(codes.KP220(problem=problem), clause.place_of(*way))


def _lines(clause: Clause) -> Iterator[tuple[tuple[str | int, ...], Decimal | ByClass | PerHead | None]]:
    """The lines, and the ends of rows and of conditions, with the keys that lead to them."""
    rule = clause.rule
    if isinstance(rule, EachRule) and clause.drawn_by is None:
        for key, line in (("below", rule.below), ("above", rule.above)):
            yield (clause.effect, key), None if line is None else drawn(line)
    stretches: list[tuple[tuple[str | int, ...], Trigger | Row | None]] = [
        (("empties",), clause.empties),
        (("veto",), clause.veto),
    ]
    if isinstance(rule, TableRule):
        stretches += [((clause.effect, "table", index), row) for index, row in enumerate(rule.table)]
    for way, stretch in stretches:
        if stretch is not None:
            bounds = {"from": stretch.start, "over": stretch.over, "to": stretch.end, "under": stretch.under}
            yield from (((*way, key), number) for key, number in bounds.items())


def _check_limits(item: Item, clause: Clause, faults: Faults) -> None:
    fact, rule = clause.fact, clause.rule
    problems: list[tuple[str, str]] = []
    if clause.free is not None and not fact.COUNTS:
        counted = "、".join(each.TAG for each in KINDS if each.COUNTS)
        problems.append(("free", f"free 只用于可以计数的事实（{counted}）"))
    if clause.repeat is not None:
        if clause.fact.priced_roles and clause.repeat.prices:
            problem = "再犯的分 prices 是一个数，而这里各角色的分不同；写 repeat: {times: [倍数]}"
            problems.append(("repeat", problem))
        occurrence = isinstance(rule, (EachRule, LevelsRule)) and fact.HAS_NUMBER
        if not occurrence and not (isinstance(rule, WithinRule) and clause.repeat.adds):
            problems.append(("repeat", "repeat 换的是每一次的分，只用于 each、事件的 levels，或 adds: true 的 within"))
    if clause.below_zero and (clause.effect != "deduct" or item.floor >= 0):
        problems.append(("below_zero", "below_zero 只用于扣分，而且本项目要写负的 floor"))
    if clause.empties is not None and clause.effect not in ("deduct", "earn"):
        problems.append(("empties", "empties 只用于扣分、得分的条款"))
    if not fact.combines(clause.combine):
        problems.append(("combine", _uncombined(clause)))
    if clause.highest_only and not fact.IS_CASE:
        cases = "、".join(each.TAG for each in KINDS if each.IS_CASE)
        problems.append(("highest_only", f"highest_only 只用于一条记录一件事的事实（{cases}）"))
    earns = any(each.earn is not None for each in item.clauses)
    if item.points is None and clause.deduct is not None and item.floor >= 0 and not earns:
        problems.append(("deduct", "没有满分的项目里扣分等于没有扣；要从总分里扣，写 penalty"))
    if clause.undone and not item.task:
        problems.append(("undone", "undone 只用于 task: true 的单项工作"))
    if clause.highest_per_event and clause.effect == "veto":
        problems.append(("highest_per_event", "一票否决不参加同一事件就高"))
    for key, problem in problems:
        faults.add(codes.KP220(problem=problem), clause.key_of(key))
    if isinstance(rule, EachRule) and rule.below is not None and rule.above is not None:
        faults.add(codes.KP220(problem="below 与 above 只能写一个"), clause.key_of(clause.effect, "above"))
    _check_triggers(clause, faults)
    if clause.empties is not None:
        _check_emptied(item, clause, faults)


def _uncombined(clause: Clause) -> str:
    states = "、".join(each.TAG for each in KINDS if each.STANDS)
    of_states = f"combine: {clause.combine} 只用于取最不利一条的事实（{states}）"
    return f"{of_states}；逐月分别计分的 sum 只用于 per: month 的 missing"


def _check_triggers(clause: Clause, faults: Faults) -> None:
    for key, trigger in (("empties", clause.empties), ("veto", clause.veto)):
        if trigger is None:
            continue
        if not clause.fact.HAS_NUMBER and written(trigger) != Stretch(None, False, None, False):
            faults.add(codes.KP220(problem="定档没有数，条件用 at: 档次"), _bound_of(clause, key, trigger))
        if written(trigger).empty:
            faults.add(codes.KP220(problem="界限颠倒，永远达不到"), _bound_of(clause, key, trigger))
        if _both(trigger):
            problem = "from 与 over、to 与 under 各只能写一个"
            faults.add(codes.KP220(problem=problem), _bound_of(clause, key, trigger))


def _bound_of(clause: Clause, key: str, trigger: Trigger) -> Place:
    """The last bound of a trigger: it is the one that does not go with what stands before it."""
    return clause.place_of(key, *_bounds(trigger)[-1:])


def _bounds(stretch: Trigger | Row) -> list[str]:
    """The keys of the bounds that are written."""
    bounds = {"from": stretch.start, "over": stretch.over, "to": stretch.end, "under": stretch.under}
    return [key for key, number in bounds.items() if number is not None]


def _both(trigger: Trigger) -> bool:
    return (trigger.start is not None and trigger.over is not None) or (
        trigger.end is not None and trigger.under is not None
    )


def _check_emptied(item: Item, clause: Clause, faults: Faults) -> None:
    scope = scope_of(item, clause)
    group = item.groups.get(clause.group) if clause.group else None
    if scope == "group" and (group is None or group.points is None):
        problem = f"“{clause.group}”这个组没有满分，不能清零" if clause.group else "本条没有归组，不能清零本组"
        faults.add(codes.KP213(problem=problem), clause.place_of("empties", "scope"))
    elif scope == "item" and item.points is None:
        faults.add(codes.KP213(problem="本项目没有满分，不能清零"), clause.place_of("empties", "scope"))


def _check_veto(clause: Clause, faults: Faults) -> None:
    veto = clause.veto
    if veto is None:
        return
    if veto.effect == "grade_cap" and veto.grade is None:
        faults.add(codes.KP220(problem="grade_cap 要写明最高可评的等次 grade"), clause.place_of("veto", "effect"))
    if veto.effect == "score_cap" and veto.at_most is None:
        faults.add(codes.KP220(problem="score_cap 要写明综合得分最高几分 at_most"), clause.place_of("veto", "effect"))
    if veto.effect != "score_cap" and veto.at_most is not None:
        faults.add(codes.KP220(problem="at_most 只用于 score_cap"), clause.key_of("veto", "at_most"))
    if veto.effect != "grade_cap" and veto.grade is not None:
        faults.add(codes.KP220(problem="grade 只用于 grade_cap"), clause.key_of("veto", "grade"))
    if veto.effect in LASTING and veto.lasts == "round" and "lasts" in veto.model_fields_set:
        problem = "等次受限（grade_cap）、不得评先（barred）都管到年底，写 for: round 不起作用"
        faults.add(codes.KP220(problem=problem), clause.place_of("veto", "for"))
    for index, what in enumerate(veto.barred_from):
        if what not in ("commendation", "money"):
            problem = f"barred_from 里的“{what}”不认识，可写 commendation、money"
            faults.add(codes.KP220(problem=problem), clause.place_of("veto", "barred_from", index))


def _check_table(clause: Clause, rule: TableRule, faults: Faults) -> None:
    for index, row in enumerate(rule.table):
        if (
            written(row).empty
            or (row.start is not None and row.over is not None)
            or (row.end is not None and row.under is not None)
        ):
            place = clause.place_of(clause.effect, "table", index)
            faults.add(codes.KP220(problem="这一段的界限颠倒或重复，什么数也落不进来"), place)
            return
    lines = [_check_line(clause, row, index, faults) for index, row in enumerate(rule.table)]
    if not all(lines):
        return
    whole = clause.fact.is_whole
    rows = stretches(rule)
    what = f"条款“{clause.id}”的分段"
    if rule.overlap is None:
        resolved = "分多的" if clause.effect in GIVES else "扣得多的"
        for one, other, number in meeting(rows, whole=whole):
            if _join(rule, rows, one, other, number):
                continue
            place = clause.place_of(clause.effect, "table", other, *_bounds(rule.table[other])[:1])
            faults.add(codes.KP208(what=what, value=plain(number), resolved=resolved), place)
    for number in holes([*rows, *_emptied(clause)], _met_by_table(clause), whole=whole):
        faults.add(codes.KP209(what=what, value=plain(number)), clause.key_of(clause.effect, "table"))


def _check_line(clause: Clause, row: Row, index: int, faults: Faults) -> bool:
    """Whether a row that runs straight between two ends has them, a stretch between them, and no other way to rise."""
    if row.to_points is None:
        return True
    stretch = written(row)
    wrong: tuple[str, str] | None = None
    if row.each is not None:
        wrong = "each", "each 与 to_points 只能写一个"
    elif stretch.low is None or stretch.high is None:
        wrong = "to_points", "to_points 是终点的分，这一段的两头都要写明"
    elif stretch.low == stretch.high:
        wrong = "to_points", "这一段的两头是同一个数，没有终点可言"
    if wrong is None:
        return True
    key, problem = wrong
    faults.add(codes.KP220(problem=problem), clause.key_of(clause.effect, "table", index, key))
    return False


def _join(rule: TableRule, rows: Sequence[Stretch], one: int, other: int, number: Decimal) -> bool:
    """Whether two rows meet at no other number than this one, and give the same points there."""
    low = max((end for end in (rows[one].low, rows[other].low) if end is not None), default=None)
    high = min((end for end in (rows[one].high, rows[other].high) if end is not None), default=None)
    if not low == high == number:
        return False
    points = [points_in_row(rule.table[index], rows[index], number) for index in (one, other)]
    return points[0] == points[1]


def _met_by_table(clause: Clause) -> Stretch:
    """The numbers that a table may meet: what the fact can come to, less what is free."""
    fact = clause.fact.one_part(clause.combine)
    low, open_end, high = fact.reach_of_tables
    if clause.free is not None and high is not None and fact.reach.high is not None:
        high -= decided(clause.free)
    return Stretch(low, open_end, high, False)


def _emptied(clause: Clause) -> Iterator[Stretch]:
    """The stretch in which the clause empties its scope: there the table need give no points."""
    if clause.empties is not None and not clause.empties.levels:
        stretch = written(clause.empties)
        free = ZERO if clause.free is None else decided(clause.free)
        if stretch.low is not None or stretch.high is not None:
            low, high = (None if end is None else end - free for end in (stretch.low, stretch.high))
            yield stretch._replace(low=low, high=high)
