"""Units together: ranks within a pool, spread and bands, whatever the order in which units answer."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.group.rows import AreaRow, Asked, BranchRow, UnitRound, UnitRow
from dangjian_kaoping.engine.group.together import Band, bands_of, group_round, spread_of

ASKED = Asked("2021Q1")


def branch(unit: str, number: int, composite: str | None, grade: str | None = None, behind: bool = False) -> BranchRow:
    figure = None if composite is None else Decimal(composite)
    kind = "生产" if number % 2 else "机关"
    return BranchRow(unit, f"ZB{number:02}", f"第{number}党支部", kind, figure, 1, grade, behind, False, 0)


def unit(name: str, rubric: str, branches: list[BranchRow], areas: tuple[AreaRow, ...] = ()) -> UnitRound:
    row = UnitRow(
        *(name, name, "", name, name, None, "as_sealed", "2021-04-10", True, True),
        *("2020", rubric, "standard", len(branches), 0, "", 26, Decimal("14.00"), 3, 9),
    )
    return UnitRound(row, tuple(branches), areas)


def test_by_hand() -> None:
    one = unit("P1", "a", [branch("P1", 1, "95.00"), branch("P1", 2, "90.00"), branch("P1", 3, "99.00", behind=True)])
    other = unit("P2", "a", [branch("P2", 1, "95.00"), branch("P2", 2, "96.50")])
    alone = unit("P3", "b", [branch("P3", 1, "100.00")])
    found = group_round("集团", ASKED, [alone, other, one])
    assert [each.rubric for each in found.pools] == ["a", "b"]
    assert [(each.unit.unit, each.row.branch, each.rank, each.class_rank) for each in found.pools[0].placed] == [
        ("P2", "ZB02", 1, 1),
        ("P1", "ZB01", 2, 1),
        ("P2", "ZB01", 2, 1),
        ("P1", "ZB02", 4, 2),
        # a veto puts it behind all others, whatever its points
        ("P1", "ZB03", 5, 3),
    ]
    assert found.pools[0].spread == (5, *map(Decimal, ("99.00", "96.50", "95.00", "95.00", "90.00")))
    assert found.pools[0].bands == (Band(None, 90, 5),)


def test_what_does_not_count_is_listed_and_in_no_figure() -> None:
    out = unit("P2", "a", [])
    out = out._replace(row=out.row._replace(counted=False, seal="unsealed"))
    found = group_round("集团", ASKED, [out, unit("P1", "a", [branch("P1", 1, "95.00")])])
    assert [each.unit for each in found.units] == ["P1", "P2"]
    assert [each.unit for each in found.pools[0].units] == ["P1"]


def test_the_commonest_problems_stand_first() -> None:
    areas = (AreaRow("甲", 1, 1, 0), AreaRow("乙", 3, 2, 1))
    found = group_round("集团", ASKED, [unit("P1", "a", [], areas), unit("P2", "a", [], (AreaRow("甲", 4, 0, 0),))])
    assert found.areas == (AreaRow("甲", 5, 1, 0), AreaRow("乙", 3, 2, 1))


def test_bands_by_grade_or_by_tens() -> None:
    rows = [branch("P", 1, "95.00", "优秀"), branch("P", 2, "88.00", "良好"), branch("P", 3, "87.00", "良好")]
    assert bands_of(rows) == (Band("优秀", None, 1), Band("良好", None, 2))
    assert bands_of([branch("P", 1, "100.00"), branch("P", 2, "79.99"), branch("P", 3, None)]) == (
        Band(None, 100, 1),
        Band(None, 90, 0),
        Band(None, 80, 0),
        Band(None, 70, 1),
    )
    assert bands_of([branch("P", 1, None)]) == ()
    assert spread_of([branch("P", 1, None)]) is None
    # below zero too
    assert bands_of([branch("P", 1, "-0.50")]) == (Band(None, -10, 1),)


FIGURES = st.none() | st.integers(-50, 120).map(lambda each: f"{each}.{abs(each) % 4 * 25:02}")
UNITS = st.lists(st.lists(FIGURES, max_size=6), min_size=1, max_size=5)


@given(UNITS, st.randoms(use_true_random=False), st.integers(0, 3))
def test_neither_order_nor_company_matters(units: list[list[str | None]], random: object, rubrics: int) -> None:
    known = [
        unit(f"P{n}", f"r{n % (rubrics + 1)}", [branch(f"P{n}", i, each) for i, each in enumerate(several)])
        for n, several in enumerate(units)
    ]
    whole = group_round("集团", ASKED, known)
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert group_round("集团", ASKED, iter(shuffled)) == whole
    for pool in whole.pools:
        figures = [each.row.composite for each in pool.placed]
        for each in pool.placed:
            mine = each.row.composite
            if mine is None:
                assert each.rank is None
            else:
                assert each.rank == 1 + sum(other is not None and other > mine for other in figures)
        spread = pool.spread
        there = sorted(each for each in figures if each is not None)
        assert (spread is None) == (not there)
        if spread is not None:
            assert (spread.lowest, spread.highest) == (there[0], there[-1])
            assert 2 * sum(each <= spread.median for each in there) >= len(there)
            assert sum(each.branches for each in pool.bands) == len(there)
