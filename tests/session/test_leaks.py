"""500 seeded leaks in the texts of a workspace: each is found where it is written, and none of them goes out."""

import datetime
from pathlib import Path

import pytest

from dangjian_kaoping.checks.outgoing.folding import bare
from dangjian_kaoping.cli.files.printed import text_of
from dangjian_kaoping.engine.follow.overview import overview
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.outgoing import Outgoing
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.views.notice import round_notice
from dangjian_kaoping.write.docx.letter import letter_docx
from dangjian_kaoping.write.html.ranking import ranking_page
from leaks import KINDS, planted

pytestmark = pytest.mark.whole

TODAY = datetime.date(2021, 4, 15)
NEWEST = Quarter(2021, 1)


@pytest.mark.parametrize("seed", range(5))
def test_every_leak_is_found_and_none_goes_out(seed: int, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    folder.mkdir()
    leaks = planted(folder, 100, seed)
    session = Session(folder)
    outgoing = Outgoing(session.loader, NEWEST, earlier=True)
    told = {(each.place.file, each.place.line) for each in outgoing.all(TODAY)}
    assert [each for each in leaks if (each.file, each.line) not in told] == []
    dossier, edition = session.dossier(NEWEST), session.edition(NEWEST)
    letter = round_notice(overview(dossier, session.tasks_after(NEWEST)), edition, None)
    printed = 0
    for suffix, content in ((".html", ranking_page(dossier, edition, redact=True)), (".docx", letter_docx(letter))):
        output = text_of(content, suffix)
        refused = {(each.place.file, each.place.line) for each in outgoing.printed(output, TODAY)}
        for text in {bare(each.text) for each in leaks}:
            if text in output:
                # a name of the list stands in several places
                assert any((each.file, each.line) in refused for each in leaks if bare(each.text) == text), text
                printed += 1
    assert printed > len(KINDS)
