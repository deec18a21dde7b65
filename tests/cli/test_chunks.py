"""Chunks: written whole or not at all, kept as long as they fit, and put together to what one computer makes."""

import errno
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dangjian_kaoping.engine.group.rows import AreaRow, Asked, BranchRow, UnitRound, UnitRow, Workplace
from dangjian_kaoping.engine.group.together import GroupRound, group_round
from dangjian_kaoping.group.cluster import chunk, work
from dangjian_kaoping.group.cluster.chunk import Piece, follows_from, former, put
from dangjian_kaoping.group.cluster.tables import KINDS, TooFineError
from dangjian_kaoping.group.cluster.together import together

pytestmark = pytest.mark.whole
ASKED = Asked("2021Q1")
GRADES = (None, "优秀", "良好")


def branch(unit: str, number: int, composite: str | None, **flags: Any) -> BranchRow:
    figure = None if composite is None else Decimal(composite)
    known = {"rank": None, "grade": None, "behind": False, "last": False, "undone": 0, **flags}
    return BranchRow(unit, f"ZB{number:02}", f"第{number}党支部", "生产" if number % 2 else "机关", figure, **known)


def unit(
    name: str, rubric: str, branches: tuple[BranchRow, ...], *, dense: bool = False, counted: bool = True
) -> UnitRound:
    row = UnitRow(
        *(name, name, "", name, name, None, "as_sealed", "2021-04-10", True, counted),
        *("2020", rubric, "dense" if dense else "standard", len(branches), 0, "", 26, Decimal("14.00"), 3, 9),
    )
    return UnitRound(row, branches, (AreaRow("党建", len(branches), 1, 0),) if counted else ())


def by_chunks(folder: Path, answers: list[UnitRound], at_once: int) -> GroupRound:
    folder.mkdir(parents=True, exist_ok=True)
    parts = [answers[start : start + at_once] for start in range(0, len(answers), at_once)]
    made = []
    for part in parts:
        places = tuple(Workplace(each.row.unit, each.row.name, "", each.row.folder, str(folder)) for each in part)
        made.append(Piece(places, ASKED, str(folder)))
        put(made[-1], {}, part)
    # in whatever order they come
    return together("集团", ASKED, {kind: [each.file(kind) for each in reversed(made)] for kind in KINDS})


ANSWERS = [
    unit("P2", "a", (branch("P2", 1, "95.00"), branch("P2", 2, "96.50"), branch("P2", 3, None))),
    unit("P1", "a", (branch("P1", 1, "95.00"), branch("P1", 2, "90.00"), branch("P1", 3, "99.00", behind=True))),
    unit("P3", "b", (branch("P3", 1, "100.00"), branch("P3", 2, "71.30"), branch("P3", 4, "100.00")), dense=True),
    unit("P4", "a", (), counted=False),
]


def test_chunks_come_to_what_memory_does(tmp_path: Path) -> None:
    found = by_chunks(tmp_path, ANSWERS, 2)
    assert found == group_round("集团", ASKED, ANSWERS)
    assert [(each.row.unit, each.row.branch, each.rank, each.class_rank) for each in found.pools[0].placed] == [
        *(("P2", "ZB02", 1, 1), ("P1", "ZB01", 2, 1), ("P2", "ZB01", 2, 1), ("P1", "ZB02", 4, 2)),
        # behind all others by a veto; without a composite not ranked
        *(("P1", "ZB03", 5, 3), ("P2", "ZB03", None, None)),
    ]
    assert [each.rank for each in found.pools[1].placed] == [1, 1, 2]
    # with the places with which they were published
    assert str(found.pools[1].placed[2].row.composite) == "71.30"


