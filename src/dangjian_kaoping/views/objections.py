"""异议 of a round: a row each, first what is to be done."""

from collections.abc import Sequence
from datetime import date

from dangjian_kaoping.engine.course.objections import StandingObjection
from dangjian_kaoping.views.table import FIELDS, ROWS, SCREEN, Column, Table
from dangjian_kaoping.words.objections import STAND, concern_in_words, decision_in_words

_Row = StandingObjection


def objections(found: Sequence[StandingObjection]) -> Table[StandingObjection]:
    """The table of a round's objections."""
    columns = (
        Column[_Row]("id", "编号", lambda each: each.objection.id, "name"),
        Column[_Row]("branch", "谁的结果", lambda each: each.objection.branch),
        Column[_Row]("objector", "谁提出", lambda each: each.objection.party, surfaces=FIELDS | ROWS),
        Column[_Row]("objector", "谁提出", lambda each: each.objection.objector or "", surfaces=SCREEN, rare=SCREEN),
        Column[_Row]("concern", "对什么", lambda each: concern_in_words(each.objection), surfaces=SCREEN | ROWS),
        Column[_Row]("item", "项目", lambda each: each.objection.item, surfaces=FIELDS),
        Column[_Row]("clause", "条款", lambda each: each.objection.clause, surfaces=FIELDS),
        Column[_Row]("finding", "问题", lambda each: each.objection.finding, surfaces=FIELDS),
        Column[_Row]("received", "收到", lambda each: each.objection.received, "day"),
        Column[_Row]("stand", "状态", lambda each: each.stand, surfaces=FIELDS),
        Column[_Row]("stand", "状态", lambda each: STAND[each.stand], surfaces=SCREEN | ROWS),
        Column[_Row]("due", "答复期限", lambda each: each.due, "day"),
        Column[_Row]("asks", "理由", lambda each: each.objection.asks, "prose", surfaces=FIELDS | ROWS),
        Column[_Row]("result", "结果", _result, surfaces=FIELDS),
        Column[_Row]("decision", "处理", _decision, "prose", surfaces=ROWS),
        Column[_Row]("decided", "决定", _decided, "day", surfaces=FIELDS),
        Column[_Row]("answered", "答复", _answered, "day", surfaces=FIELDS | ROWS),
    )
    return Table(columns, found)


def _result(each: StandingObjection) -> str | None:
    return None if each.objection.decision is None else each.objection.decision.result


def _decision(each: StandingObjection) -> str:
    return "" if each.objection.decision is None else decision_in_words(each.objection.decision)


def _decided(each: StandingObjection) -> date | None:
    return None if each.objection.decision is None else each.objection.decision.date


def _answered(each: StandingObjection) -> date | None:
    return None if each.objection.decision is None else each.objection.decision.answered
