"""One edit of the small rubric for each kind of change, with the kind and the path that it is told by."""

from typing import Any

from .plant import Edit, Plain, area, clause, item

NEW_CLAUSE: Plain = {"id": "新", "text": "新的一条", "fact": {"count": "次"}, "deduct": {"each": "1"}}


NEW_ITEM: Plain = {"id": "WD-09", "title": "综治", "department": "党委办公室", "clauses": [NEW_CLAUSE]}


def put(where: str, *keys: str, value: Any) -> Edit:
    """Write a value under an item or a clause (or under the rubric itself)."""

    def edit(rubric: Plain) -> None:
        node: Any = rubric if not where else clause(rubric, where) if "/" in where else item(rubric, where)
        for key in keys[:-1]:
            node = node[key]
        node[keys[-1]] = value

    return edit


def drop(where: str, key: str) -> Edit:
    def edit(rubric: Plain) -> None:
        (clause(rubric, where) if "/" in where else item(rubric, where)).pop(key)

    return edit


def without_clause(rubric: Plain) -> None:
    item(rubric, "WD-01")["clauses"].pop(1)


def with_clause(rubric: Plain) -> None:
    item(rubric, "WD-01")["clauses"].append(NEW_CLAUSE)


def with_bonus_clause(rubric: Plain) -> None:
    more = {key: value for key, value in NEW_CLAUSE.items() if key != "deduct"} | {"bonus": {"each": "1"}}
    item(rubric, "WD-01")["clauses"].append(more)


def with_veto_clause(rubric: Plain) -> None:
    more = {key: value for key, value in NEW_CLAUSE.items() if key != "deduct"} | {"veto": "total_zero"}
    item(rubric, "WD-01")["clauses"].append(more)


def with_item(rubric: Plain) -> None:
    area(rubric, "WD")["items"].append(NEW_ITEM)


def without_item(rubric: Plain) -> None:
    area(rubric, "DJ")["items"].pop()


def priced_roles(rubric: Plain) -> None:
    """One price for each level in each role, instead of a part of the level's price."""
    there = clause(rubric, "WD-01/到场")
    there["fact"]["roles"] = ["主办", "协办"]
    there["give_back"]["levels"] = {"一般": {"主办": "1", "协办": "0.5"}, "突出": {"主办": "2", "协办": "1.5"}}


def swapped_items(rubric: Plain) -> None:
    area(rubric, "DJ")["items"].reverse()


def swapped_clauses(rubric: Plain) -> None:
    item(rubric, "DJ-02")["clauses"].reverse()


def swapped_areas(rubric: Plain) -> None:
    rubric["areas"].reverse()


def moved_item(rubric: Plain) -> None:
    area(rubric, "WD")["items"].append(area(rubric, "DJ")["items"].pop())


def renamed_item(rubric: Plain) -> None:
    item(rubric, "DJ-02").update({"id": "DJ-07", "was": ["DJ-02"]})


def renamed_clause(rubric: Plain) -> None:
    clause(rubric, "DJ-01/缺会").update({"id": "少开会", "was": ["缺会"]})


def moved_clause(rubric: Plain) -> None:
    """With nothing else: the clause has no group and stands first in the other item's order."""
    moved = item(rubric, "WD-01")["clauses"].pop(1)
    item(rubric, "DJ-02")["clauses"].append(moved | {"was": ["WD-01/定档"]})


def renamed_area(rubric: Plain) -> None:
    area(rubric, "WD")["id"] = "WW"


def renamed_group(rubric: Plain) -> None:
    groups = item(rubric, "DJ-01")["groups"]
    groups["开会"] = groups.pop("召开")
    clause(rubric, "DJ-01/缺会")["group"] = "开会"


def more_levels(rubric: Plain) -> None:
    node = clause(rubric, "WD-01/到场")
    node["fact"]["event"].append("特别突出")
    node["give_back"]["levels"]["特别突出"] = "3"


def penalised(rubric: Plain) -> None:
    node = clause(rubric, "DJ-01/内容单一")
    node["penalty"] = node.pop("deduct")


def another_fact(rubric: Plain) -> None:
    clause(rubric, "DJ-01/内容单一")["fact"] = {"amount": "次"}


def another_rule(rubric: Plain) -> None:
    clause(rubric, "DJ-02/抽查")["deduct"] = {"each": "1"}


