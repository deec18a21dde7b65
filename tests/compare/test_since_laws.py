"""Laws of why a composite moved, over generated rounds: whatever happens, the parts add up to what was published."""

from copy import deepcopy
from typing import Any

from hypothesis import given

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.since.between import Between, between
from dangjian_kaoping.compare.since.ends import End, end_of
from dangjian_kaoping.compare.since.joined import joined_items
from dangjian_kaoping.compare.since.told import telling_of
from engine.second_opinion import Documents, second_opinion
from thorough import law

from .moving import adds_up, held_against
from .two_rounds import Scored, Two, scored, two_rounds


@law(400)
@given(two_rounds())
def test_the_causes_always_add_up(two: Two) -> None:
    found = scored(two)
    for branch in found.branches if found else ():
        assert found is not None
        adds_up(held_against(found.rounds, found.results, found.held, branch))


@law(150)
@given(two_rounds(revised=False))
def test_under_one_version_nothing_is_inseparable_or_revised(two: Two) -> None:
    found = scored(two)
    for branch in found.branches if found else ():
        assert found is not None
        since = held_against(found.rounds, found.results, found.held, branch)
        assert not since.inseparable and not since.whole
        assert not since.line("inseparable").value and not since.line("revision").value


def renamed(value: Any, names: dict[str, str]) -> Any:
    """Plain data with items and clauses under other ids, wherever they stand alone."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(each, names) for key, each in value.items()}
    if isinstance(value, list):
        return [renamed(each, names) for each in value]
    return names.get(value, value)


def _called_anew(two: Two) -> Two:
    """The newer round under a version that says the same in other ids."""
    rubric = two.before.rubric
    items = [item for area in rubric["areas"] for item in area["items"]]
    names = {item["id"]: f"新{item['id']}" for item in items}
    new = renamed(rubric, names) | {"version": "2", "effective_from": "2021Q2"}
    for area in new["areas"]:
        for item in area["items"]:
            item["was"] = [item["id"][1:]]
    after = two.after
    records = [renamed(each, names) for each in after.inspections]
    own = [renamed(each, names) for each in after.months]
    reviews = two.reviews[0], renamed(two.reviews[1], names)
    return Two(two.before, Documents(new, after.roster, after.quarter, records, own, after.earlier), reviews)


@law(150)
@given(two_rounds(reading=False, revised=False))
def test_other_ids_move_nothing(two: Two) -> None:
    one, other = scored(two), scored(_called_anew(two))
    assert (one is None) == (other is None)
    for branch in one.branches if one else ():
        assert one is not None and other is not None
        plain, anew = (held_against(each.rounds, each.results, each.held, branch) for each in (one, other))
        assert not anew.inseparable
        assert [each.move.value for each in plain.lines] == [each.move.value for each in anew.lines]


# ── the second opinion ─────────────────────────────────────────────────────────────────────────────────────────


def stages(found: Scored, branch: str) -> tuple[End, Between, End]:
    """The stages themselves."""
    first, last = (
        end_of(result, this, found.held, branch) for result, this in zip(found.results, found.rounds, strict=True)
    )
    partners = Partners(found.results[0].rubric, found.results[1].rubric)
    telling = telling_of(partners, found.rounds[0], found.held, branch)
    return first, between(first, last, telling, joined_items(partners)), last


def alone(documents: Documents, **other: Any) -> Documents:
    """A round without what was before it, and perhaps with other things in it."""
    kept = {key: getattr(documents, key) for key in ("rubric", "roster", "quarter", "inspections", "months")}
    return Documents(**{**deepcopy(kept), **other})


@law(150)
@given(two_rounds())
def test_a_round_without_repeats_is_what_the_second_opinion_makes_of_it_alone(two: Two) -> None:
    found = scored(two)
    if found is None:
        return
    opinions = second_opinion(alone(two.before))
    for branch in found.branches:
        first, *_ = stages(found, branch)
        composite = first.bare.score.composite
        assert composite is not None
        assert composite.value == opinions[branch].composite


@law(200)
@given(two_rounds(reading=False, revised=False))
def test_branches_as_they_are_later_are_what_the_second_opinion_makes_of_them(two: Two) -> None:
    found = scored(two)
    if found is None:
        return
    aside: dict[str, dict[str, str]] = {}
    for document in two.after.inspections:
        for name, record in document["branches"].items():
            aside.setdefault(name, {}).update(record.get("not_applicable", {}))
    inspections = deepcopy(two.before.inspections)
    for document in inspections:
        for name, record in document["branches"].items():
            record["findings"] = [each for each in record["findings"] if each["item"] not in aside[name]]
            record["not_applicable"] = dict(aside[name]) if document is inspections[0] else {}
    roster = deepcopy(two.before.roster)
    for rows in roster["branches"].values():
        rows[1:] = [row | {"from": "2019-01-01"} for row in rows[1:]]
    for branch in found.branches:
        _, way, _ = stages(found, branch)
        if way.entered:
            continue  # not all of it was looked at
        composite = way.enrolled.score.composite
        assert composite is not None
        opinions = second_opinion(alone(two.before, inspections=inspections, roster=roster))
        assert composite.value == opinions[branch].composite
