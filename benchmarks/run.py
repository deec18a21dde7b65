"""`make bench`: each figure beside a yardstick that is timed in the same run, in turn, and told as a ratio.

Times of one machine on one day mean little; ratios to what nobody can avoid mean something.
"""

import gc
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml
from plant import build

from dangjian_kaoping.session.session import Session

ROOT = Path(__file__).resolve().parents[1]
BRANCHES = 5_000
IMPORTS = "import typer, yaml, rich.table, rich.console; from pydantic import BaseModel"
SCORE = ("-m", "dangjian_kaoping", "score", "--quarter", "2021Q1")


def process(*command: str | Path) -> float:
    """How long a command takes, from its start to its end (seconds)."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def timed_as_the_command(action: Callable[[], object]) -> float:
    """Timed as `kaoping` runs it: without collecting garbage (see `dangjian_kaoping.__main__`)."""
    gc.collect()
    gc.disable()
    try:
        return _timed(action)
    finally:
        gc.enable()


def paired(ours: Callable[[], float], yardstick: Callable[[], float], runs: int) -> tuple[float, float, float]:
    """Medians of both and of the ratios of the pairs; the first pair warms up."""
    pairs = [(ours(), yardstick()) for _ in range(runs + 1)][1:]
    return (
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
    )


def row(what: str, figures: tuple[float, float, float]) -> str:
    ours, yardstick, ratio = figures
    return f"{what:<54} {ours:8.3f} s {yardstick:8.3f} s {ratio:7.2f}"


def main() -> None:
    print(f"{'what ÷ yardstick':<54} {'ours':>10} {'yardstick':>10} {'ratio':>7}")
    print(
        row(
            "start-up: score of the sample ÷ bare imports",
            paired(lambda: process(sys.executable, *SCORE), lambda: process(sys.executable, "-c", IMPORTS), 9),
        )
    )
    for branches in (BRANCHES // 5, BRANCHES):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            files = build(root, branches)
            texts = [path.read_text("utf-8") for path in files]

            def ours(root: Path = root) -> float:
                return timed_as_the_command(lambda: Session(root).round("2021Q1"))

            def yardstick(texts: list[str] = texts) -> float:
                return _timed(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])

            print(row(f"{branches} branches, YAML to ranking ÷ CSafeLoader", paired(ours, yardstick, 3)))
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
