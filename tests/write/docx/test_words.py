"""The notice in words: golden texts of the sample's rounds, and what is said of rounds that are out of the ordinary."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.words.notice.letter import Letter
from dangjian_kaoping.words.notice.phrases import in_a_line, name_parts, numeral
from dangjian_kaoping.write.docx.standard import TITLE_SIZE, TITLE_SIZES, TITLE_WIDTH
from dangjian_kaoping.write.docx.widths import characters, title_lines, title_set
from small_plant import DANGQUN, JIWEI, UNINSPECTED

from .letters import sample, small

GOLDEN = Path(__file__).parent / "golden"


def body(letter: Letter) -> str:
    return "\n".join(each.lead + each.text for each in letter.body)


@pytest.mark.whole
@pytest.mark.parametrize("quarter", ["2018Q2", "2019Q4", "2021Q1"])
def test_the_notice_of_the_sample(quarter: str) -> None:
    file = GOLDEN / f"{quarter}.txt"
    text = _plain_text(sample(quarter))
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), f"{file.name} 变了；确认无误后用 UPDATE_GOLDEN=1 重写"


@pytest.mark.whole
def test_a_first_round_has_nothing_to_tell_of_earlier_ones() -> None:
    headings = [each.text for each in sample("2018Q2").body if each.kind == "heading"]
    assert headings == ["一、考评结果", "二、存在的主要问题", "三、下一步要求"]
    assert "升降" not in [column.head for column in sample("2018Q2").annex.table.columns]


def test_last_places_undone_tasks_and_vetoes_are_told() -> None:
    text = body(small())
    assert "单项工作未完成的党支部1个：检修部党支部（年会）" in text
    assert "物资部党支部，因“一票否决”" in text
    assert "综合得分排在末3名" in text


NAMES = ("发电部", "燃料部", "化学部", "检修部", "供热部", "机关", "后勤", "物资部")
MEASURE = "  bonus: {at_most: 2}\n"


def alike(measure: str = "", found: str = "") -> dict[str, str]:
    """Changes after which the inspections found nothing, so that all branches have 20.00, but of the last one."""
    changes = {MEASURE: f"{MEASURE}  weights: {{inspection: 1, self_assessment: 0}}\n{measure}"}
    for document, findings in ((DANGQUN, ""), (JIWEI, "{item: LZ-02, clause: 定档, level: 好}")):
        lines = []
        for name in NAMES:
            more = found if name == NAMES[-1] and not findings else ""
            what = "not_applicable: {LZ-02: 无现场}" if findings and name == "机关" else f"findings: [{findings}{more}]"
            lines.append(f"  {name}党支部: {{date: 2021-03-25, {what}}}\n")
        changes[document.partition("branches:\n")[2]] = "".join(lines)
    return changes


LATE = "{item: DJ-02, clause: 缺学, count: 1, reason: 一人缺学}"


def test_branches_that_are_all_alike_share_the_rank() -> None:
    text = body(small(alike()))
    assert "综合得分均为20.00分" in text
    assert "各党支部综合得分相同，均为20.00分，名次并列。" in text


def test_who_shares_the_first_place_is_named_together() -> None:
    text = body(small(alike(found=LATE)))
    assert "发电部党支部、燃料部党支部" in text
    assert "等7个党支部（见附件）综合得分均为20.00分，并列第一名。" in text


def test_a_tie_that_reaches_into_the_last_places_is_told_whole() -> None:
    text = body(small(alike(found=LATE)))
    assert "综合得分排在末3名（含并列）的是：发电部党支部、" in text
    assert "等8个党支部，见附件。" in text


def test_a_tie_across_the_edge_leaves_nobody_in_the_last_places() -> None:
    text = body(small(alike("  last: {edge: none}\n")))
    assert "末位名次并列跨线，按照考评办法，本季度不确定末位党支部。" in text
    assert "落实考核" not in text


def test_a_round_without_any_problem_says_so() -> None:
    text = body(small(alike()))
    assert "本季度检查没有发现需要限期整改的问题。" in text
    assert "经检查，没有单项工作未完成的党支部。" in text
    assert "一票否决" not in text
    assert "按期完成整改" not in text
    assert "按月自查自评" not in text


def test_a_self_assessment_of_a_quarter_is_asked_for_by_quarter() -> None:
    text = body(small({MEASURE: f"{MEASURE}  self_assessment: quarterly\n"}))
    assert "按季自查自评并按时报送" in text


def test_places_that_the_measure_does_not_penalise_are_not_told() -> None:
    letter = small({"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  last: {places: 0, small_last: 0}"})
    assert "末位党支部" not in body(letter)


def test_last_places_by_class_are_told_as_such() -> None:
    letter = small({"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  last: {pool: class}"})
    assert "在同类党支部中排在末位的" in body(letter)


def test_a_provisional_round_says_what_is_missing_and_flags_nobody() -> None:
    letter = small(UNINSPECTED, draft=True)
    text = body(letter)
    assert "（暂定：" in text
    assert "燃料部党支部，未检查" in text
    assert "不确定末位" in text
    assert "综合得分排在末" not in text
    assert letter.subject.endswith("（暂定）")


def test_one_branch_alone_is_not_ranked_against_others() -> None:
    others = ["燃料部", "化学部", "检修部", "供热部", "机关", "后勤", "物资部"]
    closed = {
        f"[{{from: 2018-01-01, name: {name}党支部, class: {kind}}}]": (
            f"[{{from: 2018-01-01, name: {name}党支部, class: {kind}}}, {{from: 2021-03-01, ends: true}}]"
        )
        for name in others
        for kind in ("生产", "机关")
    }
    text = body(small(closed))
    assert "参加本季度考评的党支部1个，为发电部党支部" in text
    assert "排名第一" not in text
    # nor is it the last of anything
    assert "末位" not in text


def test_where_no_pool_has_last_places_no_tie_is_blamed_for_it() -> None:
    assert "并列跨线" not in body(
        small({"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  last: {places: 0, small_last: 0}"})
    )


def test_problems_are_counted_area_by_area() -> None:
    text = body(small())
    assert "共发现需要限期整改的问题3个，涉及党支部2个" in text
    assert "党建工作。发现问题2个，分别是：组织生活1个（燃料部党支部）；年会1个（检修部党支部）。" in text
    assert "党风廉政建设。发现问题1个，属于谈话（检修部党支部）。" in text


def test_items_of_the_next_quarter_only_are_named() -> None:
    text = body(small({"due: [Q4]": "due: [Q2]"}))
    assert "2021年第二季度到期的工作有年终总结" in text


def test_an_office_without_a_committee_signs_by_its_unit() -> None:
    from dangjian_kaoping.engine.follow.overview import overview
    from dangjian_kaoping.views.notice import round_notice
    from small_plant import edition, plant

    letter = round_notice(overview(plant(), ()), edition(committee=None), None)
    assert letter.signature == "测试厂"
    assert letter.subject.startswith("测试厂关于")


@pytest.mark.whole
def test_headings_are_numbered_without_a_gap() -> None:
    for letter in (sample("2018Q2"), sample("2021Q1"), small()):
        headings = [each.text for each in letter.body if each.kind == "heading"]
        assert [each.partition("、")[0] for each in headings] == [numeral(n) for n in range(1, len(headings) + 1)]


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (43, "四十三")]
)
def test_numerals(number: int, text: str) -> None:
    assert numeral(number) == text


def test_a_title_is_broken_between_its_parts_and_evenly() -> None:
    about = (*_ABOUT[:-1], "情况的通报")
    parts = (*name_parts("中共示例热电厂委员会"), *about)
    assert title_lines(parts, 19.5) == ["中共示例热电厂委员会关于", "2021年第一季度党支部量化考评情况的通报"]
    parts = (*name_parts("中共某某能源集团有限责任公司第二热电分公司委员会"), *about)
    assert title_lines(parts, 19.5) == [
        "中共某某能源集团有限责任公司",
        "第二热电分公司委员会关于",
        "2021年第一季度党支部量化考评情况的通报",
    ]
    assert title_lines(("短", "题"), 19.5) == ["短题"]


_ABOUT = ("关于", "2021年第一季度", "党支部", "量化考评", "情况的通报（未定案）")


@pytest.mark.whole
@given(st.text("某示例华东集团有限公司厂局院中心检修第二分a1", min_size=1, max_size=25))
def test_the_title_of_any_unit_takes_three_lines_at_most(unit: str) -> None:
    name = f"中共{unit}委员会"
    assert "".join(name_parts(name)) == name
    lines, size = title_set((*name_parts(name), *_ABOUT), TITLE_WIDTH, TITLE_SIZES)
    assert "".join(lines) == name + "".join(_ABOUT)
    assert len(lines) <= 3
    assert size >= 18
    assert max(map(characters, lines)) <= TITLE_WIDTH * TITLE_SIZE / size


@pytest.mark.whole
@given(st.lists(st.text("甲乙丙a1", min_size=1, max_size=30), min_size=1, max_size=6), st.integers(5, 25))
def test_a_title_loses_nothing_and_keeps_to_the_width_where_it_can(parts: list[str], width: int) -> None:
    lines, size = title_set(parts, width, TITLE_SIZES)
    assert "".join(lines) == "".join(parts)
    if len(lines) > 1:
        assert max(map(characters, lines)) <= width * TITLE_SIZE / size


@pytest.mark.whole
@given(st.text(max_size=60))
def test_text_of_a_record_stays_in_its_sentence(text: str) -> None:
    told = in_a_line(text)
    assert "\n" not in told
    assert not told.endswith(("。", "；"))


def _plain_text(letter: Letter) -> str:
    """The words of a notice, line by line."""
    lines = [letter.subject, "", letter.addressee]
    lines += [paragraph.lead + paragraph.text for paragraph in letter.body]
    lines += ["", f"附件：{letter.annex.name}", "", letter.signature, letter.dated, "", "附件", letter.annex.name]
    table = letter.annex.table
    lines.append("\t".join(column.head for column in table.columns))
    lines += ["\t".join(row) for row in table.rows]
    lines += letter.annex.remarks
    return "\n".join(line.replace("\n", "") for line in lines) + "\n"
