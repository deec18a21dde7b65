"""核对 as JSON: `kaoping.verify/1`."""

from dangjian_kaoping.ooxml.spreadsheet.sheet import Content
from dangjian_kaoping.verify.as_text import remarks
from dangjian_kaoping.verify.comparison import Deviation
from dangjian_kaoping.verify.remark_words import remark_in_words
from dangjian_kaoping.verify.remarks import Remark
from dangjian_kaoping.verify.standings import Moved, Standing, figure
from dangjian_kaoping.verify.verification import Origin, Verification
from dangjian_kaoping.write.json.finding import Data
from dangjian_kaoping.write.json_text import as_json

FORMAT = "kaoping.verify/1"


def verification_json(found: Verification, file: str, form: str, period: str, *, draft: bool) -> str:
    """The outcome, with every deviation; numbers are text."""
    comparison = found.comparison
    return as_json(
        {
            "format": FORMAT,
            "file": file,
            "workbook": form,
            "period": period,
            "draft": draft,
            "follows": found.follows,
            "passes": found.passes,
            "cells": comparison.cells,
            "formulas": comparison.formulas,
            "formulas_without_value": comparison.unstored,
            "input": {"published": found.published[0], "now": found.now[0], "changed": found.input_changed},
            "tool": {"published": found.published[1], "now": found.now[1]},
            "hidden": list(found.hidden),
            "outdated": found.outdated,
            "as_sealed": found.as_sealed if found.origins else None,
            "seals": None if found.origins is None else [_origin(each) for each in found.origins],
            "remarks": list(remarks(found)),
            "seen_otherwise": [_remark(each, fails=found.fails(each)) for each in found.comparison.remarks],
            "branches": [_moved(each) for each in found.moved],
            "deviations": [_deviation(each) for each in found.deviations],
        }
    )


def _origin(each: Origin) -> Data:
    """A seal that the workbook was published by, and what replaced it; null where it is in force."""
    by = each.replaced_by
    return {
        "quarter": str(each.quarter),
        "sealed_on": str(each.seal.sealed_on),
        "digest": each.seal.digest,
        "replaced_by": None if by is None else {"sealed_on": str(by.sealed_on), "digest": by.digest, "note": by.note},
    }


def _moved(each: Moved) -> Data:
    return {"branch": each.branch, "says": _standing(each.says), "follows": _standing(each.follows)}


def _standing(standing: Standing | None) -> Data | None:
    if standing is None:
        return None
    return {"score": figure(standing.score), "rank": figure(standing.rank)}


def _remark(each: Remark, *, fails: bool) -> Data:
    return {
        "kind": each.kind,
        "sheet": each.sheet or None,
        "where": each.where or None,
        "says": each.says or None,
        "follows": each.follows or None,
        "shown": each.shown,
        "fails": fails,
        "words": remark_in_words(each),
    }


def _deviation(each: Deviation) -> Data:
    return {
        "kind": each.kind,
        "sheet": each.sheet,
        "cell": each.cell or None,
        "of": each.of or None,
        "says": _value(each.says),
        "follows": _value(each.follows),
        "formula_says": _formula(each.says),
        "formula_follows": _formula(each.follows),
    }


def _value(content: Content | None) -> str | None:
    return None if content is None or content.value is None else str(content.value)


def _formula(content: Content | None) -> str | None:
    return None if content is None else content.formula
