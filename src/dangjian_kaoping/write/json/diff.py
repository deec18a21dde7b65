"""修订的比较 as JSON, `kaoping.rubric-diff/1`: the contract for programs."""

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Final, Literal

from typing_extensions import TypedDict

from dangjian_kaoping.compare.diff.kinds import Direction, Level
from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.compare.diff.shares import Shares, Shift
from dangjian_kaoping.compare.diff.strictness import OTHERS
from dangjian_kaoping.engine.follow.focus import FocusPoints
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.model.canonical import Content, canonical
from dangjian_kaoping.model.marks import Keywords
from dangjian_kaoping.place import NOWHERE, Place
from dangjian_kaoping.words.marked import Only
from dangjian_kaoping.words.revision.wording import wording
from dangjian_kaoping.write.json.document import ExactNumber, FromTo, Object
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.rubric-diff/1"
"""The version of the contract: what it promises may grow, and not change."""
SEVERAL: Final = "kaoping.rubric-diffs/1"
"""The comparisons of several files at once."""


class PointsMoved(Object):
    """分值的变化"""

    before: ExactNumber | None
    """原来；原来没有这一行的为 null"""
    after: ExactNumber | None
    """现在；没有这一行了的为 null"""


class CountMoved(Object):
    """数目的变化"""

    before: int | None
    """原来；原来没有这一行的为 null"""
    after: int | None
    """现在；没有这一行了的为 null"""


class ShiftData(Object):
    """分值怎样移动"""

    points: PointsMoved
    """总分值"""
    trace: PointsMoved
    """痕迹管理的分值"""
    implementation: PointsMoved
    """工作落实的分值"""
    effect: PointsMoved
    """工作成效的分值"""
    materials: CountMoved
    """备查材料几种"""


class NamedShiftData(ShiftData):
    """一个方面、一个部室的分值怎样移动"""

    name: str
    """名称"""


SharedBy = TypedDict(
    "SharedBy",
    {
        "class": Annotated[
            str | None, Keywords(description="支部类别；没有点名的各类合称 otherwise，各类分值都一样的为 null")
        ]
    },
)


class SharesData(SharedBy, ShiftData):
    """一类支部的分值怎样移动"""

    areas: list[NamedShiftData]
    """各方面"""
    departments: list[NamedShiftData]
    """各部室"""


class PieceData(Object):
    """一段文字"""

    text: str
    """文字"""
    only: Only | None
    """只有原来才有的 before，只有现在才有的 after；两边都有的为 null"""


class ChangeData(Object):
    """一处变化"""

    id: str
    """变化的种类，如 item-points-increased，不随字句改变"""
    level: Level
    """级别：重大 error、一般 warning、提示 info"""
    direction: Direction
    """方向：收严 stricter、放宽 looser、其他 neutral"""
    path: str
    """细则里的哪一处"""
    before: Content | bool | None
    """原来的写法；原来没有的为 null"""
    after: Content | bool | None
    """现在的写法；没有了的为 null"""
    wording: list[PieceData] | None
    """文字改了的，一段一段照先后：哪些字删去了，哪些字添上了；不是文字的为 null"""
    from_source: str | None
    """写在原来一版的哪里，文件:行"""
    to_source: str | None
    """写在新的一版的哪里，文件:行"""


class DiffDocument(FromTo):
    """一次修订改了什么（rubric diff）"""

    format: Literal["kaoping.rubric-diff/1"]
    """格式和它的版本"""
    shares: list[SharesData]
    """各类支部的分值怎样移动；奖励办法没有"""
    changes: list[ChangeData]
    """各处变化"""


class DiffsDocument(Object):
    """几个文件各改了什么（rubric diff --against）"""

    format: Literal["kaoping.rubric-diffs/1"]
    """格式和它的版本"""
    diffs: list[DiffDocument]
    """各个文件的修订"""


def diff_json(diff: Revision, changes: Sequence[Change]) -> str:
    """The comparison as JSON text; `changes` are those of its changes that are asked for."""
    return as_json(_data(diff, changes))


def diffs_json(several: Iterable[tuple[Revision, Sequence[Change]]]) -> str:
    """Several comparisons as JSON text."""
    document: DiffsDocument = {"format": SEVERAL, "diffs": [_data(*each) for each in several]}
    return as_json(document)


def _data(diff: Revision, changes: Sequence[Change]) -> DiffDocument:
    return {
        "format": FORMAT,
        "from": diff.before.name,
        "to": diff.after.name,
        "shares": [_shares(each) for each in diff.shares],
        "changes": [_change(each) for each in changes],
    }


def _change(change: Change) -> ChangeData:
    return {
        "id": change.kind.id,
        "level": change.kind.level,
        "direction": change.kind.direction,
        "path": change.path,
        "before": _written(change.before),
        "after": _written(change.after),
        "wording": _wording(change.before, change.after),
        "from_source": _source(change.old.place),
        "to_source": _source(change.new.place),
    }


def _wording(before: object, after: object) -> list[PieceData] | None:
    if not (isinstance(before, str) and isinstance(after, str)):
        return None
    return [{"text": each.text, "only": each.only} for each in wording(before, after)]


def _source(place: Place) -> str | None:
    return None if place == NOWHERE else str(place)


def _shares(shares: Shares) -> SharesData:
    return {
        "class": "otherwise" if shares.branch_class == OTHERS else shares.branch_class,
        **_shift(shares.whole),
        "areas": [{"name": each.name, **_shift(each)} for each in shares.areas],
        "departments": [{"name": each.name, **_shift(each)} for each in shares.departments],
    }


def _shift(shift: Shift) -> ShiftData:
    before, after = shift.before, shift.after
    return {
        "points": _moved(shift, lambda side: side.total),
        "trace": _moved(shift, lambda side: side.by_focus["trace"]),
        "implementation": _moved(shift, lambda side: side.by_focus["implementation"]),
        "effect": _moved(shift, lambda side: side.by_focus["effect"]),
        "materials": {
            "before": None if before is None else before.materials,
            "after": None if after is None else after.materials,
        },
    }


def _moved(shift: Shift, points: Callable[[FocusPoints], Exact]) -> PointsMoved:
    before, after = (None if side is None else plain(points(side)) for side in (shift.before, shift.after))
    return {"before": before, "after": after}


def _written(value: object) -> Content | bool | None:
    """A value as a file writes it: numbers as text, models with the keys that mean something."""
    return value if value is None or isinstance(value, bool) else canonical(value)
