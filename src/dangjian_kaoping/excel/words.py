"""The few words that only the workbook needs; all others are in `render.words`."""

from dangjian_kaoping.engine.clause import FindingScore
from dangjian_kaoping.render.record_words import kind_of

PROVISIONAL = "暂定"
"""What stands on every sheet of a draft."""
NONE = "—"
"""Where a figure is missing, or an item is out of the table."""

_KIND = {"problem": "问题", "on_site": "立行立改", "shortfall": "指标差距"}
_GIVEN = {"earn": "得分", "bonus": "加分", "give_back": "还分"}
_NOTHING_AMISS = "记录"


def kind_in_words(score: FindingScore) -> str:
    """类型: a problem, 立行立改, a measured shortfall; or points given, or a fact that costs nothing."""
    finding, effect = score.recorded.finding, score.clause.effect
    kind = kind_of(finding)
    if kind == "shortfall" and (finding.reason is None or effect == "bonus"):
        return _GIVEN.get(effect, _KIND[kind] if score.points else _NOTHING_AMISS)
    return _KIND[kind]