def grade_line(rubric: Plain) -> None:
    grades = rubric["measure"]["grades"]
    grades[0]["from"] = grades[1]["under"] = "96"


def band(name: str, **more: Any) -> Edit:
    """Write more of a grade."""

    def edit(rubric: Plain) -> None:
        next(each for each in rubric["measure"]["grades"] if each["grade"] == name).update(more)

    return edit


def heavier_table(rubric: Plain) -> None:
    clause(rubric, "DJ-02/抽查")["deduct"]["table"][1]["points"] = "3"


def area_times(rubric: Plain) -> None:
    rubric["areas"][0]["times"] = {"area": rubric["areas"][1]["id"]}


def steeper_table(rubric: Plain) -> None:
    rows = clause(rubric, "DJ-02/抽查")["deduct"]["table"]
    rows[1:] = [{"from": "50", "points": "2", "to": "100", "to_points": "4"}, {"over": "100", "points": "4"}]


def half_heavier_table(rubric: Plain) -> None:
    rows = clause(rubric, "DJ-02/抽查")["deduct"]["table"]
    rows[0]["points"], rows[1]["points"] = "1.5", "1.5"


def same_classes(rubric: Plain) -> None:
    number = {"by_class": {"机关": "0.2", "生产": "0.1"}, "otherwise": "0.1"}
    clause(rubric, "DJ-02/迟缴")["deduct"]["each"] = number


