"""满分 of areas and of the whole in words; where the rubric states none, the sum of the items, marked as such."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import ONE, plain
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.number import ByClass, ClassNumber, chosen
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.words.rubric.factors import APART, multiplied_in_words, times_in_words
from dangjian_kaoping.words.rubric.rule import number_in_words

SUMMED = "*"
"""Behind full marks that the rubric does not state, in a narrow column."""
UNBOUNDED = "不定"
"""In the place of full marks where an item may earn without end."""


class FullMarks(NamedTuple):
    """The full marks of what a column holds: for a narrow column, behind its heading, and below it; empty: untold."""

    narrow: str
    behind: str = ""
    below: str = ""


def full_marks(area: Area, classes: Sequence[str]) -> FullMarks:
    """Those of an area, for branches of these classes."""
    return FullMarks(marks_in_table(area, classes), head_in_words(area, classes), marks_in_words(area))


def marks_in_table(subject: Area | Rubric, classes: Sequence[str]) -> str:
    """Full marks for a narrow column: `20`, or a sum, `20*`, `20/22*` where classes of branches differ, or 不定."""
    marks = subject.full_marks
    if marks is None:
        return UNBOUNDED
    several = "/".join(dict.fromkeys(plain(chosen(marks, each)) for each in classes or ("",)))
    return several if _is_stated(subject) else several + SUMMED


def head_in_words(area: Area, classes: Sequence[str]) -> str:
    """An area's full marks behind its name at the head of a column: `（20分）`, `（各项合计20分）`."""
    marks = area.full_marks
    if marks is None:
        return f"（满分{UNBOUNDED}）"
    if isinstance(marks, Decimal) and area.points is not None:
        return f"（{plain(marks)}分）"
    found = {each: plain(chosen(marks, each)) for each in classes or ("",)}
    if len(set(found.values())) == 1:
        return f"（各项合计{next(iter(found.values()))}分）"
    return f"（各项合计{'、'.join(f'{each}{number}分' for each, number in found.items())}）"


def out_of(area: Area, branch_class: str) -> str:
    """Full marks behind the points of one branch: ` / 20`, ` / 各项合计 20`; empty where there are none."""
    marks = area.full_marks
    if marks is None or not area.in_base:
        return ""
    return f" / {'' if area.points is not None else '各项合计 '}{plain(chosen(marks, branch_class))}"


def marks_in_words(area: Area) -> str:
    """An area's full marks where the rubric is read: `20 分`, `各项目合计 20 分`, or that it has none and why."""
    if area.points is not None:
        return f"{plain(area.points)} 分{_weighed(area)}"
    if not area.in_base:
        return "没有满分" if any(item.factor for item in area.items) else "没有满分，加减总分"
    return f"{_sum_in_words(area.marks, '各项目')}{_weighed(area)}"


def area_in_words(rubric: Rubric, area: Area) -> str:
    """An area's full marks where the rubric is read, what it is multiplied by, and whether it is only a factor."""
    words = [marks_in_words(area)]
    if isinstance(area.times, Factor):
        words.append(times_in_words(area.times, rubric))
    if rubric.is_factor(area):
        words.append(APART)
    return "，".join(words)


def total_in_words(rubric: Rubric) -> str:
    """总分 as it is stated, or the sum of the areas: `总分 100 分`, `各方面合计 100 分`."""
    if rubric.total is not None:
        return f"总分 {plain(rubric.total)} 分{_weighed(rubric)}"
    return f"{_sum_in_words(rubric.marks, '各方面')}{_weighed(rubric)}"


def _weighed(subject: Area | Rubric) -> str:
    """As how many full marks count that are weighed by a number; empty where they are not."""
    if subject.weight == ONE or subject.full_marks is None:
        return ""
    return f"，乘 {plain(subject.weight)} 计{number_in_words(subject.full_marks, None, '分')}"


def _sum_in_words(marks: ClassNumber | None, of: str) -> str:
    if marks is None:
        return f"满分{UNBOUNDED}，有的项目没有满分"
    return f"{of}合计{number_in_words(marks, None, '分')}"


def exceeded_in_words(result: RoundResult) -> Iterable[str]:
    """What stands below a table in which an area may have more than its full marks."""
    if any(score.status == "rescaled" for placing in result.placings for score in placing.score.inspected.items):
        yield "有的党支部有不涉及、按其余各项折算的项目，个别方面的得分可以超过满分。"
    yield from exceptions_in_words(result)


def exceptions_in_words(result: RoundResult) -> Iterable[str]:
    """What the rubric lets go beyond full marks, and what it multiplies."""
    exceeding = [f"{item.id} {item.title}" for item in result.rubric.items() if item.exceeds and not item.factor]
    if exceeding:
        yield f"细则许可得分超过满分的项目：{'、'.join(exceeding)}；有关方面和总分也可以超过满分。"
    yield from multiplied_in_words(result)


def notes_in_words(result: RoundResult, *, whole: bool = False) -> Iterable[str]:
    """What stands below a table for full marks that are no number of the rubric; with `whole` also of 总分."""
    subjects: list[Area | Rubric] = [*result.areas, *([result.rubric] if whole else [])]
    summed = [each for each in subjects if not _is_stated(each) and each.full_marks is not None]
    if summed:
        yield f"{SUMMED} 细则没有写这里的满分，是各项目满分之和{_by_class(summed, result.classes)}。"
    if any(each.full_marks is None for each in subjects):
        yield f"{UNBOUNDED}：细则没有写这里的满分，有的项目也没有满分，得多少不封顶。"


def _by_class(summed: Iterable[Area | Rubric], classes: Sequence[str]) -> str:
    told = []
    for subject in summed:
        marks = subject.full_marks
        if isinstance(marks, ByClass) and len({marks.of(each) for each in classes}) > 1:
            name = subject.name if isinstance(subject, Area) else "总分"
            told.append(f"{name} {'、'.join(f'{each} {plain(marks.of(each))}' for each in classes)}")
    return f"，因支部类别而异：{'；'.join(told)}" if told else ""


def _is_stated(subject: Area | Rubric) -> bool:
    return (subject.points if isinstance(subject, Area) else subject.total) is not None


def area_names(rubric: Rubric) -> dict[str, str]:
    """What each area is called in the output, by id: its name, and its id too where two have one name."""
    names = [area.name for area in rubric.areas]
    return {area.id: area.name if names.count(area.name) == 1 else f"{area.name}（{area.id}）" for area in rubric.areas}


def short_names(rubric: Rubric) -> dict[str, str]:
    """What each area is called where room is scarce, by id: its 简称 if it has one of its own."""
    shorts = [area.short for area in rubric.areas]
    names = area_names(rubric)
    return {
        area.id: area.short if area.short and shorts.count(area.short) == 1 else names[area.id] for area in rubric.areas
    }
