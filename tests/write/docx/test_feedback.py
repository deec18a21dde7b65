"""反馈单: what a branch is told, and the same in both formats."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser

import pytest

from dangjian_kaoping.engine.dossier import dossier
from dangjian_kaoping.engine.follow.feedback import Feedback, feedbacks
from dangjian_kaoping.engine.otherwise.mending import BranchMending, branch_mending
from dangjian_kaoping.engine.score.table import area_figure, area_points
from dangjian_kaoping.exact import divided, minus, places, rounded, times, total
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.figures import in_column, signed
from dangjian_kaoping.write.docx.sheet import sheet_docx
from dangjian_kaoping.write.html.feedback import feedback_page
from sample import SAMPLE
from small_plant import UNINSPECTED, edition, reckoning

from .letters import all_text, opened, tasks_of
from .sheets import sample, sheet


def small(changes: dict[str, str] | None = None) -> dict[str, Feedback]:
    asked = reckoning(changes)
    told = dossier([asked.result], [asked.this], asked.roster)
    placings = [each for each in asked.result.placings if each.score.composite is not None]
    mendings = {each.score.branch.id: branch_mending(asked, each.score.branch.id) for each in placings}
    return {each.placing.score.branch.name: each for each in feedbacks(told, tasks_of(told, changes), mendings)}


def part(of: Sheet, title: str) -> Section:
    return next(each for each in of.sections if title in each.title)


def rows(section: Section) -> list[dict[str, str]]:
    assert section.table is not None
    heads = [column.head for column in section.table.columns]
    return [dict(zip(heads, row, strict=True)) for row in section.table.rows]


@pytest.mark.whole
def test_every_branch_has_a_sheet_in_the_order_of_the_ranking() -> None:
    assert [each.placing for each in sample()] == list(sample()[0].dossier.result.placings)


@pytest.mark.parametrize("index", range(12))
def test_what_was_lost_and_what_is_left_add_up_to_the_full_marks(index: int) -> None:
    """Law: over the items that stand in the table, full marks less what was lost are the points."""
    feedback = sample()[index]
    counted = [each for each in feedback.placing.score.inspected.items if each.status != "rescaled"]
    full = total(each.points for each in counted)
    have = total(each.value for each in counted if each.value is not None)
    assert minus(full, total(each.lost for each in feedback.losses)) == have


def test_every_finding_that_cost_points_is_told() -> None:
    for feedback in sample():
        told = {
            id(found.recorded.finding) for loss in feedback.losses for part in loss.parts if (found := part.finding)
        }
        told |= {id(found.recorded.finding) for each in feedback.others if (found := each.part.finding)}
        costly = {id(each.recorded.finding) for each in feedback.placing.score.findings if each.points < 0}
        assert costly <= told


@pytest.mark.whole
def test_the_best_have_more_than_the_branch_and_nobody_has_more_than_they() -> None:
    for feedback in sample():
        for loss in feedback.losses:
            if loss.best is None or loss.score.value is None:
                continue
            best = divided(loss.best.value, loss.best.points)
            assert best > divided(loss.score.value, loss.score.points)
            for placing in feedback.dossier.result.placings:
                (other,) = [each for each in placing.score.inspected.items if each.item.id == loss.score.item.id]
                if other.status == "scored" and other.value is not None:
                    assert divided(other.value, other.points) <= best


def lost(feedback: Feedback, item: str) -> list[dict[str, str]]:
    return [each for each in rows(part(sheet(feedback), "失分情况")) if item in each["考评项目"]]


def best_of(feedback: Feedback, item: str) -> dict[str, str]:
    (annex,) = [each for each in sheet(feedback).annexes if "做得最好" in each.title]
    (row,) = [each for each in rows(annex) if item in each["考评项目"]]
    return row


def test_a_loss_is_told_with_reason_standard_deadline_and_what_would_be_without_it() -> None:
    feedback = small()["燃料部党支部"]
    (row,) = lost(feedback, "DJ-01")
    assert row == {
        "考评项目": "DJ-01 组织生活",
        "得分": "2.00/4",
        "自评": "4.00",
        "查出的问题": "2021Q1-01　少开两次（党群部3月21日）",
        "评分标准": "每少1次扣1.5分（本条封顶 2 分；按本条应扣 3 分）",
        "失分": "2.00",
        "整改标准": "补开会议",
        "整改期限": "2021-04-30",
        "若没有\n高几分": places(times(Decimal(2), feedback.dossier.result.rubric.measure.weights.inspection), 2),
    }
    assert best_of(feedback, "DJ-01")["做得最好的党支部"].endswith("：4.00/4")


@pytest.mark.parametrize("index", range(12))
def test_a_row_a_finding(index: int) -> None:
    """Law: whatever took points, or says why it was recorded, has a row of its own, and the rows' points are all that
    was lost.
    """
    feedback = sample()[index]
    told = rows(part(sheet(feedback), "失分情况"))
    took = [each for loss in feedback.losses for each in loss.parts if each.points]
    assert len(told) >= len(took)
    assert total(taken(each["失分"]) for each in told) == total(each.lost for each in feedback.losses)


@pytest.mark.parametrize("index", range(12))
def test_what_was_lost_leads_to_the_score(index: int) -> None:
    """The sheet's sum is that of 一页纸摘要 and of 扣分明细: full marks and bonus less it are 检查得分."""
    feedback = sample()[index]
    score, told = feedback.placing.score, part(sheet(feedback), "失分情况").sentences[0]
    said = re.findall(r"(?:扣分合计|，失) ([0-9.]+) 分", told)
    assert score.inspection is not None
    assert Fraction(said[-1]) == 100 + Fraction(score.bonus.value) - Fraction(score.inspection.value)


