"""A percentage between 0 and 1 is asked about, wherever a percentage is recorded."""

from pathlib import Path

import pytest

from dangjian_kaoping.cases.run import run_cases
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.model.cases import Cases

from .laying import DANGQUN, JANUARY, RUBRIC, checked, edit

CLAUSES = """\
          - {id: 率, text: 率, fact: {value: '%'}, penalty: {each: 0.01, below: 90}}
          - {id: 增长, text: 增长, fact: {value: '%', min: -100}, penalty: {each: 0.01, below: 90}}
          - {id: 宽, text: 全角, fact: {value: ％}, penalty: {each: 0.01, below: 90}}
          - {id: 分, text: 不是百分数, fact: {value: 分, max: 100}, penalty: {each: 0.01, below: 90}}
          - {id: 成, text: 以1为满, fact: {value: '%', max: 1}, penalty: {each: 0.01, below: 1}}
          - {id: 事故, text: 本来就小, fact: {value: '%'}, penalty: {each: 0.1, above: 0.2}}
          - {id: 分段, text: 小, fact: {value: '%'}, penalty: {table: [{to: 0.5, points: 0}, {over: 0.5, points: 1}]}}
          - {id: 数额, text: 百分比, fact: {amount: 百分比}, penalty: {each: 0.01}}
          - {id: 引用, text: 得分率, fact: {imported: 平台得分率%, full: 100}, penalty: {each: 0.01, below: 90}}
          - {id: 打分, text: 满意率, fact: {scorers: 满意率（%）, full: 100}, penalty: {each: 0.01, below: 90}}
          - {id: 完成, text: 完成率, fact: {missing: 项, required: recorded, as: done_percent}, bonus: {each: 0.001}}
          - {id: 欠缺, text: 欠缺, fact: {missing: 项, required: recorded, as: missing_percent}, penalty: {each: 0.01}}
          - {id: 定数, text: 完成率, fact: {missing: 项, required: 40, as: done_percent}, bonus: {each: 0.001}}
          - id: 按类
            text: 完成率
            fact: {missing: 项, required: {by_class: {生产: 10, 机关: 20}}, as: done_percent}
            bonus: {each: 0.001}
          - {id: 数目, text: 完成数, fact: {missing: 万元, required: recorded, as: done}, bonus: {each: 0.01}}
"""

ASKED = [
    ("率", "value: 0.885", "value 写的是 0.885：是 0.885%，还是 88.5%？", "value: 88.5。"),
    ("率", "value: 0.01", "value 写的是 0.01：是 0.01%，还是 1%？", "value: 1。"),
    ("增长", "value: -0.12", "value 写的是 -0.12：是 -0.12%，还是 -12%？", "value: -12。"),
    ("宽", "value: 0.9", "value 写的是 0.9：是 0.9%，还是 90%？", "value: 90。"),
    ("数额", "amount: 0.2", "amount 写的是 0.2：是 0.2%，还是 20%？", "amount: 20。"),
    ("引用", "score: 0.95", "score 写的是 0.95：是 0.95%，还是 95%？", "score: 95。"),
    ("打分", "scores: [0.9, 0.8, 1]", "scores 写的是 0.9：是 0.9%，还是 90%？", "scores: 90。"),
    (
        "完成",
        "required: 40, done: 0.885",
        "done 写的是 0.885：是 0.885 项，还是 40 项的 88.5%（35.4 项）？",
        "done: 35.4。",
    ),
    (
        "欠缺",
        "required: 8, missing: 0.25",
        "missing 写的是 0.25：是 0.25 项，还是 8 项的 25%（2 项）？",
        "missing: 2。",
    ),
    ("定数", "done: 0.5", "done 写的是 0.5：是 0.5 项，还是 40 项的 50%（20 项）？", "done: 20。"),
    # of the branch's own class
    ("按类", "done: 0.5", "done 写的是 0.5：是 0.5 项，还是 20 项的 50%（10 项）？", "done: 10。"),
]

CLEAR = [
    *(("率", f"value: {number}") for number in ("0", "0.0", "1", "1.0", "1.5", "88.5", "100")),
    ("增长", "value: -1"),
    ("分", "value: 0.885"),
    ("成", "value: 0.885"),
    ("事故", "value: 0.15"),
    ("分段", "value: 0.6"),
    ("引用", "score: 0"),
    ("打分", "scores: [0, 1, 90]"),
    ("完成", "required: 40, done: 0"),
    ("完成", "required: 40, done: 35.4"),
    # out of 1 it is 88.5 % either way
    ("完成", "required: 1, done: 0.885"),
    ("数目", "required: 5, done: 0.8"),
]


