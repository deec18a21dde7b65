"""One finding against its clause: each of the twelve kinds of fact, stated rightly and wrongly."""

from pathlib import Path

import pytest

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.facts.kinds import KINDS

from .laying import DANGQUN, RUBRIC, checked, edit, lay

pytestmark = pytest.mark.every(2)

CLAUSES = """\
          - {id: count, text: 次数, fact: {count: 次}, penalty: {each: 0.1}}
          - {id: counts, text: 几种次数, fact: {count: {迟到: 次, 早退: 次}}, penalty: {each: 0.1}}
          - {id: amount, text: 数额, fact: {amount: 元}, penalty: {each: 0.1}}
          - {id: missing, text: 缺额, fact: {missing: 次, required: 3}, penalty: {each: 0.1}}
          - {id: recorded, text: 计划数, fact: {missing: 次, required: recorded}, penalty: {each: 0.1}}
          - {id: monthly, text: 每月, fact: {missing: 次, required: 2, per: month}, penalty: {each: 0.1}}
          - {id: planned, text: 每月计划, fact: {missing: 次, required: recorded, per: month}, penalty: {each: 0.1}}
          - {id: late, text: 迟报, fact: {late: 天, never: 1}, penalty: {each: 0.1}}
          - {id: sample, text: 抽查, fact: {sample: 人, size: 3}, penalty: {each: 0.1}}
          - {id: value, text: 数值, fact: {value: '%'}, penalty: {each: 0.1, below: 90}}
          - {id: degrees, text: 温度, fact: {value: 度, min: -10, max: 50}, penalty: {each: 0.1, below: 0}}
          - {id: rank, text: 名次, fact: {rank: 集团, of: 12}, penalty: {table: [{points: 0.1}]}}
          - {id: level, text: 定档, fact: {level: [好, 较好, 差]}, penalty: {levels: {好: 0, 较好: 0.1, 差: 0.2}}}
          - {id: event, text: 事件, fact: {event: [一般, 较重]}, penalty: {levels: {一般: 0.1, 较重: 0.2}}}
          - {id: roles, text: 角色, fact: {event: [一般], roles: {主办: 1, 协办: 0.5}}, bonus: {each: 0.1}}
          - {id: pairs, text: 对, fact: {event: [省], roles: [主办, 协办]}, bonus: {levels: {省: {主办: 2, 协办: 1}}}}
          - {id: judged, text: 酌情, fact: {judged: 例}, penalty: {within: [0.1, 0.5]}}
          - {id: imported, text: 引用, fact: {imported: 平台, full: 50}, penalty: {each: 0.01}}
          - {id: beyond, text: 引用附加分, fact: {imported: 平台, full: 50, max: 60}, penalty: {each: 0.01}}
          - {id: scorers, text: 打分, fact: {scorers: 班子, full: 10}, penalty: {each: 0.01}}
          - {id: weighed, text: 分类, fact: {scorers: 两类, full: 10, weights: {甲: 0.6, 乙: 0.4}}, penalty: {each: 1}}
          - {id: beside, text: 旁听, fact: {scorers: 两类, full: 10, weights: {甲: 1, 乙: 0}}, penalty: {each: 1}}
          - {id: ballots, text: 投票, fact: {scorers: 党员, full: 10, levels: {好: 10, 差: 0}}, penalty: {each: 1}}
          - {id: sheets, text: 一人两个, fact: {scorers: 评委, full: 10, marks: 2}, penalty: {each: 1}}
          - id: absent
            text: 缺一类
            fact: {scorers: 两类, full: 10, levels: {好: 10, 差: 0}, weights: {甲: 0.6, 乙: 0.4}, absent: share}
            penalty: {each: 1}
          - {id: part, text: 完成几成, fact: {missing: 项, required: recorded}, penalty: {share: 1}}
          - {id: percent, text: 完成率, fact: {missing: 项, required: recorded, as: done_percent}, bonus: {each: 0.01}}
          - {id: lacking, text: 欠缺, fact: {missing: 项, required: recorded, as: missing_percent}, bonus: {each: 0.01}}
          - {id: done, text: 完成数, fact: {missing: 项, required: recorded, as: done}, bonus: {each: 0.01}}
          - {id: over, text: 超额, fact: {missing: 项, required: recorded, as: over}, bonus: {each: 0.01}}
          - {id: spared, text: 没有任务, fact: {missing: 项, required: recorded, if_none: full}, penalty: {share: 1}}
          - {id: once, text: 就高, fact: {count: 次}, penalty: {each: 0.1}, highest_per_event: true}
"""

