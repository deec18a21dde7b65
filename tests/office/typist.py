"""Somebody at LibreOffice: opens forms, types into their cells, asks for what is invalid, saves. Run by a Python that
has LibreOffice's own module `uno`, which an environment of the project has not:

    /usr/bin/python3 tests/office/typist.py plan.json

The plan is a list of {file, save, cells: [[sheet, cell, what is typed]]}; a number arrives as one, text as if typed.
For each file a line comes out: how many cells LibreOffice marks as invalid on each sheet.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xls": "MS Excel 97", ".ods": "calc8"}


def _property(name: str, value: Any) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def _desktop(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except Exception:  # it is not there yet
            time.sleep(0.25)
    raise SystemExit("LibreOffice does not answer")


def _marked(sheet: Any) -> int:
    """How many cells LibreOffice puts a circle around: their content breaks their validity."""
    before = sheet.DrawPage.Count
    sheet.showInvalid()
    found: int = sheet.DrawPage.Count - before
    sheet.clearArrows()
    return found


def _typed(desktop: Any, job: dict[str, Any]) -> dict[str, Any]:
    book = desktop.loadComponentFromURL(Path(job["file"]).resolve().as_uri(), "_blank", 0, (_property("Hidden", True),))
    try:
        for name, cell, value in job.get("cells", ()):
            there = book.Sheets.getByName(name).getCellRangeByName(cell)
            if isinstance(value, str):
                there.setFormula(value) if job.get("typing") else there.setString(value)
            else:
                there.setValue(value)
        book.calculateAll()
        invalid = {name: _marked(book.Sheets.getByName(name)) for name in book.Sheets.ElementNames}
        read = {f"{name}!{cell}": _shown(book, name, cell) for name, cell in job.get("read", ())}
        if job.get("save"):
            target = Path(job["save"])
            book.storeToURL(target.resolve().as_uri(), (_property("FilterName", FILTERS[target.suffix]),))
    finally:
        book.close(True)
    return {"file": job["file"], "invalid": {name: count for name, count in invalid.items() if count}, "read": read}


def _shown(book: Any, name: str, cell: str) -> Any:
    there = book.Sheets.getByName(name).getCellRangeByName(cell)
    kind = there.FormulaResultType2 if there.Type.value == "FORMULA" else there.Type.value
    return there.String if kind in ("TEXT", 2, 4) else there.Value


def main(plan: str) -> None:
    """Do what a plan says, in one LibreOffice with a profile of its own."""
    pipe = f"typist{os.getpid()}"
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                "--headless",
                "--norestore",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            desktop = _desktop(pipe)
            for job in json.loads(Path(plan).read_text("utf-8")):
                print(json.dumps(_typed(desktop, job), ensure_ascii=False), flush=True)
            desktop.terminate()
        except BaseException:
            office.kill()
            raise
        finally:
            office.wait(timeout=60)


if __name__ == "__main__":
    main(sys.argv[1])
