"""Small changes of a rubric: which are made, which a case tells, and which change no score."""

from collections.abc import Iterable

import pytest
import yaml

from dangjian_kaoping.cases.outcome import Actual
from dangjian_kaoping.cases.run import run_case, run_cases
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.diagnostics import blocking
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Case, Cases, Expected
from dangjian_kaoping.proof.mutation.mutation import Fate, Mutation, Verdict
from sample import SAMPLE, roster, workspace
from thorough import THOROUGH, some

CLAUSES = SAMPLE / "tests/clauses"
ITEM = """
kind: cases
version: 1
measure:
  weights: {inspection: 0.9, self_assessment: 0.1}
  grades: [{grade: 好, from: 90}, {grade: 差, under: 90}]
  floor: 10
items:
- id: X
  title: 一项
  department: 党群工作部
  points: 10
  at_most: 9
  groups: {一组: {title: 一组, points: 6}}
  clauses:
  - {id: 缺, text: 每少1次扣0.5分, fact: {missing: 次, required: 4}, deduct: {each: 0.5}, at_most: 1.5, group: 一组}
  - id: 率
    text: 低于90%的分段扣
    fact: {value: '%'}
    deduct: {table: [{from: 90, points: 0}, {from: 80, under: 90, points: 1}, {under: 80, points: 2}]}
  - {id: 错, text: 超过1处的每处扣1分；4处的不得分, fact: {count: 处}, free: 1, deduct: {each: 1}, empties: {from: 4}}
cases:
"""
QUIET = "{clause: 率, value: 95}"
KILLERS = {
    ("price", "缺", "each"): "{facts: [%s, {clause: 缺, missing: 1}], expect: {points: 9.5}}",
    ("cap", "缺", "at_most"): "{facts: [%s, {clause: 缺, missing: 4}], expect: {points: 8.5}}",
    ("line", "缺", "required"): "{facts: [%s, {clause: 缺, done: 3}], expect: {points: 9.5}}",
    ("line", "率", "from"): "{facts: [{clause: 率, value: 80}], expect: {points: 9}}",
    ("end", "率", "from"): "{facts: [{clause: 率, value: 80}], expect: {points: 9}}",
    ("setting", "错", "free"): "{facts: [%s, {clause: 错, count: 2}], expect: {points: 9}}",
    ("setting", "错", "empties"): "{facts: [%s, {clause: 错, count: 4}], expect: {points: 0}}",
    ("direction", "错", "deduct"): "{facts: [%s, {clause: 错, count: 2}], expect: {points: 9}}",
}
"""What tells a change of one kind: each dies of it, and lives without."""


def _mutation(*cases: str) -> Mutation:
    text = ITEM + "".join(f"- {{name: 情形{index}, item: X, {each[1:]}\n" for index, each in enumerate(cases, 1))
    document = Cases.model_validate(yaml.load(text, yaml.BaseLoader))  # noqa: S506 - it makes nothing but text
    return _of(document)


def _of(document: Cases) -> Mutation:
    rubric = document.own_rubric()
    return Mutation(rubric, None, run_cases(document, rubric))


def _verdicts(mutation: Mutation, kind: str, clause: str, key: str) -> list[Verdict]:
    return [
        mutation.verdict(each)
        for each in mutation.mutants()
        if (each.kind, each.clause, each.key) == (kind, clause, key)
    ]


def _fates(verdicts: Iterable[Verdict]) -> set[Fate]:
    return {each.fate for each in verdicts}


@pytest.mark.whole
@pytest.mark.parametrize("about", KILLERS, ids="-".join)
def test_a_change_of_each_kind_dies_of_a_case_and_lives_without(about: tuple[str, str, str]) -> None:
    killer = KILLERS[about].replace("%s", QUIET)
    living = _verdicts(_mutation(f"{{facts: [{QUIET}], expect: {{points: 10}}}}"), *about)
    assert "lives" in _fates(living)
    for each in living:
        assert each.case is not None, "what would tell it is shown"
    killed = [each for each in _verdicts(_mutation(killer), *about) if each.fate == "killed"]
    assert killed
    assert {each.killer for each in killed} == {"情形1"}


def _answered(case: Case, actual: Actual) -> Case:
    """A case with what came out of it filled in."""
    if actual.faults:
        expect = Expected.model_construct(refused=actual.faults[0].code)
    else:
        score = actual.score
        assert score is not None
        expect = Expected.model_construct(points=score.value, incomplete=score.value is None)
    return case.model_copy(update={"expect": expect})


@pytest.mark.whole
def test_the_case_that_is_shown_tells_the_change() -> None:
    mutation = _mutation(f"{{facts: [{QUIET}], expect: {{points: 10}}}}")
    living = [each for each in map(mutation.verdict, mutation.mutants(["X"])) if each.fate == "lives"]
    assert len(living) > 20
    for each in living[::2]:
        assert each.case is not None
        answered = _answered(each.case, run_case(each.case, mutation.rubric).actual)
        again = Mutation(mutation.rubric, None, [run_case(answered, mutation.rubric)])
        assert again.verdict(each.mutant).fate == "killed", each.mutant


def test_lines_are_moved_on_both_sides_at_once() -> None:
    mutation = _mutation(f"{{facts: [{QUIET}], expect: {{points: 10}}}}")
    moved = [each for each in mutation.mutants(["X"]) if (each.kind, each.clause, each.key) == ("line", "率", "from")]
    assert {(each.before, each.after) for each in moved} == {("90", "89"), ("90", "91"), ("80", "79"), ("80", "81")}
    assert {len(each.edits) for each in moved} == {2}