RIGHT = [
    *(("count", fact) for fact in ("", "count: 3", "count: 0")),
    *(("counts", fact) for fact in ("count: {迟到: 2, 早退: 1}", "count: {迟到: 1}", "count: 2")),
    *(("amount", fact) for fact in ("amount: 0.25", "amount: 0")),
    *(("missing", fact) for fact in ("missing: 1", "done: 2", "done: 5")),
    *(("recorded", fact) for fact in ("required: 10, done: 8", "required: 10, missing: 2", "required: 0, done: 0")),
    *(("monthly", fact) for fact in ("done: [4, 2, 0]", "done: [0, 0, 0]", "missing: 6", "missing: 0")),
    *(("planned", fact) for fact in ("required: 2, done: [4, 2, 0]", "required: [2, 0, 3], missing: 5")),
    *(("late", fact) for fact in ("late: 2", "late: 0.5", "never: true")),
    ("sample", "sampled: 3, failed: 1"),
    *(("value", fact) for fact in ("value: 97.5", "value: 100", "value: 0")),
    *(("degrees", fact) for fact in ("value: -10", "value: 50", "value: -0.5")),
    *(("rank", fact) for fact in ("rank: 1", "rank: 12", "rank: 2, tied: 2")),
    *(("level", fact) for fact in ("level: 好", "level: 差")),
    *(("event", fact) for fact in ("level: 一般", "level: 较重, count: 2")),
    *(("roles", fact) for fact in ("level: 一般, role: 主办", "level: 一般, role: 协办, count: 2")),
    *(("pairs", fact) for fact in ("level: 省, role: 主办", "level: 省, role: 协办, count: 2")),
    *(("beyond", fact) for fact in ("score: 60", "score: 50.5")),
    *(("judged", fact) for fact in ("judged: 0.1", "judged: 0.5")),
    *(("imported", fact) for fact in ("score: 50", "score: 0")),
    *(("scorers", fact) for fact in ("scores: [10, 9.5, 0]", "scores: [8]")),
    ("weighed", "scores: {甲: [9, 8], 乙: [7]}"),
    *(("ballots", fact) for fact in ("votes: {好: 3, 差: 0}", "scores: [好, 差, 好]", "votes: {好: 3}, issued: 3")),
    *(("sheets", fact) for fact in ("scores: [[9, 8], [7, 10]]", "scores: [[9.5, 0]], issued: 5")),
    *(("absent", fact) for fact in ("votes: {甲: {好: 1}}", "scores: {乙: [好], 甲: []}")),
    ("absent", "votes: {甲: {好: 1}, 乙: {差: 2}}, issued: {甲: 3}"),
    # a class that weighs nothing need not have scored
    *(("beside", fact) for fact in ("scores: {甲: [9]}", "scores: {甲: [9], 乙: []}", "scores: {甲: [9], 乙: [7]}")),
    # what is missing is missing of whatever was required, where nothing else is read of it
    *(("recorded", "missing: 4"), ("planned", "missing: 9")),
    *(("over", fact) for fact in ("required: 10, done: 12", "required: 0, done: 2", "required: 10, missing: 0")),
    *(("spared", fact) for fact in ("required: 0, done: 0", "required: 3, done: 1")),
    # of nothing that is required there is no part, but there is a number
    *(("done", fact) for fact in ("required: 0, done: 0", "required: 0, done: 3", "required: 0, missing: 0")),
    *((clause, "required: 0.5, done: 0") for clause in ("part", "percent", "lacking")),
    ("once", "count: 1, event: 事件甲"),
]

