"""The runner for those who outgrow one computer: Dask sends the pieces to its workers and tries again where one fails.

What is answered lies in the folder of chunks, which command and workers all see; a run goes on from those that fit.
"""

import asyncio
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.engine.group.rows import Asked, Workplace
from dangjian_kaoping.engine.group.together import GroupRound
from dangjian_kaoping.group.cluster.chunk import Piece, is_whole
from dangjian_kaoping.group.cluster.engine import needed
from dangjian_kaoping.group.cluster.tables import KINDS
from dangjian_kaoping.group.cluster.together import together
from dangjian_kaoping.group.cluster.work import Made, NotSeenError, OtherVersionError, made, version
from dangjian_kaoping.group.pool import AT_ONCE, pieces
from dangjian_kaoping.pace import counted
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.session.error import SessionError
from dangjian_kaoping.source.files import reason_of
from dangjian_kaoping.version import VERSION

CONNECTING = 10.0
"""Seconds that the scheduler has to answer, and the first worker to be there."""
ALONE = 60.0
"""Seconds that a run waits for another worker when the last one has gone."""
RETRIES = 2
"""How often a piece is tried again, elsewhere if there is an elsewhere."""
_PAUSE, _LOOK = 0.05, 1.0
"""Seconds after which it is seen what is done, and asked who works."""
_TOLD = 3
"""Pieces that failed are told with their units, so many of them."""


class OnCluster:
    """A runner by a scheduler's address (tcp://…) and a folder of chunks; `made` is what the last run came upon."""

    def __init__(self, scheduler: str, chunks: Path, at_once: int = AT_ONCE) -> None:
        self.scheduler, self.chunks, self.at_once = scheduler, chunks.absolute(), at_once
        self.made: list[Made] = []

    def __call__(self, name: str, places: Sequence[Workplace], asked: Asked) -> GroupRound:
        """The group's round. Raises SessionError (KP931—KP936)."""
        # put together by DuckDB: told at once where it is not there, and not after all the work
        needed("duckdb")
        self.made = []
        work = [Piece(tuple(each), asked, str(self.chunks)) for each in pieces(places, self.at_once)]
        with self._connected() as client:
            self._refuse_others(client)
            self._gather(client, work)
        for piece, found in zip(work, self.made, strict=True):
            if not is_whole(piece, found.tables):
                raise self._refused(
                    codes.KP934(folder=as_told(str(self.chunks)), what="工作机写的文件，这里读到的不是")
                )
        return together(name, asked, {kind: [each.file(kind) for each in work] for kind in KINDS})

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        distributed = needed("distributed")
        # what is wrong is told by us, once
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            asyncio.run(_asked(distributed, self.scheduler))
            client = distributed.Client(self.scheduler, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise self._refused(codes.KP932(scheduler=as_told(self.scheduler), why=_silence(error))) from error
        try:
            yield client
        finally:
            client.close(timeout=CONNECTING)

    def _refuse_others(self, client: Any) -> None:
        """Who has another version of the program, or none, is refused before any work is sent."""
        until = time.monotonic() + CONNECTING
        while not _workers(client):
            if time.monotonic() > until:
                raise self._refused(codes.KP933(scheduler=as_told(self.scheduler)))
            time.sleep(0.2)
        answers = client.run(version, on_error="return")
        try:
            answers["调度程序"] = client.run_on_scheduler(version)
        except Exception as error:
            answers["调度程序"] = error
        for where, found in sorted(answers.items()):
            if found != version():
                other = f"kaoping {found[0]}、Python {found[1]}" if isinstance(found, tuple) else _first_line(found)
                told = codes.KP935(
                    where=as_told(str(where)), other=other, own=f"kaoping {VERSION}、Python {version()[1]}"
                )
                raise self._refused(told)

    def _gather(self, client: Any, work: Sequence[Piece]) -> None:
        """Send all, and wait for all; what one comes to keeps no other from being made."""
        futures = [client.submit(made, each, retries=RETRIES, pure=False) for each in work]
        failed: list[tuple[Piece, BaseException]] = []
        try:
            self._wait(client, futures)
            for piece, future in zip(work, futures, strict=True):
                if future.status == "finished":
                    self.made.append(future.result())
                else:
                    failed.append((piece, future.exception() if future.status == "error" else RuntimeError("被取消")))
        finally:
            client.cancel(futures, force=True)
        if failed:
            raise SessionError([Diagnostic(self._why(*each), Place("--on", 0)) for each in failed[:_TOLD]])

    def _wait(self, client: Any, futures: Sequence[Any]) -> None:
        waiting, since, looked = set(futures), time.monotonic(), time.monotonic()
        for _ in counted(futures):
            before = len(waiting)
            while waiting:
                waiting = {each for each in waiting if not each.done()}
                if len(waiting) < before:
                    since = time.monotonic()
                    break
                time.sleep(_PAUSE)
                if time.monotonic() - looked < _LOOK:
                    continue
                looked = time.monotonic()
                if client.status != "running":
                    raise self._refused(codes.KP932(scheduler=as_told(self.scheduler), why="算到一半断了"))
                if _workers(client):
                    since = looked
                elif looked - since > ALONE:
                    raise self._refused(codes.KP933(scheduler=as_told(self.scheduler)))

    def _why(self, piece: Piece, error: BaseException) -> Fault:
        names = [each.name for each in piece.places]
        units = "、".join(names[:_TOLD]) + (f"等 {len(names)} 个" if len(names) > _TOLD else "")
        match error:
            case NotSeenError():
                return codes.KP934(folder=as_told(str(error)), what="有的工作机上没有")
            case OtherVersionError():
                return codes.KP935(where="一台工作机", other=f"kaoping {error}", own=f"kaoping {VERSION}")
            case OSError():
                return codes.KP936(units=units, why=reason_of(error) if error.errno else _first_line(error))
            case _:
                return codes.KP937(units=units, why=_first_line(error), tries=str(RETRIES + 1))

    def _refused(self, fault: Fault) -> SessionError:
        return SessionError([Diagnostic(fault, Place("--on", 0))])


async def _asked(distributed: Any, scheduler: str) -> None:
    """Ask a scheduler who it is: a client waits for ever for one that answers in another language."""

    async def identity() -> None:
        async with distributed.rpc(scheduler, timeout=CONNECTING) as there:
            await there.identity()

    await asyncio.wait_for(identity(), CONNECTING)


def _silence(error: Exception) -> str:
    """Why a scheduler did not answer; a library tells of its own waiting in many ways."""
    waited = isinstance(error, TimeoutError) or "Timed out" in str(error)
    return f"{CONNECTING:.0f} 秒没有答复" if waited else _first_line(error)


def _workers(client: Any) -> int:
    return len(client.scheduler_info(n_workers=-1)["workers"])


def _first_line(error: object) -> str:
    told = str(error).strip().splitlines()
    return f"{type(error).__name__}：{told[0][:200]}" if told else type(error).__name__
