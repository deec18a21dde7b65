"""The sample's rounds as plain data, for the second opinion."""

from typing import Any

from sample import SAMPLE, rubrics

from .plant import plain, quarter_of
from .second_opinion import Documents

QUARTERS = sorted(path.name for path in (SAMPLE / "data").iterdir() if (path / "inspection").is_dir())


def written(quarter: str) -> Documents:
    """A round, the version in force, and the inspections before it."""
    return Documents(
        rubric=plain((SAMPLE / rubrics()[quarter_of(quarter)].at.file).read_text(encoding="utf-8")),
        roster=plain((SAMPLE / "data/roster.yaml").read_text(encoding="utf-8")),
        quarter=quarter,
        inspections=_reviewed(quarter, _texts(f"data/{quarter}/inspection")),
        months=_texts(f"data/{quarter}/self"),
        earlier={each: _texts(f"data/{each}/inspection") for each in QUARTERS if each < quarter},
    )


def _texts(folder: str) -> list[Any]:
    """The documents under a folder of the workspace."""
    return [plain(path.read_text(encoding="utf-8")) for path in sorted((SAMPLE / folder).rglob("*.yaml"))]


def _reviewed(quarter: str, inspections: list[Any]) -> list[Any]:
    """The inspections with the facts that a review put in the place of what was recorded."""
    file = SAMPLE / f"data/{quarter}/adjustments.yaml"
    for each in plain(file.read_text(encoding="utf-8"))["adjustments"] if file.exists() else ():
        (finding,) = (
            finding
            for inspection in inspections
            for finding in inspection["branches"].get(each["branch"], {}).get("findings", [])
            if (finding["item"], finding["clause"]) == (each["item"], each["clause"])
        )
        assert each["recorded"].items() <= finding.items()
        finding |= {key: each[key] for key in each["recorded"]}
    return inspections
