"""Grades: 95分以上为优秀，85分至95分为良好，85分以下为合格."""

import re

from dangjian_kaoping.grammar.clause import Clause
from dangjian_kaoping.grammar.entry import unsettled
from dangjian_kaoping.grammar.meaning import Meaning, Part, Word
from dangjian_kaoping.grammar.phrases import Phrase
from dangjian_kaoping.grammar.pieces import Bound, Mark
from dangjian_kaoping.grammar.ranges import ranged

_NAME = re.compile(r"(?:的|者)?(?:评?定?列?为|评定为|是)?([一-鿿]{1,6}?)(?:等次|等级)?")
_NO_NAME = re.compile(r"[分扣加减得不可取超]|满分|比例|名|其余|支部")


def grades(found: list[Phrase]) -> Meaning | None:
    """The grades of a measure, if the phrases say nothing else. Raises DoubtError where their lines do not meet."""
    bounds: list[Bound] = []
    names: list[str] = []
    for index, phrase in enumerate(found):
        pieces = list(phrase.pieces or ())
        if index == 0 and pieces and isinstance(pieces[0], Mark) and pieces[0].kind == "TEXT":
            pieces = pieces[1:]
        if len(pieces) != 2 or not isinstance(pieces[0], Bound) or not isinstance(pieces[1], Mark):
            return None
        bound, mark = pieces[0], pieces[1]
        name = _NAME.fullmatch(mark.text.strip())
        of_scores = all(each is None or each.quantity.unit == "分" for each in (bound.low, bound.high))
        if mark.kind != "TEXT" or name is None or _NO_NAME.search(name[1]) or not of_scores or bound.of:
            return None
        bounds.append(bound)
        names.append(name[1])
    if len(names) < 2 or len(set(names)) < len(names):
        return None
    start, end = found[0].start, found[-1].end
    clause = Clause({})
    ends = ranged(bounds, clause, (start, end))
    if bounds[ends[0][0]].high is not None and bounds[ends[0][0]].high.quantity.figure.value < 100:  # type: ignore[union-attr]
        raise unsettled(start, end, "最好的一等上面还有没有写到的分数", "最好的一等写“几分以上”")
    if bounds[ends[-1][0]].low is not None:
        clause.defaults.append("最后一等以下的没有等次")
    rows: list[Part] = [{"grade": Word(names[index]), **row} for index, row in ends]
    return Meaning(start, end, {"grades": rows}, (), (), tuple(clause.defaults))
