"""排名 and 末位: 1, 2, 2, 4 on the published composite; tie-breakers; the last three; pools."""

import pytest

from .plant import Held, hold

RUBRIC = """
measure: {measure}
items:
- id: 项
  points: 20
  clauses:
  - {{id: 扣, fact: {{count: 次}}, deduct: {{each: 1}}}}
  - {{id: 细, fact: {{amount: 分}}, deduct: {{each: 1}}}}
  - {{id: 奖, fact: {{count: 次}}, bonus: {{each: 1}}}}
  - {{id: 罚, fact: {{count: 次}}, penalty: {{each: 1}}}}
"""
INSPECTION_ONLY = "weights: {inspection: 1, self_assessment: 0}"


def ranked(lost: str, measure: str = "", classes: str = "") -> Held:
    """One branch a digit, named 0, 1, 2, ... in order, that loses so many points."""
    named = [f"支{n}" for n in range(len(lost))]
    branches = ", ".join(f"{name}: {classes[n] if classes else '甲'}" for n, name in enumerate(named))
    records = ", ".join(f"{name}: [{{clause: 扣, count: {n}}}]" for name, n in zip(named, lost, strict=True))
    rubric = RUBRIC.format(measure=f"{{{INSPECTION_ONLY}, {measure}}}")
    return hold(rubric, f"部: {{{records}}}", branches=f"{{{branches}}}")


def placed(held: Held) -> list[int | None]:
    """Ranks in the order of the branches' names."""
    return [rank for _, rank in sorted(held.ranks.items())]


def last(held: Held) -> str:
    """The numbers of the branches that are flagged for the last places."""
    return "".join(sorted(name[1:] for name in held.flagged("bottom_three")))


@pytest.mark.parametrize(
    ("lost", "expected"),
    [("0123", [1, 2, 3, 4]), ("0112", [1, 2, 2, 4]), ("1110", [2, 2, 2, 1]), ("0000", [1, 1, 1, 1])],
)
def test_equals_share_a_rank_and_the_next_one_is_skipped(lost: str, expected: list[int]) -> None:
    assert placed(ranked(lost)) == expected


def test_the_ranking_reads_the_published_composite() -> None:
    # 19.996 and 20 are both published as 20.00
    held = hold(
        RUBRIC.format(measure=f"{{{INSPECTION_ONLY}}}"),
        "部: {甲一: [{clause: 细, amount: 0.004}], 甲二: [], 甲三: [{clause: 细, amount: 0.006}]}",
        branches="{甲一: 甲, 甲二: 甲, 甲三: 甲}",
    )
    assert held.ranks == {"甲一": 1, "甲二": 1, "甲三": 3}


# ── tie-breakers ───────────────────────────────────────────────────────────────────────────────────────────────

TIED = {
    # all 0.5 x inspection + 0.5 x self-assessment = 18
    "甲一": ("{clause: 扣, count: 2}", "{clause: 扣, count: 2}"),
    "甲二": ("{clause: 扣, count: 3}", "{clause: 扣, count: 1}"),
    "甲三": ("{clause: 罚, count: 2}", "{clause: 扣, count: 2}"),
    "甲四": ("{clause: 扣, count: 4}, {clause: 奖, count: 2}", "{clause: 扣, count: 2}"),
}


@pytest.mark.parametrize(
    ("breakers", "expected"),
    [
        ("[]", [1, 1, 1, 1]),
        # inspection 18 17 18 18; self-assessment 18 19 18 18; base 18 17 20 16; bonus 0 0 0 2; penalty 0 0 2 0
        ("[inspection]", [1, 4, 1, 1]),
        ("[self_assessment]", [2, 1, 2, 2]),
        ("[base]", [2, 3, 1, 4]),
        ("[bonus]", [2, 2, 2, 1]),
        ("[penalty]", [1, 1, 4, 1]),
        # in order: inspection first, of equals fewer penalties, of equals more bonus
        ("[inspection, penalty]", [1, 4, 3, 1]),
        ("[inspection, penalty, bonus]", [2, 4, 3, 1]),
        ("[penalty, self_assessment]", [2, 1, 4, 2]),
    ],
)
def test_named_tie_breakers_decide_in_order(breakers: str, expected: list[int]) -> None:
    found = ", ".join(f"{name}: [{facts}]" for name, (facts, _) in TIED.items())
    filed = ", ".join(f"{name}: [{facts}]" for name, (_, facts) in TIED.items())
    nothing = ", ".join(f"{name}: []" for name in TIED)
    held = hold(
        RUBRIC.format(measure=f"{{weights: {{inspection: 0.5, self_assessment: 0.5}}, tie_breakers: {breakers}}}"),
        f"部: {{{found}}}",
        f"{{2021-01: {{{filed}}}, 2021-02: {{{nothing}}}, 2021-03: {{{nothing}}}}}",
        branches="{甲一: 甲, 甲二: 甲, 甲三: 甲, 甲四: 甲}",
    )
    assert {held.composite(name) for name in TIED} == {"18.00"}
    assert [held.ranks[name] for name in TIED] == expected


