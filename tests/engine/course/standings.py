"""Rounds as far as the tests want them: approved, public, sealed, objected to, corrected."""

from datetime import date

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.seal import SealState
from dangjian_kaoping.model.objections import Objections
from dangjian_kaoping.model.procedure import Procedure
from dangjian_kaoping.model.records import Inspection
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.seal import Seal, Seals
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter

QUARTER = Quarter(2021, 1)
PROCEDURE = Procedure.model_validate({"from": "2021Q1", "answer_days": "10"})
INSPECTED = Inspection.model_validate(
    {
        "kind": "inspection",
        "version": "1",
        "quarter": "2021Q1",
        "department": "宣传科",
        "branches": {"物资部党支部": {"date": "2021-03-26"}, "燃料部党支部": {"date": "2021-03-24"}},
    }
)


def settings(*, approved: bool, public: bool, **more: object) -> RoundSettings:
    data: dict[str, object] = {"kind": "round", "version": "1", "quarter": "2021Q1", **more}
    if approved:
        data["approved"] = {"by": "厂党委", "date": "2021-04-09"}
    if public:
        data["publication"] = {"from": "2021-04-12", "to": "2021-04-16"}
    return RoundSettings.model_validate(data)


def seal(*, final: bool, composite: str = "87.23", day: str = "2021-04-10") -> Seal:
    part = {"digest": "-", "parts": {}}
    branch = {"name": "物资部党支部", "rank": "1", "composite": composite, "inspection": composite, "items": "-"}
    data = {"sealed_on": day, "tool": "-", "inputs": "-", "digest": "-", "results": {"WZ": branch}}
    stage = {} if final else {"stage": "publication"}
    return Seal.model_validate({**data, **stage, "rubric": part, "roster": part, "records": part})


def seals(*each: Seal) -> Seals:
    return Seals.model_validate({"kind": "seal", "version": "1", "quarter": "2021Q1", "seals": each})


def objection(received: str, *, decided: bool = False, accepted: bool = False) -> Objections:
    one: dict[str, object] = {"id": "Y1", "branch": "物资部党支部", "received": received, "asks": "复核"}
    if accepted:
        one |= {"accepted": "true", "reason": "送达晚了一天"}
    if decided:
        one["decision"] = {"result": "rejected", "reason": "不实", "approved_by": "厂党委", "date": "2021-04-20"}
    return Objections.model_validate({"kind": "objections", "version": "1", "quarter": "2021Q1", "objections": [one]})


SETTLED = settings(approved=True, public=True)
FIRST = seals(seal(final=False))
DONE = seals(seal(final=False), seal(final=True, day="2021-04-21"))
BETTER = seal(final=True, composite="88.16", day="2021-05-26")
CORRECTED = seals(seal(final=False), seal(final=True, day="2021-04-21"), BETTER)


def standing(
    this: RoundSettings | None = None,
    held: Seals | None = None,
    sealing: SealState = "unsealed",
    objections: Objections | None = None,
    *,
    procedure: Procedure | None = PROCEDURE,
    complete: bool = True,
    begun: bool = True,
) -> Standing:
    inspections = [INSPECTED] if begun else []
    round_ = Round(QUARTER, inspections, settings=this, seals=held, objections=objections)
    return Standing(round_, procedure, complete and begun, sealing)


D = date(2021, 4, 14)
AFTER = date(2021, 4, 22)
