"""A new kind of fact is one new module and its name in facts/kinds.py: here is one, in a copy of the program.

Nothing else of the copy differs; with it a rubric is loaded, checked, scored, told, described and compared.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import dangjian_kaoping
from checks.laying import DANGQUN, RUBRIC, edit, lay
from documented import row_of

pytestmark = pytest.mark.whole

SPENT = '''\
"""用时 `spent`: hours from when it began to when it ended, which add up.

写法：`spent: 单位`
意思：从几点到几点。记录写 `began` 和 `ended`，两个都要
默认：无
例：`{fact: {spent: 小时}, deduct: {each: 1}}` 记 `{began: 9, ended: 11.5}` 扣 2.5 分
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from dangjian_kaoping.exact import ZERO, Exact, minus, plain, plus
from dangjian_kaoping.facts.asked import UNIT, Asked, Problem, Recorded, Terms
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.neighbours import Neighbour, stepped
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.model.values import Amount, Text


class SpentFact(Adding["SpentStated"]):
    TAG = "spent"
    TITLE = "用时"
    RECORDED = ("began", "ended")
    WANTED = "began: 几点开始 和 ended: 几点结束"
    RULES = (EachRule, TableRule)
    CHANGES: ClassVar = {"spent": UNIT}
    CALLED: ClassVar = {"spent": "用时 时长", "began": "开始", "ended": "结束"}

    spent: Text = Field(description="单位，如 小时")

    def problem(self, stated: "SpentStated", asked: Asked) -> Problem | None:
        if stated.began is None or stated.ended is None:
            return Problem("KP306", "没有写从几点到几点")
        return Problem("KP315", "还没有开始就结束了", ("ended",)) if stated.ended < stated.began else None

    def neighbours(self, stated: "SpentStated", asked: Asked) -> Iterator[Neighbour]:
        if stated.began is not None and stated.ended is not None:
            yield from (Neighbour({"ended": each}) for each in stepped(stated.ended, stated.began, None))

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return tuple(Box(number(each), f"几点{what}", "amount", "点") for each, what in ((1, "开始"), (2, "结束")))

    def boxed(self, stated: "SpentStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.began, stated.ended])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"began": number(1), "ended": number(2)}, "没有写从几点到几点")

    def running(self, recorded: Sequence[Recorded["SpentStated"]], terms: Terms) -> Iterator[Quantity]:
        so_far: Exact = ZERO
        for each in recorded:
            so_far = plus(so_far, minus(each.finding.ended or ZERO, each.finding.began or ZERO))
            yield Quantity(so_far)

    @property
    def unit(self) -> str:
        return self.spent

    def recorded_in_words(self, stated: "SpentStated") -> str:
        return f"{plain(stated.began or ZERO)} 时到 {plain(stated.ended or ZERO)} 时"


class SpentStated(Stated):
    KIND: ClassVar[KindOfFact] = SpentFact
    began: Amount | None = None
    ended: Amount | None = None
'''

DRIVER = """\
import contextlib, io, json, sys
from dangjian_kaoping.cli.shell.app import run

def answer(*arguments):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run(list(arguments))
    return [status, out.getvalue(), err.getvalue()]

print(json.dumps([answer(*each) for each in json.loads(sys.argv[1])]))
"""

CLAUSE = "          - {id: 超时, text: 超时1小时扣0.5分, fact: {spent: 小时}, deduct: {each: 0.5}, at_most: 1}\n"
AFTER = "            deduct: {each: 0.5}\n"
BRANCH = "  机关党支部:\n    date: 2021-03-25\n"
FINDING = "{{item: DJ-02, clause: 超时, {}, reason: 开得太长}}"
CASES = """\
kind: cases
version: 1
rubric: 2020
cases:
- {name: 超时2.5小时封顶扣1分, item: DJ-02, facts: [{clause: 超时, began: 9, ended: 11.5}], expect: {points: 1}}
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one module more, which is named where the others are."""
    copy = tmp_path_factory.mktemp("program")
    own = Path(dangjian_kaoping.__file__).parent
    room = copy / own.name / "facts"
    shutil.copytree(own, copy / own.name)
    (room / "spent.py").write_text(SPENT, encoding="utf-8")
    text = (room / "kinds.py").read_text(encoding="utf-8")
    named = (
        ("from dangjian_kaoping.facts.value", "from dangjian_kaoping.facts.spent import SpentStated\n{}"),
        ("    ScorersStated,\n", "    SpentStated,\n{}"),
    )
    for place, line in named:
        assert text.count(place) == 1
        text = text.replace(place, line.format(place))
    (room / "kinds.py").write_text(text, encoding="utf-8")
    return copy


def asked(program: Path, root: Path, *commands: tuple[str, ...]) -> list[list[Any]]:
    """What the copy answers to some commands: the status, and what it wrote."""
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, json.dumps(commands)],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[list[Any]] = json.loads(done.stdout)
    return answers


def _with(root: Path, *findings: str) -> Path:
    lay(root)
    edit(root, RUBRIC, (AFTER, AFTER + CLAUSE))
    written = "".join(f"      - {FINDING.format(each)}\n" for each in findings)
    edit(root, DANGQUN, (BRANCH, f"{BRANCH}    findings:\n{written}"))
    return root


def test_a_kind_of_one_module_is_scored_and_told(program: Path, tmp_path: Path) -> None:
    root = _with(tmp_path, "began: 9, ended: 10.5", "began: 14, ended: 14.25")
    (root / "rubrics/cases").mkdir()
    (root / "rubrics/cases/2020.yaml").write_text(CASES, encoding="utf-8")
    later = (root / RUBRIC).read_text(encoding="utf-8").replace("2020", "2021").replace("spent: 小时", "spent: 分钟")
    (root / "rubrics/2021.yaml").write_text(later.replace("2021Q1", "2021Q2"), encoding="utf-8")
    score, explain, shown, schema, cases, diff, data, confidence = asked(
        program,
        root,
        ("score", "--quarter", "2021Q1", "--format", "json"),
        ("explain", "机关党支部", "DJ-02", "--quarter", "2021Q1"),
        ("rubric", "show", "2020"),
        ("rubric", "schema"),
        ("rubric", "test"),
        ("rubric", "diff", "2020", "2021"),
        ("explain", "机关党支部", "DJ-02", "--quarter", "2021Q1", "--format", "json"),
        ("confidence", "--quarter", "2021Q1"),
    )
    assert [each[0] for each in (score, explain, shown, schema, cases, data, confidence)] == [0] * 7
    assert "9 时到 10.5 时" in explain[1]
    assert "14 时到 14.25 时" in explain[1]
    assert "每小时扣 0.5 分" in explain[1]
    assert "扣 0.875 分" in explain[1]
    assert "每小时扣 0.5 分" in shown[1]
    assert json.loads(schema[1])["$defs"]["SpentFact"]["properties"]["spent"]["description"] == "单位，如 小时"
    assert '"ended": "10.5"' in data[1]
    assert "1 个通过，0 个不符" in cases[1]
    assert "小时 → 分钟" in diff[1]
    # an hour more, of the one that ends at 10.5 as of the other, takes 0.5 x 0.9 more of what lies 0.75 above the last
    assert "9 时到 11.5 时" in confidence[1]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("began: 9", ["KP306", "没有写从几点到几点", "请写 began: 几点开始 和 ended: 几点结束"]),
        ("began: 9, ended: 8", ["KP315", "还没有开始就结束了"]),
        ("count: 2", ["KP306", "不记 count"]),
        ("开始: 9, ended: 10", ["是不是“began”？"]),
    ],
)
def test_a_kind_of_one_module_is_checked(program: Path, tmp_path: Path, stated: str, told: list[str]) -> None:
    ((status, out, err),) = asked(program, _with(tmp_path, stated), ("check",))
    assert status == 1
    assert [words for words in told if words not in out + err] == []


def test_a_kind_of_one_module_is_documented_by_it() -> None:
    assert row_of(ast.get_docstring(ast.parse(SPENT)) or "") == {
        "积木": "用时 `spent`",
        "写法": "`spent:单位`",
        "意思": "从几点到几点。记录写`began`和`ended`，两个都要",
        "默认": "无",
        "例": "`{fact:{spent:小时},deduct:{each:1}}`记`{began:9,ended:11.5}`扣2.5分",
    }
