"""A document of Word or WPS as paragraphs and tables."""

from collections.abc import Iterator, Mapping

from dangjian_kaoping.documents.docx.blocks import BlockReader
from dangjian_kaoping.documents.docx.markup import W, attribute, child
from dangjian_kaoping.documents.docx.numbering import Numbering
from dangjian_kaoping.documents.docx.opening import Opened, refusal_of
from dangjian_kaoping.documents.docx.styles import Styles
from dangjian_kaoping.documents.docx.words import PICTURES, Beside, WordReader
from dangjian_kaoping.documents.lines import length, printed
from dangjian_kaoping.documents.notes import Notes
from dangjian_kaoping.documents.refusal import RefusedDocumentError, only_pictures, refused
from dangjian_kaoping.ooxml.markup import Element
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.outline.document import Block, Paragraph, Table

_LEAST = 200
"""Characters; beside a picture less than that is a title and a signature, and no rubric."""


def blocks_of(content: bytes, notes: Notes) -> list[Block]:
    """What stands in a document, in its order. Raises RefusedDocumentError where it cannot be read, or is pictures."""
    try:
        return _blocks(Opened(content), notes)
    except RefusedDocumentError:
        raise
    except RefusedPackageError as error:
        raise refusal_of(error) from error
    except Exception as error:  # whatever a part can be broken in
        raise refusal_of(RefusedPackageError("damaged")) from error


def _blocks(opened: Opened, notes: Notes) -> list[Block]:
    styles = Styles(opened.one("styles"))
    beside = Beside(_texts(opened.one("footnotes")), _texts(opened.one("endnotes")), _texts(opened.one("comments")))
    reader = BlockReader(WordReader(styles, beside, notes), styles, Numbering(opened.one("numbering"), styles), notes)
    body = child(opened.text, "body")
    found = [] if body is None else list(reader.read(body))
    if (
        reader.pictures
        and _seen(found) < _LEAST
        and not any(isinstance(each, Table) and _counts(each) for each in found)
    ):
        raise only_pictures()
    for where in reader.pictures:
        notes.add(PICTURES, where)
    if not found:
        raise refused("里面没有字，也没有表", "请检查是不是拿错了文件。")
    for text in dict.fromkeys(_around(opened)):
        notes.add("页眉、页脚没有读", text=text)
    if opened.has_macros:
        notes.add("文件里有宏，没有运行，也不读")
    return found


def _seen(blocks: list[Block]) -> int:
    """How many characters are seen of some blocks."""
    cells = {id(cell): cell.text for each in blocks if isinstance(each, Table) for row in each.rows for cell in row}
    return sum(length(each.text) for each in blocks if isinstance(each, Paragraph)) + sum(map(length, cells.values()))


def _counts(table: Table) -> bool:
    """Whether a table is more than a frame around something."""
    return len(table.rows) > 1 and len(table.rows[0]) > 1


def _texts(root: Element | None) -> Mapping[str, str]:
    """The texts of notes by their numbers."""
    return {attribute(each, "id"): _plain(each) for each in ([] if root is None else root)}


def _plain(element: Element) -> str:
    paragraphs = element.iter(f"{{{W}}}p")
    return printed("\n".join("".join(text.text or "" for text in each.iter(f"{{{W}}}t")) for each in paragraphs))


def _around(opened: Opened) -> Iterator[str]:
    """What stands above and below the pages and is more than their number."""
    for kind in ("header", "footer"):
        for root in opened.beside(kind):
            text = _plain(root)
            if text.strip("第页共—-–/ \n0123456789"):
                yield text
