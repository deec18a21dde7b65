"""没有人用: items that no branch is asked, and numbers of classes that no branch of theirs is asked (KP261, KP262)."""

from collections.abc import Sequence

from dangjian_kaoping.checks.rubric.classes import Way, class_numbers
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.item import Status, not_applicable
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.periods import QUARTERS_OF_A_YEAR
from dangjian_kaoping.proof.bench import Given
from dangjian_kaoping.proof.showing import shown_first
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.witness import given_in_words


def find_unasked(subject: ItemSubject, faults: Faults) -> None:
    """What of an item is for branches, or for quarters, that there are not."""
    item, known = subject.item, subject.roster_classes
    if not any(map(item.due_in, range(1, QUARTERS_OF_A_YEAR + 1))):
        what = f"{item.id}（没有一个季度考评）"
        faults.add(codes.KP262(what=what, witness=_apart(item, known[:1] or ("",), "not_due")), item.key_of("due"))
    if known and not subject.classes:
        what = f"{item.id}（各类支部都不涉及）"
        faults.add(codes.KP262(what=what, witness=_apart(item, known)), item.key_of("not_applicable_to"))
    elif known:
        _check_numbers(subject, faults)


def _check_numbers(subject: ItemSubject, faults: Faults) -> None:
    """The numbers of classes to which the item does not apply, and of other classes where none is left."""
    item = subject.item
    for number, way in class_numbers(item) if item.by_class_numbers else ():
        whose = _whose(item, way)
        for name in number.by_class:
            if name in item.not_applicable_to and name in subject.roster_classes:
                place = item.key_of(*way, "by_class", name)
                what, same = f"{whose}“{name}”类的数", "用不着这个数"
                faults.add(codes.KP261(what=what, witness=_apart(item, (name,)), same=same), place)
        if number.otherwise is not None and set(subject.classes) <= set(number.by_class):
            clause = item.clauses[int(way[1])] if way[0] == "clauses" else item.clauses[0]
            shown = shown_first(subject, clause)
            if shown is not None:
                what, same = f"{whose}其余各类的数（otherwise）", "各类支部都写了自己的数"
                faults.add(codes.KP261(what=what, witness=shown.in_words, same=same), item.key_of(*way, "otherwise"))


def _whose(item: Item, way: Way) -> str:
    return f"“{item.clauses[int(way[1])].id}”的" if way[0] == "clauses" else f"{item.id} 的"


def _apart(item: Item, classes: Sequence[str], status: Status = "not_applicable") -> str:
    """What branches get to which the item does not apply: `生产、检修类支部不涉及，本项 3 分`."""
    of_class = item.of_class(classes[0])
    score = not_applicable(of_class, status, Circumstances(classes[0]))
    what = "不考评" if status == "not_due" else "不涉及"
    who = f"{'、'.join(classes)}类支部" if any(classes) else "各支部"
    given = "按折算、平均计" if score.status in ("rescaled", "awaiting") else given_in_words(Given(score.value))
    return f"{who}{what}，{given}"
