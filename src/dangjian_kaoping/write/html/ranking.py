"""ranking.html: the published page of a round."""

from collections.abc import Iterator

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.digest import distribution
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.views.publicity import WHOLE, Publicity, public
from dangjian_kaoping.words.distribution import distributed
from dangjian_kaoping.words.method import page_method
from dangjian_kaoping.words.names import names_in_words, titled_version_in_words, why_provisional, why_unscored
from dangjian_kaoping.words.notice.publicity import pending_in_words
from dangjian_kaoping.write.html.around import Around
from dangjian_kaoping.write.html.circumstance import circumstances
from dangjian_kaoping.write.html.correction import correction_in_words
from dangjian_kaoping.write.html.course import Courses, chart
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.first import first_page
from dangjian_kaoping.write.html.heat import HEAT_STYLE, LEGEND
from dangjian_kaoping.write.html.reasons import accounts
from dangjian_kaoping.write.html.rectification import MOST_LISTED, rectification
from dangjian_kaoping.write.html.standing import standing

FORMAT = "kaoping.page/1"
"""The format of the page and its version."""


def ranking_page(dossier: Dossier, edition: Edition, *, redact: bool = False) -> bytes:
    """The page of a round. With `redact` only what the office lets everybody see.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    publicity = public(result.rubric.measure, edition) if redact else WHOLE
    if publicity is None:
        return first_page(dossier, edition, form=FORMAT)
    return round_page(dossier, edition, publicity, form=FORMAT)


def round_page(
    dossier: Dossier,
    edition: Edition,
    publicity: Publicity,
    *,
    form: str,
    back: Dossier | None = None,
    site: Around | None = None,
) -> bytes:
    """The page of a round, as much as is shown of it. In a site the reasons are told on the branches' own pages, and
    what is told of the rounds before is taken from `back`, the dossier as far back as the site tells ranks.
    """
    result = dossier.result
    courses = Courses((back or dossier).rounds)
    link = site.branch if site is not None else _within if publicity.shows("reasons") else _nowhere
    told = tuple(circumstances(result, publicity))
    table = standing(back or dossier, publicity, link, flags=bool(told))
    return document(
        "ranking.html",
        edition,
        form=form,
        about=result.quarter,
        styles=("ranking.css", "charts.css") if site is None else ("ranking.css", "charts.css", "site.css"),
        colours=HEAT_STYLE,
        script="ranking.js",
        result=result,
        pending=pending_in_words(edition.pending, "本页") if edition.pending else "",
        publicity=publicity,
        table=table,
        legend=LEGEND,
        rows=table.rows,
        first=names_in_words([row.texts["branch"] for row in table.rows if row.texts["rank"] == "1"], most=3),
        classes=tuple(dict.fromkeys(row.texts["class"] for row in table.rows if row.named)),
        graded=bool(result.rubric.measure.round_grades),
        distribution=tuple(distributed(distribution(result))),
        circumstances=told,
        correction=tuple(correction_in_words(dossier.correction, publicity)),
        courses=courses,
        chart=chart(courses, publicity) if publicity.shows("trend") else None,
        rectification=rectification(dossier, publicity, _nowhere if site is None else site.branch),
        most_listed=MOST_LISTED,
        # one after another: thousands of accounts are never all in memory
        accounts=accounts(dossier, publicity) if site is None else (),
        by_key={row.key: row for row in table.rows},
        rules=titled_version_in_words(result.rubric),
        why_provisional=why_provisional(result, "本页", edition.departure) if edition.draft else "",
        lacking=tuple(_lacking(result)),
        method=tuple(page_method(result, edition)),
        site=site,
    )


def _within(_: str, key: str) -> str:
    return f"#{key}"


def _nowhere(_: str, __: str = "") -> str:
    return ""


def _lacking(result: RoundResult) -> Iterator[tuple[str, str]]:
    """The branches without a composite, and why."""
    for placing in result.placings:
        if placing.score.composite is None:
            yield placing.score.branch.name, why_unscored(placing.score)
