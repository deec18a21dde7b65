"""`kaoping rubric test` tells the truth: what is refused and why, what came out, what is wrong with a case itself."""

from pathlib import Path

import pytest

from .conftest import Command

HEAD = """\
kind: cases
version: 1
measure:
  grades: [{grade: 优秀, from: 90}, {grade: 合格, under: 90}]
items:
- id: 甲
  title: 甲项
  points: 10
  department: 党群部
  due: [Q4]
  not_applicable: full
  clauses:
  - {id: 缺会, text: 每次扣1分, fact: {missing: 次, required: 3}, deduct: {share: 1}}
cases:
"""


def _told(kaoping: Command, folder: Path, cases: str, head: str = HEAD) -> tuple[int, str, str]:
    file = folder / "试.yaml"
    file.write_text(head + cases, encoding="utf-8")
    status, out, err = kaoping("rubric", "test", str(file))
    return status, out, err


def test_a_record_that_is_refused_says_so_with_its_code(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 一季度, item: 甲, facts: [{clause: 缺会, done: 2}], expect: {points: 10}}\n"
    status, out, _ = _told(kaoping, tmp_path, case)
    assert status == 1
    assert "      这样的记录不应被拒绝\n      记录被拒绝：KP311 甲 只在第四季度考评，" in out


def test_a_record_that_is_refused_for_another_reason(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 记错, item: 甲, quarter: Q4, facts: [{clause: 缺会, value: 2}], expect: {refused: KP307}}\n"
    status, out, _ = _told(kaoping, tmp_path, case)
    assert status == 1
    assert "这样的记录应以 KP307 拒绝\n      记录被拒绝：KP306 甲/缺会 不记 value" in out


def test_a_record_that_should_have_been_refused(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 记对, item: 甲, quarter: Q4, facts: [{clause: 缺会, done: 2}], expect: {refused: true}}\n"
    status, out, _ = _told(kaoping, tmp_path, case)
    assert status == 1
    assert "这样的记录应被拒绝，却没有拒绝" in out


def test_a_fraction_is_compared_exactly(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 少一次, item: 甲, quarter: Q4, facts: [{clause: 缺会, done: 2}], expect: {points: %s}}\n"
    assert _told(kaoping, tmp_path, case % "29/3")[0] == 0
    status, out, _ = _told(kaoping, tmp_path, case % "9.66666667")
    assert status == 1
    assert "得分应是 9.66666667，算出来是 29/3" in out


@pytest.mark.parametrize("figure", ["1/0", "1/3/2", "一半", "1/-3", "/3", "3/"])
def test_what_is_no_number_is_refused(kaoping: Command, tmp_path: Path, figure: str) -> None:
    case = f"- {{name: 少一次, item: 甲, quarter: Q4, expect: {{points: {figure}}}}}\n"
    status, _, err = _told(kaoping, tmp_path, case)
    assert status != 0
    assert "KP109" in err


def test_items_stand_in_one_place(kaoping: Command, tmp_path: Path) -> None:
    clause = "{id: 缺, text: 缺, fact: {count: 次}, empties: item}"
    item = f"{{id: 乙, title: 乙项, points: 3, department: 党群部, clauses: [{clause}]}}"
    head = HEAD.replace("cases:", f"areas: [{{id: 方面, name: 方面, items: [{item}]}}]\ncases:")
    status, out, err = _told(kaoping, tmp_path, "- {name: 试, item: 乙, expect: {points: 3}}\n", head)
    assert (status, out) == (3, "")
    assert "项目写在 items 里，或分方面写在 areas 里，只写一处" in err


def test_items_at_fault_are_reported_and_not_scored(kaoping: Command, tmp_path: Path) -> None:
    head = HEAD.replace("share: 1}", "levels: {有: 1}}")
    status, out, err = _told(kaoping, tmp_path, "- {name: 试, item: 甲, quarter: Q4, expect: {points: 3}}\n", head)
    assert (status, out) == (3, "")
    assert "KP206" in err


def test_what_is_only_remarked_on_is_told_beside_the_outcome(kaoping: Command, tmp_path: Path) -> None:
    head = HEAD.replace("from: 90}", "from: 95}")
    status, out, _ = _told(kaoping, tmp_path, "- {name: 试, score: 96, expect: {grade: 优秀}}\n", head)
    assert status == 0
    assert "KP218 " in out
    assert "1 个情形，1 个通过，0 个不符" in out


