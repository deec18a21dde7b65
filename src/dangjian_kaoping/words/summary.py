"""一页纸摘要 in words: what a committee is told of a round that reads nothing else. Long names are cut."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from dangjian_kaoping.engine.follow.digest import Band, Common, Digest, Moved, Placed
from dangjian_kaoping.engine.follow.overview import Overview, Rectification
from dangjian_kaoping.exact import Exact, minus, negative, places
from dangjian_kaoping.words.absence import absences_in_words
from dangjian_kaoping.words.distribution import distributed
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.figures import NONE, TABLE_PLACES, percent, published, shown
from dangjian_kaoping.words.names import flags_in_words, unscored_in_words
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import in_a_line, numeral, some

_LONGEST, _TITLE = 25, 16
"""So many characters of a branch's name and of an item's title are told."""
_NAMED = 3
"""So many branches are named in a sentence."""


def headline(overview: Overview, facts: Digest) -> str:
    """How many take part, and their composites."""
    scored = [each.score.composite for each in overview.ranked if each.score.composite is not None]
    told = [f"参加考评的党支部{len(overview.result.placings)}个"]
    if scored and facts.average is not None:
        high, low = (published(choose(scored, key=lambda each: each.value)) for choose in (max, min))
        if high == low:
            told.append(f"综合得分{'均为' if len(scored) > 1 else ''}{high}分")
        else:
            told += [f"综合得分最高{high}分、最低{low}分", f"平均{places(facts.average, TABLE_PLACES)}分"]
    return "，".join(told)


def sections(overview: Overview, facts: Digest, decisions: Iterable[str], *, settled: bool) -> Iterator[Section]:
    """What the page says. What there is nothing of is left out."""
    moved = facts.before is not None
    if facts.first:
        yield _ends(overview, facts, moved=moved)
    if moved:
        changes = _changes(facts) if overview.ranked else f"{unscored_in_words(overview.result)}，还不能比。"
        yield Section("比上轮的变化", (changes,))
    if facts.commonest:
        yield _commonest(facts)
    if overview.ranked:
        graded = any(band.grade is not None for band in facts.distribution)
        yield Section("等次分布" if graded else "得分分布", (), _distribution(facts.distribution))
    yield Section("问题整改", (), _rectified(facts.rectified))
    told = tuple(f"{index}. {words}" for index, words in enumerate(decisions, 1))
    if told:
        yield Section("需要党委研究落实的事项" if settled else "提请党委研究决定的事项", told)


def decisions(overview: Overview, *, governed: bool, settled: bool) -> Iterator[str]:
    """What is for the committee to decide, or, once a result is settled, to see done."""
    result = overview.result
    if not result.complete:
        yield f"{unscored_in_words(result)}，要有关部室尽快补齐。"
    elif not settled:
        what = "等次" if result.rubric.measure.round_grades else "末位"
        yield f"审定各党支部本季度的得分、名次和{what}{'，同意公示' if governed else ''}。"
    for what, placings in (("列入末位", overview.last), ("有单项工作未完成", overview.undone)):
        if placings:
            yield f"{_named(each.score.branch.name for each in placings)}{what}，按照考评办法予以考核。"
    if overview.vetoed:
        named = _named(each.score.branch.name for each in overview.vetoed)
        yield f"{named}有一票否决情形，按照考评办法处理。"
    if absences := list(absences_in_words(result)):
        yield f"{'；'.join(in_a_line(each) for each in absences[:_NAMED])}。"
    earlier = (*overview.older, *(() if overview.before is None else overview.before.entries))
    late = [each for each in (*earlier, *overview.found) if each.state == "overdue"]
    if late:
        yield f"逾期没有整改到位的问题{len(late)}个（{_named(overview.branch_names(late))}），督促限期整改到位。"
    if overview.repeated:
        named = _named(overview.branch_names(overview.repeated))
        yield f"整改以后又发生的问题{len(overview.repeated)}个（{named}），要查明原因。"


def _named(names: Iterable[str]) -> str:
    return some([cut(each, _LONGEST) for each in names], _NAMED)


def cut(text: str, most: int) -> str:
    """A text in a line of so many characters at most."""
    line = in_a_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


def _ends(overview: Overview, facts: Digest, *, moved: bool) -> Section:
    ranks = [each.rank for each in overview.ranked]
    gains = overview.dossier.gains()

    def row(each: Placed) -> tuple[str, ...]:
        placing = each.placing
        tied = "（并列）" if ranks.count(placing.rank) > 1 else ""
        told = (f"{placing.rank}{tied}", cut(placing.score.branch.name, _LONGEST), published(placing.score.composite))
        stands = "、".join(filter(None, (placing.grade, flags_in_words(placing.flags)))) or NONE
        change = (_places_in_words(gains.get(placing.score.branch.id)),) if moved else ()
        return (*told, *change, places(each.points, TABLE_PLACES), _why(each), stands)

    columns = (
        Column("名次", most=4),
        Column("党支部", left=True, most=12),
        Column("综合得分", most=6),
        *((Column("升降", most=5),) if moved else ()),
        Column("扣分合计", most=6),
        Column("扣分最多的\n项目（分）", left=True, most=24),
        Column("等次和\n考核情形", most=8),
    )
    mean = f"，平均每个党支部扣{places(facts.mean, TABLE_PLACES)}分" if facts.last else ""
    title = "得分"
    if facts.last:
        title = f"前{_several(facts.first)}名、末{_several(facts.last)}名"
    title += f"和扣分原因（扣分合计含折算和扣减{mean}）"
    rows = tuple(map(row, (*facts.first, *facts.last)))
    return Section(title, (), Table(columns, rows))


def _several(ends: Sequence[Placed]) -> str:
    return "一两"[len(ends) - 1] if len(ends) <= 2 else numeral(len(ends))


def _why(placed: Placed) -> str:
    told = [f"{cut(each.item.title, _TITLE)} {shown(each.points, TABLE_PLACES)}" for each in placed.most]
    bonus = placed.placing.score.bonus.value
    return "、".join(told or ["没有扣分"]) + (f"（加分 {shown(bonus, TABLE_PLACES)}）" if bonus else "")


def _places_in_words(gained: int | None) -> str:
    if gained is None:
        return NONE
    return "持平" if not gained else f"{'升' if gained > 0 else '降'}{abs(gained)}位"


def _changes(facts: Digest) -> str:
    words = ""
    if facts.average is not None and facts.before is not None:
        words = f"平均综合得分比上轮{_by(minus(facts.average, facts.before))}。"
    told = (("上升", facts.risen), ("下降", facts.fallen))
    words += "".join(f"名次{way}最多的：{'、'.join(map(_moved, moved))}。" for way, moved in told if moved)
    return words if facts.risen or facts.fallen else f"{words}各党支部名次都没有变化。"


def _moved(moved: Moved) -> str:
    name = cut(moved.placing.score.branch.name, _LONGEST)
    return f"{name}（{_places_in_words(moved.places)}，综合得分{_by(moved.points)}）"


def _by(points: Exact) -> str:
    return (
        "持平"
        if not points
        else f"{'多' if points > 0 else '少'}{places(points if points > 0 else negative(points), TABLE_PLACES)}分"
    )


def _commonest(facts: Digest) -> Section:
    columns = (
        Column("项目", left=True, most=20),
        Column("专业方面", left=True, most=12),
        Column("扣分次数", most=6),
        Column("党支部", most=6),
        Column("扣分", most=6),
        Column("占全部次数", most=6),
        Column("累计", most=6),
    )
    rows = tuple(map(_kind, facts.commonest))
    many = "" if len(rows) == 1 else f"{numeral(len(rows))}种"
    share = percent(facts.commonest[-1].cumulated)
    title = f"最常见的{many}扣分（全部{facts.deductions}次，占{share}）"
    return Section(title, (), Table(columns, rows))


def _kind(common: Common) -> tuple[str, ...]:
    lost = common.lost
    return (
        cut(lost.item.title, 2 * _TITLE),
        cut(lost.area.name, _TITLE),
        str(lost.number),
        f"{common.branches}个",
        places(lost.points, TABLE_PLACES),
        percent(common.share),
        percent(common.cumulated),
    )


def _distribution(bands: Iterable[Band]) -> Table:
    """A column a band: how many, and which part of all."""
    known = list(distributed(bands))
    columns = tuple(Column(each.name) for each in known)
    return Table(columns, (tuple(f"{each.branches}个" for each in known), tuple(each.share for each in known)))


def _rectified(rounds: Iterable[Rectification]) -> Table:
    columns = (*map(Column, ("轮次", "查出", "已销号", "未销号", "其中逾期", "整改率")),)
    return Table(columns, tuple(map(_round, rounds)))


def _round(each: Rectification) -> tuple[str, ...]:
    found, closed = len(each.entries), len(each.closed)
    counts = (f"{number}个" for number in (found, closed, len(each.open), len(each.overdue)))
    return (each.quarter.chinese, *counts, percent(Decimal(closed) / found) if found else NONE)
