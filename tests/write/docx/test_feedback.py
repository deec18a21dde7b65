"""反馈单: what a branch is told, and the same in both formats."""

from html.parser import HTMLParser

import pytest

from dangjian_kaoping.engine.follow.feedback import Feedback, feedbacks
from dangjian_kaoping.exact import divided, minus, total
from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.write.docx.sheet import sheet_docx
from dangjian_kaoping.write.html.feedback import feedback_page
from small_plant import UNINSPECTED, edition, held

from .letters import all_text, opened, tasks_of
from .sheets import sample, sheet


def small(changes: dict[str, str] | None = None) -> dict[str, Feedback]:
    dossier = held(changes)
    return {each.placing.score.branch.name: each for each in feedbacks(dossier, tasks_of(dossier, changes))}


def part(of: Sheet, title: str) -> Section:
    return next(each for each in of.sections if title in each.title)


def rows(section: Section) -> list[dict[str, str]]:
    assert section.table is not None
    heads = [column.head for column in section.table.columns]
    return [dict(zip(heads, row, strict=True)) for row in section.table.rows]


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
        told |= {id(found.recorded.finding) for part in feedback.others if (found := part.finding)}
        costly = {id(each.recorded.finding) for each in feedback.placing.score.findings if each.points < 0}
        assert costly <= told


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


def test_a_loss_is_told_with_reason_standard_deadline_and_the_best() -> None:
    (row,) = [each for each in rows(part(sheet(small()["燃料部党支部"]), "分失在哪里")) if "DJ-01" in each["考评项目"]]
    assert row["得分"] == "2/4"
    assert row["失分"] == "2"
    assert "少开两次" in row["失分原因和依据"]
    assert "扣 2 分；本条封顶 2 分；按本条应扣 3 分" in row["失分原因和依据"]
    assert "党群部2021年3月21日检查" in row["失分原因和依据"]
    assert row["整改标准"] == "补开会议"
    assert row["整改期限"] == "2021-04-30"
    assert row["这一项做得最好的"].endswith("：4/4")


def test_the_best_are_named_in_the_order_of_the_ranking() -> None:
    (row,) = [each for each in rows(part(sheet(small()["化学部党支部"]), "分失在哪里")) if "DJ-02" in each["考评项目"]]
    assert row["这一项做得最好的"] == "发电部党支部、物资部党支部、供热部党支部等 6 个：2/2"


def test_a_branch_that_nobody_surpasses_is_told_so() -> None:
    feedback = small({"level: 好": "level: 一般, reason: 有灰"})["发电部党支部"]
    (row,) = [each for each in rows(part(sheet(feedback), "分失在哪里")) if "LZ-02" in each["考评项目"]]
    assert (row["得分"], row["这一项做得最好的"]) == ("2/3", "已是最好")


def test_how_the_best_worked_is_told_where_it_is_recorded() -> None:
    told = [loss.best for each in sample() for loss in each.losses if loss.best is not None and loss.best.findings]
    assert told
    texts = [row["这一项做得最好的"] for each in sample() for row in rows(part(sheet(each), "分失在哪里"))]
    assert sum("的做法　" in text for text in texts) == len(told)


def test_a_branch_without_losses_is_told_so() -> None:
    assert part(sheet(small()["发电部党支部"]), "分失在哪里").sentences == ("各项都得满分。",)


def test_an_item_that_stands_apart_says_why() -> None:
    (row,) = [each for each in rows(part(sheet(small()["供热部党支部"]), "分失在哪里")) if "LZ-01" in each["考评项目"]]
    assert row["失分原因和依据"] == "不涉及，按 4.5 分计"


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


def test_self_against_inspection_tells_every_item_that_differs() -> None:
    for feedback in sample():
        section = part(sheet(feedback), "自评和检查")
        told = {each["考评项目"].partition(" ")[0] for each in rows(section)} if section.table else set()
        assert {each.item.id for each in feedback.gap.items if each.value or each.found} <= told


def test_what_is_due_next_quarter_is_of_the_branch_s_class() -> None:
    feedback = small({"due: [Q4]": "due: [Q2]"})["发电部党支部"]
    section = part(sheet(feedback), "2021年第二季度要做什么")
    assert "DJ-04 年终总结" in [each["考评项目"] for each in rows(section)]
    section = part(sheet(small()["发电部党支部"]), "2021年第二季度要做什么")
    assert "DJ-04 年终总结" not in [each["考评项目"] for each in rows(section)]


def test_problems_to_be_put_right_are_told_by_deadline() -> None:
    section = part(sheet(small()["检修部党支部"]), "2021年第二季度要做什么")
    assert section.sentences[0] == "要改好的问题 2 个：2021Q1-03（2021-04-15 前）、2021Q1-02（2021-05-01 前）。"


def test_a_provisional_branch_says_what_is_missing() -> None:
    told = sheet(small(UNINSPECTED)["燃料部党支部"], draft=True)
    assert told.provisional
    assert dict(told.headline)["综合得分"] == "还没有"
    assert "未检查" in part(told, "得分构成").sentences[0]


class _Text(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.read = ""
        self.feed(text)

    def handle_data(self, data: str) -> None:
        self.read += data


def _bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("index", [0, 6, 11])
def test_both_formats_say_the_same(index: int) -> None:
    told = sheet(sample()[index])
    page = _bare(_Text(feedback_page(told, edition()).decode()).read)
    document = _bare(all_text(opened(sheet_docx(told))))
    for section in told.sections:
        cells = [text for row in section.table.rows for text in row] if section.table else []
        for text in (section.title, *section.sentences, *section.remarks, *cells):
            assert _bare(text) in page
            assert _bare(text) in document


def test_the_same_facts_give_the_same_bytes() -> None:
    told = sheet(sample()[3])
    assert sheet_docx(told) == sheet_docx(told)
    assert feedback_page(told, edition()) == feedback_page(told, edition())


def test_hostile_names_and_reasons_stay_text() -> None:
    hostile = "<script>alert(1)</script>{{7*7}}&amp;"
    changes = {"少开两次": f"'{hostile}'"}
    told = sheet(small(changes)["燃料部党支部"])
    page = feedback_page(told, edition()).decode()
    assert "<script>" not in page
    assert hostile in _Text(page).read
    assert hostile in all_text(opened(sheet_docx(told)))


def test_a_draft_is_marked_in_both_formats() -> None:
    told = sheet(small()["燃料部党支部"], draft=True)
    assert "watermark" in feedback_page(told, edition(draft=True)).decode()
    document = opened(sheet_docx(told))
    assert "暂定" in document.sections[0].header.paragraphs[0].text
