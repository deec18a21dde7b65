"""What the tests of the checks start from."""

from pathlib import Path

import pytest

from .laying import lay


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base workspace, which has no fault."""
    return lay(tmp_path)
