"""What pyproject.toml allows, what is locked, and what `make lowest` runs with agree."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIRED = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *PROJECT["project"]["optional-dependencies"]["dev"],
]


def release(version: str) -> tuple[int, ...]:
    """1.2 and 1.2.0 are one."""
    numbers = [int(each) for each in version.split(".")]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)


def pins(name: str) -> dict[str, str]:
    """The versions of a constraints file by the package's name, in small letters."""
    lines = (line.partition("#")[0].strip() for line in (ROOT / name).read_text("utf-8").splitlines())
    return {package.lower(): version for package, _, version in (line.partition("==") for line in lines if line)}


LOCKED, LOWEST = pins("constraints.txt"), pins("constraints-lowest.txt")


def test_what_only_some_commands_need_is_tested_too() -> None:
    extras = PROJECT["project"]["optional-dependencies"]
    assert {each for name, needed in extras.items() if name != "dev" for each in needed} <= set(extras["dev"])


@pytest.mark.parametrize("required", REQUIRED)
def test_every_bound_is_that_of_the_run_with_the_lowest_versions(required: str) -> None:
    found = re.fullmatch(r"([\w-]+)>=([\d.]+)(?:,<([\d.]+))?", required)
    assert found is not None, required
    name, low, high = found[1].lower(), release(found[2]), found[3]
    assert release(LOWEST[name]) == low
    assert low <= release(LOCKED[name])
    assert high is None or release(LOCKED[name]) < release(high)


def test_what_judges_otherwise_from_version_to_version_is_bound_to_what_is_locked() -> None:
    tools = [name for name in LOWEST if name in ("ruff", "mypy", "hypothesis") or name.startswith("types-")]
    assert len(tools) == 6
    assert {name: LOWEST[name] for name in tools} == {name: LOCKED[name] for name in tools}


def test_the_lowest_python_is_the_same_everywhere() -> None:
    (low,) = re.findall(r">=([\d.]+)", PROJECT["project"]["requires-python"])
    assert PROJECT["tool"]["mypy"]["python_version"] == low
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{low.replace('.', '')}"
    assert f"python{low}" in (ROOT / "Makefile").read_text("utf-8")
