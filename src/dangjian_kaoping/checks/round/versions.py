"""An item that one version of the rubric does not have, and another does: records are told by the wrong version."""

from collections.abc import Iterable

from dangjian_kaoping.model.rubric import Item, Rubric


def known_elsewhere(item_id: str, rubric: Rubric, versions: Iterable[Rubric]) -> str:
    """Which other version has the item, how long, and what it is called in this one; empty where none has it."""
    others = [each for each in versions if each is not rubric and item_id in each.by_item]
    if not others:
        return ""
    ordered = sorted(versions, key=lambda each: each.effective_from)
    earlier = [each for each in others if each.effective_from < rubric.effective_from]
    if earlier:
        other = max(earlier, key=lambda each: each.effective_from)
        following = next(each for each in ordered if each.effective_from > other.effective_from)
        # in force to the day before the next version
        time = f"施行到 {following.effective_from.earlier(1)}"
    else:
        other = min(others, key=lambda each: each.effective_from)
        time = f"从 {other.effective_from} 起施行"
    now = "、".join(dict.fromkeys(each.id for each in _same(item_id, other, rubric)))
    become = "" if not now else f"，现在是 {now}" if earlier else f"，这一版里是 {now}"
    return f"{other.version} 版有这个项目，{time}{become}。"


def _same(item_id: str, other: Rubric, rubric: Rubric) -> Iterable[Item]:
    """The items of a version that were, or became, an item of another: by what the newer one says it was."""
    if other.effective_from < rubric.effective_from:
        return [each for each in rubric.items() if item_id in _was(each)]
    return [rubric.by_item[each] for each in _was(other.by_item[item_id]) if each in rubric.by_item]


def _was(item: Item) -> set[str]:
    """The earlier ids of an item, and the items that its clauses come from (`was: DJ-01/缺会`)."""
    return {*item.was, *(each.partition("/")[0] for clause in item.clauses for each in clause.was)}
