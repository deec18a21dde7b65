"""考评得分 as CSV, for a spreadsheet. The caller adds the BOM that Excel wants."""

import csv
import io
from decimal import Decimal

from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.words.eligibility import exclusions_in_words, shows_standing
from dangjian_kaoping.words.figures import published, six
from dangjian_kaoping.words.names import flags_in_words, incomplete_in_words
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.write.layout import clean

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_FINITE = 6


def score_csv(result: RoundResult) -> str:
    """The ranking, a row a branch, with `\\r\\n` line ends."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    areas = area_names(result.rubric)
    figures = ["综合得分", "检查得分", "自评得分", "基础分", "加分", "扣减"]
    heading = ["名次", "党支部", "支部类别", *figures, *(words(name) for name in areas.values())]
    standing = shows_standing(result.rubric.measure)
    # a column more, at the end, only where a review changed something: else the table stays as it always was
    adjusted = any(placing.score.adjusted for placing in result.placings)
    more = ("等次", "不能评先选优") if standing else ()
    writer.writerow([*heading, "考核情形", "缺少", *more, *(["复核调整前综合得分"] if adjusted else [])])
    for placing in result.placings:
        before = placing.score.before
        told = _standing(placing, result) if standing else ()
        last = [_number(None if before is None else before.composite)] if adjusted else []
        writer.writerow([*_row(placing, list(areas)), *told, *last])
    return out.getvalue()


def _standing(placing: Placing, result: RoundResult) -> list[str]:
    why = exclusions_in_words(placing.exclusions, result.rubric.measure, result.quarter)
    return [words(placing.grade or ""), words(why)]


def _row(placing: Placing, areas: list[str]) -> list[str]:
    score = placing.score
    figures = (score.composite, score.inspection, score.self_assessment, score.base, score.bonus, score.penalty)
    return [
        "" if placing.rank is None else str(placing.rank),
        words(score.branch.name),
        words(score.branch.branch_class),
        *map(_number, figures),
        *(_number(score.inspected.areas.get(area)) for area in areas),
        flags_in_words(placing.flags),
        words(incomplete_in_words(score.incomplete)),
    ]


def words(text: str) -> str:
    """Words from the data as a cell: what a spreadsheet would take for a formula gets an apostrophe before it."""
    text = clean(text)
    return f"'{text}" if text.lstrip(" □").startswith(_FORMULA) else text


def _number(step: Step | None) -> str:
    """A figure stays a number; empty where it is missing."""
    if step is None:
        return ""
    return published(step) if step.operation == "rounded" else _plain(step.value)


def _plain(value: Exact) -> str:
    if isinstance(value, Decimal):
        text = plain(value)
        if len(text.partition(".")[2]) <= _FINITE:
            return text
    return six(value)
