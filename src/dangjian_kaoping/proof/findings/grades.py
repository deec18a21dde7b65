"""等次: grades that no figure reaches, and that are asked for commendation though all have them, or nobody (KP268)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.checks.rubric.measure import check_measure
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.interval import Stretch, completed, holes
from dangjian_kaoping.engine.score.item import full_marks
from dangjian_kaoping.exact import ZERO, Exact, divided, most, plain, plus, rounded, times, total
from dangjian_kaoping.model.measure import Band
from dangjian_kaoping.model.number import ByClass, chosen
from dangjian_kaoping.proof.ranges.rounds import Rounds
from dangjian_kaoping.proof.ranges.spans import RoundSpan

_HUNDRED = Decimal(100)


def _check_year(rounds: Rounds, faults: Faults) -> None:
    """Grades of a year that adds up its rounds; what the full marks alone say is told by itself (KP239)."""
    told = Faults()
    check_measure(rounds.rubric, told, rounds.classes)
    places = {each.place for each in told if each.code == "KP239"}
    year, best = rounds.most_in_a_year
    grades = rounds.rubric.measure.grades
    for band, stretch in zip(grades, completed(grades), strict=True):
        key = "over" if band.over is not None else "from" if band.start is not None else "grade"
        if year is None or best is None or stretch.low is None or not _above(stretch, year):
            continue
        if band.place_of(key) not in places:
            word = "最多" if best == year else "不超过"
            problem = f"要全年 {plain(stretch.low)} 分，而各季综合得分相加{word} {plain(year)} 分"
            facts = f"凭据：各季各项都记最好的，相加 {plain(best)} 分"
            faults.add(codes.KP268(grade=band.grade, problem=f"{problem}；{facts}"), band.place_of(key))


class Unreached(NamedTuple):
    """A grade that nobody can have, why, and the key under which that is written."""

    band: Band
    problem: str
    key: str


def find_unreached_grades(rounds: Rounds, faults: Faults) -> None:
    """Grades of a round that nobody can have, each once; then what commendation asks for."""
    nobody = unreached(rounds)
    for each in nobody:
        faults.add(codes.KP268(grade=each.band.grade, problem=each.problem), each.band.place_of(each.key))
    if rounds.rubric.measure.year.combine == "sum":
        _check_year(rounds, faults)
    _check_commendation(rounds, {each.band.grade for each in nobody}, faults)


def unreached(rounds: Rounds) -> list[Unreached]:
    """The grades of a round that nobody can have, from the best down."""
    found: list[Unreached] = []
    grades = rounds.rubric.measure.round_grades
    falling = False
    for band, stretch in zip(grades, completed(grades), strict=True):
        problem = next(_problems(rounds, band, stretch, falling=falling), None)
        if problem is None:
            falling = band.passes_on
        else:
            found.append(Unreached(band, *problem))
            falling = False
    return found


def _problems(rounds: Rounds, band: Band, stretch: Stretch, *, falling: bool) -> Iterator[tuple[str, str]]:
    """Why nobody has a grade, and under which key that is written; `falling` says that some fall from a better one."""
    if not _places(band):
        yield "名额是 0，谁也评不上", "at_most_percent" if band.at_most is None else "at_most"
    elif band.at_most_percent is not None and _too_few(rounds, band.at_most_percent):
        limits = rounds.rubric.measure.grade_limits
        many = max(_pools(rounds).values())
        whose = "同类的最多" if limits.pool == "class" else "名册里一共"
        said = f"最多占 {plain(band.at_most_percent)}%，而{whose} {many} 个支部，算下来名额是 0，谁也评不上"
        yield said, "at_most_percent"
    composite = rounds.composite
    if not band.has_lines and not falling and not _given_by_veto(rounds, band) and _all_held(rounds):
        yield "没有写界线，而别的界线已经收去了所有的得分，又没有人从上一等落下来，谁也评不上", "grade"
    if stretch.low is not None and composite.high is not None and _above(stretch, composite.high):
        if rounds.best is not None:
            line = f"{plain(stretch.low)} 分以上（不含）" if stretch.low_open else f"{plain(stretch.low)} 分"
            key = "over" if band.over is not None else "from" if band.start is not None else "grade"
            yield f"要 {line}，而{rounds.provided(most=True)}综合得分{_most(rounds, composite.high, rounds.best)}", key
    elif stretch.high is not None and composite.low is not None and _below(stretch, composite.low):
        held = falling or _given_by_veto(rounds, band)
        if rounds.worst is not None and not held:
            line = f"不到 {plain(stretch.high)} 分" if stretch.high_open else f"不超过 {plain(stretch.high)} 分"
            key = "under" if band.under is not None else "to" if band.end is not None else "grade"
            facts = f"凭据：各项都记最差的，综合得分 {plain(rounds.worst)} 分"
            yield f"是{line}的，而{rounds.provided(most=False)}综合得分不低于 {plain(composite.low)} 分；{facts}", key
    short = [_short_of_areas(rounds, each, band) for each in rounds.spans if band.areas is not None]
    if short and None not in short:
        reached, asked = max(each for each in short if each is not None)
        line = f"{asked} 个方面达到 {plain(band.areas.from_percent)}%" if band.areas is not None else ""
        yield f"要 {line}，而各项都得最多，也只有 {reached} 个方面达到", "areas"


def _all_held(rounds: Rounds) -> bool:
    """Whether every figure that there can be lies within the lines of a grade."""
    low, high = rounds.composite
    domain = Stretch(*_end(low), *_end(high))
    grades = rounds.rubric.measure.grades
    lined = [each for band, each in zip(grades, completed(grades), strict=True) if band.has_lines]
    return not holes(lined, domain, whole=False)


def _end(number: Exact | None) -> tuple[Decimal | None, bool]:
    return (number if isinstance(number, Decimal) else None), False


def find_idle_areas(rounds: Rounds, faults: Faults) -> None:
    """Grades that ask for an area which everybody reaches whose figure is that of the grade.

    With all areas below the asked part of what applies, the base is below that part of the whole, whatever is out of
    the table.
    """
    rubric = rounds.rubric
    grades = rubric.measure.round_grades
    full = rubric.full_marks
    for band, stretch in zip(grades, completed(grades), strict=True):
        asked = band.areas
        if asked is None or asked.at_least != 1 or stretch.low is None or rubric.weighed or full is None:
            continue
        short = [_without_areas(rounds, each, asked.from_percent) for each in rounds.spans]
        known = [each for each in short if each is not None]
        if len(known) == len(short) and known and max(known) < stretch.low:
            problem = (
                f"“{band.grade}”要 1 个方面达到 {plain(asked.from_percent)}%，而一个方面也不到的，"
                f"综合得分不超过 {plain(max(known))} 分，本来就评不上，这个要求用不上"
            )
            faults.add(codes.KP270(problem=problem), band.place_of("areas"))


def _without_areas(rounds: Rounds, span: RoundSpan, percent: Decimal) -> Exact | None:
    """What a composite does not go beyond where no area reaches so many per cent; None where nothing is known."""
    rubric, measure = rounds.rubric, rounds.rubric.measure
    if rubric.full_marks is None or span.bonus.high is None or span.self_assessment.high is None:
        return None
    base = divided(times(chosen(rubric.full_marks, span.branch_class), percent), _HUNDRED)
    direct = measure.bonus_on == "composite"
    inspected = times(base if direct else plus(base, span.bonus.high), measure.weights.inspection)
    own = times(span.self_assessment.high, measure.weights.self_assessment)
    whole = plus(plus(inspected, own), span.bonus.high if direct else ZERO)
    return rounded(whole if measure.floor is None else most(whole, measure.floor), measure.rounding.places, "up")


def _places(band: Band) -> bool:
    """Whether anybody may have a grade, as far as its limit is written."""
    if band.at_most_percent is not None and not band.at_most_percent:
        return False
    if isinstance(band.at_most, ByClass):
        return any([*band.at_most.by_class.values(), band.at_most.otherwise or ZERO])
    return band.at_most is None or bool(band.at_most)


def _pools(rounds: Rounds) -> Mapping[str, int]:
    """How many branches there are at most in each pool of which a grade is so many per cent."""
    pools = rounds.subject.pools
    if rounds.rubric.measure.grade_limits.pool == "class":
        return {name: many for name, many in pools.items() if name}
    return {"": pools[""]} if pools else {}


def _too_few(rounds: Rounds, percent: Decimal) -> bool:
    """Whether so many per cent of the branches are none of them, however many take part."""
    pools, rounding = _pools(rounds), rounds.rubric.measure.grade_limits.rounding
    most = [rounded(divided(times(Decimal(many), percent), _HUNDRED), 0, rounding) for many in pools.values()]
    return bool(most) and not any(most)


def _given_by_veto(rounds: Rounds, band: Band) -> bool:
    """Whether a veto makes a better grade this one."""
    clauses = (clause for item in rounds.rubric.items() for clause in item.clauses)
    return any(clause.veto is not None and clause.veto.grade == band.grade for clause in clauses)


def _above(stretch: Stretch, most: Exact) -> bool:
    assert stretch.low is not None
    return stretch.low > most or (stretch.low_open and stretch.low == most)


def _below(stretch: Stretch, least: Exact) -> bool:
    assert stretch.high is not None
    return stretch.high < least or (stretch.high_open and stretch.high == least)


def _most(rounds: Rounds, high: Exact, best: Exact) -> str:
    """How much a composite can be, and the round that shows it."""
    word = "最多" if best == high else "不超过"
    return f"{word} {plain(high)} 分；凭据：各项都记最好的，综合得分 {plain(best)} 分"


def _short_of_areas(rounds: Rounds, span: RoundSpan, band: Band) -> tuple[int, int] | None:
    """How many areas can reach what a grade asks for, and of how many it asks; None where enough can."""
    asked = band.areas
    if asked is None or rounds.rubric.weighed:
        return None
    counted = [area for area in rounds.rubric.areas if area.in_base]
    if any(item.not_applicable is not None for area in counted for item in area.items):
        return None  # what leaves the table, or has fixed points, moves the part
    reached = 0
    for area in counted:
        full = total(full_marks(item, span.branch_class) for item in area.summed)
        high = span.areas[area.id].high
        if not full or high is None or times(divided(high, full), _HUNDRED) >= asked.from_percent:
            reached += 1
    many = len(counted) if asked.at_least is None else asked.at_least
    return None if reached >= many else (reached, many)


def _check_commendation(rounds: Rounds, nobody: set[str], faults: Faults) -> None:
    """The grade that commendation asks for: the lowest is everybody's, one that nobody has shuts all out."""
    measure = rounds.rubric.measure
    wanted = measure.commendation.grade
    names = [band.grade for band in measure.grades]
    if wanted not in names:
        return
    place = measure.place_of("commendation", "grade")
    index = names.index(wanted)
    if index == len(names) - 1 and not measure.grades[-1].passes_on:
        faults.add(codes.KP268(grade=wanted, problem="是最低的一等，评先选优要求它，等于没有要求"), place)
    elif set(names[: index + 1]) <= nobody:
        faults.add(codes.KP268(grade=wanted, problem="和比它好的都评不上，评先选优要求它，谁也不能评"), place)
