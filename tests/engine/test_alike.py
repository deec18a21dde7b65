"""What is recorded alike is scored once, and every branch is told its own: as if each were scored by itself."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from dangjian_kaoping.engine.later import Later
from dangjian_kaoping.engine.score import branch
from dangjian_kaoping.engine.score.alike import Alike
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.item import ItemScore, score_item
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.json.explain import explain_json
from many_branches import QUARTER, many_branches
from sample import SAMPLE
from thorough import law

from .plant import engine_result
from .rounds import one_item, rounds
from .second_opinion import Documents

pytestmark = pytest.mark.whole

Records = Mapping[str, Sequence[Recorded]]


class _ByItself(Alike):
    """Every item of every branch scored in full."""

    def score(self, item: Item, recorded: Records, terms: Circumstances, *more: Any) -> ItemScore:
        return score_item(item, recorded, terms, *more)


class _AfterATwin(Alike):
    """Every item scored after another branch's of which the same was recorded, for another reason."""

    def score(self, item: Item, recorded: Records, terms: Circumstances, *more: Any) -> ItemScore:
        twins = {
            clause: [each._replace(finding=each.finding.model_copy(update={"reason": "孪生"})) for each in several]
            for clause, several in recorded.items()
        }
        super().score(item, twins, terms, *more)
        return super().score(item, recorded, terms, *more)


def _result(documents: Documents, alike: type[Alike]) -> RoundResult | str:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(branch, "Alike", alike)
        try:
            return engine_result(documents)
        except Refusal as refusal:
            return str(refusal)


@law(60)
@given(rounds(reading=True))
def test_a_round_is_as_if_every_branch_were_scored_by_itself(documents: Documents) -> None:
    assert _result(documents, _AfterATwin) == _result(documents, _ByItself)


@law(180)
@given(one_item(reading=True))
def test_an_item_is_as_if_scored_by_itself(documents: Documents) -> None:
    assert _result(documents, _AfterATwin) == _result(documents, _ByItself)


def _steps(step: Step) -> Iterator[Step]:
    yield step
    for each in (*step.parts, *step.aside):
        yield from _steps(each)


def test_every_branch_of_many_is_explained_by_its_own_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = many_branches(tmp_path / "plant", 40)
    shared = Session(root).round(QUARTER)
    items = [item for each in shared.placings for item in each.score.inspected.items]
    assert any(isinstance(item.clauses, Later) for item in items), "nothing was scored once"
    monkeypatch.setattr(branch, "Alike", _ByItself)
    plain = Session(root).round(QUARTER)
    for one, other in zip(shared.placings, plain.placings, strict=True):
        assert explain_json(shared, one) == explain_json(plain, other)
        assert [each.recorded for each in one.score.findings] == [each.recorded for each in other.score.findings]
        assert one.score.composite is not None and other.score.composite is not None
        pairs = zip(_steps(one.score.composite), _steps(other.score.composite), strict=True)
        assert all(str(here.value) == str(there.value) for here, there in pairs)


def test_every_round_is_explained_by_its_own_records(monkeypatch: pytest.MonkeyPatch) -> None:
    shared = Session(SAMPLE).rounds()
    tables = [
        table for round in shared for each in round.placings for table in (each.score.inspected, each.score.declared)
    ]
    later = [isinstance(item.clauses, Later) for table in tables if table is not None for item in table.items]
    assert later.count(True) > 400, "nothing was scored once"
    monkeypatch.setattr(branch, "Alike", _ByItself)
    for ours, plain in zip(shared, Session(SAMPLE).rounds(), strict=True):
        for one, other in zip(ours.placings, plain.placings, strict=True):
            assert explain_json(ours, one) == explain_json(plain, other)
            assert one.score.declared == other.score.declared
