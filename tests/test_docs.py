"""四份文档里的例子：每一段 YAML、每一行表都由程序验证，写的是什么，算出来就是什么。

A fenced block is one of: a document with its `kind`; `items`/`measure` with `cases`; a list of clauses; a list of
findings. Its first line may be a comment that says more: `# 文件 rubrics/2021.yaml` makes it a file of the tutorial's
workspace, `# 写错了：KP206` a fault that the check must find. A console block is run in that workspace, as far as
it has been written by then, and what it shows must be among what the program says.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

import pytest

from dangjian_kaoping.cases.run import run_case, run_cases
from dangjian_kaoping.checks.agreement.agreement import check_agreement
from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.checks.rubric.reward import check_rules
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.diagnostics.catalogue import catalogue
from dangjian_kaoping.facts import kinds
from dangjian_kaoping.facts.fact import KindOfFact
from dangjian_kaoping.grammar.saying import said
from dangjian_kaoping.loading.validation import validated
from dangjian_kaoping.model import cases, clause, measure, reward, rubric, rule
from dangjian_kaoping.model.adjustments import Adjustments
from dangjian_kaoping.model.cases import Cases
from dangjian_kaoping.model.objections import Objections
from dangjian_kaoping.model.records import FollowUps, Inspection, SelfAssessment
from dangjian_kaoping.model.reward import RewardPolicy, RewardRules
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.round import RoundSettings
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.waivers import Waivers
from dangjian_kaoping.model.workspace import Settings
from dangjian_kaoping.source.reader import read_yaml
from dangjian_kaoping.words.names import PUBLIC
from dangjian_kaoping.write.text.cases import cases_text
from documented import DOCS, LANGUAGE, Row, case_of, closed, docstring_of, row_of, rows, tagged

WRITING, REWARDS, COURSE = DOCS / "写细则.md", DOCS / "绩效奖励.md", DOCS / "公布与异议.md"
KINDS: dict[str, type[Any]] = {
    "workspace": Settings,
    "roster": Roster,
    "rubric": Rubric,
    "reward": RewardPolicy,
    "cases": Cases,
    "inspection": Inspection,
    "self": SelfAssessment,
    "round": RoundSettings,
    "objections": Objections,
    "followups": FollowUps,
    "adjustments": Adjustments,
    "waivers": Waivers,
}


class Block(NamedTuple):
    """A fenced block: its language, its text, and the line where it begins."""

    document: Path
    line: int
    language: str
    text: str

    @property
    def file(self) -> str | None:
        """The file of the tutorial's workspace that it is."""
        found = re.match(r"# 文件 (\S+)\n", self.text)
        return found[1] if found else None

    @property
    def faults(self) -> list[str]:
        """The codes that the check must find in it."""
        found = re.match(r"# 写错了：(.*)\n", self.text)
        return re.findall(r"KP\d{3}", found[1]) if found else []


