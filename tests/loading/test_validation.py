"""What pydantic finds becomes diagnostics: at the line that caused it, with a hint, in Chinese."""

import re
from pathlib import Path
from typing import TypeVar

import pytest

from checks.laying import DANGQUN, checked, lay
from dangjian_kaoping.diagnostics import Diagnostic, Faults
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.objections import Objections
from dangjian_kaoping.model.records import Finding, Inspection, SelfAssessment
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Settings
from dangjian_kaoping.place import NOWHERE, Place
from dangjian_kaoping.source.reader import read_yaml

pytestmark = pytest.mark.every(2)

Model = TypeVar("Model", bound=Document)

FINDING = "item: DJ-01\nclause: 缺会\n"
ROSTER = """\
kind: roster
version: 1
classes: [生产]
departments: {A: [{from: 2020-01-01}]}
branches: {B: [{from: 2020-01-01}]}
"""
RUBRIC = """\
kind: rubric
version: 2020
title: 细则
effective_from: 2020Q1
areas:
  - id: DJ
    name: 党建工作
    items:
      - id: DJ-01
        title: 三会一课
        points: 4
        department: 党群工作部
        clauses:
          - id: 缺会
            text: 每少1次扣1分
            fact: {count: 次}
            deduct: {each: 1}
"""


def _result(model: type[Model], text: str) -> tuple[Model | None, list[Diagnostic]]:
    faults = Faults()
    data = read_yaml(text, "a.yaml", faults)
    assert data is not None, [fault.message for fault in faults]
    result = validated(model, data, "a.yaml", faults)
    assert (result is None) == bool(len(faults))
    return result, list(faults)


def _faults(model: type[Document], text: str) -> list[Diagnostic]:
    return _result(model, text)[1]


def _only(model: type[Document], text: str) -> Diagnostic:
    (fault,) = _faults(model, text)
    return fault


def _rubric(old: str, new: str) -> str:
    assert RUBRIC.count(old) == 1
    return RUBRIC.replace(old, new)


@pytest.mark.parametrize(
    ("line", "suggestion"),
    [
        ("resaon: 缺会", "reason"),
        ("Reason: 缺会", "reason"),
        ("rectify-by: 2021-04-30", "rectify_by"),
        ("standards: 补开", "standard"),
        ("judge: 1", "judged"),
    ],
)
def test_a_misspelt_key_is_told_the_nearest(line: str, suggestion: str) -> None:
    fault = _only(Finding, f"{FINDING}{line}\n")
    assert (fault.code, fault.place, fault.width) == ("KP107", Place("a.yaml", 3, 1), line.index(":"))
    assert fault.hint == f"是不是“{suggestion}”？"


def test_a_key_like_no_other_is_told_nothing_wrong() -> None:
    fault = _only(Finding, f"{FINDING}颜色: 无\n")
    assert (fault.code, fault.hint, fault.mend) == ("KP107", "", "请改正或删去。")


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "suggestion"),
    [
        ("        points: 4", "        piont: 4", 11, 9, "points"),
        ("            text:", "            txet:", 15, 13, "text"),
        ("{count: 次}", "{missing: 次, requird: 3}", 16, 32, "required"),
        ("areas:", "total: 4\nmeasure: {weights: {inspction: 0.9}}\nareas:", 6, 21, "inspection"),
        ("        clauses:", "        groups:\n          记录: {tittle: 记录}\n        clauses:", 14, 16, "title"),
    ],
)
def test_a_misspelt_key_deep_in_a_rubric(old: str, new: str, line: int, column: int, suggestion: str) -> None:
    found = [fault for fault in _faults(Rubric, _rubric(old, new)) if fault.code == "KP107"]
    assert [(fault.place, fault.hint) for fault in found] == [
        (Place("a.yaml", line, column), f"是不是“{suggestion}”？")
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [("{each: 1}", "{each: 一}", 17), ("points: 4", "points: -4", 11), ("id: 缺会", "id: ''", 14)],
)
def test_one_fault_in_a_rubric_is_one_diagnostic(old: str, new: str, line: int) -> None:
    # pydantic says of every list above it that nothing is left in it
    assert _only(Rubric, _rubric(old, new)).place.line == line


