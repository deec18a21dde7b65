"""A result is approved by an organ, not by a person: what looks like a person's name is none of an organ's."""

import re
from collections.abc import Iterator

from dangjian_kaoping.checks.outgoing.folding import folded
from dangjian_kaoping.checks.outgoing.persons import persons
from dangjian_kaoping.checks.outgoing.surnames import COMPOUND, DOUBTFUL, PLAIN
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.course.standing import Standing
from dangjian_kaoping.model.round import Approval, Correction
from dangjian_kaoping.place import Place

_ORGAN = re.compile("[委部组室会局办党处科厂司院队班站所团府系校社站区段库]|中心|支部|工会|企业")
_NAMES = re.compile("[一-鿿·]{2,4}")


def is_person(text: str) -> bool:
    """Whether a text looks like a person's name, with or without a title: a name beside a title, or two to four
    characters that begin with a surname, and none of which organs are called by. What is not sure is an organ.
    """
    if any(persons(folded(text))):
        return True
    name = "".join(text.split())
    begins = name[:2] in COMPOUND or name[:1] in PLAIN | DOUBTFUL
    return begins and _NAMES.fullmatch(name) is not None and _ORGAN.search(name) is None


def check_organs(standing: Standing, faults: Faults) -> None:
    """Tell where a person is written as who approved something. Of earlier rounds nothing of the kind was asked."""
    for key, name, place in _approvers(standing):
        if is_person(name):
            faults.add(codes.KP561(key=key, name=name), place)


def _approvers(standing: Standing) -> Iterator[tuple[str, str, Place]]:
    settings = standing.settings
    if settings is not None:
        approvals: list[Approval | Correction] = [] if settings.approved is None else [settings.approved]
        approvals += settings.corrections
        yield from (("by", each.by, each.place_of("by")) for each in approvals)
    decisions = (each.decision for each in standing.objections)
    for decision in decisions:
        if decision is not None and decision.approved_by is not None:
            yield "approved_by", decision.approved_by, decision.place_of("approved_by")
    if standing.governed:
        for document in standing.this.adjustments:
            for each in document.adjustments:
                if not each.lacks("approved_by"):
                    yield "approved_by", each.approved_by, each.place_of("approved_by")
