"""`--on`: a real scheduler and two workers, of which one is killed; and what goes wrong with them."""

import errno
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from distributed import Client

from dangjian_kaoping.cli.asking import cluster
from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.group.rows import Asked
from dangjian_kaoping.group.cluster import runner, work
from dangjian_kaoping.group.cluster.chunk import Piece
from dangjian_kaoping.group.cluster.runner import OnCluster
from dangjian_kaoping.group.group import Group
from dangjian_kaoping.place import Place
from dangjian_kaoping.session.error import SessionError
from plants import QUARTER, edit, plants

from .conftest import Command

pytestmark = pytest.mark.whole
_AWAIT = 90.0


class Cluster(NamedTuple):
    """A scheduler's address, and its two workers."""

    address: str
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plants(tmp_path_factory.mktemp("group"))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder, address = tmp_path_factory.mktemp("cluster"), f"tcp://127.0.0.1:{_free()}"
    host, port = address.removeprefix("tcp://").split(":")
    scheduler = _begun(folder, "distributed.cli.dask_scheduler", "--host", host, "--port", port)
    workers: list[subprocess.Popen[bytes]] = []
    try:
        for index in range(2):
            own = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder / str(index)))
            workers.append(_begun(folder, "distributed.cli.dask_worker", address, *own))
        # a machine that has much else to do takes its time to begin them
        with Client(address, timeout=_AWAIT, set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=_AWAIT)
        yield Cluster(address, workers)
    finally:
        for each in (*workers, scheduler):
            each.kill()
            each.wait()


def _begun(folder: Path, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    with (folder / "log").open("ab") as log:
        return subprocess.Popen([sys.executable, "-m", module, *arguments, "--no-dashboard"], stdout=log, stderr=log)


def _free() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def test_it_comes_to_the_same_bytes_and_goes_on_from_the_chunks_that_are_there(
    two: Cluster, root: Path, tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    here = kaoping("group", "score", "-q", QUARTER, "-f", "json")
    on = ("--on", two.address, "--chunks", str(tmp_path / "片"))
    there = kaoping("group", "score", "-q", QUARTER, "-f", "json", *on)
    assert (there.status, there.out) == (0, here.out)
    assert there.err == "单位分成 1 片：以前算好的 0 片，这一次算的 1 片。\n"
    (leaf,) = (tmp_path / "片").glob("*.json")
    assert [each[0] for each in json.loads(leaf.read_text("utf-8"))["units"]] == ["P1", "P2", "P3"]

    group = Group(root)
    expected = group.round(Asked(QUARTER))
    # the last unit alone is the same piece both times
    for at_once, formers in ((2, ["none", "none"]), (1, ["none", "none", "kept"])):
        run = OnCluster(two.address, tmp_path / "片", at_once)
        assert group.round(Asked(QUARTER), run) == expected
        assert [each.former for each in run.made] == formers
    (tmp_path / "片" / f"{run.made[1].name}.areas.parquet").write_bytes(b"PAR1")
    assert group.round(Asked(QUARTER), run) == expected
    assert [each.former for each in run.made] == ["kept", "damaged", "kept"]

    edit(root / "P3/kaoping.yaml", "kind: workspace", "# 核对过\nkind: workspace")
    again = kaoping("group", "score", "-q", QUARTER, "-f", "json", *on)
    assert again.out == here.out
    assert again.err.endswith("其中 1 片的记录、选项或者版本变了，重新算了。\n")


def test_a_worker_that_is_killed_in_the_middle_loses_nothing(two: Cluster, root: Path, tmp_path: Path) -> None:
    group = Group(root)
    (tmp_path / "片").mkdir()
    # stopped, it takes its share of the work and does none of it
    two.workers[0].send_signal(signal.SIGSTOP)
    killed = subprocess.Popen(
        [sys.executable, "-c", f"import os, time; time.sleep(3); os.kill({two.workers[0].pid}, 9)"]
    )
    try:
        run = OnCluster(two.address, tmp_path / "片", 1)
        before = time.monotonic()
        # asked who they are, both have to answer: that is passed over, for one of them cannot
        run._refuse_others = lambda client: None  # type: ignore[method-assign]
        assert group.round(Asked(QUARTER), run) == group.round(Asked(QUARTER))
        assert time.monotonic() - before < _AWAIT
    finally:
        killed.wait()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--on", "10.0.0.7:8786", "--chunks", "片"), "--on 要写调度程序的地址"),
        (("--on", "tcp://10.0.0.7:8786"), "--on 还要 --chunks"),
        (("--chunks", "片"), "--chunks 只与 --on 同用"),
        (("--on", "tcp://10.0.0.7:8786", "--chunks", "group.yaml"), "是文件"),
    ],
)
def test_options_that_do_not_go_together(
    options: tuple[str, ...], told: str, root: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    found = kaoping("group", "score", "-q", QUARTER, *options)
    assert found.status == 2
    assert told in found.err
    assert not (root / "片").exists()


def test_a_scheduler_that_is_not_there_is_told(
    root: Path, tmp_path: Path, kaoping: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "CONNECTING", 0.5)
    monkeypatch.chdir(root)
    found = kaoping(
        *("group", "score", "-q", QUARTER, "--on", f"tcp://127.0.0.1:{_free()}"), "--chunks", str(tmp_path / "片")
    )
    assert found.status == 3
    assert "KP932" in found.err
    assert "没有答复" in found.err
    assert not (tmp_path / "片").exists()


def test_libraries_that_are_not_installed_are_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("duckdb", "distributed"):
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, name, None)
            with pytest.raises(SessionError, match=f"KP931 没有装 {name}"):
                cluster.round_of(Group(root), Asked(QUARTER), "tcp://127.0.0.1:1", tmp_path / "片")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (work.NotSeenError("/共享/P1"), "KP934 /共享/P1：有的工作机上没有"),
        (work.OtherVersionError("0.0.1"), "KP935 一台工作机 装的是 kaoping 0.0.1"),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "KP936 单位 示例一厂、示例二厂、示例三厂 算出来写不了：磁盘满",
        ),
        (MemoryError(), "KP937 单位 示例一厂、示例二厂、示例三厂 算了 3 次都没有算成：MemoryError"),
    ],
)
def test_a_piece_that_fails_is_told_with_its_units(error: BaseException, told: str, root: Path, tmp_path: Path) -> None:
    run, piece = OnCluster("tcp://127.0.0.1:1", tmp_path), Piece(Group(root).places, Asked(QUARTER), str(tmp_path))
    assert told in str(SessionError([Diagnostic(run._why(piece, error), Place("--on", 0))]))
