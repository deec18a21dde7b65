"""ranking.html: the published page of a round."""

from collections.abc import Iterator

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.words.names import incomplete_in_words, names_in_words, why_provisional
from dangjian_kaoping.words.rubric.full_marks import total_in_words
from dangjian_kaoping.words.rubric.measure import measure_in_words
from dangjian_kaoping.write.html.circumstance import circumstances
from dangjian_kaoping.write.html.course import Courses, chart
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.publicity import WHOLE, public
from dangjian_kaoping.write.html.reasons import accounts
from dangjian_kaoping.write.html.rectification import rectification
from dangjian_kaoping.write.html.standing import standing

FORMAT = "kaoping.page/1"
"""The format of the page and its version."""


def ranking_page(dossier: Dossier, edition: Edition, *, redact: bool = False) -> bytes:
    """The page of a round. With `redact` only what the measure lets everybody see.

    Raises ProvisionalRoundError where the round is not complete and the edition is no draft.
    """
    result = dossier.result
    if not result.complete and not edition.draft:
        raise ProvisionalRoundError(f"{result.quarter}: the round is provisional and may be written as a draft only")
    publicity = public(result.rubric.measure) if redact else WHOLE
    courses = Courses(dossier)
    told = tuple(circumstances(result, publicity))
    table = standing(dossier, publicity, flags=bool(told))
    return document(
        "ranking.html",
        edition,
        form=FORMAT,
        styles=("ranking.css",),
        script="ranking.js",
        result=result,
        publicity=publicity,
        table=table,
        rows=table.rows,
        first=names_in_words([row.texts["branch"] for row in table.rows if row.texts["rank"] == "1"], most=3),
        classes=tuple(dict.fromkeys(row.texts["class"] for row in table.rows if row.named)),
        circumstances=told,
        courses=courses,
        chart=chart(courses, publicity) if publicity.shows("trend") else None,
        rectification=rectification(dossier, publicity),
        # one after another: thousands of accounts are never all in memory
        accounts=accounts(dossier, publicity),
        by_key={row.key: row for row in table.rows},
        why_provisional=why_provisional(result, "本页", edition.departure) if edition.draft else "",
        lacking=tuple(_lacking(result)),
        method=tuple(_method(result, edition)),
    )


def _lacking(result: RoundResult) -> Iterator[tuple[str, str]]:
    """The branches without a composite, and why."""
    for placing in result.placings:
        if placing.score.composite is None:
            yield placing.score.branch.name, incomplete_in_words(placing.score.incomplete) or "没有综合得分"


def _method(result: RoundResult, edition: Edition) -> Iterator[tuple[str, str]]:
    """By which rubric and rules the figures came about."""
    rubric = result.rubric
    since = f"自{rubric.effective_from.chinese}起施行"
    yield "考评细则", f"{rubric.title}，{rubric.version} 版，{since}，{total_in_words(rubric)}"
    yield "参加考评", "本季度第一天和最后一天都在册的党支部；名称、类别以第一天为准"
    yield from ((name, words) for name, words in measure_in_words(rubric.measure) if name != "公开版")
    notes = dict.fromkeys(note for note in (rubric.note, *edition.notes) if note)
    if notes:
        yield "数据说明", " ".join(notes)
    yield "核对", f"输入摘要（SHA-256）{edition.digest}，计算工具 kaoping {edition.tool_version}"
