"""一页纸摘要 of a round: one page for people who read nothing else. It stays inside."""

from collections.abc import Mapping
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.digest import digest
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.engine.score.apportioning import Taken
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.names import draft_mark, titled_version_in_words, why_provisional
from dangjian_kaoping.words.notice.phrases import day_in_words
from dangjian_kaoping.words.summary import cut, decisions, headline, sections

NAME = "一页纸摘要"
_PROVISIONAL = 60
"""So many characters say why a draft is one."""


class Summary(NamedTuple):
    """The page: its title, what it follows from, the headline, what a draft is marked with and why, its sections."""

    title: str
    about: str
    headline: str
    provisional: str
    sections: tuple[Section, ...]


def round_summary(dossier: Dossier, edition: Edition, taken: Mapping[str, Taken] | None = None) -> Summary:
    """The page of the dossier's round; the same facts give the same words. Who knows it says what was `taken`."""
    result = dossier.result
    # what falls due next is no part of it
    known, facts = overview(dossier, ()), digest(dossier, taken)
    governed = dossier.heard is not None
    settled = governed and not edition.draft and edition.pending is None
    decided = decisions(known, governed=governed, settled=settled)
    mark = draft_mark(edition)
    until = f"整改情况截至{day_in_words(result.quarter.last_day)}"
    return Summary(
        f"{edition.unit}{result.quarter.chinese}党支部量化考评{NAME}{f'（{mark}）' if mark else ''}",
        f"{titled_version_in_words(result.rubric)}　{until}　内部使用",
        headline(known, facts),
        cut(f"{mark}：{why_provisional(result, '本页', edition.departure)}", _PROVISIONAL) if mark else "",
        tuple(sections(known, facts, decided, settled=settled)),
    )
