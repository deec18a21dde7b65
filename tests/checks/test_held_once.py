"""What is recorded alike at many branches is held against its clause once; what is wrong with it is told of each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dangjian_kaoping.checks.round import records
from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.facts.kinds import facts_stated
from dangjian_kaoping.model.records import Finding, Inspection
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.session.session import Session

pytestmark = pytest.mark.whole

ROOT = Path(__file__).parents[2]
QUARTER = "2021Q1"


def _told(this: Round) -> list[tuple[str, str, str]]:
    session = Session(ROOT)
    found = records.check_records(session.round(QUARTER).rubric, session.loader.roster(), this)
    return sorted((each.code, str(each.place), each.message) for each in found)


def _variants(finding: Finding) -> Iterator[Finding]:
    """As it is, twice; with a key of another fact, be it written as if it were not; with other numbers."""
    yield finding
    yield finding.model_copy()
    yield finding.model_copy(update={"never": False})
    yield finding.model_copy(update={"score": finding.count or 1})
    for key in ("count", "missing", "amount", "value", "judged", "score"):
        number = getattr(finding, key)
        if number is not None and not isinstance(number, dict):
            yield from (finding.model_copy(update={key: number * 1000 + each}) for each in (0, 0, 1))


def _with_variants(inspection: Inspection) -> Inspection:
    """Every branch has the findings of all."""
    all_of_them = tuple(
        each for record in inspection.branches.values() for one in record.findings for each in _variants(one)
    )
    held = {name: each.model_copy(update={"findings": all_of_them}) for name, each in inspection.branches.items()}
    return inspection.model_copy(update={"branches": held})


def test_the_same_is_told_as_if_each_were_held_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    this = Session(ROOT).records(QUARTER)
    this.inspections[:] = map(_with_variants, this.inspections)
    held = []

    def noted(*arguments: object, **more: object) -> bool:
        held.append(arguments)
        return check_fact(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(records, "check_fact", noted)
    once, count = _told(this), len(held)
    monkeypatch.setattr(records, "facts_stated", lambda finding: None)
    assert once == _told(this)
    assert {code for code, _, _ in once} >= {"KP306", "KP315"}
    assert count < len(held) - count


def test_what_is_written_tells_records_apart() -> None:
    one, other = (Finding.model_construct(item="A", clause="条", count=1, **more) for more in ({}, {"never": False}))
    assert facts_stated(one) == facts_stated(one.model_copy()) != facts_stated(other)
    assert facts_stated(Finding.model_construct(item="A", clause="条", count={"迟到": 1})) is None
