"""The totals of one branch, told from the composite down to the areas."""

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.words.calculation import cap_in_words, rounding_in_words
from dangjian_kaoping.words.figures import figure, published, shown
from dangjian_kaoping.words.names import incomplete_in_words, veto_in_words
from dangjian_kaoping.words.record.record import place_of
from dangjian_kaoping.words.rubric.full_marks import out_of
from dangjian_kaoping.words.step import STEP_TITLE
from dangjian_kaoping.write.text.layout import Page


def tell_composite(page: Page, score: BranchScore) -> None:
    """综合得分 from inspection and self-assessment, by their weights; vetoes; or what is missing."""
    if score.composite is None:
        page.line(incomplete_in_words(score.incomplete) or "检查得分或自评得分还没有", 1, "没有综合得分：")
        page.line("补齐之前不排名，本轮结果是暂定的。", 1)
    else:
        exact = score.composite.parts[0]
        weighted = exact.aside[0] if exact.name == "vetoed" else exact
        _tell_weighted(page, weighted)
        if exact.name == "vetoed":
            page.line(f"因一票否决，综合得分计 {shown(exact.value)} 分（否则是 {shown(weighted.value)} 分）", 1)
        page.line(rounding_in_words(score.composite), 1, "修约：")
    for veto in score.vetoes:
        where = place_of(veto.clause)
        source = f"（{where}）" if where else ""
        clause = f"{veto.item.id}/{veto.clause.id} {veto.clause.text}{source}"
        page.line(f"{clause}；{veto_in_words(veto.veto)}", 1, "一票否决：")


def _tell_weighted(page: Page, weighted: Step) -> None:
    for part in weighted.parts:
        if part.operation == "product":
            whole, weight = part.parts
            name = "自评得分" if part.name == "weighted_self" else STEP_TITLE[whole.name]
            page.line(f"{name} {shown(whole.value)} × {shown(weight.value)} = {shown(part.value)}", 1)
        else:
            page.line(f"{STEP_TITLE[part.name]} {shown(part.value)}，直接加到综合得分", 1)
    if len(weighted.parts) > 1:
        page.line(f"{' + '.join(shown(part.value) for part in weighted.parts)} = {shown(weighted.value)}", 1)


def tell_inspection(page: Page, score: BranchScore, rubric: Rubric, *, areas: bool = True) -> None:
    """检查得分 from base, bonus and penalties; `areas` too, if asked; caps and the factor of a rescaled table."""
    if score.inspection is not None:
        exact = score.inspection.parts[0]
        credit, penalty = exact.parts
        base, bonus = credit.parts
        more = "".join(
            f" {sign} {STEP_TITLE[step.name]} {shown(step.value)}"
            for sign, step in (("+", bonus), ("-", penalty))
            if step.value
        )
        if more:
            page.line(f"基础分 {shown(base.value)}{more} = {shown(exact.value)}", 1)
        else:
            page.line(f"即基础分 {shown(base.value)} 分，没有加分和扣减", 1)
        page.line(rounding_in_words(score.inspection), 1, "修约：")
    for step in (score.bonus, score.penalty):
        if step.exact.operation == "least":
            page.line(cap_in_words(step.exact), 1, f"{STEP_TITLE[step.name]}：")
        if step.exact.value != step.value:
            page.line(rounding_in_words(step), 1, f"{STEP_TITLE[step.name]}：")
    if score.inspected.base is None:
        page.line("有的项目还不能计分，各方面和基础分都还没有合计。", 1)
        return
    page.line(f"基础分 {published(score.base)} 分，由各方面相加{'：' if areas else ''}", 1)
    _tell_factor(page, score)
    for area in rubric.areas if areas else ():
        tell_area(page, 2, area, score.inspected.areas[area.id], score.branch.branch_class)


def _tell_factor(page: Page, score: BranchScore) -> None:
    """The factor of a rescaled table, which is the same for all areas."""
    for step in score.inspected.areas.values():
        exact = step.exact
        if exact.operation == "product":
            whole, applicable = exact.parts[1].parts
            page.line(
                f"有不计入的项目：全部项目满分 {shown(whole.value)} 分，计入的 {shown(applicable.value)} 分，"
                f"各方面都乘以 {shown(whole.value)} ÷ {shown(applicable.value)}",
                2,
                "折算：",
            )
            return


def tell_area(page: Page, depth: int, area: Area, step: Step, branch_class: str) -> None:
    """One area's points out of its full marks, with the factor if there is one; none where it moves no base."""
    if not area.in_base and not step.value:
        return
    page.line(f"{area.name}  {figure(step)}{out_of(area, branch_class)} 分", depth)
    exact = step.exact
    if exact.operation == "product":
        items, factor = exact.parts
        whole, applicable = factor.parts
        page.line(
            f"{shown(items.value)} × {shown(whole.value)} ÷ {shown(applicable.value)} = {shown(exact.value)}", depth + 1
        )
    if step.operation == "rounded":
        page.line(rounding_in_words(step), depth + 1, "修约：")


def tell_self_assessment(page: Page, score: BranchScore) -> None:
    """自评得分 from the months that were filed."""
    if score.self_assessment is None:
        if score.declared is None:
            page.line("自评没有计分。", 1)
        elif score.declared.base is None:
            page.line("有的项目缺少记录，自评还不能合计。", 1)
        else:
            page.line(f"已交的自评合计 {shown(score.declared.base.value)} 分，没有交齐，不予计分。", 1)
        return
    exact = score.self_assessment.parts[0]
    if exact.name == "no_month":
        page.line("本季度没有交自评，按 0 分计", 1)
    elif exact.name == "proportional":
        base, part = exact.parts
        filed, due = part.parts
        page.line(
            f"只交了 {shown(filed.value)} 个月，应交 {shown(due.value)} 个月，按比例折算："
            f"{shown(base.value)} × {shown(filed.value)} ÷ {shown(due.value)} = {shown(exact.value)}",
            1,
        )
    page.line(rounding_in_words(score.self_assessment), 1, "修约：")


def figure_or_none(step: Step | None) -> str:
    """A published figure with its unit, to stand right behind its name; or that there is none."""
    return "（还没有）" if step is None else f" {published(step)} 分"
