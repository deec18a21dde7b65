"""`make fuzz`: many inputs, on all processors; the same seed gives the same inputs.

python -m fuzz.run [--structural] [--count 100000] [--seed 1] [--only N] [--keep FOLDER]
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from . import structural
from .mutation import mutated
from .trial import timed

HERE = Path(__file__).parent
SEEDS = HERE / "seeds"
CLAUSES = HERE.parent / "clauses"
BATCH = 500
STRUCTURAL_BATCH = 50
MOST_CASES = 2_500
"""Documents of cases longer than this (bytes) are left out, for speed."""


@dataclass
class Tally:
    """What came of some inputs."""

    count: int = 0
    scored: int = 0
    silent: int = 0
    slowest: float = 0.0
    slowest_at: int = -1
    codes: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        """Take in another's figures."""
        self.count += other.count
        self.scored += other.scored
        self.silent += other.silent
        if other.slowest > self.slowest:
            self.slowest, self.slowest_at = other.slowest, other.slowest_at
        self.codes.update(other.codes)
        self.failures += other.failures


def lay(root: Path) -> dict[str, bytes]:
    """The seeds in a folder; their contents by path."""
    shutil.copytree(SEEDS, root, dirs_exist_ok=True)
    (root / "cases").mkdir()
    for path in sorted(CLAUSES.glob("*.yaml")):
        if path.stat().st_size <= MOST_CASES:
            shutil.copy(path, root / "cases" / path.name)
    files = sorted(path for path in root.rglob("*.yaml"))
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def chosen(seeds: dict[str, bytes], seed: int, number: int) -> tuple[str, bytes]:
    """Which file input `number` changes, and to what. Rubrics, records and documents of cases take turns."""
    chance = random.Random(f"{seed}/{number}")
    kinds = ("rubrics/", "cases/", "data/", "data/2021Q1/", "")
    start = kinds[number % len(kinds)]
    file = chance.choice([each for each in seeds if each.startswith(start)])
    return file, mutated(seeds[file], chance)


def run(numbers: Iterable[int], seed: int, keep: Path | None = None) -> Tally:
    """Try these inputs in a workspace of their own."""
    tally = Tally()
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        root = Path(folder)
        seeds = lay(root)
        for number in numbers:
            file, content = chosen(seeds, seed, number)
            (root / file).write_bytes(content)
            try:
                seconds, faults, scored = timed(root, file)
            except Exception as error:
                last = traceback.extract_tb(error.__traceback__)[-1]
                where = f"{Path(last.filename).name}:{last.lineno}"
                tally.failures.append((number, file, f"{type(error).__name__} {where} {str(error)[:200]}"))
                if keep is not None:
                    (keep / f"{number}-{Path(file).name}").write_bytes(content)
            else:
                if seconds > tally.slowest:
                    tally.slowest, tally.slowest_at = seconds, number
                tally.codes.update({fault.code for fault in faults})
                tally.scored += scored
                tally.silent += not len(faults)
            tally.count += 1
            (root / file).write_bytes(seeds[file])
    return tally


def main() -> int:
    """Run as the command line says, and tell the figures."""
    parser = argparse.ArgumentParser(prog="fuzz", description=__doc__)
    parser.add_argument("--structural", action="store_true", help="documents changed as structures, and any command")
    parser.add_argument("--count", type=int, help="100000, structural 2000")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="one input by its number, with its traceback")
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that failed")
    asked = parser.parse_args()
    if asked.keep is not None:
        asked.keep.mkdir(parents=True, exist_ok=True)
    if asked.structural:
        return _structural(asked.count or 2_000, asked.seed, asked.only, asked.keep)
    if asked.only is not None:
        tally = run([asked.only], asked.seed, asked.keep)
    else:
        tally = Tally()
        for done in _all_of(partial(run, seed=asked.seed, keep=asked.keep), asked.count or 100_000, BATCH):
            tally.add(done)
    print(f"inputs {tally.count}, seed {asked.seed}: {tally.scored} scored, {tally.silent} without any fault")
    print(f"slowest {tally.slowest * 1000:.0f} ms (input {tally.slowest_at}), {len(tally.codes)} codes met")
    print(" ".join(f"{code}×{count}" for code, count in sorted(tally.codes.items())))
    return _ended(tally.failures)


def _structural(count: int, seed: int, only: int | None, keep: Path | None) -> int:
    tally = structural.Tally()
    if only is not None:
        tally = structural.run([only], seed, keep)
    else:
        for done in _all_of(partial(structural.run, seed=seed, keep=keep), count, STRUCTURAL_BATCH):
            tally.add(done)
    statuses = "、".join(f"{status} × {times}" for status, times in sorted(tally.statuses.items()))
    print(f"runs {tally.count}, seed {seed}: {tally.scored} scored, {tally.written} wrote; ended with {statuses}")
    return _ended(tally.failures)


def _ended(failures: list[tuple[int, str, str]]) -> int:
    print(f"failures: {len(failures)}")
    for number, file, words in failures[:40]:
        print(f"  input {number} ({file}): {words}")
    return 1 if failures else 0


def _all_of(runs: Callable[[range], Any], count: int, batch: int) -> Iterator[Any]:
    """What comes of each batch of so many inputs, in order."""
    batches = [range(start, min(start + batch, count)) for start in range(0, count, batch)]
    begin = time.perf_counter()
    done = 0
    with ProcessPoolExecutor() as pool:
        for numbers, result in zip(batches, pool.map(runs, batches), strict=True):
            yield result
            done += len(numbers)
            if sys.stderr.isatty():
                print(f"\r{done}/{count}", end="", file=sys.stderr)
    print(f"{count} inputs in {time.perf_counter() - begin:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
