"""自评对照: of the branches of a round, of a branch item by item, and of the branches over the rounds."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from dangjian_kaoping.engine.follow.gap import BranchGap, GapCourse, ItemGap
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.views.table import FIELDS, SCREEN, SHEET, Column, Course, Marked, Several, Surface, Table, Width
from dangjian_kaoping.words.gap import CHANGE, item_in_words, months_in_words, not_compared_in_words

NAME = "自评对照"
_BOTH, _ALL = FIELDS | SCREEN, FIELDS | SCREEN | SHEET
_Items = Callable[[BranchGap], Sequence[ItemGap]]
_ORDER: Mapping[Surface, Sequence[str]] = {"screen": ("branch", "gap")}


def gaps(compared: Sequence[BranchGap]) -> Table[BranchGap]:
    """The gaps of a round, a row a branch."""
    columns = (
        Column[BranchGap]("branch", "党支部", lambda each: each.branch.name, "name", "branch"),
        Column[BranchGap]("id", "支部编号", lambda each: each.branch.id, surfaces=FIELDS),
        Column[BranchGap]("months", "自评月数", lambda each: each.months, "count", surfaces=FIELDS),
        *_figures(),
        Column[BranchGap]("remark", "备注", _remark, surfaces=SCREEN, rare=SCREEN),
    )
    return Table(columns, compared, _ORDER)


def gaps_of_branch(compared: Sequence[BranchGap]) -> Table[BranchGap]:
    """The gaps of one branch, a row a round."""
    quarter = Column[BranchGap]("quarter", "轮次", lambda each: str(each.quarter))
    return Table((quarter, *_figures()), compared, _ORDER)


def _figures() -> Iterator[Column[BranchGap]]:
    """People are not told of figures where nothing was compared, and of items only how many they are."""
    yield from _counted("compared", "可比项目", lambda each: each.items)
    yield Column(
        "net", "差距净额", lambda each: each.net.value if each.items else None, "difference", "gap", surfaces=_BOTH
    )
    yield Column("size", "差距合计", lambda each: each.size if each.items else None, "points", "gap", surfaces=_BOTH)
    yield Column("mean", "平均差距", lambda each: each.mean, "difference", surfaces=FIELDS)
    yield from _counted("found", "检查失分", lambda each: each.found)
    yield from _counted("seen", "自评也失分", lambda each: each.seen)
    yield from _named("overlooked", "没有自查出", lambda each: each.overlooked)
    yield from _named("stricter", "自评更严", lambda each: each.stricter)
    yield Column(
        "unanswered", "自评没有评", lambda each: Several(tuple(one.id for one in each.unanswered)), surfaces=FIELDS
    )
    yield Column("sees_its_faults", "看得见自己的问题", lambda each: each.sees_its_faults, surfaces=FIELDS)


def _counted(key: str, heading: str, items: _Items) -> Iterator[Column[BranchGap]]:
    yield Column(key, heading, lambda each: len(items(each)), "count", surfaces=FIELDS)
    yield Column(key, heading, lambda each: len(items(each)) if each.items else None, "count", surfaces=SCREEN)


def _named(key: str, heading: str, items: _Items) -> Iterator[Column[BranchGap]]:
    yield Column(key, heading, lambda each: Several(tuple(one.item.id for one in items(each))), surfaces=FIELDS)
    yield Column(key, heading, lambda each: len(items(each)) if each.items else None, "count", surfaces=SCREEN)


def _remark(gap: BranchGap) -> str:
    return months_in_words(gap) or not_compared_in_words(gap)


def item_gaps(
    compared: Sequence[ItemGap], placing: Placing | None = None, areas: Mapping[str, str] | None = None
) -> Table[ItemGap]:
    """The gaps of a branch, a row an item; a sheet of all branches names the branch and the areas (by item) too."""
    columns = (*_item(), *_item_figures(), *_named_by(placing, areas or {}))
    return Table(columns, compared, {"screen": ("", "title", "remark")})


WHOSE = 3
"""The last columns of a sheet, which say whose gap it is."""


def _named_by(placing: Placing | None, areas: Mapping[str, str]) -> Iterator[Column[ItemGap]]:
    rank, branch = (None, "") if placing is None else (placing.rank, placing.score.branch.name)
    yield Column("rank", "名次", lambda _: rank, "count", surfaces=SHEET, weight="strong", width=Width(5, 5))
    yield Column("branch", "党支部", lambda _: branch, "note", surfaces=SHEET, width=Width(16, 16))
    yield Column(
        "area", "专业方面", lambda each: areas.get(each.item.id, ""), "note", surfaces=SHEET, width=Width(16, 16)
    )


def _item() -> Iterator[Column[ItemGap]]:
    yield Column("item", "项目", lambda each: each.item.id, surfaces=_BOTH)
    yield Column("title", "名称", lambda each: each.item.title, part="title", surfaces=_BOTH)
    yield Column(
        "item", "项目", lambda each: f"{each.item.id} {each.item.title}", "prose", surfaces=SHEET, width=Width(24, 24)
    )


def _item_figures() -> Iterator[Column[ItemGap]]:
    """The points (分) of both sides. Full marks (满分) that are not stated are left empty in a sheet."""
    full = Column[ItemGap]("points", "满分", _full_marks, "points", exact=True, width=Width(5, 5))
    yield full._replace(surfaces=_BOTH)
    yield full._replace(value=lambda each: "" if each.item.points is None else each.points, surfaces=SHEET)
    for key, heading, narrow, value in _SIDES:
        yield Column(
            key,
            heading,
            value,
            "points",
            headings={"screen": narrow},
            surfaces=_ALL,
            places=(2, 4),
            exact=True,
            width=Width(6.5, 6.5),
        )
    gap = Column[ItemGap]("gap", "差距", lambda each: each.step, "difference", exact=True, weight="strong")
    yield gap._replace(surfaces=_ALL, width=Width(7, 7))
    yield Column("found", "检查失分", lambda each: each.found, surfaces=FIELDS)
    yield Column("seen", "自评也失分", lambda each: each.seen, surfaces=FIELDS)
    yield Column("remark", "说明", item_in_words, part="remark", surfaces=SCREEN)
    yield Column("remark", "对照", _marked, "note", surfaces=SHEET, width=Width(27, 27))


_SIDES: Sequence[tuple[str, str, str, Callable[[ItemGap], Step]]] = (
    ("self_assessment", "自评得分", "自评", lambda each: each.declared_step),
    ("inspection", "检查得分", "检查", lambda each: each.inspected_step),
)


def _full_marks(gap: ItemGap) -> Exact | None:
    return None if gap.item.points is None else gap.points


def _marked(gap: ItemGap) -> Marked | str:
    words = item_in_words(gap)
    return Marked(words, "overlooked") if gap.overlooked else words


def gap_courses(quarters: Sequence[Quarter], courses: Sequence[GapCourse]) -> Table[GapCourse]:
    """The sizes of the gaps over the rounds, a row a branch; one round is no course."""
    return Table(tuple(_course(quarters)), courses)


def _course(quarters: Sequence[Quarter]) -> Iterator[Column[GapCourse]]:
    def course(each: GapCourse) -> Course:
        sizes = {gap.quarter: gap.size for gap in each.rounds}
        return Course(tuple(sizes.get(quarter) for quarter in quarters))

    yield Column("branch", "党支部", lambda each: each.branch.name, "name")
    yield Column("id", "支部编号", lambda each: each.branch.id, surfaces=FIELDS)
    if len(quarters) > 1:
        yield Column("course", "走势", course, "course", surfaces=SCREEN)
    yield Column("last", "末轮", lambda each: each.rounds[-1].size if each.rounds else None, "points", surfaces=SCREEN)
    yield Column("size_before", "以前", lambda each: each.sizes[0] if each.sizes else None, "points", rare=SCREEN)
    yield Column("size_of_late", "近来", lambda each: each.sizes[1] if each.sizes else None, "points", rare=SCREEN)
    yield Column("change", "变化", lambda each: each.change, surfaces=FIELDS)
    yield Column(
        "change", "变化", lambda each: CHANGE[each.change] if each.change else None, surfaces=SCREEN, rare=SCREEN
    )
    yield Column("found", "检查失分", lambda each: each.found, "count")
    yield Column("seen", "自评也失分", lambda each: each.seen, "count")
    yield Column("sees_its_faults", "看得见自己的问题", lambda each: each.sees_its_faults, surfaces=FIELDS)