@pytest.mark.parametrize(
    ("new", "suggestion"), [("{each: 1, stpe: 5}", "step"), ("{each: {by_clas: {生产: 1}}}", "by_class")]
)
def test_a_misspelt_key_of_a_rule_is_told_the_nearest(new: str, suggestion: str) -> None:
    found = [fault for fault in _faults(Rubric, _rubric("{each: 1}", new)) if fault.code == "KP107"]
    assert [fault.hint for fault in found] == [f"是不是“{suggestion}”？"]


@pytest.mark.parametrize(("old", "new"), [("{each: 1}", "{eahc: 1}"), ("{count: 次}", "{conut: 次}")])
def test_a_misspelt_kind_of_fact_or_rule_is_told_the_nearest(old: str, new: str) -> None:
    fault = _only(Rubric, _rubric(old, new))
    assert (fault.code, fault.place.line) == ("KP107", 17 if "each" in old else 16)
    assert fault.hint == f"是不是“{old[1:].partition(':')[0]}”？"


@pytest.mark.parametrize(
    ("line", "better"),
    [
        ("amount: ０.５", "0.5"),
        ("value: －３", "-3"),
        ("judged: １．５", "1.5"),
        ("missing: '２'", "2"),
        ("late: ３", "3"),
    ],
)
def test_full_width_digits_are_recognised(line: str, better: str) -> None:
    fault = _only(Finding, f"{FINDING}{line}\n")
    assert (fault.code, fault.place.line) == ("KP109", 3)
    assert f"是不是“{better}”？" in fault.message


@pytest.mark.parametrize(
    "written", ["2020年1月1日", "2020年01月01日", "2020.1.1", "2020/1/1", "2020-1-1", "２０２０-０１-０１", "20200101"]
)
def test_a_date_as_people_write_it_is_recognised(written: str) -> None:
    fault = _only(Finding, f"{FINDING}rectify_by: {written}\n")
    assert (fault.code, fault.place, fault.width) == ("KP109", Place("a.yaml", 3, 13), len(written))
    assert "是不是“2020-01-01”？" in fault.message


@pytest.mark.parametrize("written", ["0", "2020", "2020-01", "明天", "1577836800", "''"])
def test_what_is_no_date(written: str) -> None:
    fault = _only(Finding, f"{FINDING}rectify_by: {written}\n")
    assert (fault.code, fault.place.line) == ("KP109", 3)
    assert "是不是" not in fault.message


@pytest.mark.parametrize("written", ["2021-02-30", "2021-04-31", "2021-13-01", "2021-00-10"])
def test_a_day_that_no_calendar_has_is_not_suggested(written: str) -> None:
    fault = _only(Finding, f"{FINDING}rectify_by: {written}\n")
    assert "是不是" not in fault.message


@pytest.mark.parametrize(
    "number", ["1_000", "1e3", "1,000", ".5", "5.", "+5", "0x10", "一", "97.5%", "5分", "NaN", "''"]
)
def test_what_is_no_number(number: str) -> None:
    fault = _only(Finding, f"{FINDING}amount: {number}\n")
    assert (fault.code, fault.place) == ("KP109", Place("a.yaml", 3, 9))
    assert "一个数" in fault.message


@pytest.mark.parametrize("number", ["20%", "20 %", "２０％", "百分之二十", "百分之20"])
def test_a_percentage_is_not_taken_for_what_multiplies(number: str) -> None:
    message = _only(Finding, f"{FINDING}amount: {number}\n").message
    assert message.endswith("不写百分号：以百分数计的写 20，用来乘的（比例、系数、每人几个）写 0.2")


@pytest.mark.parametrize("count", ["1.0", "1.5", "1_0", "1e3", "-1", "一", "１２"])
def test_what_is_no_count(count: str) -> None:
    # of a union both members would complain: here there is one, as in the number of a sample
    fault = _only(Finding, f"{FINDING}sampled: {count}\nfailed: 0\n")
    assert (fault.code, fault.place) == ("KP109", Place("a.yaml", 3, 10))
    assert "整数" in fault.message


@pytest.mark.parametrize("word", ["off", "on", "yes", "no", "True", "1", "0", "是", "''"])
def test_what_is_neither_yes_nor_no(word: str) -> None:
    fault = _only(Finding, f"{FINDING}never: {word}\n")
    assert (fault.code, fault.place) == ("KP109", Place("a.yaml", 3, 8))
    assert "true 或 false" in fault.message


