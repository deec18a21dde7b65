"""Where every value of a document stands. Asked for where two versions are compared; scoring does without."""

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.place import Place
from dangjian_kaoping.source.reader import Map, Seq, place_of, read_yaml


def lines_of(text: str, file: str) -> dict[Place, dict[str, Place]]:
    """The places of the values of each mapping, by where the mapping begins; nothing of what cannot be read."""
    found: dict[Place, dict[str, Place]] = {}
    pending: list[object] = [read_yaml(text, file, Faults())]
    while pending:
        node = pending.pop()
        if isinstance(node, Map):
            found[place_of(file, node.mark)] = {
                key: place_of(file, mark) for key, mark in zip(node, node.value_marks, strict=True)
            }
            pending += node.values()
        elif isinstance(node, Seq):
            pending += node
    return found
