"""The table of kinds: every kind has a mirror, words, and a direction that its mirror turns round."""

import pytest

from dangjian_kaoping.compare.diff.kinds import KINDS, MIRRORED, MIRRORS
from dangjian_kaoping.words.revision.changes import kind_in_words

pytestmark = pytest.mark.every(8)

ALONE = {
    "changed": "neither more nor less: backwards it is a change too",
    "renamed": "backwards the other id is the old one",
    "moved": "backwards it moves back",
    "reordered": "backwards it is put back",
    "kept": "backwards it was kept too",
    "rewritten": "the same number for everybody in another way",
    "perhaps-renamed": "likeness has no direction",
}
"""Verbs without a counterpart, and why."""


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_and_its_mirror(name: str) -> None:
    kind = KINDS[name]
    mirror = KINDS[kind.mirror]
    assert mirror.mirror == name
    assert mirror.part == kind.part
    assert mirror.level == kind.level
    assert mirror.direction == MIRRORED[kind.direction]


@pytest.mark.parametrize("name", KINDS)
def test_an_increased_has_its_decreased(name: str) -> None:
    kind = KINDS[name]
    pairs = {**MIRRORS, **{back: verb for verb, back in MIRRORS.items()}}
    if kind.verb in pairs:
        assert kind.mirror == f"{kind.part}-{pairs[kind.verb]}"
    else:
        assert ALONE[kind.verb]
        assert kind.mirror == name
        assert kind.direction == "neutral"


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind.verb in ("stricter", "looser")])
def test_a_kind_that_says_its_direction_has_it(name: str) -> None:
    assert KINDS[name].direction == KINDS[name].verb


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_has_words(name: str) -> None:
    words = kind_in_words(KINDS[name])
    assert not words.isascii()
    assert "-" not in words


def test_no_two_kinds_of_one_side_have_the_same_words() -> None:
    # what is taken and what is given stand at different clauses; parts of the rubric at different things
    def of(side: str) -> list[str]:
        return [kind_in_words(kind) for name, kind in KINDS.items() if name.startswith(side)]

    for side in ("loss-", "gain-", "clause-", "item-", "group-"):
        assert len(set(of(side))) == len(of(side)), side
