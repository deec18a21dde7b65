"""What is asked most, by its name: the SQL stands here, and in the database itself."""

from dangjian_kaoping.database.table import View

VIEWS = (
    View(
        "排名",
        "各轮的排名；没有综合得分的排在最后",
        """
SELECT branches.quarter AS 轮次, rank AS 名次, branches.name AS 党支部, class AS 类别,
  composite_exact AS 综合得分, inspection_exact AS 检查得分, self_assessment_exact AS 自评得分, grade AS 等次,
  CASE last WHEN 1 THEN '末位' END AS 末位,
  CASE task_not_done WHEN 1 THEN '单项工作未完成' END AS 单项工作,
  CASE veto WHEN 1 THEN '一票否决' END AS 一票否决,
  CASE publishable WHEN 0 THEN '暂定' END AS 暂定
FROM branches JOIN rounds ON rounds.quarter = branches.quarter
ORDER BY branches.quarter, rank IS NULL, rank, branch
""",
    ),
    View(
        "各方面得分",
        "各支部各轮在各方面的得分",
        """
SELECT branch_areas.quarter AS 轮次, branches.name AS 党支部, areas.name AS 方面, points_exact AS 得分
FROM branch_areas
JOIN branches ON branches.quarter = branch_areas.quarter AND branches.branch = branch_areas.branch
JOIN areas ON areas.rubric = branch_areas.rubric AND areas.area = branch_areas.area
ORDER BY branch_areas.quarter, branch_areas.branch, position
""",
    ),
    View(
        "扣分明细",
        "扣了分的每一条：扣在哪个项目、为什么、照哪一条；撤销了的、由别的代替的不在内",
        """
SELECT findings.quarter AS 轮次, branches.name AS 党支部, rubric_items.title AS 项目, findings.item AS 项目编号,
  points_exact AS 分, reason AS 原因, clauses.text AS 评分标准, department AS 检查部室, inspected_on AS 检查日期
FROM findings
JOIN branches ON branches.quarter = findings.quarter AND branches.branch = findings.branch
JOIN rubric_items ON rubric_items.rubric = findings.rubric AND rubric_items.item = findings.item
JOIN clauses
  ON clauses.rubric = findings.rubric AND clauses.item = findings.item AND clauses.clause = findings.clause
WHERE points < 0
ORDER BY findings.quarter, findings.branch, number
""",
    ),
    View(
        "没有满分的项目",
        "各支部各轮没有得满分的项目，差几分",
        """
SELECT items.quarter AS 轮次, branches.name AS 党支部, rubric_items.title AS 项目, items.item AS 项目编号,
  full_exact AS 满分, points_exact AS 得分, ROUND("full" - points, 6) AS 差几分
FROM items
JOIN branches ON branches.quarter = items.quarter AND branches.branch = items.branch
JOIN rubric_items ON rubric_items.rubric = items.rubric AND rubric_items.item = items.item
WHERE points < "full"
ORDER BY items.quarter, items.branch, items.item
""",
    ),
    View(
        "没有销号的问题",
        "整改台账里还没有销号的，限期早的在前",
        """
SELECT problem AS 编号, branch_name AS 党支部, area AS 方面, reason AS 问题, department AS 责任部室,
  found_on AS 发现日期, rectify_by AS 整改期限, state AS 状态, rounds_open AS 历经轮次, follow_ups AS 复查
FROM problems
WHERE open = 1
ORDER BY rectify_by IS NULL, rectify_by, problem
""",
    ),
    View(
        "兑现",
        "各轮的绩效奖励，元",
        """
SELECT payouts.quarter AS 轮次, branches.name AS 党支部, payouts.rank AS 名次, reward_exact AS 核定奖励,
  payouts.penalty_exact AS 考核扣减, net_exact AS 实发, remarks AS 备注
FROM payouts
JOIN branches ON branches.quarter = payouts.quarter AND branches.branch = payouts.branch
ORDER BY payouts.quarter, payouts.rank, payouts.branch
""",
    ),
)
