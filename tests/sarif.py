"""Whether a report is SARIF 2.1.0, by the schema that OASIS publishes, and whether what it says agrees with itself."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"


@cache
def _validator() -> Any:
    return jsonschema.Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))


def faults_in_sarif(text: str) -> list[str]:
    """What is wrong with a report."""
    report = json.loads(text)
    faults = [f"{error.json_path}: {error.message[:200]}" for error in _validator().iter_errors(report)]
    for run in report["runs"] if not faults else ():
        rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
        for number, result in enumerate(run["results"]):
            if rules[result["ruleIndex"]] != result["ruleId"]:
                faults.append(f"result {number}: ruleIndex is of another rule")
    return faults
