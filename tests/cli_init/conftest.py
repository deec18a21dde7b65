from pathlib import Path

import pytest

from .running import Kaoping, runner


@pytest.fixture
def kaoping(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kaoping:
    """The command line, in an empty folder, as in no continuous integration."""
    for name in ("GITHUB_ACTIONS", "GITLAB_CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return runner(capsys)
