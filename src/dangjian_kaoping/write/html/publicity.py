"""公开范围: what of a round a page shows, and whose name it tells."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.model.measure import Measure, PublicPart
from dangjian_kaoping.words.names import PUBLIC

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


def public(measure: Measure, edition: Edition) -> Publicity:
    """What a measure lets everybody see, and the workspace does not keep back."""
    return Publicity(frozenset(measure.publish), private=frozenset(edition.private_items))


def lists_ranks(measure: Measure, edition: Edition) -> bool:
    """Whether everybody may see the ranks: the office has written so, in the rubric or in the settings."""
    return "publish" in measure.model_fields_set or edition.public_page == "ranks"
