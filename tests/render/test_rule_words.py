import pytest

from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.words.rubric.limit import limits_in_words
from dangjian_kaoping.words.rubric.rule import fact_in_words, price_in_words

from .one_item import item_with


@pytest.mark.parametrize(
    ("clause", "price"),
    [
        ("fact: {count: 处}, deduct: {each: 0.2}", "每处扣 0.2 分"),
        (
            "fact: {count: {迟到: 次, 早退: 次}}, deduct: {each: 0.2, step: 5, steps: whole}",
            "每 5 次扣 0.2 分，不足 5 次的不计",
        ),
        (
            "fact: {amount: 元}, penalty: {each: {by_class: {甲: 1}, otherwise: 2}}",
            "每元扣减（甲 1 分、其余 2 分），不足 1 元的按比例计，扣的是总分",
        ),
        ("fact: {missing: 次, required: 2}, deduct: {each: 1}", "每少 1 次扣 1 分"),
        ("fact: {missing: 篇, required: 2, as: done}, earn: {each: 1}", "每完成 1 篇得 1 分"),
        (
            "fact: {missing: 篇, required: 2, as: missing_percent}, deduct: {each: 1}",
            "每少 1 个百分点扣 1 分，不足 1 个百分点的按比例计",
        ),
        (
            "fact: {late: 天, most: 3, never: 2}, deduct: {each: 1}",
            "每迟 1 天扣 1 分，每份最多计 3 天，始终未报的每份扣 2 分",
        ),
        ("fact: {sample: 人}, deduct: {each: 1}", "每有 1 人不合格扣 1 分"),
        (
            "fact: {sample: 人, as: failed_percent}, deduct: {each: 1}",
            "不合格率每 1 个百分点扣 1 分，不足 1 个百分点的按比例计",
        ),
        (
            "fact: {sample: 人, as: passed_percent}, deduct: {each: 1, below: 98}",
            "合格率低于 98%的，每低 1 个百分点扣 1 分，不足 1 个百分点的按比例计",
        ),
        (
            "fact: {value: 小时}, earn: {each: 1, above: 8, step: 2}",
            "高于 8 小时的，每高 2 小时得 1 分，不足 2 小时的按比例计",
        ),
        (
            "fact: {rank: 集团}, bonus: {table: [{to: 1, points: 2}, {over: 1, points: 1, each: 0.5}]}",
            "第 1 名加 2 分；第 2 名及以后加 1 分，比第 1 名每往后 1 名再加 0.5 分，加的是总分",
        ),
        (
            "fact: {count: 次}, deduct: {table: [{from: 1, to: 1, points: 1}, {from: 2, to: 4, points: 2}, "
            "{over: 4, under: 9, points: 3}], overlap: heavier}",
            "1 次扣 1 分；2 至 4 次扣 2 分；超过 4 次、不到 9 次扣 3 分；两段重叠的取分多的",
        ),
        (
            "fact: {value: 分}, earn: {table: [{from: 60, points: 6, to: 90, to_points: 10}, {under: 60, points: 0}]}",
            "60 至 90 分得 6 分，按比例递增到 10 分；不到 60 分得 0 分",
        ),
        (
            "fact: {rank: 全市, of: 26}, earn: {table: [{from: 1, points: 200, to: 26, to_points: {by_class: "
            "{甲: 100}, otherwise: 300}}]}",
            "甲类第 1 至 26 名得 200 分，按比例递减到 100 分；其余类第 1 至 26 名得 200 分，按比例递增到 300 分",
        ),
        ("fact: {level: [好, 差]}, earn: {levels: {好: 2, 差: 0}}", "“好”得 2 分，“差”得 0 分"),
        (
            "fact: {event: [省, 厂], roles: {主: 1, 协: 0.5}}, bonus: {each: 1}",
            "每起加 1 分，主按 1 折算、协按 0.5 折算，加的是总分",
        ),
        ("fact: {judged: 例}, deduct: {within: [1, 3]}", "酌情扣分，每例 1 至 3 分"),
        ("fact: {judged: 例}, deduct: {within: item, per: item}", "酌情扣分，全项合计不超过本项满分"),
        ("fact: {imported: 平台, full: 100}, earn: {share: 2}", "最多得 2 分，按得分占满分的比例计"),
        ("fact: {missing: 次, required: 4}, deduct: {share: 2}", "最多扣 2 分，按未完成的比例计"),
        ("fact: {value: '%'}, earn: {share: 2}", "最多得 2 分，按百分比计"),
        ("fact: {value: '%'}, deduct: {share: 2}", "最多扣 2 分，按与 100% 相差的比例计"),
        ("fact: {imported: 平台, full: 90}, deduct: {share: 2}", "最多扣 2 分，按所差的分占满分的比例计"),
        ("fact: {scorers: 班子, full: 10}, penalty: {share: 2}", "最多扣减 2 分，按所差的分占满分的比例计，扣的是总分"),
        ("fact: {sample: 人, as: passed_percent}, earn: {share: 2}", "最多得 2 分，按合格率计"),
        ("fact: {sample: 人, as: passed_percent}, deduct: {share: 2}", "最多扣 2 分，按不合格率计"),
        ("fact: {count: 起}, empties: item", ""),
    ],
)
def test_prices(clause: str, price: str) -> None:
    assert price_in_words(item_with(clause).clauses[0]) == price