@pytest.mark.whole
def test_what_changes_no_score_is_no_slip() -> None:
    """A price beside prices of its own for each round, a cap at what the item has, one of all that can be taken."""
    text = """
kind: cases
version: 1
items:
- id: X
  title: 一项
  department: 党群工作部
  points: 2
  clauses:
  - {id: 又犯, text: 每次, fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [0.5, 1]}}
- id: Y
  title: 二项
  department: 党群工作部
  points: 2
  clauses:
  - {id: 封, text: 最多扣2分, fact: {count: 次}, deduct: {each: 0.5}, at_most: 2}
cases:
- {name: 试, item: X, expect: {points: 2}}
"""
    mutation = _of(Cases.model_validate(yaml.load(text, yaml.BaseLoader)))  # noqa: S506
    assert _fates(_verdicts(mutation, "price", "又犯", "each")) == {"same"}
    fates = {each.mutant.after: each.fate for each in _verdicts(mutation, "cap", "封", "at_most")}
    assert fates == {"1.9": "lives", "2.1": "same", "去掉": "same"}


def test_what_check_refuses_is_not_counted() -> None:
    text = """
kind: cases
version: 1
items:
- id: X
  title: 一项
  department: 党群工作部
  points: 2
  clauses:
  - {id: 未开展, text: 未开展的不得分, fact: {count: 次}, empties: item}
cases:
- {name: 试, item: X, expect: {points: 2}}
"""
    mutation = _of(Cases.model_validate(yaml.load(text, yaml.BaseLoader)))  # noqa: S506
    assert _fates(_verdicts(mutation, "setting", "未开展", "empties")) == {"refused"}
    assert mutation.told(_verdicts(mutation, "setting", "未开展", "empties")).share.of == 0


def test_what_nobody_wrote_is_not_changed() -> None:
    mutation = _mutation(f"{{facts: [{QUIET}], expect: {{points: 10}}}}")
    assert [each.key for each in mutation.mutants() if each.key in ("step", "min", "as", "combine", "ranking")] == []


@pytest.mark.whole
def test_the_measure_is_changed_too() -> None:
    mutation = _mutation(
        "{inspection: 90, self_assessment: 90, expect: {grade: 好}}".replace("{insp", "{facts: [], insp")
    )
    mine = [each for each in mutation.mutants() if not each.item]
    assert {each.kind for each in mine} == {"line", "end", "cap", "setting"}
    assert [each for each in mutation.mutants(["X"]) if not each.item] == []
    shown = [mutation.verdict(each) for each in mine]
    assert all(each.case is not None for each in shown if each.fate == "lives")


@pytest.mark.whole
def test_a_case_that_fails_tells_nothing() -> None:
    mutation = _mutation(f"{{facts: [{QUIET}], expect: {{points: 1}}}}")
    assert [each.case.name for each in mutation.failing] == ["情形1"]
    assert "killed" not in _fates(map(mutation.verdict, mutation.mutants(["X"], sample=12)))


def test_a_seed_draws_the_same_ones() -> None:
    mutation = _mutation(f"{{facts: [{QUIET}], expect: {{points: 10}}}}")
    everything = mutation.mutants()
    drawn = mutation.mutants(seed=7, sample=5)
    assert drawn == mutation.mutants(seed=7, sample=5)
    assert drawn == [each for each in everything if each in drawn]
    assert len(drawn) == 5
    assert drawn != mutation.mutants(seed=8, sample=5)
    assert mutation.mutants(seed=7, sample=10_000) == everything


def _documents() -> list[Cases]:
    files = [path.relative_to(SAMPLE).as_posix() for path in sorted(CLAUSES.rglob("*.yaml"))]
    several = [cases for _, cases in Loader(SAMPLE).cases(files)]
    own = (each for each in several if each.rubric is None and (each.items or each.areas))
    return [each for each in own if not blocking(check_rubric(each.own_rubric(), None))]


@pytest.mark.whole
@pytest.mark.parametrize("document", some(_documents(), 12), ids=lambda each: each.at.file)
def test_no_change_that_a_case_tells_is_said_to_change_no_score(document: Cases) -> None:
    """Held against cases that people wrote: without them each change is told apart, or nobody is sure of it."""
    known = _of(document)
    unknown = Mutation(known.rubric, None, ())
    killed = [each for each in known.mutants() if each.item and known.verdict(each).fate == "killed"]
    assert [each for each in some(killed, 40) if unknown.verdict(each).fate == "same"] == []


@pytest.mark.skipif(not THOROUGH, reason="of each version all")
@pytest.mark.parametrize("version", ["2018", "2019", "2020"])
def test_the_cases_of_the_sample_tell_every_price(version: str) -> None:
    rubric = next(each for each in workspace().rubrics if each.version == version)
    [cases] = [cases for _, cases in Loader(SAMPLE).cases() if cases.rubric == version]
    mutation = Mutation(rubric, roster(), run_cases(cases, rubric, None, roster().classes))
    told = mutation.told(map(mutation.verdict, mutation.mutants()))
    assert told.failing == ()
    assert [each.mutant for each in told.of("lives", kind="price")] == []
    assert told.share.percent >= 95
