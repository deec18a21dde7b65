"""What a page or a document prints."""

import re
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

from dangjian_kaoping.checks.outgoing.folding import bare


class _Words(HTMLParser):
    """The text of a page, and what its attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("style", "script")
        self.found += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self._hidden = False

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


_PARAGRAPH = re.compile("</w:p>|</dc:[a-z]+>|</cp:[A-Za-z]+>")
_MARKUP = re.compile("<[^>]*>")


def text_of(content: bytes, suffix: str) -> str:
    """What a file prints, a line a piece of text, without blanks."""
    if suffix == ".docx":
        with ZipFile(BytesIO(content)) as package:
            parts = [package.read(name).decode() for name in package.namelist() if name.endswith(".xml")]
        pieces = [unescape(_MARKUP.sub("", piece)) for part in parts for piece in _PARAGRAPH.split(part)]
    else:
        words = _Words()
        words.feed(content.decode())
        words.close()
        pieces = words.found
    return "\n".join(map(bare, pieces))