def test_prices_and_required_numbers_of_one_class() -> None:
    clause = item_with(
        "fact: {missing: 次, required: {by_class: {甲: 2}, otherwise: 3}, per: month}, deduct: {each: 1}"
    )
    fact = clause.clauses[0].fact
    assert fact_in_words(None, fact, "甲") == "规定每月 2 次"
    assert fact_in_words(None, fact) == "规定每月（甲 2 次、其余 3 次）"


@pytest.mark.parametrize(
    ("clause", "limits"),
    [
        (
            "fact: {count: 次}, deduct: {each: 1}, free: 2, times: 3, at_most: 4",
            ["2 次以内不计，只计超过的", "按 3 倍计", "最多扣 4 分"],
        ),
        ("fact: {count: 次}, deduct: {each: 1}, empties: {from: 4}", ["4 次及以上的，本项不得分"]),
        ("fact: {level: [好, 差]}, earn: {levels: {好: 1, 差: 0}}, empties: {at: 差}", ["定为“差”的，本项不得分"]),
        (
            "fact: {event: [大, 小]}, veto: {effect: last_place, at: 大}",
            ["有“大”的，一票否决：排在最后（综合得分照算）"],
        ),
        (
            "fact: {count: 次}, deduct: {each: 1}, repeat: {prices: [0.5, 1], adds: true}",
            ["屡查屡犯每次另扣：首次 0.5 分，此前 1 轮及以上有过的 1 分"],
        ),
        ("fact: {count: 次}, bonus: {each: 1}, highest_per_event: true", ["同一事件只取最高的一条"]),
        (
            "fact: {count: 次}, deduct: {each: 1}, below_zero: true, undone: true",
            ["可以扣到零分以下", "本条即单项工作未完成"],
        ),
    ],
)
def test_limits(clause: str, limits: list[str]) -> None:
    item = item_with(clause)
    assert limits_in_words(item, item.clauses[0]) == limits


@pytest.mark.parametrize(
    ("fact", "recorded", "words"),
    [
        ("count: 处", {}, "1 处"),
        ("count: {迟到: 次, 早退: 人}", {"count": {"迟到": "2", "早退": "1"}}, "迟到 2 次，早退 1 人"),
        ("amount: 元", {"amount": "0.50"}, "0.5 元"),
        ("{missing: 次, required: recorded}", {"required": "4", "done": "2"}, "应做 4 次，已做 2 次"),
        ("late: 天", {"late": "2"}, "迟 2 天"),
        ("late: 天", {"never": "true"}, "始终未报"),
        ("sample: 人", {"sampled": "3"}, "抽查 3 人，不合格 0 人"),
        ("value: '%'", {"value": "97.50"}, "97.5%"),
        ("rank: 集团", {"rank": "2", "tied": "2"}, "第 2 名（2 个并列）"),
        ("level: [好, 差]", {"level": "差"}, "定为“差”"),
        (
            "event: [省, 厂]",
            {"level": "省", "role": "协办", "event": "大奖", "count": "2"},
            "省，协办，2 起，事件“大奖”",
        ),
        ("judged: 例", {"judged": "1.5"}, "判 1.5 分"),
        ("{imported: 平台, full: 100}", {"score": "88"}, "88 分（满分 100 分）"),
        ("{scorers: 职工, full: 10}", {"scores": ["9", "8"]}, "打分 9、8"),
        ("{scorers: 职工, full: 10, marks: 2}", {"scores": [["9", "8"], ["7", "6"]]}, "打分 （9、8）、（7、6）"),
        (
            "{scorers: 职工, full: 10, levels: {好: 10, 差: 5}}",
            {"votes": {"好": "10", "差": "8"}, "issued": "20"},
            "投票“好” 10 票、“差” 8 票（发出 20 张、有效 18 张）",
        ),
        (
            "{scorers: 职工, full: 10, levels: {好: 10, 差: 5}, weights: {甲: 0.5, 乙: 0.5}}",
            {"votes": {"甲": {"好": "1"}, "乙": {"差": "2", "好": "0"}}},
            "投票 甲 “好” 1 票；乙 “差” 2 票、“好” 0 票",
        ),
        ("{scorers: 职工, full: 10}", {"scores": {"领导": ["9"], "职工": ["8", "7"]}}, "打分 领导 9；职工 8、7"),
    ],
)
def test_recorded_facts(fact: str, recorded: dict[str, object], words: str) -> None:
    clause = item_with(f"fact: {fact if fact.startswith('{') else '{' + fact + '}'}, empties: item").clauses[0]
    finding = Finding.model_validate({"item": "A-1", "clause": "条", **recorded})
    assert clause.fact.recorded_in_words(finding) == words
