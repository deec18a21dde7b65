"""条件 told: what the records said that a clause asks for, and whether it acts."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.score.condition import Reading
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.rubric.limit import when_in_words


def condition_row(depth: int, item: Item, readings: Sequence[Reading]) -> ExplainRow:
    """The conditions of a clause in a row, each with the record that it reads."""
    return ExplainRow(depth, "rule", "条件：", "；".join(_reading(item, each) for each in readings))


def shut_rows(depth: int, score: ItemScore) -> Iterator[ExplainRow]:
    """The clauses of an item that do not act at the branch, each with why."""
    for clause_id, readings in score.conditions.items():
        if not all(each.holds for each in readings):
            clause = score.item.by_clause[clause_id]
            yield ExplainRow(depth, "clause", "", f"不起作用：{clause.text}（条款“{clause.id}”）")
            yield condition_row(depth + 1, score.item, readings)


def _reading(item: Item, reading: Reading) -> str:
    fact = reading.clause.fact
    told = "、".join(fact.recorded_in_words(each.finding) for each in reading.recorded)
    said = f"记的是 {told}" if told else "没有记录"
    asked = when_in_words(item, (reading.when,)).removesuffix("的")
    return f"要{asked}；{said}，{'成立' if reading.holds else '不成立'}"
