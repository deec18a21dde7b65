"""What several tables write alike: a figure is a number for sums, and beside it the text that is exact."""

from dangjian_kaoping.database.table import PLACES, Cell, Column
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, plain, rounded
from dangjian_kaoping.words.figures import published_or_none

QUARTER = Column("quarter", "text", "轮次，如 2021Q1")
BRANCH = Column("branch", "text", "支部编号")
RUBRIC = Column("rubric", "text", "按哪一版细则")
ITEM = Column("item", "text", "项目编号，如 DJ-01")


def figure(name: str, comment: str, *, optional: bool = False) -> tuple[Column, Column]:
    """Two columns of a figure: the number, and its exact text."""
    return (
        Column(name, "number", comment, optional),
        Column(f"{name}_exact", "text", f"{name} 的准确写法，除不尽的写成分数", optional),
    )


def exactly(value: Exact | None) -> tuple[Cell, Cell]:
    """The cells of a figure that is not published."""
    return (None, None) if value is None else (rounded(value, PLACES), plain(value))


def as_published(step: Step | None) -> tuple[Cell, Cell]:
    """The cells of a published figure: its text is as it was rounded, `96.30`."""
    return (None if step is None else rounded(step.value, PLACES), published_or_none(step))


def of_quarter(result: RoundResult) -> str:
    """The key of a round."""
    return str(result.quarter)
