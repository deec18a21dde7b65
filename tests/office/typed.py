"""What somebody at LibreOffice (`typist.py`) finds in a workbook, and what becomes of what he types."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

_TYPIST = Path(__file__).parent / "typist.py"
_PYTHON = "/usr/bin/python3"
"""The one that has LibreOffice's module `uno`."""


class Job(NamedTuple):
    """A workbook: what is typed into its cells (sheet, cell, text or number), which are read then, and where it is
    saved.
    """

    file: Path
    cells: Sequence[tuple[str, str, str | float]] = ()
    reading: Sequence[tuple[str, str]] = ()
    save: Path | None = None


class Answer(NamedTuple):
    """How many cells of each sheet LibreOffice marks as invalid, and what is seen in those that were read."""

    invalid: Mapping[str, int]
    read: Mapping[str, str | float]


def typed(jobs: Sequence[Job]) -> list[Answer]:
    """Have all of it done in one LibreOffice."""
    plan = [
        {
            "file": str(job.file),
            "save": None if job.save is None else str(job.save),
            "cells": job.cells,
            "read": job.reading,
        }
        for job in jobs
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_text(json.dumps(plan, ensure_ascii=False), encoding="utf-8")
        done = subprocess.run([_PYTHON, _TYPIST, path], capture_output=True, text=True, check=True, timeout=600)
    return [Answer(each["invalid"], each["read"]) for each in map(json.loads, done.stdout.splitlines())]
