"""公示期间: what a result was when it became public, and whether it is another since."""

from dangjian_kaoping.engine.course.registered import in_force_on, same_figures
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.model.seal import Seal


def adjusted_since(standing: Standing) -> Seal | None:
    """The seal by which a round was public on the first day of its window; None where the one in force has the same
    results.
    """
    seals, window = standing.seals, standing.window
    if seals is None or window is None:
        return None
    first = in_force_on(seals, window.since) or seals.seals[0]
    return None if same_figures(first, seals.in_force) else first
