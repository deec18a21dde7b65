"""The reward policies to read: a list of the versions, and one of them in words."""

from collections.abc import Iterable

from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.words.names import version_in_words
from dangjian_kaoping.words.rubric.reward import policy_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def policy_list(policies: Iterable[RewardPolicy], width: int = 100) -> str:
    """One line a version, in the order of coming into force."""
    ordered = sorted(policies, key=lambda each: each.effective_from)
    columns = [
        Column("奖励办法", [f"reward-{each.version}" for each in ordered], figures=False),
        Column("起施行", [str(each.effective_from) for each in ordered], figures=False),
        Column("奖励", ["、".join(each.rewards) for each in ordered], figures=False),
        Column("扣减", ["、".join(each.penalties) for each in ordered], figures=False),
        Column("名称", [each.title for each in ordered], figures=False),
    ]
    page = Page(width)
    page.as_it_is(fitting(columns, page.width))
    return page.text


def policy_show(policy: RewardPolicy, width: int = 100) -> str:
    """The whole policy in words, as it is executed."""
    page = Page(width)
    page.line(policy.title)
    page.line(version_in_words(policy))
    if policy.note:
        page.line(policy.note, 0, "说明：")
    page.blank()
    for subject, words in policy_in_words(policy):
        page.line(words, 1, f"{subject}：")
    return page.text
