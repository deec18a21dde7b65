"""Items that part, and that join."""

from .plant import Plain, area, item


def part(rubric: Plain) -> None:
    """A clause of DJ-01 becomes an item of its own."""
    moved = item(rubric, "DJ-01")["clauses"].pop(1)
    new = {"id": "DJ-03", "title": "质量", "department": "党群工作部", "was": ["DJ-01"], "clauses": [moved]}
    area(rubric, "DJ")["items"].append(new | {"points": "2"})


def join(rubric: Plain) -> None:
    """DJ-02 goes into DJ-01 with its clauses."""
    gone = area(rubric, "DJ")["items"].pop()
    item(rubric, "DJ-01")["was"] = ["DJ-02"]
    item(rubric, "DJ-01")["clauses"] += gone["clauses"]
