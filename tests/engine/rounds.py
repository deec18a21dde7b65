"""Generated rounds: rubrics out of a fair part of the language, with records that they allow.

What `check` refuses is not generated: a hole in a table, an emptying group without points, a branch that states what
was done and what is missing under one clause.
"""

from hypothesis import strategies as st

from .generated.dice import OWNERS, Dice, Plain
from .generated.records import absent_of, earlier_of, inspections_of, months_of, roster_of
from .generated.rubrics import item_of, places, rubric_of, whole_rubric
from .second_opinion import Documents, refused

__all__ = ["Dice", "one_item", "rankings", "rounds", "whole_rubric", "years"]


@st.composite
def one_item(draw: st.DrawFn, *, reading: bool = False) -> Documents:
    """One item with many clauses, at one branch; nothing else weighs."""
    dice = Dice(draw, reading=reading)
    plain = dice.chance(50)
    item = item_of(dice, "项", plain=plain, least=3)
    rubric = rubric_of([[item]], {"weights": {"inspection": "1", "self_assessment": "0"}})
    inspections = inspections_of(dice, rubric, ["甲"], often=90 if plain else 60, complete=100)
    return permitted(Documents(rubric, roster_of(["甲"]), "2021Q1", inspections, [], earlier_of(dice, rubric, ["甲"])))


@st.composite
def rounds(draw: st.DrawFn, *, complete: int = 97, reading: bool = False) -> Documents:
    """Whole rounds: areas, not applicable, self-assessment, vetoes, ranking."""
    dice = Dice(draw, reading=reading)
    rubric = whole_rubric(dice)
    classes = [dice.pick(("甲", "乙")) for _ in range(dice.number(1, 3))]
    inspections = inspections_of(dice, rubric, classes, often=30, complete=complete)
    months = months_of(dice, rubric, classes, inspections)
    earlier = earlier_of(dice, rubric, classes)
    absent = absent_of(rubric, inspections, dice.pick(OWNERS)) if dice.chance(10) else {}
    return permitted(Documents(rubric, roster_of(classes), "2021Q1", inspections, months, earlier, absent))


@st.composite
def years(draw: st.DrawFn) -> list[Documents]:
    """Two or three rounds of a year under one rubric; perhaps a branch is merged into another after the first."""
    dice = Dice(draw, reading=True)
    rubric = whole_rubric(dice)
    classes = [dice.pick(("甲", "乙")) for _ in range(dice.number(2, 3))]
    roster = roster_of(classes)
    merged = dice.chance(30)
    if merged:
        roster["branches"][f"B{len(classes) - 1}"].append({"from": "2021-04-01", "ends": "true", "into": "支部0"})
    held: list[Documents] = []
    for number in range(1, dice.number(2, 3) + 1):
        there = classes[:-1] if merged and number > 1 else classes
        inspections = inspections_of(dice, rubric, there, often=30, complete=97)
        months = months_of(dice, rubric, there, inspections)
        for document in inspections:
            document["quarter"] = f"2021Q{number}"
            for record in document["branches"].values():
                record["date"] = f"2021-{number * 3:02d}-20"
        for index, document in enumerate(months):
            document["month"] = f"2021-{number * 3 - 2 + index:02d}"
        earlier = {each.quarter: each.inspections for each in held}
        held.append(permitted(Documents(rubric, roster, f"2021Q{number}", inspections, months, earlier)))
    return held


def permitted(documents: Documents) -> Documents:
    """The documents without what an inspection may not record, because its clause does not act there."""
    out = refused(documents)
    for branches in (each["branches"] for each in documents.inspections):
        for name, record in branches.items():
            key = name.replace("支部", "B")
            record["findings"] = [each for each in record["findings"] if (key, each["item"], each["clause"]) not in out]
    return documents


@st.composite
def rankings(draw: st.DrawFn) -> Documents:
    """Many branches with few different scores: ties, pools, edges, vetoes."""
    dice = Dice(draw)
    clauses: list[Plain] = [
        {"id": "扣", "text": "扣", "fact": {"count": "次"}, "deduct": {"each": "1"}},
        {"id": "加", "text": "加", "fact": {"count": "次"}, "bonus": {"each": "1"}},
        {"id": "零", "text": "零", "fact": {"count": "起"}, "veto": "total_zero"},
        {"id": "末", "text": "末", "fact": {"count": "起"}, "veto": "last_place"},
    ]
    item = {"id": "项", "title": "项", "department": "部", "standard": "改好", "points": "5", "clauses": clauses}
    measure: Plain = {"weights": {"inspection": "1", "self_assessment": "0"}} | places(dice)
    if dice.chance(40):
        measure["tie_breakers"].append({"item": "项"})
    rubric = rubric_of([[item]], measure)
    classes = [dice.pick(("甲", "乙")) for _ in range(dice.number(1, 9))]
    branches: Plain = {}
    for n in range(len(classes)):
        facts = {"扣": str(dice.number(0, 2)), "加": str(dice.number(0, 1))}
        if dice.chance(20):
            facts[dice.pick(("零", "末"))] = "1"
        findings = [{"item": "项", "clause": key, "count": number, "reason": "原因"} for key, number in facts.items()]
        branches[f"支部{n}"] = {"date": "2021-03-20", "findings": findings}
    inspection = {"kind": "inspection", "version": "1", "quarter": "2021Q1", "department": "部", "branches": branches}
    return Documents(rubric, roster_of(classes), "2021Q1", [inspection], [])
