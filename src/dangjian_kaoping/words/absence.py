"""没有检查的部室 in words: who inspected nobody in a round, and which items therefore count as not asked."""

from collections.abc import Iterator

from dangjian_kaoping.engine.score.absence import Absence
from dangjian_kaoping.engine.score.round import RoundResult


def absence_in_words(absence: Absence) -> str:
    """`厂工会本轮没有检查（集中培训）`."""
    return "、".join(f"{name}本轮没有检查（{reason}）" for name, reason in absence.departments.items())


def absences_in_words(result: RoundResult) -> Iterator[str]:
    """A sentence for each absence: who was absent, and the items that are the same for every branch because of it."""
    items: dict[str, list[str]] = {}
    for item, absence in result.absences.items():
        items.setdefault(absence_in_words(absence), []).append(item)
    for words, several in items.items():
        yield f"{words}，{'、'.join(several)} 对各党支部都按不考评计。"