@cache
def blocks(document: Path) -> tuple[Block, ...]:
    text = document.read_text(encoding="utf-8")
    return tuple(
        Block(document, text[: found.start()].count("\n") + 1, found[1], found[2])
        for found in re.finditer(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    )


def snippets() -> Iterator[Block]:
    for document in (LANGUAGE, WRITING, REWARDS, COURSE):
        yield from (each for each in blocks(document) if each.language == "yaml")


def indented(text: str, spaces: int) -> str:
    return "".join(f"{' ' * spaces}{line}\n" for line in text.splitlines())


ITEM = "items:\n- id: 试\n  title: 试\n  points: 10\n  floor: -10\n  department: 试\n"
SETTING = "# 写在 kaoping.yaml 里\n"
CASE = "cases:\n- {name: 试, item: 试, expect: {}}\n"


def document_of(text: str) -> str:
    """A snippet as a whole document of cases, or the document that it is."""
    if re.search(r"^kind:", text, re.MULTILINE):
        return text
    if text.startswith(SETTING):
        return f"kind: workspace\nversion: 1\nunit: 某某热电厂\n{text}"
    head = "kind: cases\nversion: 1\n"
    if re.search(r"^(items|areas|measure|policy):", text, re.MULTILINE):
        return head + text + ("" if re.search(r"^cases:", text, re.MULTILINE) else CASE)
    return f"{head}{ITEM}  clauses:\n{indented(text, 2)}{CASE}"


def read(text: str, file: str) -> tuple[Any, Faults]:
    """The model of a document, and what is wrong with it."""
    faults = Faults()
    data = read_yaml(text, file, faults)
    if data is None:
        return None, faults
    return validated(KINDS[data["kind"]], data, file, faults), faults


@pytest.mark.parametrize("block", [pytest.param(each, id=f"{each.document.stem}-{each.line}") for each in snippets()])
def test_snippet(block: Block) -> None:
    model, faults = read(document_of(block.text), f"{block.document.name}:{block.line}")
    own = model.own_rubric() if isinstance(model, Cases) and model.rubric is None else model
    if isinstance(own, Rubric) and block.file is None:
        faults.extend(check_rubric(own, None))
        faults.extend(check_agreement(own, said))
    rules = model.policy if isinstance(model, Cases) else model
    if isinstance(rules, RewardRules):
        faults.extend(check_rules(rules))
    # a bare clause is tried in an item of 10 points, which it need not use up
    bare = not re.search(r"^(kind|items|areas|measure|policy):", block.text, re.MULTILINE)
    asked = [each for each in faults if each.severity != "info" or each.code in block.faults]
    told = [each for each in asked if not (bare and each.code == "KP212")]
    assert {each.code for each in told} == set(block.faults), [f"{each.code} {each.message}" for each in told]
    if isinstance(model, Cases) and isinstance(own, Rubric) and not block.faults:
        outcomes = [("", outcome) for outcome in run_cases(model, own, model.policy)]
        assert all(outcome.passed for _, outcome in outcomes), cases_text(outcomes, 0, 100, verbose=False)


def examples(document: Path) -> list[Row]:
    return [row for row in rows(document) if "例" in row.cells]


def rows_under(heading: str) -> list[str]:
    """The rows of the table under a heading of the language's document."""
    _, _, rest = LANGUAGE.read_text(encoding="utf-8").partition(f"### {heading}")
    lines = rest.partition("\n#")[0].splitlines()
    return [line for line in lines if line.startswith("| ") and not line.startswith("| 积木")]


@pytest.mark.parametrize(
    ("document", "row"),
    [
        pytest.param(document, each, id=f"{document.stem}-{each.line}")
        for document in (LANGUAGE, WRITING)
        for each in examples(document)
    ],
)
def test_row(document: Path, row: Row) -> None:
    model, faults = read(case_of(row.cells["例"]), f"{document.name}:{row.line}")
    assert isinstance(model, Cases), [each.message for each in faults]
    outcomes = [("", outcome) for outcome in run_cases(model, model.own_rubric())]
    assert all(outcome.passed for _, outcome in outcomes), cases_text(outcomes, 0, 100, verbose=True)
    errors = [each.message for each in check_rubric(model.own_rubric(), None) if each.severity == "error"]
    assert not errors


def test_number_of_blocks() -> None:
    listed = re.search(
        r"一共 (\d+) 种积木：事实 (\d+) 种，规则 (\d+) 种，后果 (\d+) 种，限度 (\d+) 种，"
        r"合用记录 (\d+) 种，会变的数 (\d+) 种，项目和组 (\d+) 种。考评办法的 (\d+) 项设定",
        LANGUAGE.read_text("utf-8"),
    )
    assert listed is not None
    whole, *parts, settings = map(int, listed.groups())
    assert whole == sum(parts) == len([row for row in examples(LANGUAGE) if "意思" in row.cells])
    assert parts[:3] == [len(fact_tags()), len(rule_tags()), len(clause.EFFECTS)]
    assert parts[4:6] == [len(rows_under("几条合用一条记录")), len(rows_under("会变的数"))]
    assert settings == len([row for row in rows(LANGUAGE) if "设定" in row.cells])
    headings = re.findall(r"^##+ .*（(\d+) (?:种|项设定)）$", LANGUAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(map(int, headings)) == sorted([*parts, settings])


def fact_tags() -> list[str]:
    return [kind.TAG for kind in kinds.KINDS]


def rule_tags() -> list[str]:
    return [each.TAG for each in tagged(rule)]


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.TAG)
def test_a_kind_of_fact_is_told_as_its_module_tells_it(kind: KindOfFact) -> None:
    told_of = (row.cells for row in rows(LANGUAGE) if "意思" in row.cells)
    (cells,) = (each for each in told_of if each.get("积木", "").endswith(f" `{kind.TAG}`"))
    told = row_of(docstring_of(sys.modules[kind.__module__]))
    assert told == {**{heading: closed(cell) for heading, cell in cells.items()}, "积木": cells["积木"]}


def test_every_key_is_told() -> None:
    text = LANGUAGE.read_text(encoding="utf-8") + REWARDS.read_text(encoding="utf-8")
    told = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]*)`", text))))
    models = [
        *kinds.KINDS,
        *tagged(rule),
        *(
            rule.Row,
            clause.Clause,
            clause.Trigger,
            clause.Empties,
            clause.Veto,
            clause.Repeat,
            clause.Group,
            clause.When,
        ),
        *(rubric.Item, rubric.NotApplicable, measure.Measure, measure.Weights, measure.Rounding, measure.LastPlaces),
        *(
            measure.Totals,
            measure.Year,
            measure.Band,
            measure.GradeLimits,
            measure.Commendation,
            cases.Case,
            cases.Expected,
            cases.CaseBranch,
            cases.RoundBranch,
            cases.ExpectedBranch,
        ),
        *tagged(reward),
        *(reward.RewardPolicy, reward.Coefficient, reward.Reward, reward.Penalty, reward.When, reward.Row),
    ]
    keys = {info.alias or name for model in models for name, info in model.model_fields.items()}
    keys -= {"\0at", "\0same", "\0places", "rule", "fact", "text", "class", "kind", "version", "title", "note"}
    assert sorted(keys - told) == []


def test_every_part_that_a_measure_publishes_is_told() -> None:
    (row,) = (each for each in LANGUAGE.read_text("utf-8").splitlines() if each.startswith("| 公开版 `publish`"))
    assert list(PUBLIC) == list(get_args(measure.PublicPart))
    for part, words in PUBLIC.items():
        assert f"`{part}` {words}" in row
    default = ", ".join(measure.Measure().publish)
    assert f"`[{default}]`" in row


SAMPLE_FACT = {
    "count": "{count: 次}",
    "amount": "{amount: 元}",
    "missing": "{missing: 次, required: 3}",
    "late": "{late: 天}",
    "sample": "{sample: 人, as: passed_percent}",
    "value": "{value: '%'}",
    "rank": "{rank: 厂, of: 3}",
    "level": "{level: [好, 差]}",
    "event": "{event: [好, 差]}",
    "judged": "{judged: 例}",
    "imported": "{imported: 得分, full: 100}",
    "scorers": "{scorers: 评委, full: 100}",
}
SAMPLE_RULE = {
    "each": "{each: 1}",
    "table": "{table: [{from: 0, points: 1}]}",
    "levels": "{levels: {好: 1, 差: 0}}",
    "share": "{share: 5}",
    "within": "{within: [1, 2]}",
}


@pytest.mark.whole
def test_which_fact_goes_with_which_rule() -> None:
    matrix = {row.cells["事实"]: row.cells for row in rows(LANGUAGE) if "`within`" in row.cells}
    assert [name.strip("`") for name in matrix] == fact_tags()
    for name, cells in matrix.items():
        for tag in rule_tags():
            snippet = f"- {{id: 试, text: 试, fact: {SAMPLE_FACT[name.strip('`')]}, deduct: {SAMPLE_RULE[tag]}}}\n"
            model, faults = read(document_of(snippet), "试")
            assert isinstance(model, Cases), [each.message for each in faults]
            codes = {each.code for each in check_rubric(model.own_rubric(), None)}
            assert ("KP206" not in codes) == bool(cells.get(f"`{tag}`", "")), (name, tag)


