"""Two documents of one kind, whichever it is."""

from collections.abc import Iterable

from dangjian_kaoping.compare.diff.policy import compare_policies
from dangjian_kaoping.compare.diff.revision import Revision, Version
from dangjian_kaoping.compare.diff.rubric import compare_rubrics
from dangjian_kaoping.grammar.meaning import Says
from dangjian_kaoping.model.rubric import Rubric


def compare_documents(
    before: Version, after: Version, between: Iterable[Rubric] = (), says: Says | None = None
) -> Revision | None:
    """Compare two rubrics, or two reward policies; None where they are of different kinds. `between` and `says` as in
    `compare_rubrics`.
    """
    if type(before.document) is not type(after.document):
        return None
    if isinstance(before.document, Rubric):
        return compare_rubrics(before, after, between, says)
    return compare_policies(before, after)
