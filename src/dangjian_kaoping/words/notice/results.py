"""考评结果 in words: who stands where, the last places, single tasks left undone, vetoes."""

from collections import Counter
from collections.abc import Iterator

from dangjian_kaoping.engine.follow.overview import Overview
from dangjian_kaoping.model.measure import LastPlaces
from dangjian_kaoping.words.names import why_unscored
from dangjian_kaoping.words.notice.letter import Paragraph
from dangjian_kaoping.words.notice.objections import objections
from dangjian_kaoping.words.notice.phrases import MOST, annexed, branch_names, composite, counted, listed, quoted
from dangjian_kaoping.words.veto import veto_in_words

_WORTH_TELLING = 2
"""Who went up one place only is not named."""


def results(overview: Overview) -> Iterator[Paragraph]:
    """The paragraphs; their leads are numbered by whoever puts them together."""
    yield Paragraph(_in_general(overview), lead="总体情况")
    if len(overview.ranked) > 1:
        yield Paragraph(_best(overview), lead="排名第一的党支部")
    if overview.unscored:
        yield Paragraph(_unscored(overview), lead="未计综合得分的党支部")
    if (last := _last(overview)) is not None:
        yield Paragraph(last, lead="末位党支部")
    yield Paragraph(_undone(overview), lead="单项工作未完成情况")
    if overview.vetoed:
        yield Paragraph(_vetoed(overview), lead="一票否决情况")
    if overview.dossier.heard is not None:
        yield from objections(overview.dossier.heard)


def _in_general(overview: Overview) -> str:
    count = len(overview.result.placings)
    if not count:
        return "本季度没有参加考评的党支部。"
    if count == 1 and overview.ranked:
        only = overview.ranked[0]
        return f"参加本季度考评的党支部1个，为{only.score.branch.name}，综合得分{composite(only)}。"
    words = f"参加本季度考评的党支部共{count}个"
    scored = [placing.score.composite for placing in overview.ranked if placing.score.composite is not None]
    if not scored:
        return f"{words}，都还没有计综合得分。"
    high, low = (f"{choose(each.value for each in scored):f}分" for choose in (max, min))
    spread = f"综合得分均为{high}" if high == low else f"综合得分最高{high}、最低{low}"
    counted = f"{words}，{spread}。" if not overview.unscored else f"{words}，已计综合得分的{len(scored)}个，{spread}。"
    return f"{counted}{_grades(overview)}各党支部得分和名次见附件。"


def _grades(overview: Overview) -> str:
    """How many have each grade, best first; empty where the measure has none."""
    named = [band.grade for band in overview.result.rubric.measure.round_grades]
    counts = [(name, sum(placing.grade == name for placing in overview.ranked)) for name in named]
    told = [f"{name}{count}个" for name, count in counts if count]
    return f"按等次分，{'、'.join(told)}。" if told else ""


def _best(overview: Overview) -> str:
    best = overview.best
    score = composite(best[0])
    if len(best) == len(overview.result.placings):
        return f"各党支部综合得分相同，均为{score}，名次并列。"
    if len(best) > 1:
        words = f"{counted(best)}综合得分均为{score}，并列第一名。"
    else:
        words = f"{best[0].score.branch.name}综合得分{score}，名列第一。"
    gained = overview.dossier.places_gained(overview.climbers[0]) if overview.climbers else None
    if gained is not None and gained >= _WORTH_TELLING:
        each = "各" if len(overview.climbers) > 1 else ""
        words += f"与上一轮相比，名次上升最多的是{branch_names(overview.climbers)}，{each}上升{gained}位。"
    return words


def _unscored(overview: Overview) -> str:
    told = annexed([f"{each.score.branch.name}，{why_unscored(each.score)}" for each in overview.unscored], "；")
    return f"尚有{len(overview.unscored)}个党支部未计综合得分：{told}。补齐以前名次为暂定，不确定末位。"


def _last(overview: Overview) -> str | None:
    measure = overview.result.rubric.measure.last
    if not overview.result.complete:
        return None
    if not overview.last:
        return "末位名次并列跨线，按照考评办法，本季度不确定末位党支部。" if _may_be_last(overview, measure) else None
    several = len(overview.last) > MOST
    told = annexed(
        [
            each.score.branch.name + ("" if several else f"（第{each.rank}名，{composite(each)}）")
            for each in overview.last
        ]
    )
    if measure.pool == "class":
        return f"在同类党支部中排在末位的{len(overview.last)}个：{told}。"
    places = measure.among(len(overview.ranked))
    tied = "（含并列）" if len(overview.last) > places else ""
    return f"综合得分排在末{places}名{tied}的是：{told}。"


def _may_be_last(overview: Overview, measure: LastPlaces) -> bool:
    """Whether any pool has last places at all."""
    of_class = measure.pool == "class"
    sizes = Counter(each.score.branch.branch_class if of_class else "" for each in overview.ranked)
    return any(measure.among(size) for size in sizes.values())


def _undone(overview: Overview) -> str:
    if not overview.undone:
        return "经检查，没有单项工作未完成的党支部。"
    several = len(overview.undone) > MOST
    told = annexed(
        [
            each.score.branch.name + ("" if several else f"（{listed(item.title for item in each.score.undone)}）")
            for each in overview.undone
        ]
    )
    return f"单项工作未完成的党支部{len(overview.undone)}个：{told}。"


def _vetoed(overview: Overview) -> str:
    told = annexed(
        [
            f"{placing.score.branch.name}，"
            + "；".join(f"因{quoted(each.clause.text)}，{veto_in_words(each.veto)}" for each in placing.score.vetoes)
            for placing in overview.vetoed
        ],
        "；",
    )
    return f"发生一票否决情形的党支部{len(overview.vetoed)}个：{told}。"