FINDING = {
    "count": "count: 3",
    "amount": "amount: 0.2",
    "missing": "done: 2",
    "late": "late: 2",
    "sample": "sampled: 3, failed: 1",
    "scorers": "scores: [3, 2, 1]",
    "value": "value: 97",
    "rank": "rank: 2",
    "level": "level: 好",
    "imported": "score: 88",
    "event": "level: 好",
    "judged": "judged: 2",
}


@pytest.mark.parametrize("name", SAMPLE_FACT)
def test_without_a_fact(name: str) -> None:
    """第十节：没有记录怎么算，两种各列得对。"""
    text = LANGUAGE.read_text(encoding="utf-8").partition("## 十、")[2].partition("## 十一")[0]
    free, needed = text.partition("- 不记就算不出分")[::2]
    for tag in rule_tags():
        snippet = f"- {{id: 试, text: 试, fact: {SAMPLE_FACT[name]}, deduct: {SAMPLE_RULE[tag]}}}\n"
        model, _ = read(document_of(snippet), "试")
        assert isinstance(model, Cases)
        own = model.own_rubric()
        if any(each.code in ("KP206", "KP207") for each in check_rubric(own, None)):
            continue
        outcome = run_case(model.cases[0], own)
        lacking = outcome.actual.score is not None and outcome.actual.score.value is None
        assert f"`{name}`" in (needed if lacking else free), (name, tag)


