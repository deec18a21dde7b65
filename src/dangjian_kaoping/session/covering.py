"""覆盖, and cases written for one: what the cases and the rounds of a workspace have tried of its rubrics."""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.coverage.coverage import Coverage
from dangjian_kaoping.proof.coverage.known import known_marks
from dangjian_kaoping.proof.coverage.missing import Proposed, proposed, what_is_tried
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.testing import Tested, test_version
from dangjian_kaoping.session.versions import Versions


def covered(session: Session, version: str, items: Collection[str] = ()) -> Coverage:
    """What was tried of a version of the workspace, or of some of its items. Raises SessionError where the version or
    its cases cannot be read.
    """
    return _covered(session, version, items, test_version(session.root, version))


def _covered(session: Session, version: str, items: Collection[str], tested: Tested) -> Coverage:
    rubric = session.versions().sound_rubric(version)
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


def missing_cases(
    session: Session, version: str, items: Collection[str], given_up: Path | None = None
) -> tuple[Sequence[Proposed], Sequence[str]]:
    """Those at the boundaries of what no case of the workspace has tried; and of those that are written already, though
    what must come out is still open, the files: they are not proposed again. A file that is `given_up` for the new ones
    has none.
    """
    tested = test_version(session.root, version)
    found = _covered(session, version, items, tested)
    roster = session.loader.roster()
    several = tuple(proposed(found.known, found.missing, () if roster is None else roster.classes))
    gone = None if given_up is None else session.loader.name_of(given_up)
    written = {what_is_tried(case): file for file, case in tested.open if file != gone}
    waiting = [written[tried] for each in several if (tried := what_is_tried(each.case)) in written]
    return tuple(each for each in several if what_is_tried(each.case) not in written), waiting
