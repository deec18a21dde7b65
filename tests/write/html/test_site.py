"""A site: what it tells of which round, where its links lead, and that nothing tells who stands last where that is kept
back.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import pytest

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.views.publicity import WHOLE, Publicity, on_site
from dangjian_kaoping.words.names import PUBLIC
from dangjian_kaoping.write.html.site.matter import Matter, SiteRound
from dangjian_kaoping.write.html.site.pages import site_files
from dangjian_kaoping.write.html.site.places import ids, way
from dangjian_kaoping.write.html.site.search import search_index
from dangjian_kaoping.write.html.site.signed import is_untouched, signed_page, signed_script
from small_plant import edition
from small_plant import plant_twice as plant
from web_pages import faults_in_page

from .sites import RANKS, ROUNDS, Files, found, internal, matter, public

pytestmark = pytest.mark.whole


def test_there_is_a_page_of_everything_and_the_start_comes_last() -> None:
    files = list(internal())
    branches = {each.score.branch.id for one in found() for each in one.result.placings}
    assert files[-1] == "index.html"
    assert set(files) == {
        *("index.html", "problems.html", "search-index.js", "rubric/2020.html"),
        *(f"rounds/{quarter}.html" for quarter in ROUNDS),
        *(f"branches/{branch}.html" for branch in branches),
    }


def test_the_same_gives_the_same_bytes() -> None:
    assert dict(site_files(matter([RANKS] * 4))) == public()


def _hrefs(files: Files) -> Iterator[tuple[str, str]]:
    for name, content in files.items():
        text = content.decode()
        if name.endswith(".html"):
            yield from ((name, html.unescape(each)) for each in re.findall(r'<a href="([^"]*)"', text))
        else:
            yield from (("index.html", each[3]) for each in _index(text))


def _index(text: str) -> list[list[str]]:
    """The entries of the index, by a reader of JSON."""
    found: list[list[str]] = json.loads(text.partition("const KAOPING = ")[2].rpartition(";")[0])
    return found


@pytest.mark.parametrize("site", [internal, public])
def test_every_link_leads_somewhere(site: Any) -> None:
    files: Files = site()
    places = {name: set(re.findall(r'\bid="([^"]*)"', content.decode())) for name, content in files.items()}
    links = set(_hrefs(files))
    assert len(links) > 100
    for page, href in links:
        path, _, place = href.partition("#")
        whole = (PurePosixPath(page).parent / unquote(path)).as_posix() if path else page
        parts: list[str] = []
        for part in whole.split("/"):
            parts = parts[:-1] if part == ".." else [*parts, part]
        assert "/".join(parts) in files, (page, href)
        assert not place or unquote(place) in places["/".join(parts)], (page, href)


@pytest.mark.parametrize(
    "page", ["index.html", "problems.html", "rubric/2020.html", "rounds/2020Q4.html", "branches/ZB02.html"]
)
def test_it_conforms(page: str) -> None:
    assert faults_in_page(internal()[page]) == []


def test_only_the_index_may_be_loaded_and_only_by_the_start_page() -> None:
    nonce = re.compile(r"'nonce-([^']*)'")
    for name, content in internal().items():
        if name.endswith(".html"):
            policy = html.unescape(re.findall('Content-Security-Policy" content="([^"]*)"', content.decode())[0])
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert (nonce.search(policy) is not None) == (name == "index.html")
            assert len(re.findall(r"<script[^>]* src=", content.decode())) == (name == "index.html")


def test_reasons_are_on_no_public_page_and_on_the_internal_page_of_the_branch() -> None:
    reasons = {
        (placing.score.branch.id, each.recorded.finding.reason)
        for one in found()
        for placing in one.result.placings
        for each in placing.score.findings
        if each.recorded.finding.reason and each.recorded.filed is None and not each.fault_told_elsewhere
    }
    assert len(reasons) > 50
    everything = html.unescape(b"".join(public().values()).decode())
    for branch, reason in reasons:
        assert str(reason) not in everything
        assert str(reason) in html.unescape(internal()[f"branches/{branch}.html"].decode())


def test_figures_are_those_of_the_engine() -> None:
    for one in found():
        for placing in one.result.placings:
            page = internal()[f"branches/{placing.score.branch.id}.html"].decode()
            row = re.search(rf"{one.result.quarter.chinese}</a></th>(.*)</tr>", page)
            assert row is not None
            cells = re.findall("<td[^>]*>([^<]*)", row[1])
            composite, rank = placing.score.composite, placing.rank
            assert composite is not None
            assert cells[:3] == [str(rank), str(len(one.result.placings)), str(composite.value)]


# ── who stands last, where that is kept back ───────────────────────────────────────────────────────────────────


EVERYTHING = Publicity(frozenset(PUBLIC))
"""All that a measure may publish."""


def _otherwise(result: RoundResult) -> RoundResult:
    """The round in which other branches stand last: the names of the lower half turned round."""
    placings = list(result.placings)
    low = placings[len(placings) // 2 :]
    turned = [
        each._replace(score=each.score._replace(branch=other.score.branch))
        for each, other in zip(low, reversed(low), strict=True)
    ]
    return result._replace(placings=(*placings[: len(placings) // 2], *turned))


def _with(result: RoundResult) -> list[Dossier]:
    """The dossiers in which a round went otherwise."""
    return [
        one._replace(rounds=tuple(result if each.quarter == result.quarter else each for each in one.rounds))
        for one in found()
    ]


@pytest.mark.parametrize(("kept", "others"), [*((kept, RANKS) for kept in range(4)), (2, EVERYTHING)])
def test_nothing_tells_how_a_round_went_that_is_kept_back(kept: int, others: Publicity) -> None:
    told: list[Publicity | None] = [others] * 4
    told[kept] = None
    other = _otherwise(found()[kept].result)
    assert {each.score.branch.id for each in other.placings[-3:]} != {
        each.score.branch.id for each in found()[kept].result.placings[-3:]
    }
    as_it_went = dict(site_files(matter(told)))
    assert as_it_went == dict(site_files(matter(told, _with(other))))
    # the test can fail: where it is told, all of it is another site
    assert public() != dict(site_files(matter([RANKS] * 4, _with(other))))


def test_a_round_that_names_no_last_place_is_told_as_one_that_names_nobody() -> None:
    measure = found()[-1].result.rubric.measure
    ranks = edition()._replace(public_page="ranks")
    assert on_site(measure, ranks) is not None
    for publish in ((), ("reasons", "trend", "rectification")):
        assert on_site(measure.model_copy(update={"publish": publish}), ranks) is None


def test_without_the_course_a_branch_is_told_of_the_newest_round_alone() -> None:
    bare = Publicity(frozenset({"last_places"}))
    page = dict(site_files(matter([RANKS, RANKS, RANKS, bare])))["branches/ZB02.html"].decode()
    assert "2020年第四季度" in page
    assert "2020年第三季度" not in page
    assert "<svg" not in page


# ── the files ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_somebody_has_changed_is_seen() -> None:
    for content in internal().values():
        assert is_untouched(content)
        assert not is_untouched(content + b"\n")
        assert not is_untouched(content[:-1])
        assert not is_untouched(content.replace(b"\n", b"\n ", 1))
    for none in (b"", b"\n", b"<html></html>\n", signed_page(b"a\n")[2:], b"x" + signed_script(b"a\n")):
        assert not is_untouched(none)


def test_no_text_of_a_record_ends_the_index() -> None:
    one = plant()
    hostile = "</script><script>alert(1)</script>\u2028\u202e甲"
    placings = tuple(
        each._replace(score=each.score._replace(branch=each.score.branch._replace(name=hostile)))
        for each in one.result.placings
    )
    result = one.result._replace(placings=placings)
    this = SiteRound(one._replace(rounds=(*one.rounds[:-1], result)), edition(), WHOLE)
    files = {each.score.branch.id: each.score.branch.id for each in placings}
    whole = Matter((this,), edition(), True, (this.quarter,), ((result.rubric, None),), files, {"2020": "2020"})
    text = dict(site_files(whole))["search-index.js"].decode()
    assert "<" not in text
    assert "\u2028" not in text
    assert "\u202e" not in text
    assert text.isascii() is False
    assert any(each[1].startswith("</script>") for each in _index(text))
    assert search_index is not None


def test_ways_between_pages() -> None:
    assert way("index.html", "branches/甲#1.html") == "branches/%E7%94%B2%231.html"
    assert way("rounds/2020Q4.html", "index.html") == "../index.html"
    assert way("rounds/2020Q4.html", "rubric/2020.html", "i 1") == "../rubric/2020.html#i%201"
    assert ids("ab") == {"a": "i1", "b": "i2"}
