"""本轮情况: whoever is said to have inspected nobody is a department, and has inspected nobody."""

from collections.abc import Mapping

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round


def check_absent(
    rubric: Rubric | None,
    this: Round,
    called: Mapping[str, str],
    absences: Mapping[str, Absence],
    faults: Faults,
    *,
    known: bool,
) -> None:
    """All faults of `absent`; departments are `called` by name or id, all of them where that is `known`."""
    settings = this.settings
    if settings is None or settings.lacks("absent"):
        return
    for name in settings.absent:
        if name not in called and known:
            faults.add(codes.KP214(department=name), settings.key_of("absent", name), hint=perhaps(name, called))
    for item_id, absence in absences.items():
        item = None if rubric is None else rubric.by_item[item_id]
        if item is not None and item.factor and item.not_applicable is None:
            problem = f"{item_id} 是系数，{'、'.join(absence.departments)}没有检查，就没有数可乘"
            how = f"由部室检查 {item_id}，或给它写 not_applicable: {{fixed: 1}} 这样的数"
            faults.add(codes.KP310(problem=problem, how=how), settings.place_of("absent"))
    absent = {called[name]: name for name in settings.absent if name in called}
    for inspection in this.inspections:
        away = absent.get(called.get(inspection.department, ""))
        if away is not None:
            said = settings.key_of("absent", away)
            faults.add(codes.KP354(department=inspection.department, said=said), inspection.place_of("department"))
