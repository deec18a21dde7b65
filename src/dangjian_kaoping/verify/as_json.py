"""核对 as JSON: `kaoping.verify/1`."""

from collections.abc import Sequence
from typing import Final, Literal

from dangjian_kaoping.engine.course.registered import Registered
from dangjian_kaoping.ooxml.spreadsheet.sheet import Content
from dangjian_kaoping.verify.as_text import plain_value, remarks
from dangjian_kaoping.verify.comparison import Deviation, Difference
from dangjian_kaoping.verify.remark_words import remark_in_words
from dangjian_kaoping.verify.remarks import Remark, RemarkKind
from dangjian_kaoping.verify.standings import Moved, Standing, figure
from dangjian_kaoping.verify.verification import Origin, Verification
from dangjian_kaoping.write.json.document import Day, Number, Object, QuarterName
from dangjian_kaoping.write.json.registered import OfEntry, entry_data
from dangjian_kaoping.write.json_text import as_json

FORMAT: Final = "kaoping.verify/1"


class OriginData(Object):
    """公布和现在各是什么"""

    published: str
    """工作簿上写的"""
    now: str
    """现在的"""


class InputData(OriginData):
    """依据：细则和记录的摘要"""

    changed: bool
    """公布以后有没有改过"""


class SealedData(Object):
    """一次封存"""

    sealed_on: Day
    """哪天封存"""
    digest: str
    """摘要"""
    note: str | None
    """为什么重新封存"""


class SealData(Object):
    """工作簿公布时的封存"""

    quarter: QuarterName
    """哪一轮"""
    sealed_on: Day
    """哪天封存"""
    digest: str
    """摘要"""
    replaced_by: SealedData | None
    """后来由哪一次封存代替；仍然有效的为 null"""


class StandingData(Object):
    """得分和名次"""

    score: Number | None
    """得分；没有写的为 null"""
    rank: Number | None
    """名次；没有写的为 null"""


class MovedData(Object):
    """得分、名次对不上的支部"""

    branch: str
    """党支部"""
    says: StandingData | None
    """工作簿上写的；没有这个支部的为 null"""
    follows: StandingData | None
    """应是；没有这个支部的为 null"""


class RemarkData(Object):
    """看到的不是格里的数的一处"""

    kind: RemarkKind
    """哪一种"""
    sheet: str | None
    """哪张表；说整个工作簿的为 null"""
    where: str | None
    """哪些格"""
    says: str | None
    """那里写的：格式、文字"""
    follows: str | None
    """格里的数"""
    shown: str | None
    """看到的"""
    fails: bool
    """是不是因此不通过"""
    words: str
    """一句话"""


class DeviationData(Object):
    """对不上的一处"""

    kind: Difference
    """哪一种：数 value、公式 formula、少了 missing、多了 extra；表少了 sheet_missing、多了 sheet_extra、
    改了名称 sheet_renamed
    """
    sheet: str
    """哪张表"""
    cell: str | None
    """哪一格"""
    of: str | None
    """这一格是谁的什么"""
    says: str | None
    """写的值"""
    follows: str | None
    """应是的值"""
    formula_says: str | None
    """写的公式"""
    formula_follows: str | None
    """应是的公式"""


class VerifyDocument(OfEntry):
    """核对公布的工作簿（verify）"""

    format: Literal["kaoping.verify/1"]
    """格式和它的版本"""
    file: str
    """哪个文件"""
    workbook: str
    """哪一种工作簿"""
    period: str
    """哪个季度（2021Q1）或哪年（2020）"""
    draft: bool
    """按暂定的核对"""
    follows: bool
    """每个数、每个公式是不是都由细则和记录得出"""
    passes: bool
    """是不是通过：数和公式都对，排名表里看到的也是这些数"""
    cells: int
    """核对了几格"""
    formulas: int
    """其中有公式的"""
    former: bool
    """是不是以前的版式：只核对了排名表里的数"""
    formulas_without_value: int
    """公式旁边没有存着值的"""
    input: InputData
    """依据"""
    tool: OriginData
    """本工具的版本"""
    hidden: list[str]
    """有隐藏的表"""
    outdated: bool
    """是不是当时对、后来由重新封存代替了的"""
    as_sealed: bool | None
    """得分和名次是不是封存的；没有封存的、不知道依据哪一次的、没有存值比不了的为 null"""
    seals: list[SealData] | None
    """公布时的封存；不知道依据哪一次的为 null"""
    remarks: list[str]
    """要说明的话"""
    seen_otherwise: list[RemarkData]
    """看到的不是格里的数的各处"""
    branches: list[MovedData]
    """得分、名次对不上的支部"""
    deviations: list[DeviationData]
    """对不上的各处"""


def verification_json(
    found: Verification, file: str, form: str, period: str, registered: Sequence[Registered] = (), *, draft: bool
) -> str:
    """The outcome, with every deviation; numbers are text."""
    comparison = found.comparison
    document: VerifyDocument = {
        "format": FORMAT,
        "file": file,
        "workbook": form,
        "period": period,
        "draft": draft,
        "follows": found.follows,
        "passes": found.passes,
        "cells": comparison.cells,
        "formulas": comparison.formulas,
        "former": found.former,
        "formulas_without_value": comparison.unstored,
        "input": {"published": found.published[0], "now": found.now[0], "changed": found.input_changed},
        "tool": {"published": found.published[1], "now": found.now[1]},
        "hidden": list(found.hidden),
        "outdated": found.outdated,
        "as_sealed": found.as_sealed if found.origins and (found.stored or found.follows) else None,
        "seals": None if found.origins is None else [_origin(each) for each in found.origins],
        "remarks": list(remarks(found)),
        "seen_otherwise": [_remark(each, fails=found.fails(each)) for each in found.comparison.remarks],
        "branches": [_moved(each) for each in found.moved],
        "deviations": [_deviation(each) for each in found.deviations],
    }
    if registered:
        document["registered"] = [entry_data(each) for each in registered]
    return as_json(document)


def _origin(origin: Origin) -> SealData:
    """A seal that the workbook was published by, and what replaced it; null where it is in force."""
    by = origin.replaced_by
    return {
        "quarter": str(origin.quarter),
        "sealed_on": str(origin.seal.sealed_on),
        "digest": origin.seal.digest,
        "replaced_by": None if by is None else {"sealed_on": str(by.sealed_on), "digest": by.digest, "note": by.note},
    }


def _moved(moved: Moved) -> MovedData:
    return {"branch": moved.branch, "says": _standing(moved.says), "follows": _standing(moved.follows)}


def _standing(standing: Standing | None) -> StandingData | None:
    if standing is None:
        return None
    return {"score": figure(standing.score), "rank": figure(standing.rank)}


def _remark(remark: Remark, *, fails: bool) -> RemarkData:
    return {
        "kind": remark.kind,
        "sheet": remark.sheet or None,
        "where": remark.where or None,
        "says": remark.says or None,
        "follows": remark.follows or None,
        "shown": remark.shown,
        "fails": fails,
        "words": remark_in_words(remark),
    }


def _deviation(deviation: Deviation) -> DeviationData:
    return {
        "kind": deviation.kind,
        "sheet": deviation.sheet,
        "cell": deviation.cell or None,
        "of": deviation.of or None,
        "says": _value(deviation.says),
        "follows": _value(deviation.follows),
        "formula_says": _formula(deviation.says),
        "formula_follows": _formula(deviation.follows),
    }


def _value(content: Content | None) -> str | None:
    return None if content is None or content.value is None else plain_value(content.value)


def _formula(content: Content | None) -> str | None:
    return None if content is None else content.formula
