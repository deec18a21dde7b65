"""The sample's newest round under a procedure, from its approval to its final seal, with its figures."""

from datetime import date
from pathlib import Path

import pytest

from dangjian_kaoping.loading.workspace import Loader
from dangjian_kaoping.model.canonical import canonical
from dangjian_kaoping.model.seal import Seal
from dangjian_kaoping.periods import Quarter
from governed import (
    ADJUSTED,
    APPROVED,
    DECIDED,
    OBJECTION,
    PUBLIC,
    QUARTER,
    adjust,
    governed,
    object_to,
    settle,
)
from registering import Sent, register

from .conftest import Command

pytestmark = pytest.mark.whole

Q = ("-q", QUARTER)


def _in_force(root: Path) -> Seal:
    seals = Loader(root).seals_of(Quarter(2021, 1))
    assert seals is not None
    return seals.in_force


def _place(seal: Seal, branch: str) -> tuple[str, int]:
    (found,) = (each for each in seal.results.values() if each.name == branch)
    return str(found.composite), found.rank


def test_a_round_goes_from_its_approval_to_its_final_seal(
    tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = governed(tmp_path)
    monkeypatch.chdir(root)
    assert kaoping("seal", *Q, "--date", "2021-04-09").status == 1, "it has not been approved"
    settle(root, APPROVED, PUBLIC)
    assert kaoping("seal", *Q, "--date", "2021-04-10").status == 0
    first = _in_force(root)
    assert not first.final
    assert _place(first, "物资部党支部") == ("87.23", 11)
    assert first.procedure is not None
    assert set(first.procedure.parts) == {"approved", "publication", "publication/to", "publication/where"}

    object_to(root, OBJECTION + DECIDED)
    adjust(root, ADJUSTED)
    assert kaoping("check", *Q).out.count("KP511") == 1
    assert kaoping("seal", *Q, "--final", "--date", "2021-04-21").status == 1, "the adjustment is not sealed"
    assert kaoping("seal", *Q, "--date", "2021-04-20").status == 0
    second = _in_force(root)
    # 抽查三人，不符两人改为一人：87.23 → 88.16，第 11 → 10 名；脱硫除灰部 88.07，第 10 → 11 名
    assert _place(second, "物资部党支部") == ("88.16", 10)
    assert _place(second, "脱硫除灰部党支部") == ("88.07", 11)

    register(root, QUARTER, [Sent("公示", date(2021, 4, 12))])
    status, out, _ = kaoping("seal", *Q, "--final", "--date", "2021-04-21")
    assert status == 0
    assert "已定案" in out
    last = _in_force(root)
    assert last.final
    # no figure changed, and nothing that the ranking follows from
    assert [canonical(each) for each in last.results.values()] == [canonical(each) for each in second.results.values()]
    assert last.inputs == second.inputs
    assert last.procedure is not None
    assert {"objection/Y1", "objection/Y1/decision", "publication/1"} <= set(last.procedure.parts)
    assert kaoping("reward", *Q, "-p", "兑现表.xlsx").status == 0
