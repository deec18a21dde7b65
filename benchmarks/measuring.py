"""What something costs: user and system CPU, not the clock, for other programs run on the same machine.

Both sides of a pair are measured alike, one after the other, without collecting garbage on either (so `kaoping` runs),
and told as a ratio: times of one machine on one day mean little, ratios to what nobody can avoid mean something.
"""

import gc
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("pydantic", "PyYAML", "typer", "rich", "openpyxl", "XlsxWriter")
WITHOUT_COLLECTING = "import gc; gc.disable()\n"
"""What a yardstick begins with."""


class Cost(NamedTuple):
    """CPU (秒) and the most memory that was held at once (MB)."""

    cpu: float
    memory: float


class Pairs(NamedTuple):
    """The medians of both sides, of the ratios of the pairs, and between which the middle half of the ratios lies."""

    ours: float
    yardstick: float
    ratio: float
    low: float
    high: float


def process(*command: str | Path, cwd: Path = ROOT) -> Cost:
    """What a program costs from its start to its end. Raises CalledProcessError where it fails."""
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as started:
        _, status, used = os.wait4(started.pid, 0)
        started.returncode = os.waitstatus_to_exitcode(status)
    if started.returncode:
        raise subprocess.CalledProcessError(started.returncode, command)
    # macOS counts bytes, Linux kilobytes
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10))


def here(action: Callable[[], object]) -> float:
    """CPU of something that is done in this process (秒), without collecting garbage."""
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        action()
        return time.process_time() - start
    finally:
        gc.enable()


def paired(ours: Callable[[], float], yardstick: Callable[[], float], runs: int) -> Pairs:
    """Both in turn, so many times; the first pair warms up and does not count, unless there is one other only."""
    pairs = [(ours(), yardstick()) for _ in range(runs + 1)][1 if runs > 1 else 0 :]
    ratios = [one / other for one, other in pairs]
    low, _, high = statistics.quantiles(ratios, n=4, method="inclusive")
    ours_, yardstick_ = (statistics.median(each) for each in zip(*pairs, strict=True))
    return Pairs(ours_, yardstick_, statistics.median(ratios), low, high)


def instructions(*command: str | Path, cwd: Path = ROOT) -> int | None:
    """How many instructions a program takes, which is nearly the same every time; None without valgrind."""
    valgrind = shutil.which("valgrind")
    if valgrind is None:
        return None
    counting = (valgrind, "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command)
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(counting, cwd=cwd, env=environment, capture_output=True, text=True, check=True)
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
    return None if found is None else int(found[1].replace(",", ""))


def circumstances() -> str:
    """The machine, what runs on it, and how busy it is."""
    model = next((line.split(":")[1].strip() for line in _cpuinfo() if line.startswith("model name")), "")
    load = " ".join(f"{each:.2f}" for each in os.getloadavg())
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{model or platform.machine()}, {os.cpu_count()} cores, load {load}\n"
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}; {libraries}"
    )


def _cpuinfo() -> Sequence[str]:
    path = Path("/proc/cpuinfo")
    return path.read_text("utf-8").splitlines() if path.exists() else ()


_WHAT = 56
_TITLE = "what ÷ yardstick (CPU, without collecting garbage)"
HEAD = f"{_TITLE:<{_WHAT}} {'ours':>9} {'yardstick':>9} {'ratio':>6}  middle half"


def row(what: str, pairs: Pairs) -> str:
    """A line of the table."""
    return f"{_line(what, pairs.ours, pairs.yardstick, 's')} {pairs.ratio:6.2f}  {pairs.low:.2f}–{pairs.high:.2f}"


def counted(what: str, ours: int, yardstick: int) -> str:
    """A line of the table that tells millions of instructions."""
    return f"{_line(what, ours / 1e6, yardstick / 1e6, 'M')} {ours / yardstick:6.2f}"


def _line(what: str, ours: float, yardstick: float, unit: str) -> str:
    places = 0 if unit == "M" else 3
    return f"{what:<{_WHAT}} {ours:8.{places}f}{unit} {yardstick:8.{places}f}{unit}"
