"""How far a result may be relied on, and what the rubric costs: weights, clauses over the rounds, burden."""

import sys

from dangjian_kaoping.cli.formats.writable import JSON, TABLE, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.engine.otherwise.weights import RoundSlack

SENSITIVITY = Writable[list[RoundSlack]]("分值试算")


@SENSITIVITY.written(TABLE)
def _sensitivity_text(slack: list[RoundSlack]) -> str:
    from dangjian_kaoping.write.text.sensitivity import sensitivity_text

    return sensitivity_text(slack, width(sys.stdout))


@SENSITIVITY.written(JSON)
def _sensitivity_json(slack: list[RoundSlack]) -> str:
    from dangjian_kaoping.write.json.sensitivity import sensitivity_json

    return sensitivity_json(slack)
