"""不公开原因的项目: a notice for everybody keeps the reasons back, and the committee's draft tells them."""

import pytest

from dangjian_kaoping.engine.follow.overview import Overview, overview
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views.notice import round_notice
from dangjian_kaoping.words.notice.phrases import in_a_line
from sample import SAMPLE

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def facts() -> Overview:
    """The newest round of the sample at whose end a problem of the round before was open."""
    session = Session(SAMPLE)
    rounds = (overview(session.dossier(each), ()) for each in reversed(session.quarters()))
    return next(each for each in rounds if each.before is not None and each.before.open)


def _text(facts: Overview, private: tuple[str, ...], *, draft: bool) -> str:
    edition = Session(SAMPLE).edition(facts.result.quarter)._replace(draft=draft, private_items=private)
    return "".join(each.text for each in round_notice(facts, edition, None).body)


@pytest.mark.parametrize(("draft", "told"), [(False, False), (True, True)], ids=["public", "draft"])
def test_the_reason_of_a_private_item(facts: Overview, draft: bool, told: bool) -> None:
    assert facts.before is not None
    entry = facts.before.open[0]
    reason = f"“{in_a_line(entry.finding.reason or '')}”"
    assert reason in _text(facts, (), draft=draft)
    text = _text(facts, (entry.finding.item,), draft=draft)
    assert (reason in text) is told
    assert (f"{facts.branch_name(entry)}1个问题（原因不公开，" in text) is not told
