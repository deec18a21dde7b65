"""A page as a program reads it: its elements, their texts, its tables."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

_VOID = frozenset({"meta", "link", "br", "input", "wbr"})


class Element:
    """An element with its attributes, its children and its text."""

    def __init__(self, tag: str, attributes: dict[str, str | None]) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []

    @property
    def text(self) -> str:
        """All text in it, as `textContent` has it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.children)

    def all(self, tag: str, wanted: Callable[["Element"], bool] = lambda _: True) -> list["Element"]:
        """The elements in it with a tag."""
        return [each for each in self._walk() if each.tag == tag and wanted(each)]

    def by_id(self, name: str) -> "Element":
        """The element with an id; there is one."""
        (found,) = [each for each in self._walk() if each.attributes.get("id") == name]
        return found

    def of_class(self, name: str) -> list["Element"]:
        """The elements with a class."""
        return [each for each in self._walk() if name in (each.attributes.get("class") or "").split()]

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table's rows, heads first."""
        return [[cell.text.strip() for cell in row.children if isinstance(cell, Element)] for row in self.all("tr")]

    @property
    def tags(self) -> list[str]:
        """The tags of all elements in it, in order."""
        return [each.tag for each in self._walk()]

    def _walk(self) -> Iterator["Element"]:
        for each in self.children:
            if isinstance(each, Element):
                yield each
                yield from each._walk()


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> ends <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Element:
    """The page; every element that is opened must be closed, in order."""
    builder = _Builder()
    builder.feed(page)
    builder.close()
    assert builder.open == [builder.root]
    return builder.root
