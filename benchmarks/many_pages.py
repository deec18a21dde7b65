"""`kaoping site` of a large plant over three years: time, memory, size; and again where nothing has changed."""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from measuring import circumstances, process
from plant import build

KAOPING = (sys.executable, "-m", "dangjian_kaoping")
BRANCHES, YEARS = 500, (2020, 2021, 2022)
_MONTH = re.compile(r"2021-0([123])")


def rounds(root: Path) -> None:
    """The plant's round again in every quarter of the years, each sealed."""
    first = root / "data/2021Q1"
    held = [(year, number) for year in YEARS for number in (1, 2, 3, 4)]
    for year, number in held:
        if (year, number) != (2021, 1):
            shutil.copytree(first, root / f"data/{year}Q{number}")
    for year, number in held:
        folder = root / f"data/{year}Q{number}"
        for path in sorted(folder.rglob("*.yaml")):
            text = path.read_text("utf-8").replace("2021Q1", f"{year}Q{number}")
            text = _MONTH.sub(lambda found: f"{year}-{number * 3 - 3 + int(found[1]):02}", text)  # noqa: B023
            path.write_text(text, "utf-8")
        process(*KAOPING, "seal", "-q", f"{year}Q{number}", "--date", f"{year + 1}-01-10", "-w", root)


def main() -> None:
    print(circumstances())
    with tempfile.TemporaryDirectory() as folder:
        root, site = Path(folder) / "plant", Path(folder) / "site"
        build(root, BRANCHES)
        rounds(root)
        for what in ("written", "nothing has changed"):
            cost = process(*KAOPING, "site", "-o", site, "--internal", "-w", root)
            print(f"{what}: {cost.cpu:.1f} s CPU, {cost.memory:.0f} MB", flush=True)
        sizes = [path.stat().st_size for path in site.rglob("*.*") if path.is_file()]
        print(f"{len(sizes)} files, {sum(sizes) / 1e6:.0f} MB, the largest {max(sizes) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
