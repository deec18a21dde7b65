"""What all tests share: hypothesis tries the same examples on every machine, and no clock decides.

In the thorough run (`KAOPING_THOROUGH=1`) every document and workbook that a test makes is validated.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

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