@pytest.mark.parametrize(
    ("lost", "expected"),
    [
        # example 19: 95, 93, 93, 90
        ("5770", [2, 3, 3, 1]),
        ("0112", [1, 2, 2, 3]),
        ("1110", [2, 2, 2, 1]),
        ("0011223", [1, 1, 2, 2, 3, 3, 4]),
    ],
)
def test_in_a_dense_ranking_no_rank_is_left_out(lost: str, expected: list[int]) -> None:
    assert placed(ranked(lost, "ranking: dense")) == expected


@pytest.mark.whole
def test_a_dense_ranking_has_the_same_last_places() -> None:
    for lost in ("0112", "0123356", "0125555", "0000000"):
        assert last(ranked(lost, "ranking: dense")) == last(ranked(lost))


def test_one_alone_has_no_last_place_in_a_dense_ranking_either() -> None:
    assert last(ranked("3", "ranking: dense")) == ""
    assert last(ranked("0123", "ranking: dense, last: {pool: class}", classes="甲甲甲乙")) == "2"


AREAS = """
measure: {{{only}, tie_breakers: {breakers}}}
areas:
- id: 党
  items:
  - {{id: 会, points: 10, clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]}}
  - id: 课
    points: 10
    floor: -2
    not_applicable: {rule}
    clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]
- id: 群
  items:
  - {{id: 团, points: 10, clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]}}
"""


def tied(breakers: str, lost: dict[str, tuple[str, str, str]], rule: str = "full", apart: str = "") -> Held:
    """Branches that lose so much of 会, 课 and 团 (`-`: 课 is not applicable)."""
    records = []
    for name, figures in lost.items():
        facts = ", ".join(
            f"{{item: {item}, clause: 扣, amount: {figure}}}"
            for item, figure in zip(("会", "课", "团"), figures, strict=True)
            if figure != "-"
        )
        aside = ", not_applicable: {课: 没有}" if "-" in figures else ""
        records.append(f"{name}: {{findings: [{facts}]{aside}}}")
    return hold(
        AREAS.format(only=INSPECTION_ONLY + apart, breakers=breakers, rule=rule),
        f"部: {{{', '.join(records)}}}",
        branches=f"{{{', '.join(f'{name}: 甲' for name in lost)}}}",
    )


def test_ties_are_broken_by_the_points_of_an_area_or_an_item() -> None:
    lost = {"甲一": ("3", "0", "3"), "甲二": ("1", "3", "2"), "甲三": ("2", "2", "2")}
    assert placed(tied("[]", lost)) == [1, 1, 1]
    # the area 党 has 17, 16 and 16 points, the item 会 7, 9 and 8
    assert tied("[{area: 党}]", lost).ranks == {"甲一": 1, "甲二": 2, "甲三": 2}
    assert tied("[{area: 党}, {item: 会}]", lost).ranks == {"甲一": 1, "甲二": 2, "甲三": 3}
    assert tied("[{item: 会}, {area: 党}]", lost).ranks == {"甲二": 1, "甲三": 2, "甲一": 3}


def test_item_after_item_as_a_rubric_names_them() -> None:
    # 总分都是 353 的用户案例：前两项相同，第三项 99 高于 91
    lost = {"甲一": ("1", "3", "2"), "甲二": ("1", "2", "3"), "甲三": ("1", "2", "3")}
    assert tied("[{item: 会}, {item: 课}, {item: 团}]", lost).ranks == {"甲二": 1, "甲三": 1, "甲一": 3}


def test_points_are_compared_as_they_are_printed() -> None:
    # 会 8.996 and 9.004 are both printed as 9.00
    lost = {"甲一": ("1.004", "0.996", "0"), "甲二": ("0.996", "1.004", "0"), "甲三": ("0.99", "1.01", "0")}
    assert tied("[{item: 会}]", lost).ranks == {"甲三": 1, "甲一": 2, "甲二": 2}


def test_who_an_item_does_not_apply_to_compares_by_what_it_was_given() -> None:
    lost = {"甲一": ("2", "-", "0"), "甲二": ("0", "2", "0"), "甲三": ("1", "1", "0")}
    assert tied("[{item: 课}]", lost).ranks == {"甲一": 1, "甲三": 2, "甲二": 3}
    lost = {"甲一": ("0", "-", "0"), "甲二": ("0", "2", "0"), "甲三": ("1", "1", "0")}
    assert tied("[{item: 课}]", lost, "{fixed: 8}").ranks == {"甲三": 1, "甲一": 2, "甲二": 2}


