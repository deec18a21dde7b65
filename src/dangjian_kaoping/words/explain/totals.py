"""The totals of one branch, from the composite down to the areas."""

from collections.abc import Iterator
from itertools import pairwise

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.composite import stages
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.words.calculation import cap_in_words, rounding_in_words
from dangjian_kaoping.words.explain.row import ExplainRow
from dangjian_kaoping.words.figures import figure, published, shown
from dangjian_kaoping.words.names import incomplete_in_words
from dangjian_kaoping.words.record.record import place_of
from dangjian_kaoping.words.rubric.factors import APART, value_in_words
from dangjian_kaoping.words.rubric.full_marks import out_of
from dangjian_kaoping.words.step import STEP_TITLE
from dangjian_kaoping.words.veto import veto_in_words


def composite_rows(score: BranchScore) -> Iterator[ExplainRow]:
    """综合得分 from inspection and self-assessment, by their weights; vetoes; or what is missing."""
    if score.composite is None:
        yield _row(incomplete_in_words(score.incomplete) or "检查得分或自评得分还没有", "没有综合得分：")
        yield _row("补齐之前不排名，本轮结果是暂定的。")
    else:
        weighted, *limits = stages(score.composite)
        yield from _weighted(weighted)
        for before, after in pairwise((weighted, *limits)):
            yield from _limited(before, after)
        yield _row(rounding_in_words(score.composite), "修约：")
    for veto in score.vetoes:
        where = place_of(veto.clause)
        source = f"（{where}）" if where else ""
        clause = f"{veto.item.id}/{veto.clause.id} {veto.clause.text}{source}"
        yield _row(f"{clause}；{veto_in_words(veto.veto)}", "一票否决：")


def _weighted(weighted: Step) -> Iterator[ExplainRow]:
    for part in weighted.parts:
        if part.operation == "product":
            whole, weight = part.multiplicand, part.part(names.WEIGHT)
            name = "自评得分" if part.name == names.WEIGHTED_SELF else STEP_TITLE[whole.name]
            yield _row(f"{name} {shown(whole.value)} × {shown(weight.value)} = {shown(part.value)}")
        else:
            yield _row(f"{STEP_TITLE[part.name]} {shown(part.value)}，直接加到综合得分")
    if len(weighted.parts) > 1:
        yield _row(f"{' + '.join(shown(part.value) for part in weighted.parts)} = {shown(weighted.value)}")


def _limited(before: Step, after: Step) -> Iterator[ExplainRow]:
    """What a limit made of the weighted sum: the measure's least, where it is not reached, and what vetoes allow."""
    if after.name == names.VETOED:
        yield _row(f"因一票否决，综合得分计 {shown(after.value)} 分（否则是 {shown(before.value)} 分）")
    elif after.cap is not None:
        over = f"，按 {shown(after.value)} 分计" if before.value > after.value else "，没有超过"
        yield _row(f"因一票否决，综合得分最高 {shown(after.cap.value)} 分{over}")
    elif before.value < after.value:
        yield _row(f"综合得分最低 {shown(after.value)} 分，按 {shown(after.value)} 分计")


def inspection_rows(score: BranchScore, rubric: Rubric, *, areas: bool = True) -> Iterator[ExplainRow]:
    """检查得分 from base, bonus and penalties; `areas` too, if asked; caps and the factor of a rescaled table."""
    if score.inspection is not None and score.inspected.base is not None:
        exact, base = score.inspection.exact, score.inspected.base
        more = "".join(
            f" {sign} {STEP_TITLE[step.name]} {shown(step.value)}"
            for sign, step in (("+", score.bonus), ("-", score.penalty))
            if step.value
        )
        if more:
            yield _row(f"基础分 {shown(base.value)}{more} = {shown(exact.value)}")
        else:
            yield _row(f"即基础分 {shown(base.value)} 分，没有加分和扣减")
        yield _row(rounding_in_words(score.inspection), "修约：")
    for step in (score.bonus, score.penalty):
        if step.exact.cap is not None:
            yield _row(cap_in_words(step.exact), f"{STEP_TITLE[step.name]}：")
        if step.exact.value != step.value:
            yield _row(rounding_in_words(step), f"{STEP_TITLE[step.name]}：")
    if score.inspected.base is None:
        yield _row("有的项目还不能计分，各方面和基础分都还没有合计。")
        return
    base = score.inspected.base
    more = "，再乘系数" if rubric.measure.times is not None else ""
    yield _row(f"基础分 {published(score.base)} 分，由各方面相加{more}{'：' if areas else ''}")
    if more:
        whole, by = shown(base.multiplicand.value), value_in_words(base.multiplier)
        yield _row(f"各方面合计 {whole} × {by} = {shown(base.value)}", depth=2)
    yield from _factor(score)
    for area in rubric.areas if areas else ():
        total = area_figure(score.inspected, area)
        if total is not None:
            yield from _area(rubric, area, total, score.branch.branch_class)
        else:
            yield _row(f"{area.name}  没有涉及的项目，不计入", depth=2)


