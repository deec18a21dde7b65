"""What examining a rubric tells of its items is what is told of each where it is asked by itself."""

from pathlib import Path

import pytest

from dangjian_kaoping.checks.rubric.rubric import check_rubric, examined, unsound_items
from dangjian_kaoping.loading.workspace import Loader

EXAMPLES = Path(__file__).parents[1] / "examples"
BAD = sorted(path.parent for path in EXAMPLES.glob("KP2*/bad/rubrics"))


@pytest.mark.parametrize("folder", BAD, ids=lambda folder: folder.parent.name)
def test_items_at_fault(folder: Path) -> None:
    workspace = Loader(folder, partly=True).workspace(())
    for rubric in workspace.rubrics:
        found, unsound = examined(rubric, workspace.roster)
        assert unsound == unsound_items(rubric, workspace.roster)
        assert list(found) == list(check_rubric(rubric, workspace.roster))


def test_there_are_such_items() -> None:
    rubrics = [(each, Loader(each, partly=True).workspace(())) for each in BAD]
    assert any(examined(rubric, found.roster).unsound for _, found in rubrics for rubric in found.rubrics)