EDITS: dict[str, tuple[Edit, str, str]] = {
    # the rubric and its measure
    "标题": (put("", "title", value="新细则"), "rubric-title-changed", "title"),
    "说明": (put("", "note", value="另一个说明"), "rubric-note-changed", "note"),
    "版本": (put("", "version", value="2020a"), "rubric-version-changed", "version"),
    "起施行": (put("", "effective_from", value="2020Q2"), "effective-from-changed", "effective_from"),
    "总分提高": (put("", "total", value="30"), "total-increased", "total"),
    "权重": (
        put("", "measure", "weights", value={"inspection": "0.8", "self_assessment": "0.2"}),
        "inspection-weight-decreased",
        "measure.weights.inspection",
    ),
    "加分封顶提高": (
        put("", "measure", "bonus", "at_most", value="6"),
        "bonus-limit-increased",
        "measure.bonus.at_most",
    ),
    "扣减封顶": (
        put("", "measure", "penalty", value={"at_most": "20"}),
        "penalty-limit-added",
        "measure.penalty.at_most",
    ),
    "最低综合得分": (put("", "measure", "floor", value="0"), "composite-floor-added", "measure.floor"),
    "否决改为得分封顶": (
        put("WD-01/集访", "veto", value={"effect": "score_cap", "at_most": "80", "from": "5"}),
        "clause-veto-changed",
        "item.WD-01.clause.集访.veto",
    ),
    "同分比较": (put("", "measure", "tie_breakers", value=["base"]), "tie-breakers-changed", "measure.tie_breakers"),
    "同分比较方面和项目": (
        put("", "measure", "tie_breakers", value=[{"area": "DJ"}, {"item": "WD-01"}]),
        "tie-breakers-changed",
        "measure.tie_breakers",
    ),
    "名次不空": (put("", "measure", "ranking", value="dense"), "ranking-changed", "measure.ranking"),
    "末位名数": (put("", "measure", "last", value={"places": "2"}), "last-places-decreased", "measure.last.places"),
    "修约": (
        put("", "measure", "rounding", value={"mode": "half_even"}),
        "rounding-mode-changed",
        "measure.rounding.mode",
    ),
    "缺月不计分": (
        put("", "measure", "missing_month", value="refuse"),
        "missing-month-stricter",
        "measure.missing_month",
    ),
    "等次线提高": (grade_line, "grade-line-stricter", "measure.grades.优秀"),
    "等次限比例": (
        put(
            "",
            "measure",
            "grades",
            value=[
                {"grade": "优秀", "from": "95", "at_most_percent": "30"},
                {"grade": "合格", "from": "80", "under": "95"},
                {"grade": "不合格", "under": "80"},
            ],
        ),
        "grade-limit-added",
        "measure.grades.优秀.at_most_percent",
    ),
    "自评改为每季": (
        put("", "measure", "self_assessment", value="quarterly"),
        "self-assessment-changed",
        "measure.self_assessment",
    ),
    "年度相加": (put("", "measure", "year", value={"combine": "sum"}), "year-combine-changed", "measure.year.combine"),
    "等次限名额": (band("优秀", at_most="2"), "grade-count-added", "measure.grades.优秀.at_most"),
    "等次看各方面": (
        band("优秀", areas={"from_percent": "80", "at_least": "2"}),
        "grade-areas-added",
        "measure.grades.优秀.areas",
    ),
    # areas
    "方面名称": (lambda rubric: area(rubric, "WD").update({"name": "稳定"}), "area-name-changed", "area.WD.name"),
    "方面分值": (lambda rubric: area(rubric, "WD").update({"points": "9"}), "area-points-increased", "area.WD.points"),
    "方面改编号": (renamed_area, "area-renamed", "area.WD.id"),
    "方面换顺序": (swapped_areas, "areas-reordered", "areas"),
    "项目换顺序": (swapped_items, "items-reordered", "area.DJ.items"),
    # items
    "新项目": (with_item, "item-added", "item.WD-09"),
    "删项目": (without_item, "item-removed", "item.DJ-02"),
    "项目移动": (moved_item, "item-moved", "item.DJ-02.area"),
    "项目改编号": (renamed_item, "item-renamed", "item.DJ-07.id"),
    "项目名称": (put("DJ-01", "title", value="会和课"), "item-title-changed", "item.DJ-01.title"),
    "满分降低": (put("DJ-01", "points", value="5"), "item-points-decreased", "item.DJ-01.points"),
    "侧重": (put("DJ-01", "focus", value="effect"), "item-focus-changed", "item.DJ-01.focus"),
    "部室增加": (
        put("DJ-01", "department", value=["党群工作部", "厂工会"]),
        "item-department-added",
        "item.DJ-01.department",
    ),
    "换部室": (put("DJ-01", "department", value="厂工会"), "item-department-changed", "item.DJ-01.department"),
    "改为每季": (put("DJ-01", "due", value="quarterly"), "item-due-looser", "item.DJ-01.due"),
    "考评内容": (put("DJ-01", "requirement", value="开会"), "item-requirement-changed", "item.DJ-01.requirement"),
    "整改标准": (put("DJ-01", "standard", value="补做"), "item-standard-changed", "item.DJ-01.standard"),
    "少要材料": (put("DJ-01", "materials", value=["记录本"]), "item-materials-removed", "item.DJ-01.materials"),
    "换材料": (put("DJ-01", "materials", value=["台账"]), "item-materials-removed", "item.DJ-01.materials"),
    "换成同样多的材料": (
        put("DJ-01", "materials", value=["台账", "照片"]),
        "item-materials-changed",
        "item.DJ-01.materials",
    ),
    "考评期限": (put("DJ-01", "due", value={"Q1": "03-15"}), "item-due-looser", "item.DJ-01.due"),
    "方面简称": (lambda rubric: area(rubric, "WD").update({"short": "稳定"}), "area-short-changed", "area.WD.short"),
    "报送的日子": (put("", "measure", "due_day", value="10"), "self-due-day-changed", "measure.due_day"),
    "单项工作": (put("DJ-01", "task", value="true"), "item-task-added", "item.DJ-01.task"),
    "不涉及的分": (
        put("DJ-02", "not_applicable", value={"fixed": "4"}),
        "item-not-applicable-stricter",
        "item.DJ-02.not_applicable",
    ),
    "不涉及得满分": (
        put("DJ-02", "not_applicable", value="full"),
        "item-not-applicable-looser",
        "item.DJ-02.not_applicable",
    ),
    "不再允许不涉及": (
        drop("DJ-02", "not_applicable"),
        "item-not-applicable-removed",
        "item.DJ-02.not_applicable",
    ),
    "不涉及的类别": (
        put("DJ-02", "not_applicable_to", value=["机关"]),
        "item-exempt-class-added",
        "item.DJ-02.not_applicable_to",
    ),
    "最低分": (put("WD-01", "floor", value="-2"), "item-floor-decreased", "item.WD-01.floor"),
    "起点": (put("DJ-02", "start", value="zero"), "item-start-stricter", "item.DJ-02.start"),
    "全项封顶": (put("DJ-01", "at_most", value="4"), "item-loss-cap-added", "item.DJ-01.at_most"),
    "只作系数": (put("DJ-01", "factor", value="true"), "item-factor-added", "item.DJ-01.factor"),
    "总分乘系数": (put("", "measure", "times", value="0.2"), "measure-times-added", "measure.times"),
    "总分乘项目的得分": (
        put("", "measure", "times", value={"item": "DJ-01"}),
        "measure-times-added",
        "measure.times",
    ),
    "方面乘系数": (area_times, "area-times-added", "area.DJ.times"),
    "最高分": (put("DJ-01", "ceiling", value="8"), "item-ceiling-added", "item.DJ-01.ceiling"),
    "组的最高分": (
        put("DJ-01", "groups", "召开", "ceiling", value="none"),
        "group-ceiling-added",
        "item.DJ-01.groups.召开.ceiling",
    ),
    "只扣最重的一条": (
        put("DJ-01", "highest_only", value="true"),
        "item-loss-highest-only-added",
        "item.DJ-01.highest_only",
    ),
    "组里只扣最重的一条": (
        put("DJ-01", "groups", "召开", "highest_only", value="true"),
        "group-loss-highest-only-added",
        "item.DJ-01.groups.召开.highest_only",
    ),
    "又扣又还的只取最重最高": (
        put("WD-01", "highest_only", value="true"),
        "item-highest-only-added",
        "item.WD-01.highest_only",
    ),
    "又扣又还的全项封顶": (put("WD-01", "at_most", value="4"), "item-cap-added", "item.WD-01.at_most"),
    # groups
    "组的满分": (
        put("DJ-01", "groups", "召开", "points", value="5"),
        "group-points-increased",
        "item.DJ-01.groups.召开.points",
    ),
    "组的封顶": (
        put("DJ-01", "groups", "召开", "at_most", value="2"),
        "group-loss-cap-decreased",
        "item.DJ-01.groups.召开.at_most",
    ),
    "组名": (
        put("DJ-01", "groups", "召开", "title", value="开会"),
        "group-title-changed",
        "item.DJ-01.groups.召开.title",
    ),
    "组改编号": (renamed_group, "group-renamed", "item.DJ-01.groups.召开"),
    "新组": (
        put("DJ-02", "groups", value={"组": {"title": "组", "at_most": "1"}}),
        "group-added",
        "item.DJ-02.groups.组",
    ),
    "移出组": (drop("DJ-01/缺会", "group"), "clause-group-changed", "item.DJ-01.clause.缺会.group"),
    # clauses
    "写明由谁记": (
        put("DJ-01/缺会", "department", value="党群工作部"),
        "clause-department-added",
        "item.DJ-01.clause.缺会.department",
    ),
    "新扣分条款": (with_clause, "loss-clause-added", "item.WD-01.clause.新"),
    "新加分条款": (with_bonus_clause, "gain-clause-added", "item.WD-01.clause.新"),
    "新否决条款": (with_veto_clause, "veto-clause-added", "item.WD-01.clause.新"),
    "删条款": (without_clause, "loss-clause-removed", "item.WD-01.clause.定档"),
    "条款换顺序": (swapped_clauses, "clauses-reordered", "item.DJ-02.clauses"),
    "条款改编号": (renamed_clause, "clause-renamed", "item.DJ-01.clause.少开会.id"),
    "条款移动": (moved_clause, "clause-moved", "item.DJ-02.clause.定档.item"),
    "条款原文": (put("DJ-01/缺会", "text", value="少一次扣一分"), "clause-text-changed", "item.DJ-01.clause.缺会.text"),
    "改成扣减总分": (penalised, "clause-effect-changed", "item.DJ-01.clause.内容单一.effect"),
    "换记的事": (another_fact, "clause-fact-changed", "item.DJ-01.clause.内容单一.fact"),
    "换单位": (
        put("DJ-01/内容单一", "fact", "count", value="项"),
        "clause-unit-changed",
        "item.DJ-01.clause.内容单一.fact.count",
    ),
    "应做的数": (
        put("DJ-01/缺会", "fact", "required", value="3"),
        "clause-required-increased",
        "item.DJ-01.clause.缺会.fact.required",
    ),
    "由记录写明": (
        put("DJ-01/缺会", "fact", "required", value="recorded"),
        "clause-required-changed",
        "item.DJ-01.clause.缺会.fact.required",
    ),
    "每月计": (
        put("DJ-01/缺会", "fact", "per", value="month"),
        "clause-period-stricter",
        "item.DJ-01.clause.缺会.fact.per",
    ),
    "以百分比计": (
        put("DJ-01/缺会", "fact", "as", value="missing_percent"),
        "clause-counts-as-changed",
        "item.DJ-01.clause.缺会.fact.as",
    ),
    "以超额计": (
        put("DJ-01/缺会", "fact", "as", value="over"),
        "clause-counts-as-changed",
        "item.DJ-01.clause.缺会.fact.as",
    ),
    "应做的是零": (
        put("DJ-01/缺会", "fact", "if_none", value="full"),
        "clause-if-none-changed",
        "item.DJ-01.clause.缺会.fact.if_none",
    ),
    "抽查人数": (
        put("DJ-02/抽查", "fact", "size", value="5"),
        "clause-sample-size-increased",
        "item.DJ-02.clause.抽查.fact.size",
    ),
    "迟报上限": (
        put("DJ-02/迟缴", "fact", "most", value="3"),
        "loss-late-most-decreased",
        "item.DJ-02.clause.迟缴.fact.most",
    ),
    "始终未报": (
        put("DJ-02/迟缴", "fact", "never", value="2"),
        "loss-never-increased",
        "item.DJ-02.clause.迟缴.fact.never",
    ),
    "多一档": (more_levels, "clause-level-added", "item.WD-01.clause.到场.fact.event.特别突出"),
    "一档的分": (
        put("WD-01/到场", "give_back", "levels", "一般", value="1.5"),
        "gain-level-increased",
        "item.WD-01.clause.到场.give_back.levels.一般",
    ),
    "角色": (
        put("WD-01/到场", "fact", "roles", "协办", value="0.2"),
        "gain-role-decreased",
        "item.WD-01.clause.到场.fact.roles.协办",
    ),
    "角色各写各的分": (priced_roles, "gain-role-changed", "item.WD-01.clause.到场.fact.roles"),
    "价格提高": (
        put("DJ-01/缺会", "deduct", "each", value="1.5"),
        "loss-price-increased",
        "item.DJ-01.clause.缺会.deduct.each",
    ),
    "一步更大": (
        put("DJ-01/到会率", "deduct", "step", value="5"),
        "loss-step-increased",
        "item.DJ-01.clause.到会率.deduct.step",
    ),
    "不足一步按一步": (
        put("DJ-01/到会率", "deduct", "steps", value="started"),
        "loss-steps-stricter",
        "item.DJ-01.clause.到会率.deduct.steps",
    ),
    "起扣线提高": (
        put("DJ-01/到会率", "deduct", "below", value="95"),
        "loss-below-increased",
        "item.DJ-01.clause.到会率.deduct.below",
    ),
    "换一边起扣": (
        put("DJ-01/到会率", "deduct", value={"each": "0.1", "step": "2", "above": "90"}),
        "loss-line-changed",
        "item.DJ-01.clause.到会率.deduct.below",
    ),
    "分段加重": (heavier_table, "loss-table-stricter", "item.DJ-02.clause.抽查.deduct"),
    "分段有重有轻": (half_heavier_table, "loss-table-changed", "item.DJ-02.clause.抽查.deduct"),
    "分段改为按比例加重": (
        steeper_table,
        "loss-table-stricter",
        "item.DJ-02.clause.抽查.deduct",
    ),
    "换规则": (another_rule, "loss-rule-changed", "item.DJ-02.clause.抽查.deduct"),
    "酌情幅度": (
        put("WD-01/定档", "deduct", "within", value=["1", "3"]),
        "loss-range-stricter",
        "item.WD-01.clause.定档.deduct",
    ),
    "全项合计": (
        put("WD-01/定档", "deduct", "per", value="item"),
        "loss-range-looser",
        "item.WD-01.clause.定档.deduct",
    ),
    "各类一样的写法": (same_classes, "number-rewritten", "item.DJ-02.clause.迟缴.deduct.each"),
    "免扣增加": (put("DJ-01/内容单一", "free", value="2"), "loss-free-increased", "item.DJ-01.clause.内容单一.free"),
    "取消免扣": (drop("DJ-01/内容单一", "free"), "loss-free-removed", "item.DJ-01.clause.内容单一.free"),
    "加倍": (put("DJ-01/缺会", "times", value="2"), "loss-times-increased", "item.DJ-01.clause.缺会.times"),
    "封顶提高": (put("DJ-01/缺会", "at_most", value="4"), "loss-cap-increased", "item.DJ-01.clause.缺会.at_most"),
    "取消封顶": (drop("DJ-01/缺会", "at_most"), "loss-cap-removed", "item.DJ-01.clause.缺会.at_most"),
    "还分封顶": (put("WD-01/到场", "at_most", value="1"), "gain-cap-added", "item.WD-01.clause.到场.at_most"),
    "两起就不得分": (
        put("WD-01/集访", "empties", "from", value="2"),
        "clause-empties-stricter",
        "item.WD-01.clause.集访.empties",
    ),
    "不得分的新条件": (
        put("DJ-01/缺会", "empties", value="item"),
        "clause-empties-added",
        "item.DJ-01.clause.缺会.empties",
    ),
    "取消否决": (drop("WD-01/集访", "veto"), "clause-veto-removed", "item.WD-01.clause.集访.veto"),
    "否决加重": (put("WD-01/集访", "veto", "from", value="4"), "clause-veto-stricter", "item.WD-01.clause.集访.veto"),
    "换否决的后果": (
        put("WD-01/集访", "veto", "effect", value="last_place"),
        "clause-veto-changed",
        "item.WD-01.clause.集访.veto",
    ),
    "倒扣": (
        put("DJ-01/缺会", "below_zero", value="true"),
        "clause-below-zero-added",
        "item.DJ-01.clause.缺会.below_zero",
    ),
    "读别条的记录": (
        put("WD-01/定档", "fact", value={"same": "集访"}),
        "clause-record-changed",
        "item.WD-01.clause.定档.fact.same",
    ),
    "有条件": (
        put("WD-01/定档", "when", value={"clause": "集访", "from": "1"}),
        "loss-when-added",
        "item.WD-01.clause.定档.when",
    ),
    "几条相加": (
        put("DJ-02/抽查", "combine", value="sum"),
        "loss-combine-changed",
        "item.DJ-02.clause.抽查.combine",
    ),
    "不涉及的按平均": (
        put("DJ-02", "not_applicable", value="mean"),
        "item-not-applicable-changed",
        "item.DJ-02.not_applicable",
    ),
    "全年不得分": (
        put("WD-01/集访", "empties", "for", value="year"),
        "clause-empties-stricter",
        "item.WD-01.clause.集访.empties",
    ),
    "与各支部的平均比": (
        put("DJ-01/到会率", "deduct", "below", value={"branches": "mean"}),
        "loss-line-changed",
        "item.DJ-01.clause.到会率.deduct.below",
    ),
    "应做的按人数": (
        put("DJ-01/缺会", "fact", "required", value={"per_head": "0.2", "round": "up"}),
        "number-changed",
        "item.DJ-01.clause.缺会.fact.required",
    ),
    "可以是负的": (
        put("DJ-01/到会率", "fact", "min", value="-5"),
        "clause-domain-changed",
        "item.DJ-01.clause.到会率.fact.min",
    ),
    "不再就高": (
        drop("WD-01/到场", "highest_per_event"),
        "gain-highest-per-event-removed",
        "item.WD-01.clause.到场.highest_per_event",
    ),
    "只取一件": (
        put("WD-01/定档", "highest_only", value="true"),
        "loss-highest-only-added",
        "item.WD-01.clause.定档.highest_only",
    ),
    "屡犯加重": (
        put("DJ-01/内容单一", "repeat", "prices", value=["0.5", "1", "2"]),
        "loss-repeat-stricter",
        "item.DJ-01.clause.内容单一.repeat",
    ),
    "不再加重": (drop("DJ-01/内容单一", "repeat"), "loss-repeat-looser", "item.DJ-01.clause.内容单一.repeat"),
    "少看几轮": (
        put("DJ-01/内容单一", "repeat", "window", value="2"),
        "loss-repeat-window-looser",
        "item.DJ-01.clause.内容单一.repeat.window",
    ),
    "标为没有完成": (put("DJ-01/缺会", "undone", value="true"), "clause-undone-added", "item.DJ-01.clause.缺会.undone"),
    "写上原编号": (put("DJ-02", "was", value=["DJ-01"]), "item-was-changed", "item.DJ-02.was"),
    "条款写上原编号": (put("DJ-02/迟缴", "was", value=["抽查"]), "clause-was-changed", "item.DJ-02.clause.迟缴.was"),
}
