"""What came of the exported rounds: rounds, branches, areas, items, findings."""

from collections.abc import Collection, Iterator

from dangjian_kaoping.database.table import Cell, Column, Reference, Table
from dangjian_kaoping.engine.export import Export, Held
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.views.database.cells import (
    BRANCH,
    ITEM,
    QUARTER,
    RUBRIC,
    as_published,
    exactly,
    figure,
    of_quarter,
)
from dangjian_kaoping.views.database.rubrics import EFFECT
from dangjian_kaoping.words.names import STATUS
from dangjian_kaoping.words.record.record import kind_in_words, reason_of, standard_of

OF_BRANCH = Reference(("quarter", "branch"), "branches", ("quarter", "branch"))
_OF_ITEM = Reference(("rubric", "item"), "rubric_items", ("rubric", "item"))


def result_tables(export: Export) -> Iterator[Table]:
    """The tables but that of findings, in an order in which each comes after those that it refers to."""
    results = [each.result for each in export.rounds]
    yield Table(
        "rounds",
        "各轮考评，一轮一行",
        (
            QUARTER,
            Column("title", "text", "怎样称呼，如 2021年第一季度"),
            Column("year", "integer", "年份"),
            Column("first_day", "day", "本季第一天"),
            Column("last_day", "day", "本季最后一天"),
            RUBRIC,
            Column("complete", "truth", "各支部是不是都有综合得分：1 是，0 不是（暂定）"),
            Column("publishable", "truth", "能不能照现在的样子公布：1 能，0 不能（只有用 --draft 才会写进来）"),
            Column("sealed_on", "day", "现行的封存是哪一天，没有封存的是空的", optional=True),
            Column("inputs", "text", "依据的内容摘要，与公布的工作簿上印的一样"),
        ),
        ("quarter",),
        [Reference(("rubric",), "rubrics", ("rubric",))],
        [_round(each) for each in export.rounds],
    )
    yield Table(
        "branches",
        "各支部在各轮的考评结果，一个支部一轮一行",
        (
            QUARTER,
            BRANCH,
            Column("name", "text", "支部在那一轮的名称"),
            Column("class", "text", "支部类别"),
            Column("heads", "integer", "人数，名册里没有写的是空的", optional=True),
            Column("rank", "integer", "名次，没有综合得分的是空的", optional=True),
            *figure("composite", "综合得分（分），公布的数；还不能计分的是空的", optional=True),
            *figure("inspection", "检查得分（分），公布的数", optional=True),
            *figure("self_assessment", "自评得分（分），公布的数", optional=True),
            *figure("base", "基础分（分），公布的数", optional=True),
            *figure("bonus", "加分（分）"),
            *figure("penalty", "扣减（分），是正数"),
            Column("grade", "text", "等次，不评等次的是空的", optional=True),
            Column("last", "truth", "是不是末位：1 是，0 不是"),
            Column("task_not_done", "truth", "有没有单项工作未完成：1 有，0 没有"),
            Column("veto", "truth", "有没有一票否决：1 有，0 没有"),
            Column("eligible", "truth", "能不能评先选优：1 能，0 不能"),
        ),
        ("quarter", "branch"),
        [Reference(("quarter",), "rounds", ("quarter",))],
        [_branch(result, each) for result in results for each in result.placings],
    )
    yield Table(
        "branch_areas",
        "各支部在各方面的得分，一个支部一轮一个方面一行",
        (
            QUARTER,
            BRANCH,
            RUBRIC,
            Column("area", "text", "方面编号"),
            *figure("points", "得分（分）；没有的、整个方面都不涉及的是空的", optional=True),
        ),
        ("quarter", "branch", "area"),
        [OF_BRANCH, Reference(("rubric", "area"), "areas", ("rubric", "area"))],
        [row for result in results for row in _areas(result)],
    )
    yield Table(
        "items",
        "各支部在各项目的得分，一个支部一轮一个项目一行",
        (
            QUARTER,
            BRANCH,
            RUBRIC,
            ITEM,
            Column("status", "text", f"怎样算的：{'、'.join(dict.fromkeys(STATUS.values()))}"),
            *figure("full", "满分（分），没有满分的项目是 0"),
            *figure("points", "检查的得分（分），还不能计分的是空的", optional=True),
            *figure("declared", "自评的得分（分），没有自评的是空的", optional=True),
        ),
        ("quarter", "branch", "item"),
        [OF_BRANCH, _OF_ITEM],
        [row for result in results for row in _items(result)],
    )


