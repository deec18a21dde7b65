"""What items lost of which the same is recorded: as if each were reckoned by itself, and told of its own findings."""

from pathlib import Path

from hypothesis import given

from dangjian_kaoping.engine.score.alike_losses import LossesAlike
from dangjian_kaoping.engine.score.apportioning import item_losses
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.session.session import Session
from many_branches import QUARTER, many_branches
from thorough import law

from .plant import engine_result
from .rounds import one_item, rounds
from .second_opinion import Documents


def _twin(score: ItemScore) -> ItemScore:
    """The same of another branch: its findings are others of which the same is to be said."""
    clauses = [each._replace(findings=tuple(found._replace() for found in each.findings)) for each in score.clauses]
    return score._replace(clauses=tuple(clauses))


def _as_by_itself(alike: LossesAlike, score: ItemScore) -> None:
    told, plain = alike.losses(score), item_losses(score)
    assert tuple(told) == plain
    assert [id(each.finding) for each in told] == [id(each.finding) for each in plain]
    assert all(each.item is score for each in told)


def _each_and_its_twin(documents: Documents) -> None:
    alike = LossesAlike()
    for placing in engine_result(documents).placings:
        for score in placing.score.inspected.items:
            _as_by_itself(alike, score)
            _as_by_itself(alike, _twin(score))


@law(600)
@given(one_item(reading=True))
def test_an_item_is_as_if_reckoned_by_itself(documents: Documents) -> None:
    _each_and_its_twin(documents)


@law(60)
@given(rounds(reading=True))
def test_a_round_is_as_if_every_item_were_reckoned_by_itself(documents: Documents) -> None:
    _each_and_its_twin(documents)


def test_of_many_branches_each_is_told_its_own(tmp_path: Path) -> None:
    alike = LossesAlike()
    for placing in Session(many_branches(tmp_path / "plant", 40)).round(QUARTER).placings:
        for score in placing.score.inspected.items:
            _as_by_itself(alike, score)
