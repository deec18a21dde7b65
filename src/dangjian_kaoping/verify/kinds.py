"""What a file of ours is, in words, and as what it may be registered when it went out."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.model.publications import PAYMENT, PUBLICATION_KINDS, PublicationKind
from dangjian_kaoping.write.stated import Stated

NOTICE = "kaoping.notice/1"
REWARD = "kaoping.reward/1"
DIFFERENCE = "kaoping.difference/1"
MONEY = frozenset({REWARD, DIFFERENCE})


class Kind(NamedTuple):
    """A kind of file; `instead` says what is registered in its place, where it never is."""

    words: str
    registered_as: tuple[PublicationKind, ...] = ()
    instead: str = "请登记公布出去的那一份。"


_RULES = "登记的是公示、通报、更正和兑现表；细则和修订对照表照厂里的办法印发，不在这里登记。"
_RESULT = Kind("考评结果", tuple(each for each in PUBLICATION_KINDS if each != PAYMENT))
_KINDS: Mapping[str, Kind] = {
    NOTICE: _RESULT._replace(words="通报"),
    REWARD: Kind("兑现表", (PAYMENT,)),
    DIFFERENCE: Kind("差额表", (PAYMENT,)),
    "kaoping.reward-year/1": Kind("年度兑现表", (), "它是各季度兑现表的汇总，请登记各季度的兑现表。"),
    "kaoping.year-page/1": Kind("内部用的年度网页", (), "要公布年度结果的，登记年度通报。"),
    "kaoping.feedback/1": Kind("反馈单"),
    "kaoping.site/1": Kind("网站的网页", (), "它每次重写都会换；要登记的，用 rank --publish 另写一份。"),
    "kaoping.confidence/1": Kind("内部用的稳定情况", (), "它只供内部用，不公布，也不登记。"),
    "kaoping.group-report/1": Kind("集团的报告", (), "它只供集团内部用，不公布，也不登记。"),
    "kaoping.group-page/1": Kind("集团的网页", (), "它只供集团内部用，不公布，也不登记。"),
    "kaoping.ledger/1": Kind("整改台账"),
    "kaoping.tasks/1": Kind("任务清单"),
    "kaoping.rubric/1": Kind("考评细则", (), _RULES),
    "kaoping.revision/1": Kind("修订对照表", (), _RULES),
}


def what_it_is(stated: Stated) -> Kind:
    """What a file of ours is; a document is what it is called, a form that is not listed here a result."""
    if stated.document:
        return Kind(stated.document, tuple(each for each in PUBLICATION_KINDS if each == stated.document))
    return _KINDS.get(stated.form, _RESULT)