def test_of_what_is_not_scored_yet_nothing_is_said() -> None:
    feedback = small()["发电部党支部"]
    score = feedback.placing.score
    first, *others = score.inspected.items
    unknown = first._replace(value=None, status="not_inspected")
    inspected = score.inspected._replace(items=(unknown, *others))
    placing = feedback.placing._replace(score=score._replace(inspected=inspected))
    told = part(sheet(feedback._replace(placing=placing)), "失分情况").sentences
    assert told == ("已经计分的项目都得满分，还有 1 项没有计分，还不能说失了多少分。",)


def taken(text: str) -> Decimal:
    words = text.split()
    if words[0] in ("还", "少扣"):
        return -Decimal(words[1])
    return Decimal(0) if text == "不扣分" else Decimal(text)


def test_of_two_findings_under_one_cap_each_alone_is_worth_less_than_both() -> None:
    changes = {
        "done: 1, reason: 少开两次, rectify_by: 2021-04-30, id: 2021Q1-01}": (
            "done: 1, reason: 少开两次, rectify_by: 2021-04-30, id: 2021Q1-01}\n"
            "    - {item: DJ-01, clause: 漏记, count: 4, reason: 漏记}"
        ),
        "fact: {count: 处}, deduct: {each: 0.125}}": "fact: {count: 处}, deduct: {each: 0.125}}\n    at_most: 2.25",
    }
    feedback = small(changes)["燃料部党支部"]
    missing, noted = lost(feedback, "DJ-01")
    assert (missing["失分"], noted["失分"]) == ("2.00", "0.25")
    # without the meetings only 0.5 is taken: 1.75 x 0.9 = 1.575, between two composites that are rounded; without the
    # notes still 2: 0.225
    assert (missing["若没有\n高几分"], noted["若没有\n高几分"]) == ("1.57", "0.22")


