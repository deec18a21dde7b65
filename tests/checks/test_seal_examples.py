"""The seals of the examples are what the command writes. `UPDATE_GOLDEN=1 pytest` writes them anew."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from dangjian_kaoping.checks.workspace import check_round
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.seal import SealTerms, seal_digest, sealed
from dangjian_kaoping.loading.workspace import Loader, seal_file
from dangjian_kaoping.model.seal import Link, Seal, Seals
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.seal_yaml import seal_yaml

from .laying import EXAMPLES, lay

FIRST = Quarter(2021, 1)
FINAL = SealTerms(date(2021, 3, 30), "0.1.0")


def _seal(root: Path, terms: SealTerms = FINAL) -> Seal:
    workspace = Loader(root).workspace(sealed=True)
    rubric = workspace.rubric_in_force(FIRST)
    assert rubric is not None
    result = check_round(workspace, rubric, workspace.rounds[FIRST], Faults())
    assert result is not None
    return sealed(workspace, result, terms)


def _text(seal: Seal) -> str:
    return seal_yaml(FIRST, (seal,))


def _of_base(root: Path) -> dict[str, str]:
    return {seal_file(FIRST): _text(_seal(root))}


def _edited_by_hand(root: Path) -> dict[str, str]:
    text = _text(_seal(root))
    assert text.count("composite: 9.10") == 1
    return {seal_file(FIRST): text.replace("composite: 9.10", "composite: 9.60")}


def _set_anew(root: Path) -> dict[str, str]:
    """The same seal as an editor may save it."""
    text = _text(_seal(root))
    return {
        seal_file(FIRST): text.replace("sealed_on: 2021-03-30", "sealed_on: '2021-03-30'  # 公布之日").replace(
            "9.10", "9.1"
        )
    }


def _other_results(root: Path) -> dict[str, str]:
    """A seal whose results follow from other arithmetic: as an older program would have made it."""
    seal = _seal(root)
    first = next(iter(seal.results))
    other = seal.results[first].model_copy(update={"composite": seal.results[first].composite - 1})
    seal = seal.model_copy(update={"results": {**seal.results, first: other}})
    return {seal_file(FIRST): _text(seal.model_copy(update={"digest": seal_digest(FIRST, seal)}))}


def _sealed_anew(root: Path) -> dict[str, str]:
    """The seal of the base, and that which replaced it after an adjustment."""
    file = root / seal_file(FIRST)
    file.write_text(_text(_seal(root)), "utf-8")
    first = _seals(root)
    shutil.copy(EXAMPLES / "KP511/good/data/2021Q1/adjustments.yaml", file.parent)
    return {seal_file(FIRST): seal_yaml(FIRST, (*first.seals, _seal(root)))}


def _corrected(root: Path) -> dict[str, str]:
    """The final seal of the base, and that which replaced it a week later, after a correction."""
    file = root / seal_file(FIRST)
    file.write_text(_text(_seal(root, SealTerms(date(2021, 4, 6), "0.1.0"))), "utf-8")
    first = _seals(root)
    shutil.copy(EXAMPLES / "KP590/good/data/2021Q1/adjustments.yaml", file.parent)
    return {seal_file(FIRST): seal_yaml(FIRST, (*first.seals, _seal(root, SealTerms(date(2021, 4, 14), "0.1.0"))))}


def _with_policy(root: Path) -> dict[str, str]:
    shutil.copy(EXAMPLES / "KP513/good/rubrics/reward-2020.yaml", root / "rubrics")
    return _of_base(root)


def _seals(root: Path) -> Seals:
    seals = Loader(root).workspace(sealed=True).rounds[FIRST].seals
    assert seals is not None
    return seals


def _after_another(root: Path) -> dict[str, str]:
    """A seal that was made after that of an earlier round."""
    link = Link.model_validate({"quarter": "2020Q4", "digest": "0" * 64})
    seal = _seal(root).model_copy(update={"after": link})
    return {seal_file(FIRST): _text(seal.model_copy(update={"digest": seal_digest(FIRST, seal)}))}


def _with_procedure(root: Path) -> dict[str, str]:
    """A seal for publication, which lists the approval and the window of the good example as they were first."""
    overlay = EXAMPLES / "KP554/good"
    shutil.copy(overlay / "kaoping.yaml", root)
    text = (overlay / "data/2021Q1/round.yaml").read_text("utf-8")
    (root / "data/2021Q1/round.yaml").write_text(text.replace("to: 2021-04-20", "to: 2021-04-16"), "utf-8")
    return {seal_file(FIRST): _text(_seal(root, SealTerms(date(2021, 4, 10), "0.1.0", governed=True, final=False)))}


MADE = {
    "KP554/good": _with_procedure,
    "KP554/bad": _with_procedure,
    "KP513/good": _with_policy,
    "KP513/bad": _with_policy,
    "KP504/good": _of_base,
    "KP504/bad": _of_base,
    "KP505/good": _of_base,
    "KP505/bad": _of_base,
    "KP506/good": _of_base,
    "KP506/bad": _of_base,
    "KP507/good": _set_anew,
    "KP507/bad": _edited_by_hand,
    "KP508/good": _of_base,
    "KP508/bad": _after_another,
    "KP511/good": _sealed_anew,
    "KP511/bad": _of_base,
    "KP590/good": _corrected,
    "KP590/bad": _corrected,
    "KP509/good": _of_base,
    "KP509/bad": _other_results,
}


def _is_up_to_date(path: Path, text: str) -> None:
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("example", MADE)
def test_the_seals_of_an_example_are_those_of_the_workspace(example: str, tmp_path: Path) -> None:
    for file, text in MADE[example](lay(tmp_path)).items():
        _is_up_to_date(EXAMPLES / example / file, text)
