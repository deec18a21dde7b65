"""Faults that real rubrics contain: each is found, at the line to be mended."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic

from .changed_rubric import FACT, codes, faults_of_clause, faults_of_rubric, only
from .laying import RUBRIC, checked, edit

WEIGHTS = "  weights: {inspection: 0.9, self_assessment: 0.1}\n"
POINTS = "        points: 2\n        department: 党群工作部\n"
"""Places in the base rubric where tests write something else: the measure, and clause and head of DJ-02."""


def _grades(*bands: str) -> tuple[str, str]:
    return WEIGHTS, WEIGHTS + "  grades:\n" + "".join(f"    - {{{band}}}\n" for band in bands)


@pytest.mark.parametrize(
    ("bands", "told"),
    [
        # 97以上、90—96、86—89：96.5 是哪一等？
        (
            (
                "grade: 优, from: 97",
                "grade: 良, from: 90, to: 96",
                "grade: 中, from: 86, to: 89",
                "grade: 差, under: 86",
            ),
            2,
        ),
        (("grade: 优, over: 95", "grade: 良, under: 95"), 1),  # 95 分整
        (("grade: 优, from: 95", "grade: 良, from: 80, under: 95"), 1),  # 80 分以下
        (("grade: 优, from: 95, to: 100", "grade: 良, under: 95"), 1),  # 加了分的 101 分
    ],
)
def test_grades_with_a_hole(root: Path, bands: tuple[str, ...], told: int) -> None:
    found = faults_of_rubric(root, _grades(*bands))
    assert codes(found) == ["KP218"] * told
    assert all("不落在任何等次里" in fault.message and fault.place.line == 9 for fault in found)


@pytest.mark.parametrize(
    ("bands", "number"),
    [
        (("grade: 优, from: 95", "grade: 良, to: 95"), "95"),
        (("grade: 优, from: 90", "grade: 良, from: 80, to: 92", "grade: 差, under: 80"), "90"),
    ],
)
def test_grades_that_overlap(root: Path, bands: tuple[str, ...], number: str) -> None:
    fault = only(faults_of_rubric(root, _grades(*bands)), "KP218")
    assert fault.message == f"{number} 分落在两个等次里"
    assert fault.place.line == 11


@pytest.mark.parametrize(
    ("bands", "problem"),
    [
        (("grade: 优, from: 90, at_most_percent: 130", "grade: 差, under: 90"), "“优”最多占 130%，超过了 100%"),
        (("grade: 优, from: 90", "grade: 差, from: 80", "grade: 优, under: 80"), "“优”这个等次写了两次"),
    ],
)
def test_limits_and_names_of_grades(root: Path, bands: tuple[str, ...], problem: str) -> None:
    assert only(faults_of_rubric(root, _grades(*bands)), "KP218").message == problem


@pytest.mark.parametrize(
    ("bands", "known"),
    [(("grade: 优秀, from: 90", "grade: 合格, under: 90"), "优秀、合格"), ((), "没有划分等次")],
)
def test_the_grade_that_is_asked_for_exists(root: Path, bands: tuple[str, ...], known: str) -> None:
    old, new = _grades(*bands) if bands else (WEIGHTS, WEIGHTS)
    fault = only(faults_of_rubric(root, (old, new + "  commendation: {grade: 优良}\n")), "KP218")
    assert fault.message == f"评先选优要求“优良”，没有这个等次（有：{known}）"


@pytest.mark.parametrize(
    "bands",
    [
        ("grade: 优, from: 95", "grade: 良, over: 90, under: 95", "grade: 差, to: 90"),
        ("grade: 优, from: 95", "grade: 良, from: 80", "grade: 差, from: 0", "grade: 无, under: 0"),
        ("grade: 良, from: 60", "grade: 差, under: 60"),
    ],
)
def test_grades_that_meet(root: Path, bands: tuple[str, ...]) -> None:
    assert codes(faults_of_rubric(root, _grades(*bands))) == []


def test_grades_are_written_from_high_to_low(root: Path) -> None:
    fault = only(faults_of_rubric(root, _grades("grade: 差, under: 60", "grade: 良, from: 60")), "KP218")
    assert "从高到低" in fault.message


@pytest.mark.parametrize(
    ("rows", "code", "number"),
    [
        ("{from: 1, to: 2, points: 1}, {from: 2, points: 2}", "KP208", "2"),  # 两次以上与两次以内
        ("{from: 1, to: 3, points: 1}, {from: 2, to: 5, points: 2}, {from: 6, points: 2}", "KP208", "2"),
        ("{from: 1, to: 1, points: 1}, {from: 3, points: 2}", "KP209", "2"),  # 中间没有规定
        ("{from: 2, points: 2}", "KP209", "1"),
        ("{from: 1, to: 5, points: 2}", "KP209", "6"),
    ],
)
def test_steps_that_overlap_or_leave_a_middle_undefined(root: Path, rows: str, code: str, number: str) -> None:
    fault = only(faults_of_clause(root, f"fact: {{count: 次}}\ndeduct: {{table: [{rows}]}}"), code)
    assert f"：{number} " in fault.message
    assert fault.severity == "warning"
    assert fault.place.line == 35


@pytest.mark.parametrize(
    ("fact", "rows"),
    [
        ("{count: 次}", "{from: 1, points: 1}, {from: 2, points: 2}"),
        ("{count: 次}", "{from: 1, to: 1, points: 1}, {over: 1, points: 2}"),
        ("{value: '%'}", "{from: 90, points: 0}, {from: 80, under: 90, points: 1}, {under: 80, points: 2}"),
        ("{missing: 次, required: 4, as: done_percent}", "{to: 60, points: 2}, {over: 60, points: 0}"),
        ("{rank: 集团, of: 5}", "{to: 3, points: 0}, {from: 4, points: 2}"),
    ],
)
def test_steps_that_meet(root: Path, fact: str, rows: str) -> None:
    assert codes(faults_of_clause(root, f"fact: {fact}\ndeduct: {{table: [{rows}]}}")) == []


@pytest.mark.parametrize(
    ("fact", "rows", "number"),
    [
        ("{value: '%'}", "{from: 90, points: 0}, {over: 80, under: 90, points: 2}", "0"),
        ("{value: '%'}", "{over: 90, points: 0}, {under: 90, points: 2}", "90"),
        ("{rank: 集团, of: 5}", "{to: 3, points: 0}, {from: 5, points: 2}", "4"),
        ("{imported: 学习平台, full: 100}", "{from: 60, points: 0}, {under: 50, points: 2}", "50"),
    ],
)
def test_bands_of_a_measured_value_with_a_hole(root: Path, fact: str, rows: str, number: str) -> None:
    found = faults_of_clause(root, f"fact: {fact}\ndeduct: {{table: [{rows}]}}")
    assert f"：{number} 不落在任何一段里" in only(found, "KP209").message


@pytest.mark.parametrize("chosen", ["heavier", "lighter", "first"])
def test_an_overlap_that_is_settled_is_no_fault(root: Path, chosen: str) -> None:
    rows = "{from: 1, to: 2, points: 1}, {from: 2, points: 2}"
    assert codes(faults_of_clause(root, f"fact: {{count: 次}}\ndeduct: {{table: [{rows}], overlap: {chosen}}}")) == []


CAPS = "\n".join(
    f"          - {{id: 缺{name}, text: 最多扣{most}分, fact: {{count: 次}}, deduct: {{each: 0.1}}, at_most: {most}}}"
    for name, most in (("甲", "0.5"), ("乙", "0.5"), ("丙", "0.5"))
)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        ("fact: {count: 项}\ndeduct: {each: 0.5}\nat_most: 1", "1"),
        ("fact: {level: [好, 差]}\ndeduct: {levels: {好: 0, 差: 1}}", "1"),
        ("fact: {missing: 次, required: 3}\ndeduct: {each: 0.5}", "1.5"),
        ("fact: {value: '%'}\ndeduct: {each: 0.1, below: 90, step: 10}", "0.9"),
        ("fact: {count: 次}\ndeduct: {table: [{from: 1, to: 2, points: 1}, {over: 2, points: 1.5}]}", "1.5"),
    ],
)
def test_points_that_can_never_be_used(root: Path, text: str, most: str) -> None:
    fault = only(faults_of_clause(root, text), "KP212")
    assert fault.message == f"“会议记录”满分 2 分，而各条加起来最多只能扣 {most} 分"
    assert fault.place.line == 28


def test_three_caps_that_do_not_use_up_the_item(root: Path) -> None:
    cap = f"{FACT}            at_most: 0.5\n{CAPS}\n"
    assert "最多只能扣 2 分" not in str(codes(faults_of_rubric(root, (FACT, cap))))
    fault = only(_again(root, (POINTS, POINTS.replace("2", "3"))), "KP212")
    assert "最多只能扣 2 分" in fault.message


def _again(root: Path, *replacements: tuple[str, str]) -> list[Diagnostic]:
    """Points of DJ-02 and all that must follow them."""
    edit(root, RUBRIC, *replacements, ("    points: 6\n", "    points: 7\n"), ("total: 10", "total: 11"))
    return checked(root)


@pytest.mark.parametrize("limit", ["", "empties: {from: 5}", "empties: {scope: item, from: 5}"])
def test_an_item_that_can_be_emptied_or_has_no_limit_uses_its_points(root: Path, limit: str) -> None:
    assert codes(faults_of_clause(root, f"fact: {{count: 项}}\ndeduct: {{each: 0.5}}\n{limit}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "fact: {count: 项}\ndeduct: {each: 3}",
        "fact: {count: 项}\ndeduct: {table: [{from: 1, points: 2.5}]}",
        "fact: {event: [轻, 重]}\ndeduct: {levels: {轻: 1, 重: 3}}",
        "fact: {judged: 例}\ndeduct: {within: [1, 3]}",
        "fact: {late: 天, never: 5}\ndeduct: {each: 1}",
        "fact: {count: 项}\ndeduct: {each: 1}\nrepeat: {prices: [1, 5]}",
    ],
)
def test_a_single_deduction_larger_than_the_item(root: Path, text: str) -> None:
    fault = only(faults_of_clause(root, text), "KP210")
    assert "本项目只有 2 分" in fault.message


def test_a_judged_range_that_is_upside_down(root: Path) -> None:
    fault = only(faults_of_rubric(root, ("[0.5, 2]", "[2, 0.5]")), "KP211")
    assert fault.message == "范围从 2 到 0.5 是颠倒的"


@pytest.mark.parametrize(
    ("required", "each", "points", "direction"),
    [(30, "0.067", "2", "早就扣完了"), (30, "0.066", "2", "扣不完"), (3, "0.67", "2", "早就扣完了")],
)
def test_a_quota_that_just_misses_the_points(root: Path, required: int, each: str, points: str, direction: str) -> None:
    # 30场×0.167=5.01，本项5分
    found = faults_of_clause(root, f"fact: {{missing: 场, required: {required}}}\ndeduct: {{each: {each}}}")
    fault = next(fault for fault in found if fault.code == "KP219")
    assert f"{required} × {each} = " in fault.message
    assert f"与满分 {points} 差一点" in fault.message
    assert direction in fault.why


@pytest.mark.parametrize("each", ["0.5", "1", "2"])
def test_a_quota_that_meets_the_points_or_is_meant_to_run_over(root: Path, each: str) -> None:
    assert codes(faults_of_clause(root, f"fact: {{missing: 场, required: 4}}\ndeduct: {{each: {each}}}")) == []


@pytest.mark.parametrize(
    "weights", ["0.9, self_assessment: 0.2", "0.9, self_assessment: 0.09", "90, self_assessment: 10"]
)
def test_weights_that_do_not_add_up_to_one(root: Path, weights: str) -> None:
    fault = only(faults_of_rubric(root, ("0.9, self_assessment: 0.1", weights)), "KP203")
    assert fault.place.line == 8


@pytest.mark.parametrize(
    "weights", ["1, self_assessment: 0", "0.85, self_assessment: 0.15", "0.3, self_assessment: 0.7"]
)
def test_weights_that_add_up_are_compared_exactly(root: Path, weights: str) -> None:
    assert codes(faults_of_rubric(root, ("0.9, self_assessment: 0.1", weights))) == []


def test_item_points_that_do_not_add_up_to_the_area_name_their_lines(root: Path) -> None:
    fault = only(faults_of_rubric(root, ("        points: 2\n", "        points: 2.5\n")), "KP201")
    assert fault.message == "“党建工作”写的是 6 分，各项目加起来是 6.5 分（第15行 DJ-01；第26行 DJ-02）"


def test_areas_that_do_not_add_up_to_the_total_name_their_lines(root: Path) -> None:
    fault = only(faults_of_rubric(root, ("total: 10", "total: 100")), "KP202")
    assert fault.message == "总分写的是 100 分，各方面加起来是 10 分（第11行 党建工作；第37行 党风廉政建设）"


def test_points_by_class_are_added_for_each_class(root: Path) -> None:
    by_class = ("        points: 2\n", "        points: {by_class: {生产: 2, 机关: 1}}\n")
    fault = only(faults_of_rubric(root, by_class), "KP201")
    assert "加起来是 5 分" in fault.message


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("{by_class: {生产: 0.5}}", "没有写“机关”这一类的数，也没有写 otherwise"),
        ("{by_class: {生产: 0.5, 机关: 1, 后勤: 1}}", "名册里没有“后勤”这个支部类别（有：生产、机关）"),
        ("{by_class: {后勤: 1}, otherwise: 0.5}", "名册里没有“后勤”这个支部类别（有：生产、机关）"),
    ],
)
def test_classes_that_the_roster_does_not_have(root: Path, number: str, problem: str) -> None:
    found = faults_of_clause(root, f"fact: {{count: 项}}\ndeduct: {{each: {number}}}")
    assert only(found, "KP216").message == problem


def test_a_department_that_the_roster_does_not_have(root: Path) -> None:
    fault = only(faults_of_rubric(root, (POINTS, POINTS.replace("党群工作部", "党群部"))), "KP214")
    assert "“党群部”" in fault.message


def test_a_misspelt_department_is_told_the_nearest(root: Path) -> None:
    fault = only(faults_of_rubric(root, (POINTS, POINTS.replace("党群工作部", "党群部"))), "KP214")
    assert fault.hint == "是不是“党群工作部”？"


def test_an_item_due_only_at_times_without_a_rule_for_the_others(root: Path) -> None:
    fault = only(faults_of_rubric(root, (POINTS, POINTS + "        due: [Q4]\n")), "KP215")
    assert (fault.place.line, fault.severity) == (30, "warning")


@pytest.mark.parametrize("rule", ["full", "{fixed: 1}", "rescale"])
def test_an_item_due_only_at_times_with_a_rule(root: Path, rule: str) -> None:
    due = f"        due: [Q4]\n        not_applicable: {rule}\n"
    assert codes(faults_of_rubric(root, (POINTS, POINTS + due))) == []


FITS = {
    "count": ("{count: 次}", ("each", "table")),
    "amount": ("{amount: 元}", ("each", "table")),
    "missing": ("{missing: 次, required: 2}", ("each", "table", "share")),
    "late": ("{late: 天}", ("each", "table")),
    "sample": ("{sample: 人, as: passed_percent}", ("each", "table", "share")),
    "value": ("{value: '%'}", ("each", "table", "share")),
    "rank": ("{rank: 集团}", ("table",)),
    "level": ("{level: [好, 差]}", ("levels",)),
    "event": ("{event: [好, 差]}", ("each", "levels")),
    "judged": ("{judged: 例}", ("within",)),
    "imported": ("{imported: 平台, full: 100}", ("each", "table", "share")),
    "scorers": ("{scorers: 班子, full: 100}", ("each", "table", "share")),
}
RULES = {
    "each": "{each: 1}",
    "table": "{table: [{points: 2}]}",
    "levels": "{levels: {好: 0, 差: 2}}",
    "share": "{share: 2}",
    "within": "{within: [1, 2]}",
}


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("fact", FITS)
def test_which_fact_goes_with_which_rule(root: Path, fact: str, rule: str) -> None:
    written, fitting = FITS[fact]
    found = codes(faults_of_clause(root, f"fact: {written}\ndeduct: {RULES[rule]}"))
    assert ("KP206" in found) == (rule not in fitting)
    assert set(found) <= {"KP206", "KP209", "KP212"}


@pytest.mark.parametrize(
    "fact", ["{sample: 人}", "{sample: 人, as: failed_percent}", "{value: 分}", "{value: 分, max: 50}"]
)
def test_a_share_needs_a_whole(root: Path, fact: str) -> None:
    fault = next(each for each in faults_of_clause(root, f"fact: {fact}\ndeduct: {{share: 2}}") if each.code == "KP206")
    assert "，除非" in fault.message


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fact: {level: [好, 差]}\ndeduct: {levels: {好: 0}}", "“差”没有写几分"),
        ("fact: {level: [好, 差]}\ndeduct: {levels: {好: 0, 差: 2, 中: 1}}", "“中”不是 fact 里的档次"),
        ("fact: {level: [好, 好, 差]}\ndeduct: {levels: {好: 0, 差: 2}}", "“好”写了两次"),
        ("fact: {event: [轻]}\ndeduct: {levels: {轻: 2}}\nempties: {at: 重}", "“重”不是 fact 里的档次"),
        ("fact: {event: [轻]}\nveto: {effect: total_zero, at: 重}", "“重”不是 fact 里的档次"),
    ],
)
def test_levels_that_do_not_agree(root: Path, text: str, problem: str) -> None:
    found = [fault for fault in faults_of_clause(root, text) if fault.code != "KP212"]
    assert only(found, "KP207").message == problem


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fact: {judged: 例}\ndeduct: {within: [1, 2]}\nfree: 1", "free 只用于"),
        ("fact: {value: '%'}\ndeduct: {each: 1, below: 90}\nrepeat: {prices: [1, 2]}", None),
        ("fact: {count: 次}\ndeduct: {table: [{points: 2}]}\nrepeat: {prices: [1, 2]}", "repeat 换的是每一次的分"),
        ("fact: {judged: 例}\ndeduct: {within: [1, 2]}\nrepeat: {prices: [1, 2]}", "repeat 换的是每一次的分"),
        ("fact: {count: 次}\ndeduct: {each: 1}\nbelow_zero: true", "below_zero 只用于扣分"),
        ("fact: {count: 次}\nbonus: {each: 1}\nempties: item", "empties 只用于扣分、得分的条款"),
        ("fact: {count: 次}\ndeduct: {each: 1}\nundone: true", "undone 只用于"),
        ("fact: {count: 次}\nveto: total_zero\nhighest_per_event: true", "一票否决不参加"),
        ("fact: {value: '%'}\ndeduct: {each: 1, below: 90, above: 10}", "below 与 above 只能写一个"),
        ("fact: {count: 次}\ndeduct: {each: 1}\nempties: {from: 5, to: 3}", "界限颠倒"),
        ("fact: {count: 次}\ndeduct: {each: 1}\nempties: {from: 5, over: 3}", "各只能写一个"),
        ("fact: {count: 次}\ndeduct: {each: 1, step: 0}", "step 是 0"),
        ("fact: {imported: 平台, full: 0}\ndeduct: {share: 2}", "满分 full 是 0"),
        ("fact: {missing: 次, required: 0}\ndeduct: {share: 2}", "应做的数 required 是 0"),
        ("fact: {missing: 次, required: 0, per: month}\nearn: {share: 2}", "应做的数 required 是 0"),
        ("fact: {missing: 次, required: 0, as: done_percent}\nearn: {each: 0.02}", "应做的数 required 是 0"),
        ("fact: {missing: 次, required: {by_class: {生产: 3, 机关: 0}}}\ndeduct: {share: 2}", "应做的数 required 是 0"),
        ("fact: {missing: 次, required: {by_class: {生产: 3, 机关: 0}}}\ndeduct: {each: 2}", None),
        ("fact: {count: 次}\nveto: grade_cap", "要写明最高可评的等次"),
        ("fact: {count: 次}\nveto: {effect: barred, grade: 合格}", "grade 只用于 grade_cap"),
        ("fact: {count: 次}\nveto: {effect: barred, for: round}", "写 for: round 不起作用"),
        ("fact: {count: 次}\nveto: {effect: barred, barred_from: 评优}", "“评优”不认识"),
        ("fact: {count: 次}\ndeduct: {table: [{from: 3, to: 1, points: 2}]}", "界限颠倒或重复"),
        ("fact: {count: 次}\ndeduct: {table: [{from: 3, over: 2, points: 2}]}", "界限颠倒或重复"),
    ],
)
def test_conditions_that_do_nothing(root: Path, text: str, problem: str | None) -> None:
    found = [fault for fault in faults_of_clause(root, text) if fault.code == "KP220"]
    if problem is None:
        assert found == []
    else:
        assert problem in found[0].message
        assert len(found) == 1
        assert found[0].place.line >= 32


@pytest.mark.parametrize(
    ("extra", "code", "line"),
    [
        ("        task: true\n", "KP217", 30),
        ("        not_applicable_to: 机关\n", "KP310", 30),
        ("        not_applicable_to: 后勤\n        not_applicable: full\n", "KP216", 30),
        ("        focus: {trace: 0.5, effect: 1}\n", "KP223", 30),
        ("        groups:\n          记录: {title: 记录, points: 3}\n", "KP221", 30),
        ("        at_most: 1\n", "KP212", 28),
    ],
)
def test_faults_of_an_item(root: Path, extra: str, code: str, line: int) -> None:
    found = faults_of_rubric(root, (POINTS, POINTS + extra))
    assert (code, line) in [(fault.code, fault.place.line) for fault in found]


@pytest.mark.parametrize(
    ("points", "extra", "told"),
    [
        ("2", "{fixed: 2}", None),
        ("2", "{fixed: 0}", None),
        ("2", "{fixed: 2.5}", "DJ-02不涉及时的固定分是 2.5 分，而最低 0 分、满分 2 分"),
        # what is below the least mark is lifted to it, and that is not what is printed either
        ("2", "{fixed: 0.5}\n        floor: 1", "DJ-02不涉及时的固定分是 0.5 分，而最低 1 分、满分 2 分"),
        ("{by_class: {生产: 2, 机关: 1}}", "{fixed: 1}", None),
        (
            "{by_class: {生产: 2, 机关: 1}}",
            "{fixed: 2}",
            "DJ-02 对“机关”类支部不涉及时的固定分是 2 分，而最低 0 分、满分 1 分",
        ),
        (
            "{by_class: {生产: 1}, otherwise: 2}",
            "{fixed: 2}",
            "DJ-02 对“生产”类支部不涉及时的固定分是 2 分，而最低 0 分、满分 1 分",
        ),
    ],
)
def test_a_fixed_score_lies_within_the_items_points(root: Path, points: str, extra: str, told: str | None) -> None:
    head = POINTS.replace("points: 2", f"points: {points}") + f"        not_applicable: {extra}\n"
    found = [fault for fault in faults_of_rubric(root, (POINTS, head)) if fault.code == "KP341"]
    assert [fault.message for fault in found] == ([] if told is None else [told])
    # the caret stands on the fixed score, whatever the clauses are blamed for
    assert all((fault.place.line, fault.place.column) == (30, 33) for fault in found)


def test_a_group_that_does_not_exist(root: Path) -> None:
    found = faults_of_clause(root, "fact: {count: 项}\ndeduct: {each: 0.5}\ngroup: 记录")
    fault = next(fault for fault in found if fault.code == "KP205")
    assert "“记录”" in fault.message


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("fact: {count: 项}\ndeduct: {each: 0.5}\nempties: group", "本条没有归组"),
        ("fact: {count: 项}\ndeduct: {each: 0.5}\ngroup: 记录\nempties: group", "“记录”这个组"),
    ],
)
def test_nothing_there_to_be_emptied(root: Path, text: str, scope: str) -> None:
    groups = (
        "        standard: 会议记录",
        "        groups:\n          记录: {title: 记录, at_most: 2}\n        standard: 会议记录",
    )
    fault = only(faults_of_clause(root, text, groups), "KP213")
    assert scope in fault.message


@pytest.mark.parametrize(
    ("old", "new", "line", "first"),
    [
        ("id: DJ-02", "id: DJ-01", 26, 15),
        ("id: LZ-01", "id: DJ-02", 41, 26),
        ("  - id: LZ\n", "  - id: DJ\n", 37, 11),
    ],
)
def test_an_id_that_is_used_twice(root: Path, old: str, new: str, line: int, first: int) -> None:
    fault = only(faults_of_rubric(root, (old, new)), "KP204")
    assert (fault.place.line, f"第 {first} 行" in fault.message) == (line, True)


def test_two_documents_of_one_version(root: Path) -> None:
    text = (root / RUBRIC).read_text("utf-8")
    (root / "rubrics/2022.yaml").write_text(text.replace("2020Q1", "2022Q1"), "utf-8")
    (fault,) = checked(root)
    assert (fault.code, fault.place.file) == ("KP204", "rubrics/2022.yaml")
    assert "rubrics/2020.yaml" in fault.message


def test_a_fault_in_one_version_does_not_hide_those_in_another(root: Path) -> None:
    text = (root / RUBRIC).read_text("utf-8")
    for year in (2022, 2024):
        changed = text.replace("2020Q1", f"{year}Q1").replace("version: 2020", f"version: {year}")
        (root / f"rubrics/{year}.yaml").write_text(changed.replace("[0.5, 2]", "[2, 0.5]"), "utf-8")
    assert [(fault.code, fault.place.file) for fault in checked(root)] == [
        ("KP211", "rubrics/2022.yaml"),
        ("KP211", "rubrics/2024.yaml"),
    ]


def test_an_open_end_of_a_judged_range_and_weights_of_scorers(root: Path) -> None:
    assert codes(faults_of_clause(root, "fact: {judged: 例}\ndeduct: {within: item}")) == []


def test_weights_of_scorers_add_up_to_one(root: Path) -> None:
    fact = "fact: {scorers: 班子和职工, full: 100, weights: {班子: 0.6, 职工: 0.3}}"
    fault = only(faults_of_clause(root, f"{fact}\ndeduct: {{share: 2}}"), "KP203")
    assert "各类打分人的权重加起来是 0.9" in fault.message
