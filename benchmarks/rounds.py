"""The sample with more rounds: those of its last whole year again, year after year."""

import re
import shutil
from pathlib import Path

from measuring import ROOT

_AGAIN = 2020
_YEAR = re.compile(r"(?<!\d)20(?:19|20|21)(?!\d)")
_RENAMED = ("后勤服务中心党支部", "综合服务部党支部")
"""What a branch was called in that year, and what it is called since."""


def build(root: Path, rounds: int) -> None:
    """Write a workspace of so many rounds, without seals, cases and a policy."""
    for name in ("rubrics", "data"):
        (root / name).mkdir()
    held = sorted(path.name for path in (ROOT / "data").iterdir() if path.is_dir())
    for name in ("kaoping.yaml", "data/roster.yaml", *(f"rubrics/{year}.yaml" for year in (2018, 2019, 2020))):
        shutil.copy(ROOT / name, root / name)
    for quarter in held:
        shutil.copytree(ROOT / "data" / quarter, root / "data" / quarter, ignore=shutil.ignore_patterns("seal.yaml"))
    last = int(held[-1][:4]) * 4 + int(held[-1][-1]) - 1
    for index in range(last + 1, last + 1 + rounds - len(held)):
        _write_again(root, index // 4, index % 4 + 1)


def _write_again(root: Path, year: int, number: int) -> None:
    source = ROOT / "data" / f"{_AGAIN}Q{number}"

    def later(found: re.Match[str]) -> str:
        return str(int(found[0]) + year - _AGAIN)

    for path in source.rglob("*.yaml"):
        if path.name != "seal.yaml":
            target = root / "data" / _YEAR.sub(later, str(path.relative_to(ROOT / "data")))
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_YEAR.sub(later, path.read_text("utf-8").replace(*_RENAMED)), "utf-8")
