"""Which keys of a record a list may have a column for, and how each is read: as a form would ask for it."""

from collections.abc import Mapping

from dangjian_kaoping.facts.ballots import Ballot
from dangjian_kaoping.facts.boxes import Box, Entered, Unfilled
from dangjian_kaoping.facts.marks import MARK, WHO, labels_of, mark, mark_boxes, votes
from dangjian_kaoping.facts.scorers import ScorersFact
from dangjian_kaoping.forms.asking import WHOLE_MONTHS
from dangjian_kaoping.model.clause import Clause


def boxes_of(clause: Clause) -> dict[str, Box]:
    """The keys of a clause's record that one column can hold, each with how it is read."""
    fact = clause.fact
    return _marks_by_key(fact) if isinstance(fact, ScorersFact) else _boxes_by_key(clause)


def _boxes_by_key(clause: Clause) -> dict[str, Box]:
    boxes = {each.column: each for each in clause.fact.boxes(WHOLE_MONTHS)}
    way = boxes.get("way")
    filled = {column: Entered("", column) for column in boxes}
    found: dict[str, Box] = {}
    for choice in way.choices if way is not None else ("",):
        cells = {**filled, "way": Entered(choice, "way")} if way is not None else filled
        for lacking in ((), *((column,) for column in boxes if boxes[column].optional)):
            stated = clause.fact.unboxed({key: each for key, each in cells.items() if key not in lacking}, WHOLE_MONTHS)
            if isinstance(stated, Unfilled):
                continue
            for key, value in stated.items():
                if isinstance(value, Entered) and any(value is each for each in cells.values()):
                    found.setdefault(key, boxes[value.column])
    return found


def _marks_by_key(fact: ScorersFact) -> dict[str, Box]:
    """The same of marks: a mark or a label a row, and of which class the scorer is."""
    boxes = {each.column: each for each in mark_boxes(fact, 1)}
    labels = labels_of(fact)
    found = {"votes": Box(mark(1), "投的哪一档", "choice", choices=labels)} if labels else {"scores": boxes[mark(1)]}
    return {**found, **({WHO: boxes[WHO]} if WHO in boxes else {})}


def ballot(fact: Ballot, cells: Mapping[str, Entered]) -> dict[str, Entered]:
    """A respondent's row as a row of 打分."""
    row: dict[str, Entered] = {}
    if WHO in cells:
        row[WHO] = Entered(cells[WHO].text, WHO)
    if "votes" in cells:
        column = votes(cells["votes"].text)
        row[column] = Entered("1", column)
    if "scores" in cells:
        row[mark(1)] = Entered(cells["scores"].text, mark(1))
    return row


def key_of(one: Entered, cells: Mapping[str, Entered]) -> str:
    """The key of a list under which it was read what stands in a row of 打分."""
    return WHO if one.column == WHO else "scores" if one.column.startswith(MARK) else "votes"
