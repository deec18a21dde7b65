"""The page as a reader of its text has it: what stands in it, for whom, and that hostile text stays text."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.model.edition import ProvisionalRoundError
from dangjian_kaoping.words.figures import published
from dangjian_kaoping.write.html.ranking import ranking_page
from dangjian_kaoping.write.layout import clean
from render.golden import assert_golden
from small_plant import UNINSPECTED, edition
from small_plant import held_twice as held
from small_plant import plant_twice as plant

from .hostile import infested, texts
from .pages import page
from .reading import Element, read

GOLDEN = Path(__file__).parent / "golden"


def made(dossier: Dossier, *, redact: bool = False, draft: bool = False) -> Element:
    return read(ranking_page(dossier, edition(draft=draft), redact=redact).decode())


def table(where: Element, number: int = 0) -> list[dict[str, str]]:
    one = where.all("table")[number]
    (heads,) = one.all("thead")[0].rows
    return [dict(zip(heads, row, strict=True)) for body in one.all("tbody") for row in body.rows]


def means(where: Element) -> dict[str, str]:
    one = where.all("table")[0]
    return dict(zip(one.all("thead")[0].rows[0], one.all("tfoot")[0].rows[0], strict=True))


def standing(root: Element) -> list[dict[str, str]]:
    return table(root.by_id("standing"))


@pytest.mark.whole
@pytest.mark.parametrize("redact", [False, True], ids=["whole", "public"])
def test_the_page_is_as_it_was(redact: bool) -> None:
    # the style and the script have files of their own
    text = re.sub(r"(?s)<(style|script)>.*?</\1>", r"<\1>…</\1>", page(redact=redact))
    text = re.sub(r"'sha256-[^']*'|&#39;sha256-.*?&#39;", "…", text)
    assert_golden(f"ranking-{'public' if redact else 'whole'}.html", text, GOLDEN)


@pytest.mark.whole
def test_every_published_figure_stands_in_the_ranking() -> None:
    rows = standing(read(page()))
    for row, placing in zip(rows, plant().result.placings, strict=True):
        score = placing.score
        assert row["名次"] == str(placing.rank)
        assert row["党支部"] == score.branch.name
        for head, step in (
            ("综合得分", score.composite),
            ("检查得分", score.inspection),
            ("自评得分", score.self_assessment),
            ("基础分", score.base),
        ):
            assert row[head] == published(step)


def test_who_moved() -> None:
    moved = {row["党支部"]: row["升降"] for row in standing(read(page()))}
    assert moved["机关党支部"] == "升 1"
    assert moved["燃料部党支部"] == "降 2"
    assert moved["发电部党支部"] == "持平"


@pytest.mark.whole
def test_the_courses_name_their_figures() -> None:
    (first, *_) = read(page()).by_id("standing").of_class("spark")
    assert first.attributes["role"] == "img"
    assert first.attributes["aria-label"] == "近 2 轮综合得分：20.45、20.90"
    tracks = read(page()).by_id("course").of_class("track")
    assert {track.all("title")[0].text for track in tracks} >= {"机关党支部：第5名、第4名"}


def test_areas_set_the_highest_off() -> None:
    root = read(page()).by_id("areas")
    heads, *rows, _ = root.all("table")[0].rows
    assert heads == ["名次", "党支部", "党建工作12 分", "党风廉政建设8 分"]
    bold = [cell.text for cell in root.of_class("strong")]
    assert set(bold) == {max((row[2] for row in rows), key=float), max((row[3] for row in rows), key=float)}


def test_every_branch_leads_to_its_reasons() -> None:
    root = read(page())
    links = [link.attributes["href"] for link in root.by_id("standing").all("a")]
    assert len(links) == 8
    for link in links:
        assert link is not None
        account = root.by_id(link.removeprefix("#"))
        assert account in root.by_id(f"{link.removeprefix('#')}-box").all("div")


def test_each_deduction_has_its_reason_and_standard() -> None:
    root = read(page())
    (box,) = [each for each in root.of_class("account") if each.attributes["data-name"] == "燃料部党支部"]
    text = re.sub(r"\s+", " ", box.text)
    for words in (
        "扣 3 分",
        "每少1次扣1.5分",
        "少开两次",
        "补开会议",
        "限 2021-04-30 前（含当日）整改到位",
        "2021Q1-01 重复发生；与 2020Q4-01 相同",
        "本条封顶 2 分",
        "4（起始分）- 2（缺会）= 2 分",
        "rubrics/2020.yaml",
        "data/2021Q1/inspection/党群部.yaml",
    ):
        assert words in text, words


def test_the_problems_of_the_round_before_stand_as_of_the_quarter() -> None:
    (settled,) = table(read(page()).by_id("rectification"), 1)
    assert settled["编号"] == "2020Q4-01"
    assert settled["整改情况"].startswith("已销号（2021-03-21）")
    assert "两次会议已补开" in settled["整改情况"]


def test_what_is_open_is_listed_by_its_deadline() -> None:
    rows = table(read(page()).by_id("rectification"))
    assert [row["编号"] for row in rows] == ["2020Q4-03", "2020Q4-02", "2021Q1-03", "2021Q1-01", "2021Q1-02"]
    assert [row["整改期限"] for row in rows[:3]] == ["2021-01-15", "2021-02-01", "2021-04-15"]
    for row, words in zip(rows, ("逾期 75 天", "逾期 58 天", "重复发生，还剩 15 天；与 2020Q4-03 相同"), strict=False):
        assert row["整改情况"].startswith(words)


@pytest.mark.whole
def test_everybody_reads_of_this_round_only_what_stands_among_the_reasons() -> None:
    def listed(*parts: str) -> list[str]:
        rubric = {"  bonus: {at_most: 2}": f"  bonus: {{at_most: 2}}\n  publish: [rectification, {', '.join(parts)}]"}
        section = made(held(rubric=rubric), redact=True).by_id("rectification")
        return [row["编号"] for row in table(section) if row["编号"].startswith("2021Q1")]

    assert listed("last_places") == []
    # 燃料部、检修部是末位，不列名称，也不列他们的问题
    assert listed("reasons") == []
    assert listed("reasons", "last_places") == ["2021Q1-03", "2021Q1-01", "2021Q1-02"]


def test_below_the_ranking_stand_the_means() -> None:
    root = read(page())
    found = means(root.by_id("standing"))
    assert found["党支部"] == "各支部平均"
    scores = [Decimal(row["综合得分"]) for row in standing(root)]
    mean = sum(scores, Decimal(0)) / len(scores)
    assert found["综合得分"] == str(mean.quantize(Decimal("0.01"), "ROUND_HALF_UP"))
    assert found["升降"] == ""
    assert set(means(root.by_id("areas"))) == set(table(root.by_id("areas"))[0])


def heated(root: Element) -> list[str]:
    """Of each cell of an area the step of its colour, branch by branch."""
    cells = [each for each in root.by_id("areas").all("td") if "heat" in (each.attributes["class"] or "").split()]
    return [(each.attributes["class"] or "").rpartition("heat-")[2] for each in cells]


def test_the_colour_is_that_of_the_part_of_what_applies() -> None:
    root = read(page())
    steps = dict(zip([row["党支部"] for row in table(root.by_id("areas"))], batched(heated(root)), strict=True))
    # 检修部：7/12、5/8；机关：现场不涉及，谈话全得，是满分
    assert steps["检修部党支部"] == ("6", "5")
    assert steps["机关党支部"][1] == "0"


def batched(steps: list[str]) -> list[tuple[str, str]]:
    return list(zip(steps[::2], steps[1::2], strict=True))


@pytest.mark.whole
def test_no_colour_tells_everybody_what_did_not_apply() -> None:
    def of(publish: str) -> list[str]:
        return heated(
            made(
                held(rubric={"  bonus: {at_most: 2}": f"  bonus: {{at_most: 2}}\n  publish: [{publish}]"}), redact=True
            )
        )

    assert of("") == []
    # 末位的四个支部不列名称，也没有颜色
    assert len(of("reasons")) == 2 * 4
    assert len(of("reasons, last_places")) == 2 * 8


def test_how_the_composites_are_spread() -> None:
    rows = table(read(page()).by_id("distribution"))
    assert sum(int(row["党支部"].removesuffix(" 个")) for row in rows) == 8
    assert [row["综合得分"] for row in rows] == sorted((row["综合得分"] for row in rows), reverse=True)


def test_flags_are_told_apart() -> None:
    text = read(page()).by_id("circumstances").text
    assert "末位" in text
    assert "DJ-03 年会" in text
    assert "没有开" in text
    assert "一票否决" in text


REVIEW = """\
- {finding: 2021Q1-01, done: 2, reason: 补交了一次会议记录, approved_by: 考评办公室, date: 2021-04-09}
- {branch: 检修部党支部, item: DJ-02, points: 1, reason: 漏记一项, approved_by: 考评办公室, date: 2021-04-10}
"""


@pytest.mark.whole
def test_what_a_review_changed_is_told_beside_what_it_was() -> None:
    dossier = held(
        review=REVIEW, rubric={"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  publish: [reasons, last_places]"}
    )
    whole, public = made(dossier).by_id("reasons").text, made(dossier, redact=True).by_id("reasons").text
    for words in (
        "复核：原记 已做 1 次；2021-04-09 经考评办公室批准，改为 已做 2 次：补交了一次会议记录",
        "复核：原 2 分；2021-04-10 经考评办公室批准，定为 1 分：漏记一项",
    ):
        assert words in whole
        assert words in public
    assert "adjustments.yaml" in whole
    assert "adjustments.yaml" not in public


# ── what is for everybody ──────────────────────────────────────────────────────────────────────────────────────

SECRETS = {
    "reasons": ["少开两次", "有积灰"],
    "self_assessment": ["自评得分", "检查得分"],
    "veto": ["发生事故"],
    "rectification": ["2020Q4-01", "两次会议已补开"],
    "trend": ["升降", "名次走势", "走势"],
    "undone": ["DJ-03 年会"],
    "last_places": ["检修部党支部", "燃料部党支部"],
}


AMONG = {
    # what a flag is set for stands among the reasons and the problems too, and a branch's name among the problems
    "undone": ("reasons", "rectification"),
    "veto": ("reasons", "self_assessment"),
    "last_places": ("rectification",),
}
"""What tells the same in another way."""


def body(root: Element, *, without: str) -> str:
    """The text of the page, but for a section, its style and its script."""
    left_out = [*root.all("style"), *root.all("script"), root.by_id(without)]
    text = root.text
    for each in left_out:
        text = text.replace(each.text, "")
    return text


@pytest.mark.whole
@pytest.mark.parametrize("part", SECRETS)
def test_what_the_measure_keeps_back_is_not_in_the_page(part: str) -> None:
    others = SECRETS.keys() - {part, *AMONG.get(part, ())}
    dossier = held(rubric={"  bonus: {at_most: 2}": f"  bonus: {{at_most: 2}}\n  publish: [{', '.join(others)}]"})
    text = body(made(dossier, redact=True), without="method")
    whole = body(made(dossier), without="method")
    for secret in SECRETS[part]:
        assert secret in whole, secret
        assert secret not in text, secret


def test_with_nothing_to_publish_ranks_composites_and_areas_remain() -> None:
    dossier = held(rubric={"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  publish: []"})
    root = made(dossier, redact=True)
    rows = standing(root)
    assert list(rows[0]) == ["名次", "党支部", "类别", "综合得分"]
    assert [row["党支部"] for row in rows].count("（不列名称）") == 4
    assert rows[0]["党支部"] == "发电部党支部"
    assert len(table(root.by_id("areas"))) == 8
    ids = {each.attributes.get("id") for tag in ("section", "details") for each in root.all(tag)}
    assert not ids & {"circumstances", "course", "reasons"}
    assert "按考评办法没有列出：末位支部的名称、单项工作未完成、一票否决" in root.by_id("method").text


def test_by_default_the_last_places_undone_tasks_and_courses_are_public() -> None:
    root = read(page(redact=True))
    assert list(standing(root)[0]) == ["名次", "党支部", "类别", "综合得分", "升降", "近 2 轮走势", "考核情形"]
    assert "检修部党支部" in root.by_id("circumstances").text
    assert "没有列出：一票否决、扣分原因、自评得分和得分构成、逐条问题整改" in root.by_id("method").text


@pytest.mark.whole
def test_nobody_reads_where_a_record_lies_or_which_office_wrote_it() -> None:
    dossier = held(rubric={"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  publish: [reasons, last_places]"})
    whole, text = made(dossier).text, made(dossier, redact=True).text
    for secret in ("data/2021Q1", "组织岗"):
        assert secret in whole
        assert secret not in text


# ── drafts ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_provisional_round_is_refused() -> None:
    with pytest.raises(ProvisionalRoundError):
        ranking_page(held(UNINSPECTED), edition())


@pytest.mark.whole
def test_a_draft_is_marked_and_says_why() -> None:
    root = made(held(UNINSPECTED), draft=True)
    assert root.of_class("watermark")
    assert "（暂定）" in root.all("title")[0].text
    (notice,) = root.of_class("provisional")
    assert "有 1 个党支部还不能计综合得分" in notice.text
    assert "燃料部党支部：未检查" in root.by_id("standing").text
    assert "末位待计分齐全后确定" in root.by_id("circumstances").text
    assert standing(root)[-1]["名次"] == "—"


def test_a_page_that_is_none_bears_no_mark() -> None:
    assert not read(page()).of_class("watermark")
    assert "暂定" not in re.sub(r"(?s)<style>.*?</style>", "", page())


@pytest.mark.whole
def test_the_same_input_gives_the_same_bytes() -> None:
    assert ranking_page(held(), edition()) == ranking_page(held(), edition())


@pytest.mark.whole
def test_the_first_round_of_all() -> None:
    alone = Dossier((plant().result,), (), plant().headline)
    root = made(alone)
    assert not [each for each in root.all("section") if each.attributes.get("id") == "course"]
    # nor a column of movements, all of them empty
    assert not {"升降", "得分增减"} & set(standing(root)[0])
    assert "上轮" not in root.by_id("rectification").text


# ── hostile text ───────────────────────────────────────────────────────────────────────────────────────────────

NAMES, REASONS = 40, 1_960
"""Chromium is given five times as many (`test_browser`)."""


@pytest.mark.whole
def test_hostile_texts_stay_text() -> None:
    names, reasons = texts(NAMES, seed=1), texts(REASONS, seed=2, blanks=True)
    dossier = infested(names, reasons)
    word = names[0]
    root = read(ranking_page(dossier, edition(unit=word, committee=word, notes=(word,))).decode())
    harmless = infested([f"支部{index}" for index in range(NAMES)], [f"原因{index}" for index in range(REASONS)])
    assert root.tags == made(harmless).tags
    assert {row["党支部"] for row in standing(root)} == {clean(name).strip() for name in names}
    shown = {reason.children[0] for reason in root.by_id("reasons").of_class("reason")}
    assert shown == {clean(reason) for reason in reasons}