def _lay(root: Path) -> None:
    edit(root, RUBRIC, ("            deduct: {each: 0.5}\n", "            deduct: {each: 0.5}\n" + CLAUSES))


def _inspected(root: Path, clause: str, stated: str) -> list[Diagnostic]:
    _lay(root)
    branch = "  机关党支部:\n    date: 2021-03-25\n"
    finding = f"    findings:\n      - {{item: DJ-02, clause: {clause}, {stated}, reason: 查到的}}\n"
    edit(root, DANGQUN, (branch, branch + finding))
    return checked(root)


@pytest.mark.parametrize(("clause", "stated", "asked", "mend"), ASKED)
def test_a_percentage_between_0_and_1_is_asked_about_with_both_readings(
    root: Path, clause: str, stated: str, asked: str, mend: str
) -> None:
    (fault,) = _inspected(root, clause, stated)
    assert (fault.code, fault.severity, fault.place.file, fault.place.line) == ("KP343", "warning", DANGQUN, 24)
    assert fault.message == f"DJ-02/{clause} 的 {asked}"
    assert mend.removesuffix("。") in fault.mend


@pytest.mark.parametrize(("clause", "stated"), CLEAR)
def test_what_is_clear_is_not_asked_about(root: Path, clause: str, stated: str) -> None:
    assert [fault.message for fault in _inspected(root, clause, stated)] == []


def test_a_self_assessment_is_asked_too(root: Path) -> None:
    earned = "          - {id: 率, text: 率, fact: {value: '%'}, deduct: {each: 0.01, below: 90}}\n"
    edit(root, RUBRIC, ("            deduct: {each: 0.5}\n", "            deduct: {each: 0.5}\n" + earned))
    finding = "  机关党支部:\n    findings:\n      - {item: DJ-02, clause: 率, value: 0.885, reason: 低}\n"
    edit(root, JANUARY, ("  机关党支部: {}\n", finding))
    (fault,) = checked(root)
    assert (fault.code, fault.place.file, fault.place.line) == ("KP343", JANUARY, 9)


@pytest.mark.parametrize(
    ("recorded", "stated", "places"),
    [
        ("value: 85", "value: 0.9", ["data/2021Q1/adjustments.yaml"]),
        ("value: 0.85", "value: 90", [DANGQUN]),
        ("value: 85", "value: 90", []),
    ],
)
def test_what_a_review_states_is_asked_where_it_states_it(
    root: Path, recorded: str, stated: str, places: list[str]
) -> None:
    _lay(root)
    branch = "  机关党支部:\n    date: 2021-03-25\n"
    finding = f"    findings:\n      - {{item: DJ-02, clause: 率, {recorded}, reason: 查到的}}\n"
    edit(root, DANGQUN, (branch, branch + finding))
    (root / "data/2021Q1/adjustments.yaml").write_text(
        "kind: adjustments\nversion: 1\nquarter: 2021Q1\nadjustments:\n"
        f"  - {{branch: 机关党支部, item: DJ-02, clause: 率, {stated},"
        " reason: 复核, approved_by: 党委, date: 2021-04-01}\n",
        "utf-8",
    )
    assert [(fault.code, fault.place.file) for fault in checked(root)] == [("KP343", place) for place in places]


def test_a_case_is_asked_and_passes_or_fails_all_the_same() -> None:
    item = {
        "id": "甲",
        "title": "甲",
        "points": "10",
        "department": "部",
        "clauses": [{"id": "率", "text": "率", "fact": {"value": "%"}, "deduct": {"each": "0.1", "below": "90"}}],
    }
    cases = [
        {"name": name, "item": "甲", "facts": [{"clause": "率", "value": value}], "expect": {"points": points}}
        for name, value, points in (("小数", "0.5", "1.05"), ("百分数", "50", "6"))
    ]
    document = Cases.model_validate({"kind": "cases", "version": "1", "items": [item], "cases": cases})
    found = list(run_cases(document, document.own_rubric()))
    assert [(each.passed, [fault.code for fault in each.actual.reminders]) for each in found] == [
        (True, ["KP343"]),
        (True, []),
    ]
