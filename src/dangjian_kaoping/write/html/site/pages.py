"""All pages of a site, one after another."""

from collections.abc import Iterator

from dangjian_kaoping.views.publicity import Publicity
from dangjian_kaoping.write.html.document import document
from dangjian_kaoping.write.html.first import first_page
from dangjian_kaoping.write.html.ranking import round_page
from dangjian_kaoping.write.html.rectification import rectification
from dangjian_kaoping.write.html.site.branch import Branches
from dangjian_kaoping.write.html.site.matter import FORM, Matter, SiteRound
from dangjian_kaoping.write.html.site.places import INDEX, PROBLEMS, START, Places
from dangjian_kaoping.write.html.site.rubric import rubric_page
from dangjian_kaoping.write.html.site.search import search_index
from dangjian_kaoping.write.html.site.signed import signed_page, signed_script
from dangjian_kaoping.write.html.site.start import start_page

_COUNTS = Publicity(frozenset())
"""Of the problems only how many there are."""
_EVERY = 1 << 30
"""More problems than there ever are: on a page of their own all stand open."""


def site_files(matter: Matter) -> Iterator[tuple[str, bytes]]:
    """The files of a site by their paths from its folder, the start page last: whoever comes in between finds a whole
    site. The same matter gives the same bytes.
    """
    places = Places(matter)
    for this in matter.rounds:
        page = places.round(this.quarter)
        yield page, signed_page(_round(this, matter, places, page))
    branches = Branches(matter, places)
    for branch_id in places.branches:
        page = places.branch(branch_id)
        yield page, signed_page(branches.page(branch_id, page))
    for rubric, revision in matter.revisions:
        page = places.rubric(rubric.version)
        yield page, signed_page(rubric_page(rubric, revision, matter, places, page))
    yield PROBLEMS, signed_page(_problems(matter, places))
    index = signed_script(search_index(matter, places))
    yield INDEX, index
    yield START, signed_page(start_page(matter, places, index))


def _round(this: SiteRound, matter: Matter, places: Places, page: str) -> bytes:
    around = places.around(page)
    if this.publicity is None:
        return first_page(this.dossier, this.edition, form=FORM, site=around)
    return round_page(this.dossier, this.edition, this.publicity, form=FORM, back=matter.back(this), site=around)


def _problems(matter: Matter, places: Places) -> bytes:
    newest, around = matter.newest, places.around(PROBLEMS)
    return document(
        "site-problems.html",
        matter.edition,
        form=FORM,
        styles=("ranking.css", "site.css"),
        site=around,
        rectification=rectification(newest.dossier, newest.publicity or _COUNTS, around.branch),
        most_listed=_EVERY,
    )
