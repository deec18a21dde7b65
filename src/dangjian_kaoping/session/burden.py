"""What the versions of a workspace cost its branches."""

from collections.abc import Sequence

from dangjian_kaoping.engine.follow.burden import Burden, burden_of, quarters_between
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.session.reading import roster_of
from dangjian_kaoping.session.session import Session


def burden(session: Session, versions: Sequence[str] = ()) -> Burden:
    """Of some versions by their names, of all where none is named. Raises KeyError where there is no such.

    Told is of every year from the one in which the first comes into force to that of the last round that was held, or
    of a version that is still to come. Raises SessionError as `Session.rounds` does.
    """
    workspace = session.reading.whole()
    ordered = sorted(workspace.rubrics, key=lambda each: each.effective_from)
    known: dict[str, Rubric] = {each.version: each for each in ordered}
    asked = [known[each] for each in versions] if versions else ordered
    asked.sort(key=lambda each: each.effective_from)
    if not ordered:
        return Burden((), (), ())
    held = [quarter for quarter, this in workspace.rounds.items() if this.inspections]
    last = max([ordered[-1].effective_from, *held])
    in_force = {
        each: rubric
        for each in quarters_between(ordered[0].effective_from, last)
        if (rubric := workspace.rubric_in_force(each)) is not None
    }
    return burden_of(asked, in_force, roster_of(workspace), workspace.rounds)
