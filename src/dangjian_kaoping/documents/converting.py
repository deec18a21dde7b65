"""Files of older kinds by LibreOffice, where there is one: in a profile of its own, without macros and links."""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from dangjian_kaoping.documents.refusal import RefusedDocumentError, refused

_PATIENCE = 120.0
"""Seconds; a document of 200 pages takes ten."""
_NAMES = ("soffice", "libreoffice")
_USUAL = (
    *(r"C:\Program Files\LibreOffice\program", r"C:\Program Files (x86)\LibreOffice\program"),
    "/Applications/LibreOffice.app/Contents/MacOS",
)
"""Where it lies on systems that do not find it by its name."""
_SAVED_AS = "请用 Word、WPS 打开，另存为 .docx 再导入。"
_FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format", ".odt": "writer8"}
"""By what each kind is read: what is damaged LibreOffice would take for a text, and read signs for words."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = (
    '<item oor:path="/org.openoffice.Office.{path}">'
    '<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)
_FORBIDDEN = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "2"),
)
"""Nothing in a document runs, and nothing that it names is fetched."""


def as_docx(content: bytes, kind: str) -> bytes:
    """A document of another kind (`doc`, `odt`, `rtf`) as LibreOffice saves it. Raises RefusedDocumentError."""
    program = _program()
    if program is None:
        raise refused(f"这是旧格式的文档（.{kind}），这台电脑上没有 LibreOffice，读不了", _SAVED_AS)
    return _converted(program, content, kind, "docx")


def as_xlsx(content: bytes) -> bytes | None:
    """A workbook of an older kind as LibreOffice saves it; None where there is no LibreOffice, or it cannot read it."""
    program = _program()
    try:
        return None if program is None else _converted(program, content, "xls", "xlsx")
    except RefusedDocumentError:
        return None


def _converted(program: Path, content: bytes, kind: str, to: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="kaoping-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document.{kind}"
        source.write_bytes(content)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        items = "\n".join(_ITEM.format(path=path, name=key, value=value) for path, key, value in _FORBIDDEN)
        settings.write_text(_SETTINGS.format(items=items), "utf-8")
        _run(program, folder, source, to)
        target = folder / "out" / f"document.{to}"
        if not target.is_file():
            raise refused(f"LibreOffice 打不开这份 .{kind}", f"设了密码的先去掉密码；{_SAVED_AS}")
        return target.read_bytes()


def _run(program: Path, folder: Path, source: Path, to: str) -> None:
    profile = (folder / "profile").as_uri()
    options = ["--headless", "--norestore", "--nolockcheck", "--convert-to", to, "--outdir", str(folder / "out")]
    if source.suffix in _FILTERS:
        options.append(f"--infilter={_FILTERS[source.suffix]}")
    command = [str(program), f"-env:UserInstallation={profile}", *options, str(source)]
    try:
        # a whole path, no shell, and nothing that the document names; the file's name is ours
        running = subprocess.Popen(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise refused("LibreOffice 启动不了", _SAVED_AS) from error
    try:
        running.wait(_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise refused(f"LibreOffice 用了 {_PATIENCE:.0f} 秒还没有打开", _SAVED_AS) from error
    finally:
        _end(running)


def _end(running: "subprocess.Popen[bytes]") -> None:
    """End it with what it has started: what is called by its name only starts another."""
    if running.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()
    running.wait()


def _program() -> Path | None:
    """LibreOffice as it is installed, never what lies in the current folder."""
    for folder in (*map(Path, os.get_exec_path()), *map(Path, _USUAL)):
        for name in _NAMES:
            found = shutil.which(name, path=str(folder)) if folder.is_absolute() else None
            if found is not None and Path(found).is_absolute():
                return Path(found)
    return None
