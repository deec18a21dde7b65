"""全年不得分 told: in which round, by which record, an item or a group was left nothing for the rest of the year."""

from collections.abc import Iterator

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.circumstances import Emptied
from dangjian_kaoping.engine.step import Step


def emptied_in_words(since: Emptied) -> str:
    """Why nothing is left: `2021 年第一季度“火灾”（锅炉房起火），全年不得分`."""
    when = "本轮" if since.quarter is None else since.quarter.chinese
    said = since.finding.reason or since.clause.fact.recorded_in_words(since.finding)
    return f"{when}“{since.clause.id}”（{said}），全年不得分"


def emptied_steps(step: Step) -> Iterator[Step]:
    """The steps of an item, or of its groups, that stand at nothing for the rest of the year."""
    if step.name == names.EMPTIED_SINCE:
        yield step
    for part in step.parts:
        if part.name in _ABOVE_GROUPS:
            yield from emptied_steps(part)


_ABOVE_GROUPS = frozenset(
    {names.HELD, names.WITH_GIVEN_BACK, names.BALANCE, names.CREDIT, names.GROUP, names.EMPTIED_SINCE}
)


def since_of(step: Step) -> Emptied:
    """The record that left nothing, of a step that says so."""
    since = step.part(names.EMPTIED).subject
    assert isinstance(since, Emptied)
    return since
