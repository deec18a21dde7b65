"""反馈单 in words: where each point went, why, what is asked for and by when."""

from collections.abc import Iterator

from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.model.edition import Edition, Pending
from dangjian_kaoping.words.feedback.ahead import ahead, tasks
from dangjian_kaoping.words.feedback.losses import best, extras, losses
from dangjian_kaoping.words.feedback.objections import answers
from dangjian_kaoping.words.feedback.past import comparison, earlier_problems
from dangjian_kaoping.words.feedback.profile import profile_chart, profile_table
from dangjian_kaoping.words.feedback.receipt import receipt
from dangjian_kaoping.words.feedback.sheet import Section, Sheet
from dangjian_kaoping.words.figures import published, shown
from dangjian_kaoping.words.names import (
    draft_mark,
    flags_in_words,
    titled_version_in_words,
    why_provisional,
    why_unscored,
)
from dangjian_kaoping.words.notice.publicity import how_to_object, pending_in_words
from dangjian_kaoping.words.record.adjustment import adjusted_in_words, moved_in_words
from dangjian_kaoping.words.rubric.factors import name_of_factor
from dangjian_kaoping.words.rubric.full_marks import exceptions_in_words, notes_in_words


def feedback_sheet(feedback: Feedback, edition: Edition) -> Sheet:
    """The sheet of one branch; the same facts give the same words."""
    result = feedback.dossier.result
    branch = feedback.placing.score.branch
    return Sheet(
        edition.unit,
        f"{result.quarter.chinese}党支部量化考评反馈单",
        branch.name,
        f"{branch.branch_class}　依据{titled_version_in_words(result.rubric)}",
        tuple(_headline(feedback)),
        why_provisional(result, "本单", edition.departure) if edition.draft else "",
        tuple(_sections(feedback, edition)),
        tuple(_annexes(feedback)),
        edition.committee or edition.unit,
        result.quarter,
        edition.draft,
        draft_mark(edition),
    )


def _headline(feedback: Feedback) -> Iterator[tuple[str, str]]:
    placing = feedback.placing
    score = placing.score
    count = len(feedback.dossier.result.placings)
    yield "综合得分", "还没有" if score.composite is None else f"{published(score.composite)} 分"
    if placing.rank is not None:
        yield "名次", f"第 {placing.rank} 名（共 {count} 个）"
    gained = feedback.dossier.places_gained(placing)
    if gained is not None:
        yield "升降", "持平" if not gained else f"升 {gained} 位" if gained > 0 else f"降 {-gained} 位"
    yield "检查得分", published(score.inspection)
    if feedback.dossier.result.rubric.measure.self_assessment != "none":
        yield "自评得分", published(score.self_assessment)
    if placing.grade is not None:
        yield "等次", placing.grade
    if placing.flags:
        yield "考核情形", flags_in_words(placing.flags)


def _sections(feedback: Feedback, edition: Edition) -> Iterator[Section]:
    if edition.pending is not None:
        yield _pending(edition, edition.pending)
    yield _areas(feedback)
    yield losses(feedback)
    if feedback.others:
        yield extras(feedback)
    if adjusted := feedback.placing.score.adjusted:
        yield Section("复核调整", tuple(f"{adjusted_in_words(each, places=False)}。" for each in adjusted))
    elif moved := moved_in_words([feedback.placing.score]):
        yield Section("复核调整", (f"{moved}。",))
    if feedback.objections:
        yield answers(feedback, edition.private_items)
    yield earlier_problems(feedback)
    yield comparison(feedback)
    yield ahead(feedback)
    yield from receipt(feedback.open)


def _annexes(feedback: Feedback) -> Iterator[Section]:
    if feedback.losses:
        yield best(feedback)
    if feedback.due:
        yield tasks(feedback)


def _pending(edition: Edition, pending: Pending) -> Section:
    """That the result is not final, and how it is objected to."""
    told = pending_in_words(pending, "本单")
    if pending.window is None:
        return Section("公示和异议", (told,))
    return Section("公示和异议", (told, how_to_object(pending.answer_days, edition.committee or edition.unit)))


def _areas(feedback: Feedback) -> Section:
    score, result = feedback.placing.score, feedback.dossier.result
    title = "各方面得分"
    if score.inspected.base is None:
        why = why_unscored(score)
        return Section(title, (f"还不能合计：{why}。",))
    table = profile_table(feedback.profile, score.branch.branch_class)
    beside = f"加分 {shown(score.bonus.value)} 分，扣减 {shown(score.penalty.value)} 分"
    sentences = [f"基础分 {published(score.base)} 分，{beside}，检查得分 {published(score.inspection)} 分。"]
    if any(each.status == "rescaled" for each in score.inspected.items):
        sentences.append("有不涉及的项目不计入，各方面得分已按其余各项折算，与下面各项之和不同。")
    for key, step in score.inspected.factors.items():
        sentences.append(f"系数“{name_of_factor(result.rubric, key)}”是 {shown(step.value)}。")
    sentences += exceptions_in_words(result)
    sentences += notes_in_words(result)
    return Section(title, (), table, tuple(sentences), profile_chart(feedback.profile))
