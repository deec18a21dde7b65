"""What lies behind the points: how a branch's came about, how they went, how far self-assessment is from inspection."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.asking.courses import state_shown
from dangjian_kaoping.cli.formats.writable import JSON, TABLE, TEXT, Writable
from dangjian_kaoping.cli.shell.streams import shows_bars, width
from dangjian_kaoping.engine.follow.gap import BranchGap, GapCourse
from dangjian_kaoping.engine.follow.ledger import Entry
from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session

if TYPE_CHECKING:
    # an account of one round needs no comparison
    from dangjian_kaoping.compare.since.since import Since as Moved
    from dangjian_kaoping.engine.otherwise.mending import BranchMending


class Explained(NamedTuple):
    """A branch's round, or an item of it, with the older problems that it names, and the money that follows."""

    session: Session
    result: RoundResult
    placing: Placing
    item: str | None
    entries: Mapping[str, Entry]
    reward: RewardResult | None


EXPLANATION = Writable[Explained]("计分经过")


@EXPLANATION.written(TEXT)
def _explain_text(asked: Explained) -> str:
    from dangjian_kaoping.write.text.explain import explain_text

    session, result, placing, item, entries, reward = asked
    state = state_shown(session, result.quarter)
    return explain_text(result, placing, item, width(sys.stdout), entries, reward, state)


@EXPLANATION.written(JSON)
def _explain_json(asked: Explained) -> str:
    from dangjian_kaoping.write.json.explain import explain_json

    return explain_json(*asked[1:])


class MendedOf(NamedTuple):
    """What a branch's round, or an item of it, would be without what takes points."""

    session: Session
    result: RoundResult
    item: str | None
    mending: "BranchMending"


MENDING = Writable[MendedOf]("本轮若没有某一条")


@MENDING.written(TEXT)
def _mending_text(asked: MendedOf) -> str:
    from dangjian_kaoping.write.text.mending import mending_text

    state = state_shown(asked.session, asked.result.quarter)
    return mending_text(asked.result, asked.mending, asked.item, width(sys.stdout), state)


@MENDING.written(JSON)
def _mending_json(asked: MendedOf) -> str:
    from dangjian_kaoping.write.json.mending import mending_json

    return mending_json(asked.result, asked.mending)


class Since(NamedTuple):
    """Why a branch's composite moved since an earlier round."""

    session: Session
    found: "Moved"


SINCE = Writable[Since]("得分增减")


@SINCE.written(TEXT)
def _since_text(asked: Since) -> str:
    from dangjian_kaoping.write.text.since import since_text

    state = state_shown(asked.session, asked.found.after.quarter)
    return since_text(asked.found, width(sys.stdout), state)


@SINCE.written(JSON)
def _since_json(asked: Since) -> str:
    from dangjian_kaoping.write.json.since import since_json

    return since_json(asked.found)


TREND = Writable[list[RoundResult]]("走势")


@TREND.written(TABLE)
def _trend_text(results: list[RoundResult]) -> str:
    from dangjian_kaoping.write.text.trend import trend_text

    return trend_text(results, width(sys.stdout), plain=not shows_bars())


@TREND.written(JSON)
def _trend_json(results: list[RoundResult]) -> str:
    from dangjian_kaoping.write.json.trend import trend_json

    return trend_json(results)


class Gaps(NamedTuple):
    """The gaps of a round's branches; `single` where one branch is asked for, item by item."""

    session: Session
    result: RoundResult
    gaps: Sequence[BranchGap]
    single: bool


GAP = Writable[Gaps]("自评对照")


@GAP.written(TABLE)
def _gap_text(found: Gaps) -> str:
    from dangjian_kaoping.write.text.gap import branch_gap_text, gaps_text

    state = state_shown(found.session, found.result.quarter)
    if found.single:
        return branch_gap_text(found.gaps[0], width(sys.stdout), state)
    return gaps_text(found.result.quarter, found.gaps, width(sys.stdout), state)


@GAP.written(JSON)
def _gap_json(found: Gaps) -> str:
    from dangjian_kaoping.write.json.gap import gap_json

    return gap_json(found.result.quarter, found.result.rubric.version, found.gaps)


class GapsOverTime(NamedTuple):
    """How the gaps of the branches went over the rounds."""

    quarters: Sequence[Quarter]
    courses: Sequence[GapCourse]


GAP_TREND = Writable[GapsOverTime]("各轮自评对照")


@GAP_TREND.written(TABLE)
def _gap_trend_text(found: GapsOverTime) -> str:
    from dangjian_kaoping.write.text.gap import gap_trend_text

    return gap_trend_text(*found, width(sys.stdout), plain=not shows_bars())


@GAP_TREND.written(JSON)
def _gap_trend_json(found: GapsOverTime) -> str:
    from dangjian_kaoping.write.json.gap import gap_trend_json

    return gap_trend_json(*found)
