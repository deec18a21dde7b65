"""`make bench-check`: `kaoping check` on the sample beside yamllint and check-jsonschema on the same files, in one run.

The two are put into an environment of their own, which is thrown away. Neither knows what a rubric means: yamllint
looks at the form of the YAML, check-jsonschema gets the schema `{"type": "object"}`, the least that it can be asked.
"""

import subprocess
import sys
import tempfile
import venv
from functools import partial
from pathlib import Path

from measuring import HEAD, ROOT, circumstances, paired, process, row

TOOLS = ("yamllint==1.38.0", "check-jsonschema==0.39.0")
CHECK = (sys.executable, "-m", "dangjian_kaoping", "check")
RUNS = 9


def _installed(folder: Path) -> Path:
    """An environment with the tools; where its programs lie."""
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([programs / "python", "-m", "pip", "install", "-q", *TOOLS], check=True)
    return programs


def _cpu(*command: str | Path) -> float:
    return process(*command).cpu


def main() -> None:
    files = [
        str(path.relative_to(ROOT)) for top in ("rubrics", "data") for path in sorted((ROOT / top).rglob("*.yaml"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        programs = _installed(Path(folder) / "tools")
        schema = Path(folder) / "object.json"
        schema.write_text('{"type": "object"}', "utf-8")
        yardsticks: dict[str, list[str | Path]] = {
            "yamllint": [programs / "yamllint", "-d", "relaxed", "--no-warnings", *files],
            "check-jsonschema": [programs / "check-jsonschema", "--schemafile", schema, *files],
        }
        print(circumstances())
        print(f"{len(files)} files; {', '.join(TOOLS)}")
        print(HEAD)
        for name, command in yardsticks.items():
            pairs = paired(partial(_cpu, *CHECK), partial(_cpu, *command), RUNS)
            print(row(f"check of the sample ÷ {name}", pairs))


if __name__ == "__main__":
    main()
