"""The colours of shares on a page: a class a step, for a policy that lets no element have a style of its own."""

from dangjian_kaoping.exact import Exact
from dangjian_kaoping.write.palette import HEAT, heat

HEAT_STYLE = "".join(f".heat-{index} {{ background: {step.colour}; }}\n" for index, step in enumerate(HEAT))
"""A sheet of them, to be put in beside the others."""
LEGEND = tuple((f"heat-{index}", step.words) for index, step in enumerate(HEAT))
"""The class and the words of each."""


def heat_classes(share: Exact | None) -> tuple[str, ...]:
    """The classes of a cell that holds such a share; none where there is none."""
    return () if share is None else ("heat", f"heat-{heat(share)}")
