"""`make bench-guard`: a command that takes more instructions than it used to is found before it is committed.

Instructions (cachegrind) of five commands on the sample ÷ those of the imports that they cannot do without, both
counted in the same run, beside the ratios in `ratios.json`. Two runs differ by less than a thousandth, however busy the
machine is, so that 5 % more is no chance. Where Python's minor version, the machine or a library is another than when
the ratios were kept, other ratios are to be expected: then nothing is judged.
"""

import argparse
import compileall
import json
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from measuring import ROOT, instructions
from run import BARE, KAOPING
from run import COMMANDS as MEASURED

KEPT = Path(__file__).with_name("ratios.json")
MOST = 0.05
"""So much more is too much; so much less is worth keeping."""
COMMANDS = {name: MEASURED[name] for name in ("--help", "score", "rank", "trend", "check")}
LIBRARIES = ("pydantic", "pydantic_core", "PyYAML", "typer", "rich")
"""What the commands import."""
_SAMPLE = ("kaoping.yaml", "rubrics", "data")


class Ratios(NamedTuple):
    """By command its instructions ÷ those of the bare imports, and with what they were counted."""

    ratios: Mapping[str, float]
    versions: Mapping[str, str]


def verdict(kept: Ratios, found: Ratios) -> tuple[int, str]:
    """The exit status, and what is said."""
    other = [
        f"{name} {kept.versions.get(name, '没有')} → {found.versions.get(name, '没有')}"
        for name in dict.fromkeys([*kept.versions, *found.versions])
        if kept.versions.get(name) != found.versions.get(name)
    ]
    if other:
        return 0, f"没有比：记下比值时的环境与现在不同（{'；'.join(other)}）。{_ACCEPT}"
    lines = [_line(name, kept.ratios.get(name), ratio) for name, ratio in found.ratios.items()]
    slower = [name for name, ratio in found.ratios.items() if ratio > kept.ratios.get(name, 0) * (1 + MOST)]
    if slower:
        lines.append(f"{'、'.join(slower)} 的指令比记下的多了 5% 以上。请找出多做了什么；确是值得的，{_ACCEPT}")
    elif any(ratio < kept.ratios[name] * (1 - MOST) for name, ratio in found.ratios.items()):
        lines.append(f"少了 5% 以上的，请记下来，以后才守得住：{_ACCEPT}")
    return int(bool(slower)), "\n".join(lines)


_ACCEPT = "运行 make bench-guard ACCEPT=1 记下现在的比值，与改动一起提交。"


def _line(name: str, kept: float | None, found: float) -> str:
    before = "没有记过" if kept is None else f"记下的是 {kept:.3f}，{found / kept - 1:+.1%}"
    return f"{name}：{found:.3f}（{before}）"


def counted() -> Ratios | None:
    """The ratios of today; None without valgrind."""
    if shutil.which("valgrind") is None:
        return None
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        # apart from git, whose history grows with every commit
        for name in _SAMPLE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, Path(folder) / name)
        # instructions are the same however many programs run at once
        with ThreadPoolExecutor() as pool:
            commands: Iterable[tuple[str, ...]] = [BARE, *((*KAOPING, *each) for each in COMMANDS.values())]
            bare, *ours = pool.map(lambda command: instructions(*command, cwd=Path(folder)), commands)
    assert bare is not None
    ratios = {name: round(each / bare, 3) for name, each in zip(COMMANDS, ours, strict=True) if each is not None}
    python = ".".join(platform.python_version_tuple()[:2])
    libraries = {name: version(name) for name in LIBRARIES}
    return Ratios(ratios, {"machine": platform.machine(), "Python": python, **libraries})


def read() -> Ratios:
    """The ratios that were kept."""
    return Ratios(**json.loads(KEPT.read_text("utf-8")))


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--accept", action="store_true")
    accept = asked.parse_args().accept
    found = counted()
    if found is None:
        print("没有比：这里没有 valgrind。")
        return 0
    if accept:
        KEPT.write_text(json.dumps(found._asdict(), ensure_ascii=False, indent=1) + "\n", "utf-8")
        print(f"记下了：{found.ratios}")
        return 0
    status, said = verdict(read(), found)
    print(said)
    return status


if __name__ == "__main__":
    sys.exit(main())
