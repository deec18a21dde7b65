"""The paragraphs of a text under one another, by the kinds of their numbers in the order of their first use."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dangjian_kaoping.outline.around import METHOD, reason
from dangjian_kaoping.outline.document import Block, Paragraph, Table
from dangjian_kaoping.outline.numbering import broken, numbered
from dangjian_kaoping.outline.points import has_points
from dangjian_kaoping.outline.remarks import is_aside, is_continued, is_title
from dangjian_kaoping.outline.sentences import scored
from dangjian_kaoping.outline.titles import bare


@dataclass
class Node:
    """A paragraph with a number, or a heading, and what stands under it: paragraphs, tables, and nodes."""

    kind: str
    text: str
    where: str
    under: list["Node | Table"] = field(default_factory=list)

    def nodes(self) -> Iterator["Node"]:
        """All nodes under it, at any depth."""
        for each in self.under:
            if isinstance(each, Node):
                yield each
                yield from each.nodes()

    def tables(self) -> bool:
        """Whether a table stands under it."""
        return any(isinstance(each, Table) or each.tables() for each in self.under)


PLAIN = ""
"""The kind of a paragraph that heads nothing."""

_OUTERMOST = ("part", "article", "han")
"""Kinds that stand under no heading that is only short."""


def tree(blocks: Sequence[Block]) -> Node:
    """The blocks as a tree; its root has no text. A number ends all that stands under the last of its kind."""
    root = Node(PLAIN, "", "")
    open_: list[Node] = [root]
    titles = [each for each in blocks if isinstance(each, Paragraph) and is_title(each.text)]
    sheet = ""
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            if block.name and sheet not in ("", block.name):
                del open_[1:]
            sheet = block.name
            # it stands under headings; what has sentences is none
            while len(open_) > 1 and (_is_sentence(open_[-1].text) or _has_sentences(open_[-1])):
                open_.pop()
            open_[-1].under.append(block)
            continue
        if block.text.strip().startswith("附件"):
            # a notice ends here
            del open_[1:]
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        for kind, text in _pieces(block, following, titled=len(titles) < 2):
            node = Node(kind, text, block.where)
            if kind == PLAIN:
                open_[-1].under.append(node)
                continue
            kinds = [each.kind for each in open_]
            if kind in kinds:
                del open_[kinds.index(kind) :]
            elif kind == "heading" and is_title(text):
                del open_[1:]
            elif kind in _OUTERMOST and "heading" in kinds:
                del open_[kinds.index("heading") :]
            open_[-1].under.append(node)
            open_.append(node)
    return root


def _is_sentence(text: str) -> bool:
    """Whether a text is scored, or a sentence on how it is assessed (本办法由组织部负责解释。)."""
    return scored(bare(text)) or (text.rstrip().endswith("。") and reason(text, "") == METHOD)


def _has_sentences(node: Node) -> bool:
    under = (each.text for each in node.under if isinstance(each, Node))
    return any(scored(text) and not has_points(text) for text in under)


def _pieces(paragraph: Paragraph, following: Block | None, *, titled: bool) -> Iterator[tuple[str, str]]:
    """A paragraph's parts with their kinds: numbers within it begin parts of their own."""
    lines = [line for line in paragraph.text.split("\n") if line.strip()]
    for index, line in enumerate(lines):
        for place, piece in enumerate(broken(line)):
            first = index == place == 0
            found = numbered(piece, paragraph.number if first else "")
            kind = found.kind
            if kind == "bullet":
                kind = PLAIN
            if first and not kind and paragraph.heading:
                kind = f"heading {paragraph.heading}"
            if first and not kind and len(lines) == 1 and _is_heading(found.text, following):
                # the title behind a notice is that of all, two are each of a table
                kind = PLAIN if titled and is_title(found.text) else "heading"
            yield kind, found.text


def _is_heading(text: str, following: Block | None) -> bool:
    """Whether a short text without a number heads what follows: by its points, or because a table follows."""
    if is_continued(text) or is_aside(text) or len(text) > 30 or scored(text) or text[-1:] in "。；：，;:,":
        return False
    return has_points(text) or (isinstance(following, Table) and len(text) <= 16)