@pytest.mark.parametrize("index", range(12))
def test_a_sheet_says_what_the_round_would_be_without_each_record(index: int) -> None:
    """The same figures as `explain --mend`, and never more than a promise of nothing."""
    feedback = sample()[index]
    mending = _mendings()[feedback.placing.score.branch.id]
    gains = {id(each.finding.recorded.finding): each.without for item in mending.items for each in item.findings}
    for part, without in (pair for loss in feedback.losses for pair in zip(loss.parts, loss.without, strict=True)):
        there = None if part.finding is None else gains.get(id(part.finding.recorded.finding))
        assert without == (None if there is None else there.gain)
    assert mending.together is not None
    assert feedback.without_all == mending.together.gain
    text = all_text(opened(sheet_docx(sheet(feedback))))
    assert "已公布的分不因整改而变" in text
    assert "可回" not in text


@cache
def _mendings() -> dict[str, BranchMending]:
    return Session(SAMPLE).mendings("2021Q1")


def test_where_a_veto_decides_the_composite_only_the_veto_is_worth_anything() -> None:
    changes = {"effect: barred": "effect: barred", "veto: barred}": "veto: total_zero}"}
    feedback = small(changes)["物资部党支部"]
    assert feedback.placing.score.composite is not None
    assert feedback.placing.score.composite.value == 0
    assert {without for loss in feedback.losses for without in loss.without} <= {None, Decimal(0)}
    (veto,) = [each for each in feedback.others if each.without]
    assert feedback.without_all is not None
    assert veto.without is not None
    assert 19 < veto.without < feedback.without_all


def test_the_best_are_named_in_the_order_of_the_ranking() -> None:
    row = best_of(small()["化学部党支部"], "DJ-02")
    assert row["做得最好的党支部"] == "发电部党支部、物资部党支部、供热部党支部等 6 个：2.00/2"


def test_a_branch_that_nobody_surpasses_is_told_so() -> None:
    feedback = small({"level: 好": "level: 一般, reason: 有灰"})["发电部党支部"]
    assert best_of(feedback, "LZ-02")["得分"] == "2.00/3"
    assert best_of(feedback, "LZ-02")["做得最好的党支部"] == "已是最好"


def test_how_the_best_worked_is_told_where_it_is_recorded() -> None:
    told = [loss.best for each in sample() for loss in each.losses if loss.best is not None and loss.best.findings]
    assert told
    texts = [
        row.get("做得最好的党支部", "") for each in sample() for annex in sheet(each).annexes for row in rows(annex)
    ]
    assert sum("的做法　" in text for text in texts) == len(told)


def test_a_branch_without_losses_is_told_so() -> None:
    assert part(sheet(small()["发电部党支部"]), "失分情况").sentences == ("各项都得满分。",)


def test_an_item_that_stands_apart_says_why() -> None:
    (row,) = lost(small()["供热部党支部"], "LZ-01")
    assert row["查出的问题"] == "不涉及，按 4.5 分计"
    assert row["若没有\n高几分"] == "—"


@pytest.mark.whole
def test_bonus_penalties_and_vetoes_are_told_apart() -> None:
    assert part(sheet(small()["发电部党支部"]), "加分").title == "加分"
    assert part(sheet(small()["后勤党支部"]), "扣减").title == "扣减"
    (row,) = rows(part(sheet(small()["物资部党支部"]), "一票否决"))
    assert row["加减分"] == "一票否决"


def test_how_it_stands_on_earlier_problems() -> None:
    told = [part(sheet(each), "以前查出的问题") for each in sample()]
    assert any(each.table is not None for each in told)
    for feedback, section in zip(sample(), told, strict=True):
        assert len(rows(section) if section.table else []) == len(feedback.before)
    assert all(entry.quarter < each.dossier.result.quarter for each in sample() for entry in each.before)


