"""Generated: two rounds one after the other, perhaps under two versions, of branches that perhaps change class."""

from copy import deepcopy
from typing import Any, NamedTuple

from hypothesis import strategies as st

from dangjian_kaoping.compare.impact.impact import HeldRounds
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult, score_round
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from engine.generated.dice import Dice
from engine.generated.records import earlier_of, inspections_of, months_of, roster_of
from engine.generated.rubrics import whole_rubric
from engine.plant import modelled, round_of
from engine.rounds import permitted
from engine.second_opinion import Documents


class Two(NamedTuple):
    """Two rounds as documents, and what a review decided in each."""

    before: Documents
    after: Documents
    reviews: tuple[list[Any], list[Any]] = ([], [])


class Scored(NamedTuple):
    """The same scored, with what a comparison asks for."""

    rounds: tuple[Round, Round]
    results: tuple[RoundResult, RoundResult]
    held: HeldRounds
    branches: tuple[str, ...]


@st.composite
def two_rounds(draw: st.DrawFn, *, reading: bool = True, revised: bool = True) -> Two:
    """`reading`: with clauses that read others; `revised`: perhaps under another version."""
    dice = Dice(draw, reading=reading)
    old = whole_rubric(dice)
    _with_repeats(dice, old)
    new = _revised(dice, old) if revised and dice.chance(70) else old
    classes = [dice.pick(("甲", "乙")) for _ in range(dice.number(1, 3))]
    roster = roster_of(classes)
    later = list(classes)
    for index, rows in enumerate(roster["branches"].values()):
        if dice.chance(30):
            later[index] = dice.pick(("甲", "乙"))
            rows.append({"from": "2021-04-01", "class": later[index], "head_count": str(dice.number(5, 20))})
    earlier = earlier_of(dice, old, classes)
    before = _round(dice, old, roster, classes, "2021Q1", earlier)
    after = _round(dice, new, roster, later, "2021Q2", {**earlier, "2021Q1": before.inspections})
    return Two(before, after, (_review(dice, before), _review(dice, after)))


def _items(rubric: Any) -> list[Any]:
    return [item for area in rubric["areas"] for item in area["items"]]


def _with_repeats(dice: Dice, rubric: Any) -> None:
    for clause in (clause for item in _items(rubric) for clause in item["clauses"]):
        deduct = clause.get("deduct")
        counted = "count" in clause["fact"] and isinstance(deduct, dict) and set(deduct) == {"each"}
        if counted and dice.chance(60):
            clause["repeat"] = {"prices": ["1", "2"]}


def _review(dice: Dice, documents: Documents) -> list[Any]:
    """Findings that were withdrawn, where one can be told from the others, and points that were set."""
    found: dict[tuple[str, str, str], int] = {}
    for name, record in ((n, r) for each in documents.inspections for n, r in each["branches"].items()):
        for finding in record["findings"]:
            key = name, finding["item"], finding["clause"]
            found[key] = found.get(key, 0) + 1
    said = {"date": "2021-08-01", "reason": "复核", "approved_by": "党委"}
    review = []
    for (branch, item, clause), count in found.items():
        if count == 1 and dice.chance(10):
            review.append({**said, "branch": branch, "item": item, "clause": clause, "withdrawn": "true"})
        elif dice.chance(5):
            review.append({**said, "branch": branch, "item": item, "points": dice.pick(("0", "1"))})
    return review


def _round(dice: Dice, rubric: Any, roster: Any, classes: list[str], quarter: str, earlier: Any) -> Documents:
    number = int(quarter[-1])
    inspections = inspections_of(dice, rubric, classes, often=30, complete=100)
    months = months_of(dice, rubric, classes, inspections)
    for document in inspections:
        document["quarter"] = quarter
        for record in document["branches"].values():
            record["date"] = f"2021-{number * 3:02d}-20"
            for finding in record["findings"]:
                if dice.chance(50):
                    finding["settled"] = "on_site"
    for index, document in enumerate(months):
        document["month"] = f"2021-{number * 3 - 2 + index:02d}"
    return permitted(Documents(rubric, roster, quarter, inspections, months, earlier))


def _revised(dice: Dice, old: Any) -> Any:
    """Another version: what went, what came, what is called otherwise, other prices, another measure."""
    other = whole_rubric(dice)
    if dice.chance(25):
        new = other
    else:
        new = deepcopy(old)
        if dice.chance(30):
            new["measure"] = other["measure"]
        for item in _items(new):
            _edit(dice, item)
    return new | {"version": "2", "effective_from": "2021Q2"}


def _edit(dice: Dice, item: Any) -> None:
    plain = not any("when" in each or "same" in each.get("fact", {}) for each in item["clauses"])
    if plain and dice.chance(20) and len(item["clauses"]) > 1:
        item["clauses"] = item["clauses"][:-1]
    for clause in item["clauses"]:
        each = clause.get("deduct", {})
        if isinstance(each, dict) and isinstance(each.get("each"), str) and dice.chance(40):
            each["each"] = dice.pick(("0.5", "1", "3"))
        if plain and dice.chance(20):
            clause["id"] = f"新{clause['id']}"  # one without a story: its facts are new
            if dice.chance(50):
                clause["was"] = [clause["id"][1:]]


def scored(two: Two) -> Scored | None:
    """Both rounds, where they can be scored and are complete."""
    roster = modelled(Roster, two.before.roster)
    rubrics = [modelled(Rubric, each.rubric) for each in two[:2]]
    if two.before.rubric is two.after.rubric:
        rubrics[1] = rubrics[0]
    rounds = [round_of(each.quarter, each.inspections, each.months) for each in two[:2]]
    for this, review in zip(rounds, two.reviews, strict=True):
        if review:
            said = {"kind": "adjustments", "version": "1", "quarter": str(this.quarter), "adjustments": review}
            this.adjustments.append(modelled(Adjustments, said, f"data/{this.quarter}/adjustments.yaml"))
    earlier = [round_of(quarter, held, []) for quarter, held in two.before.earlier.items()]
    versions = rubrics[:1] if rubrics[0] is rubrics[1] else rubrics
    try:
        first = score_round(rubrics[0], roster, rounds[0], earlier, versions)
        second = score_round(rubrics[1], roster, rounds[1], [*earlier, rounds[0]], versions)
    except Refusal:
        return None
    if not (first.complete and second.complete):
        return None
    held = HeldRounds(roster, [*earlier, *rounds], versions)
    branches = tuple(each.score.branch.id for each in second.placings)
    return Scored((rounds[0], rounds[1]), (first, second), held, branches)
