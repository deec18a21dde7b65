"""A folder that is written as a whole, and is there only once what is in it is."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.diagnostics import Diagnostic, Fault, codes
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.source.files import reason_of


@contextmanager
def folders_made(folders: Iterable[Path]) -> Iterator[None]:
    """The folders are there, those made now taken away again where nothing came into them.

    The command stops where one cannot be made, or is no folder: what it lies in has to be there.
    """
    made: list[Path] = []
    try:
        for folder in folders:
            if not folder.parent.is_dir():
                _stop(codes.KP118(folder=str(folder.parent)), folder)
            try:
                folder.mkdir()
                made.append(folder)
            except FileExistsError:
                if not folder.is_dir():
                    mend = "请换一个名称，或先把这个文件移到别处。"
                    _stop(codes.KP120(file=folder, reason="已经有同名的文件，写不成文件夹", mend=mend), folder)
            except OSError as error:
                _stop(codes.KP120(file=folder, reason=reason_of(error), mend=None), folder)
        yield
    finally:
        for folder in made:
            # where something is in it, it is not empty
            with suppress(OSError):
                folder.rmdir()


def _stop(fault: Fault, folder: Path) -> None:
    raise Stopped(FINDINGS, [Diagnostic(fault, Place(as_told(str(folder)), 0))], {})