figures = st.none() | st.decimals(-20, 120, places=2).map(str)
branches = st.builds(
    lambda number, figure, grade, behind: (number, figure, grade, behind),
    *(st.integers(0, 40), figures, st.sampled_from(GRADES), st.booleans()),
)
units = st.lists(
    st.tuples(st.sampled_from("ab"), st.lists(branches, max_size=6, unique_by=lambda each: each[0]), st.booleans()),
    min_size=1,
    max_size=5,
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(units, st.integers(1, 5))
def test_whatever_the_units_answer_and_however_they_are_cut(tmp_path: Path, told: Any, at_once: int) -> None:
    answers = []
    for index, (rubric, rows, counted) in enumerate(told):
        name = f"P{index}"
        found = [branch(name, number, figure, grade=grade, behind=behind) for number, figure, grade, behind in rows]
        answers.append(unit(name, rubric, tuple(found) if counted else (), dense=rubric == "b", counted=counted))
    assert by_chunks(tmp_path, answers, at_once) == group_round("集团", ASKED, answers)


@pytest.fixture
def piece(tmp_path: Path) -> Piece:
    plant = tmp_path / "厂"
    plant.mkdir()
    (plant / "kaoping.yaml").write_text("kind: workspace\n", "utf-8")
    (tmp_path / "片").mkdir()
    return Piece((Workplace("P1", "一厂", "", "厂", str(plant)),), ASKED, str(tmp_path / "片"))


def test_a_chunk_is_kept_as_long_as_what_it_follows_from(piece: Piece) -> None:
    follows = follows_from(piece)
    assert former(piece, follows) == ("none", {})
    tables = put(piece, follows, [ANSWERS[1]])
    assert former(piece, follows_from(piece)) == ("kept", tables)
    # the same answers are the same bytes
    assert put(piece, follows, [ANSWERS[1]]) == tables
    (Path(piece.places[0].folder) / "data.yaml").write_text("kind: roster\n", "utf-8")
    assert former(piece, follows_from(piece)) == ("differs", {})
    assert former(piece._replace(version="0.0.1"), follows_from(piece._replace(version="0.0.1")))[0] == "differs"
    # asked otherwise it is another chunk
    assert former(piece._replace(asked=Asked("2021Q1", True)), follows)[0] == "none"


@pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.name)
def test_a_damaged_chunk_is_none(piece: Piece, kind: Any) -> None:
    follows = follows_from(piece)
    put(piece, follows, [ANSWERS[1]])
    file = piece.file(kind)
    file.write_bytes(file.read_bytes()[:-1])
    assert former(piece, follows) == ("damaged", {})
    file.unlink()
    assert former(piece, follows) == ("damaged", {})


@pytest.mark.parametrize("leaf", ["", "[]", "{}", '{"tables": 1}', '"x"', "\x00"])
def test_a_leaf_that_says_nothing_is_damaged(piece: Piece, leaf: str) -> None:
    piece.leaf.write_text(leaf, "utf-8")
    assert former(piece, {})[0] == "damaged"


def test_a_disk_that_is_full_leaves_no_half_of_a_chunk(piece: Piece, monkeypatch: pytest.MonkeyPatch) -> None:
    put(piece, follows_from(piece), [ANSWERS[1]])

    def full(file: Path) -> None:
        if file.name.startswith(".") and "branches" in file.name:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(chunk, "_to_disk", full)
    with pytest.raises(OSError, match="No space"):
        put(piece, follows_from(piece), [ANSWERS[0]])
    assert former(piece, follows_from(piece))[0] == "none"
    assert [each.name for each in Path(piece.folder).iterdir() if each.name.startswith(".")] == []


def test_a_figure_that_is_too_fine_is_refused_and_not_rounded(piece: Piece) -> None:
    with pytest.raises(TooFineError):
        put(piece, {}, [unit("P1", "a", (branch("P1", 1, "90.12345678901"),))])


def test_a_worker_that_sees_other_folders_or_has_another_version_answers_nothing(piece: Piece, tmp_path: Path) -> None:
    with pytest.raises(work.OtherVersionError):
        work.made(piece._replace(version="0.0.1"))
    with pytest.raises(work.NotSeenError, match="别处"):
        work.made(piece._replace(folder=str(tmp_path / "别处")))
    (Path(piece.places[0].folder) / "kaoping.yaml").unlink()
    with pytest.raises(work.NotSeenError, match="厂"):
        work.made(piece)
