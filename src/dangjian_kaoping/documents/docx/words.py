"""The text of a paragraph, and what stands beside it: as it is printed once all changes are accepted."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.documents.docx.fields import Fields
from dangjian_kaoping.documents.docx.markup import W, attribute, child, number, parts, value
from dangjian_kaoping.documents.docx.styles import Styles
from dangjian_kaoping.documents.docx.symbols import UNKNOWN, sign, spelled
from dangjian_kaoping.documents.lines import printed
from dangjian_kaoping.documents.notes import STRUCK, Notes
from dangjian_kaoping.ooxml.markup import Element, local, namespace

PICTURES = "图片没有读（里面是表、是字的，请打成表和文字）"
CHANGED = "文件里有没有定下来的修订，按全部接受的读"
_HIDDEN, _TINY = "隐藏的字没有读", "小得看不见的字没有读"
_WHITE = "白色的字没有读"
_DRAWN = "图表、图形、嵌入的对象没有读"
_MATH = "公式是按一行字读的，请核对"
_SIGNS = f"有认不出的符号，读成了“{UNKNOWN}”"
_LOST = "没有结果的域没有读"
_PROMPT = "还没有填的提示没有读"
_PLAIN: Mapping[str, str] = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
"""What is printed for an element that is no text."""
_THROUGH = frozenset({"hyperlink", "smartTag", "customXml", "dir", "bdo", "sdtContent", "fldSimple", "rubyBase"})
_IN, _OUT = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_SMALLEST = 4
"""Half points; nobody reads smaller letters."""


class Beside(NamedTuple):
    """What stands beside the text, by the numbers by which the text refers to it."""

    footnotes: Mapping[str, str]
    endnotes: Mapping[str, str]
    comments: Mapping[str, str]


class Words(NamedTuple):
    """What is read of a paragraph: its text, the text boxes that hang on it, and whether its end is deleted, so that
    the next one goes on with it. `formula`: what a field in it reckons.
    """

    text: str
    boxes: Sequence[Element] = ()
    runs_on: bool = False
    formula: str = ""
    pictures: int = 0


class WordReader:
    """Reads paragraphs one after the other, and notes what it leaves out."""

    def __init__(self, styles: Styles, beside: Beside, notes: Notes) -> None:
        self._styles, self._beside, self._notes = styles, beside, notes
        self._fields = Fields()
        self._where = ""
        self._paragraph: Element | None = None
        self._boxes: list[Element] = []
        self._pictures = 0
        self._shaded = False

    def read(self, element: Element, where: str, *, shaded: bool = False) -> Words:
        """A paragraph; `where` is what it is called, `shaded` says whether it stands on a colour."""
        self._where, self._boxes, self._pictures = where, [], 0
        self._paragraph = child(element, "pPr")
        self._shaded = shaded or is_shaded(self._paragraph)
        text = "".join(self._walk(element)) + self._fields.paragraph_ended()
        formula, self._fields.reckoned = self._fields.reckoned, ""
        for each in self._fields.lost:
            self._notes.add(_LOST, where, each)
        self._fields.lost = []
        mark = child(self._paragraph, "rPr")
        runs_on = any(child(mark, each) is not None for each in _OUT)
        if runs_on and text.strip():
            self._notes.add(CHANGED, where + "与后面的并成一段")
        return Words(printed(text), self._boxes, runs_on or self._is_hidden(mark), formula, self._pictures)

    def _is_hidden(self, letters: Element | None) -> bool:
        return self._styles.switched("vanish", letters, self._paragraph)

    def _walk(self, element: Element) -> Iterator[str]:
        for name, each in parts(element):
            if name == "r":
                yield from self._run(each)
            elif name in _IN:
                text = "".join(self._walk(each))
                self._notes.add(CHANGED, self._where + "加了", text)
                yield text
            elif name in _OUT:
                self._notes.add(CHANGED, self._where + "删了", _all_text(each))
            elif name in _THROUGH:
                self._fields.begun_simply(attribute(each, "instr"))
                yield from self._walk(each)
            elif name == "sdt":
                yield from self._control(each)
            elif name == "ruby":
                yield from (text for part, base in parts(each) if part == "rubyBase" for text in self._walk(base))
            elif name in ("oMath", "oMathPara"):
                text = "".join(_math(each))
                self._notes.add(_MATH, self._where, text)
                yield self._fields.printed(text)

    def _control(self, element: Element) -> Iterator[str]:
        content = child(element, "sdtContent")
        if content is None:
            return
        if child(element, "sdtPr", "showingPlcHdr") is not None:
            self._notes.add(_PROMPT, self._where, _all_text(content))
            return
        yield from self._walk(content)

    def _run(self, run: Element) -> Iterator[str]:
        letters = child(run, "rPr")
        why = self._unseen(letters)
        text = "".join(self._pieces(run, letters))
        if why and text.strip():
            self._notes.add(why, self._where, text)
        elif not why:
            yield text

    def _unseen(self, letters: Element | None) -> str:
        """Why letters are not seen, or do not count; empty where they are and do."""
        if self._is_hidden(letters):
            return _HIDDEN
        if any(self._styles.switched(each, letters, self._paragraph) for each in ("strike", "dstrike")):
            return STRUCK
        if 0 < number(letters, "sz") <= _SMALLEST:
            return _TINY
        white = value(letters, "color").upper() == "FFFFFF"
        return _WHITE if white and not self._shaded and not is_shaded(letters) else ""

    def _pieces(self, run: Element, letters: Element | None) -> Iterator[str]:
        fonts = child(letters, "rFonts")
        font = "" if fonts is None else attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        for name, each in parts(run):
            if name == "t":
                yield self._fields.printed(self._known(spelled(font, (each.text or "").replace("\n", " "))))
            elif name in _PLAIN:
                yield self._fields.printed(_PLAIN[name])
            elif name == "sym":
                code = int(attribute(each, "char") or "0", 16)
                yield self._fields.printed(self._known(sign(attribute(each, "font"), code)))
            elif name == "fldChar":
                yield self._fields.marked(attribute(each, "fldCharType"))
            elif name == "instrText":
                self._fields.instructed(each.text or "")
            elif name in ("drawing", "pict", "object"):
                self._drawing(each)
            elif name == "ruby":
                yield from (text for part, base in parts(each) if part == "rubyBase" for text in self._walk(base))
            else:
                self._refer(name, attribute(each, "id"))

    def _known(self, text: str) -> str:
        if UNKNOWN in text:
            self._notes.add(_SIGNS, self._where)
        return text

    def _refer(self, name: str, key: str) -> None:
        kinds = {
            "footnoteReference": ("脚注没有读", self._beside.footnotes),
            "endnoteReference": ("尾注没有读", self._beside.endnotes),
            "commentReference": ("批注没有读", self._beside.comments),
        }
        if name in kinds:
            what, texts = kinds[name]
            self._notes.add(what, self._where, texts.get(key, ""))

    def _drawing(self, element: Element) -> None:
        boxes = list(_boxes(element))
        self._boxes += boxes
        kinds = {local(each) for each in element.iter() if isinstance(each.tag, str)}
        written = [each.get("string", "") for each in element.iter("{*}textpath")]
        if any(written):
            self._notes.add(_DRAWN, self._where, " ".join(written))
        if {"pic", "imagedata"} & kinds and local(element) != "object":
            self._pictures += 1
        elif {"chart", "relIds", "OLEObject", "control"} & kinds or (local(element) == "object" and not boxes):
            self._notes.add(_DRAWN, self._where)


def is_shaded(properties: Element | None) -> bool:
    """Whether letters, a paragraph or a cell stand on a colour."""
    shading = child(properties, "shd")
    fill = "" if shading is None else attribute(shading, "fill").upper()
    themed = shading is not None and bool(attribute(shading, "themeFill"))
    return themed or fill not in ("", "AUTO", "FFFFFF") or value(properties, "highlight") not in ("", "none")


def _boxes(element: Element) -> Iterator[Element]:
    """The text boxes in a drawing; what lies in them is for whoever reads them."""
    for _, each in parts(element):
        if not isinstance(each.tag, str):
            continue
        if each.tag == f"{{{W}}}txbxContent":
            yield each
        else:
            yield from _boxes(each)


def _all_text(element: Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{{{W}}}t", f"{{{W}}}delText"))


def _math(element: Element) -> Iterator[str]:
    """A formula in one line; a fraction with a stroke."""
    for each in element:
        if not isinstance(each.tag, str) or "math" not in namespace(each):
            continue
        if local(each) == "t":
            yield each.text or ""
        elif local(each) == "f":
            above, below = ("".join(_math(part)) for part in each if local(part) in ("num", "den"))
            yield f"({above})/({below})"
        else:
            yield from _math(each)