def test_the_points_of_a_factor_break_ties_too() -> None:
    rubric = f"""
measure: {{{INSPECTION_ONLY}, tie_breakers: [{{item: 系}}]}}
areas:
- id: 党
  times: {{item: 系}}
  items: [{{id: 会, points: 10, clauses: [{{id: 扣, fact: {{amount: 分}}, deduct: {{each: 1}}}}]}}]
- id: 系数
  items:
  - {{id: 系, points: 2, start: zero, factor: true, clauses: [{{id: 倍, fact: {{amount: 倍}}, earn: {{each: 1}}}}]}}
"""
    held = hold(
        rubric,
        "部: {甲一: [{item: 会, clause: 扣, amount: 0}, {item: 系, clause: 倍, amount: 1}], "
        "甲二: [{item: 会, clause: 扣, amount: 5}, {item: 系, clause: 倍, amount: 2}]}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert (held.composite("甲一"), held.composite("甲二")) == ("10.00", "10.00")
    assert held.ranks == {"甲二": 1, "甲一": 2}


def test_without_points_it_comes_last_also_behind_those_below_zero() -> None:
    # 甲一: 课 is out of the table, and 12 of 20 make 18 of 30; 甲二: 10 - 2 + 10
    lost = {"甲一": ("8", "-", "0"), "甲二": ("0", "12", "0")}
    held = tied("[{item: 课}]", lost, "rescale")
    assert (held.composite("甲一"), held.composite("甲二")) == ("18.00", "18.00")
    assert held.ranks == {"甲二": 1, "甲一": 2}


# ── the last three ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("lost", "edge", "expected"),
    [
        # fewer than three strictly below
        ("0123456", "all", "456"),
        ("0123456", "none", "456"),
        # a tie within the three changes nothing
        ("0123466", "all", "456"),
        ("0123444", "none", "456"),
        # 3 3 reach across the edge: one of them would be the third
        ("0123356", "all", "3456"),
        ("0123356", "none", "56"),
        # the fourth from below ties with the last three
        ("0125555", "all", "3456"),
        ("0125555", "none", ""),
        ("0000000", "all", "0123456"),
        ("0000000", "none", ""),
    ],
)
def test_a_tie_across_the_edge_is_flagged_whole_or_not_at_all(lost: str, edge: str, expected: str) -> None:
    assert last(ranked(lost, f"last: {{edge: {edge}}}")) == expected


def test_the_edge_is_all_where_nothing_is_said() -> None:
    assert last(ranked("0123356")) == "3456"


def test_the_last_three_are_taken_after_the_tie_breakers() -> None:
    # 支3 and 支4 both have 17, but 支4 has a penalty in it, so only that one is third from below
    records = "支3: [{clause: 扣, count: 3}], 支4: [{clause: 扣, count: 2}, {clause: 罚}], "
    records += "支0: [], 支1: [{clause: 扣}], 支2: [{clause: 扣, count: 2}], "
    records += "支5: [{clause: 扣, count: 5}], 支6: [{clause: 扣, count: 6}]"
    held = hold(
        RUBRIC.format(measure=f"{{{INSPECTION_ONLY}, tie_breakers: [penalty]}}"),
        f"部: {{{records}}}",
        branches=f"{{{', '.join(f'支{n}: 甲' for n in range(7))}}}",
    )
    assert held.composite("支3") == held.composite("支4") == "17.00"
    assert last(held) == "456"


@pytest.mark.parametrize(("places", "expected"), [("1", "6"), ("2", "56"), ("4", "3456"), ("0", "")])
def test_how_many_places_are_last_is_the_measures(places: str, expected: str) -> None:
    assert last(ranked("0123456", f"last: {{places: {places}}}")) == expected


def test_in_a_pool_of_one_class_only_branches_of_the_class_are_compared() -> None:
    # of 甲 (0 1 2 3 4 5) the last three are 3 4 5; 乙 (6 7 8) is a small pool and has one last place
    classes = "甲甲甲甲甲甲乙乙乙"
    assert last(ranked("345678012", "last: {pool: class}", classes)) == "3458"
    assert last(ranked("345678012", "last: {pool: all}", classes)) == "345"


@pytest.mark.parametrize(
    ("lost", "settings", "expected"),
    [
        # five are fewer than six: one place; six are not
        ("01234", "", "4"),
        ("012345", "", "345"),
        ("01233", "", "34"),
        ("01233", "edge: none", ""),
        ("01234", "small_last: 2", "34"),
        ("01234", "small_pool: 5", "234"),
        ("012", "small_pool: 3", "012"),
        # two are a pool, one alone is none
        ("01", "", "1"),
        ("0", "", ""),
        ("0", "small_pool: 0", ""),
        ("0", "edge: none", ""),
        ("0", "small_last: 3", ""),
    ],
)
def test_a_small_pool_has_fewer_last_places(lost: str, settings: str, expected: str) -> None:
    assert last(ranked(lost, f"last: {{{settings}}}")) == expected


def test_a_class_of_one_has_no_last_place() -> None:
    # 丙 (支8) is the worst of all and alone in its class; of 乙 (6 7) the lower is last
    assert last(ranked("345678019", "last: {pool: class}", "甲甲甲甲甲甲乙乙丙")) == "3457"
    assert last(ranked("345678019", "last: {pool: class, edge: none, small_last: 2}", "甲甲甲甲甲甲乙乙丙")) == "34567"
    assert last(ranked("345678019", "", "甲甲甲甲甲甲乙乙丙")) == "458"


def test_the_placings_are_in_the_order_of_the_ranking() -> None:
    held = ranked("3102")
    assert [each.rank for each in held.result.placings] == [1, 2, 3, 4]
    assert [each.score.branch.name for each in held.result.placings] == ["支2", "支1", "支3", "支0"]
