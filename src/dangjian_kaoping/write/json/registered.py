"""公布登记 of a file as JSON: `kaoping.registered/1`."""

from collections.abc import Sequence
from typing import Final, Literal, NotRequired

from dangjian_kaoping.engine.course.registered import Registered
from dangjian_kaoping.model.publications import PublicationKind
from dangjian_kaoping.write.json.document import Day, Object, QuarterName, YearName
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.registered/1"


class EntryData(Object):
    """公布登记里的一份"""

    quarter: QuarterName
    """登记在哪一轮"""
    id: int
    """第几号"""
    what: PublicationKind
    """是什么"""
    year: YearName | None
    """哪个年度的；一轮的为 null"""
    date: Day
    """哪天公布"""
    where: str | None
    """公布在哪里；没有写的为 null"""
    number: str | None
    """文号；没有写的为 null"""
    replaced_by: int | None
    """由第几号代替；没有的为 null"""
    sealed_on: Day | None
    """照的是哪天的封存；那次封存没有了的为 null"""
    resealed_on: Day | None
    """那次封存由哪天的代替；仍然有效的为 null"""
    holds: bool
    """是不是仍以它为准"""


class OfEntry(Object):
    """What any document says of a file that is registered."""

    registered: NotRequired[list[EntryData]]
    """公布登记里的，一份可以登记几次；没有登记的没有这个键"""


class RegisteredDocument(Object):
    """核对登记过的文件（verify）"""

    format: Literal["kaoping.registered/1"]
    """格式和它的版本"""
    file: str
    """哪个文件"""
    registered: list[EntryData]
    """公布登记里的，一份可以登记几次"""


def registered_json(file: str, found: Sequence[Registered]) -> str:
    """A file that is known by its digest alone."""
    document: RegisteredDocument = {"format": FORMAT, "file": file, "registered": [entry_data(each) for each in found]}
    return as_json(document)


def entry_data(found: Registered) -> EntryData:
    """What is registered of a file, and what took its place."""
    entry, sealed, resealed = found.entry, found.seal, found.replaced_by
    return {
        "quarter": str(found.quarter),
        "id": entry.id,
        "what": entry.what,
        "year": entry.year,
        "date": entry.date.isoformat(),
        "where": entry.where,
        "number": entry.number,
        "replaced_by": None if found.successor is None else found.successor.id,
        "sealed_on": None if sealed is None else sealed.sealed_on.isoformat(),
        "resealed_on": None if resealed is None else resealed.sealed_on.isoformat(),
        "holds": found.holds,
    }
