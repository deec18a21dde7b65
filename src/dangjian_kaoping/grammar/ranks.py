"""Places in a ranking: 前三名得2分，四至六名得1分，其余不得分."""

import re
from collections.abc import Sequence

from dangjian_kaoping.grammar.entry import Entry
from dangjian_kaoping.grammar.meaning import Figure
from dangjian_kaoping.grammar.patterns import PLACE
from dangjian_kaoping.grammar.pieces import Bound, Edge, Mark, Quantity
from dangjian_kaoping.grammar.tokens import number

RANK = "名次"
"""The unit of a place."""
RANKING = re.compile("(?:综合)?(?:排名|名次)")
OTHERS = re.compile(r"(?:其余|其他|其它|以外)(?:的)?(?:名次|支部|单位|部门|各[一-鿿]{1,2})?(?:的)?")
_AMONG = re.compile(r"全(?:公司|集团|系统|[厂市县区局院矿校行段省部])|同类[一-鿿]{2}")


def places(mark: Mark) -> Bound:
    """The range that a mark of kind RANK says."""
    found = [
        Edge(Quantity(Figure(number(each.group()), mark.start + each.start(), mark.start + each.end()), RANK), True)
        for each in re.finditer(PLACE, mark.text)
    ]
    if mark.text.endswith(("以后", "以下")):
        return Bound(found[0]._replace(inclusive=True if "及" in mark.text else None), None)
    return Bound(None if mark.text.startswith("前") else found[0], found[-1])


def is_of_places(line: Bound) -> bool:
    """Whether a range is one of places."""
    edge = line.low or line.high
    return edge is not None and edge.quantity.unit == RANK


def with_others(found: Sequence[Entry]) -> None:
    """Give 其余 behind places the places that are left."""
    for index, entry in enumerate(found):
        before = [each.line for each in found[:index] if each.line is not None]
        ends = [each.high for each in before if each.high is not None and each.high.quantity.unit == RANK]
        if entry.line is None and ends and len(ends) == index and OTHERS.fullmatch(entry.subject.strip()):
            last = max(ends, key=lambda edge: edge.quantity.figure.value)
            entry.line, entry.subject, entry.name = Bound(last._replace(inclusive=False), None), "", ""


def among(entry: Entry) -> str:
    """Among whom the places are, as the sentence says it."""
    found = _AMONG.search(entry.subject)
    return found.group() if found else RANK
