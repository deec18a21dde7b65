"""What a workbook is about: the period, the rules, and why it is provisional, if it is. Every sheet says it."""

from typing import NamedTuple

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.periods import Period, Year
from dangjian_kaoping.words.names import titled_version_in_words, why_provisional, why_year_provisional


class About(NamedTuple):
    """The subject of a workbook.

    `format` is what it says that it is, `footer` the rules by which it was scored, `subtitle` the line below each
    title, `provisional` why a draft is one.
    """

    format: str
    period: Period
    footer: str
    subtitle: str = ""
    provisional: str = ""


ROUND = "kaoping.report/2"
"""The format of a round's workbook, and its version."""
YEAR = "kaoping.year-report/2"
"""The format of a year's workbook, and its version."""
FORMER = {"kaoping.report/1": ROUND, "kaoping.year-report/1": YEAR}
"""Formats of workbooks that were laid out otherwise, and what they are now."""


def about_round(result: RoundResult, departure: str = "") -> About:
    """A round's workbook."""
    rules = titled_version_in_words(result.rubric)
    return About(
        ROUND,
        result.quarter,
        rules,
        f"{rules}　参加考评的党支部 {len(result.placings)} 个　单位：分",
        why_provisional(result, "本表", departure),
    )


def about_year(dossier: YearDossier, departure: str = "") -> About:
    """A year's workbook; what it was scored by is told of its last round."""
    result = dossier.result
    rules = titled_version_in_words(dossier.rounds[-1].rubric)
    return About(
        YEAR,
        Year(result.year),
        rules,
        f"考评 {len(result.quarters)} 轮　参加考评的党支部 {len(result.placings)} 个　单位：分",
        why_year_provisional(result, departure),
    )
