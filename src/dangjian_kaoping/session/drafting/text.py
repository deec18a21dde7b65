"""A draft as the text of a rubric: every sentence whole, and above each what was taken, chosen and left."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.characters import lawful_name, tidied
from dangjian_kaoping.exact import plain
from dangjian_kaoping.grammar.deadlines import deadlines
from dangjian_kaoping.grammar.meaning import Deadlines, Figure, Part, Word
from dangjian_kaoping.outline.draft import Draft, DraftArea, DraftClause, DraftItem, at_odds, why_left
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.drafting.clause import clause_tree, remarks
from dangjian_kaoping.source.writer import Remarked, Tree, Written, written

NOT_READ = "没有认出"
"""How a clause is marked that has no rule."""

NOT_IN_THE_DOCUMENT = (
    "整改标准（standard）不从原件取：失了分的项目，评分以前要补上。",
    "考评办法（measure）只取等次：权重、修约、末位现在按默认，见 kaoping rubric show，照本单位的写上。",
)
"""What a rubric needs and a draft has not."""

_UNNAMED = "考评项目"
"""What an area is called of which the document has no name."""


class Head(NamedTuple):
    """What the draft is to say of itself; `departments` are for items of which the document names none."""

    version: str
    since: Quarter
    departments: Sequence[str] = ()


class Leaf(NamedTuple):
    """A value of the text, and the item and the clause of which it is; no clause: of the item itself."""

    text: str
    item: str = ""
    clause: str = ""


def draft_text(draft: Draft, head: Head) -> Written[Leaf]:
    """The text of a rubric. Nothing of it is from elsewhere than the document and the `head`."""
    outline = draft.outline
    title = tidied(outline.title) or draft.file
    document: dict[str, Tree[Leaf]] = {
        "kind": Leaf("rubric"),
        "version": Leaf(head.version),
        "title": Leaf(title),
        "effective_from": Leaf(str(head.since)),
    }
    if outline.total is not None:
        document["total"] = Leaf(plain(outline.total.value))
    if draft.grades is not None:
        document["measure"] = Remarked(list(remarks(draft.grades)), _leaves(draft.grades.rule, "", ""))
    document["areas"] = [_area(area, head) for area in draft.areas]
    return written(document, list(_opening(draft)))


def _opening(draft: Draft) -> Iterator[str]:
    left = sum(1 for _, clause in draft.clauses() if clause.meaning is None)
    yield f"由“{draft.file}”导入的草稿，还要人看过才能用（docs/导入细则.md）："
    if left:
        yield f"- 标着“{NOT_READ}”的 {left} 条没有规则，补上才能通过 kaoping check。"
    yield "- 有规则的照原件核对取的数，和“原文没有写明，这样定”的话。"
    yield from (f"- {line}" for line in NOT_IN_THE_DOCUMENT)
    yield "- text 是原文，一字不改（写明合成的除外）；每条上面写着它在原件的哪里。"
    yield from (f"- {line}" for line in at_odds(draft.outline))


def _area(area: DraftArea, head: Head) -> Tree[Leaf]:
    entry: dict[str, Tree[Leaf]] = {"id": Leaf(area.id), "name": Leaf(lawful_name(area.area.name) or _UNNAMED)}
    if area.area.points is not None:
        entry["points"] = Leaf(plain(area.area.points.value))
    entry["items"] = [_item(each, head) for each in area.items]
    return entry


def departments_of(item: DraftItem, head: Head) -> Sequence[str]:
    """The departments of an item in the draft: the document's own, else those that were asked for."""
    return [lawful_name(each) for each in item.item.departments] or head.departments


def _item(item: DraftItem, head: Head) -> Tree[Leaf]:
    found = item.item
    entry: dict[str, Tree[Leaf]] = {"id": Leaf(item.id, item.id), "title": Leaf(lawful_name(found.title), item.id)}
    if found.points is not None:
        entry["points"] = Leaf(plain(found.points.value), item.id)
    departments = departments_of(item, head)
    if departments:
        leaves = [Leaf(each, item.id) for each in departments]
        entry["department"] = leaves[0] if len(leaves) == 1 else leaves
    by_when = deadlines(found.requirement)
    if len(by_when.monthly) == 1:
        entry |= {"due": Leaf("monthly", item.id), "due_day": Leaf(str(by_when.monthly[0]), item.id)}
    if item.starts_at_zero:
        entry["start"] = Leaf("zero", item.id)
    if found.requirement:
        entry["requirement"] = Leaf(tidied(found.requirement), item.id)
    if item.groups:
        entry["groups"] = {
            name: {"title": Leaf(name), "points": Leaf(plain(points)), "start": Leaf("zero")}
            for name, points in item.groups.items()
        }
    entry["clauses"] = [_clause(each, item.id) for each in item.clauses]
    return Remarked([found.where, *item.remarks, *_dated(by_when)], entry)


def _dated(by_when: Deadlines) -> Iterator[str]:
    """Days of a year are no rule yet: in which other quarters the item is assessed, and how, is for somebody to say."""
    if by_when.yearly:
        days = "、".join(f"{month}月{day}日前" for month, day in by_when.yearly)
        yield f"考评内容写了期限（{days}）：任务清单要照它的，写成 due: {{Q1: 03-15}}，别的季度怎么计写 not_applicable"


def _clause(clause: DraftClause, item: str) -> Tree[Leaf]:
    lines = [clause.sentence.where]
    if clause.sentence.composed:
        lines.append("原件分在几处，合成一句")
    if not clause.is_whole:
        lines.append(f"原文一句：{clause.sentence.text}")
    rule: Mapping[str, Part] = {}
    if clause.meaning is None:
        lines += [f"{NOT_READ}：{why_left(clause, each)}；{each.mend}" for each in clause.doubts]
    else:
        rule = clause.meaning.rule
        lines += remarks(clause.meaning)
    tree = clause_tree(clause.id, tidied(clause.text), rule, clause.group)
    return Remarked(lines, _leaves(tree, item, clause.id))


def _leaves(part: Part, item: str, clause: str) -> Tree[Leaf]:
    if isinstance(part, Figure | Word):
        return Leaf(part.text, item, clause)
    if isinstance(part, Mapping):
        return {key: _leaves(each, item, clause) for key, each in part.items()}
    return [_leaves(each, item, clause) for each in part]
