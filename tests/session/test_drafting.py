"""The draft of a document: what each sentence says, what is held against the language, what is written and left."""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.grammar.tokens import normal
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.outline.draft import Draft, DraftClause
from dangjian_kaoping.outline.outline import Area, Item, Left, Outline, Points, Said, Sentence, Sum
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.drafting.document import drafted_document
from dangjian_kaoping.session.drafting.text import Head, draft_text
from dangjian_kaoping.write.markdown.rubric_draft import draft_markdown
from dangjian_kaoping.write.text.rubric_draft import draft_summary
from thorough import law

HEAD = Head("2021", Quarter(2021, 1))


def _item(points: str | None, *sentences: str, requirement: str = "", from_total: bool = False) -> Item:
    stated = None if points is None else Points(Decimal(points), "表1第2行")
    said = [Sentence(text, f"表1第2行第{number}句") for number, text in enumerate(sentences, 1)]
    return Item("某项工作", "表1第2行", stated, ["组织科"], requirement, said, from_total)


def _outline(*items: Item, sums: Sequence[Sum] = ()) -> Outline:
    return Outline("考核办法", None, [Area("基础工作", "表1第2行", None, items)], sums, (), ())


def _draft(*items: Item) -> Draft:
    return drafted_document("细则.docx", _outline(*items)).draft


def _text(draft: Draft, head: Head = HEAD) -> str:
    return draft_text(draft, head).text


def _rules(draft: Draft) -> list[dict[str, object]]:
    """The first item's clauses as plain data."""
    data = yaml.safe_load(_text(draft))
    found: list[dict[str, object]] = data["areas"][0]["items"][0]["clauses"]
    return found


def _faults(text: str) -> list[str]:
    """What `kaoping rubric check` says against a draft."""
    loader = Loader(Path()).laid_over({"rubrics/2021.yaml": text})
    rubrics = list(loader.rubrics_in(["rubrics/2021.yaml"]))
    found = [*loader.faults, *(fault for rubric in rubrics for fault in check_rubric(rubric, None))]
    return [str(each.code) for each in found if each.severity == "error"]


def test_a_sentence_becomes_a_clause_below_what_was_taken() -> None:
    text = _text(_draft(_item("8", "支委会每月至少召开1次，每少1次扣1分。", requirement="支委会每月召开")))
    assert (
        "        requirement: 支委会每月召开\n"
        "        clauses:\n"
        "          # 表1第2行第1句\n"
        "          # 取的数：1（fact required），1（deduct each）\n"
        "          - id: 第1条\n"
        "            text: 支委会每月至少召开1次，每少1次扣1分\n"
        "            fact: {missing: 次, required: 1, per: month}\n"
        "            deduct: {each: 1}\n"
    ) in text
    assert _faults(text) == []


def test_what_is_not_understood_stands_whole_and_does_not_pass() -> None:
    draft = _draft(_item("8", "资料弄虚作假的，加重扣分。", "每缺1份扣0.5分。"))
    text = _text(draft)
    assert "          # 没有认出：" in text
    assert _rules(draft)[0] == {"id": "第1条", "text": "资料弄虚作假的，加重扣分"}
    assert _faults(text) == ["KP108"]


def test_several_clauses_of_a_sentence_make_up_the_whole() -> None:
    draft = _draft(_item("8", "未制定计划扣2分,计划不完整扣1分。"))
    assert [each["text"] for each in _rules(draft)] == ["未制定计划扣2分", "计划不完整扣1分"]
    assert _text(draft).count("# 原文一句：未制定计划扣2分,计划不完整扣1分。") == 2


def test_a_sentence_that_is_made_of_several_cells_says_so() -> None:
    item = _item("8", "档案丢失，每份扣3分")
    composed = item._replace(sentences=[each._replace(composed=True) for each in item.sentences])
    line = "          # 原件分在几处，合成一句\n"
    assert line in _text(_draft(composed)) and line not in _text(_draft(item))


def test_what_only_earns_starts_from_nothing() -> None:
    text = _text(_draft(_item("6", "完成率95%（含）以上得6分，85%（含）至95%得4分，85%以下不得分。")))
    assert "        start: zero\n" in text and "groups:" not in text
    assert _faults(text) == []


def test_less_to_earn_than_the_item_has_is_told() -> None:
    draft = _draft(_item("3", "未办理登记的不得分。", "登记率80%（含）以上得2分，70%（含）至80%得1分，70%以下不得分。"))
    assert "      # 各条最多得2分，本项3分\n" in _text(draft)


def test_what_earns_beside_what_is_deducted_has_a_group_of_its_own() -> None:
    draft = _draft(
        _item("6", "凭证不合规的，每笔扣0.3分。", "使用率80%（含）以上得4分，60%（含）至80%得2分，60%以下不得分。")
    )
    text = _text(draft)
    assert "          第2条: {title: 第2条, points: 4, start: zero}\n" in text
    assert "      # 本项又有得几分，又有扣几分，这样定：第2条的4分从零得起，其余2分从满分扣起\n" in text
    assert _rules(draft)[1]["group"] == "第2条"
    assert _faults(text) == []


