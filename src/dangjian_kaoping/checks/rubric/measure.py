"""考评办法: weights that add up to 1, grades without holes."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from dangjian_kaoping.checks.rubric.classes import check_classes
from dangjian_kaoping.diagnostics import Faults, codes, perhaps, problems
from dangjian_kaoping.engine.score.interval import Stretch, completed, holes, meeting
from dangjian_kaoping.exact import ONE, plain
from dangjian_kaoping.model.measure import AreaBreaker, Measure
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.values import ByClass, OfClass, chosen


def check_measure(rubric: Rubric, faults: Faults, classes: Sequence[str] = ()) -> None:
    """All faults of the measure of one version; without classes of branches these are not asked about."""
    measure = rubric.measure
    weights = measure.weights
    whole = weights.inspection + weights.self_assessment
    if whole != ONE and not weights.lacks("inspection", "self_assessment"):
        faults.add(codes.KP203(what="检查与自评", sum=plain(whole)), measure.key_of("weights"))
    if measure.due_day is not None and not 1 <= measure.due_day <= 31:
        problem = f"没有 {measure.due_day} 日这一天，due_day 要写 1 到 31"
        faults.add(codes.KP220(problem=problem), measure.place_of("due_day"))
    elif measure.due_day is not None and measure.self_assessment == "none":
        faults.add(codes.KP220(problem="不要自评，也就没有报送的日子"), measure.key_of("due_day"))
    if measure.self_assessment == "none":
        _check_none(measure, faults)
    if measure.rounding.stage == "areas":
        faults.add(codes.KP222(), measure.rounding.place_of("at"))
    _check_breakers(rubric, faults)
    if measure.lacks("grades") or not all(band.whole for band in measure.grades):
        return
    _check_lines(measure, faults)
    for band in measure.grades if classes else ():
        check_classes(band, classes, faults)
    _check_limits(rubric, faults)
    _check_reach(rubric, faults)
    _check_grade_caps(rubric, faults)
    if measure.year.combine == "sum":
        _check_sum(rubric, classes or ("",), faults)


def _check_none(measure: Measure, faults: Faults) -> None:
    """Without self-assessments they weigh nothing and break no tie."""
    weight = measure.weights.self_assessment
    if weight and not measure.weights.lacks("self_assessment"):
        problem = f"自评的权重是 {plain(weight)}"
        faults.add(codes.KP240(problem=problem), measure.place_of("self_assessment"))
    for index, breaker in enumerate(measure.tie_breakers):
        if breaker == "self_assessment":
            mend = "请从 tie_breakers 里删去 self_assessment。"
            fault = codes.KP240(problem="得分相同时要比自评得分", mend=mend)
            faults.add(fault, measure.place_of("tie_breakers", index))


def _check_sum(rubric: Rubric, classes: Sequence[str], faults: Faults) -> None:
    """Lines that a year which adds up can reach."""
    most = _most_in_a_year(rubric, classes)
    if most is None:
        return
    for band, stretch in zip(rubric.measure.grades, completed(rubric.measure.grades), strict=True):
        if stretch.low is not None and (stretch.low > most or (stretch.low == most and stretch.low_open)):
            key = "from" if band.start is not None else "over" if band.over is not None else "grade"
            fault = codes.KP239(grade=band.grade, line=plain(stretch.low), most=plain(most))
            faults.add(fault, band.place_of(key))


def _most_in_a_year(rubric: Rubric, classes: Sequence[str]) -> Decimal | None:
    """The most (分) that a branch can have in the rounds of a year together; None where nothing limits it."""
    gives = any(clause.effect == "bonus" for item in rubric.items() for clause in item.clauses)
    bonus = rubric.measure.bonus.at_most if gives else Decimal(0)
    if bonus is None or not all(item.bounded for item in rubric.items()):
        return None
    try:
        whole = [
            sum((_most_of_a_round(rubric, number, each) for number in range(1, 5)), Decimal(0)) for each in classes
        ]
    except LookupError:
        return None  # a class has no number, which is said elsewhere
    return max(whole) + 4 * bonus


def _most_of_a_round(rubric: Rubric, number: int, branch_class: str) -> Decimal:
    found, rescaled = Decimal(0), Decimal(0)
    for item in rubric.items():
        full = Decimal(0) if item.points is None else chosen(item.points, branch_class)
        aside = item.not_applicable
        if item.asked_of(branch_class, number) or aside is None:
            found += full
        elif aside.rule == "rescale":
            rescaled += full
        else:
            found += full if aside.points is None else aside.points
    # what is rescaled makes the others worth as much as all
    return found + rescaled


def _check_lines(measure: Measure, faults: Faults) -> None:
    """Lines without holes and overlaps, from the best grade down; a grade without lines fills the holes."""
    placed = [band for band in measure.grades if band.has_lines]
    grades = completed(placed)
    for _, other, number in meeting(grades, whole=False):
        faults.add(codes.KP218(problem=f"{plain(number)} 分落在两个等次里"), placed[other].place_of("grade"))
    if grades and len(placed) == len(measure.grades):
        everything = Stretch(None, False, None, False)
        for number in holes(grades, everything, whole=False):
            faults.add(codes.KP218(problem=problems.no_grade(plain(number))), measure.key_of("grades"))
    for above, below in pairwise(range(len(grades))):
        if _lower(grades[above], grades[below]):
            problem = "等次要从高到低写，否则“最高可评某一等”就弄反了"
            faults.add(codes.KP218(problem=problem), placed[below].place_of("grade"))


def _check_breakers(rubric: Rubric, faults: Faults) -> None:
    """What ties are broken by is there."""
    areas = {area.id for area in rubric.areas}
    for breaker in rubric.measure.tie_breakers:
        if isinstance(breaker, str):
            continue
        known, key, what = (
            (areas, breaker.area, "方面")
            if isinstance(breaker, AreaBreaker)
            else (rubric.by_item, breaker.item, "项目")
        )
        if key not in known:
            problem = f"没有“{key}”这个{what}，得分相同时比不了"
            faults.add(codes.KP220(problem=problem), breaker.place_of(breaker.TAG), hint=perhaps(key, known))


def _check_limits(rubric: Rubric, faults: Faults) -> None:
    """Limits that can be kept, grades named once, and an asked-for grade that there is."""
    measure = rubric.measure
    areas = sum(area.in_base for area in rubric.areas)
    for band in measure.grades:
        if band.at_most_percent is not None and band.at_most_percent > 100:
            problem = f"“{band.grade}”最多占 {plain(band.at_most_percent)}%，超过了 100%"
            faults.add(codes.KP218(problem=problem), band.place_of("at_most_percent"))
        if any(number % 1 for number in _numbers(band.at_most)):
            problem = f"“{band.grade}”的 at_most 是几个支部，要写整数"
            faults.add(codes.KP218(problem=problem), band.place_of("at_most"))
        if band.areas is None:
            continue
        if band.areas.from_percent > 100:
            problem = f"“{band.grade}”要各方面达到 {plain(band.areas.from_percent)}%，超过了 100%"
            faults.add(codes.KP218(problem=problem), band.place_of("areas", "from_percent"))
        if band.areas.at_least is not None and band.areas.at_least > areas:
            problem = f"“{band.grade}”要 {band.areas.at_least} 个方面，计入基础分的只有 {areas} 个"
            faults.add(codes.KP218(problem=problem), band.place_of("areas", "at_least"))
    known = [band.grade for band in measure.grades]
    for index, band in enumerate(measure.grades):
        if band.grade in known[:index]:
            faults.add(codes.KP218(problem=f"“{band.grade}”这个等次写了两次"), band.place_of("grade"))
    wanted = measure.commendation.grade
    if wanted is not None and wanted not in known:
        problem = f"评先选优要求“{wanted}”，没有这个等次（有：{'、'.join(known) or '没有划分等次'}）"
        faults.add(codes.KP218(problem=problem), measure.place_of("commendation", "grade"), hint=perhaps(wanted, known))


def _numbers(number: OfClass | None) -> list[Decimal]:
    """A number, or those of all classes."""
    if isinstance(number, ByClass):
        return [*number.by_class.values(), *([] if number.otherwise is None else [number.otherwise])]
    return [] if number is None else [number]


def _check_reach(rubric: Rubric, faults: Faults) -> None:
    """No grade stands behind one without lines that takes whoever comes and lets nobody fall further."""
    grades = rubric.measure.grades
    named = {clause.veto.grade for item in rubric.items() for clause in item.clauses if clause.veto is not None}
    open_to_all, falling = False, True
    for band in grades:
        reached = band.has_lines or not open_to_all or falling or band.grade in named
        if not reached:
            problem = f"“{band.grade}”永远评不上：前面没有写界线的等次谁都能评，也没有限名额"
            faults.add(codes.KP218(problem=problem), band.place_of("grade"))
        open_to_all = open_to_all or not band.has_lines
        falling = reached and band.passes_on


def _lower(one: Stretch, other: Stretch) -> bool:
    """Whether one band lies below another."""
    return one.high is not None and other.low is not None and one.high <= other.low


def _check_grade_caps(rubric: Rubric, faults: Faults) -> None:
    """A veto's grade is one that the measure has."""
    known = [band.grade for band in rubric.measure.grades]
    for item in rubric.items():
        for clause in item.clauses:
            grade = None if clause.veto is None else clause.veto.grade
            if known and grade is not None and grade not in known:
                problem = f"没有“{grade}”这个等次（有：{'、'.join(known)}）"
                faults.add(codes.KP220(problem=problem), clause.place_of("veto", "grade"), hint=perhaps(grade, known))
