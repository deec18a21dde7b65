"""What may be written where: never over a file that the tool did not make. How it is written: cli/files/writing.py."""

import contextlib
import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dangjian_kaoping.cli.files.names import objection, objection_to_new
from dangjian_kaoping.cli.files.writing import WriteError, write_all
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.cli.shell.progress import patience
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.diagnostics import Diagnostic, Faults, codes
from dangjian_kaoping.loading.workspace import MOST_REGISTERED
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.place import Place, as_told
from dangjian_kaoping.source.files import reason_of
from dangjian_kaoping.words.names import PROVISIONAL, draft_mark

if TYPE_CHECKING:
    # what only shows writes nothing, and starts the quicker without the seals
    from dangjian_kaoping.checks.seal.release import Release
    from dangjian_kaoping.session.session import Session


class Target(NamedTuple):
    """A file to be written: what it will hold, and how the tool knows a file of its own.

    `mend` is what to do where another is there, if it is not the usual.
    """

    path: Path
    content: Callable[[], bytes]
    made_by_us: Callable[[Path], bool]
    mend: str | None = None

    def made(self) -> "Target":
        """The same with its content made now."""
        content = self.content()
        return self._replace(content=lambda: content)


def _at(path: Path) -> Place:
    return Place(as_told(str(path)), 0)


def refused(
    targets: list[Target], *, force: bool, source: Path | None = None, session: "Session | None" = None
) -> Faults:
    """Why the files may not be written; asked of all before any is. None may be the `source`, what they are made of,
    nor what the workspace of the `session` has registered as it went out.
    """
    faults = Faults()
    seen: dict[str, Path] = {}
    for target in targets:
        if why := objection(target.path.name):
            faults.extend([_unwritable(target.path, why, _ANOTHER_NAME)])
            continue
        first = seen.setdefault(os.path.realpath(target.path), target.path)
        if first is not target.path:
            faults.extend([_unwritable(target.path, f"它和 {first} 是同一个文件", "请只写一个。")])
            continue
        try:
            if source is not None and target.path.exists() and target.path.samefile(source):
                faults.extend([_unwritable(target.path, "它就是要读的原件", _ANOTHER_NAME)])
                continue
            found = list(_refused(target, force=force))
            faults.extend(found or ([] if force or session is None else _registered(target, session)))
        except OSError as error:
            faults.extend([_unwritable_for(target.path, error)])
    return faults


def _refused(target: Target, *, force: bool) -> Iterable[Diagnostic]:
    """Why a file may not be written, if so. Raises OSError where it cannot even be looked at."""
    path = target.path
    try:
        # a link is followed: what it leads to is written
        mode = path.stat().st_mode
    except FileNotFoundError:
        folder = Path(os.path.realpath(path)).parent
        if not _is_folder(folder):
            shown = folder if path.is_symlink() else path.parent
            yield Diagnostic(codes.KP118(folder=str(shown)), _at(path))
        return
    if stat.S_ISDIR(mode):
        yield _unwritable(path, "这是一个文件夹", _ANOTHER_NAME)
    elif not stat.S_ISREG(mode):
        yield _unwritable(path, "这不是普通文件（是管道、设备之类）", _ANOTHER_NAME)
    elif not force and not target.made_by_us(path):
        whose = None if target.mend is None else ""
        yield Diagnostic(codes.KP119(file=str(path), whose=whose, mend=target.mend), _at(path))


def _registered(target: Target, session: "Session") -> Iterable[Diagnostic]:
    """That a file went out, as it is or under its name, so that nothing else may take its place."""
    from dangjian_kaoping.session.registering import registered, registered_as

    if not target.path.is_file() or target.path.stat().st_size > MOST_REGISTERED:
        return
    content = target.path.read_bytes()
    named = registered_as(session, session.loader.name_of(target.path))
    found = [*registered(session, hashlib.sha256(content).hexdigest()), *named]
    # to write the very same is to change nothing
    if found and target.content() != content:
        fault = codes.KP579(file=target.path, quarter=found[0].quarter, id=found[0].entry.id)
        yield Diagnostic(fault, _at(target.path))


def _unwritable(path: Path, reason: str, mend: str | None = None) -> Diagnostic:
    return Diagnostic(codes.KP120(file=path, reason=reason, mend=mend), _at(path))


def _unwritable_for(path: Path, error: OSError) -> Diagnostic:
    """That the system refuses to write a file, and what can be done about its reason."""
    return _unwritable(path, reason_of(error), _MENDS.get(error.errno or 0))


_ANOTHER_NAME = "请换一个文件名。"
_MENDS = {
    errno.ENAMETOOLONG: "请改短：文件名最多 255 个字节，一个汉字占 3 个。",
    errno.ENOSPC: "请腾出地方再写，或写到别的盘。",
    errno.EDQUOT: "请腾出地方再写，或写到别的盘。",
    errno.ELOOP: "请改正链接，或换一个文件名。",
}


