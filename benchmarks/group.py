"""A group of N plants with B branches each, under one rubric word for word: `python benchmarks/group.py FOLDER N B`.

Every seventh plant, where `versions` are asked for, has a version of its own. Their records differ as branches' do.
"""

import sys
from pathlib import Path

from plant import build


def build_group(root: Path, units: int, branches: int, *, versions: bool = False) -> Path:
    """Write the plants and the list of them; gives the list."""
    lines = ["kind: group", "version: 1", "name: 量测集团", "units:"]
    for number in range(units):
        lines.append(f"  P{number:04d}: {{name: 第{number:04d}电厂, path: p{number:04d}, region: 区域{number % 6}}}")
        folder = root / f"p{number:04d}"
        build(folder, branches, of=number)
        settings = folder / "kaoping.yaml"
        settings.write_text(f"kind: workspace\nversion: 1\nunit: 第{number:04d}电厂\n", "utf-8")
        if versions and number % 7 == 6:
            rubric = folder / "rubrics/2020.yaml"
            rubric.write_text(rubric.read_text("utf-8").replace("each: 0.5", "each: 0.6"), "utf-8")
    listed = root / "group.yaml"
    listed.write_text("\n".join(lines) + "\n", "utf-8")
    return listed


if __name__ == "__main__":
    build_group(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), versions="--versions" in sys.argv)
