"""Datasette serves an exported file, and answers what it is asked, as the file itself does."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .sample_export import content, opened

pytestmark = pytest.mark.whole

WAIT = 60.0
"""Seconds that it may take to start."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("datasette")
    (folder / "results.sqlite").write_bytes(content())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "datasette", "serve", "results.sqlite"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--host", "127.0.0.1", "--port", str(port)], cwd=folder, stdout=log, stderr=log
        )
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, server, folder / "log")
            yield address
        finally:
            server.terminate()
            server.wait()


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + WAIT
    while time.monotonic() < until:
        try:
            with urlopen(f"{address}/-/versions.json"):  # noqa: S310 - our own server
                return
        except URLError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
    raise AssertionError(log.read_text())


def asked(address: str, path: str) -> Any:
    with urlopen(f"{address}/results{path}") as answer:  # noqa: S310 - our own server
        return json.load(answer)


def test_it_shows_every_table_with_its_key_and_its_links(served: str) -> None:
    told = asked(served, ".json")
    tables = {each["name"]: each for each in told["tables"]}
    own = {name for (name,) in opened().execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(tables) == own
    assert tables["branches"]["primary_keys"] == ["quarter", "branch"]
    assert {each["other_table"] for each in tables["problems"]["foreign_keys"]["outgoing"]} == {"rounds"}
    assert tables["findings"]["count"] == opened().execute("SELECT COUNT(*) FROM findings").fetchone()[0]


def test_it_answers_a_question(served: str) -> None:
    sql = "SELECT 名次, 党支部, 综合得分 FROM 排名 WHERE 轮次 = '2021Q1'"
    told = asked(served, f".json?_shape=arrays&sql={quote(sql)}")
    assert [tuple(row) for row in told["rows"]] == opened().execute(sql).fetchall()
    assert told["rows"]


def test_it_shows_a_view_by_its_name_and_a_row_by_its_key(served: str) -> None:
    view = quote("没有销号的问题")
    with urlopen(f"{served}/results/{view}") as page:  # noqa: S310 - our own server
        assert "责任部室" in page.read().decode()
    # its own way to write what is not a letter
    told = asked(served, f"/{view.replace('%', '~')}.json?_shape=array&_size=max")
    assert [each["编号"] for each in told] == [row[0] for row in opened().execute("SELECT * FROM 没有销号的问题")]
    (row,) = asked(served, "/branches/2021Q1,ZB01.json?_shape=array")
    assert (row["quarter"], row["branch"]) == ("2021Q1", "ZB01")