@pytest.mark.parametrize(
    ("case", "code", "caret"),
    [
        ("{name: 试, score: 96, expect: {grade: 优良}}", "KP606", "优良"),
        ("{name: 试, round: {一: {}}, expect: {branches: {一: {grade: 优良}}}}", "KP606", "优良"),
        ("{name: 试, round: {一: {}}, expect: {branches: {一: {items: {乙: 3}}}}}", "KP304", "3"),
    ],
)
def test_a_case_that_expects_what_there_is_not(
    kaoping: Command, tmp_path: Path, case: str, code: str, caret: str
) -> None:
    status, _, err = _told(kaoping, tmp_path, f"- {case}\n")
    assert status != 0
    assert code in err
    line = next(each for each in err.splitlines() if "expect" in each and "|" in each)
    marked = err.splitlines()[err.splitlines().index(line) + 1]
    # full-width characters are two columns wide
    assert marked.strip().strip("|").strip() == "^" * sum(2 if ord(each) > 255 else 1 for each in caret)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("{name: 试, round: {一: {}}, expect: {branches: {二: {rank: 1}}}}", "“二”"),
        ("{name: 试, round: {一: {facts: [{clause: 缺会, done: 1}]}}, expect: {}}", "item"),
        ("{name: 试, round: {一: {self: {1: [{clause: 缺会, done: 1}]}}}, expect: {}}", "item"),
        ("{name: 试, round: {一: {self: {4: []}}}, expect: {}}", "4"),
        ("{name: 试, round: {一: {score: 90}}, expect: {}}", "score"),
        ("{name: 试, round: {一: {}}, class: 甲, months: 2, expect: {}}", "class、months要写在各支部那里"),
        (
            "{name: 试, round: {一: {}}, expect: {points: 3}}",
            "points要写在各支部下面：expect:{branches:{一:{points:…}}}",
        ),
        ("{name: 试, item: 甲, expect: {branches: {一: {rank: 1}}}}", "只用于整轮的测试"),
        ("{name: 试, item: 甲, absent: {党群部: 换届}, expect: {points: 10}}", "只用于整轮的测试"),
    ],
)
def test_a_round_that_says_what_nobody_understands(kaoping: Command, tmp_path: Path, case: str, said: str) -> None:
    status, _, err = _told(kaoping, tmp_path, f"- {case}\n")
    assert status != 0
    assert said in "".join(err.split())


def test_a_branch_of_a_round_that_comes_out_otherwise_is_shown_step_by_step(kaoping: Command, tmp_path: Path) -> None:
    head = HEAD.replace("measure:\n", "measure:\n  weights: {inspection: 1, self_assessment: 0}\n")
    case = """\
- name: 两个支部
  quarter: Q4
  item: 甲
  round:
    一支部: {facts: [{clause: 缺会, done: 0}]}
    二支部: {facts: [{clause: 缺会, done: 3}]}
    三支部: {}
  expect:
    branches:
      一支部: {rank: 1}
      二支部: {rank: 1, items: {甲: 9}}
      三支部: {composite: 10}
"""
    status, out, _ = _told(kaoping, tmp_path, case, head)
    assert status == 1
    assert "一支部名次应是 1，算出来是 2" in out
    assert "二支部 甲 得分应是 9，算出来是 10" in out
    assert "      一支部的经过：\n        综合得分 9\n" in out
    assert "三支部综合得分应是 10，算出来是 没有" in out
    assert "      三支部的经过：检查缺少记录 甲/缺会" in out


def test_money_that_is_expected_and_cannot_be_reckoned_is_a_difference(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 没有办法, quarter: Q1, round: {一: {}}, expect: {rewards: {一: 100}, retained: 0}}\n"
    status, out, _ = _told(kaoping, tmp_path, case)
    assert status == 1
    assert "一奖励应是 100，算出来是 没有" in out
    assert "留在基金里的钱应是 0，算出来是 没有" in out


AGAINST = """\
kind: cases
version: 1
rubric: 2020
cases:
- {name: 没有这一类, item: DJ-01, class: 后勤, facts: [{clause: 缺会, missing: 1}], expect: {points: 3}}
"""


def test_a_class_that_the_roster_does_not_have_is_refused(root: Path, kaoping: Command) -> None:
    file = root / "rubrics/cases/2020.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(AGAINST, encoding="utf-8")
    status, out, _ = kaoping("rubric", "test")
    assert status == 1
    assert "记录被拒绝：KP324 没有“后勤”这个支部类别（有：生产、机关）" in out
    file.write_text(AGAINST.replace("后勤", "机关"), encoding="utf-8")
    assert kaoping("rubric", "test").status == 0


