"""What may not go out is not written where everybody reads it, and remarked where only the plant does."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

from dangjian_kaoping.cli.files.publication import Target
from dangjian_kaoping.cli.shell.clock import today
from dangjian_kaoping.cli.shell.failure import FINDINGS, Stopped
from dangjian_kaoping.cli.shell.streams import answer
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.publishing import Scope
from dangjian_kaoping.session.session import Session


def refuse_leaks(session: Session, scope: Scope, targets: Sequence[Target], public: Collection[str]) -> list[Target]:
    """The targets, or the command stops with what those with a `public` ending would print and may not."""
    from dangjian_kaoping.session.outgoing import Outgoing

    if all(target.path.suffix.lower() not in public for target in targets):
        return list(targets)
    outgoing = Outgoing(session.loader, scope, earlier=True)
    if outgoing.nothing:
        return list(targets)
    # made once: what was looked through is what is written
    held = [target.made() if target.path.suffix.lower() in public else target for target in targets]
    faults = Faults()
    for target in held:
        if (suffix := target.path.suffix.lower()) in public:
            faults.extend(outgoing.printed(text_of(target.content(), suffix), today()))
    if any(each.severity == "error" for each in faults):
        raise Stopped(FINDINGS, faults, dict(outgoing.texts))
    return held


def remark_leaks(session: Session, scope: Scope) -> None:
    """After something was written for the plant's own people: that there is what may not go further."""
    from dangjian_kaoping.session.outgoing import Outgoing

    found = list(Outgoing(session.loader, scope).all(today()))
    if found:
        titles = Counter(each.kind.title for each in found)
        told = "、".join(f"{title} {count} 处" for title, count in titles.items())
        where = f" --quarter {scope}" if isinstance(scope, Quarter) else ""
        answer(f"记录里有不能公布的内容：{told}。写的文件只在内部用；逐处列出：kaoping check --publication{where}")


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
    from dangjian_kaoping.checks.outgoing.folding import bare

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
