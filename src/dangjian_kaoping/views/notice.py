"""通报 of a round: its facts put into the form of a letter, and the ranking as its 附件."""

from collections.abc import Iterable, Iterator
from datetime import date

from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.correction import replaced
from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.seal import results_of
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.views.paper import flags_in_full, on_paper
from dangjian_kaoping.views.publicity import WHOLE, Publicity, published
from dangjian_kaoping.views.ranking import ranking
from dangjian_kaoping.words.absence import absences_in_words
from dangjian_kaoping.words.names import draft_mark, why_provisional
from dangjian_kaoping.words.notice.correction import replaced_in_words
from dangjian_kaoping.words.notice.demands import demands
from dangjian_kaoping.words.notice.letter import Annex, Letter, Paragraph, Table
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line, name_parts, numeral, titled
from dangjian_kaoping.words.notice.problems import problems, rectification
from dangjian_kaoping.words.notice.publicity import how_it_became_final
from dangjian_kaoping.words.notice.results import results
from dangjian_kaoping.words.rubric.full_marks import exceeded_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words, tabled_in_words


def round_notice(overview: Overview, edition: Edition, day: date | None, standing: Standing | None = None) -> Letter:
    """The notice of a round; the same facts give the same words. How a governed round became final, it tells by how
    that stands.
    """
    quarter = overview.result.quarter
    issuer = edition.committee or edition.unit
    return Letter(
        (*name_parts(issuer), "关于", quarter.chinese, "党支部", "量化考评", marked("情况的通报", edition)),
        "各党支部：",
        tuple(_body(overview, edition, standing)),
        ranking_annex(overview.dossier),
        issuer,
        day,
        edition.draft,
        edition.unit,
        quarter,
        draft_mark(edition),
    )


def _body(overview: Overview, edition: Edition, standing: Standing | None) -> Iterator[Paragraph]:
    result = overview.result
    final = "" if standing is None or edition.draft else how_it_became_final(standing, overview.dossier.heard)
    yield Paragraph(
        f"按照{titled(result.rubric.title)}，有关部室对各党支部进行了{result.quarter.chinese}联合检查考评。"
        f"{final}现将有关情况通报如下。"
    )
    if edition.draft:
        why = why_provisional(result, "本通报", edition.departure)
        yield Paragraph(f"（{draft_mark(edition)}：{in_a_line(why)}。）")
    sections: list[tuple[str, Iterable[Paragraph]]] = [
        ("考评结果", results(overview)),
        ("存在的主要问题", problems(overview)),
    ]
    if overview.before is not None:
        # what is not approved yet is for the committee, which knows the reasons
        private = () if edition.draft else edition.private_items
        sections.append(("以往问题整改情况", rectification(overview, overview.before, private)))
    sections.append(("下一步要求", demands(overview)))
    yield from numbered_sections(sections)
    if standing is not None and (told := _replaced(standing, result)):
        yield Paragraph(told)
    yield Paragraph("特此通报。")


def _replaced(standing: Standing, result: RoundResult) -> str:
    """That the notice takes the place of one that a correction made void; empty where nothing was corrected."""
    before = None if standing.seals is None else replaced(standing.seals, results_of(result))
    if before is None:
        return ""
    known = replaced_in_words(standing, before.results) or "更正以前公布的通报"
    return f"本季度考评结果在{day_in_words(before.sealed_on)}定案以后作过更正，本通报代替{known}。"


def marked(title: str, edition: Edition) -> str:
    """The end of a title; of a draft it says so."""
    return f"{title}（{draft_mark(edition)}）" if edition.draft else title


def numbered_sections(sections: Iterable[tuple[str, Iterable[Paragraph]]]) -> Iterator[Paragraph]:
    """Sections under their headings, 一、, and in each its leads, （一）."""
    for index, (title, paragraphs) in enumerate(sections, 1):
        yield Paragraph(f"{numeral(index)}、{title}", "heading")
        yield from _numbered(list(paragraphs))


def _numbered(paragraphs: list[Paragraph]) -> Iterator[Paragraph]:
    """The leads of a section with their numbers, （一）; a single one goes without."""
    count = sum(bool(paragraph.lead) for paragraph in paragraphs)
    index = 0
    for paragraph in paragraphs:
        if paragraph.lead and count > 1:
            index += 1
            yield paragraph._replace(lead=f"（{numeral(index)}）{paragraph.lead}。")
        else:
            yield paragraph._replace(lead=f"{paragraph.lead}。" if paragraph.lead else "")


def ranking_annex(dossier: Dossier, publicity: Publicity = WHOLE) -> Annex:
    """The ranking of the dossier's round, as far as it is shown, with what is remarked below it."""
    result = dossier.result
    table = on_paper(published(ranking(result, dossier), publicity))
    return Annex(f"{result.quarter.chinese}党支部量化考评结果排名表", table, _remarks(dossier, table))


def _remarks(dossier: Dossier, table: Table) -> tuple[str, ...]:
    result = dossier.result
    measure = result.rubric.measure
    told = measure_in_words(measure)
    remarks = [told.composition]
    if any(placing.flags for placing in result.placings) or not result.complete:
        remarks.append(f"末位：{told.last.words}。")
    remarks += [
        *flags_in_full(table),
        *absences_in_words(result),
        *exceeded_in_words(result),
        tabled_in_words(measure.rounding, measure.rounding.places),
    ]
    return tuple(f"{index}. {words}" for index, words in enumerate(remarks, 1))
