"""What `make audit` says of a report, and that where it could not look it says so and fails nobody."""

import json

import pytest

from auditing import verdict

SOUND = {"name": "rich", "version": "15.0.0", "vulns": []}
FAULTY = {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}]}
UNFIXED = {"name": "lxml", "version": "6.0.0", "vulns": [{"id": "PYSEC-2", "fix_versions": []}]}
UNSEEN = {"name": "typer", "skip_reason": "not found"}


def _report(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


@pytest.mark.parametrize("report", ["", "{", "[]", "{}", _report(), _report(UNSEEN, UNSEEN)])
def test_where_nothing_was_looked_at_it_says_so(report: str) -> None:
    status, said = verdict(report)
    assert status == 0
    assert said.startswith("没有查成：")


def test_what_is_known_fails() -> None:
    assert verdict(_report(SOUND, FAULTY, UNFIXED)) == (
        1,
        "查了 3 个包，公布过的漏洞 2 个：\njinja2 3.1.0：PYSEC-1，3.1.6 已改好\nlxml 6.0.0：PYSEC-2",
    )


def test_what_is_not_known_is_told_beside_what_is_sound() -> None:
    assert verdict(_report(SOUND, UNSEEN)) == (0, "查了 1 个包，没有公布过的漏洞。\n没有查到：typer")