@pytest.mark.parametrize("key", ["amount", "missing", "done", "late", "judged", "score", "count", "sampled", "rank"])
def test_what_is_counted_is_not_below_zero(key: str) -> None:
    found = _faults(Finding, f"{FINDING}{key}: -1\n")
    assert {fault.place.line for fault in found} == {3}
    assert any("不小于 0" in fault.message for fault in found)


@pytest.mark.parametrize(
    ("model", "text", "key"),
    [
        (Settings, "kind: workspace\nversion: 1\n", "unit"),
        (Settings, "kind: workspace\nversion: 1\nunit:\n", "unit"),
        (Finding, "item: DJ-01\n", "clause"),
        (Inspection, "kind: inspection\nversion: 1\nquarter: 2021Q1\nbranches: {}\n", "department"),
        (
            Roster,
            "kind: roster\nversion: 1\nclasses: [生产]\ndepartments: {DQ: [{from: 2020-01-01, name: 党群工作部}]}\n",
            "branches",
        ),
    ],
)
def test_a_missing_key(model: type[Document], text: str, key: str) -> None:
    fault = _only(model, text)
    assert (fault.code, fault.message) == ("KP108", f"缺少“{key}”")
    assert fault.mend == f"请补上“{key}:”和它的值。"


def test_a_key_that_is_missing_deep_down_stands_where_its_holder_begins() -> None:
    text = "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党\nbranches:\n  发电部党支部:\n    note: 无\n"
    fault = _only(Inspection, text)
    assert (fault.code, fault.place, fault.message) == ("KP108", Place("a.yaml", 6, 3), "缺少“date”")


def test_all_faults_are_told_at_once_in_file_order() -> None:
    found = _faults(Finding, "itm: DJ-01\nclause: ''\nrectify_by: 0\namount: 一\n")
    assert [(fault.code, fault.place.line) for fault in found] == [
        ("KP107", 1),
        ("KP108", 1),
        ("KP109", 2),
        ("KP109", 3),
        ("KP109", 4),
    ]


@pytest.mark.parametrize(
    ("model", "text", "line", "words"),
    [
        (Finding, "item: [DJ-01]\nclause: 缺会\n", 1, "一段文字"),
        (Finding, "item: DJ-01\nclause: {缺会: 1}\n", 2, "一段文字"),
        (Finding, f"{FINDING}reason: '  '\n", 3, "不能是空的文字"),
        (Finding, f"{FINDING}settled: 当场\n", 3, "on_site"),
        (Inspection, "kind: inspection\nversion: 1\nquarter: 2021-Q1\ndepartment: 党\nbranches: {}\n", 3, "一个季度"),
        (Inspection, "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党\nbranches: [甲]\n", 5, "键: 值"),
        (SelfAssessment, "kind: self\nversion: 1\nmonth: 2021年1月\nbranches: {}\n", 3, "一个月份"),
        (Roster, ROSTER.replace("[生产]", "生产"), 3, "一个列表"),
        (Roster, ROSTER.replace("[生产]", "[]"), 3, "至少要有一项"),
    ],
)
def test_a_value_of_the_wrong_kind(model: type[Document], text: str, line: int, words: str) -> None:
    fault = _only(model, text)
    assert (fault.code, fault.place.line) == ("KP109", line)
    assert words in fault.message


def test_a_quoted_and_a_plain_version_are_the_same() -> None:
    one, _ = _result(Rubric, RUBRIC)
    other, _ = _result(Rubric, _rubric("version: 2020", "version: '2020'"))
    assert one is not None
    assert one == other
    assert one.version == "2020"