def test_what_earns_more_than_the_item_has_is_for_somebody_to_settle() -> None:
    draft = _draft(
        _item("3", "凭证不合规的，每笔扣0.3分。", "使用率80%（含）以上得4分，60%（含）至80%得2分，60%以下不得分。")
    )
    assert _rules(draft)[1].keys() == {"id", "text"}
    assert "没有认出：本项又有得几分，又有扣几分；" in _text(draft)


def test_a_rule_that_the_language_refuses_is_not_written_nor_what_followed_from_it() -> None:
    # more decimal places than a rubric has
    draft = _draft(
        _item("5", "未召开的扣1分，发现一次扣0.123456789分。", "组织好的得1.123456789分。"),
        _item("5", "每次得0.123456789分，最多得5分。"),
    )
    text = _text(draft)
    assert [set(rule) - {"id", "text"} for rule in _rules(draft)] == [{"fact", "deduct", "at_most"}, set(), set()]
    assert "          # 没有认出：读出来的条款不合语言：“0.123456789”不对" in text
    assert not re.search("groups|start: zero|从零得起", text)
    assert _faults(text) == ["KP108"] * 3


def test_from_the_total_is_not_from_an_item() -> None:
    (rule,) = _rules(_draft(_item(None, "被上级通报批评的，每次扣2分。", from_total=True)))
    assert rule["penalty"] == {"each": 2}


def test_departments_are_the_documents_own_or_asked_for() -> None:
    item = _item("8", "每缺1份扣0.5分。")._replace(departments=[])
    draft = _draft(item)
    assert "department:" not in _text(draft)
    assert "        department: [党群工作部, 纪委办公室]\n" in _text(
        draft, HEAD._replace(departments=["党群工作部", "纪委办公室"])
    )
    assert "没有写检查部室的项目：A-01" in draft_markdown(draft, None, ())


def test_sums_are_held_against_the_items() -> None:
    outline = _outline(_item("8", "每缺1份扣0.5分。"), sums=[Sum("表1第9行", Decimal(10), Decimal(8))])
    draft = drafted_document("细则.docx", outline).draft
    said = "表1第9行：原件的合计是10分，各项加起来是8分"
    assert f"# - {said}\n" in _text(draft)
    assert f"- {said}\n" in draft_markdown(draft, None, ())


def test_a_number_that_is_left_is_told() -> None:
    left = Left(Said("检查占80%，自评占20%", "第7段"), "像是考评办法，不是评分标准")
    draft = drafted_document("细则.docx", _outline(_item("8", "每缺1份扣0.5分。"))._replace(left=[left])).draft
    told = "第7段有数而没有放进细则：检查占80%，自评占20%（像是考评办法，不是评分标准）"
    assert told in draft_summary(draft, ()).replace("\n", "").replace("    ", "")


def test_grades_beside_the_items_are_the_measures() -> None:
    said = Said("90分以上为优秀，80分至90分为良好，80分以下为合格", "第20段")
    outline = _outline(_item("8", "每缺1份扣0.5分。"))._replace(general=[said])
    text = _text(drafted_document("细则.docx", outline).draft)
    assert yaml.safe_load(text)["measure"]["grades"][0] == {"grade": "优秀", "from": 90}
    assert _faults(text) == []


@pytest.mark.parametrize("title", ["１＋Ｎ工程", "组织\n生活", "零\u200b宽", "“双培养”"])
def test_titles_become_lawful_names(title: str) -> None:
    assert _faults(_text(_draft(_item("8", "每缺1份扣0.5分。")._replace(title=title)))) == []


def test_the_report_says_how_each_is_scored() -> None:
    outline = _outline(_item("8", "支委会每月至少召开1次，每少1次扣1分。", "资料不全的扣分。"))
    found = drafted_document("细则.docx", outline)
    page = draft_markdown(found.draft, found.understood, ["隐藏的第7行没有读"])
    assert "| 第1条 | 支委会每月至少召开1次，每少1次扣1分 | 规定每月 1 次；每少 1 次扣 1 分 |" in page
    assert "- 隐藏的第7行没有读\n" in page
    assert "| A-01 | 第2条 | 资料不全的扣分 |" in page


@pytest.mark.parametrize("points", ["8.123456789", "1234567890123"])
def test_points_that_no_rubric_can_have_do_not_hide_how_the_rest_is_scored(points: str) -> None:
    found = drafted_document("细则.docx", _outline(_item(points, "每缺1份扣0.5分。"), _item("8", "每次扣1分。")))
    page = draft_markdown(found.draft, found.understood, [])
    assert "| 每缺1份扣0.5分 |" in page and "扣 0.5 分 |" in page and "扣 1 分 |" in page
    assert _faults(_text(found.draft)) == ["KP109"]