WRONG = [
    ("count", "count: {迟到: 1}", "KP306", "没有“迟到”这一种，只记一个数"),
    ("count", "amount: 2", "KP306", "不记 amount"),
    ("count", "level: 好", "KP306", "不记 level"),
    ("count", "event: 甲", "KP306", "不记 event"),
    ("counts", "count: {旷工: 1}", "KP306", "没有“旷工”这一种（有：迟到、早退）"),
    ("amount", "", "KP306", "没有写数额"),
    ("amount", "count: 2", "KP306", "不记 count"),
    ("missing", "", "KP306", "没有写做了多少、少了多少"),
    ("missing", "count: 1", "KP306", "不记 count"),
    ("missing", "done: 1, required: 3", "KP306", "应做的数已由细则规定，不记 required"),
    ("missing", "done: 1, missing: 2", "KP315", "done 与 missing 只能写一个"),
    ("recorded", "done: 1", "KP306", "没有写应做多少"),
    *((clause, "missing: 1", "KP306", "没有写应做多少") for clause in ("part", "percent", "lacking", "done", "over")),
    ("spared", "missing: 0", "KP306", "没有写应做多少"),
    ("recorded", "required: 3, missing: 4", "KP315", "少了 4，比应做的 3 还多"),
    ("missing", "done: [1, 1, 1]", "KP306", "不按月计，done 只写一个数"),
    ("recorded", "required: [1, 1, 1], missing: 0", "KP306", "不按月计，required 只写一个数"),
    ("monthly", "done: 6", "KP361", "每月都要做，done 只写了一个数，看不出各月做了多少"),
    ("monthly", "done: [6]", "KP361", "done 写了 1 个数，而要写 3 个月的"),
    ("monthly", "done: [2, 2, 2, 2]", "KP361", "done 写了 4 个数，而要写 3 个月的"),
    ("monthly", "missing: 7", "KP315", "少了 7，比应做的 6 还多"),
    ("planned", "required: 2, done: 6", "KP361", "每月都要做，done 只写了一个数，看不出各月做了多少"),
    ("planned", "required: [2, 2], missing: 0", "KP361", "required 写了 2 个数，而要写 3 个月的"),
    ("planned", "required: [2, 0, 3], missing: 6", "KP315", "少了 6，比应做的 5 还多"),
    ("planned", "done: [1, 1, 1]", "KP306", "没有写应做多少"),
    ("late", "", "KP306", "没有写迟了多少"),
    ("late", "never: false", "KP306", "没有写迟了多少"),
    ("late", "late: 2, never: true", "KP315", "始终未报的不再记迟了多少"),
    ("sample", "", "KP306", "没有写抽查数和不合格数"),
    ("sample", "sampled: 3", "KP306", "没有写抽查数和不合格数"),
    ("sample", "failed: 1", "KP306", "没有写抽查数和不合格数"),
    ("sample", "sampled: 3, failed: 4", "KP315", "抽查 3，不合格却有 4"),
    ("sample", "sampled: 2, failed: 1", "KP318", "规定抽查 3 人，只抽了 2 人"),
    ("value", "", "KP306", "没有写数值"),
    ("value", "value: 100.5", "KP315", "数值 100.5 不在 0—100 之间"),
    ("value", "value: -1", "KP315", "数值 -1 不在 0—100 之间"),
    ("degrees", "value: -11", "KP315", "数值 -11 不在 -10—50 之间"),
    ("rank", "", "KP306", "没有写名次（从 1 起）"),
    ("rank", "rank: 0", "KP306", "没有写名次（从 1 起）"),
    ("rank", "rank: 13", "KP315", "第 13 名，而一共只有 12 名"),
    ("rank", "rank: 1, tied: 0", "KP315", "并列几家从 1 数起，没有并列的不写"),
    ("level", "", "KP306", "没有写档次"),
    ("level", "level: 较差", "KP306", "没有“较差”这个档次。是不是“较好”？"),
    ("level", "level: 优", "KP306", "没有“优”这个档次。"),
    ("level", "level: 好, count: 2", "KP306", "不记 count"),
    ("event", "", "KP306", "没有写级别"),
    ("event", "level: 严重", "KP306", "没有“严重”这个级别。是不是“较重”？"),
    ("event", "level: 一般, role: 主办", "KP306", "没有“主办”这个角色。"),
    ("event", "level: 一般, count: {甲: 1}", "KP306", "count 只记一个数"),
    ("roles", "level: 一般", "KP306", "没有写角色 role（主办、协办）"),
    ("roles", "level: 一般, role: 承办", "KP306", "没有“承办”这个角色。是不是“协办”？"),
    ("pairs", "level: 省", "KP306", "没有写角色 role（主办、协办）"),
    ("pairs", "level: 省, role: 参与", "KP306", "没有“参与”这个角色。"),
    ("beyond", "score: 61", "KP315", "得分 61 超过最多可得的 60"),
    ("judged", "", "KP306", "没有写判了几分"),
    ("judged", "judged: 1", "KP307", "判了 1 分，范围是 0.1—0.5 分"),
    ("judged", "count: 1", "KP306", "不记 count"),
    ("imported", "", "KP306", "没有写得分"),
    ("imported", "score: 50.5", "KP315", "得分 50.5 超过满分 50"),
    ("ballots", "", "KP306", "没有写各档的票数 votes，或各人投的档 scores"),
    ("ballots", "scores: [好], votes: {好: 1}", "KP306", "scores 与 votes 只能写一个"),
    ("ballots", "votes: {良: 1}", "KP306", "没有“良”这一档。"),
    ("ballots", "scores: [好, 9]", "KP306", "没有“9”这一档。"),
    ("ballots", "votes: {好: 0}", "KP315", "一张有效票也没有"),
    ("ballots", "votes: {好: 3}, issued: 2", "KP315", "发出 2 张，有效的却有 3 张"),
    ("ballots", "votes: {甲: {好: 3}}", "KP306", "细则没有分打分人的类别"),
    ("ballots", "votes: {好: 3}, issued: {甲: 4}", "KP306", "发出的票数分的类别与细则的不一样"),
    ("ballots", "issued: 2", "KP306", "没有写各档的票数 votes，或各人投的档 scores"),
    ("ballots", "scores: [[好, 差]]", "KP306", "每人只打一个，不写成一张几个"),
    ("scorers", "votes: {好: 3}", "KP306", "细则没有写各档几分（levels），不能只记票数"),
    ("scorers", "scores: [好]", "KP306", "打的分“好”不是一个数"),
    ("sheets", "scores: [9, 8]", "KP306", "每人要打 2 个，一人一张写成 [几, 几]"),
    ("sheets", "scores: [[9, 8, 7]]", "KP315", "这一张写了 3 个，而每人要打 2 个"),
    ("sheets", "scores: [[9, 11]]", "KP315", "打的分 11 超过满分 10"),
    ("absent", "scores: {甲: [], 乙: []}", "KP315", "甲、乙都没有人打分"),
    ("absent", "scores: {甲: [好], 丙: [好]}", "KP306", "各类打分人都要有分（甲、乙）"),
    ("absent", "votes: {甲: {好: 1}}, issued: {甲: 0}", "KP315", "甲发出 0 张，有效的却有 1 张"),
    ("scorers", "", "KP306", "没有写各人打的分"),
    ("scorers", "scores: []", "KP306", "没有写各人打的分"),
    ("scorers", "scores: {甲: [9]}", "KP306", "细则没有分打分人的类别"),
    ("scorers", "scores: [9, 11]", "KP315", "打的分 11 超过满分 10"),
    ("weighed", "scores: [9, 8]", "KP306", "各类打分人都要有分（甲、乙）"),
    ("weighed", "scores: {甲: [9]}", "KP306", "各类打分人都要有分（甲、乙）"),
    ("weighed", "scores: {甲: [9], 乙: []}", "KP306", "各类打分人都要有分（甲、乙）"),
    ("beside", "scores: {乙: [9]}", "KP306", "各类打分人都要有分（甲）"),
    ("beside", "scores: {甲: [9], 丙: [9]}", "KP306", "各类打分人都要有分（甲）"),
    *(
        (clause, stated, "KP342", "应做的数写的是 0，做了几成无从说起")
        for clause in ("part", "percent", "lacking")
        for stated in (
            "required: 0, done: 0",
            "required: 0, missing: 0",
            "required: 0, done: 3",
            "required: 0.0, done: 1",
        )
    ),
]


