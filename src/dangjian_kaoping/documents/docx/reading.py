"""A document of Word or WPS as paragraphs and tables."""

import re
from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.documents.docx.blocks import BlockReader
from dangjian_kaoping.documents.docx.markup import W, attribute, child
from dangjian_kaoping.documents.docx.numbering import Numbering
from dangjian_kaoping.documents.docx.opening import Opened, refusal_of
from dangjian_kaoping.documents.docx.styles import Styles
from dangjian_kaoping.documents.docx.words import PICTURES, Beside, WordReader
from dangjian_kaoping.documents.lines import cut_between, length, printed
from dangjian_kaoping.documents.notes import REJOINED, Notes
from dangjian_kaoping.documents.pages import of_pages
from dangjian_kaoping.documents.refusal import LEAST, RefusedDocumentError, only_pictures, refused
from dangjian_kaoping.documents.wrapping import Wrapping
from dangjian_kaoping.ooxml.markup import Element
from dangjian_kaoping.ooxml.refusal import RefusedPackageError
from dangjian_kaoping.outline.document import Block, Paragraph, Table

_PRICE = re.compile(r"[扣减加得计记为][\d０-９.．一二三四五六七八九十半两—~～至-]{1,9}分|不得分")
"""A letter that comes with a picture of the table has none."""


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
    found = [] if body is None else list(_rejoined(list(reader.read(body)), notes))
    if reader.pictures and not _is_rubric(found):
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


def _rejoined(blocks: Sequence[Block], notes: Notes) -> Iterator[Block]:
    """With paragraphs that are lines of a page joined: text that was taken out of a PDF is so."""
    paragraphs = [each for each in blocks if isinstance(each, Paragraph)]
    left = of_pages([each.text for each in paragraphs], [each.where for each in paragraphs], notes)
    gone = {paragraphs[number].where for number in left}
    blocks = [each for each in blocks if each.where not in gone]
    wrapping = Wrapping([each.text for each in blocks if isinstance(each, Paragraph)])
    begun: Block | None = None
    last = ""
    for each in blocks:
        if isinstance(begun, Paragraph) and isinstance(each, Paragraph) and not (each.number or each.heading):
            on = wrapping.goes_on(last, each.text, first=begun.text, blank=False) if wrapping.sure else False
            if on or cut_between(last, each.text):
                notes.add(REJOINED, each.where)
                begun, last = begun._replace(text=begun.text + each.text), each.text
                continue
        if begun is not None:
            yield begun
        begun, last = each, each.text if isinstance(each, Paragraph) else ""
    if begun is not None:
        yield begun


def _is_rubric(blocks: Sequence[Block]) -> bool:
    """Whether something stands beside the pictures by which somebody could be scored."""
    if any(isinstance(each, Table) and len(each.rows) > 1 and len(each.rows[0]) > 1 for each in blocks):
        return True
    texts = [each.text for each in blocks if isinstance(each, Paragraph)]
    return sum(map(length, texts)) >= LEAST and any(_PRICE.search(each) for each in texts)


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
