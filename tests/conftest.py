"""What all tests share: hypothesis tries the same examples on every machine, and no clock decides.

Documents are read, and parsers of commands built, once for all tests of a process. In the thorough run
(`KAOPING_THOROUGH=1`) every file that a test makes is validated.
"""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from checks.laying import TODAY
from dangjian_kaoping.cli.asking import periods
from dangjian_kaoping.cli.shell import clock
from thorough import THOROUGH

settings.register_profile(
    "kaoping",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.load_profile("kaoping")


@pytest.fixture(scope="session", autouse=True)
def _as_thorough_as_asked() -> Iterator[None]:
    from remembering import commands_remembered, documents_remembered

    with ExitStack() as stack:
        if THOROUGH:
            from validated import every_output_validated

            stack.enter_context(every_output_validated())
        stack.enter_context(documents_remembered())
        stack.enter_context(commands_remembered())
        yield


@pytest.fixture(scope="session", autouse=True)
def _as_a_console_of_100_columns() -> Iterator[None]:
    """As README shows it; what goes to a pipe is broken into lines too, and nothing has colours."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "100")
        for name in ("NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Of the cases of one test, marked `every(n)`, every n-th at one's desk; all of them in the thorough run."""
    cases: Counter[str] = Counter()
    left_out = []
    for item in items:
        mark = item.get_closest_marker("every")
        if mark is not None and not THOROUGH:
            name = item.nodeid.partition("[")[0]
            if cases[name] % mark.args[0]:
                left_out.append(item)
            cases[name] += 1
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


_left_out: Counter[str] = Counter()
"""By process that collects (each worker does, and tells it at its end), the tests that it left out."""


def pytest_deselected(items: list[pytest.Item]) -> None:
    _left_out["here"] += len(items)


def pytest_sessionfinish(session: pytest.Session) -> None:
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = _left_out["here"]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    _left_out[node.gateway.id] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """What was not run where all was asked for, and who runs it."""
    count = max(_left_out.values(), default=0)
    if count and not config.option.keyword and not THOROUGH:
        terminalreporter.write_line(
            f"没有运行 {count} 个：标了 whole、every、office、browser、attack 的，由 .ci/run 运行"
        )


class _Day(date):
    """A calendar on which it is always the day of the tests."""

    @classmethod
    def today(cls) -> "_Day":
        """That day."""
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture(autouse=True)
def _always_the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "date", _Day)
    # rounds are taken to their end in tests, which is later
    monkeypatch.setattr(periods, "today", lambda: date(TODAY.year + 1, 12, 31))


def pytest_collection_finish() -> None:
    """What is there when the tests begin stays to their end: nothing to look for, again and again, what may go."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000)
