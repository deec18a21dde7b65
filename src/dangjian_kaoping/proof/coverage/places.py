"""Where in the rubric's file that stands which a mark is about."""

from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.place import Place
from dangjian_kaoping.proof.coverage.marks import Mark, number_of


def place_of(rubric: Rubric, mark: Mark) -> Place:
    """Where a mark's own key stands; where that is not written, the clause, the item or the measure."""
    item = rubric.by_item.get(mark.item)
    if item is None:
        return _of_measure(rubric, mark)
    clause = item.by_clause.get(mark.clause)
    return _of_item(item, mark) if clause is None else _of_clause(clause, mark)


def _of_clause(clause: Clause, mark: Mark) -> Place:
    effect = clause.effect
    match mark.part:
        case "row":
            return clause.place_of(effect, "table", number_of(mark))
        case "level":
            return clause.place_of(effect, "levels", mark.name) if clause.rule is not None else clause.place_of("fact")
        case "line":
            return clause.place_of(effect, clause.drawn_by[0] if clause.drawn_by else _line(clause))
        case "within":
            return clause.place_of(effect, "within")
        case "event":
            return clause.place_of("highest_per_event")
        case "never":
            return clause.place_of("fact", "never")
        case "when":
            return clause.when[number_of(mark)].place_of("clause")
        case "score_cap" | "grade_cap":
            return clause.place_of("veto")
        case "clause_cap":
            return clause.place_of("at_most")
        case "free" | "repeat" | "empties" | "veto":
            return clause.place_of(mark.part)
    return clause.place_of("id")


def _line(clause: Clause) -> str:
    return "below" if getattr(clause.rule, "below", None) is not None else "above"


def _of_item(item: Item, mark: Mark) -> Place:
    match mark.part:
        case "group_cap":
            return item.place_of("groups", mark.name, "at_most")
        case "group_floor" | "group_ceiling":
            return item.place_of("groups", mark.name)
        case "outdone":
            return item.place_of("groups", mark.name, "highest_only") if mark.name else item.place_of("highest_only")
        case "item_cap":
            return item.place_of("at_most")
        case "item_floor":
            return item.place_of("floor")
        case "not_applicable":
            return item.place_of("not_applicable" if item.not_applicable is not None else "not_applicable_to")
        case "not_due":
            return item.place_of("due")
    return item.place_of("id")


def _of_measure(rubric: Rubric, mark: Mark) -> Place:
    measure = rubric.measure
    if mark.part == "grade":
        band = next((each for each in measure.grades if each.grade == mark.name), None)
        return measure.at if band is None else band.place_of("grade")
    key = {"bonus_cap": "bonus", "penalty_cap": "penalty", "measure_floor": "floor"}.get(mark.part)
    return measure.at if key is None else measure.place_of(key)
