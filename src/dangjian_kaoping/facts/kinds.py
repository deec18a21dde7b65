"""All kinds of fact: a new kind is a new module, which is named here."""

from typing import TYPE_CHECKING, Annotated, Union

from dangjian_kaoping.facts.amount import AmountStated
from dangjian_kaoping.facts.count import CountStated
from dangjian_kaoping.facts.event import EventStated
from dangjian_kaoping.facts.fact import Fact, KindOfFact, Stated
from dangjian_kaoping.facts.imported import ImportedStated
from dangjian_kaoping.facts.judged import JudgedStated
from dangjian_kaoping.facts.late import LateStated
from dangjian_kaoping.facts.level import LevelStated
from dangjian_kaoping.facts.missing import MissingStated
from dangjian_kaoping.facts.rank import RankStated
from dangjian_kaoping.facts.same import SameFact
from dangjian_kaoping.facts.sample import SampleStated
from dangjian_kaoping.facts.scorers import ScorersStated
from dangjian_kaoping.facts.value import ValueStated
from dangjian_kaoping.model.marks import Discriminator, Tag
from dangjian_kaoping.model.values import Placed, single_key


class Statement(
    ScorersStated,
    ImportedStated,
    JudgedStated,
    EventStated,
    LevelStated,
    RankStated,
    ValueStated,
    SampleStated,
    LateStated,
    MissingStated,
    AmountStated,
    CountStated,
    Placed,
):
    """What a record states of a fact, of whatever kind; fields are in the order of the bases from the last one on."""


KINDS: tuple[KindOfFact, ...] = tuple(
    each.KIND for each in reversed(Statement.__mro__) if issubclass(each, Stated) and "KIND" in vars(each)
)
"""The kinds of fact, as the language lists them."""

FACT_KEYS = tuple(name for name in Statement.model_fields if name != "at")
"""The keys of records that state facts."""
_KEYS = frozenset(FACT_KEYS)


def facts_stated(record: Statement) -> object | None:
    """What a record states, and by which keys, to be looked up by; None where it has no hash: a fact kept by names."""
    found = tuple([(name, value) for name, value in vars(record).items() if name in _KEYS])
    try:
        hash(found)
    except TypeError:
        return None
    return found


if TYPE_CHECKING:
    AnyFact = Fact[Statement]
else:
    AnyFact = Annotated[
        Union[tuple(Annotated[kind, Tag(f"={kind.TAG}")] for kind in (*KINDS, SameFact))],  # noqa: UP007 - made of them
        Discriminator(
            single_key(SameFact.TAG, *(kind.TAG for kind in KINDS)),
            kind="fact_kind",
            words=f"要有一个事实类型的键：{'、'.join(kind.TAG for kind in (*KINDS, SameFact))}",
        ),
    ]
    """A fact of any kind, as a clause writes it."""
