"""编号: the ids of new problems, which a form leaves open: a round's next free ones, kept by the form's rows."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.forms.filing import Filed
from dangjian_kaoping.forms.grid import Tree
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.importing.composing import findings_of, records_of, said


class Numbers(NamedTuple):
    """Of one document: the ids for its findings by branch and position, and all that its rows were ever given."""

    ids: Mapping[tuple[str, int], str]
    kept: Mapping[str, str]


class Open(NamedTuple):
    """An inspection whose problems want numbers: its department, and what its rows were given before.

    `standing` are those of these numbers that problems have now; the others are of problems that are gone.
    """

    department: str
    filed: Filed
    given: Mapping[str, str]
    standing: frozenset[str]


def numbered(quarter: Quarter, documents: Sequence[Open], taken: Iterator[str], roster: Roster) -> list[Numbers]:
    """The numbers of a round's documents, in the roster's order and that of the forms. `taken` were ever given."""
    explicit = {said(each, "id") for document in documents for _, _, each in _findings(document.filed, roster)} - {""}
    used = {*explicit, *taken}
    last = max((int(number) for each in used if (number := _number(each, quarter)).isdecimal()), default=0)
    order = {department: index for index, department in enumerate(roster.departments)}
    found: dict[int, Numbers] = {}
    for index in sorted(range(len(documents)), key=lambda each: order.get(documents[each].department, len(order))):
        document = documents[index]
        ids: dict[tuple[str, int], str] = {}
        kept = dict(document.given)
        for branch, position, finding in _findings(document.filed, roster):
            row = document.filed.rows.get((branch, position), f"{branch}/{position}")
            number = said(finding, "id")
            if not number and "rectify_by" in finding:
                number = document.given.get(row, "")
                # a row may be used anew, and a form made anew counts its rows anew
                if number not in document.standing or number in explicit:
                    last += 1
                    number = f"{quarter}-{last:02d}"
                explicit.add(number)
                ids[branch, position] = number
            if number:
                kept[row] = number
        # one whose row has another number now is noted under itself
        kept |= {each: each for each in document.given.values() if each not in kept.values()}
        found[index] = Numbers(ids, kept)
    return [found[index] for index in range(len(documents))]


def _number(problem_id: str, quarter: Quarter) -> str:
    before, _, number = problem_id.rpartition("-")
    return number if before == str(quarter) and len(number) < 10 else ""


def _findings(filed: Filed, roster: Roster) -> Iterator[tuple[str, int, Mapping[str, Tree]]]:
    """The findings of a document, branch by branch in the roster's order."""
    order = {branch: index for index, branch in enumerate(roster.branches)}
    records = records_of(filed)
    for branch in sorted(records, key=lambda each: order.get(each, len(order))):
        for position, finding in enumerate(findings_of(records[branch])):
            yield branch, position, finding
