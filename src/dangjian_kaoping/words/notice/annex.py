"""附件: the ranking as a table of text."""

from collections.abc import Callable

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import places
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.notice.letter import Annex, Column, Table
from dangjian_kaoping.words.rubric.full_marks import area_names, exceeded_in_words, head_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words, tabled_in_words

_NONE = "—"


def ranking_annex(dossier: Dossier) -> Annex:
    """The ranking of the dossier's round: published figures, areas, bonus and penalties, movement and flags."""
    result = dossier.result
    cells = _cells(dossier)
    rows = tuple(tuple(cell(placing) for _, cell in cells) for placing in result.placings)
    table = Table(tuple(column for column, _ in cells), rows)
    return Annex(f"{result.quarter.chinese}党支部量化考评结果排名表", table, _remarks(dossier))


_Cell = Callable[[Placing], str]


def _cells(dossier: Dossier) -> list[tuple[Column, _Cell]]:
    result = dossier.result
    names = area_names(result.rubric)
    decimals = result.rubric.measure.rounding.places

    def short(step: Step | None) -> str:
        if step is None:
            return _NONE
        return published(step) if step.operation == "rounded" else places(step.value, decimals)

    cells: list[tuple[Column, _Cell]] = [
        (Column("名次"), lambda each: _NONE if each.rank is None else str(each.rank)),
        (Column("党支部", left=True), lambda each: each.score.branch.name),
        (Column("综合\n得分"), lambda each: short(each.score.composite)),
        (Column("检查\n得分"), lambda each: short(each.score.inspection)),
        (Column("自评\n得分"), lambda each: short(each.score.self_assessment)),
    ]
    for area in result.areas:
        head = f"{names[area.id]}\n{head_in_words(area, result.classes)}"
        cells.append((Column(head), _in_area(area.id, short)))
    if any(each.score.bonus.value for each in result.placings):
        cells.append((Column("加分"), lambda each: short(each.score.bonus)))
    if any(each.score.penalty.value for each in result.placings):
        cells.append((Column("扣减"), lambda each: short(each.score.penalty)))
    if dossier.previous is not None:
        cells.append((Column("比上轮"), lambda each: _moved(dossier, each)))
    if result.rubric.measure.grades:
        cells.append((Column("等次", most=4), lambda each: each.grade or _NONE))
    if any(each.flags for each in result.placings):
        cells.append((Column("考核情形", most=4), lambda each: "\n".join(FLAG[flag] for flag in each.flags)))
    return cells


def _in_area(area_id: str, short: Callable[[Step | None], str]) -> _Cell:
    return lambda each: short(each.score.inspected.areas.get(area_id))


def _moved(dossier: Dossier, placing: Placing) -> str:
    gained = dossier.places_gained(placing)
    if gained is None:
        return _NONE
    return "持平" if not gained else f"升{gained}位" if gained > 0 else f"降{-gained}位"


def _remarks(dossier: Dossier) -> tuple[str, ...]:
    result = dossier.result
    measure = result.rubric.measure
    told = measure_in_words(measure)
    remarks = [told.composition]
    if any(placing.flags for placing in result.placings) or not result.complete:
        remarks.append(f"末位：{told.last.words}。")
    remarks += [*exceeded_in_words(result), tabled_in_words(measure.rounding, measure.rounding.places)]
    return tuple(f"{index}. {words}" for index, words in enumerate(remarks, 1))
