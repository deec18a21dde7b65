"""等次 and 评先选优 as the commands show them; a veto of an earlier round of the year is looked up."""

import json
from pathlib import Path
from typing import Any

from checks.laying import DANGQUN, JANUARY, JIWEI, RUBRIC, edit

from .conftest import Command

JUDGED = "        judged: 1\n        reason: 1份谈话记录没有写内容\n"
VETO = """
          - id: 处分
            text: 班子成员受处分的，当年不得评先选优
            fact: {count: 起}
            veto: barred
          - id: 事故
            text: 发生事故的，当年最高评为合格
            fact: {count: 起}
            veto: {effect: grade_cap, grade: 合格}
"""
GRADES = "  grades: [{grade: 优秀, from: 9}, {grade: 合格, under: 9}]\n"


def _second_quarter(root: Path) -> None:
    """The records of the second quarter: those of the first, without what was found."""
    for file in (DANGQUN, JIWEI, JANUARY, JANUARY.replace("-01", "-02"), JANUARY.replace("-01", "-03")):
        text = (root / file).read_text("utf-8").partition("    findings:")[0].replace("2021Q1", "2021Q2")
        path = root / file.replace("2021Q1", "2021Q2")
        for month in (1, 2, 3):
            text = text.replace(f"2021-0{month}", f"2021-0{month + 3}")
            path = path.with_name(path.name.replace(f"2021-0{month}", f"2021-0{month + 3}"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / JIWEI.replace("2021Q1", "2021Q2")).write_text(
        "kind: inspection\nversion: 1\nquarter: 2021Q2\ndepartment: 纪委办公室\n"
        "branches:\n  发电部党支部: {date: 2021-06-25}\n  机关党支部: {date: 2021-06-25}\n",
        "utf-8",
    )
    (root / DANGQUN.replace("2021Q1", "2021Q2")).write_text(
        "kind: inspection\nversion: 1\nquarter: 2021Q2\ndepartment: 党群工作部\n"
        "branches:\n  发电部党支部: {date: 2021-06-25}\n  机关党支部: {date: 2021-06-25}\n",
        "utf-8",
    )


def _barred(root: Path) -> None:
    """机关党支部 is barred, and capped, in the first quarter."""
    edit(root, RUBRIC, ("            deduct: {within: [0.5, 2]}\n", "            deduct: {within: [0.5, 2]}\n" + VETO))
    edit(root, RUBRIC, ("  weights:", GRADES + "  weights:"))
    edit(root, JIWEI, (JUDGED, JUDGED + "".join(_finding(clause) for clause in ("处分", "事故"))))


def _finding(clause: str) -> str:
    return f"      - {{item: LZ-01, clause: {clause}, reason: 发生1起}}\n"


def _branch(kaoping: Command, quarter: str) -> Any:
    status, out, err = kaoping("rank", "-q", quarter, "-f", "json")
    assert status == 0, err
    return next(each for each in json.loads(out)["branches"] if each["branch"] == "机关党支部")


def test_grade_and_eligibility_in_json(root: Path, kaoping: Command) -> None:
    _barred(root)
    found = _branch(kaoping, "2021Q1")
    assert (found["composite"], found["grade"], found["eligible"]) == ("9.10", "合格", False)
    assert found["exclusions"] == [{"kind": "barred", "quarter": "2021Q1", "item": "LZ-01", "clause": "处分"}]


def test_a_veto_of_the_first_quarter_acts_in_the_second(root: Path, kaoping: Command) -> None:
    _barred(root)
    _second_quarter(root)
    found = _branch(kaoping, "2021Q2")
    # both branches have full marks, and share the last place
    assert (found["flags"], found["grade"], found["eligible"]) == (["bottom_three"], "合格", False)
    assert {"kind": "barred", "quarter": "2021Q1", "item": "LZ-01", "clause": "处分"} in found["exclusions"]
    text = "".join(kaoping("rank", "-q", "2021Q2").out.split())
    assert "2021年第一季度一票否决，不得评先选优（LZ-01/处分：班子成员受处分的，当年不得评先选优）" in text
    assert "合格（按得分是优秀；2021年第一季度LZ-01/事故一票否决，等次最高评为“合格”，到本年年底）" in text
    # and nothing of it in the check: it is no fault
    assert kaoping("check").status == 0


def test_each_round_is_held_against_the_rubric_that_was_in_force_then(root: Path, kaoping: Command) -> None:
    _barred(root)
    _second_quarter(root)
    # from the second quarter on a rubric without vetoes: what was set off under the old one acts all the same
    newer = (root / RUBRIC).read_text("utf-8").replace(VETO, "").replace("version: 2020", "version: 2021")
    (root / "rubrics/2021.yaml").write_text(newer.replace("effective_from: 2020Q1", "effective_from: 2021Q2"), "utf-8")
    found = _branch(kaoping, "2021Q2")
    assert found["grade"] == "合格"
    assert [each["quarter"] for each in found["exclusions"] if each["kind"] == "barred"] == ["2021Q1"]
    # the other way round nothing was set off
    edit(root, RUBRIC, (VETO, ""))
    edit(root, JIWEI, ("".join(_finding(clause) for clause in ("处分", "事故")), ""))
    assert _branch(kaoping, "2021Q2")["grade"] == "优秀"


def test_nothing_is_shown_where_the_measure_says_nothing(root: Path, kaoping: Command) -> None:
    out = kaoping("rank", "-q", "2021Q1").out
    assert "等次" not in out
    assert "评先" not in out
    assert "评先" not in kaoping("explain", "机关党支部", "-q", "2021Q1").out


def test_explain_tells_grade_and_eligibility(root: Path, kaoping: Command) -> None:
    _barred(root)
    out = kaoping("explain", "机关党支部", "-q", "2021Q1").out
    assert "等次：合格（按得分是优秀；2021年第一季度 LZ-01/事故 一票否决，等次最高评为“合格”，到本年年底）" in out
    assert "评先选优：不可以，原因是一票否决，不得评先选优（LZ-01/处分：班子成员受处分的，当年不得评先选优）" in out
    data = json.loads(kaoping("explain", "机关党支部", "-q", "2021Q1", "-f", "json").out)
    assert (data["grade"], data["eligible"]) == ("合格", False)
