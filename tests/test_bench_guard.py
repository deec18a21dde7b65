"""What `make bench-guard` says of ratios: numbers that are given, none that is measured."""

import json
import re
from pathlib import Path

import pytest
from guard import COMMANDS, KEPT, LIBRARIES, Ratios, read, verdict

_VERSIONS = {"machine": "x86_64", "Python": "3.11", "rich": "15.0.0"}
_KEPT = Ratios({"--help": 0.5, "score": 2.0}, _VERSIONS)


def _judged(score: float, **other: str) -> tuple[int, str]:
    return verdict(_KEPT, Ratios({"--help": 0.5, "score": score}, {**_VERSIONS, **other}))


@pytest.mark.parametrize(("by", "status"), [(1.06, 1), (1.04, 0), (1.0, 0), (0.9, 0)])
def test_more_than_a_twentieth_fails(by: float, status: int) -> None:
    found, said = _judged(2.0 * by)
    assert found == status
    assert f"score：{2 * by:.3f}（记下的是 2.000，{by - 1:+.1%}）" in said
    assert ("score 的指令" in said) == bool(status)
    assert "--help 的指令" not in said
    assert ("ACCEPT=1" in said) == (by in (1.06, 0.9))


def test_a_command_of_which_nothing_was_kept_is_to_be_accepted_first() -> None:
    status, said = verdict(_KEPT._replace(ratios={"--help": 0.5}), _KEPT)
    assert status == 1
    assert "score：2.000（没有记过）" in said


@pytest.mark.parametrize(("name", "now"), [("Python", "3.14"), ("machine", "arm64"), ("rich", "16.0.0")])
def test_where_something_else_is_installed_nothing_is_judged(name: str, now: str) -> None:
    status, said = _judged(9.0, **{name: now})
    assert status == 0
    assert said.startswith(f"没有比：记下比值时的环境与现在不同（{name} {_VERSIONS[name]} → {now}）。")


def test_what_is_kept_is_of_these_commands_and_of_the_locked_libraries() -> None:
    """Or a lock that moves would silence the guard."""
    kept = read()
    assert list(kept.ratios) == list(COMMANDS)
    locked = dict(re.findall(r"^([\w.-]+)==(\S+)$", (Path(KEPT).parents[1] / "constraints.txt").read_text(), re.M))
    versions = {name.lower().replace("_", "-"): each for name, each in locked.items()}
    for name in LIBRARIES:
        now = versions[name.lower().replace("_", "-")]
        assert kept.versions[name] == now, f"constraints.txt 里 {name} 换了版本：请运行 make bench-guard ACCEPT=1"
    assert json.loads(KEPT.read_text("utf-8"))["versions"]["Python"]
