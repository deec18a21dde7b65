"""Numbers that the round draws from all branches (`branches`), and what an item counts for where it does not apply."""

from collections import Counter

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import ShareRule


def check_drawn(clause: Clause, faults: Faults) -> None:
    """Whether a share has a whole that it can have, and a line can be drawn from what the branches have."""
    rule = clause.rule
    if isinstance(rule, ShareRule) and rule.of is not None and clause.effect not in ("earn", "bonus"):
        problem = "of 只用于得分（earn）、加分（bonus）：占满额的几成得几成"
        faults.add(codes.KP220(problem=problem), clause.key_of(clause.effect, "of"))
    if clause.drawn_by is None:
        return
    place = clause.key_of(clause.effect, clause.drawn_by[0])
    if not clause.fact.drawable:
        kind = clause.fact.TAG
        faults.add(codes.KP220(problem=f"{kind} 没有可以取平均、比高低的数，不能与全体支部比"), place)
    elif clause.highest_per_event:
        faults.add(codes.KP220(problem="同一事件就高（highest_per_event）的，不能与全体支部比"), place)
    elif clause.combine != "worst":
        problem = f"combine: {clause.combine} 的几条记录合不成一个数，不能与全体支部比"
        faults.add(codes.KP220(problem=problem), place)


def check_mean(item: Item, faults: Faults) -> None:
    """不涉及的按平均: there must be branches to which the item applies, and full marks to have a share of."""
    rule = item.not_applicable
    if rule is None or rule.rule != "mean" or item.lacks("due", "points", "not_applicable"):
        return
    problem = ""
    if not isinstance(item.due, str):
        problem = "不考评的季度里没有一个支部有分，取不出平均；请改用 full、rescale 或固定分"
    elif item.points is None:
        problem = "本项没有满分，没有得分率可以平均；请改用固定分"
    if problem:
        faults.add(codes.KP220(problem=problem), item.place_of("not_applicable"))


def check_pools(rubric: Rubric, roster: Roster, faults: Faults) -> None:
    """A class of one branch is held against itself: its mean, and its highest, are its own."""
    classes = Counter(each.branch_class for each in roster.taking_part(rubric.effective_from))
    alone = [name for name, number in classes.items() if number == 1]
    for item in rubric.items():
        for clause in item.clauses if alone else ():
            if clause.drawn_by is not None and clause.drawn_by[1].pool == "class":
                key = clause.drawn_by[0]
                fault = codes.KP227(clause=clause.id, classes="、".join(alone))
                faults.add(fault, clause.place_of(clause.effect, key, "pool"))
