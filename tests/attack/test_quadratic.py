"""Tables of very many rows: what is found out of a column is sought once, not once a row."""

from decimal import Decimal

from dangjian_kaoping.views.table import Column
from dangjian_kaoping.write.text.standing_out import tones_of


class _Counted(Decimal):
    """A number that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: object) -> bool:
        _Counted.compared += 1
        return super().__lt__(other)  # type: ignore[operator]

    def __gt__(self, other: object) -> bool:
        _Counted.compared += 1
        return super().__gt__(other)  # type: ignore[operator]


def test_the_fewest_points_of_a_column_are_sought_once() -> None:
    column: Column[Decimal] = Column("points", "得分", lambda each: each, kind="points", full=Decimal(10))  # type: ignore[arg-type]
    values = [_Counted(number % 7) for number in range(400)]
    assert tones_of(column, values).count("lost") == len(range(0, 400, 7))
    assert _Counted.compared < 10 * len(values)