SENTENCES = (
    "支委会每月至少召开{}次，每少1次扣{}分，最多扣{}分。",
    "学习出勤率低于{}%的，每低{}个百分点扣{}分。",
    "会场秩序差的，扣{}-{}分。",
    "每季度检查{}次，没有开展的扣{}分。",
    "获省级表彰每项加{}分，市级每项加{}分，最高加{}分。",
    "使用率{}%以上得{}分，{}%以下不得分。",
    "迟报一天扣{}分，未报的不得分。",
    "无故缺席的，每人次扣{}分；三次（含）以上的，本项不得分。",
    "材料不全的，酌情扣{}分以内。",
    "以上各项累计不超过{}分。",
)
_numbers = st.sampled_from(["0.5", "1", "2", "3", "0.25", "10", "85", "90", "95", "100", "７", "０．５", "两", "十"])


@st.composite
def _sentences(draw: st.DrawFn) -> str:
    template = draw(st.sampled_from(SENTENCES))
    return template.format(*(draw(_numbers) for _ in range(template.count("{}"))))


@pytest.mark.whole
@law(300)
@given(st.lists(_sentences(), min_size=1, max_size=4), st.sampled_from(["5", "10", "20"]))
def test_no_number_of_a_draft_is_from_elsewhere(said: list[str], points: str) -> None:
    draft = _draft(_item(points, *said))
    rules = _rules(draft)
    assert set(_faults(_text(draft))) <= {"KP108"}
    texts = re.sub(r"\s", "", normal("".join(str(each["text"]) for each in rules)))
    for sentence in said:
        for part in re.split("[，；。]", normal(sentence)):
            assert re.sub(r"\s", "", part) in texts
    there = {Decimal(each) for each in _FIGURES.findall(normal("".join([points, *said])))} | {Decimal(2), Decimal(10)}
    for each in rules:
        for number in _numbers_in({key: value for key, value in each.items() if key not in ("id", "text", "group")}):
            assert number in there | {Decimal(0), Decimal(1), Decimal(3)}, (said, each)


_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_WHOLE = (
    "支委会每月至少召开1次，每少1次扣2分，最多扣6分。",
    "学习出勤率低于90%的，每低5个百分点扣0.2分。",
    "会场秩序差的，扣0.5-3分。",
    "会议记录不完整的，每次扣0.5分，最多扣4分。",
    "无故缺席的，每人次扣0.3分；5次（含）以上的，本项不得分。",
    "未制定计划扣2分，计划不完整扣1分。",
    "使用率80%（含）以上得6分，60%（含）至80%得3分，60%以下不得分。",
    "资料弄虚作假的，由考核组研究扣分。",
)


@pytest.mark.whole
@law(100)
@given(st.data())
def test_a_tenth_of_the_sentences_changed_is_a_tenth_of_the_draft_changed(data: st.DataObject) -> None:
    # the words before it make each a sentence of its own
    said = [f"{chr(0x8D75 + number)}班{_WHOLE[number % len(_WHOLE)]}" for number in range(40)]
    changed = list(said)
    for at in data.draw(st.lists(st.integers(0, 39), min_size=4, max_size=4, unique=True)):
        figures = list(_FIGURES.finditer(said[at]))
        if figures:
            found = data.draw(st.sampled_from(figures))
            other = data.draw(st.sampled_from(["7", "11", "0.7", "97"]))
            changed[at] = said[at][: found.start()] + other + said[at][found.end() :]
    before, after = _by_sentence(_draft(_item("100", *said))), _by_sentence(_draft(_item("100", *changed)))
    assert after.keys() == set(changed)
    assert sum(bool(_figures(each)) for each in before.values()) == 35
    for old, new in zip(said, changed, strict=True):
        was, now = _figures(before[old]), _figures(after[new])
        if old == new:
            assert now == was
        elif was and now:
            ((gone, come),) = _differing(old, new)
            # 每1次 says no number of its own, 每2次 does
            assert now <= was | {come}
            assert was - {gone} <= now


def _differing(old: str, new: str) -> Sequence[tuple[Decimal, Decimal]]:
    """The numbers of two sentences in order, where they differ: only in one."""
    pairs = zip(_FIGURES.findall(old), _FIGURES.findall(new), strict=True)
    return [(Decimal(a), Decimal(b)) for a, b in pairs if a != b] or [(Decimal(0), Decimal(0))]


def _by_sentence(draft: Draft) -> dict[str, list[DraftClause]]:
    found: dict[str, list[DraftClause]] = {}
    for _, clause in draft.clauses():
        found.setdefault(clause.sentence.text, []).append(clause)
    return found


def _figures(clauses: Sequence[DraftClause]) -> set[Decimal]:
    """The numbers in the rules of some clauses; none where one has no rule."""
    if any(each.meaning is None for each in clauses):
        return set()
    return {figure.value for each in clauses if each.meaning for _, figure in each.meaning.figures()}


def _numbers_in(data: object) -> list[Decimal]:
    match data:
        case dict():
            return [number for each in data.values() for number in _numbers_in(each)]
        case list():
            return [number for each in data for number in _numbers_in(each)]
        case bool():
            return []
        case int() | float():
            return [Decimal(str(data))]
    return []
