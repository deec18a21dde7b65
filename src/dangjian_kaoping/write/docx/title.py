"""标题 on several lines: 回行时词意完整, and no line much shorter than it has to be."""

from collections.abc import Sequence
from itertools import combinations, pairwise

from dangjian_kaoping.write.docx.widths import characters


def title_lines(parts: Sequence[str], width: float) -> list[str]:
    """The title on as few lines as hold it, as even as they can be, broken only between its parts."""
    for count in range(1, len(parts) + 1):
        ways = [_cut(parts, ends) for ends in combinations(range(1, len(parts)), count - 1)]
        fitting = [lines for lines in ways if max(map(characters, lines)) <= width]
        if fitting:
            return min(fitting, key=lambda lines: max(map(characters, lines)))
    return list(parts)


def _cut(parts: Sequence[str], ends: Sequence[int]) -> list[str]:
    bounds = [0, *ends, len(parts)]
    return ["".join(parts[first:last]) for first, last in pairwise(bounds)]
