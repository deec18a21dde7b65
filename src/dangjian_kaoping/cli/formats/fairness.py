"""How far a result may be relied on, and what the rubric costs: weights, clauses over the rounds, burden."""

import sys
from typing import NamedTuple

from dangjian_kaoping.cli.formats.writable import CSV, JSON, TABLE, TEXT, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.engine.follow.burden import Burden
from dangjian_kaoping.engine.follow.fairness import Fairness
from dangjian_kaoping.engine.otherwise.weights import RoundSlack
from dangjian_kaoping.model.workspace import Limits

SENSITIVITY = Writable[list[RoundSlack]]("分值试算")


@SENSITIVITY.written(TEXT)
def _sensitivity_text(slack: list[RoundSlack]) -> str:
    from dangjian_kaoping.write.text.sensitivity import sensitivity_text

    return sensitivity_text(slack, width(sys.stdout))


@SENSITIVITY.written(JSON)
def _sensitivity_json(slack: list[RoundSlack]) -> str:
    from dangjian_kaoping.write.json.sensitivity import sensitivity_json

    return sensitivity_json(slack)


class Costs(NamedTuple):
    """What some versions cost the branches, and what the newest may."""

    burden: Burden
    limits: Limits | None


BURDEN = Writable[Costs]("支部负担")


@BURDEN.written(TABLE)
def _burden_text(costs: Costs) -> str:
    from dangjian_kaoping.write.text.burden import burden_text

    return burden_text(*costs, width(sys.stdout))


@BURDEN.written(JSON)
def _burden_json(costs: Costs) -> str:
    from dangjian_kaoping.write.json.burden import burden_json

    return burden_json(*costs)


@BURDEN.written(CSV)
def _burden_csv(costs: Costs) -> str:
    from dangjian_kaoping.views.burden import branch_years
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(branch_years(costs.burden))


FAIRNESS = Writable[Fairness]("一版细则施行以来看到的")


@FAIRNESS.written(TEXT)
def _fairness_text(found: Fairness) -> str:
    from dangjian_kaoping.write.text.fairness import fairness_text

    return fairness_text(found, width(sys.stdout))


@FAIRNESS.written(JSON)
def _fairness_json(found: Fairness) -> str:
    from dangjian_kaoping.write.json.fairness import fairness_json

    return fairness_json(found)
