"""公开范围: what of a round everybody is shown, and whose name is told: one rule for the page and for 公示."""

from collections.abc import Callable, Mapping
from typing import NamedTuple, get_args

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.measure import Measure, PublicPart
from dangjian_kaoping.views.table import Column, Flags, Table, Value
from dangjian_kaoping.words.names import PUBLIC

UNNAMED = "（不列名称）"
"""In the place of a branch that the measure does not name."""

_PART_OF: Mapping[Flag, PublicPart] = {"bottom_three": "last_places", "task_not_done": "undone", "veto": "veto"}
_PARTS: tuple[PublicPart, ...] = get_args(PublicPart)


class Publicity(NamedTuple):
    """What is shown beside ranks, composites and areas; `whole` is the office's own page, with every source.

    Of `private` items no reason is told.
    """

    parts: frozenset[PublicPart]
    whole: bool = False
    private: frozenset[str] = frozenset()

    def shows(self, part: PublicPart) -> bool:
        """Whether a part is shown."""
        return part in self.parts

    def names(self, placing: Placing) -> bool:
        """Whether a branch is named: one in the last places may not be, nor anything told by which it is known."""
        return "bottom_three" not in placing.flags or "last_places" in self.parts

    def flags(self, placing: Placing) -> tuple[Flag, ...]:
        """The flags of a branch that are shown."""
        return tuple(flag for flag in placing.flags if _PART_OF[flag] in self.parts)

    @property
    def kept_back(self) -> tuple[str, ...]:
        """What is not shown, in words."""
        return tuple(words for part, words in PUBLIC.items() if part not in self.parts)


WHOLE = Publicity(frozenset(_PARTS), whole=True)
"""Everything: for the plant's own people."""


def public(measure: Measure, edition: Edition) -> Publicity | None:
    """What a measure lets everybody see, and the workspace does not keep back; None where nobody has written, in the
    rubric or in the settings, that everybody may see the ranks: then only those who stand first are told of.
    """
    if "publish" not in measure.model_fields_set and edition.public_page != "ranks":
        return None
    return Publicity(frozenset(measure.publish), private=frozenset(edition.private_items))


def on_site(measure: Measure, edition: Edition) -> Publicity | None:
    """The same for a page among others of one site; None also where the last places are not named: the other pages name
    every branch, so that whoever is missing in a ranking would stand last.
    """
    found = public(measure, edition)
    return found if found is not None and found.shows("last_places") else None


def published(table: Table[Placing], publicity: Publicity) -> Table[Placing]:
    """A table of branches with the columns that are shown, and in them as much as is told."""
    shown = [each for each in table.columns if each.publish is None or publicity.shows(each.publish)]
    return table._replace(columns=tuple(each._replace(value=_told(each, publicity)) for each in shown))


def _told(column: Column[Placing], publicity: Publicity) -> Callable[[Placing], Value]:
    """A value, as far as it is told: of a branch that is not named nothing by which it would be known."""

    def told(placing: Placing) -> Value:
        if column.tells_who and not publicity.names(placing):
            return UNNAMED if column.kind == "name" else None
        value = column.value(placing)
        return Flags(publicity.flags(placing)) if isinstance(value, Flags) else value

    return told
