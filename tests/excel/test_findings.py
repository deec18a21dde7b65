"""扣分明细, read back."""

from datetime import datetime

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.excel.report import ranking_workbook

from .plant import Row, edition, held, near, placing, plant, report, sheet, table


def rows(branch: str, content: bytes = b"") -> list[Row]:
    found = table(sheet(content or report(), "扣分明细"), "得失分")
    return [row for row in found if row["党支部"].value == branch]


def test_every_finding_has_its_row_in_order() -> None:
    found = table(sheet(report(), "扣分明细"), "得失分")
    expected = [
        (each.score.branch.name, near(finding.points), finding.recorded.finding.reason)
        for each in plant().result.placings
        for finding in each.score.findings
    ]
    assert [(row["党支部"].value, row["得失分"].value, row["扣分原因"].value) for row in found] == expected


def test_a_problem_with_all_that_belongs_to_it() -> None:
    (row, _) = rows("燃料部党支部")
    assert {head: cell.value for head, cell in row.items()} == {
        "党支部": "燃料部党支部",
        "专业方面": "党建工作",
        "项目": "DJ-01\n组织生活",
        "评分标准": "每少1次扣1.5分",
        "检查事实": "已做 1 次\n【本条封顶 2 分】",
        "得失分": -3,
        "本项得分": 2,
        "扣分原因": "少开两次",
        "整改标准": "补开会议",
        "检查部室": "党群部",
        "检查日期": datetime(2021, 3, 21),
        "类型": "问题",
        "编号": "2021Q1-01",
        "整改期限": datetime(2021, 4, 30),
        "依据": "rubrics/2020.yaml:20\ndata/2021Q1/inspection/党群部.yaml:14",
    }
    assert row["得失分"].number_format == "+0.00;-0.00;0.00"
    assert row["检查日期"].data_type == "d"
    assert row["检查日期"].number_format == "yyyy-mm-dd"


def test_kinds_and_departments() -> None:
    on_site, shortfall = sorted(rows("化学部党支部")[:2], key=lambda row: str(row["类型"].value), reverse=True)
    assert (on_site["类型"].value, shortfall["类型"].value) == ("立行立改", "指标差距")
    assert on_site["检查事实"].value == "3 处\n落实：专人负责"
    assert shortfall["检查部室"].value == "党群部\n（组织岗）"
    first, second, level = rows("发电部党支部")
    assert [each["类型"].value for each in (first, second, level)] == ["加分", "加分", "得分"]
    assert level["检查部室"].value == "纪委办"


def test_a_suppressed_finding_and_an_emptied_item_say_so() -> None:
    _, second, _ = rows("发电部党支部")
    assert "同一事件" in str(second["检查事实"].value)
    assert second["得失分"].value == 0
    undone = next(row for row in rows("检修部党支部") if "DJ-03" in str(row["项目"].value))
    assert "本项从零分算起" in str(undone["检查事实"].value)


def test_of_two_departments_levels_the_one_that_does_not_stand_says_so() -> None:
    both = {
        "    department: 纪委办\n    standard: 治理现场": "    department: [纪委办, 党群部]\n    standard: 治理现场",
        "clause: 获奖, level: 厂级, event: 创新奖}": "clause: 获奖, level: 厂级, event: 创新奖}\n"
        "    - {item: LZ-02, clause: 定档, level: 一般, reason: 有积灰}",
    }
    found = [row for row in rows("发电部党支部", written(held(both))) if "LZ-02" in str(row["项目"].value)]
    assert [(row["得失分"].value, row["检查事实"].value) for row in found] == [
        (2, "定为“一般”"),
        (0, "定为“好”\n【几个部室都有记录的，以最不利的一条为准】"),
    ]


def written(dossier: Dossier) -> bytes:
    return ranking_workbook(dossier, edition())


def test_a_round_without_findings_says_so() -> None:
    only = placing(plant(), "后勤党支部")
    items = tuple(item._replace(clauses=()) for item in only.score.inspected.items)
    score = only.score._replace(inspected=only.score.inspected._replace(items=items))
    result = plant().result._replace(placings=(only._replace(score=score),))
    content = written(plant()._replace(rounds=(result,)))
    (row,) = table(sheet(content, "扣分明细"), "得失分")
    assert row["党支部"].value == "检查没有记录任何发现。"
