"""The validators of pages, calendars, SARIF and JSON find what is broken, and nothing in what is whole."""

import json
import re
from datetime import date
from functools import cache
from typing import Any

import pytest

from calendars import faults_in_calendar
from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine.follow.ledger import AsOf
from dangjian_kaoping.engine.follow.tasks import TaskList, with_open
from dangjian_kaoping.periods import Year
from dangjian_kaoping.place import Place
from dangjian_kaoping.write.calendar import tasks_calendar
from dangjian_kaoping.write.ci.sarif import diagnostics_sarif
from dangjian_kaoping.write.json_text import as_json
from sample import entries, tasks
from sarif import faults_in_sarif
from validated import every_output_validated
from web_pages import faults_in_page
from write.html.pages import page

pytestmark = pytest.mark.whole


def listed() -> TaskList:
    day = date(2021, 1, 21)
    return with_open(tasks(Year(2020), "ZB03"), entries(AsOf(day)), day)


@cache
def calendar() -> bytes:
    return tasks_calendar(listed(), "某某热电厂")


@cache
def report() -> str:
    faults = [Diagnostic(codes.KP222(), Place("rubrics/2020.yaml", 3, 5)), Diagnostic(codes.KP222(), Place("", 0))]
    return diagnostics_sarif(faults, {}, "0.1.0")


# ── pages ──


@pytest.mark.parametrize("redact", [False, True])
def test_a_page_is_valid(redact: bool) -> None:
    assert faults_in_page(page(redact=redact).encode()) == []


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (r"</h1>", "</h2>", "unexpected-end-tag"),
        (r"</h1>", "</h1></p>", "unexpected-end-tag"),
        (r"<h1>", '<h1 class="a" class="b">', "duplicate-attribute"),
        (r"<!DOCTYPE html>", "", "doctype"),
        (r"<h1>", "<h1>&nosuch;", "character-reference"),
        (r"<h1>", "<h1>\x01", "U\\+0001"),
        (r"<h1>", '<img src="data:,"><h1>', "img-missing-alt"),
        (r"<h1>", '<p id="x"></p><p id="x"></p><h1>', "duplicate-id"),
        (r"<h1>", "<center>文</center><h1>", "obsolete-element"),
        (r"<title>.*?</title>", "", "title"),
        (r"<h1>", '<a href="#nowhere">文</a><h1>', "names 'nowhere'"),
        (r"<h1>", "<span><div>文</div></span><h1>", "div in span"),
        (r"<h1>", "<ul><p>文</p></ul><h1>", "p in ul"),
        (r"<h1>", '<button><a href="#">文</a></button><h1>', "a in button"),
    ],
)
def test_a_broken_page_is_found(pattern: str, replacement: str, named: str) -> None:
    text, count = re.subn(pattern, lambda found: found.expand(replacement), page(), count=1)
    assert count == 1
    found = faults_in_page(text.encode())
    assert any(re.search(named, each) for each in found), found


# ── calendars ──


def test_a_calendar_is_valid() -> None:
    assert faults_in_calendar(calendar()) == []


@pytest.mark.parametrize(
    ("pattern", "replacement", "named"),
    [
        (rb"\r\n", b"\n", "control character"),
        (rb"\r\n$", b"", "no end"),
        (rb"\r\n ", b"", "octets"),
        (rb"(SUMMARY:[\x20-\x7e]*.)", rb"\1\r\n ", "parts a character"),
        (rb"SUMMARY", b"SUM MARY", "no content line"),
        (rb"SUMMARY:", b"SUMMARY:\x07", "control character"),
        (rb"UID:[^\r]*\r\n", b"", "uid|UID"),
        (rb"UID:[^\r]*", b"UID:1", "stands"),
        (rb"DTSTAMP:[^\r]*\r\n", b"", "dtstamp|DTSTAMP"),
        (rb"DTSTAMP:[^\r]*", b"DTSTAMP:20210101T000000", "UTC"),
        (rb"DTEND;VALUE=DATE:\d+", b"DTEND;VALUE=DATE:20000101", "not after"),
        (rb"DTEND;VALUE=DATE:\d+", b"DTEND:29990101T000000Z", "two kinds"),
        (rb"SEQUENCE:\d+", b"SEQUENCE:x", "SEQUENCE"),
        (rb"(SUMMARY:)", rb"SUMMARY:x\r\n\1", "summary|SUMMARY"),
        (rb"ACTION:DISPLAY\r\n", b"", "action|ACTION"),
        (rb"END:VEVENT\r\n", b"", "Error"),
        (rb"PRODID:[^\r]*\r\n(?: [^\r]*\r\n)*", b"", "prodid|PRODID"),
    ],
)
def test_a_broken_calendar_is_found(pattern: bytes, replacement: bytes, named: str) -> None:
    # of most things one is broken, of UIDs all
    content, count = re.subn(pattern, replacement, calendar(), count=0 if b"UID:1" in replacement else 1)
    assert count
    found = faults_in_calendar(content)
    assert any(re.search(named, each) for each in found), found


# ── SARIF ──


def test_a_report_is_valid() -> None:
    assert faults_in_sarif(report()) == []


@pytest.mark.parametrize(
    ("key", "value"), [("level", "fatal"), ("message", {}), ("ruleIndex", 0), ("locations", [{"physicalLocation": 1}])]
)
def test_a_broken_report_is_found(key: str, value: object) -> None:
    broken: dict[str, Any] = json.loads(report())
    broken["runs"][0]["results"][0][key] = value
    assert faults_in_sarif(json.dumps(broken)) != []


# ── whoever writes ──


def test_whoever_writes_what_is_not_valid_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dangjian_kaoping.write.calendar._uid", lambda *_: "1@kaoping")
    monkeypatch.setattr("dangjian_kaoping.write.html.document._read", lambda _: "</style><p>")
    monkeypatch.setattr("dangjian_kaoping.write.ci.sarif._LEVEL", {"error": 1, "warning": 1, "info": 1})
    with every_output_validated():
        with pytest.raises(AssertionError, match="UID"):
            tasks_calendar(listed(), "某某热电厂")
        with pytest.raises(AssertionError, match=r"p in head|unexpected"):
            page.__wrapped__()
        from dangjian_kaoping.write.ci.sarif import diagnostics_sarif as write

        with pytest.raises(AssertionError, match="level"):
            write([Diagnostic(codes.KP222(), Place("", 0))], {}, "0.1.0")
        for data, named in (({"quarters": [2020]}, "2020 is not"), ({"quarters": [], "rounds": []}, "'rounds' was")):
            with pytest.raises(AssertionError, match=named):
                as_json({"format": "kaoping.trend/1", "branches": [], **data})
