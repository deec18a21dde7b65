"""覆盖, and cases written for one: what the cases and the rounds of a workspace have tried of its rubrics."""

from collections.abc import Collection, Iterator, Sequence

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.coverage import Coverage
from dangjian_kaoping.proof.known import known_marks
from dangjian_kaoping.proof.missing import Proposed, proposed
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.testing import test_version
from dangjian_kaoping.session.versions import Versions


def covered(session: Session, version: str, items: Collection[str] = ()) -> Coverage:
    """What was tried of a version of the workspace, or of some of its items. Raises SessionError where the version or
    its cases cannot be read.
    """
    rubric = session.versions().sound_rubric(version)
    tested = test_version(session.root, version)
    outcomes = [outcome for _, outcome in tested.outcomes]
    known = known_marks(rubric, session.loader.roster(), items)
    return Coverage(known, outcomes, _held(session, version), len(tested.open), tested.waiting)


def _held(session: Session, version: str) -> Iterator[RoundResult]:
    """The rounds under a version that have a result; what keeps another from one is told by `check`."""
    for quarter in session.quarters():
        try:
            result = session.round(quarter)
        except SessionError:
            continue
        if result.rubric.version == version:
            yield result


def proposed_cases(versions: Versions, rubric: Rubric, items: Collection[str]) -> Sequence[Proposed]:
    """The cases at every boundary of a rubric, or of some of its items."""
    roster = versions.loader.roster()
    known = known_marks(rubric, roster, items)
    return tuple(proposed(known, known.marks, () if roster is None else roster.classes))


def missing_cases(session: Session, version: str, items: Collection[str]) -> Sequence[Proposed]:
    """Those at the boundaries of what no case of the workspace has tried."""
    found = covered(session, version, items)
    roster = session.loader.roster()
    return tuple(proposed(found.known, found.missing, () if roster is None else roster.classes))
