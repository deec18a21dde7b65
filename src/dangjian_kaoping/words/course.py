"""状态 in words: where a round stands, what is known of it, and what is done next."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.diagnostics.courses import STATES, step_on_a_line
from dangjian_kaoping.engine.course.registered import outdated_years
from dangjian_kaoping.engine.course.state import Course, State
from dangjian_kaoping.engine.course.step import Step, next_step
from dangjian_kaoping.engine.follow.status import Lacking, RoundStatus
from dangjian_kaoping.model.objections import Objection
from dangjian_kaoping.model.round import Window
from dangjian_kaoping.periods import Month, Quarter
from dangjian_kaoping.words.objections import LATE

_UNSETTLED: tuple[State, ...] = ("to_approve", "to_publish", "public", "objections", "to_finalise", "to_correct")
"""What the heading of a score says; before them the score is 暂定, after them it is final."""
UNKNOWN = "状态：看不出（见 kaoping check）"
"""Where a file that decides about it cannot be read."""
BELOW = "催交（见下表）"
_NAMED = 3
"""So many objections at most are named on a line."""


class CourseLine(NamedTuple):
    """A round on one line: its state, since when, what went out last, what is known, and what is done next."""

    round: str
    since: str
    document: str
    known: str
    next: str

    @property
    def told(self) -> str:
        """All but what is done next, as a sentence."""
        return "  ".join(filter(None, self[:-1]))


def course_line(course: Course, status: RoundStatus | None = None) -> CourseLine:
    """A round on one line; `status` is what of its records is missing."""
    document = course.standing.document
    return CourseLine(
        f"{course.quarter} {STATES[course.state]}",
        f"{day_in_words(course.since, course.day)} 起",
        "" if document is None else document.file,
        "；".join(known_in_words(course, status)),
        next_in_words(course, status, BELOW),
    )


def heading_in_words(course: Course) -> str:
    """What the heading of a score says of a result that is not final yet; empty of any other."""
    return f"状态：{STATES[course.state]}" if course.state in _UNSETTLED else ""


def day_in_words(day: date, now: date) -> str:
    """06-30; 2020-06-30 of another year."""
    return f"{day:%m-%d}" if day.year == now.year else day.isoformat()


def lacking_in_words(lacking: Lacking, now: date, *, named: bool = False) -> str:
    """`厂工会缺 3 个支部，截止 06-30`; or which they are."""
    what = record_in_words(lacking.what)
    branches = "、".join(each.name for each in lacking.branches) if named else f" {len(lacking.branches)} 个支部"
    return f"{what}缺{' ' if named else ''}{branches}{_deadline(lacking.by, now)}"


def record_in_words(what: str | Month | Quarter) -> str:
    """Whose inspection, or the self-assessment of when: `厂工会`, `4月自评`."""
    match what:
        case str():
            return what
        case Month():
            return f"{what.number}月自评"
        case _:
            return "自评"


def _deadline(by: date | None, now: date) -> str:
    if by is None:
        return ""
    return f"，截止 {day_in_words(by, now)}{'（已逾期）' if by < now else ''}"


def known_in_words(course: Course, status: RoundStatus | None) -> Iterator[str]:
    """What else is known of a round in its state."""
    standing, now, window = course.standing, course.day, course.standing.window
    match course.state:
        case "broken" if standing.altered and standing.sealing not in ("differs", "broken"):
            yield "审定、公示、异议、公布登记里封存过的改了"
        case "broken":
            yield "封存文件读不了、被改动过或不见了" if standing.sealing == "broken" else "与封存不一致"
        case "not_begun":
            by = None if standing.this.deadlines is None else standing.this.deadlines.inspection
            yield f"还没有检查{_deadline(by, now)}"
        case "inspecting" | "to_approve" | "publishable":
            missing = [] if status is None else [lacking_in_words(each, now) for each in status.lacking(now)]
            yield from missing or ["有支部还算不出得分" if course.state == "inspecting" else "记录已齐"]
        case "to_publish":
            if standing.seals is None:
                yield "还没有封存"
            yield "没有写公示期" if window is None else _window(window, now)
        case "public":
            assert window is not None
            left = standing.calendar.between(now, window.until)
            yield f"公示至 {day_in_words(window.until, now)}，还有 {left} 个工作日"
            yield from _objections(course)
        case "objections":
            yield from _objections(course)
            if standing.unserved:
                yield f"{'、'.join(each.id for each in standing.unserved)} 成立，还没有作复核调整"
            elif not course.undecided:
                yield "复核调整还没有封存"
        case "to_finalise":
            yield from _objections(course) if standing.objections else ["没有异议"]
        case "to_correct":
            yield "更正还没有封存"
            yield from _owed(course)
        case "corrected" | "final":
            if not course.told and course.correcting is None:
                yield "更正还没有发出"
            yield from _owed(course)
    if not standing.governed and window is not None and now <= window.until:
        yield _window(window, now)
    if course.correcting is not None:
        yield f"更正公示至 {day_in_words(course.correcting.until, now)}"
    if course.state in ("public", "objections", "to_finalise") and window is not None and not standing.shown_in(window):
        yield "没有登记公示的文件"
    if next_step(course).step == "show_correction":
        yield "没有登记更正公示的文件"


def _window(window: Window, now: date) -> str:
    over = "（已过）" if window.until < now else ""
    return f"公示期 {day_in_words(window.since, now)} 至 {day_in_words(window.until, now)}{over}"


def _owed(course: Course) -> Iterator[str]:
    """The objections to a result that was final, where one is not at its end."""
    if course.standing.governed and course.unanswered:
        yield from _objections(course)


def _objections(course: Course) -> Iterator[str]:
    """`异议 2 件，未答复 1 件（Y2 应于 04-28 前答复）`."""
    told, unanswered = course.standing.objections, course.unanswered
    if not told:
        return
    words = [f"异议 {len(told)} 件"]
    if unanswered:
        named = "；".join(answer_due_in_words(course, each) for each in unanswered[:_NAMED])
        words.append(f"未答复 {len(unanswered)} 件（{named}{'等' if len(unanswered) > _NAMED else ''}）")
    late = [each for each in told if each.decision is None and each not in unanswered]
    if late:
        words.append(f"{LATE} {len(late)} 件")
    yield "，".join(words if len(words) > 1 else [*words, "都已答复"])


def answer_due_in_words(course: Course, objection: Objection) -> str:
    """`Y2 应于 04-28 前答复`."""
    due = course.standing.answer_due(objection)
    if due is None:
        return objection.id
    overdue = "，已逾期" if objection in course.overdue else ""
    return f"{objection.id} 应于 {day_in_words(due, course.day)} 前答复{overdue}"


def next_in_words(course: Course, status: RoundStatus | None = None, missing: str = "") -> str:
    """What is done next; nothing where all is done. `missing`: what is said where somebody still owes a record."""
    step, window = next_step(course)
    if step == "gather" and status is not None and not any(status.lacking(course.day)):
        return f"kaoping score --quarter {course.quarter}，看还缺什么"
    if step == "gather" and missing:
        return missing
    return step_in_words(course, step, window)


def step_in_words(course: Course, step: Step, window: Window | None = None) -> str:
    """What is to be done, mostly a command."""
    days = {} if window is None else {"since": window.since, "until": day_in_words(window.until, course.day)}
    return step_on_a_line(step, quarter=course.quarter, day=course.day, **days)


def settled_in_words(courses: Sequence[Course]) -> str:
    """How many rounds need no line of their own."""
    settled = sum(each.settled for each in courses)
    if not settled:
        return "" if courses else "还没有考评。"
    return f"另有 {settled} 轮已定案。" if settled < len(courses) else f"{settled} 轮都已定案。"


def moved_in_words(courses: Sequence[Course], day: date) -> str:
    """Which rounds are to be sealed anew, the oldest first, and which years' rankings change with them; empty where a
    line says it all.
    """
    moved = [each.quarter for each in courses if each.state == "to_correct"]
    if not moved:
        return ""
    # what follows from a correction is only told apart from an edit when the correction is sealed
    perhaps = [each.quarter for each in courses if each.standing.sealing == "differs" and each.quarter > moved[0]]
    years = sorted({each.year for each in (*moved, *perhaps) if each.year < day.year})
    if len(moved) == 1 and not perhaps and not years:
        return ""
    words = f"要重新封存的，从早到晚：{'、'.join(map(str, moved))}。"
    if perhaps:
        words += f"封存以后再看 {'、'.join(map(str, perhaps))}，它的封存对不上，多半是跟着变的。"
    return words + (f"年度排名也要重排：{'、'.join(f'{each} 年' for each in years)}。" if years else "")


def outdated_in_words(courses: Sequence[Course]) -> str:
    """Which rankings of a year went out and no longer hold; empty where all do."""
    return "".join(
        f"{entry.year} 年的年度排名（{entry.file}，{entry.date} 公布）不再有效，要更正。"
        for _, entry in outdated_years(each.standing for each in courses)
    )


def misdated_in_words(courses: Sequence[Course], day: date) -> str:
    """That a day lies before a seal, and is not believed, or before an inspection that counts nevertheless; empty where
    it does not.
    """
    words, shown = "", day.isoformat()
    later = [each for each in courses if each.day > day]
    if later:
        newest = max(later, key=lambda each: each.day)
        words = (
            f"{shown} 早于 {newest.quarter} 封存的日子（{newest.day.isoformat()}），"
            "这以后封存的各轮，状态按封存那天说。电脑上的日期不对的，请改正。"
        )
    ahead = [(held, each.quarter) for each in courses for held in each.standing.inspected() if held > each.day]
    if ahead:
        held, quarter = max(ahead)
        words += (
            f"{quarter} 的检查记录里有 {held.isoformat()} 的，在 {shown} 以后，也算在内，排名也算它。"
            "检查日期写错了的、电脑上的日期不对的，请改正。"
        )
    return words
