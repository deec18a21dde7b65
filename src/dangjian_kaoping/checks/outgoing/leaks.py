"""All that may not go out of a text."""

from collections.abc import Iterable, Iterator

from dangjian_kaoping.checks.outgoing.folding import folded
from dangjian_kaoping.checks.outgoing.leak import Leak
from dangjian_kaoping.checks.outgoing.listed import Listed
from dangjian_kaoping.checks.outgoing.marks import marks
from dangjian_kaoping.checks.outgoing.numbers import numbers
from dangjian_kaoping.checks.outgoing.paths import paths
from dangjian_kaoping.checks.outgoing.persons import persons


def leaks(text: str, listed: Listed) -> list[Leak]:
    """What is found in a text, in its order; of the same kind at the same place once."""
    plain = folded(text)
    found = [each for look in (numbers, marks, persons, paths, listed.within) for each in look(plain)]
    return list(_apart(sorted(found, key=lambda each: (each.kind, each.start, -each.end))))


def _apart(found: Iterable[Leak]) -> Iterator[Leak]:
    last: Leak | None = None
    for each in found:
        if last is not None and each.kind == last.kind and each.start < last.end:
            continue
        last = each
        yield each
