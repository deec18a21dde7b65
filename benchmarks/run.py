"""`make bench`: what commands cost beside what nobody can avoid, measured in the same run, side by side."""

import sys
import tempfile
from functools import partial
from pathlib import Path

from measuring import HEAD, WITHOUT_COLLECTING, circumstances, counted, instructions, paired, process, row
from plant import build
from rounds import build as build_rounds
from workbook import main as bench_workbook

SEVERAL, LARGE, LARGEST = 60, 5_000, 50_000
"""Branches."""
MANY_ROUNDS = 40
QUICK, SLOW = 9, 5
"""Pairs of what takes less than a second, and of what takes longer."""
IMPORTS = "import typer, yaml, rich.table, rich.console; from pydantic import BaseModel"
BARE = (sys.executable, "-c", WITHOUT_COLLECTING + IMPORTS)
KAOPING = (sys.executable, "-m", "dangjian_kaoping")
READ = f"""{WITHOUT_COLLECTING}import sys, yaml
for name in sys.argv[1:]:
    with open(name, encoding="utf-8") as file:
        yaml.load(file.read(), Loader=yaml.CSafeLoader)
"""
COMMANDS = {
    "--help": ("--help",),
    "score": ("score", "--quarter", "2021Q1"),
    "rank": ("rank", "--quarter", "2021Q1"),
    "check": ("check",),
    "trend": ("trend",),
    "rubric test": ("rubric", "test"),
}


def start_up() -> None:
    """Commands on the sample ÷ the imports that they cannot do without."""
    for name, command in COMMANDS.items():
        pairs = paired(partial(_cpu, *KAOPING, *command), partial(_cpu, *BARE), QUICK)
        print(row(f"{name} (sample) ÷ bare imports", pairs), flush=True)
    bare = instructions(*BARE)
    for name, command in COMMANDS.items():
        ours = instructions(*KAOPING, *command)
        if ours is None or bare is None:
            print("instructions: there is no valgrind")
            return
        print(counted(f"{name} (sample) ÷ bare imports, instructions", ours, bare), flush=True)


def many_rounds() -> None:
    """The course of the composites over ten years."""
    with tempfile.TemporaryDirectory() as folder:
        build_rounds(Path(folder), MANY_ROUNDS)
        trend = (*KAOPING, "trend", "--workspace", folder)
        pairs = paired(partial(_cpu, *trend), partial(_cpu, *BARE), SLOW)
        print(row(f"trend over {MANY_ROUNDS} rounds ÷ bare imports", pairs), flush=True)


def many_branches() -> None:
    """Large plants, from their files to the ranking ÷ reading the same files with the quickest reader there is."""
    for branches, runs in ((LARGE // 5, SLOW), (LARGE, SLOW), (LARGEST, 1)):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            files = build(root, branches)
            score = (*KAOPING, "score", "--quarter", "2021Q1", "--workspace", root)
            pairs = paired(partial(_cpu, *score), partial(_cpu, sys.executable, "-c", READ, *files), runs)
            print(row(f"{branches} branches, whole process ÷ CSafeLoader", pairs), flush=True)
            print(f"{'':4}memory: {process(*score).memory:.0f} MB")


def many_sheets() -> None:
    """A sheet of feedback for each of several branches."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(root, SEVERAL)
        for format in ("docx", "html"):
            target = root / format
            sheets = (*KAOPING, "feedback", "-q", "2021Q1", "-w", root, "-f", format, "-o", target)
            pairs = paired(partial(_cpu, *sheets), partial(_cpu, *BARE), 3)
            print(row(f"feedback of {SEVERAL} branches, {format} ÷ bare imports", pairs), flush=True)


def checked_again() -> None:
    """What was written, compared with what would be written now."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        build(root, LARGE // 5)
        workbook = root / "ranking.xlsx"
        write = (*KAOPING, "rank", "-q", "2021Q1", "-w", root, "-p", workbook)
        verify = (*KAOPING, "verify", workbook, "-w", root)
        process(*write)
        pairs = paired(partial(_cpu, *verify), partial(_cpu, *write), 1)
        print(row(f"{LARGE // 5} branches, verify ÷ writing the workbook", pairs), flush=True)


def _cpu(*command: str | Path) -> float:
    return process(*command).cpu


def main() -> None:
    print(circumstances())
    print(HEAD)
    start_up()
    many_rounds()
    many_sheets()
    many_branches()
    bench_workbook()
    checked_again()


if __name__ == "__main__":
    main()
