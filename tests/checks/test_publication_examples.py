"""The lists of what went out, in the examples, are what it writes. `UPDATE_GOLDEN=1 pytest` writes them anew."""

import hashlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dangjian_kaoping.checks.workspace import check_round
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.course.registered import entry_digest
from dangjian_kaoping.engine.seal import SealTerms, sealed
from dangjian_kaoping.loading.workspace import Loader, publications_file, seal_file
from dangjian_kaoping.model.publications import Publication
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.write.publications_yaml import publications_yaml
from dangjian_kaoping.write.seal_yaml import seal_yaml

from .laying import EXAMPLES, lay

FIRST = Quarter(2021, 1)
LIST, SEAL = publications_file(FIRST), seal_file(FIRST)
NOTICE, NOTED = "公示.txt", "2021年第一季度考评结果公示\n"
LETTER, LETTERED = "通报.txt", "2021年第一季度考评结果通报\n"


def _seal(root: Path, day: date) -> Seal:
    workspace = Loader(root).workspace(sealed=True)
    rubric = workspace.rubric_in_force(FIRST)
    assert rubric is not None
    result = check_round(workspace, rubric, workspace.rounds[FIRST], Faults())
    assert result is not None
    return sealed(workspace, result, SealTerms(day, "0.1.0"))


def _entries(seal: Seal) -> tuple[Publication, ...]:
    made: list[Publication] = []
    for file, text, what, day in ((NOTICE, NOTED, "公示", "2021-03-31"), (LETTER, LETTERED, "通报", "2021-04-09")):
        said = {"id": str(len(made) + 1), "what": what, "file": file, "date": day, "seal": seal.digest, "digest": "-"}
        said["sha256"] = hashlib.sha256(text.encode()).hexdigest()
        before = made[-1].digest if made else None
        digest = entry_digest(FIRST, Publication.model_validate(said), before)
        made.append(Publication.model_validate(said | {"digest": digest}))
    return tuple(made)


def _whole(root: Path, day: date = date(2021, 3, 30)) -> dict[str, str]:
    seal = _seal(root, day)
    text = publications_yaml(FIRST, _entries(seal))
    return {SEAL: seal_yaml(FIRST, (seal,)), LIST: text, NOTICE: NOTED, LETTER: LETTERED}


def _edited_by_hand(root: Path) -> dict[str, str]:
    found = _whole(root)
    return found | {LIST: found[LIST].replace("date: 2021-03-31", "date: 2021-03-30")}


def _taken_out(root: Path) -> dict[str, str]:
    found = _whole(root)
    head, _, entries = found[LIST].partition("- id: 1\n")
    return found | {LIST: head + "- id: 2\n" + entries.partition("- id: 2\n")[2]}


def _sealed_anew(root: Path) -> dict[str, str]:
    """The seal that it names was taken away, and the round sealed on another day."""
    return _whole(root) | {SEAL: _whole(root, date(2021, 3, 31))[SEAL]}


def _gone(root: Path) -> dict[str, str]:
    return {file: text for file, text in _whole(root).items() if file != LETTER}


def _changed(root: Path) -> dict[str, str]:
    return _whole(root) | {LETTER: LETTERED.replace("通报", "通告")}


BAD: dict[str, Callable[[Path], dict[str, str]]] = {
    "KP570": _edited_by_hand,
    "KP571": _taken_out,
    "KP572": _sealed_anew,
    "KP573": _gone,
    "KP574": _changed,
}


@pytest.mark.parametrize("kind", ["bad", "good"])
@pytest.mark.parametrize("code", BAD)
def test_the_lists_of_an_example_are_those_of_the_workspace(code: str, kind: str, tmp_path: Path) -> None:
    for file, text in (BAD[code] if kind == "bad" else _whole)(lay(tmp_path)).items():
        path = EXAMPLES / code / kind / file
        if os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        assert path.read_text("utf-8") == text