@pytest.mark.whole
def test_self_against_inspection_tells_every_item_that_differs() -> None:
    for feedback in sample():
        told = {each["考评项目"].partition(" ")[0]: each["自评"] for each in rows(part(sheet(feedback), "失分情况"))}
        others = "".join(part(sheet(feedback), "自评和检查").sentences)
        for each in feedback.gap.items:
            if each.item.id in told:
                assert told[each.item.id] == in_column(each.declared)
            elif each.value:
                assert f"{each.item.id} " in others


@pytest.mark.whole
def test_what_is_due_next_quarter_stands_in_an_annex_and_is_of_the_branch_s_class() -> None:
    def due(feedback: Feedback) -> list[str]:
        (annex,) = [each for each in sheet(feedback).annexes if "2021年第二季度要做的工作" in each.title]
        return [each["考评项目"] for each in rows(annex)]

    assert "DJ-04 年终总结" in due(small({"due: [Q4]": "due: [Q2]"})["发电部党支部"])
    assert "DJ-04 年终总结" not in due(small()["发电部党支部"])
    assert part(sheet(small()["发电部党支部"]), "2021年第二季度工作").table is None


def test_the_receipt_asks_for_measure_post_and_day_of_every_problem_by_deadline() -> None:
    section = part(sheet(small()["检修部党支部"]), "整改回执")
    told = rows(section)
    assert [(each["编号"], each["整改期限"]) for each in told] == [
        ("2021Q1-03", "2021-04-15"),
        ("2021Q1-02", "2021-05-01"),
    ]
    assert all((each["整改措施"], each["责任岗位"], each["完成日期"]) == ("", "", "") for each in told)
    assert "签字" in section.remarks[0]
    assert section.by_hand


def test_a_branch_with_nothing_to_put_right_signs_and_answers_nothing() -> None:
    titles = [each.title for each in sheet(small()["发电部党支部"]).sections]
    assert "签收" in titles
    assert "整改回执" not in titles


def test_the_last_four_rounds_and_the_mean_stand_beside_each_area() -> None:
    feedback = sample()[0]
    result = feedback.dossier.result
    section = part(sheet(feedback), "各方面得分")
    told = {each["专业方面"]: each for each in rows(section)}
    assert list(told["综合得分"])[2:6] == [
        *(f"2020年\n第{each}季度" for each in "二三四"),
        "2021年\n第一季度",
    ]
    for area in result.areas:
        steps = [area_figure(each.score.inspected, area) for each in result.placings]
        values = [each.value for each in steps if each is not None]
        mean = divided(total(values), Decimal(len(values)))
        assert told[area.name]["全部支部平均"] == places(mean, 2)
        own = area_figure(feedback.placing.score.inspected, area)
        assert own is not None
        assert told[area.name]["2021年\n第一季度"] == places(own.value, 2)
        assert told[area.name]["比平均"] == signed(minus(own.value, mean))


def test_the_bars_show_which_part_of_what_applies_was_lost() -> None:
    for feedback in sample():
        chart = part(sheet(feedback), "各方面得分").chart
        assert chart is not None
        assert [each.name for each in chart.series][-2:] == ["2021年第一季度", "全部支部平均"]
        for area, value in zip(feedback.dossier.result.areas, chart.series[-2].values, strict=True):
            had = area_points(feedback.placing.score.inspected, area)
            assert had is not None
            lost = max(minus(Decimal(1), divided(had.points, had.full)), Decimal(0))
            assert value == rounded(times(lost, Decimal(100)), 1, "half_up")


def test_a_first_round_has_bars_of_its_own_only() -> None:
    chart = part(sheet(small()["发电部党支部"]), "各方面得分").chart
    assert chart is not None
    assert [each.name for each in chart.series] == ["2021年第一季度", "全部支部平均"]


