"""变异: the changes of a version of a workspace, and the cases that are to tell them."""

from dangjian_kaoping.proof.mutation.mutation import Mutation
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.session.testing import test_version


def mutation_of(session: Session, version: str) -> Mutation:
    """What is to be tried of a version. Raises SessionError where the version or its cases cannot be read."""
    rubric = session.versions().sound_rubric(version)
    tested = test_version(session.root, version)
    return Mutation(rubric, session.loader.roster(), [outcome for _, outcome in tested.outcomes])
