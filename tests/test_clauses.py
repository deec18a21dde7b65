"""真实条款：45 条公开的评分标准、110 个情形，一个情形一项测试；另有 57 条（`field`），
其中要看一年的两条在 engine/test_field_year.py；还有自拟的条款，写在 more.yaml 等文件里。
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.cli.shell.app import run
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.cases import Case, Cases
from dangjian_kaoping.write.text.cases import cases_text

pytestmark = pytest.mark.every(3)

FOLDER = Path(__file__).parent / "clauses"
ADDED = "另："
"""Names of cases beside the published ones begin so: the other settings of what a text leaves open."""


class Sample(NamedTuple):
    """One case of one clause."""

    clause: str
    document: Cases
    case: Case

    def published(self, names: str) -> bool:
        """Whether it was worked out from a published clause of these names."""
        return bool(re.fullmatch(names, self.clause)) and not self.case.name.startswith(ADDED)


@cache
def loaded() -> tuple[Loader, dict[str, Cases]]:
    """The documents by the name of their file."""
    loader = Loader(FOLDER)
    files = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.yaml"))
    return loader, {file.removesuffix(".yaml"): cases for file, cases in loader.cases(files)}


def samples() -> Iterator[Sample]:
    """Every case of every document."""
    for name, document in loaded()[1].items():
        for case in document.cases:
            yield Sample(name, document, case)


@pytest.mark.parametrize("sample", [pytest.param(each, id=f"{each.clause}-{each.case.name}") for each in samples()])
def test_case(sample: Sample) -> None:
    outcome = run_case(sample.case, sample.document.own_rubric(), sample.document.policy)
    assert outcome.passed, cases_text([(f"{sample.clause}.yaml", outcome)], 0, 100, verbose=True)


@pytest.mark.parametrize("name", loaded()[1])
def test_command(name: str) -> None:
    assert run(["rubric", "test", str(FOLDER / f"{name}.yaml")]) == 0


@pytest.mark.parametrize(("name", "document"), loaded()[1].items(), ids=loaded()[1])
def test_sound(name: str, document: Cases) -> None:
    errors = [fault for fault in check_rubric(document.own_rubric(), None) if fault.severity == "error"]
    # R06 is written with holes on purpose: they are reported, and the other scores still have their grades
    expected = {"KP218"} if name == "R06" else set()
    assert {fault.code for fault in errors} == expected, [f"{fault.place} {fault.message}" for fault in errors]


def test_all_are_read() -> None:
    loader, documents = loaded()
    assert [f"{fault.place} {fault.message}" for fault in loader.faults] == []
    assert len(documents) == len(list(FOLDER.rglob("*.yaml")))


@pytest.mark.parametrize(("names", "clauses", "cases"), [(r"[TR]\d+", 45, 110), (r"field/N\d+-\d", 55, 135)])
def test_counts(names: str, clauses: int, cases: int) -> None:
    published = [each for each in samples() if each.published(names)]
    assert len({each.clause for each in published}) == clauses
    assert len(published) == cases


def test_how_many_are_written_round_about() -> None:
    """Those that no combination of words says straight: a loss as a target, items that limit each other, a grade
    given outright. Their notes say so.
    """
    fields = {name: document for name, document in loaded()[1].items() if name.startswith("field/")}
    around = [name for name, document in fields.items() if (document.note or "").startswith("绕着写")]
    assert around == ["field/N03-2", "field/N04-3", "field/N13-2"]


def test_names_are_unique() -> None:
    names = [(each.clause, each.case.item, each.case.name) for each in samples()]
    assert len(set(names)) == len(names)


def test_none_waits() -> None:
    assert [each.case.name for each in samples() if each.case.later is not None] == []


def test_holes_are_reported() -> None:
    faults = list(check_rubric(loaded()[1]["R06"].own_rubric(), None))
    told = [fault.message for fault in faults if fault.code == "KP218"]
    assert len(told) == 3
    assert all(any(score in message for message in told) for score in ("85.5", "89.5", "96.5"))


def test_points_out_of_reach_are_reported() -> None:
    # 酌情扣1—3分 of 5: whatever was missed, two points cannot be lost
    faults = list(check_rubric(loaded()[1]["T08"].own_rubric(), None))
    assert [fault.code for fault in faults] == ["KP212"]
