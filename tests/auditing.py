"""Whether a vulnerability is known of any package that is locked: `make audit`.

python auditing.py constraints.txt

pip-audit asks the advisory service. Where that cannot be reached, or knows none of the packages, nothing was looked
at, and that is said; it is no failure. A package with a known vulnerability is one.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

_PATIENCE = 300
"""Seconds for all packages."""


def report_of(constraints: Path) -> str:
    """What pip-audit tells of the locked packages, as JSON; empty where it came to nothing."""
    asked = ("-r", str(constraints), "--no-deps", "--disable-pip", "-f", "json", "--progress-spinner", "off")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", *asked], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def verdict(report: str) -> tuple[int, str]:
    """The exit status and what is said, of a report."""
    try:
        packages: list[dict[str, Any]] = json.loads(report)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return 0, "没有查成：漏洞库连不上。"
    seen = [each for each in packages if "vulns" in each]
    if not seen:
        return 0, "没有查成：漏洞库里一个包也没有查到。"
    known = [
        f"{each['name']} {each['version']}：{vulnerability['id']}"
        + (f"，{'、'.join(vulnerability['fix_versions'])} 已改好" if vulnerability["fix_versions"] else "")
        for each in seen
        for vulnerability in each["vulns"]
    ]
    unseen = "、".join(each["name"] for each in packages if "vulns" not in each)
    lines = [f"查了 {len(seen)} 个包，{f'公布过的漏洞 {len(known)} 个：' if known else '没有公布过的漏洞。'}", *known]
    if unseen:
        lines.append(f"没有查到：{unseen}")
    return (1 if known else 0), "\n".join(lines)


def main(constraints: Path) -> int:
    """Look, and say what came of it."""
    status, said = verdict(report_of(constraints))
    print(said)
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
