"""两条一起: what two records come to together, in words, and what one of them does alone."""

from dangjian_kaoping.exact import ZERO, Exact, minus, negative, plain, plus
from dangjian_kaoping.proof.bench import Given, Situation
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import given_in_words

Part = tuple[ItemSubject, Tries, Situation]
"""What is recorded of an item."""


def together(one: Part, other: Part) -> str:
    """What both come to: `本项 8 分；只记前一条的，本项 9 分`; of two items by how much both move the total."""
    subject, tries, situation = one
    if subject is other[0]:
        both = _given(tries, situation + other[2])
        alone = _given(tries, situation)
        if both is not None and alone is not None:
            return f"{given_in_words(both)}；只记前一条的，{given_in_words(alone)}"
    moved = [(_moved(*each), _of_item(*each)) for each in (one, other)]
    points = plus(moved[0][0], moved[1][0])
    where = "两项" if all(of_item for _, of_item in moved) else "总分"
    return f"{where}一共{'少' if points < 0 else '多'}得 {plain(negative(points) if points < 0 else points)} 分"


def _beside_quiet(tries: Tries, situation: Situation) -> Situation:
    under = {each.clause for each in situation.facts}
    return Situation((*(each for each in tries.quiet.facts if each.clause not in under), *situation.facts))


def _given(tries: Tries, situation: Situation) -> Given | None:
    return tries.bench.gives(_beside_quiet(tries, situation))


def _moved(_: ItemSubject, tries: Tries, situation: Situation) -> Exact:
    with_it, without = _given(tries, situation), _given(tries, Situation())
    return ZERO if with_it is None or without is None else minus(with_it.total, without.total)


def _of_item(_: ItemSubject, tries: Tries, situation: Situation) -> bool:
    """Whether it moves the points of the item, not the total at once."""
    given = _given(tries, situation)
    return given is not None and not given.bonus and not given.penalty