def _faults(root: Path, clause: str, stated: str) -> list[Diagnostic]:
    lay(root)
    edit(root, RUBRIC, ("            deduct: {each: 0.5}\n", "            deduct: {each: 0.5}\n" + CLAUSES))
    finding = ", ".join(part for part in (f"item: DJ-02, clause: {clause}", stated, "reason: 查到的") if part)
    branch = "  机关党支部:\n    date: 2021-03-25\n"
    edit(root, DANGQUN, (branch, f"{branch}    findings:\n      - {{{finding}}}\n"))
    return checked(root)


def test_every_kind_of_fact_has_right_and_wrong_findings() -> None:
    kinds = {kind.TAG for kind in KINDS}
    assert len(kinds) == 12
    named = {"counts": "count", "recorded": "missing", "degrees": "value", "roles": "event", "weighed": "scorers"}
    named |= {"pairs": "event", "beyond": "imported"}
    named |= dict.fromkeys(("ballots", "sheets", "absent"), "scorers")
    named |= dict.fromkeys(("monthly", "planned", "over", "spared"), "missing")
    named |= {"part": "missing", "percent": "missing", "lacking": "missing", "done": "missing", "beside": "scorers"}
    assert {named.get(clause, clause) for clause, _, _, _ in WRONG} == kinds
    assert {named.get(clause, clause) for clause, _ in RIGHT} - {"once"} == kinds


