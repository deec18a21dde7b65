"""绩效奖励办法: single edits, each the one change that it is, and its mirror when undone."""

from typing import Any

import pytest

from dangjian_kaoping.compare.diff.kinds import KINDS
from dangjian_kaoping.compare.diff.policy import compare_policies
from dangjian_kaoping.compare.diff.revision import Revision, Version
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.write.json.diff import diff_json
from dangjian_kaoping.write.text.diff import diff_text
from engine.plant import modelled, plain

POLICY = """
kind: reward
version: 2020
title: 办法
effective_from: 2020Q1
score: composite
coefficient: {product: [{grade: {优秀: 1.2, 合格: 1}}], at_most: 1.5}
rewards:
  季度奖励: {fund: 1000, share_by: [score, coefficient, heads], rest: share}
  加奖: {pay: [{above: 90}, 20], at_most: 300}
no_reward: [{flags: [veto]}]
penalties:
  末位: {when: {flags: [bottom_three]}, dock: 2000, group: 考核}
  未完成: {when: {flags: [task_not_done]}, dock: [undone, 1500], at_most: 3000, group: 考核}
net_at_least: 0
"""


def edited(path: str, value: Any) -> Any:
    policy = plain(POLICY)
    node = policy
    *keys, last = path.split(".")
    for key in keys:
        node = node[key]
    if value is None:
        node.pop(last)
    else:
        node[last] = value
    return policy


def compared(before: Any, after: Any) -> Revision:
    one, other = (Version(modelled(RewardPolicy, each), each["version"]) for each in (before, after))
    return compare_policies(one, other)


def told(before: Any, after: Any) -> list[tuple[str, str]]:
    return [(each.kind.id, each.path) for each in compared(before, after).changes]


EDITS = {
    "title": ("新办法", "policy-title-changed"),
    "effective_from": ("2020Q2", "effective-from-changed"),
    "score": ("base", "setting-changed"),
    "coefficient": (None, "setting-removed"),
    "coefficient.at_most": ("1.2", "coefficient-cap-decreased"),
    "coefficient.at_least": ("0.5", "coefficient-floor-added"),
    "coefficient.product": ([{"grade": {"优秀": "1.3", "合格": "1"}}], "setting-changed"),
    "rewards.季度奖励.fund": ("2000", "reward-fund-increased"),
    "rewards.季度奖励.funds": ({"2020Q4": "3000"}, "reward-fund-added"),
    "rewards.季度奖励.rest": ("carry", "setting-changed"),
    "rewards.季度奖励.at_least": ("100", "reward-floor-added"),
    "rewards.季度奖励.share_by": (["heads"], "setting-changed"),
    "rewards.加奖": (None, "reward-removed"),
    "rewards.加奖.at_most": (None, "reward-cap-removed"),
    "rewards.加奖.pay": ([{"above": "90"}, "30"], "reward-amount-increased"),
    "rewards.加奖.when": ({"classes": ["生产"]}, "setting-added"),
    "no_reward": ([{"flags": ["veto"]}, {"grades": ["合格"]}], "setting-changed"),
    "penalties.末位.dock": ("1000", "dock-amount-decreased"),
    "penalties.末位.group": (None, "setting-removed"),
    "penalties.未完成": (None, "dock-removed"),
    "penalties.未完成.at_most": ("4000", "dock-cap-increased"),
    "net_at_least": (None, "net-floor-removed"),
}


@pytest.mark.parametrize("path", EDITS)
def test_a_single_edit_is_one_change_and_undone_its_mirror(path: str) -> None:
    value, kind = EDITS[path]
    where = "rewards.季度奖励.funds.2020Q4" if path.endswith("funds") else path
    assert told(plain(POLICY), edited(path, value)) == [(kind, where)]
    assert told(edited(path, value), plain(POLICY)) == [(KINDS[kind].mirror, where)]


def test_a_policy_does_not_differ_from_itself() -> None:
    assert told(plain(POLICY), plain(POLICY)) == []


@pytest.mark.whole
def test_every_edit_has_words() -> None:
    texts = []
    for path, (value, _) in EDITS.items():
        found = compared(plain(POLICY), edited(path, value))
        assert diff_json(found, found.changes).count('"direction"') == 1
        texts.append(diff_text(found, found.changes, 160).partition("其他")[2])
    text = "".join(texts)
    assert "基金提高：1000 元 → 2000 元" in text
    assert "“条件”新增设定：生产类支部的" in text
    assert "“没有发出去的钱”设定改动：由其余支部分 → 结转到下季度" in text
    assert "扣减的数降低：2000 → 1000" in text
