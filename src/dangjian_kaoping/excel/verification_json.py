"""核对 as JSON: `kaoping.verify/1`."""

from dangjian_kaoping.excel.comparison import Deviation
from dangjian_kaoping.excel.reading import Content
from dangjian_kaoping.excel.verification import Verification
from dangjian_kaoping.excel.verification_text import remarks
from dangjian_kaoping.render.finding_data import Data
from dangjian_kaoping.render.score_json import as_json

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
            "cells": comparison.cells,
            "formulas": comparison.formulas,
            "formulas_without_value": comparison.unstored,
            "input": {"published": found.published[0], "now": found.now[0], "changed": found.input_changed},
            "tool": {"published": found.published[1], "now": found.now[1]},
            "hidden": list(found.hidden),
            "remarks": list(remarks(found)),
            "deviations": [_deviation(each) for each in found.deviations],
        }
    )


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
