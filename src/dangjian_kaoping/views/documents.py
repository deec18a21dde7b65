"""The documents of a round: 送审稿, 公示, 通报, 更正, each as an office writes it."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.follow.correction import Correction
from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.round import Correction as Approved
from dangjian_kaoping.views.correction import before_and_after
from dangjian_kaoping.views.notice import marked, numbered_sections, ranking_annex, round_notice
from dangjian_kaoping.views.paper import on_paper
from dangjian_kaoping.views.publicity import public
from dangjian_kaoping.words.names import draft_mark
from dangjian_kaoping.words.notice.correction import (
    ADJUSTED,
    PROPOSED,
    how_final,
    how_many_adjusted,
    what_changed,
    why_corrected,
)
from dangjian_kaoping.words.notice.kinds import LetterKind
from dangjian_kaoping.words.notice.letter import NO_ANNEX, Annex, Letter, Paragraph
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line, name_parts, titled
from dangjian_kaoping.words.notice.problems import problems
from dangjian_kaoping.words.notice.publicity import (
    approved_in_words,
    how_to_object,
    what_is_public,
    when_and_where,
)
from dangjian_kaoping.words.notice.results import results
from dangjian_kaoping.words.notice.submission import to_decide

Section = tuple[str, Iterable[Paragraph]]


class Subject(NamedTuple):
    """What a document of a round is about: its facts, how it stands, and the day on which it is written.

    `correction` is what became of a final result, or, of one that is not, what did since it was public; a correction
    that does not hold yet is `proposed` in a window. Of `private` items no reason is told to everybody.
    """

    overview: Overview
    standing: Standing
    day: date
    correction: Correction | None = None
    proposed: Approved | None = None
    private: Collection[str] = ()


def round_document(kind: LetterKind, subject: Subject, edition: Edition, day: date | None) -> Letter:
    """A document of a round; the same facts give the same words. 更正 needs a correction, 公示 a window."""
    match kind:
        case "通报":
            return round_notice(subject.overview, edition, day, subject.standing)
        case "送审稿":
            return _submission(subject, edition, day)
        case "公示" if subject.proposed is not None:
            return _proposed(subject, subject.proposed, edition, day)
        case "公示":
            return _public(subject, edition, day)
        case "更正":
            return _correction(subject, edition, day)


def _letter(
    subject: Subject,
    edition: Edition,
    day: date | None,
    about: tuple[str, ...],
    body: Iterable[Paragraph],
    annex: Annex,
    inside: bool = False,
) -> Letter:
    """A letter about a round; one that stays `inside` goes to the committee, any other from it to the branches."""
    committee = edition.committee or edition.unit
    *head, last = about
    title = (*name_parts(edition.unit if inside else committee), *head, marked(last, edition))
    addressee = f"{committee}：" if inside else "各党支部："
    signature = edition.unit if inside else committee
    quarter = subject.overview.result.quarter
    mark = draft_mark(edition)
    return Letter(title, addressee, tuple(body), annex, signature, day, edition.draft, edition.unit, quarter, mark)


def _begun(subject: Subject) -> str:
    result = subject.overview.result
    return f"按照{titled(result.rubric.title)}，有关部室对各党支部进行了{result.quarter.chinese}联合检查考评。"


def _submission(subject: Subject, edition: Edition, day: date | None) -> Letter:
    overview = subject.overview
    sections: list[Section] = [
        ("考评结果", results(overview)),
        ("存在的主要问题", problems(overview)),
        ("提请审定的事项", to_decide(overview, subject.standing)),
    ]
    body = _framed(f"{_begun(subject)}现将考评情况和提请审定的事项报告如下。", sections, "以上妥否，请批示。")
    about = ("关于提请审定", overview.result.quarter.chinese, "党支部", "量化考评", "结果的请示")
    return _letter(subject, edition, day, about, body, ranking_annex(overview.dossier), inside=True)


def _public(subject: Subject, edition: Edition, day: date | None) -> Letter:
    standing, overview, window = subject.standing, subject.overview, subject.standing.window
    assert window is not None
    publicity = public(overview.result.rubric.measure, edition)
    over = window.until < subject.day
    by = approved_in_words(standing)
    sections: list[Section] = [
        ("公示的时间和地点", when_and_where(window, standing.calendar)),
        ("考评结果", what_is_public(overview, annexed=publicity is not None)),
    ]
    if subject.correction is not None:
        # who moved among the last places is told where everybody may know who stands there
        told = publicity is not None and publicity.shows("last_places")
        sections.append(("公示以后的调整", _adjusted(subject.correction, subject.private, told=told)))
    if not over:
        sections.append(_objecting(subject, edition))
    opening = f"{_begun(subject)}{f'{by}，' if by else ''}{'公示期已满。' if over else '现予公示。'}"
    body = _framed(opening, sections, "特此公示。")
    about = ("关于", overview.result.quarter.chinese, "党支部", "量化考评", "结果的公示")
    annex = NO_ANNEX if publicity is None else ranking_annex(overview.dossier, publicity)
    return _letter(subject, edition, day, about, body, annex)


def _objecting(subject: Subject, edition: Edition) -> Section:
    procedure = subject.standing.procedure
    days = None if procedure is None else procedure.answer_days
    return "异议的提出", [Paragraph(how_to_object(days, edition.committee or edition.unit))]


def _adjusted(correction: Correction, private: Collection[str], *, told: bool) -> Iterator[Paragraph]:
    yield Paragraph(how_many_adjusted(correction))
    if told:
        yield from what_changed(correction, ADJUSTED)
        yield from why_corrected(correction, private, ADJUSTED)


def _proposed(subject: Subject, proposed: Approved, edition: Edition, day: date | None) -> Letter:
    correction, window = subject.correction, proposed.publication
    assert correction is not None
    assert window is not None
    quarter = subject.overview.result.quarter.chinese
    over = window.until < subject.day
    sections: list[Section] = [
        ("公示的时间和地点", when_and_where(window, subject.standing.calendar)),
        ("拟更正的原因", why_corrected(correction, subject.private, PROPOSED)),
        ("拟更正的内容", what_changed(correction, PROPOSED)),
    ]
    if not over:
        sections.append(_objecting(subject, edition))
    opening = (
        f"{_since_final(subject, correction)}"
        f"拟更正的结果由{in_a_line(proposed.by)}于{day_in_words(proposed.date)}审定，"
        f"{'公示期已满。' if over else '现予公示。'}"
    )
    annex = _before_and_after(subject, correction, "拟更正")
    about = ("关于拟更正", quarter, "党支部", "量化考评", "结果的公示")
    return _letter(subject, edition, day, about, _framed(opening, sections, "特此公示。"), annex)


def _since_final(subject: Subject, correction: Correction) -> str:
    quarter, day = subject.overview.result.quarter.chinese, day_in_words(correction.before.sealed_on)
    return f"{quarter}党支部量化考评结果定案（{day}）以后，有关情况经复核需要更正。"


def _before_and_after(subject: Subject, correction: Correction, what: str) -> Annex:
    result = subject.overview.result
    name = f"{result.quarter.chinese}党支部量化考评结果{what}前后对照表"
    return Annex(name, on_paper(before_and_after(correction, result)))


def _correction(subject: Subject, edition: Edition, day: date | None) -> Letter:
    correction = subject.correction
    assert correction is not None
    quarter = subject.overview.result.quarter.chinese
    sections: list[Section] = [
        ("更正的原因", why_corrected(correction, subject.private)),
        ("更正的内容", what_changed(correction)),
        ("其他事项", how_final(correction, subject.standing)),
    ]
    opening = f"{_since_final(subject, correction)}现将更正情况通报如下。"
    annex = _before_and_after(subject, correction, "更正")
    about = ("关于更正", quarter, "党支部", "量化考评", "结果的通报")
    return _letter(subject, edition, day, about, _framed(opening, sections, "特此通报。"), annex)


def _framed(opening: str, sections: Iterable[Section], ending: str) -> Iterator[Paragraph]:
    yield Paragraph(opening)
    yield from numbered_sections(sections)
    yield Paragraph(ending)
