"""What completion offers."""

import pytest

from dangjian_kaoping.cli.shell.shells import ASKED, LINE

from .conftest import Command


def offered(kaoping: Command, monkeypatch: pytest.MonkeyPatch, typed: str, shell: str = "bash") -> list[str]:
    monkeypatch.setenv(ASKED, shell)
    monkeypatch.setenv(LINE, f"kaoping {typed}")
    status, out, err = kaoping()
    assert (status, err) == (0, "")
    return out.split("\n")[:-1] if out else []
