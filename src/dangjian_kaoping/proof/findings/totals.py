"""What is found of a rubric as a whole: of its totals, its grades, its vetoes and its measure."""

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.proof.findings.full import find_total_out_of_reach
from dangjian_kaoping.proof.findings.grades import find_idle_areas, find_unreached_grades
from dangjian_kaoping.proof.findings.settings import find_idle_settings
from dangjian_kaoping.proof.findings.vetoes import find_idle_vetoes
from dangjian_kaoping.proof.ranges.rounds import Rounds
from dangjian_kaoping.proof.subject import Subject


def find_in_totals(subject: Subject, faults: Faults) -> None:
    """All of it, where every item is sound and known: else nobody knows what the whole can be."""
    if len(subject.proven) < len(subject.rubric.by_item):
        return
    rounds = Rounds(subject)
    if not any(each.base.high is None or each.base.high for each in rounds.spans):
        return  # of what has no points nobody can be graded
    for find in (find_total_out_of_reach, find_unreached_grades, find_idle_areas, find_idle_vetoes, find_idle_settings):
        find(rounds, faults)
