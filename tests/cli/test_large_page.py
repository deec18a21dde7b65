"""`kaoping rank --publish 排名.html` of very many branches: refused before anything is reckoned."""

from pathlib import Path

import pytest

from dangjian_kaoping.cli.commands.rank import MOST_ON_A_PAGE
from dangjian_kaoping.engine.score import round as scoring
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session

from .conftest import Command

pytestmark = pytest.mark.whole


def _fill_up(root: Path, count: int) -> None:
    """So many branches in all; nobody has a record of those that are added."""
    path = root / "data/roster.yaml"
    roster = Session(root).loader.roster()
    assert roster is not None
    known = len(roster.taking_part(Quarter(2021, 1)))
    added = [
        f"  MANY{index}: [{{from: 2018-01-01, name: 第{index}支部, class: 生产, head_count: 20}}]\n"
        for index in range(count - known)
    ]
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + "".join(added), "utf-8")


@pytest.fixture
def unscored(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("scored")

    monkeypatch.setattr(scoring, "earlier_occurrences", refuse)


@pytest.mark.usefixtures("unscored")
@pytest.mark.parametrize("asked", [("--quarter", "2021Q1"), ("--year", "2021")], ids=["a round", "a year"])
def test_a_page_of_too_many_is_refused(root: Path, kaoping: Command, asked: tuple[str, str]) -> None:
    _fill_up(root, MOST_ON_A_PAGE + 1)
    ended = kaoping("rank", *asked, "--publish", "排名.xlsx", "--publish", "排名.html", "--draft")
    assert (ended.status, ended.out) == (1, "")
    assert "KP195" in ended.err and "501 个支部" in ended.err and "kaoping feedback" in ended.err
    assert not list(root.glob("排名.*"))
    assert ("--redact" in ended.err) == ("--quarter" in asked)


@pytest.mark.parametrize(
    ("count", "options"),
    [(MOST_ON_A_PAGE, ("排名.html",)), (MOST_ON_A_PAGE + 1, ("排名.html", "--redact")), (501, ("排名.json",))],
    ids=["as many as may be", "nobody's details", "no page"],
)
def test_what_is_not_too_large(root: Path, kaoping: Command, count: int, options: tuple[str, ...]) -> None:
    _fill_up(root, count)
    ended = kaoping("rank", "--quarter", "2021Q1", "--draft", "--publish", *options)
    assert (ended.status, "KP195" in ended.err) == (0, False)
