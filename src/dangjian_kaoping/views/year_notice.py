"""通报 of a year: its facts put into the form of a letter, and the year's ranking as its 附件."""

from collections.abc import Iterator
from datetime import date

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.follow.overview import standing
from dangjian_kaoping.engine.score.year import YearResult
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.periods import Year
from dangjian_kaoping.views.notice import marked, numbered_sections
from dangjian_kaoping.views.paper import on_paper
from dangjian_kaoping.views.year import year_ranking
from dangjian_kaoping.words.names import draft_mark, why_year_provisional
from dangjian_kaoping.words.notice.letter import Annex, Letter, Paragraph
from dangjian_kaoping.words.notice.phrases import in_a_line, name_parts, titled
from dangjian_kaoping.words.notice.year import commendation, year_demands, year_problems, year_results
from dangjian_kaoping.words.rubric.measure import measure_in_words


def year_notice(dossier: YearDossier, edition: Edition, day: date | None) -> Letter:
    """The notice of a year; the same facts give the same words."""
    year = Year(dossier.result.year)
    issuer = edition.committee or edition.unit
    return Letter(
        (*name_parts(issuer), "关于", f"{year.number}年度", "党支部", "量化考评", marked("情况的通报", edition)),
        "各党支部：",
        tuple(_body(dossier, edition)),
        _annex(dossier),
        issuer,
        day,
        edition.draft,
        edition.unit,
        year,
        draft_mark(edition),
    )


def _body(dossier: YearDossier, edition: Edition) -> Iterator[Paragraph]:
    result = dossier.result
    titles = {each.rubric.title: None for each in dossier.rounds}
    yield Paragraph(
        f"按照{'、'.join(map(titled, titles))}，有关部室对各党支部进行了{_rounds(result)}联合检查考评，"
        "年度得分和名次已经评定。现将有关情况通报如下。"
    )
    if edition.draft:
        yield Paragraph(f"（{draft_mark(edition)}：{in_a_line(why_year_provisional(result, edition.departure))}。）")
    entries = [entry for each in dossier.rounds for entry in standing(dossier.last, each)]
    items = {each.quarter: each.rubric.by_item for each in dossier.rounds}
    names = [items[entry.quarter][entry.finding.item].title for entry in entries]
    yield from numbered_sections(
        [
            ("年度考评结果", year_results(result)),
            ("评先选优", commendation(result)),
            ("问题整改情况", year_problems(entries, names, result.quarters[-1].last_day)),
            ("下一步要求", year_demands(result, open_problems=any(each.open for each in entries))),
        ]
    )
    yield Paragraph("特此通报。")


def _rounds(result: YearResult) -> str:
    """The year's quarters, where there is one the only one."""
    return f"{result.year}年各季度" if len(result.quarters) > 1 else result.quarters[0].chinese


def _annex(dossier: YearDossier) -> Annex:
    """The ranking, and below it how the year was reckoned."""
    result = dossier.result
    return Annex(
        f"{result.year}年度党支部量化考评结果排名表",
        on_paper(year_ranking(result)),
        (f"年度得分：{measure_in_words(result.measure).year.words}。",),
    )
