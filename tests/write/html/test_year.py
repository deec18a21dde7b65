"""The page of a year: its ranking, the areas over its rounds, who is not eligible, what is open, branch by branch."""

from fractions import Fraction
from functools import cache

import pytest

from dangjian_kaoping.engine.dossier import YearDossier
from dangjian_kaoping.engine.follow.reach import reached_in_year
from dangjian_kaoping.engine.score.table import area_points
from dangjian_kaoping.model.edition import Edition, ProvisionalRoundError
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.figures import percent, published
from dangjian_kaoping.write.html.year import year_page
from sample import SAMPLE
from small_plant import edition
from web_pages import faults_in_page

from .reading import Element, read

pytestmark = pytest.mark.whole

YEAR = Year(2020)


@cache
def told() -> YearDossier:
    return Session(SAMPLE).dossier(YEAR)


@cache
def page() -> Element:
    return read(written(edition()).decode())


def written(about: Edition, *corrected: Quarter) -> bytes:
    return year_page(told(), about, corrected)


def rows(where: Element, number: int = 0) -> list[dict[str, str]]:
    one = where.all("table")[number]
    (heads,) = one.all("thead")[0].rows
    return [dict(zip(heads, row, strict=True)) for body in one.all("tbody") for row in body.rows]


def test_it_conforms() -> None:
    assert faults_in_page(written(edition())) == []


def test_the_ranking_is_that_of_the_year() -> None:
    for row, placing in zip(rows(page().by_id("standing")), told().result.placings, strict=True):
        assert (row["名次"], row["党支部"]) == (str(placing.rank), placing.branch.name)
        assert row["年度得分"] == published(placing.score)
        assert [row[str(each.quarter)] for each in placing.quarters] == [
            published(each.composite) for each in placing.quarters
        ]


def test_an_area_is_told_over_all_rounds() -> None:
    dossier = told()
    first = dossier.result.placings[0].branch.id
    scores = [each.score for result in dossier.rounds for each in result.placings if each.score.branch.id == first]
    (area, *_) = dossier.rounds[-1].areas
    had = [points for score in scores if (points := area_points(score.inspected, area)) is not None]
    share = sum((Fraction(each.points) for each in had), Fraction()) / sum(Fraction(each.full) for each in had)
    assert reached_in_year(dossier.rounds)[first][0].share == share
    assert rows(page().by_id("areas"))[0][area.name] == percent(share)


def test_who_is_not_eligible_is_told_with_the_reason() -> None:
    text = page().by_id("circumstances").text
    assert "综合服务部党支部" in text
    assert "2020年第二季度一票否决，不得评先选优" in text


def test_each_branch_has_its_rounds() -> None:
    boxes = page().of_class("account")
    assert [each.attributes["data-name"] for each in boxes] == [each.branch.name for each in told().result.placings]
    assert [row["季度"] for row in rows(boxes[0])] == [each.chinese for each in told().result.quarters]
    assert len(page().of_class("radar")) == len(boxes)


def test_problems_stand_as_of_the_end_of_the_year() -> None:
    found = [each for each in told().last.entries if each.open]
    assert [row["编号"] for row in rows(page().by_id("rectification"))] == [
        each.id for each in sorted(found, key=lambda each: str(each.finding.rectify_by))
    ]


def test_it_says_which_rounds_were_corrected() -> None:
    assert "更正" not in page().by_id("standing").text
    assert "2020年第三季度定案以后更正过" in written(edition(), Quarter(2020, 3)).decode()


def test_a_year_that_is_provisional_is_written_as_a_draft_only() -> None:
    dossier = told()
    result = dossier.result._replace(placings=tuple(each._replace(complete=False) for each in dossier.result.placings))
    with pytest.raises(ProvisionalRoundError):
        year_page(dossier._replace(result=result), edition())
    assert b'class="watermark"' in year_page(dossier._replace(result=result), edition(draft=True))


def test_the_same_year_gives_the_same_bytes() -> None:
    assert written(edition()) == written(edition())


def test_the_picture_of_ranks_marks_the_first_of_the_year() -> None:
    dossier = told()
    first = {each.branch.name for each in dossier.result.placings if each.rank is not None and each.rank <= 3}
    newest = {
        each.score.branch.name for each in dossier.rounds[-1].placings if each.rank is not None and each.rank <= 3
    }
    assert first != newest
    looks = [(each.attributes.get("class") or "", each.text.partition("：")[0]) for each in page().all("g")]
    assert {name for look, name in looks if look == "track top"} == first
    assert not any(look == "track bottom" for look, _ in looks)
    assert "粗线是2020年度的前三名。" in page().by_id("course").text
