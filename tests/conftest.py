"""What all tests share: hypothesis tries the same examples on every machine, and no clock decides.

In the thorough run (`KAOPING_THOROUGH=1`) every document and workbook that a test makes is validated.
"""

import os
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, settings

from checks.laying import TODAY
from dangjian_kaoping.cli import clock

settings.register_profile(
    "kaoping",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
settings.load_profile("kaoping")


@pytest.fixture(scope="session", autouse=bool(os.environ.get("KAOPING_THOROUGH")))
def _valid_files() -> Iterator[None]:
    from ooxml import every_file_validated

    with every_file_validated():
        yield


class _Day(date):
    """A calendar on which it is always the day of the tests."""

    @classmethod
    def today(cls) -> "_Day":
        """That day."""
        return cls(TODAY.year, TODAY.month, TODAY.day)


@pytest.fixture(autouse=True)
def _always_the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "date", _Day)