ROUND = """\
kind: cases
version: 1
rubric: 2020
cases:
- name: 两个支部一轮
  round:
    一支部: {class: 生产, facts: [{item: DJ-01, clause: 缺会, missing: 1}]}
    二支部: {class: 机关}
  expect: {branches: {一支部: {composite: 9.1, rank: 2}, 二支部: {composite: 10, rank: 1}}}
"""


def test_a_round_is_tried_under_a_whole_version(root: Path, kaoping: Command) -> None:
    file = root / "rubrics/cases/2020.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ROUND, encoding="utf-8")
    assert kaoping("rubric", "test") == (0, "1 个情形，1 个通过，0 个不符\n", "")


MULTIPLIED = """\
kind: cases
version: 1
measure: {times: {item: 系数}}
items:
- {id: 指标, title: 指标, points: 10, department: 财务部, clauses: [
    {id: 少, text: 每次扣1分, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 系数, title: 系数, points: 1, start: zero, factor: true, department: 财务部, clauses: [
    {id: 难度, text: 难度系数, fact: {amount: 系数}, earn: {each: 1}}]}
cases:
- {name: 只试一项, item: 指标, facts: [{clause: 少, count: 2}], expect: {points: 8}}
"""


def test_an_item_is_tried_by_itself_though_another_multiplies_all(kaoping: Command, tmp_path: Path) -> None:
    file = tmp_path / "试.yaml"
    file.write_text(MULTIPLIED, encoding="utf-8")
    assert kaoping("rubric", "test", str(file)).out.endswith("1 个情形，1 个通过，0 个不符\n")


def test_what_happened_is_told_as_explain_tells_it(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 少一次, item: 甲, quarter: Q4, facts: [{clause: 缺会, done: 1}], expect: {points: 9}}\n"
    _, out, _ = _told(kaoping, tmp_path, case.replace("9}", "5}"))
    assert "      经过：\n        缺会 已做 1 次：扣 约0.6667 分\n" in out
    assert "        算式：10（起始分）- 约0.6667（缺会）= 约9.3333 分\n" in out


ON_THE_TOTAL = """\
kind: cases
version: 1
items:
- {id: 乙, title: 乙项, department: 党群部, clauses: [{id: 罚, text: 扣减, fact: {count: 次}, penalty: {each: 2}}]}
cases:
"""


def test_points_of_what_only_moves_the_total_are_told_under_another_key(kaoping: Command, tmp_path: Path) -> None:
    case = "- {name: 一次, item: 乙, facts: [{clause: 罚, count: 1}], expect: {%s: 2}}\n"
    status, out, _ = _told(kaoping, tmp_path, case % "points", ON_THE_TOTAL)
    assert status == 1
    assert "写 penalty（总分减几分），不写 points" in out
    assert _told(kaoping, tmp_path, case % "penalty", ON_THE_TOTAL)[0] == 0


@pytest.mark.parametrize("written", ["待填", "待填，张三", "{points: 待填}"])
def test_what_is_still_to_be_worked_out_is_written_in_several_ways(
    kaoping: Command, tmp_path: Path, written: str
) -> None:
    status, out, _ = _told(kaoping, tmp_path, f"- {{name: 试, item: 甲, quarter: Q4, expect: {written}}}\n")
    assert (status, out.splitlines()[-1]) == (0, "0 个情形，0 个通过，0 个不符；还有 1 个待填")


@pytest.mark.parametrize(
    ("written", "said"),
    [("9.5", "{points: 9.5}"), ("优秀", "{grade: 优秀}"), ("{得分: 9}", "是不是“points”"), ("", "expect: 待填")],
)
def test_a_result_without_its_key_is_told_how_to_be_written(
    kaoping: Command, tmp_path: Path, written: str, said: str
) -> None:
    status, _, err = _told(kaoping, tmp_path, f"- {{name: 试, item: 甲, quarter: Q4, expect: {written}}}\n")
    assert status == 3
    assert said in err


def test_a_file_that_cannot_be_read_keeps_the_others_from_nothing(kaoping: Command, tmp_path: Path) -> None:
    right = "- {name: 对, item: 甲, quarter: Q4, facts: [{clause: 缺会, done: 3}], expect: {points: 10}}\n"
    wrong = (HEAD + right.replace("{points: 10}", "10"), "kind: [")
    (tmp_path / "对.yaml").write_text(HEAD + right, encoding="utf-8")
    for text in wrong:
        (tmp_path / "错.yaml").write_text(text, encoding="utf-8")
        status, out, err = kaoping("rubric", "test", str(tmp_path / "错.yaml"), str(tmp_path / "对.yaml"))
        assert status == 3
        assert out.endswith("1 个情形，1 个通过，0 个不符\n")
        assert "错.yaml" in err