def _factor(score: BranchScore) -> Iterator[ExplainRow]:
    """The factor of a rescaled table, which is the same for all areas."""
    for step in score.inspected.areas.values():
        factor = step.exact.find(names.RESCALE)
        if factor is not None:
            whole, applicable = factor.part(names.ALL_POINTS), factor.part(names.APPLICABLE_POINTS)
            yield _row(
                f"有不计入的项目：全部项目满分 {shown(whole.value)} 分，计入的 {shown(applicable.value)} 分，"
                f"各方面都乘以 {shown(whole.value)} ÷ {shown(applicable.value)}",
                "折算：",
                2,
            )
            return


def _area(rubric: Rubric, area: Area, step: Step, branch_class: str) -> Iterator[ExplainRow]:
    """One area's points out of its full marks, with what they are multiplied by; none where it moves no base."""
    if not area.in_base and not step.value:
        return
    apart = f"，{APART}" if rubric.is_factor(area) else ""
    yield _row(f"{area.name}  {figure(step)}{out_of(area, branch_class)} 分{apart}", depth=2)
    exact = step.exact
    factor = exact.find(names.RESCALE)
    weighed = exact if factor is None else exact.multiplicand
    if weighed.operation == "product":
        multiplied, by = shown(weighed.multiplicand.value), value_in_words(weighed.multiplier)
        yield _row(f"{multiplied} × {by} = {shown(weighed.value)}", depth=3)
    if factor is not None:
        items = exact.multiplicand
        whole, applicable = factor.part(names.ALL_POINTS), factor.part(names.APPLICABLE_POINTS)
        sizes = f"{shown(whole.value)} ÷ {shown(applicable.value)}"
        yield _row(f"{shown(items.value)} × {sizes} = {shown(exact.value)}", depth=3)
    if step.operation == "rounded":
        yield _row(rounding_in_words(step), "修约：", 3)


def self_assessment_rows(score: BranchScore) -> Iterator[ExplainRow]:
    """自评得分 from the months that were filed."""
    if score.self_assessment is None:
        if score.declared is None:
            yield _row("自评没有计分。")
        elif score.declared.base is None:
            yield _row("有的项目缺少记录，自评还不能合计。")
        else:
            yield _row(f"已交的自评合计 {shown(score.declared.base.value)} 分，没有交齐，不予计分。")
        return
    exact = score.self_assessment.exact
    if exact.name == names.NO_MONTH:
        yield _row("本季度没有交自评，按 0 分计")
    elif exact.name == names.PROPORTIONAL:
        base, part = exact.part(names.BASE), exact.part(names.MONTHS_PART)
        filed, due = part.part(names.MONTHS), part.part(names.MONTHS_DUE)
        yield _row(
            f"只交了 {shown(filed.value)} 个月，应交 {shown(due.value)} 个月，按比例折算："
            f"{shown(base.value)} × {shown(filed.value)} ÷ {shown(due.value)} = {shown(exact.value)}"
        )
    yield _row(rounding_in_words(score.self_assessment), "修约：")


def figure_or_none(step: Step | None) -> str:
    """A published figure with its unit, to stand right behind its name; or that there is none."""
    return "（还没有）" if step is None else f" {published(step)} 分"


def _row(text: str, label: str = "", depth: int = 1) -> ExplainRow:
    return ExplainRow(depth, "total", label, text)
