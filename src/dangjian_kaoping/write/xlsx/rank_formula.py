"""名次 as a live formula over published figures: 1, 2, 2, 4, or 1, 2, 2, 3, with tie-breakers where there are some."""

from collections.abc import Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.score.ranking import broken_by
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.measure import Ranking
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters

_DUST = "0.000000001"
"""What a sum may be off in binary; figures that are written out differ by more."""
MOST_IN_A_DENSE_RANKING = 500
"""Branches: each formula compares all with all, and there are as many formulas."""


class BreakerColumn(NamedTuple):
    """The column of a tie-breaker, and whether the smaller figure stands higher, as of penalties."""

    column: int
    fewer: bool


class Standings(NamedTuple):
    """Where the figures stand that decide: the rows of the branches (from 0), and the columns by what they hold."""

    first: int
    last: int
    composite: int
    breakers: Sequence[BreakerColumn] = ()
    ranking: Ranking = "standard"

    def column(self, column: int) -> str:
        """All branches' cells of a column."""
        letters = column_letters(column)
        return f"${letters}${self.first + 1}:${letters}${self.last + 1}"


def rank_formula(standings: Standings, row: int) -> str:
    """How many stand higher, and one more. Whoever has no composite has text there, and text does not count."""
    if standings.ranking == "dense":
        return _dense(standings, row)
    mine = _cell(standings.composite, row)
    every = standings.column(standings.composite)
    if not standings.breakers:
        return f"RANK({mine}, {every}, 0)"
    terms = [f'COUNTIF({every}, ">" & {mine})']
    alike = [f"{every}, {mine}"]
    for breaker in standings.breakers:
        own = _cell(breaker.column, row)
        column = standings.column(breaker.column)
        better = f'"<" & {own} - {_DUST}' if breaker.fewer else f'">" & {own} + {_DUST}'
        terms.append(f"COUNTIFS({', '.join(alike)}, {column}, {better})")
        alike.append(f'{column}, ">=" & {own} - {_DUST}, {column}, "<=" & {own} + {_DUST}')
    return f"1 + {' + '.join(terms)}"


def class_rank_formula(ranks: Standings, of_class: int, row: int) -> str:
    """The rank among the branches of the same class, which stands in a column, from the ranks among all."""
    own, rank = _cell(of_class, row), _cell(ranks.composite, row)
    return f'1 + COUNTIFS({ranks.column(of_class)}, {own}, {ranks.column(ranks.composite)}, "<" & {rank})'


def _dense(standings: Standings, row: int) -> str:
    """How many different standings are higher, and one more: each that is higher counts by its part of its tie."""
    mine = _cell(standings.composite, row)
    every = standings.column(standings.composite)
    higher = [f"({every} > {mine})"]
    alike = f"({every} = {mine})"
    tied = [f"{every}, {every}"]
    for breaker in standings.breakers:
        own = _cell(breaker.column, row)
        column = standings.column(breaker.column)
        better = f"({column} < {own} - {_DUST})" if breaker.fewer else f"({column} > {own} + {_DUST})"
        higher.append(f"{alike} * {better}")
        alike += f" * (ABS({column} - {own}) <= {_DUST})"
        tied.append(f'{column}, ">=" & {column} - {_DUST}, {column}, "<=" & {column} + {_DUST}')
    return f"1 + SUMPRODUCT(ISNUMBER({every}) * ({' + '.join(higher)}) / COUNTIFS({', '.join(tied)}))"


def _cell(column: int, row: int) -> str:
    return f"{column_letters(column)}{row + 1}"


def is_reckonable(result: RoundResult) -> bool:
    """Whether the composites and tie-breakers alone decide: nobody is put last, nothing to compare is missing."""
    measure = result.rubric.measure
    scored = [placing.score for placing in result.placings if placing.score.composite is not None]
    put_last = any(veto.veto.effect == "last_place" for score in scored for veto in score.vetoes)
    missing = any(broken_by(score, each, measure) is None for score in scored for each in measure.tie_breakers)
    if measure.ranking == "dense":
        # what is text in a column of tie-breakers cannot be taken off a number
        missing = missing or (bool(measure.tie_breakers) and not result.complete)
        missing = missing or len(result.placings) > MOST_IN_A_DENSE_RANKING
    return not put_last and not missing
