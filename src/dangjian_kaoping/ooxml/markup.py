"""The XML of a part: no document type, no entities, an encoding that every program knows. lxml parses."""

from collections.abc import Iterator
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from dangjian_kaoping.ooxml.archive import Part
from dangjian_kaoping.ooxml.refusal import RefusedPackageError

Element = Any
"""lxml's element; lxml has no types."""

_ENCODINGS = frozenset({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"})
"""What OPC allows (ISO/IEC 29500-2, 8.1.1); a plain ASCII text is UTF-8 too."""
# comments and instructions are left out, so that they do not cut a text in two
_SAFE = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}


def parsed(content: bytes, name: str) -> Element:
    """The root of a part. Raises RefusedPackageError."""
    try:
        root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedPackageError("damaged", name) from error
    _refuse_document_type(root, name)
    return root


def pieces(part: Part, name: str, tag: str) -> Iterator[Element]:
    """The elements of one name in a large part, one after the other, and at last its root with what else it holds.

    Each is dropped when the next one is asked for, so that never all are held. Raises RefusedPackageError.
    """
    before: Element | None = None
    try:
        reading = etree.iterparse(part, tag=f"{{*}}{tag}", **_SAFE)
        for _, element in reading:
            if before is None:
                # a document type lies before the first element
                _refuse_document_type(element, name)
            yield element
            part.renew()
            _drop(before)
            before = element
    except etree.XMLSyntaxError as error:
        raise RefusedPackageError("damaged", name) from error
    _drop(before)
    _refuse_document_type(reading.root, name)
    yield reading.root


def _drop(element: Element | None) -> None:
    """Take an element out of its parent, with what it holds; the parser is done with it when the next one has ended."""
    if element is not None and element.getparent() is not None:
        element.getparent().remove(element)


def _refuse_document_type(element: Element, name: str) -> None:
    told = element.getroottree().docinfo
    if told.internalDTD is not None or told.doctype:
        raise RefusedPackageError("forbidden", f"{name} 里有文档类型声明（DOCTYPE）")
    if told.encoding is not None and told.encoding.upper() not in _ENCODINGS:
        raise RefusedPackageError("ambiguous", f"{name} 用了 {told.encoding} 编码")


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return str(etree.QName(element).localname)


def is_named(element: Element, name: str) -> bool:
    """Whether an element, and no remark or instruction, has a name, in whatever namespace."""
    return isinstance(element.tag, str) and local(element) == name


def namespace(element: Element) -> str:
    """An element's namespace."""
    return str(etree.QName(element).namespace or "")


def says(element: Element, attribute: str) -> bool:
    """Whether an attribute says yes, as XML Schema has it."""
    return element.get(attribute, "").strip() in ("1", "true", "on")
