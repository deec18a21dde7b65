"""The JSON Schemas of our documents as they are shipped: a file each, `score-1.json` of `kaoping.score/1`."""

import json
from importlib.resources import files as resources
from typing import NamedTuple


class Shipped(NamedTuple):
    """The schema of a document in one version; `name` is what it is called for short, `score`."""

    name: str
    version: str
    text: str

    @property
    def format(self) -> str:
        """What a document says that it is."""
        return f"kaoping.{self.name}/{self.version}"

    @property
    def title(self) -> str:
        """What the document is, and which commands write it."""
        return str(json.loads(self.text)["title"])


def shipped_schemas() -> list[Shipped]:
    """The schemas of all documents, by name and version."""
    files = sorted(resources("dangjian_kaoping").joinpath("templates/schemas").iterdir(), key=lambda each: each.name)
    parts = [each.name.removesuffix(".json").rpartition("-") for each in files]
    return [
        Shipped(name, version, each.read_text(encoding="utf-8"))
        for each, (name, _, version) in zip(files, parts, strict=True)
    ]
