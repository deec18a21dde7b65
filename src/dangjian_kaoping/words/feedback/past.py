"""以前的问题 and 自评对照 in words."""

from dangjian_kaoping.engine.follow.feedback import Feedback
from dangjian_kaoping.engine.follow.gap import ItemGap
from dangjian_kaoping.words.feedback.sheet import Section
from dangjian_kaoping.words.figures import in_column
from dangjian_kaoping.words.gap import SIGHT, months_in_words, not_compared_in_words
from dangjian_kaoping.words.ledger import conclusion_in_words, followed_in_words
from dangjian_kaoping.words.notice.letter import Column, Table
from dangjian_kaoping.words.notice.phrases import day_in_words, in_a_line

_PROBLEMS = (
    Column("编号", least=6),
    Column("问题", left=True, most=20),
    Column("整改标准", left=True, most=16),
    Column("期限", least=6.4),
    Column("复查情况", left=True, most=20),
    Column("结论", most=7),
)


def earlier_problems(feedback: Feedback) -> Section:
    """How it stands on problems of earlier rounds that were open in this quarter."""
    until = feedback.dossier.result.quarter.last_day
    title = "以前查出的问题整改情况"
    entries = feedback.before
    if not entries:
        return Section(title, ("以前各轮查出的问题，本季度以前都已销号，没有遗留。",))
    still = sum(entry.open for entry in entries)
    words = f"截至{day_in_words(until)}，{len(entries)} 个问题" + (f"，未销号 {still} 个。" if still else "都已销号。")
    rows = tuple(
        (
            entry.id,
            in_a_line(entry.finding.reason or ""),
            in_a_line(entry.standard or ""),
            "" if entry.finding.rectify_by is None else entry.finding.rectify_by.isoformat(),
            followed_in_words(entry) or "未复查",
            conclusion_in_words(entry),
        )
        for entry in entries
    )
    return Section(title, (words,), Table(_PROBLEMS, rows))


def comparison(feedback: Feedback) -> Section:
    """Self against inspection: how much the branch saw of what was found. What it gave itself on an item that lost
    points stands beside the loss; here stand the others that differ.
    """
    gap = feedback.gap
    title = "自评和检查对照"
    if feedback.dossier.result.rubric.measure.self_assessment == "none":
        return Section(title, ("考评办法不要自查自评。",))
    if not gap.items:
        return Section(title, (f"没有可以对照的项目：{not_compared_in_words(gap)}。",))
    months = months_in_words(gap)
    words = f"可以对照的 {len(gap.items)} 项" + (f"（{months}）" if months else "")
    if gap.found:
        seen, missed = len(gap.seen), len(gap.overlooked)
        words += f"，检查失分的 {len(gap.found)} 项，其中自评也失分的 {seen} 项，没有自查出的 {missed} 项"
    sentences = [f"{words}：{SIGHT[gap.sees_its_faults]}。"]
    lost = {loss.score.item.id for loss in feedback.losses}
    others = [_differing(each) for each in gap.items if each.value and each.item.id not in lost]
    if others:
        sentences.append(f"检查没有失分、自评另有失分的：{'、'.join(others)}。")
    return Section(title, tuple(sentences))


def _differing(gap: ItemGap) -> str:
    return f"{gap.item.id} {gap.item.title}（自评 {in_column(gap.declared)}，检查 {in_column(gap.inspected)}）"
