"""What a rubric can give, as JSON: `kaoping.ranges/1`."""

from typing import Annotated, Final, Literal

from typing_extensions import TypedDict

from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.model.marks import Keywords
from dangjian_kaoping.proof.ranges.table import Part, RangeRow, RangeTable, Side
from dangjian_kaoping.words.proof import record_in_words
from dangjian_kaoping.write.json.document import ExactNumber, Object
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.ranges/1"


class EndData(Object):
    """最少或最多的一头"""

    limit: ExactNumber | None
    """一定越不过的数；不封顶的为 null"""
    reached: ExactNumber | None
    """照 record 记，程序算出的数；与 limit 相同就是到得了；没有可以试的记录的为 null"""
    record: str
    """怎样记"""


_OfClass = TypedDict(
    "_OfClass", {"class": Annotated[str | None, Keywords(description="哪一类支部；各类都一样的为 null")]}
)


class RangeData(_OfClass, Object):
    """细则的一部分：方面、项目、组、条款或合计"""

    part: Part
    """方面 area、项目 item、组 group、条款 clause、合计 total"""
    key: str
    """编号，条款和组带着项目的编号；合计是 base、bonus、penalty、inspection、composite"""
    name: str
    """名称；合计的是空的"""
    effect: Effect | None
    """条款的后果；别的为 null"""
    full: ExactNumber | None
    """满分；没有的为 null"""
    full_reached: bool | None
    """满分得不得得到；没有满分、说不准的为 null"""
    zero_reached: bool | None
    """零分到不到得了；没有满分、说不准的为 null"""
    least: EndData
    """最少的一头"""
    most: EndData
    """最多的一头"""


class RangesDocument(Object):
    """一版细则各部分最少、最多几分（rubric check --proof）"""

    format: Literal["kaoping.ranges/1"]
    """格式和它的版本"""
    rubric: str
    """哪一版细则"""
    rows: list[RangeData]
    """照细则的先后：方面、它的项目、项目的组和条款；最后是合计"""
    unsound: list[str]
    """本身有错、没有列的项目"""


def ranges_json(table: RangeTable) -> str:
    """The table for programs."""
    document: RangesDocument = {
        "format": FORMAT,
        "rubric": table.rubric.version,
        "rows": [_row(each) for each in table.rows],
        "unsound": list(table.unsound),
    }
    return as_json(document)


def _row(row: RangeRow) -> RangeData:
    return {
        "part": row.part,
        "key": row.key,
        "name": row.name,
        "class": row.branch_class or None,
        "effect": row.effect,
        "full": _number(row.full),
        "full_reached": row.full_reached,
        "zero_reached": row.zero_reached,
        "least": _end(row, row.least, most=False),
        "most": _end(row, row.most, most=True),
    }


def _end(row: RangeRow, side: Side, *, most: bool) -> EndData:
    record = record_in_words(row, side, most=most)
    return {"limit": _number(side.limit), "reached": _number(side.reached), "record": record}


def _number(value: Exact | None) -> str | None:
    return None if value is None else plain(value)
