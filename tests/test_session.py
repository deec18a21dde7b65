"""A session: what its page shows is so, each file is read once, what is tried stays in memory, errors are data."""

import doctest
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checks.laying import DANGQUN, MARCH, RUBRIC, edit, lay
from dangjian_kaoping import NotFinalError, Session, SessionError
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.otherwise.mending import BranchMending
from dangjian_kaoping.loading import workspace as loading
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session import reading
from dangjian_kaoping.session import rounds as scoring
from sample import SAMPLE

PAGE = SAMPLE / "docs" / "用Python.md"
FIRST = Quarter(2021, 1)
TODAY = date(2021, 4, 1)


@pytest.mark.whole
def test_what_the_page_shows_is_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SAMPLE)
    shown = "\n".join(re.findall(r"^```python\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL))
    found = doctest.DocTestParser().get_doctest(shown, {}, PAGE.name, str(PAGE), 0)
    assert len(found.examples) > 10
    told: list[str] = []
    assert doctest.DocTestRunner().run(found, out=told.append).failed == 0, "".join(told)


def test_every_question_that_the_page_names_can_be_asked() -> None:
    asked = set(re.findall(r"session\.(\w+)\(", PAGE.read_text("utf-8")))
    assert len(asked) > 10
    assert asked <= set(dir(Session))


def _counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, key: Callable[..., Any]) -> "Counter[Any]":
    """How often a function is called, by what of its arguments."""
    counts: Counter[Any] = Counter()
    real = getattr(module, name)

    def counting(*arguments: Any) -> Any:
        counts[key(*arguments)] += 1
        return real(*arguments)

    monkeypatch.setattr(module, name, counting)
    return counts


@pytest.mark.whole
def test_each_file_is_read_once_each_version_checked_once_each_round_scored_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for rubric in Session(SAMPLE).reading.all().rubrics:
        # other tests have read the same, and found it sound
        rubric.reckoned.clear()
    read = _counted(monkeypatch, loading, "validated", lambda model, data, file, faults: file)
    checked = _counted(monkeypatch, reading, "check_rubric", lambda rubric, roster: rubric.version)
    scored = _counted(monkeypatch, scoring, "score_round", lambda rubric, roster, this, *_: this.quarter)
    session = Session(SAMPLE)
    session.round("2021Q1")
    session.rounds()
    session.dossier("2020Q4")
    session.dossier(Year(2020))
    session.ledger(AsOf(TODAY))
    session.status("2021Q1", TODAY)
    session.tasks(FIRST, as_of=TODAY)
    session.edition(FIRST)
    session.versions().named("2020")
    assert len(scored) == 12
    assert set(scored.values()) == set(checked.values()) == {1}
    twice = {file for file, count in read.items() if count > 1}
    assert twice == set()


@pytest.mark.whole
def test_a_score_reads_no_more_versions_and_rounds_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    for rubric in Session(SAMPLE).reading.all().rubrics:
        # other tests have read the same, and found it sound
        rubric.reckoned.clear()
    read = _counted(monkeypatch, loading, "validated", lambda model, data, file, faults: file)
    Session(SAMPLE).round("2021Q1")
    assert [file for file in read if file.startswith("rubrics/")] == ["rubrics/2020.yaml"]
    assert {file[5:9] for file in read if file.startswith("data/2")} == {"2020", "2021"}


def _composites(session: Session) -> dict[str, Any]:
    placings = session.round(FIRST).placings
    return {each.score.branch.id: each.score.composite and each.score.composite.value for each in placings}


def _finding(session: Session, branch: str, clause: str) -> Finding:
    """The finding of a branch under a clause, as it was recorded."""
    every = [each for inspection in session.records(FIRST).inspections for each in inspection.branches[branch].findings]
    return next(each for each in every if each.clause == clause)


@pytest.mark.whole
def test_what_is_changed_in_memory_counts_as_if_it_were_written(tmp_path: Path) -> None:
    session, written = Session(lay(tmp_path / "a")), lay(tmp_path / "b")
    finding = _finding(session, "发电部党支部", "缺项")
    clause = session.round(FIRST).rubric.by_item["DJ-02"].by_clause["缺项"]
    once = session.replacing(finding, finding.model_copy(update={"count": 1}))
    capped = once.replacing(clause, clause.model_copy(update={"at_most": Decimal("0.1")}))
    was = _composites(session)
    edit(written, DANGQUN, ("count: 2", "count: 1"))
    assert _composites(once) == _composites(Session(written)) != was
    edit(written, RUBRIC, ("fact: {count: 项}", "fact: {count: 项}\n            at_most: 0.1"))
    assert _composites(capped) == _composites(Session(written)) != _composites(once)
    assert _composites(session) == was, "the session that was asked stays as it is"
    assert Session(tmp_path / "a").records(FIRST) == session.records(FIRST), "and so do the files"


@pytest.mark.whole
def test_what_is_changed_in_memory_is_checked(tmp_path: Path) -> None:
    session = Session(lay(tmp_path))
    finding = _finding(session, "发电部党支部", "缺项")
    other = session.replacing(finding, finding.model_copy(update={"clause": "没有这一条"}))
    with pytest.raises(SessionError) as caught:
        other.round(FIRST)
    assert [each.code for each in caught.value.faults] == ["KP305"]
    assert "KP305" in {each.code for each in other.check(TODAY).faults}
    assert "KP305" not in {each.code for each in session.check(TODAY).faults}


def test_only_what_was_read_can_be_replaced(tmp_path: Path) -> None:
    session = Session(lay(tmp_path))
    finding = _finding(session, "发电部党支部", "缺项")
    with pytest.raises(ValueError, match="nothing that this session has read"):
        session.replacing(finding.model_copy(), finding)


def test_errors_are_data(tmp_path: Path) -> None:
    with pytest.raises(SessionError) as caught:
        Session(tmp_path)
    assert [each.code for each in caught.value.faults] == ["KP124"]
    root = lay(tmp_path)
    edit(root, DANGQUN, ("missing: 1", "missing: -1"))
    with pytest.raises(SessionError) as caught:
        Session(root).round(FIRST)
    (fault,) = caught.value.faults
    assert str(caught.value) == f"{DANGQUN}:12：KP109 {fault.message}"
    assert "missing: -1" in caught.value.texts[DANGQUN]
    with pytest.raises(ValueError, match="no quarter"):
        Session(root).round("2021-1")


def test_what_is_not_final_is_told_from_what_has_no_answer(tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / MARCH).unlink()
    (root / DANGQUN).unlink()
    session = Session(root)
    assert not session.round(FIRST).complete
    with pytest.raises(NotFinalError) as caught:
        session.refuse_unpublishable(FIRST)
    assert [each.code for each in caught.value.faults] == ["KP409"]
    session.refuse_unpublishable(FIRST, draft=True)


def _annotated(method: object, *kinds: str) -> list[str]:
    """The parameters of a method that are about a quarter, a period, a scope or how far the ledger looks."""
    return [name for name, said in _said(method).items() if any(re.search(rf"\b{kind}\b", said) for kind in kinds)]


def _said(method: object) -> dict[str, str]:
    return {name: str(said) for name, said in getattr(method, "__annotations__", {}).items() if name != "return"}


def _refused(ask: Callable[[Any], object], quarter: Any) -> list[str]:
    """The codes by which something is refused."""
    try:
        ask(quarter)
    except SessionError as error:
        return [each.code for each in error.faults]
    return []


def _gains(found: BranchMending) -> list[Any]:
    return [each.without and each.without.gain for item in found.items for each in item.findings]


def _asked_about(quarter: Any) -> dict[str, Callable[[Session], Any]]:
    """Every question about a quarter, by the method that it is asked of."""
    return {
        "records": lambda session: session.records(quarter),
        "round": lambda session: session.round(quarter).placings,
        "rounds": lambda session: [each.quarter for each in session.rounds(until=quarter)],
        "dossier": lambda session: session.dossier(quarter).result.placings,
        "releases": lambda session: session.releases(quarter),
        "refuse_unreleased": lambda session: session.refuse_unreleased(quarter),
        "refuse_unpublishable": lambda session: session.refuse_unpublishable(quarter),
        "edition": lambda session: session.edition(quarter),
        "sealing": lambda session: session.sealing(quarter).before,
        "ledger": lambda session: session.ledger(quarter).entries,
        "mending": lambda session: _gains(session.mending(quarter, "供热部党支部", "DJ-03")),
        "mendings": lambda session: {name: _gains(each) for name, each in session.mendings(quarter).items()},
        "over_time": lambda session: session.over_time(quarter),
        "concerned": lambda session: session.concerned(quarter, session.round(FIRST).placings[0].score),
        "since": lambda session: session.since(quarter, "ZB03", "2020Q4").difference,
        "edge": lambda session: [each.points for each in session.edge(quarter).deciding],
        "firmness": lambda session: session.firmness(quarter).over_time,
        "status": lambda session: session.status(quarter, TODAY),
        "course": lambda session: session.course(quarter, TODAY),
        "governed": lambda session: session.governed(quarter),
        "in_force": lambda session: session.in_force(quarter).rubrics,
        "tasks": lambda session: session.tasks(quarter, as_of=TODAY),
        "tasks_after": lambda session: session.tasks_after(quarter),
        "reward": lambda session: session.reward(quarter).quarter,
        "difference": lambda session: _refused(session.difference, quarter),
        "replay": lambda session: session.replay(session.round(FIRST).rubric, (quarter, quarter)).rounds,
        "check": lambda session: list(session.check(TODAY, quarter).faults),
    }


@pytest.mark.whole
def test_a_quarter_may_be_text_whatever_is_asked_of_it() -> None:
    session = Session(SAMPLE)
    meant, written = _asked_about(FIRST), _asked_about("2021Q1")
    about = {"Quarter", "Period", "Scope", "AsOf"}
    public = {name for name in dir(Session) if not name.startswith("_")}
    assert {name for name in public if _annotated(getattr(Session, name), *about)} == set(meant), "none is left out"
    for name in meant:
        assert written[name](session) == meant[name](session), name
    assert session.releases("2021Q1")
    assert session.ledger(TODAY).entries == session.ledger(AsOf(TODAY)).entries
    assert session.releases(TODAY) == session.releases(AsOf(TODAY))


@pytest.mark.parametrize("name", _asked_about(""))
def test_what_is_no_quarter_is_never_answered_as_if_nothing_were_there(name: str) -> None:
    session = Session(SAMPLE)
    with pytest.raises(ValueError, match="is no quarter"):
        _asked_about("2021-1")[name](session)
    with pytest.raises(TypeError, match="is no Quarter"):
        _asked_about((2021, 1))[name](session)


@pytest.mark.whole
def test_a_year_may_be_a_number_or_a_year() -> None:
    session = Session(SAMPLE)
    assert session.year(Year(2020)).placings == session.year(2020).placings
    assert session.rounds(Year(2020)) == session.rounds(2020)
    assert session.reward_year(Year(2020)) == session.reward_year(2020)
    for ask in (session.year, session.rounds, session.reward_year):
        with pytest.raises(TypeError, match="is no year"):
            ask("2020")  # type: ignore[arg-type]
