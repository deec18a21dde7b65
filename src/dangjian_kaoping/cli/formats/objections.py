"""异议: what is objected to in a round's result."""

import sys
from typing import NamedTuple

from dangjian_kaoping.cli.formats.writable import CSV, JSON, TABLE, Writable
from dangjian_kaoping.cli.shell.streams import width
from dangjian_kaoping.engine.course.objections import StandingObjection
from dangjian_kaoping.engine.course.state import Course


class RoundObjections(NamedTuple):
    """A round on a day, and the objections to its result as they stand then."""

    course: Course
    found: tuple[StandingObjection, ...]


OBJECTIONS = Writable[RoundObjections]("异议")


@OBJECTIONS.written(TABLE)
def _table(asked: RoundObjections) -> str:
    from dangjian_kaoping.write.text.objections import objections_text

    return objections_text(*asked, width(sys.stdout))


@OBJECTIONS.written(JSON)
def _json(asked: RoundObjections) -> str:
    from dangjian_kaoping.write.json.objections import objections_json

    return objections_json(*asked)


@OBJECTIONS.written(CSV)
def _csv(asked: RoundObjections) -> str:
    from dangjian_kaoping.views.objections import objections
    from dangjian_kaoping.write.csv.table import as_csv

    return as_csv(objections(asked.found))