def test_everything_placed_stands_where_it_was_written() -> None:
    rubric, _ = _result(
        Rubric,
        _rubric("        clauses:", "        groups:\n          记录: {title: 记录}\n        clauses:").replace(
            "areas:", "measure:\n  rounding: {places: 1}\nareas:"
        ),
    )
    assert rubric is not None
    item = rubric.by_item["DJ-01"]
    clause = item.by_clause["缺会"]
    assert rubric.at == Place("a.yaml", 1, 1)
    assert rubric.measure.at == Place("a.yaml", 6, 3)
    assert rubric.measure.rounding.at == Place("a.yaml", 6, 13)
    assert rubric.areas[0].at == Place("a.yaml", 8, 5)
    assert item.at == Place("a.yaml", 11, 9)
    assert item.groups["记录"].at == Place("a.yaml", 16, 11)
    assert clause.at == Place("a.yaml", 18, 13)
    assert clause.fact.at == Place("a.yaml", 20, 19)
    assert clause.rule is not None
    assert clause.rule.at == Place("a.yaml", 21, 21)
    assert rubric.measure.weights.at == NOWHERE  # a default stands nowhere


def test_a_thing_kept_under_its_name_stands_where_its_name_stands() -> None:
    text = (
        "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党群工作部\nbranches:\n"
        "  发电部党支部:\n    date: 2021-03-25\n    findings:\n      - {item: DJ-01, clause: 缺会}\n"
    )
    inspection, _ = _result(Inspection, text)
    assert inspection is not None
    record = inspection.branches["发电部党支部"]
    assert record.at == Place("a.yaml", 6, 3)
    assert record.findings[0].at == Place("a.yaml", 9, 9)


# what is known to be told wrongly: one fault should be one diagnostic, in the office's words


@pytest.mark.parametrize(
    "line",
    ["count: -1", "count: １２", "count: {迟到: 1.0}", "scores: [3, 二]", "scores: 3"],
)
def test_a_value_that_may_be_of_two_kinds_is_blamed_once(line: str) -> None:
    assert len(_faults(Finding, f"{FINDING}{line}\n")) == 1


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("points: 4", "points: 4\n        due: Q4", "“Q4”不对，这里只能写 monthly、quarterly，或一个列表"),
        ("points: 4", "points: 4\n        due: [Q5]", "“Q5”不对，这里只能写 Q1、Q2、Q3、Q4"),
        (
            "points: 4",
            "points: 4\n        focus: foo",
            "“foo”不对，这里只能写 trace、implementation、effect，或一组“键: 值”",
        ),
        ("points: 4", "points: 4\n        focus: {trace: 一}", "“一”不对，这里应是一个数，如 0.5"),
        ("{count: 次}", "{missing: 次, required: 多}", "“多”不对，这里应是一个数，如 0.5，或 recorded"),
        ("{each: 1}", "{within: [1]}", "一个列表不对，少了第 2 项"),
        ("{each: 1}", "{within: [1, 2, 3]}", "一个列表不对，这里最多 2 项"),
        ("{each: 1}", "{within: 3}", "“3”不对，这里只能写 item，或一个列表"),
        ("points: 4", "points: 4\n        task: yes", "“yes”不对，这里应是 true 或 false"),
        ("{each: 1}", "{each: 0.123456789}", "“0.123456789”不对，这里应是一个数，整数部分最多 12 位，小数最多 8 位"),
        ("points: 4", "points: 4\n        not_applicable: {rule: fixed}", "固定分要写几分，如 {fixed: 10}"),
    ],
)
def test_only_the_way_in_which_it_was_written_is_blamed(old: str, new: str, message: str) -> None:
    fault = _only(Rubric, _rubric(old, new))
    assert (fault.code, message in fault.message) == ("KP109", True), fault.message


@pytest.mark.parametrize("line", ["count: {}", "count: { }"])
def test_an_empty_table_of_counts_is_not_zero(line: str) -> None:
    fault = _only(Finding, f"{FINDING}{line}\n")
    assert (fault.code, fault.place.line) == ("KP109", 3)
    assert fault.message.endswith("这里至少要有一项")