@pytest.mark.parametrize(("clause", "stated"), RIGHT)
def test_a_fact_as_the_clause_asks_for_it(tmp_path: Path, clause: str, stated: str) -> None:
    assert [fault.message for fault in _faults(tmp_path, clause, stated)] == []


@pytest.mark.parametrize(("clause", "stated", "code", "problem"), WRONG)
def test_a_fact_that_the_clause_does_not_take(
    tmp_path: Path, clause: str, stated: str, code: str, problem: str
) -> None:
    (fault,) = _faults(tmp_path, clause, stated)
    assert (fault.code, fault.place.file, fault.place.line) == (code, DANGQUN, 24)
    assert fault.message == f"DJ-02/{clause} {problem}"


@pytest.mark.parametrize("clause", sorted({clause for clause, _, code, _ in WRONG if code == "KP306"}))
def test_the_mend_says_how_the_fact_is_stated(tmp_path: Path, clause: str) -> None:
    fault = next(
        each for each in _faults(tmp_path, clause, "process: 无, carried_out: 无, rank: 0") if each.code == "KP306"
    )
    stated = {"level": "level: 档次（好、较好、差）", "recorded": "required: 应做的数 和 done: 已做的数"}
    assert fault.mend.startswith(f"请写 {stated.get(clause, '')}")
    assert ":" in fault.mend


@pytest.mark.parametrize(
    ("clause", "stated", "told"),
    [
        ("monthly", "done: 4", []),
        ("planned", "required: 2, done: 4", []),
        ("monthly", "done: [4, 2, 0]", [("KP306", "自评一个月一份，done 只写本月的一个数")]),
        ("planned", "required: [2, 2, 2], done: 4", [("KP306", "自评一个月一份，required 只写本月的一个数")]),
        # more than the month had
        ("monthly", "missing: 3", [("KP315", "少了 3，比应做的 2 还多")]),
    ],
)
def test_a_self_assessment_states_its_own_month(
    tmp_path: Path, clause: str, stated: str, told: list[tuple[str, str]]
) -> None:
    lay(tmp_path)
    clauses = CLAUSES.replace("penalty", "deduct")
    edit(tmp_path, RUBRIC, ("            deduct: {each: 0.5}\n", "            deduct: {each: 0.5}\n" + clauses))
    month = "data/2021Q1/self/2021-01.yaml"
    finding = f"{{item: DJ-02, clause: {clause}, {stated}, reason: 自查的}}"
    edit(tmp_path, month, ("  机关党支部: {}\n", f"  机关党支部:\n    findings:\n      - {finding}\n"))
    found = [(each.code, each.message) for each in checked(tmp_path) if each.code in ("KP306", "KP315", "KP361")]
    assert found == [(code, f"DJ-02/{clause} {problem}") for code, problem in told]
