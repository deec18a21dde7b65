"""The page for everybody where the ranks are not public: who stands first, and nothing of who stands last."""

import re
from pathlib import Path

import pytest

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.foremost import foremost
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.html.ranking import ranking_page
from render.golden import assert_golden
from sample import SAMPLE
from small_plant import edition, plant_twice
from small_plant import held_twice as held
from web_pages import faults_in_page

from .reading import read

pytestmark = pytest.mark.whole

GOLDEN = Path(__file__).parent / "golden"
WRITTEN = {"  bonus: {at_most: 2}": "  bonus: {at_most: 2}\n  publish: []"}


def test_the_page_names_the_first_three_of_the_sample_and_nobody_else() -> None:
    dossier = Session(SAMPLE).dossier("2021Q1")
    page = ranking_page(dossier, edition(public_page=None), redact=True).decode()
    assert faults_in_page(page.encode()) == []
    root = read(page)
    names = [each.score.branch.name for each in dossier.result.placings]
    assert [name for name in names if name in root.text] == names[:3]
    # 党建工作：十二个支部的检查得分相加除以 12
    assert "31.68" in root.by_id("areas").text
    text = re.sub(r"(?s)<style>.*?</style>", "<style>…</style>", page)
    assert_golden("first.html", re.sub(r"'sha256-[^']*'|&#39;sha256-.*?&#39;", "…", text), GOLDEN)


@pytest.mark.parametrize("count", range(1, 13))
def test_of_the_others_at_most_every_second_is_last(count: int) -> None:
    dossier = Session(SAMPLE).dossier("2021Q1")
    placings = dossier.result.placings[:count]
    measure = dossier.result.rubric.measure.last
    # as if so many took part, and none were flagged yet
    result = dossier.result._replace(placings=tuple(each._replace(flags=()) for each in placings))
    first = foremost(result).first
    last = measure.among(count)
    # 一个支部没有末位；两个的列不出一个；三个列一个，四个列两个，五个列三个；
    # 六个起末位三名：六个一个不列，七个一个，八个两个，九个起三个
    expected = {1: 1, 2: 0, 3: 1, 4: 2, 5: 3, 6: 0, 7: 1, 8: 2}
    assert len(first) == expected.get(count, 3)
    assert count - len(first) >= 2 * last


def test_whoever_stands_last_is_not_among_the_first() -> None:
    result = plant_twice().result
    assert not any("bottom_three" in each.flags for each in foremost(result).first)


@pytest.mark.parametrize(
    ("rubric", "setting", "ranks"),
    [({}, None, False), ({}, "first", False), ({}, "ranks", True), (WRITTEN, None, True), (WRITTEN, "first", True)],
)
def test_what_the_rubric_writes_comes_first_then_the_settings(
    rubric: dict[str, str], setting: str | None, ranks: bool
) -> None:
    page = ranking_page(held(rubric=rubric), edition(public_page=setting), redact=True).decode()
    assert ('id="standing"' in page) is ranks


def test_of_fewer_than_three_branches_no_mean_is_told() -> None:
    dossier = Session(SAMPLE).dossier("2021Q1")
    for count in (1, 2, 3):
        result = dossier.result._replace(placings=dossier.result.placings[:count])
        assert bool(foremost(result).means) == (count == 3)
        told = ranking_page(Dossier((result,), (), dossier.headline), edition(public_page=None), redact=True).decode()
        assert ("各专业方面平均得分" in told) == ("各专业方面的平均得分" in told) == (count == 3)
