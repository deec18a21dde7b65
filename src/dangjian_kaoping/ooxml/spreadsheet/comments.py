"""批注 on the cells of a sheet that is read, and the old drawings that bear them."""

from collections.abc import Iterator

from dangjian_kaoping.ooxml.markup import Element, is_named
from dangjian_kaoping.ooxml.package import Package
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.ooxml.spreadsheet.sheet import Feature

_LONGEST = 200
"""Characters of a comment that are told."""


def comments_on(package: Package, sheet: str) -> Iterator[Feature]:
    """The comments on a sheet, by its part; and what else lies in the drawings that are for comments."""
    relations = package.relations(sheet)
    kinds = {each.kind for each in relations}
    for each in relations:
        if each.kind == "comments" or (each.kind == "ms:threadedComment" and "comments" not in kinds):
            yield from _comments(package.root(each.target))
        elif each.kind == "vmlDrawing":
            yield from _others(package, each.target, expected="comments" in kinds)


def _comments(root: Element) -> Iterator[Feature]:
    for each in root.iter():
        if is_named(each, "comment") or is_named(each, "threadedComment"):
            where = each.get("ref", "")
            text = " ".join(
                "".join(t.text or "" for t in each.iter() if is_named(t, "t") or is_named(t, "text")).split()
            )
            yield Feature("comment", where, text[:_LONGEST], (where, text))


def _others(package: Package, part: str, *, expected: bool) -> Iterator[Feature]:
    """Shapes of an old drawing that are no comments; one that cannot be read may hold anything."""
    try:
        root = package.root(part)
    except RefusedPackageError:
        yield Feature("drawing", key=part)
        return
    kinds = [each.get("ObjectType", "") for each in root.iter() if is_named(each, "ClientData")]
    shapes = sum(is_named(each, name) for each in root.iter() for name in ("shape", "rect", "image", "oval"))
    others = shapes - kinds.count("Note") if expected else shapes
    for number in range(others):
        yield Feature("drawing", key=(part, number))
