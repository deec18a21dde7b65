"""名次 as a live formula: 1, 2, 2, 4 over published figures, with tie-breakers where the measure names some."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.measure import TieBreaker
from dangjian_kaoping.ooxml.spreadsheet.area import column_letters

_DUST = "0.000000001"
"""What a sum may be off in binary; figures that are written out differ by more."""


class Standings(NamedTuple):
    """Where the figures stand that decide: the rows of the branches (from 0), and the columns by what they hold."""

    first: int
    last: int
    composite: int
    breakers: Mapping[TieBreaker, int]

    def column(self, column: int) -> str:
        """All branches' cells of a column."""
        letters = column_letters(column)
        return f"${letters}${self.first + 1}:${letters}${self.last + 1}"


def rank_formula(standings: Standings, row: int, tie_breakers: Sequence[TieBreaker]) -> str:
    """How many stand higher, and one more. Whoever has no composite has text there, and text does not count."""
    mine = f"{column_letters(standings.composite)}{row + 1}"
    every = standings.column(standings.composite)
    if not tie_breakers:
        return f"RANK({mine}, {every}, 0)"
    terms = [f'COUNTIF({every}, ">" & {mine})']
    alike = [f"{every}, {mine}"]
    for name in tie_breakers:
        own = f"{column_letters(standings.breakers[name])}{row + 1}"
        column = standings.column(standings.breakers[name])
        # fewer penalties stand higher; of everything else, more
        better = f'"<" & {own} - {_DUST}' if name == "penalty" else f'">" & {own} + {_DUST}'
        terms.append(f"COUNTIFS({', '.join(alike)}, {column}, {better})")
        alike.append(f'{column}, ">=" & {own} - {_DUST}, {column}, "<=" & {own} + {_DUST}')
    return f"1 + {' + '.join(terms)}"


def is_reckonable(result: RoundResult) -> bool:
    """Whether the composites and tie-breakers alone decide: nobody is put last, nothing to compare is missing."""
    breakers = result.rubric.measure.tie_breakers
    scored = [placing.score for placing in result.placings if placing.score.composite is not None]
    put_last = any(veto.veto.effect == "last_place" for score in scored for veto in score.vetoes)
    return not put_last and all(getattr(score, name) is not None for score in scored for name in breakers)
