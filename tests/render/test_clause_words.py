"""What every kind of clause is called in words, as one long table that is read as an office manager reads it."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from dangjian_kaoping.model.clause import Group
from dangjian_kaoping.words.rubric.item import counting_in_words
from dangjian_kaoping.words.rubric.limit import effects_of, group_in_words, limits_in_words, most_in_words
from dangjian_kaoping.words.rubric.rule import fact_in_words, price_in_words

from .golden import assert_golden
from .one_item import item_with
from .plant import document

FACTS = {
    "count": ("{count: 次}", "{count: {迟到: 次, 早退: 次}}"),
    "amount": ("{amount: 元}",),
    "missing": (
        "{missing: 次, required: 4}",
        "{missing: 次, required: 1, per: month}",
        "{missing: 次, required: recorded}",
        "{missing: 次, required: recorded, per: month}",
        "{missing: 次, required: 4, as: missing_percent}",
    ),
    "done": ("{missing: 篇, required: 4, as: done}", "{missing: 篇, required: 4, as: done_percent}"),
    "late": ("{late: 天}", "{late: 天, most: 3, never: 2}"),
    "failed": ("{sample: 人, size: 5}", "{sample: 人, as: failed_percent}"),
    "passed": ("{sample: 人, as: passed_percent}",),
    "value": ("{value: '%'}", "{value: 小时}"),
    "rank": ("{rank: 集团, of: 5}", "{rank: 集团, of: 5, ties: mean}"),
    "level": ("{level: [好, 较好, 差]}",),
    "event": ("{event: [大, 小]}", "{event: [大, 小], roles: {主办: 1, 协办: 0.5}}"),
    "judged": ("{judged: 例}",),
    "imported": ("{imported: 平台得分, full: 100}",),
    "scorers": (
        "{scorers: 评委, full: 10}",
        "{scorers: 评委, full: 10, drop_highest: 1, drop_lowest: 1}",
        "{scorers: 评委, full: 10, levels: {好: 10, 差: 5}, marks: 2, drop_highest: 10%}",
        "{scorers: 评委, full: 10, weights: {甲: 0.5, 乙: 0.5}, absent: share}",
    ),
}
EACH = ("{each: 0.5}", "{each: 1, step: 2}", "{each: 0.5, steps: whole}", "{each: 1, step: 5, steps: started}")
LINES = ("{each: 0.2, below: 90}", "{each: 0.2, above: 90, step: 5, steps: whole}")
TABLE = ("{table: [{over: 0, to: 1, points: 1}, {over: 1, under: 3, points: 2}, {from: 3, points: 3, each: 0.5}]}",)
BANDS = ("{table: [{from: 90, points: 3}, {from: 60, points: 2}, {under: 60, points: 1}]}",)
SHARE = ("{share: 5}",)
RULES = {
    "count": (*EACH, *TABLE),
    "amount": (*EACH, *TABLE),
    "missing": (*EACH, *TABLE, *SHARE),
    "done": (*EACH, "{each: 1, below: 3}", "{each: 1, above: 3}", *BANDS, *SHARE),
    "late": (*EACH, *TABLE),
    "failed": (*EACH, *TABLE),
    "passed": (*EACH[:1], *LINES, *BANDS, *SHARE),
    "value": (*EACH[:2], *LINES, *BANDS, *SHARE),
    "rank": ("{table: [{from: 1, to: 1, points: 3}, {to: 3, points: 2}, {over: 3, points: 1}]}",),
    "level": ("{levels: {好: 0, 较好: 1, 差: 2}}",),
    "event": ("{levels: {大: 2, 小: 1}}", "{each: 1}"),
    "judged": ("{within: [1, 3]}", "{within: [0, 15], per: item}", "{within: item}", "{within: item, per: item}"),
    "imported": (*SHARE, *EACH[:2], *LINES, *BANDS),
    "scorers": (*SHARE, *EACH[:1], *LINES, *BANDS),
}
EFFECTS = ("deduct", "earn", "give_back", "bonus", "penalty")
CONDITIONS = ("item", "{from: 4}", "{over: 4}", "{to: 4}", "{under: 4}", "{from: 2, under: 4}", "{from: 3, to: 3}")
LIMITS = (
    *("free: 2", "times: 3", "at_most: 4", "below_zero: true", "highest_per_event: true", "highest_only: true"),
    *("repeat: {prices: [0.5, 1, 2]}", "repeat: {prices: [0, 1], adds: true}", "repeat: {times: [1, 2]}"),
    *("repeat: {prices: [0.5, 1], window: 1}", "undone: true", "at_most: {by_class: {甲: 4}, otherwise: 5}"),
)
VETOES = (
    *("total_zero", "{effect: last_place, for: year}", "{effect: grade_cap, grade: 合格, from: 2}"),
    *("{effect: barred, over: 1}", "{effect: barred, barred_from: money}"),
)


def clauses() -> Iterator[str]:
    """Every fact with every rule that goes with it, every effect, every limit; each in a line of its own."""
    for kind, facts in FACTS.items():
        for fact in facts:
            for rule in RULES[kind]:
                for effect in EFFECTS if rule == RULES[kind][0] else EFFECTS[:2]:
                    yield f"fact: {fact}, {effect}: {rule}"
    for kind, facts in FACTS.items():
        rule = RULES[kind][0]
        for fact in facts[:1] if kind not in ("done", "failed", "event") else facts:
            for condition in (
                CONDITIONS if kind not in ("level", "event") else ("item", "{at: 大}", "{at: 大, from: 2}")
            ):
                at = condition.replace("大", "差") if kind == "level" else condition
                yield f"fact: {fact}, deduct: {rule}, empties: {at}"
    for limit in LIMITS:
        effects = EFFECTS if limit in LIMITS[1:6] else ("deduct", "earn")
        for effect in effects:
            yield f"fact: {{count: 次}}, {effect}: {{each: 1}}, {limit}"
    for kind in ("amount", "missing", "late", "failed"):
        yield f"fact: {FACTS[kind][0]}, deduct: {{each: 1}}, free: 1"
    yield "fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, repeat: {times: [1, 2]}"
    yield "fact: {judged: 例}, deduct: {within: [1, 2]}, repeat: {prices: [0, 1], adds: true}"
    for veto in VETOES:
        yield f"fact: {{count: 起}}, veto: {veto}"
    yield "fact: {missing: 次, required: {by_class: {甲: 2}, otherwise: 3}}, deduct: {each: 1}, empties: {from: 2}"
    yield "fact: {count: 次}, empties: {from: {by_class: {甲: 2}, otherwise: 3}}"


def told(clause: str) -> str:
    item = item_with(clause)
    (only,) = item.clauses
    return "；".join(filter(None, [fact_in_words(item, only.fact), price_in_words(only), *limits_in_words(item, only)]))


@pytest.mark.whole
def test_every_kind_of_clause_reads_as_it_is_reckoned() -> None:
    lines = [f"{clause}\n    {told(clause)}" for clause in clauses()]
    assert_golden("clauses.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("fact: {missing: 分, required: 100}, empties: {over: 20}", "规定每季 100 分；缺少超过 20 分的，本项不得分"),
        (
            "fact: {missing: 分, required: 100}, deduct: {table: [{over: 0, to: 20, points: 2}]}, empties: {over: 20}",
            "规定每季 100 分；缺少超过 0 分、20 分及以下扣 2 分；缺少超过 20 分的，本项不得分",
        ),
        (
            "fact: {missing: 次, required: 3}, deduct: {each: 1, steps: whole}",
            "规定每季 3 次；每少 1 次扣 1 分，不足 1 次的不计",
        ),
        (
            "fact: {value: '%'}, deduct: {each: 1, below: 90, steps: started}",
            "低于 90%的，每低 1 个百分点扣 1 分，不足 1 个百分点的按 1 个百分点计",
        ),
        (
            "fact: {missing: 次, required: 4, as: done}, deduct: {each: 1, below: 3}",
            "规定每季 4 次；完成不到 3 次的，每少 1 次扣 1 分，不足 1 次的按比例计",
        ),
        (
            "fact: {count: 次}, empties: {from: {by_class: {甲: 2}, otherwise: 3}}",
            "甲类 2 次及以上；其余类 3 次及以上的，本项不得分",
        ),
    ],
)
def test_which_way_is_said(clause: str, words: str) -> None:
    assert told(clause) == words


@pytest.mark.parametrize(
    ("due", "words"),
    [
        ("quarterly", "规定每季 2 次"),
        ("monthly", "规定每季 2 次"),
        ("[Q4]", "第四季度考评，规定 2 次"),
        ("[Q2, Q4]", "第二、四季度考评，每次规定 2 次"),
    ],
)
def test_what_is_required_of_an_item_that_is_not_due_every_quarter(due: str, words: str) -> None:
    item = item_with("fact: {missing: 次, required: 2}, deduct: {each: 1}", f"due: {due}, ")
    assert fact_in_words(item, item.clauses[0].fact) == words


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("fact: {count: 次}, deduct: {each: 1}", ["合计最多扣 3 分"]),
        ("fact: {count: 次}, earn: {each: 1}", ["合计最多得 3 分"]),
        ("fact: {count: 次}, bonus: {each: 1}", ["合计最多加 3 分"]),
        ("fact: {count: 次}, give_back: {each: 1}", []),
    ],
)
def test_a_cap_of_an_item_says_of_what(clause: str, words: list[str]) -> None:
    assert most_in_words(Decimal(3), effects_of(item_with(clause))) == words


def test_a_cap_of_what_takes_and_what_gives_is_each_ones_own() -> None:
    assert most_in_words(Decimal(3), ("deduct", "earn")) == ["合计最多扣 3 分、最多得 3 分"]
    assert group_in_words(document(Group, "{title: 组, at_most: 2, points: 4}", "a.yaml")) == (
        "共 4 分，合计最多扣 2 分、最多得 2 分"
    )


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("{title: 组, points: 4, ceiling: 5}", "共 4 分，最高可以到 5 分"),
        ("{title: 组, points: 4, ceiling: none}", "共 4 分，得分不封顶，可以超过满分"),
        ("{title: 组, points: 4, highest_only: true}", "共 4 分，各条中扣的只取最重的一条、得的只取最高的一条"),
    ],
)
def test_a_ceiling_and_the_highest_only_are_said(group: str, words: str) -> None:
    assert group_in_words(document(Group, group, "a.yaml")) == words


@pytest.mark.parametrize(
    ("own", "clause", "words"),
    [
        ("ceiling: 12, ", "fact: {count: 次}, earn: {each: 1}", "本项最高可以到 12 分"),
        ("highest_only: true, ", "fact: {count: 次}, deduct: {each: 1}", "本项各条只取最重的一条"),
        ("highest_only: true, ", "fact: {count: 次}, earn: {each: 1}", "本项各条只取最高的一条"),
    ],
)
def test_of_an_item_too(own: str, clause: str, words: str) -> None:
    assert words in counting_in_words(item_with(clause, own))