def test_an_empty_element_of_a_list_is_not_a_missing_key() -> None:
    text = (
        "kind: inspection\nversion: 1\nquarter: 2021Q1\ndepartment: 党\nbranches:\n  甲:\n"
        "    date: 2021-03-25\n    findings:\n      -\n"
    )
    fault = _only(Inspection, text)
    assert (fault.place.line, "“0”" in fault.message) == (9, False)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "fact: {count: 次}\n            deduct: {each: 1}",
            "fact: {judged: 次}\n            deduct: {within: [1, 2, 3]}",
        ),
        ("points: 4", "points: 4\n        not_applicable: {fixed: 1, rule: full}"),
        ("effective_from: 2020Q1", "effective_from: 2020Q1\nmeasure: {rounding: {mode: half}}"),
    ],
)
def test_the_words_are_chinese_throughout(old: str, new: str) -> None:
    for fault in _faults(Rubric, _rubric(old, new)):
        assert not re.search(r"should|items|\{\{|, \w+、", fault.message), fault.message


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{FINDING}resaon:\n", 3),
        ("item: DJ-01\nclause: 缺会\nrectifyby:\n", 3),
    ],
)
def test_a_misspelt_key_without_a_value_is_still_misspelt(text: str, line: int) -> None:
    fault = _only(Finding, text)
    assert (fault.code, fault.place.line) == ("KP107", line)


def test_a_number_with_too_many_places_is_told_the_limit() -> None:
    fault = _only(Finding, f"{FINDING}amount: 0.123456789\n")
    assert "8 位" in fault.message


@pytest.mark.parametrize("key", ["departments", "branches"])
def test_a_branch_or_department_without_any_row_is_none(key: str) -> None:
    rows = {
        "departments": "{DQ: [{from: 2020-01-01, name: 党群工作部}]}",
        "branches": "{ZB: [{from: 2020-01-01, name: 甲}]}",
    }
    rows[key] = rows[key].partition("[")[0] + "[]}"
    text = "kind: roster\nversion: 1\nclasses: [机关]\n" + "".join(f"{name}: {value}\n" for name, value in rows.items())
    result, faults = _result(Roster, text)
    assert result is None
    assert [(fault.code, fault.place.line) for fault in faults] == [("KP109", 4 + list(rows).index(key))]
    assert "至少要有一项" in faults[0].message


@pytest.mark.parametrize(
    ("written", "why"),
    [("2021-03-33", "2021年3月没有 33 日，只有 31 天"), ("2021-13-01", "没有 13 月"), ("0000-01-01", "没有公元 0 年")],
)
def test_a_day_that_does_not_exist_is_told_once_with_what_is_to_be_done(written: str, why: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    text = (root / DANGQUN).read_text("utf-8").replace("date: 2021-03-25", f"date: {written}", 1)
    (root / DANGQUN).write_text(text, "utf-8")
    fault = next(each for each in checked(root) if each.code == "KP109")
    assert (fault.message, fault.mend) == (f"“{written}”不对，{why}", "请核对是哪一天。")


ROUND = "kind: round\nversion: 1\nquarter: 2021Q1\n"
OBJECTIONS = "kind: objections\nversion: 1\nquarter: 2021Q1\nobjections:\n"


def test_a_window_that_ends_before_it_begins_is_told_at_its_end() -> None:
    faults = Faults()
    text = ROUND + "publication: {from: 2021-04-16, to: 2021-04-12}\n"
    data = read_yaml(text, "a.yaml", faults)
    assert data is not None and validated(RoundSettings, data, "a.yaml", faults) is None
    (fault,) = faults
    assert (fault.place.line, fault.place.column) == (4, 37)
    assert fault.message == "“2021-04-12”不对，公示的最后一天（to）不能早于第一天（from，2021-04-16）"


def test_an_outcome_in_chinese_is_told_by_its_key() -> None:
    faults = Faults()
    decision = "{result: 部分成立, reason: 属实, approved_by: 厂党委, date: 2021-04-20}"
    text = OBJECTIONS + f"- {{id: Y1, branch: 甲, received: 2021-04-14, asks: 复核, decision: {decision}}}\n"
    data = read_yaml(text, "a.yaml", faults)
    assert data is not None and validated(Objections, data, "a.yaml", faults) is None
    (fault,) = faults
    words = "upheld（成立）、partly（部分成立）、rejected（不成立）、withdrawn（撤回）"
    assert f"{fault.message}{fault.hint}" == f"“部分成立”不对，这里只能写 {words}；是不是“partly”？"


def test_a_correction_has_its_minutes() -> None:
    faults = Faults()
    data = read_yaml(ROUND + "corrections: [{by: 厂党委, date: 2021-05-18, minutes: 九号}]\n", "a.yaml", faults)
    found = None if data is None else validated(RoundSettings, data, "a.yaml", faults)
    assert found is not None and found.corrections[0].minutes == "九号"