def write(targets: list[Target]) -> Faults:
    """Write all files or none."""
    faults = Faults()
    try:
        with patience(f"正在写 {len(targets)} 个文件 …"):
            write_all([(target.path, target.content) for target in targets])
    except WriteError as error:
        faults.extend([_unwritable_for(error.path, error.cause)])
        if error.standing:
            files = "、".join(map(str, error.standing))
            faults = Faults()
            reason = reason_of(error.cause)
            faults.add(codes.KP171(file=error.path, reason=reason, files=files), _at(error.path))
    return faults


def write_or_stop(
    targets: list[Target], *, force: bool, source: Path | None = None, session: "Session | None" = None
) -> None:
    """Write all files, or stop the command with why they may not or cannot be written; `source` and `session` as in
    `refused`.
    """
    faults = refused(targets, force=force, source=source, session=session)
    if not len(faults):
        faults = write(targets)
    if len(faults):
        raise Stopped(FINDINGS, faults, {})


def write_new_or_stop(targets: list[Target], *, interrupted: bool = False) -> None:
    """Write new files, or stop the command; what an earlier run has left there with the very same bytes stays.

    Where all is there already, the command stops, unless the run that wrote it was `interrupted`.
    """
    missing = [each for each in targets if not _is_written(each)]
    if not missing and not interrupted:
        missing = targets
    hint = "上一次没有做完：用当时的参数再运行一次，就接着做完。" if interrupted else ""
    for step in (lambda new: refused_anew(new, hint), write_anew):
        faults = step(missing)
        if len(faults):
            raise Stopped(FINDINGS, faults, {})


def tell_departure(found: "Sequence[Release]", about: Edition | None = None) -> None:
    """After a draft was written: why it is one, where that is because of a seal, or of how far the round has come."""
    from dangjian_kaoping.checks.seal.release import departure_of

    departure, mark = departure_of(found), PROVISIONAL
    if about is not None and about.draft:
        departure, mark = about.departure, draft_mark(about)
    if departure:
        answer(f"{departure}，写的是{mark}，不能作为正式结果公布。")


def _is_written(target: Target) -> bool:
    """Whether a file is there and holds what it would be written with; a link is none of ours."""
    try:
        there, content = target.path.lstat(), target.content()
        return stat.S_ISREG(there.st_mode) and there.st_size == len(content) and target.path.read_bytes() == content
    except OSError:
        return False


def refused_anew(targets: list[Target], hint: str = "") -> Faults:
    """Why new files may not be written; their folders may be missing, and nothing that is there is overwritten."""
    faults = Faults()
    for target in targets:
        folder = next(each for each in (target.path.parent, *target.path.absolute().parents) if os.path.lexists(each))
        if why := objection(target.path.name) or objection_to_new(target.path.parent):
            faults.extend([_unwritable(target.path, why, _ANOTHER_NAME)])
        elif os.path.lexists(target.path):
            faults.extend([in_the_way(target.path, hint)])
        elif not _is_folder(folder):
            faults.extend([_unwritable(target.path, f"{folder} 不是文件夹", "请改正路径。")])
    return faults


def _is_folder(path: Path) -> bool:
    """Whether it is a folder, as far as we may look."""
    try:
        return path.is_dir()
    except OSError:
        return False


_ELSEWHERE = "请先把这个文件移到别处，或另选一个空的文件夹。"


def in_the_way(path: Path, hint: str = "", mend: str = _ELSEWHERE) -> Diagnostic:
    """That something is there already, where only new files are written: there is no `--force`, what is there stays."""
    return Diagnostic(codes.KP119(file=path, whose="", mend=mend), _at(path), hint=hint)


def write_anew(targets: list[Target]) -> Faults:
    """Write new files and make the folders for them; where that fails, no empty folder stays."""
    made: list[Path] = []
    written = False
    try:
        faults = _with_folders(targets, made) or write(targets)
        written = not len(faults)
    finally:
        if not written:
            for folder in reversed(made):
                with contextlib.suppress(OSError):
                    folder.rmdir()
    return faults


def _with_folders(targets: list[Target], made: list[Path]) -> Faults | None:
    """Make the folders of new files, and note each; why one cannot be made, if so."""
    for target in targets:
        folders = (target.path.parent, *target.path.parent.parents)
        for folder in reversed([each for each in folders if not os.path.lexists(each)]):
            try:
                folder.mkdir()
            except FileExistsError:
                # another command has been quicker
                continue
            except OSError as error:
                faults = Faults()
                faults.extend([_unwritable_for(target.path, error)])
                return faults
            made.append(folder)
    return None
