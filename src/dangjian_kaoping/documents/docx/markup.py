"""WordprocessingML by its elements' short names (`p`, `r`, `tbl`)."""

from collections.abc import Iterator

from dangjian_kaoping.ooxml.markup import Element, local

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_YES = ("1", "true", "on")


def attribute(element: Element, name: str) -> str:
    """An attribute of Word's own; empty where there is none."""
    return str(element.get(f"{{{W}}}{name}", ""))


def child(element: Element | None, *path: str) -> Element | None:
    """The first element down a path; None where there is none."""
    for name in path:
        element = None if element is None else element.find(f"{{{W}}}{name}")
    return element


def value(element: Element | None, *path: str) -> str:
    """The `val` of the element down a path; empty where there is none."""
    found = child(element, *path)
    return "" if found is None else attribute(found, "val")


def number(element: Element | None, *path: str, otherwise: int = 0) -> int:
    """The same as a whole number."""
    text = value(element, *path)
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 10 else otherwise


def switched(element: Element | None, name: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said of it."""
    found = child(element, name)
    return None if found is None else attribute(found, "val") in ("", *_YES)


def parts(element: Element) -> Iterator[tuple[str, Element]]:
    """What an element holds, with short names. Of what is there in several ways (`AlternateContent`) the first that a
    program of today takes: what stands there for older ones is the same once more.
    """
    for each in element:
        name = local(each) if isinstance(each.tag, str) else ""
        if name != "AlternateContent":
            yield name, each
            continue
        ways = [way for way in each if isinstance(way.tag, str) and local(way) in ("Choice", "Fallback") and len(way)]
        for way in ways[:1]:
            yield from parts(way)
