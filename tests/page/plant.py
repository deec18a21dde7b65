"""A plant of eight branches over two rounds, in memory: who moved, what was rectified, every flag."""

from collections.abc import Mapping
from functools import cache

from dangjian_kaoping.engine.dossier import Dossier, dossier
from dangjian_kaoping.engine.score.round import score_round
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.records import Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.html.ranking import ranking_page
from excel.plant import DANGQUN, JIWEI, MONTH, QUARTER, ROSTER, RUBRIC, UNINSPECTED, WITH_ALL, edition, modelled

__all__ = ["UNINSPECTED", "edition", "held", "page", "plant"]

BEFORE = Quarter(2020, 4)
_FOLLOWED = """\
    followups:
      2020Q4-01: {outcome: closed, note: 两次会议已补开}
      2020Q4-02: {outcome: in_progress, note: 已定日期}
"""
_FIRST = "  燃料部党支部:\n    date: 2021-03-21\n"
_LATER = {
    "quarter: 2021Q1": "quarter: 2020Q4",
    "month: 2021-01": "month: 2020-10",
    "month: 2021-02": "month: 2020-11",
    "month: 2021-03": "month: 2020-12",
    "date: 2021-03": "date: 2020-12",
    "rectify_by: 2021-04": "rectify_by: 2021-01",
    "rectify_by: 2021-05": "rectify_by: 2021-02",
    "id: 2021Q1-": "id: 2020Q4-",
    # another winner then, and nobody's honours
    "done: 1, reason: 少开两次": "done: 2, reason: 少开一次",
    "    - {item: JF-01, clause: 获奖, level: 省级, event: 创新奖}\n": "",
}


def changed(text: str, changes: Mapping[str, str]) -> str:
    """A document with some of its words changed."""
    for old, new in changes.items():
        text = text.replace(old, new)
    return text


def _round(quarter: Quarter, changes: Mapping[str, str]) -> Round:
    months = [MONTH.format(month=month) + WITH_ALL for month in ("01", "02", "03")]
    return Round(
        quarter,
        [
            modelled(Inspection, changed(text, changes), f"data/{quarter}/inspection/{name}.yaml")
            for name, text in (("党群部", DANGQUN), ("纪委办", JIWEI))
        ],
        [modelled(SelfAssessment, changed(text, changes), f"data/{quarter}/self.yaml") for text in months],
    )


def held(
    changes: Mapping[str, str] | None = None, rubric: Mapping[str, str] | None = None, review: str | None = None
) -> Dossier:
    """Both rounds; `changes` to the newer one's records and to the roster, `rubric` to the rubric.

    `review` are the decisions of a review of the newer round.
    """
    changes = changes or {}
    rules = modelled(Rubric, changed(RUBRIC, rubric or {}), "rubrics/2020.yaml")
    roster = modelled(Roster, changed(ROSTER, changes), "data/roster.yaml")
    names = {old: new for old, new in changes.items() if old in ROSTER}
    before = _round(BEFORE, {**_LATER, **names})
    this = _round(QUARTER, {_FIRST: _FIRST + _FOLLOWED, **changes})
    if review is not None:
        text = f"kind: adjustments\nversion: 1\nquarter: {QUARTER}\nadjustments:\n{review}"
        this.adjustments.append(modelled(Adjustments, text, f"data/{QUARTER}/adjustments.yaml"))
    results = [score_round(rules, roster, before), score_round(rules, roster, this, [before])]
    return dossier(results, [before, this], roster)


@cache
def plant() -> Dossier:
    """Both rounds as they are."""
    return held()


@cache
def page(*, redact: bool = False, draft: bool = False) -> str:
    """The plant's page."""
    return ranking_page(plant(), edition(draft=draft), redact=redact).decode()
