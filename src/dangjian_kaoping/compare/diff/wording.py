"""Whether text and rule of a clause were revised together: one of them may have been left as it was."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from dangjian_kaoping.compare.diff.judgement import Judged, judged
from dangjian_kaoping.compare.diff.structure import Difference
from dangjian_kaoping.grammar.meaning import Saying, Says, as_written
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item

_TEXT = "clause-text"
_OF_THE_RULE_NOTHING = frozenset(
    ("clause-text", "clause-was", "clause-department", "clause-group", "clause-level-order", "clause-domain", "number")
)
"""Parts of a clause of which its text need say nothing; a number is told so where it was only rewritten."""


def left_behind(
    items: tuple[Item, Item], clauses: tuple[Clause, Clause], found: Sequence[Judged], says: Says
) -> Iterator[Judged]:
    """A rule that changed while its text did not, and the other way round: a text that says something else."""
    texts = Difference(("text",), *(clause.text for clause in clauses))
    reworded = any(each.kind.part == _TEXT for each in found)
    ruled = any(each.kind.part not in _OF_THE_RULE_NOTHING for each in found)
    if ruled == reworded:
        return
    old, new = (_said(item, clause, says) for item, clause in zip(items, clauses, strict=True))
    if ruled and _tells(new):
        yield judged("clause-text-kept", texts)
    elif reworded and _meaning(old) != _meaning(new):
        yield judged("clause-rule-kept", texts)


def _said(item: Item, clause: Clause, says: Says) -> Saying:
    return says(clause.text, from_total=item.points is None and item.floor == 0)


def _tells(saying: Saying) -> bool:
    """Whether a text says anything that a rule could agree with: not only what the clause is called."""
    return bool(saying.asked or saying.reading.meanings)


def _meaning(saying: Saying) -> tuple[list[Decimal], Any]:
    """The numbers of a text, and if all of it is understood what it says."""
    said = [as_written(each.rule) for each in saying.reading.meanings]
    return sorted(each.value for each in saying.asked), said
