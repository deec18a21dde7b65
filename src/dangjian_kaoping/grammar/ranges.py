"""Ranges beside one another: which of two has the number where they meet."""

from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.grammar.clause import Clause
from dangjian_kaoping.grammar.entry import unread, unsettled
from dangjian_kaoping.grammar.meaning import Part
from dangjian_kaoping.grammar.pieces import Bound, Edge

_ONE = Decimal(1)


def ranged(
    bounds: Sequence[Bound], clause: Clause, where: tuple[int, int], *, counts: bool = False
) -> list[tuple[int, dict[str, Part]]]:
    """The ranges from the highest down, each by its place in `bounds` and with its ends in the words of the language.

    What a sentence leaves open goes into the defaults of the `clause`. `counts` tells that there is nothing between two
    whole numbers. Raises DoubtError where they leave a hole or overlap; `where` are the characters then meant.
    """
    order = sorted(range(len(bounds)), key=lambda index: _middle(bounds[index]), reverse=True)
    table: list[dict[str, Part]] = [{} for _ in order]
    for row in range(1, len(order)):
        _joined(bounds[order[row - 1]], bounds[order[row]], table[row - 1], table[row], clause, counts, where)
    top, bottom = bounds[order[0]], bounds[order[-1]]
    if top.low is None and top.high is not None and top.high.inclusive is None:
        said = f"{top.high.quantity.figure.text}{top.high.quantity.unit}"
        clause.defaults.append(f"“{said}以下”没有写含不含本数，按不含")
        table[0]["under"] = top.high.quantity.figure
    else:
        _outer(top.high, "to", "under", table[0])
    _outer(bottom.low, "from", "over", table[-1])
    words = ("from", "over", "to", "under")
    return [(index, {key: row[key] for key in words if key in row}) for index, row in zip(order, table, strict=True)]


def _middle(bound: Bound) -> tuple[Decimal, int]:
    """In the order of the numbers; an open range lies beyond the one that ends where it begins."""
    values = [each.quantity.figure.value for each in (bound.low, bound.high) if each is not None]
    return sum(values, Decimal(0)) / len(values), 0 if bound.low is None else 2 if bound.high is None else 1


def _outer(edge: Edge | None, inclusive: str, otherwise: str, row: dict[str, Part]) -> None:
    if edge is not None:
        row[inclusive if edge.inclusive is not False else otherwise] = edge.quantity.figure


def _overlap(above: Edge | None, lower: Bound) -> bool:
    """Whether the lower of two ranges begins where the upper does, or beyond; one number alone may end below it."""
    if above is None or lower.low is None:
        return False
    value = above.quantity.figure.value
    if lower.high is not None and lower.high.quantity.figure.value == value and above.inclusive is False:
        return lower.low.quantity.figure.value > value
    return lower.low.quantity.figure.value >= value


def _joined(
    upper: Bound,
    lower: Bound,
    high: dict[str, Part],
    low: dict[str, Part],
    clause: Clause,
    counts: bool,
    where: tuple[int, int],
) -> None:
    """Where two ranges meet: which of them has the number between them."""
    above, below = upper.low, lower.high
    if _overlap(above, lower):
        raise unread(*where, "两段重叠", "各段首尾相接，正好在界线上的写（含）")
    if above is None and below is None:
        raise unsettled(*where, "两段的界线没有写全", "每一段的两头都写明")
    if above is None:
        assert below is not None
        holds = below.inclusive is True
        low["to" if holds else "under"] = below.quantity.figure
        high["over" if holds else "from"] = below.quantity.figure
        if below.inclusive is None:
            clause.defaults.append(f"正好{below.quantity.figure.text}{below.quantity.unit}没有写含在哪一段，按上面一段")
        return
    if below is None or above.quantity.figure.value == below.quantity.figure.value:
        theirs = None if below is None else below.inclusive
        if above.inclusive is True and theirs is True:
            raise unsettled(
                *where, f"正好{above.quantity.figure.text}{above.quantity.unit}两段都含", "只在一段写（含）"
            )
        if above.inclusive is False and theirs is False:
            raise unsettled(
                *where, f"正好{above.quantity.figure.text}{above.quantity.unit}两段都不含", "在一段写（含）"
            )
        mine = above.inclusive is True or theirs is False or (above.inclusive is None and theirs is None)
        if above.inclusive is None and theirs is None:
            clause.defaults.append(f"正好{above.quantity.figure.text}{above.quantity.unit}没有写含在哪一段，按上面一段")
        high["from" if mine else "over"] = above.quantity.figure
        if below is not None:
            low["under" if mine else "to"] = below.quantity.figure
        return
    if (
        counts
        and above.quantity.figure.value - below.quantity.figure.value == _ONE
        and False not in (above.inclusive, below.inclusive)
    ):
        high["from"], low["to"] = above.quantity.figure, below.quantity.figure
        return
    raise unread(
        *where,
        f"{below.quantity.figure.text}与{above.quantity.figure.text}之间有空缺或者重叠",
        "各段首尾相接，正好在界线上的写（含）",
    )