@pytest.mark.parametrize("name", FINDING)
def test_what_a_finding_writes(name: str) -> None:
    told = {
        row.cells["事实"].strip("`"): row.cells["一条记录写什么"]
        for row in rows(LANGUAGE)
        if "一条记录写什么" in row.cells
    }
    assert set(told) == set(SAMPLE_FACT)
    assert all(f"`{key}" in told[name] or f" {key}" in told[name] for key in re.findall(r"(\w+):", FINDING[name]))
    rule_of = "within" if name == "judged" else "levels" if name in ("level", "event") else "table"
    snippet = f"- {{id: 试, text: 试, fact: {SAMPLE_FACT[name]}, deduct: {SAMPLE_RULE[rule_of]}}}\n"
    model, _ = read(
        document_of(snippet).replace("item: 试, expect", f"item: 试, facts: [{{clause: 试, {FINDING[name]}}}], expect"),
        "试",
    )
    assert isinstance(model, Cases)
    item = model.items[0]
    faults = Faults()
    assert check_fact(item, item.clauses[0], model.cases[0].facts[0], "", faults), [each.message for each in faults]


def test_codes_of_common_faults() -> None:
    listed = [row for row in rows(WRITING) if "代码" in row.cells]
    assert listed
    for row in listed:
        code = row.cells["代码"].strip("`")
        assert catalogue()[code].title == row.cells["检查怎么说"], row.line


def test_patterns_are_all_there() -> None:
    headings = re.findall(r"^### (P\d{2}) ", WRITING.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == [f"P{number:02d}" for number in range(1, 61)]


@pytest.mark.whole
def test_tutorial(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The tutorial's workspace, written file by file; each command is run where it stands in the text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    ran = 0
    for block in blocks(WRITING):
        if block.file is not None:
            path = tmp_path / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        if block.language != "console":
            continue
        for command, shown in re.findall(r"^\$ kaoping (.*)\n((?:(?!\$ ).*\n?)*)", block.text, re.MULTILINE):
            ran += 1
            run(command.split())
            captured = capsys.readouterr()
            said = "".join((captured.out + captured.err).split())
            for line in shown.splitlines():
                assert "".join(line.split()) in said, f"写细则.md:{block.line} {command}\n{captured.out}{captured.err}"
    assert ran >= 6