def findings_table(export: Export) -> Table:
    """What inspections found, as it counts; problems are told of where the ledger has them."""
    known = frozenset(each.id for each in export.entries)
    return Table(
        "findings",
        "检查发现的，一条一行；自评里写的不在内。按几条条款计分的一条记录，一条条款一行",
        (
            QUARTER,
            BRANCH,
            Column("number", "integer", "这个支部这一轮的第几条，按日期、部室、先后"),
            RUBRIC,
            ITEM,
            Column("clause", "text", "条款编号"),
            Column("effect", "text", f"怎样计分：{'、'.join(EFFECT.values())}"),
            *figure("points", "给本条款加上的分（分），扣的是负数；还没有封顶，所以加起来可以多于实扣的"),
            Column("kind", "text", "类型：问题、立行立改、指标差距；给分的写得分、加分、还分；别的写记录"),
            Column("reason", "text", "原因", optional=True),
            Column("standard", "text", "整改标准", optional=True),
            Column("department", "text", "检查的部室", optional=True),
            Column("inspected_on", "day", "检查的日期，照清单记的是空的", optional=True),
            Column("problem", "text", "在整改台账里的编号，不列入台账的是空的", optional=True),
            Column("withdrawn", "truth", "复核时是不是撤销了：1 是（列出，不计分），0 不是"),
            Column("adjusted", "truth", "复核时有没有调整：1 有，0 没有"),
            Column("replaced", "truth", "同一件事里是不是由别的一条代替（不另扣分）：1 是，0 不是"),
            Column("source", "text", "记在哪里，文件:行", optional=True),
        ),
        ("quarter", "branch", "number"),
        [
            OF_BRANCH,
            Reference(("rubric", "item", "clause"), "clauses", ("rubric", "item", "clause")),
            Reference(("problem",), "problems", ("problem",)),
        ],
        [row for each in export.rounds for row in _findings(each.result, known)],
    )


def _round(held: Held) -> tuple[Cell, ...]:
    result = held.result
    quarter = result.quarter
    return (
        *(str(quarter), quarter.chinese, quarter.year, quarter.first_day, quarter.last_day, result.rubric.version),
        *(result.complete, held.final, held.sealed_on, held.digest),
    )


def _branch(result: RoundResult, placing: Placing) -> tuple[Cell, ...]:
    score = placing.score
    branch = score.branch
    return (
        *(of_quarter(result), branch.id, branch.name, branch.branch_class, branch.head_count, placing.rank),
        *as_published(score.composite),
        *as_published(score.inspection),
        *as_published(score.self_assessment),
        *as_published(score.base),
        *exactly(score.bonus.value),
        *exactly(score.penalty.value),
        placing.grade,
        "bottom_three" in placing.flags,
        "task_not_done" in placing.flags,
        "veto" in placing.flags,
        placing.eligible,
    )


def _areas(result: RoundResult) -> Iterator[tuple[Cell, ...]]:
    for placing in result.placings:
        score = placing.score
        for area in result.rubric.areas:
            step = area_figure(score.inspected, area)
            points = exactly(None if step is None else step.value)
            yield (of_quarter(result), score.branch.id, result.rubric.version, area.id, *points)


def _items(result: RoundResult) -> Iterator[tuple[Cell, ...]]:
    for placing in result.placings:
        score = placing.score
        declared = {} if score.declared is None else {each.item.id: each.value for each in score.declared.items}
        for each in score.inspected.items:
            yield (
                *(of_quarter(result), score.branch.id, result.rubric.version, each.item.id, STATUS[each.status]),
                *exactly(each.points),
                *exactly(each.value),
                *exactly(declared.get(each.item.id)),
            )


def _findings(result: RoundResult, known: Collection[str]) -> Iterator[tuple[Cell, ...]]:
    for placing in result.placings:
        score = placing.score
        for number, each in enumerate(score.findings, start=1):
            recorded, finding = each.recorded, each.recorded.finding
            yield (
                *(of_quarter(result), score.branch.id, number, result.rubric.version, each.item.id, each.clause.id),
                EFFECT[each.clause.effect],
                *exactly(each.points),
                kind_in_words(each),
                reason_of(each),
                standard_of(finding, each),
                recorded.department,
                recorded.inspected_on,
                finding.id if finding.id in known else None,
                recorded.withdrawn,
                bool(recorded.revisions),
                each.suppressed_by is not None,
                str(finding.at) if finding.at.line else None,
            )
