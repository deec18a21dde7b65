"""Faults that were put into the sample rubrics by people who had not seen the checks (seeded.yaml): each is told. What
only looks like one (right.yaml) is not.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dangjian_kaoping.checks.rubric.rubric import check_rubric
from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.proof import check_proof
from sample import SAMPLE
from thorough import some

pytestmark = pytest.mark.whole

HERE = Path(__file__).parent
Edited = dict[str, Any]
KNOWN_ALREADY = {"N09": "KP261"}
"""What is told of an edit that is right all the same, and truly: a cap that a second clause made idle."""
SAID_ANYWAY = {"KP236", "KP237"}
"""Only that more than full marks can be had, which is so."""


def _read(name: str) -> list[Edited]:
    found: list[Edited] = yaml.load((HERE / name).read_text("utf-8"), yaml.CSafeLoader)
    return found


SEEDED, RIGHT = _read("seeded.yaml"), _read("right.yaml")


@cache
def _roster() -> Roster | None:
    return Loader(SAMPLE).roster()


def _told(rubric: Rubric) -> set[tuple[str, str]]:
    faults = (*check_rubric(rubric, _roster()), *check_proof(rubric, _roster()))
    return {(each.code, each.message) for each in faults}


@cache
def _told_of_sample(version: int) -> set[tuple[str, str]]:
    (rubric,) = Loader(SAMPLE).rubrics_in([f"rubrics/{version}.yaml"])
    return _told(rubric)


def _told_anew(edited: Edited, folder: Path) -> set[str]:
    text = (SAMPLE / f"rubrics/{edited['rubric']}.yaml").read_text("utf-8")
    for edit in edited["edits"]:
        assert text.count(edit["old"]) == 1
        text = text.replace(edit["old"], edit["new"])
    (folder / "rubric.yaml").write_text(text, "utf-8")
    (rubric,) = Loader(folder).rubrics_in(["rubric.yaml"])
    return {code for code, _ in _told(rubric) - _told_of_sample(edited["rubric"])}


@pytest.mark.parametrize("fault", some(SEEDED, 12), ids=lambda fault: f"{fault['id']} {fault['what'][:40]}")
def test_a_fault_of_the_design_is_told(fault: Edited, tmp_path: Path) -> None:
    assert _told_anew(fault, tmp_path) - SAID_ANYWAY


@pytest.mark.parametrize("edited", some(RIGHT, 6), ids=lambda edited: f"{edited['id']} {edited['what'][:40]}")
def test_what_is_right_is_not_told(edited: Edited, tmp_path: Path) -> None:
    assert _told_anew(edited, tmp_path) - SAID_ANYWAY <= {KNOWN_ALREADY.get(edited["id"], "")}
