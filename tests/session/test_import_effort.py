"""Many forms at once: what each costs does not grow with their number."""

from pathlib import Path

import pytest

from checks.laying import ROSTER, TODAY, lay
from dangjian_kaoping.forms.outcome import Imported
from dangjian_kaoping.session.importing.importing import imported
from effort import calls
from thorough import THOROUGH

from .filings import assessed

pytestmark = pytest.mark.whole

FEW, MANY = (250, 1000) if THOROUGH else (40, 160)


def _plant(root: Path, branches: int) -> Path:
    """The base workspace with so many more branches."""
    lay(root)
    more = "".join(
        f"  X{each}:\n    - {{from: 2018-01-01, name: 第{each}党支部, class: 生产}}\n" for each in range(branches)
    )
    (root / ROSTER).write_text((root / ROSTER).read_text("utf-8") + more, "utf-8")
    return root


def _effort(root: Path, branches: int, *, wrong: bool) -> float:
    """How many functions are called for a form; of a third that are `wrong`, none is taken."""
    clause = {"item": "DJ-02", "clause": "缺项", "count": 1, "reason": "没有签到"}
    forms = [
        assessed(
            f"X{each}",
            {"findings": [{**clause, "clause": "缺签"} if wrong and each % 3 == 0 else clause]},
            file=f"{each}.xlsx",
        )
        for each in range(branches)
    ]
    found: list[Imported] = []
    count = calls(lambda: found.append(imported(_plant(root, branches), forms, TODAY)))
    states = [each.state for each in found[0].outcomes]
    assert states.count("refused") == (len(range(0, branches, 3)) if wrong else 0)
    assert states.count("new") == branches - states.count("refused")
    return count / branches


@pytest.mark.parametrize("wrong", [False, True])
def test_each_of_many_forms_costs_what_each_of_a_few_does(tmp_path: Path, wrong: bool) -> None:
    few = _effort(tmp_path / "few", FEW, wrong=wrong)
    assert _effort(tmp_path / "many", MANY, wrong=wrong) <= few * 1.1