@pytest.mark.whole
def test_both_formats_draw_the_same_bars() -> None:
    told = sheet(sample()[3])
    chart = next(each.chart for each in told.sections if each.chart is not None)
    values = [str(value) for series in chart.series for value in series.values]
    document = opened(sheet_docx(told))
    (drawn,) = [each for each in document.part.package.iter_parts() if "chart+xml" in each.content_type]
    assert re.findall(r"<c:numCache>.*?</c:numCache>", drawn.blob.decode(), re.S)
    inside = "".join(re.findall(r"<c:numCache>.*?</c:numCache>", drawn.blob.decode(), re.S))
    assert re.findall(r"<c:v>([^<]+)</c:v>", inside) == values
    page = feedback_page(told, edition()).decode()
    assert len(re.findall(r"<rect class=\"\w+\"[^>]*><title>", page)) == len(values)
    for series in chart.series:
        for group, value in zip(chart.groups, series.values, strict=True):
            assert f"<title>{group}，{series.name}：{value}%</title>" in page


def test_a_provisional_branch_says_what_is_missing() -> None:
    told = sheet(small(UNINSPECTED)["燃料部党支部"], draft=True)
    assert told.provisional
    assert dict(told.headline)["综合得分"] == "还没有"
    assert "未检查" in part(told, "各方面得分").sentences[0]


class _Text(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.read = ""
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.read += data


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.whole
@pytest.mark.parametrize("index", [0, 6, 11])
def test_both_formats_say_the_same(index: int) -> None:
    told = sheet(sample()[index])
    page = _bare(_Text(feedback_page(told, edition()).decode()).read)
    document = _bare(all_text(opened(sheet_docx(told))))
    for section in (*told.sections, *told.annexes):
        cells = [text for row in section.table.rows for text in row] if section.table else []
        for text in (section.title, *section.sentences, *section.remarks, *cells):
            assert _bare(text) in page
            assert _bare(text) in document


@pytest.mark.whole
def test_the_same_facts_give_the_same_bytes() -> None:
    told = sheet(sample()[3])
    assert sheet_docx(told) == sheet_docx(told)
    assert feedback_page(told, edition()) == feedback_page(told, edition())


@pytest.mark.whole
def test_hostile_names_and_reasons_stay_text() -> None:
    hostile = "<script>alert(1)</script>{{7*7}}&amp;"
    changes = {"少开两次": f"'{hostile}'"}
    told = sheet(small(changes)["燃料部党支部"])
    page = feedback_page(told, edition()).decode()
    assert "<script>" not in page
    assert hostile in _Text(page).read
    assert hostile in all_text(opened(sheet_docx(told)))


@pytest.mark.whole
def test_a_draft_is_marked_in_both_formats() -> None:
    told = sheet(small()["燃料部党支部"], draft=True)
    assert "watermark" in feedback_page(told, edition(draft=True)).decode()
    document = opened(sheet_docx(told))
    assert "暂定" in document.sections[0].header.paragraphs[0].text


@pytest.mark.whole
def test_nothing_is_printed_under_eight_points() -> None:
    document = opened(sheet_docx(sheet(sample()[-1])))
    xml = {part.partname: part.blob.decode() for part in document.part.package.iter_parts() if "xml" in part.partname}
    halves = re.findall(r'<w:sz w:val="(\d+)"', xml["/word/document.xml"])
    assert halves
    assert min(map(int, halves)) >= 16
    assert min(map(int, re.findall(r'sz="(\d+)"', xml["/word/charts/chart1.xml"]))) >= 800


@pytest.mark.whole
def test_a_long_problem_has_a_wider_column_and_is_told_in_full_once() -> None:
    long = "会议记录缺少签到和决议，" * 35
    told = sheet(small({"少开两次": long})["燃料部党支部"])
    (row,) = rows(part(told, "整改回执"))
    assert long.rstrip("，") in rows(part(told, "失分情况"))[0]["查出的问题"]
    assert row["问题"] == f"{long[:50]}……"

    def width(of: Sheet) -> float:
        table = part(of, "失分情况").table
        assert table is not None
        return next(each.most for each in table.columns if each.head == "查出的问题")

    assert width(told) > width(sheet(small()["燃料部党支部"]))
