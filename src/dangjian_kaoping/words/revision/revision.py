"""修订的比较 laid out for people: what all writers (text, Markdown, workbook) show, in the same words and order."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from dangjian_kaoping.compare.diff.kinds import LEVELS
from dangjian_kaoping.compare.diff.revision import Change, Revision
from dangjian_kaoping.compare.diff.shares import Shares, Shift
from dangjian_kaoping.engine.follow.focus import FocusPoints
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.rubric import FOCUS_NAMES, Area, Focus, Rubric
from dangjian_kaoping.words.marked import Marked, Only, Piece, joined
from dangjian_kaoping.words.names import version_in_words
from dangjian_kaoping.words.revision.changes import DIRECTION, LEVEL, kind_in_words, part_in_words
from dangjian_kaoping.words.revision.values import NOTHING, values_in_words
from dangjian_kaoping.words.revision.wording import side, wording
from dangjian_kaoping.words.rubric.focus_points import percent_in_words

GENERAL = "总则和考评办法"
"""The changes that belong to no area stand under it."""
NOT_THERE = "—"
"""What stands where one side has nothing."""
NEWS, TABLE = "修订要点", "修订对照表"
COLUMNS = ("项目、条款", "原条款", "新条款", "变化")
MARKED = "原条款里划去的字，是删去或改掉的；新条款里划线的字，是改成或添上的。"
"""What the marks within the texts of both sides mean."""


class ChangeInWords(NamedTuple):
    """A change in words: what changes, how it changes, the value before and after."""

    change: Change
    part: str
    words: str
    before: str
    after: str


class Subject(NamedTuple):
    """What several changes are about, with its text on both sides: a clause, the rest of an item, the measure.

    What only one side has is marked.
    """

    name: str
    before: Marked
    after: Marked
    entries: tuple[ChangeInWords, ...]


class Block(NamedTuple):
    """An item (or what belongs to none) and what changed in it."""

    title: str
    subjects: tuple[Subject, ...]

    @property
    def entries(self) -> list[ChangeInWords]:
        """All its changes."""
        return [entry for subject in self.subjects for entry in subject.entries]


class Section(NamedTuple):
    """An area and its blocks."""

    title: str
    blocks: tuple[Block, ...]


def sections(changes: Iterable[Change]) -> list[Section]:
    """The changes grouped by area, item and clause, in their order."""
    grouped: dict[str, dict[str, dict[str, list[Change]]]] = {}
    for change in changes:
        blocks = grouped.setdefault(_area_title(change), {})
        blocks.setdefault(_item_title(change), {}).setdefault(_subject_name(change), []).append(change)
    return [
        Section(area, tuple(Block(item, tuple(_subjects(subjects))) for item, subjects in blocks.items()))
        for area, blocks in grouped.items()
    ]


def _area_title(change: Change) -> str:
    area: Area | None = change.new.area or change.old.area
    if area is not None:
        return area.name
    return _OF_POLICY.get(change.path.partition(".")[0], GENERAL)


def _item_title(change: Change) -> str:
    item = change.new.item or change.old.item
    if item is None:
        top, _, rest = change.path.partition(".")
        if top in ("rewards", "penalties"):
            return rest.partition(".")[0]
        return {"area": "本方面", "measure": "考评办法"}.get(top, "总则")
    return f"{item.id} {item.title}"


def _subject_name(change: Change) -> str:
    clause = change.new.clause or change.old.clause
    return "" if clause is None else clause.id


def _subjects(grouped: dict[str, list[Change]]) -> Iterator[Subject]:
    for name, changes in grouped.items():
        entries = tuple(map(change_in_words, changes))
        first = changes[0]
        if name:
            texts = [None if clause is None else clause.text for clause in (first.old.clause, first.new.clause)]
            lines = [_both("", *texts)]
        else:
            values = [(None if value == NOTHING else value for value in (each.before, each.after)) for each in entries]
            lines = [_both(f"{each.part}：", *pair) for each, pair in zip(entries, values, strict=True)]
        before, after = (
            joined(filter(None, texts)) or Marked([Piece(NOT_THERE)]) for texts in zip(*lines, strict=True)
        )
        yield Subject(name, before, after, entries)


def _both(lead: str, before: str | None, after: str | None) -> tuple[Marked, Marked]:
    """A text on both sides, and what it is of; all of it is marked where the other side has none."""
    if before is not None and after is not None:
        pieces = (Piece(lead), *wording(before, after))
        return side(pieces, "before"), side(pieces, "after")
    return _alone(lead, before, "before"), _alone(lead, after, "after")


def _alone(lead: str, text: str | None, only: Only) -> Marked:
    return Marked([] if text is None else [Piece(lead + text, only)])


def label(block: Block, subject: Subject) -> str:
    """What a row of the table is about: the item, and on a line of its own the clause."""
    return "\n".join(filter(None, [block.title, f"条款“{subject.name}”" if subject.name else ""]))


def remarks(subject: Subject) -> str:
    """The changes beside the texts, a line each."""
    return "\n".join(
        f"【{mark}】{remark(each)}" if (mark := marks(each.change)) else remark(each) for each in subject.entries
    )


def change_in_words(change: Change) -> ChangeInWords:
    """A change in words."""
    before, after = values_in_words(change)
    whose = _of_whom(change)
    return ChangeInWords(
        change, whose + part_in_words(change.kind.part), whose + kind_in_words(change.kind), before, after
    )


def _of_whom(change: Change) -> str:
    """What of several a change is about: a group, a level, a grade, a class of branches."""
    keys = change.keys
    lead = ""
    if keys[-2:-1] == ("by_class",):
        lead, keys = f"{keys[-1]}类支部：", keys[:-2]
    elif keys[-1:] == ("otherwise",):
        lead, keys = "其余支部：", keys[:-1]
    if keys[:1] == ("groups",) and len(keys) > 1:
        item = change.new.item if change.new.item and keys[1] in change.new.item.groups else change.old.item
        title = item.groups[keys[1]].title if item and keys[1] in item.groups else keys[1]
        return f"{lead}“{title}”"
    if keys[1:2] == ("levels",) and len(keys) > 3:
        return f"{lead}“{keys[2]}”的“{keys[3]}”"
    for index, key in enumerate(keys[:-1]):
        if key in ("levels", "roles", "grades"):
            return f"{lead}“{keys[index + 1]}”"
    if change.kind.part == "setting" and keys:
        return f"{lead}“{_SETTING.get(keys[-1], keys[-1])}”"
    return lead


_OF_POLICY = {"rewards": "奖励", "penalties": "考核扣减", "coefficient": "系数"}
_SETTING = {
    **{
        "free": "不计的数量",
        "times": "倍数",
        "at_most": "封顶",
        "repeat": "屡查屡犯",
        "highest_per_event": "同一事件就高",
    },
    **{"combine": "几条记录的合法"},
    **{"highest_only": "只取一件", "roles": "角色", "most": "上限", "never": "始终未报"},
    **{"score": "计奖得分", "share_by": "分基金的份额", "pay": "定额", "dock": "扣减的算法", "when": "条件"},
    **{"no_reward": "不发奖励的情形", "rest": "没有发出去的钱", "over": "超过基金的处理", "last_fen": "除不尽的几分钱"},
    **{"group": "同组只扣最重一项", "product": "系数的算法", "coefficient": "系数"},
}
"""What settings are called that have no kind of their own."""


def phrase(entry: ChangeInWords) -> str:
    """A change in one phrase: `满分降低：6 分 → 4 分`."""
    match entry.change.kind.verb:
        case "added" if entry.before in _NONE:
            return entry.words if entry.after == _YES else f"{entry.words}：{entry.after}"
        case "removed" if entry.after in _NONE:
            return entry.words if entry.before == _YES else f"{entry.words}：{entry.before}"
        case "split":
            return f"{entry.words}：由 {entry.before} 拆出"
        case "merged":
            return f"{entry.words}：“{entry.before}”并入 {entry.after}"
        case "kept":
            return f"{entry.words}：{entry.after}" if entry.before == entry.after else entry.words
        case "perhaps-renamed":
            return f"{entry.words}：“{entry.before}” → “{entry.after}”；如果是，请在新的一处写 was"
    return f"{entry.words}：{entry.before} → {entry.after}"


_YES, _NONE = "是", (NOTHING, "否")


def remark(entry: ChangeInWords) -> str:
    """A change beside the texts of both sides: what stands there in full is not said again."""
    kind = entry.change.kind
    if (kind.verb == "changed" and kind.level == "info") or (kind.part.endswith("clause") and kind.verb in _CAME):
        return entry.words
    return phrase(entry)


_CAME = ("added", "removed")


def marks(change: Change) -> str:
    """The direction and the level of a change, where they say something: `收严`, `收严·重大`."""
    said = [] if change.kind.direction == "neutral" else [DIRECTION[change.kind.direction]]
    if change.kind.level == "error":
        said.append(LEVEL["error"])
    return "·".join(said)


# ── the head ───────────────────────────────────────────────────────────────────────────────────────────────────


def title(document: Rubric | RewardPolicy) -> str:
    """A version in full: `《…》（2020 版，2020年第一季度起施行）`."""
    return f"《{document.title}》（{version_in_words(document)}）"


def headed(unit: str, diff: Revision, name: str) -> str:
    """What stands above a list of the changes."""
    return f"{unit}党支部量化考评{name_of(diff.after.document)}{name}"


def name_of(document: Rubric | RewardPolicy) -> str:
    """What kind of document it is."""
    return "细则" if isinstance(document, Rubric) else "绩效奖励办法"


def news(diff: Revision) -> list[str]:
    """The news in a sentence for each class of branches: how the points shift, and what is asked for."""
    return [_sentence(each, last=each is diff.shares[-1]) for each in diff.shares]


def _sentence(shares: Shares, *, last: bool) -> str:
    before, after = shares.whole.before, shares.whole.after
    assert before is not None
    assert after is not None
    parts = [_shift(name, focus, before, after) for focus, name in FOCUS_NAMES.items()]
    if before.by_focus == after.by_focus and before.total == after.total:
        parts = ["、".join(FOCUS_NAMES.values()) + "的分值都不变"]
    if last:
        parts.append(_asked(before.materials, after.materials))
    lead = f"{class_in_words(shares)}：" if shares.branch_class is not None else ""
    return f"{lead}{'；'.join(parts)}。"


def class_in_words(shares: Shares) -> str:
    """For which branches points are shared out so; empty where for all."""
    if shares.branch_class is None:
        return ""
    return f"{shares.branch_class}类支部" if shares.branch_class else "其余支部"


def _shift(name: str, focus: Focus, before: FocusPoints, after: FocusPoints) -> str:
    one, other = ((each.by_focus[focus], percent_in_words(each, focus)) for each in (before, after))
    if one == other:
        return f"{name} {plain(one[0])} 分（{one[1]}），不变"
    return f"{name}由 {plain(one[0])} 分（{one[1]}）{_way(one[0], other[0])} {plain(other[0])} 分（{other[1]}）"


def _asked(before: int, after: int) -> str:
    if before == after:
        return f"备查材料 {before} 种，不变"
    return f"备查材料由 {before} 种{'增为' if after > before else '减为'} {after} 种"


def _way(before: Exact, after: Exact) -> str:
    return "增为" if after > before else "减为" if after < before else "变为"


SHARE_COLUMNS = ("满分", *FOCUS_NAMES.values(), "备查材料")
"""The columns of a table of shares, after the name."""


def share_tables(shares: Shares) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """The shift in tables, by area and by department: a heading, and rows of a name and its cells.

    None where nothing is shifted.
    """
    if all(row.before == row.after for row in (shares.whole, *shares.areas, *shares.departments)):
        return []
    whole = shares.whole._replace(name="合计")
    whom = f"（{class_in_words(shares)}）" if shares.branch_class is not None else ""
    tables = [(f"按专业方面{whom}", (*shares.areas, whole)), (f"按检查部室{whom}", (*shares.departments, whole))]
    return [(heading, [(row.name, _cells(row)) for row in rows]) for heading, rows in tables]


def _cells(row: Shift) -> list[str]:
    sides = [None if each is None else _figures(each) for each in (row.before, row.after)]
    missing = [NOT_THERE] * len(SHARE_COLUMNS)
    return [
        one if one == other else f"{one} → {other}"
        for one, other in zip(sides[0] or missing, sides[1] or missing, strict=True)
    ]


def _figures(points: FocusPoints) -> list[str]:
    return [plain(points.total), *(plain(points.by_focus[focus]) for focus in FOCUS_NAMES), str(points.materials)]


def counts(diff: Revision, listed: Sequence[Change]) -> str:
    """How many changes there are, by level and by direction, and which of them are listed where not all are."""
    changes = diff.changes
    if not changes:
        return "没有变化。"
    levels = "、".join(f"{LEVEL[each]} {sum(one.kind.level == each for one in changes)} 处" for each in LEVELS)
    ways = "、".join(
        f"{words} {sum(one.kind.direction == each for one in changes)} 处" for each, words in DIRECTION.items()
    )
    return f"共 {len(changes)} 处变化：{levels}；{ways}。{_listed_in_words(changes, listed)}"


def _listed_in_words(changes: Sequence[Change], listed: Sequence[Change]) -> str:
    if len(listed) == len(changes):
        return ""
    ways = [words for way, words in DIRECTION.items() if any(each.kind.direction == way for each in listed)]
    return f"这里只列{'、'.join(ways)}的 {len(listed)} 处。" if listed else "所选的方向没有变化，一处也不列。"
